/** How much a benchmark does: `smoke` goes through all of its code on tiny inputs, and measures nothing of worth. */
export type Scale = "full" | "smoke";

/** The scale that a command line asks for: `--smoke`, or nothing. */
export const readScale = (args: readonly string[]): Scale => (args.includes("--smoke") ? "smoke" : "full");
