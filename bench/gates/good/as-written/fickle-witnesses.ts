import { at, Bootcamp, type Card, finalLine, list, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Kind = "honest" | "same" | "lying" | "two";

type Question = {
  /** The witness asked, as a place in the circle. */
  readonly asked: number;
  readonly kind: Kind;
  /** The witnesses whom the statement is about. */
  readonly about: readonly number[];
};

type Case = {
  /** The moods at the start, H or L, in the order of the circle. */
  readonly start: string;
  readonly questions: readonly Question[];
};

type Level = { readonly witnesses: number; readonly questions: number };

type Answer = { readonly replies: string; readonly moods: string };

/** What a question did: the reply, the moods behind it, and whether rule 2 changed one. */
type Step = { readonly isTrue: boolean; readonly reply: string; readonly moods: string; readonly repeated: boolean };

const NAMES = ["A", "B", "C", "D", "E", "F"];
const KINDS: readonly Kind[] = ["honest", "same", "lying", "two"];
const SIZES: Readonly<Record<Kind, number>> = { honest: 1, same: 2, lying: 2, two: 3 };

function holds({ kind, about }: Question, isHonest: readonly boolean[]): boolean {
  const honest = about.filter((witness) => at(isHonest, witness)).length;
  switch (kind) {
    case "honest":
      return honest === 1;
    case "same":
      return honest !== 1;
    case "lying":
      return honest < 2;
    case "two":
      return honest === 2;
  }
}

function replay({ start, questions }: Case): Step[] {
  const isHonest = [...start].map((mood) => mood === "H");
  const before = new Map<number, boolean>();
  return questions.map((question) => {
    const { asked } = question;
    const isTrue = holds(question, isHonest);
    const isYes = isTrue === at(isHonest, asked);
    const next = (asked + 1) % isHonest.length;
    if (isYes) isHonest[next] = !at(isHonest, next);
    const repeated = before.get(asked) === isYes;
    if (repeated) isHonest[asked] = !at(isHonest, asked);
    before.set(asked, isYes);
    return { isTrue, reply: isYes ? "Y" : "N", moods: isHonest.map((one) => (one ? "H" : "L")).join(""), repeated };
  });
}

function solve(instance: Case): Answer {
  const steps = replay(instance);
  return { replies: steps.map(({ reply }) => reply).join(""), moods: steps.at(-1)?.moods ?? instance.start };
}

const written = ({ replies, moods }: Answer): string => `${replies}; ${moods}`;

function statementOf({ kind, about }: Question): string {
  const names = about.map((witness) => at(NAMES, witness));
  switch (kind) {
    case "honest":
      return `${names.join("")} is honest`;
    case "same":
      return `${names.join(" and ")} are in the same mood`;
    case "lying":
      return `at least one of ${names.join(", ")} is lying`;
    case "two":
      return `exactly two of ${names.join(", ")} are honest`;
  }
}

function drawCase(rng: Rng, { witnesses, questions }: Level): Case {
  return {
    start: range(witnesses)
      .map(() => rng.choice(["H", "L"]))
      .join(""),
    questions: range(questions).map(() => {
      const kind = rng.weightedChoice<Kind>([
        ["honest", 2],
        ["same", 3],
        ["lying", 3],
        ["two", 3],
      ]);
      return { asked: rng.integer(0, witnesses - 1), kind, about: rng.sample(range(witnesses), SIZES[kind]) };
    }),
  };
}

/** Whether rule 2 changes a mood, every form of statement occurs, and every witness is asked. */
function isVaried(instance: Case): boolean {
  const { start, questions } = instance;
  return (
    new Set(questions.map(({ kind }) => kind)).size === KINDS.length &&
    new Set(questions.map(({ asked }) => asked)).size === start.length &&
    replay(instance).some(({ repeated }) => repeated)
  );
}

export default class FickleWitnesses extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "FickleWitnesses",
    slug: "fickle-witnesses",
    title: "Fickle Witnesses",
    domain: "logical-reasoning",
    description:
      "Witnesses in a circle are honest or lying, and are asked one after the other whether statements about their moods are true. Their replies change the moods of the next witness and of themselves. All the replies and the final moods are asked for. Harder cases have more witnesses and more questions.",
    answerFormat:
      "the replies as a string of Y and N, a semicolon, and the final moods as H or L, on a last line such as Answer: NYYYY; LLH",
    parameters: {
      witnesses: { meaning: "number of witnesses in the circle", min: 3, max: 6 },
      questions: { meaning: "number of questions", min: 6, max: 320 },
    },
    levels: [
      { witnesses: 3, questions: 15 },
      { witnesses: 3, questions: 40 },
      { witnesses: 4, questions: 80 },
      { witnesses: 5, questions: 160 },
      { witnesses: 6, questions: 300 },
    ],
  };

  readonly answerFormat = finalLine(
    refine<readonly string[], Answer>(list(text({ letterCase: "upper" })), (parts) => {
      const match = /^([YN]+)([HL]+)$/.exec(parts.join("").replace(/[ ;]/g, ""));
      if (match === null) return unparsable("not replies and moods");
      return parsed({ replies: at(match, 1), moods: at(match, 2) });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawCase(rng, level);
    for (let tries = 0; tries < 300 && !isVaried(drawn); tries++) drawn = drawCase(rng, level);
    return drawn;
  }

  promptFunc({ start, questions }: Case): string {
    const names = NAMES.slice(0, start.length);
    return [
      `The witnesses ${names.join(", ")} sit in a circle in this order; ${at(names, 0)} follows ${at(names, names.length - 1)}. At any moment each of them is in one of two moods, honest or lying. They are asked questions, one after the other.`,
      "",
      "A question puts a statement to one witness, who replies yes or no. An honest witness says whether the statement is true at that moment, before anything changes; a lying witness says the opposite. After each reply, in this order:",
      "1. If the reply was yes, the witness who follows the one asked in the circle changes mood.",
      "2. If the one asked gave the same reply the last time they were asked, the one asked changes mood. (This never happens when they are asked for the first time.)",
      "To change mood means to become lying if honest, and honest if lying.",
      "",
      "A statement may be about any witnesses, the one asked included:",
      '- "B is honest"',
      '- "B and C are in the same mood": both are honest or both are lying',
      '- "at least one of B, C is lying": one of them or both',
      '- "exactly two of B, C, D are honest": two of the three, no more and no fewer',
      "",
      "Example with three witnesses, where A is honest, B lying and C honest at the start:",
      "1. A: B and C are in the same mood? This is false and A is honest: no. Nothing changes.",
      "2. B: B is honest? This is false and B is lying: yes. C changes to lying.",
      "3. A: at least one of B, C is lying? This is true and A is honest: yes. B changes to honest.",
      "4. B: A and B are in the same mood? This is true and B is honest: yes. C changes to honest; B also said yes the last time, so B changes to lying.",
      "5. C: A is honest? This is true and C is honest: yes. A changes to lying.",
      "The answer is: NYYYY; LLH",
      "",
      `The moods at the start: ${names.map((name, witness) => `${name} ${start[witness] === "H" ? "honest" : "lying"}`).join(", ")}.`,
      "",
      "The questions, each with the witness asked:",
      ...questions.map((question, index) => `${index + 1}. ${at(NAMES, question.asked)}: ${statementOf(question)}?`),
      "",
      `Give all ${questions.length} replies in order as one string of Y (yes) and N (no), then a semicolon, then the moods of ${names.join(", ")} after the last question, in this order, as a string of H (honest) and L (lying).`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(solve(instance)));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return written(answer) === written(solve(instance)) ? 1 : 0;
  }

  /** Each question with its truth, the reply and the moods behind it. */
  workedSolution(instance: Case): string {
    return [
      `At the start the moods are ${instance.start}.`,
      ...replay(instance).map(({ isTrue, reply, moods, repeated }, index) => {
        const question = at(instance.questions, index);
        const name = at(NAMES, question.asked);
        return `${index + 1}. ${name}: ${statementOf(question)}? ${isTrue ? "True" : "False"}, so ${name} says ${reply}${repeated ? ", as the last time" : ""}. Moods: ${moods}.`;
      }),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Questions, weighed by the witnesses who may change and whom statements are about. */
  hardness({ start, questions }: Case): number {
    return questions.length * start.length;
  }
}
