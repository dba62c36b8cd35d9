import { z } from "zod";
import type { Compile, CompileReport } from "../core/compile-report.ts";
import { createPool } from "../processes/create-pool.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import { refusedWhole } from "./refused-whole.ts";
import type { ToolkitDocumentation } from "./toolkit-documentation.ts";

/** A compiler in a process of its own. */
export type Compiler = {
  readonly compile: Compile;
  readonly documentation: () => Promise<ToolkitDocumentation>;
  readonly close: () => void;
};

/** Wall clock of one type check, and the worker's heap: a type of 185 characters can cost 38 s and 748 MB. */
const LIMIT_MS = 10_000;
const HEAP_MIB = 512;

const greetingSchema = z.object({
  toolkit: z.string(),
  documentation: z.object({
    markdown: z.string(),
    examples: z.array(z.object({ of: z.string(), expression: z.string(), value: z.string() })),
  }),
});

const piece = z.array(z.object({ line: z.number(), text: z.string() }));
const reportSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("compiled"),
    program: z.object({ toolkit: z.string(), code: z.string() }),
    sourceText: z.object({ comments: piece, strings: piece, names: piece }),
  }),
  z.object({
    status: z.literal("refused"),
    diagnostics: z.array(
      z.object({
        category: z.enum(["type", "contract", "policy"]),
        code: z.string(),
        message: z.string(),
        line: z.number(),
        column: z.number(),
        lineText: z.string(),
      }),
    ),
  }),
]);

/** Starts the worker at the first call. A check that takes too long or too much becomes a diagnostic. */
export function createCompiler(): Compiler {
  const pool = createPool(
    {
      entry: siblingModule(import.meta.url, "worker"),
      nodeFlags: [`--max-old-space-size=${HEAP_MIB}`, "--disable-warning=ExperimentalWarning"],
    },
    { size: 1, spares: 0, jobsPerChild: 2_000 },
  );
  let greeting: Promise<z.infer<typeof greetingSchema>> | undefined;
  const greet = (): Promise<z.infer<typeof greetingSchema>> =>
    (greeting ??= pool.greeting().then((text) => greetingSchema.parse(JSON.parse(text))));

  return {
    compile: async (source): Promise<CompileReport> => {
      const { toolkit } = await greet();
      const outcome = await pool.call(source, LIMIT_MS);
      switch (outcome.status) {
        case "overdue":
          return refusedWhole(`checking its types took more than ${LIMIT_MS / 1000} s: simplify the types`);
        case "died":
          return refusedWhole(
            `checking its types needed too much memory or ended the compiler (${outcome.cause}): simplify the types`,
          );
        case "replied": {
          const report = reportSchema.parse(JSON.parse(outcome.text));
          return report.status === "compiled"
            ? { ...report, program: { toolkit, code: report.program.code } }
            : report;
        }
      }
    },
    documentation: async () => (await greet()).documentation,
    close: () => pool.close(),
  };
}
