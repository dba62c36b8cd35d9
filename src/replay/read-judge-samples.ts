import type { Program } from "../core/draft/compile-report.ts";
import { hashCode, sha256 } from "../core/draft/hash.ts";
import type { JudgedDraft } from "../store/find-judged-drafts.ts";
import type { StoreReader } from "../store/open-store.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { StoredResponse } from "./stored-response.ts";
import type { Workshop } from "../workshop/workshop.ts";

/** A bootcamp whose responses are looked for. */
export type Wanted = { readonly source: string; readonly name: string; readonly slug: string };

/** The drafts of a record that hold responses on a class. Throws a CommandError when there are none. */
export function requireJudgedDrafts(store: StoreReader, wanted: Wanted, db: string): readonly JudgedDraft[] {
  const { name, slug, source } = wanted;
  const drafts = store.judgedDrafts({ codeHash: hashCode(source), name, slug });
  if (drafts.length > 0) return drafts;
  throw new CommandError(
    EXIT.usage,
    `${db}: holds no judge's responses on a class of the name ${name}. Name a file of responses with --samples, or another record with --db`,
  );
}

/**
 * The judge's responses on some drafts. Each case is drawn again by the class that the judge saw, which may
 * differ in wording from the file now compared; what several runs took from one memo comes once.
 */
export async function* readJudgeSamples(
  store: StoreReader,
  drafts: readonly JudgedDraft[],
  workshop: Workshop,
): AsyncGenerator<StoredResponse> {
  const seen = new Set<string>();
  for (const draft of drafts) {
    const by = await compileStored(draft, workshop);
    const { seed } = draft;
    for (const sample of store.samples(draft.run, draft.task)) {
      const { line, round, level, index, attempt, response } = sample;
      if (line !== draft.line || round !== draft.round || response === null) continue;
      const key = sha256(JSON.stringify([draft.codeHash, seed, level, index, attempt, response]));
      if (seen.has(key)) continue;
      seen.add(key);
      const again = attempt === 1 ? "" : `, attempt ${attempt}`;
      yield {
        place: `${draft.run}/${draft.task} level ${level}, seed ${seed}, case ${index}${again}`,
        origin: { status: "drawn", by, draw: { level, seed, index } },
        response,
        score: sample.score,
      };
    }
  }
}

async function compileStored(draft: JudgedDraft, { compiler }: Workshop): Promise<Program> {
  const report = await compiler.compile(draft.source);
  if (report.status === "compiled") return report.program;
  throw new CommandError(
    EXIT.checkFailed,
    `${draft.run}/${draft.task}: the class that the judge saw does not compile any more: ${report.diagnostics[0]?.message}. Name a file of responses with --samples`,
  );
}
