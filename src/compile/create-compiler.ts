import { z } from "zod";
import { MUTANT_KINDS } from "../core/checks/verifier-mutant.ts";
import { classStudySchema, type Study } from "../core/draft/class-study.ts";
import type { Compile, CompileBlind, CompileReport } from "../core/draft/compile-report.ts";
import { diagnosticSchema } from "../core/draft/diagnostic-schema.ts";
import { keepResult } from "../files/kept-results.ts";
import { readableBy } from "../processes/confinement.ts";
import { createPool } from "../processes/create-pool.ts";
import { preparedSources } from "../processes/prepared-sources.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import { type CompileRequest, writeRequest } from "./compile-request.ts";
import { refusedWhole } from "./refused-whole.ts";
import type { ToolkitDocumentation } from "./toolkit-documentation.ts";

/** A compiler in a process of its own. */
export type Compiler = {
  readonly compile: Compile;
  /** Says of a class which path its verifications may take, and what its cases look like. */
  readonly study: Study;
  /** The same for the programs of the second oracle. */
  readonly compileBlind: CompileBlind;
  readonly documentation: () => Promise<ToolkitDocumentation>;
  readonly close: () => void;
};

/** CPU time of one type check, in ms: a type of 185 characters can cost 38 s and 748 MB. */
const CPU_LIMIT_MS = 10_000;

/** How long it may take by the clock, in multiples of its CPU time: other work is no fault of the source's. */
const CLOCK_FACTOR = 4;

type Refused = CompileReport & { readonly status: "refused" };

const HEAP_MIB = 512;
const YOUNG_MIB = 16;
const ALLOCATION_MIB = 1536;

const greetingSchema = z.object({
  hash: z.string(),
  toolkit: z.string(),
  documentation: z.object({
    markdown: z.string(),
    examples: z.array(z.object({ of: z.string(), expression: z.string(), value: z.string() })),
  }),
});

const piece = z.array(z.object({ line: z.number(), text: z.string() }));
const mutation = z.object({
  code: z.string(),
  mutants: z.array(
    z.object({
      kind: z.enum(MUTANT_KINDS),
      line: z.number(),
      before: z.string(),
      after: z.string(),
      what: z.string(),
      pays: z.boolean(),
    }),
  ),
});
const reportSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("compiled"),
    program: z.object({ toolkit: z.string(), code: z.string() }),
    sourceText: z.object({ comments: piece, strings: piece, numbers: piece, names: piece }),
    syntax: z.array(z.number()),
    mutation: mutation.nullable(),
  }),
  z.object({
    status: z.literal("refused"),
    diagnostics: z.array(diagnosticSchema),
  }),
]);

/**
 * Starts the worker at the first call. A check that takes too long, by its CPU time in ms, or too much memory
 * becomes a diagnostic.
 */
export function createCompiler({ cpuLimitMs = CPU_LIMIT_MS } = {}): Compiler {
  const entry = siblingModule(import.meta.url, "worker");
  const pool = createPool(
    {
      entry,
      confinement: { readable: readableBy(entry), allocationMiB: ALLOCATION_MIB },
      nodeFlags: [
        `--max-old-space-size=${HEAP_MIB}`,
        // Nearly all that is parsed stays: a young space that holds it saves copying it about, and with one source at
        // a time V8's own threads only cost. Together a tenth of a start with its first source.
        `--min-semi-space-size=${YOUNG_MIB}`,
        `--max-semi-space-size=${YOUNG_MIB}`,
        "--single-threaded",
        "--disable-warning=ExperimentalWarning",
        ...preparedSources(entry),
      ],
    },
    { size: 1, spares: 0, jobsPerChild: 2_000 },
  );
  let greeting: Promise<z.infer<typeof greetingSchema>> | undefined;
  const greet = (): Promise<z.infer<typeof greetingSchema>> =>
    (greeting ??= pool.greeting().then((text) => {
      const prepared = greetingSchema.parse(JSON.parse(text));
      keepResult({ kind: "toolkit", hash: prepared.hash }, prepared);
      return prepared;
    }));

  const ask = async (
    request: Omit<CompileRequest, "cpuMs">,
  ): Promise<Refused | { readonly status: "replied"; readonly value: unknown }> => {
    const text = writeRequest({ ...request, cpuMs: cpuLimitMs });
    const outcome = await pool.call(text, cpuLimitMs * CLOCK_FACTOR);
    switch (outcome.status) {
      case "overdue":
        return refusedWhole(`type-checking took more than ${cpuLimitMs / 1000} s: simplify the types`);
      case "died":
        return refusedWhole(
          `type-checking needed too much memory or ended the compiler (${outcome.cause}): simplify the types`,
        );
      case "replied":
        return { status: "replied", value: JSON.parse(outcome.text) };
    }
  };
  const compile = async (request: Omit<CompileRequest, "cpuMs">): Promise<CompileReport> => {
    const { toolkit } = await greet();
    const reply = await ask(request);
    if (reply.status === "refused") return reply;
    const report = reportSchema.parse(reply.value);
    return report.status === "compiled"
      ? { ...report, program: { toolkit, code: report.program.code } }
      : report;
  };
  const study: Study = async (source) => {
    const reply = await ask({ kind: "study", source });
    return reply.status === "refused" ? reply : classStudySchema.parse(reply.value);
  };
  return {
    compile: (source) => compile({ kind: "bootcamp", source }),
    compileBlind: (source, kind) => compile({ kind, source }),
    study,
    documentation: async () => (await greet()).documentation,
    close: () => pool.close(),
  };
}
