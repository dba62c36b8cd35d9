import { Rng } from "../../src/bootcamp/index.ts";
import { aSum, type Shelved } from "./a-library.ts";
import { truthOf } from "./a-server.ts";

/** What a server must say of a response, as it is known without asking one. */
export type Right =
  | { readonly status: "scored" | "unparsable"; readonly score: number }
  | { readonly status: "error"; readonly code: string };

/** A response to a case, and what is right about it. */
export type KnownResponse = {
  readonly groundTruth: string;
  readonly prompt: string;
  readonly response: string;
  readonly right: Right;
};

/** Sums by the fast path, sums by the careful one, and a class whose verifier fails on some answers. */
export const SUMS: readonly Shelved[] = [
  { slug: "sum", name: "Sum", source: aSum("Sum") },
  {
    slug: "careful",
    name: "Careful",
    source: aSum("Careful", {
      top: "const seen = new Map<number, number>();\nconst keep = (all: Map<number, number>): number => all.size;",
      verify:
        "if (keep(seen) > 0) return 1;\nseen.set(answer, 1);\nreturn answer === instance.a + instance.b ? 1 : 0;",
    }),
  },
  {
    slug: "trap",
    name: "Trap",
    source: aSum("Trap", {
      verify: 'if (answer === 13) throw new Error("no"); return answer === instance.a + instance.b ? 1 : 0;',
    }),
  },
];

/** Responses to sums of which arithmetic says what is right. Those that make a verifier fail only where they may. */
export function knownSums(
  seed: string,
  count: number,
  { mayFail }: { readonly mayFail: boolean },
): readonly KnownResponse[] {
  const rng = Rng.from(seed);
  return Array.from({ length: count }, () => {
    const slug = rng.choice(mayFail ? ["sum", "careful", "trap"] : ["sum", "careful"]);
    const [a, b] = [rng.integer(10, 99), rng.integer(10, 99)];
    const said = (text: string, right: Right): KnownResponse => ({
      groundTruth: truthOf(slug, a, b),
      prompt: `What is ${a} + ${b}?`,
      response: `${"word ".repeat(rng.integer(0, 400))}\n${text}`,
      right,
    });
    switch (rng.integer(0, 3)) {
      case 0:
        return said("I cannot say.", { status: "unparsable", score: 0 });
      case 1:
        return said(`Answer: ${a + b + rng.integer(1, 5)}`, { status: "scored", score: 0 });
      case 2:
        if (slug === "trap") return said("Answer: 13", { status: "error", code: "verifier-threw" });
        return said(`Answer: ${a + b}`, { status: "scored", score: 1 });
      default:
        return said(`Answer: ${a + b}`, { status: "scored", score: 1 });
    }
  });
}
