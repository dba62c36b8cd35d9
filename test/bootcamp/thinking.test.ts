import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractAnswer } from "../../src/bootcamp/answer-format.ts";
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

  test("ends with a closing that nothing opened, and never ends without one", () => {
    fc.assert(
      fc.property(plainText, plainText, (before, after) => {
        expect(separateThinking(`${before}${close}${after}`).text).toBe(after);
        expect(separateThinking(`${before}${open}${after}`).text).toBe(before);
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
