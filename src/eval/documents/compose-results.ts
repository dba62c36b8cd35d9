import type { LevelPoint } from "../../charts/accuracy-by-level.ts";
import {
  formatAccuracy,
  formatCount,
  formatCountOf,
  formatMoney,
  formatShare,
} from "../../core/text/format-number.ts";
import type { Headline, ReportDocument, Section } from "../../report/report-document.ts";
import type { Figures } from "../results/level-figures.ts";
import type { Grouped } from "../results/group-levels.ts";
import { UNSCORED } from "../results/outcome.ts";
import { figuresOf, type Results } from "../results/results.ts";
import { columnsFor, figureTable, UNSCORED_WORDS } from "./figure-table.ts";

/** Sections that a terminal cannot show: one is drawn, one too long. */
const CHART = "chart";
const EVERY_LEVEL = "every-level";

/** What is said of an evaluation and in which order, the same in every format. */
export function composeResults(results: Results): ReportDocument {
  const grouped = figuresOf(results);
  const { all } = grouped;
  const { benchmark, label } = results;
  return {
    title: `Campforge evaluation: ${label}`,
    lead: `${formatCountOf(results.cases.length, "case")} of ${formatCountOf(benchmark.tasks.length, "task")} in ${formatCountOf(grouped.domains.length, "domain")}, each asked ${results.samples === 1 ? "once" : `${results.samples} times`}. Benchmark ${benchmark.hash}.`,
    headlines: [
      accuracyHeadline(grouped),
      ...passHeadlines(all),
      shareHeadline("truncated", results, all),
      shareHeadline("unparsable", results, all),
      ...spentHeadline(results),
    ],
    sections: sectionsOf(grouped),
    footer: [
      "Accuracy is the mean score: of a level over its cases, of a task over its levels, of a domain and of all over tasks. What was cut off or unreadable, empty or refused scores 0. Intervals are at 95%.",
      ...uncountedNote(all),
      describeCandidate(results),
      `Versions: ${Object.entries(results.software)
        .map(([name, version]) => `${name} ${version}`)
        .join(", ")}.`,
    ],
  };
}

/** The same without what is too long for a terminal, or drawn: the figures of each level of each task. */
export function shortenForTerminal(document: ReportDocument): ReportDocument {
  return {
    ...document,
    sections: document.sections.filter(({ id }) => id !== CHART && id !== EVERY_LEVEL),
    footer: [...document.footer, "Each level of each task: --out FILE.html. Each case: --out FILE.json."],
  };
}

function accuracyHeadline({ all, tasks }: Grouped<Figures>): Headline {
  const { mean, low, high, samples } = all.accuracy;
  if (samples === 0) return { name: "accuracy", value: "–", note: "no case counts" };
  const over = tasks.length === 1 ? "of one task" : `mean over ${tasks.length} tasks`;
  return {
    name: "accuracy",
    value: formatAccuracy(mean),
    note: `${over}, ${formatAccuracy(low)} to ${formatAccuracy(high)}`,
  };
}

/** With one sample a case, pass@1 is in the tables alone. */
function passHeadlines({ passAt }: Figures): readonly Headline[] {
  if (passAt.length < 2) return [];
  return [...passAt.slice(0, 1), ...passAt.slice(-1)].map(({ k, accuracy }) => ({
    name: `pass@${k}`,
    value: formatAccuracy(accuracy.mean),
    note: `${formatAccuracy(accuracy.low)} to ${formatAccuracy(accuracy.high)}`,
  }));
}

function shareHeadline(
  kind: "truncated" | "unparsable",
  { candidate }: Results,
  { unscored, samples }: Figures,
): Headline {
  const count = unscored[kind] ?? 0;
  const limit = candidate?.maxTokens ?? null;
  const at = kind === "truncated" && limit !== null ? ` at the limit of ${formatCount(limit)} tokens` : "";
  return {
    name: UNSCORED_WORDS[kind],
    value: formatShare(count, samples),
    note: `${formatCount(count)} of ${formatCount(samples)} samples${at}`,
  };
}

function spentHeadline({ spent }: Results): readonly Headline[] {
  if (spent === null || spent.requests === 0) return [];
  const { tokens, cost, requests } = spent;
  const took = `${formatCount(tokens)} tokens in ${formatCount(requests)} requests`;
  return cost === null
    ? [{ name: "tokens", value: formatCount(tokens), note: `in ${formatCount(requests)} requests` }]
    : [{ name: "cost", value: formatMoney(cost), note: took }];
}

function sectionsOf(grouped: Grouped<Figures>): readonly Section[] {
  const columns = columnsFor(grouped.all);
  const { domains, levels, tasks } = grouped;
  return [
    {
      id: "domains",
      title: "By domain",
      blocks: [
        figureTable(
          { caption: "Means over the tasks of each domain", names: ["domain", "tasks"], columns },
          domains.map(({ domain, tasks: count, figures }) => ({ names: [domain, String(count)], figures })),
        ),
      ],
    },
    {
      id: "levels",
      title: "By level",
      blocks: [
        figureTable(
          {
            caption: "Means over the tasks that have the level; 0 is the easiest",
            names: ["level", "tasks"],
            columns,
          },
          levels.map(({ level, tasks: count, figures }) => ({
            names: [String(level), String(count)],
            figures,
          })),
        ),
      ],
    },
    {
      id: CHART,
      title: "By task and level",
      blocks: [
        {
          kind: "chart",
          title: "Accuracy of each task by level",
          note: "A point for each task that has the level, with its interval, from the hardest for this model to the easiest.",
          chart: {
            kind: "levels",
            points: tasks.flatMap(pointsOf),
            band: null,
            levelCount: Math.max(0, ...levels.map(({ level }) => level)) + 1,
          },
        },
      ],
    },
    {
      id: "tasks",
      title: "By task",
      blocks: [
        figureTable(
          { caption: "Means over the levels of each task", names: ["task", "domain"], columns },
          tasks.map(({ bootcamp, version, domain, figures }) => ({
            names: [`${bootcamp}@${version}`, domain],
            figures,
          })),
        ),
      ],
    },
    {
      id: EVERY_LEVEL,
      title: "Every level of every task",
      blocks: [
        figureTable(
          { caption: "Means over cases", names: ["task", "level"], columns },
          tasks.flatMap(({ bootcamp, version, levels: own }) =>
            own.map(({ level, figures }) => ({ names: [`${bootcamp}@${version}`, String(level)], figures })),
          ),
        ),
      ],
    },
  ];
}

function pointsOf({ bootcamp, levels }: Grouped<Figures>["tasks"][number]): readonly LevelPoint[] {
  return levels.flatMap(({ level, figures: { accuracy } }) =>
    accuracy.samples === 0 ? [] : [{ level, accuracy, decision: null, name: bootcamp }],
  );
}

/** What says nothing of the model, and is left out of every mean. */
function uncountedNote({ unscored }: Figures): readonly string[] {
  const kinds = UNSCORED.filter((kind) => kind === "unanswered" || kind === "verifier-error");
  const words = kinds.flatMap((kind) => {
    const count = unscored[kind] ?? 0;
    return count === 0 ? [] : [`${UNSCORED_WORDS[kind]} ${formatCount(count)}`];
  });
  return words.length === 0 ? [] : [`Left out of every mean, as no fault of the model: ${words.join(", ")}.`];
}

function describeCandidate({ candidate }: Results): string {
  if (candidate === null) return "The replies were produced elsewhere and scored here.";
  const { model, endpoint, maxTokens, temperature } = candidate;
  const asked = [
    ...(maxTokens === null ? [] : [`at most ${formatCount(maxTokens)} tokens a reply`]),
    temperature === null ? "the endpoint's own temperature" : `temperature ${temperature}`,
  ];
  return `Model: ${model} at the endpoint ${endpoint}; ${asked.join(", ")}.`;
}
