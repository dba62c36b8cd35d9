import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractAnswer } from "../../src/bootcamp/extract-answer.ts";
import { withoutEndOfTurn } from "../../src/bootcamp/end-of-turn.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { separateThinking } from "../../src/bootcamp/thinking.ts";
import { embeddedFormats, everyFormat } from "./formats.ts";

const TAGS: readonly (readonly [open: string, close: string])[] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<thoughts>", "</thoughts>"],
  ["<reasoning>", "</reasoning>"],
  ["<reflection>", "</reflection>"],
  ["<scratchpad>", "</scratchpad>"],
  ["<seed:think>", "</seed:think>"],
  ["<|begin_of_thought|>", "<|end_of_thought|>"],
  ["<|think|>", "<|/think|>"],
  ["<|START_THINKING|>", "<|END_THINKING|>"],
  ["[THINK]", "[/THINK]"],
  ["◁think▷", "◁/think▷"],
  ["<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"],
  ["<|channel|>commentary<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"],
];

const aText = fc.string({ unit: "binary", maxLength: 60 });
/** Text without anything that looks like the beginning of a tag. */
const plainText = aText.map((text) => text.replaceAll(/[<[◁]/gu, ""));
const written = (format: (answer: string) => string, answer: number): string => format(String(answer));

describe.each(TAGS)("thinking in %s … %s", (open, close) => {
  test("is taken off, whatever stands in it, other tags too", () => {
    const thought = fc.oneof(aText, fc.constantFrom(...TAGS.flat()));
    fc.assert(
      fc.property(fc.array(thought), plainText, (thoughts, text) => {
        const thinking = open + thoughts.join(" ") + close;
        expect(separateThinking(thinking + text)).toEqual({ thinking, text });
      }),
    );
  });

  test.each(["\u200b", "\u2060", "\ufeff", "\u200b\n", " \u200b "])(
    "ends at its closing tag, and %j after it stays with the text",
    (blank) => {
      const thinking = `${open}I see${close}`;
      expect(separateThinking(`${thinking}${blank}42`)).toEqual({ thinking, text: `${blank}42` });
    },
  );

  test("ends with a closing that nothing opened, and never ends without one", () => {
    fc.assert(
      fc.property(plainText, plainText, (before, after) => {
        expect(separateThinking(`${before}${close}${after}`).text).toBe(after);
        expect(separateThinking(`I see ${before}\n${open}${after}`).text).toBe(`I see ${before}\n`);
      }),
    );
  });

  test.each(everyFormat(integer()))(
    "never holds the answer of a reply in the format %s",
    (_place, format) => {
      const [right, wrong] = [written(format.wrap, 42), written(format.wrap, 41)];
      const read = (response: string): unknown => {
        const found = extractAnswer(separateThinking(response).text, format);
        return found.status === "parsed" ? found.value.answer : found.status;
      };
      for (const [opened, closed] of [
        [open, close],
        [open.toUpperCase(), close.toUpperCase()],
        [open.toLowerCase(), close.toLowerCase()],
      ]) {
        expect(read(`${opened}\n${wrong}\n${closed}\n${right}`)).toBe(42);
        expect(read(`${wrong}\n${closed}\n${right}`)).toBe(42);
        expect(read(`${opened}\n${right}\n${closed}\nThat is all.`)).toBe("unparsable");
        expect(read(`${right}\n${closed}`)).toBe("unparsable");
        expect(read(`${opened}\n${right}\n`)).toBe("unparsable");
        // This letter grows when it is made small, which moves every tag behind it.
        expect(read(`İ\n${opened}\n${right}\n`)).toBe("unparsable");
      }
    },
  );
});

describe("a response without thinking", () => {
  test("is all text", () => {
    fc.assert(
      fc.property(plainText, (text) => {
        expect(separateThinking(text)).toEqual({ thinking: "", text });
      }),
    );
  });

  test.each(embeddedFormats(integer()))(
    "keeps an answer between two thoughts in the format %s from counting",
    (_place, format) => {
      const response = `<think>a</think>${format.wrap("41")}\n<think>b</think>\n${format.wrap("42")}`;
      expect(extractAnswer(separateThinking(response).text, format)).toMatchObject({
        value: { answer: 42 },
      });
    },
  );
});

describe("thinking in a tag that nobody listed", () => {
  test.each([
    ["<think >41</think >", "42"],
    ["<longcat_think>41</longcat_think>", "42"],
    ["<analysis>41</analysis>", "42"],
    ["<inner_voice>41</inner_voice>\n<Plan>40</Plan>", "42"],
    ['<details type="reasoning" done="true">41</details>', "42"],
    ["<|channel>thought\n41<channel|>", "42"],
    ["<|im_start|>assistant\n<think>41</think>", "42"],
    [
      "<|start|>assistant<|channel|>analysis<|message|>41<|end|><|start|>assistant<|channel|>final<|message|>",
      "42",
    ],
    ["analysisIt may be 41, no.assistantfinal", "42"],
    ["<|START_THINKING|>41<|END_THINKING|><|START_RESPONSE|>", "42"],
    ["<think>41</think>\n<think>40</think>", "42"],
    ["\n\n<think>\n```\n41\n```\n</think>", "42"],
  ])("is taken off where it opens the reply: %j", (thinking, text) => {
    expect(separateThinking(`${thinking}\n${text}`).text.trim()).toBe(text);
  });

  test.each([
    "I use the tag <thought> in my notes.\nAnswer: 42",
    "I wrote between <think> and </think> first.\nAnswer: 42",
    "My thoughts ended with `</think>`.\nAnswer: 42",
    "<answer>42</answer> is what I found.",
    "<b>Note</b>\nAnswer: 42",
    "<p>Answer: 42</p>",
    "<note>Answer: 42</note>",
    "<step>\nAnswer: 42",
    "```ts\n// a <think> of its own </think>\n<think>\n</think>\nexport {};\n```",
    "[1] shows it.\nAnswer: 42",
    "[answer]42[/answer] it is",
  ])("is none where the tag is a word, code, or the answer's own: %j", (reply) => {
    expect(separateThinking(reply)).toEqual({ thinking: "", text: reply });
  });
});

describe("a mark that ends a turn", () => {
  const MARKS = [
    "<|im_end|>",
    "<|eot_id|>",
    "<|endoftext|>",
    "<|end|>",
    "<|return|>",
    "<|END_OF_TURN_TOKEN|>",
    "<｜end▁of▁sentence｜>",
    "</s>",
    "<eos>",
    "<EOS_TOKEN>",
    "<eoa>",
    "<end_of_turn>",
    "<turn|>",
    "[EOS]",
    "[/INST]",
    "[|endofturn|]",
    "<|im_end|>\n<|endoftext|>\n",
  ];
  test.each(MARKS)("%j is no part of the answer", (mark) => {
    for (const between of ["", " ", "\n"]) {
      expect(separateThinking(`<think>a</think>Answer: 42${between}${mark}`).text.trim()).toBe("Answer: 42");
      expect(withoutEndOfTurn(`42${between}${mark}`)).toBe("42");
    }
  });

  test.each(["<s>old</s>", "a <b>", "[1]", "x | y|>", "<end>", "start -> <stop>", "a<|"])(
    "is none in %j",
    (reply) => {
      expect(withoutEndOfTurn(`The answer is ${reply}`)).toBe(`The answer is ${reply}`);
    },
  );
});

describe("channels whose tokens were taken out", () => {
  test.each([
    ["assistantanalysisFirst.assistantcommentarySecond.assistantfinal\nAnswer: 42", "Answer: 42"],
    ["assistantfinalAnswer: 42", "Answer: 42"],
    ["analysisWe add 20 and 21, or Answer: 41", ""],
    ["analysis of the task: none.\nAnswer: 42", "analysis of the task: none.\nAnswer: 42"],
  ])("still part thinking from text: %j", (response, text) => {
    expect(separateThinking(response).text.trim()).toBe(text);
  });
});

test("a tag of thinking may be called in any script", () => {
  expect(separateThinking("<思考>41</思考>\nAnswer: 42").text.trim()).toBe("Answer: 42");
});

test("the tokens that open a turn are no part of a reply", () => {
  const header = "<|start_header_id|>assistant<|end_header_id|>\n\n";
  expect(separateThinking(`${header}Answer: 42<|eot_id|>`).text.trim()).toBe("Answer: 42");
  expect(separateThinking("<|im_start|>assistant\nAnswer: 42<|im_end|>").text.trim()).toBe("Answer: 42");
});
