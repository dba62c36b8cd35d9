import { extname } from "node:path";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { renderHtml } from "../../report/render-html.ts";
import { renderMarkdown, renderText } from "../../report/render-lines.ts";
import type { ReportDocument } from "../../report/report-document.ts";

/** A report on an evaluation or a comparison, and the same for programs. */
export type EvaluationReport = { readonly document: ReportDocument; readonly json: string };

/** Renders a report as a file holds it. */
export type RenderEvaluation = (report: EvaluationReport) => string;

const RENDERERS: ReadonlyMap<string, RenderEvaluation> = new Map([
  [".html", ({ document }) => renderHtml(document)],
  [".md", ({ document }) => renderMarkdown(document)],
  [".txt", ({ document }) => renderText(document)],
  [".json", ({ json }) => json],
]);

/** What renders a report for a file, by its extension. Throws a CommandError for one that is none of ours. */
export function rendererFor(file: string): RenderEvaluation {
  const found = RENDERERS.get(extname(file).toLowerCase());
  if (found !== undefined) return found;
  const extensions = [...RENDERERS.keys()].join(", ");
  throw new CommandError(EXIT.usage, `--out ${file}: expected a name that ends in one of ${extensions}`);
}
