import { z } from "zod";
import type { AnswerShape } from "../bootcamp/answer-shape.ts";
import { answerShapeSchema } from "../core/draft/answer-shape-schema.ts";
import { type CheckedCard, cardSchema } from "../core/draft/card.ts";
import type { Program } from "../core/draft/compile-report.ts";
import { hashCode } from "../core/draft/hash.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { hashSources, keepResult, recallResult, recallText, type ResultKey } from "../files/kept-results.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";

/** A case as a solver gets it, with the class's own answer. */
export type ShownCase = {
  readonly level: number;
  readonly seed: number;
  readonly prompt: string;
  readonly reference: string;
};

/** What a class says of itself, and its first case at the easiest and at the hardest level. */
export type Portrait = {
  readonly card: CheckedCard;
  /** What the parser of its answers reads; null where it wrote its own. */
  readonly shape: AnswerShape | null;
  readonly easiest: ShownCase;
  readonly hardest: ShownCase;
};

/** The seed of the cases that pages show. */
const SEED = 0;

const shownSchema = z.object({
  level: z.int(),
  seed: z.int(),
  prompt: z.string(),
  reference: z.string(),
});

const portraitSchema: z.ZodType<Portrait> = z.object({
  card: cardSchema,
  shape: answerShapeSchema.nullable(),
  easiest: shownSchema,
  hardest: shownSchema,
});

/** Everything that the cases of a source depend on. */
const PORTRAYING = ["bootcamp", "compile", "core", "sandbox"] as const;

/** Portrays classes, and draws single cases of them. */
export type Portrayer = {
  /** Whether an earlier process kept the portrait, so that nothing needs to be compiled for it. */
  readonly isKept: (subject: Subject) => boolean;
  /** The portrait that an earlier process kept of the same source, or one made now, which is kept. */
  readonly portray: (subject: Subject) => Promise<Portrait>;
  /** The first case of a level and seed. */
  readonly show: (subject: Subject, about: Pick<ShownCase, "level" | "seed">) => Promise<ShownCase>;
};

/** A class by its source, and how messages call it. */
export type Subject = { readonly name: string; readonly source: string };

/** Opens a portrayer in a workshop. Both of its functions throw a CommandError for a class that gives no cases. */
export function openPortrayer(workshop: Workshop): Portrayer {
  const sources = hashSources(PORTRAYING);
  const keyOf = ({ source }: Subject): ResultKey => ({
    kind: "portraits",
    hash: `${hashCode(source)}-${sources}`,
  });
  return {
    isKept: (subject) => recallText(keyOf(subject)) !== undefined,
    portray: async (subject) => {
      const kept = recallResult(keyOf(subject), portraitSchema);
      if (kept !== undefined) return kept;
      const made = await portray(subject, workshop);
      keepResult(keyOf(subject), made);
      return made;
    },
    show: async (subject, about) => drawCase(subject, await compile(subject, workshop), { about, workshop }),
  };
}

async function portray(subject: Subject, workshop: Workshop): Promise<Portrait> {
  const program = await compile(subject, workshop);
  const loaded = await workshop.sandbox.load(program, JOB_LIMITS);
  if (loaded.status !== "completed") throw failed(subject, `does not load: ${describeExecution(loaded)}`);
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) throw failed(subject, `its card is not as expected: ${card.error.issues[0]?.message}`);
  const draw = async (level: number): Promise<ShownCase> =>
    drawCase(subject, program, { about: { level, seed: SEED }, workshop });
  return {
    card: card.data,
    shape: loaded.value.answerShape,
    easiest: await draw(0),
    hardest: await draw(card.data.levels.length - 1),
  };
}

async function compile(subject: Subject, { compiler }: Workshop): Promise<Program> {
  const report = await compiler.compile(subject.source);
  if (report.status === "compiled") return report.program;
  throw failed(subject, `does not compile: ${report.diagnostics[0]?.message}`);
}

async function drawCase(
  subject: Subject,
  program: Program,
  { about, workshop }: { readonly about: Pick<ShownCase, "level" | "seed">; readonly workshop: Workshop },
): Promise<ShownCase> {
  const { level, seed } = about;
  const drawn = await workshop.sandbox.draw(program, { level, seed, start: 0, count: 1 }, JOB_LIMITS);
  if (drawn.status !== "completed") throw failed(subject, `level ${level}: ${describeExecution(drawn)}`);
  const [one] = drawn.value;
  if (one?.status !== "drawn")
    throw failed(
      subject,
      `level ${level}: ${one === undefined ? "no case" : `${one.method} failed: ${one.message}`}`,
    );
  return { level, seed, prompt: one.prompt, reference: one.reference };
}

const failed = ({ name }: Subject, reason: string): CommandError =>
  new CommandError(EXIT.checkFailed, `${name}: ${reason}; campforge verify-library says more`);
