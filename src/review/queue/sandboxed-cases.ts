import { cardSchema } from "../../core/draft/card.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { sha256 } from "../../core/draft/hash.ts";
import type { CasesWanted, Drawn, ReviewDrivers } from "./drivers.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";

type Ready =
  | { readonly status: "ready"; readonly program: Program; readonly levelCount: number }
  | { readonly status: "failed"; readonly reason: string };

/** Classes and draws that are kept: what one person leafs through. */
const KEPT_CLASSES = 32;
const KEPT_DRAWS = 256;

/** Draws cases of stored classes and scores answers to them, in the sandbox; what was drawn is kept for a while. */
export function createSandboxedCases({
  compiler,
  sandbox,
}: Pick<Workshop, "compiler" | "sandbox">): Pick<ReviewDrivers, "drawCases" | "tryAnswer"> {
  const prepare = async (source: string): Promise<Ready> => {
    const report = await compiler.compile(source);
    if (report.status === "refused")
      return { status: "failed", reason: `it does not compile: ${report.diagnostics[0]?.message ?? ""}` };
    const loaded = await sandbox.load(report.program, JOB_LIMITS);
    if (loaded.status !== "completed")
      return { status: "failed", reason: `it does not load: ${describeExecution(loaded)}` };
    const card = cardSchema.safeParse(loaded.value.card);
    return card.success
      ? { status: "ready", program: report.program, levelCount: card.data.levels.length }
      : { status: "failed", reason: `its card: ${card.error.issues[0]?.message ?? "is not as expected"}` };
  };
  const draw = async ({ source, ...range }: CasesWanted): Promise<Drawn> => {
    const ready = await classes(sha256(source), () => prepare(source));
    if (ready.status === "failed") return ready;
    const { program, levelCount } = ready;
    if (range.level >= levelCount)
      return { status: "failed", reason: `there is no level ${range.level}; it has 0 to ${levelCount - 1}` };
    const drawn = await sandbox.draw(program, range, JOB_LIMITS);
    return drawn.status === "completed"
      ? { status: "drawn", levelCount, cases: drawn.value }
      : { status: "failed", reason: describeExecution(drawn) };
  };
  const classes = keepLast<Ready>(KEPT_CLASSES);
  const draws = keepLast<Drawn>(KEPT_DRAWS);
  const drawCases = (wanted: CasesWanted): Promise<Drawn> => {
    const { source, seed, level, start, count } = wanted;
    return draws([sha256(source), seed, level, start, count].join(" "), () => draw(wanted));
  };
  return {
    drawCases,
    tryAnswer: async ({ index, ...on }, response) => {
      const drawn = await drawCases({ ...on, start: index, count: 1 });
      if (drawn.status === "failed") return drawn;
      const first = drawn.cases[0];
      if (first?.status !== "drawn")
        return { status: "failed", reason: first === undefined ? "nothing was drawn" : first.message };
      const ready = await classes(sha256(on.source), () => prepare(on.source));
      if (ready.status === "failed") return ready;
      const verified = await sandbox.verify(
        ready.program,
        [{ instance: first.instance, response }],
        JOB_LIMITS,
      );
      if (verified.status !== "completed") return { status: "failed", reason: describeExecution(verified) };
      const [score] = verified.value;
      return score === undefined
        ? { status: "failed", reason: "no score came back" }
        : { status: "tried", score };
    },
  };
}

/** Keeps the last results by key. A failure is not kept: the next who asks tries again. */
function keepLast<Value extends { readonly status: string }>(
  most: number,
): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key, make) => {
    const known = kept.get(key);
    const value = known ?? make();
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    const forget = (): void => {
      if (kept.get(key) === value) kept.delete(key);
    };
    if (known === undefined) value.then(({ status }) => (status === "failed" ? forget() : undefined), forget);
    return value;
  };
}
