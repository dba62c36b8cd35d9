import { at, Bootcamp, boxed, type Card, choiceOf, list, range, type Rng } from "campforge/bootcamp";

type Verdict = "I" | "K";

type Case = { readonly rules: readonly string[]; readonly paths: readonly string[] };

type Level = {
  readonly rules: number;
  readonly paths: number;
  readonly deepest: number;
  readonly doubleStars: boolean;
};

const FOLDERS = ["src", "test", "docs", "build", "lib", "core", "tmp", "data"];
const STEMS = ["main", "mail", "notes", "index", "draft", "drift", "log", "plan"];
const ENDINGS = ["ts", "md", "txt", "log", "tex"];

/** Each verdict is right for at least one path in so many. */
const RAREST = 4;

/** One file in so many has most of the rules to itself. */
const BUSY = 4;

/** Draws after which the last one is taken as it is. */
const MOST_TRIES = 400;

/** True when a name fits a pattern without slashes: `*` for any signs or none, `?` for one sign. */
function fitsName(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  const [sign, rest] = [pattern.charAt(0), pattern.slice(1)];
  if (sign === "*") return range(name.length + 1).some((from) => fitsName(rest, name.slice(from)));
  return name !== "" && (sign === "?" || sign === name.charAt(0)) && fitsName(rest, name.slice(1));
}

/** True when the parts of a path fit those of a pattern; `**` stands for any number of folders, or none. */
function fitsParts(pattern: readonly string[], parts: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return parts.length === 0;
  if (first === "**") return range(parts.length).some((from) => fitsParts(rest, parts.slice(from)));
  return parts.length > 0 && fitsName(first, at(parts, 0)) && fitsParts(rest, parts.slice(1));
}

/** True when a rule, without its exclamation mark, fits a path. */
function fits(pattern: string, path: string): boolean {
  const parts = path.split("/");
  return pattern.includes("/") ? fitsParts(pattern.split("/"), parts) : fitsName(pattern, at(parts, parts.length - 1));
}

const isKeeping = (rule: string): boolean => rule.startsWith("!");
const patternOf = (rule: string): string => (isKeeping(rule) ? rule.slice(1) : rule);

/** What the last rule that fits says. */
function verdictOf(rules: readonly string[], path: string): Verdict {
  const deciding = rules.findLast((rule) => fits(patternOf(rule), path));
  return deciding === undefined || isKeeping(deciding) ? "K" : "I";
}

const verdictsOf = ({ rules, paths }: Case): readonly Verdict[] => paths.map((path) => verdictOf(rules, path));

function drawPath(rng: Rng, deepest: number): string {
  const folders = range(rng.integer(1, deepest)).map(() => rng.choice(FOLDERS));
  return [...folders, `${rng.choice(STEMS)}.${rng.choice(ENDINGS)}`].join("/");
}

/** The name of a file with something in it left open. */
function looseName(rng: Rng, name: string): string {
  const [stem = "", ending = ""] = name.split(".");
  const place = rng.integer(0, stem.length - 1);
  return rng.choice([
    `*.${ending}`,
    `${stem}.*`,
    `${stem.slice(0, place)}?${stem.slice(place + 1)}.${ending}`,
    `${stem.slice(0, 2)}*.${ending}`,
    `${stem.charAt(0)}*`,
  ]);
}

/** A pattern that fits a path of the list, and others with luck. */
function drawPattern(rng: Rng, path: string, doubleStars: boolean): string {
  const parts = path.split("/");
  const [folders, name] = [parts.slice(0, -1), at(parts, parts.length - 1)];
  if (rng.boolean(0.3)) return looseName(rng, name);
  if (doubleStars && rng.boolean(0.6)) {
    const from = rng.integer(0, folders.length - 1);
    const to = rng.integer(from, folders.length);
    return [...folders.slice(0, from), "**", ...folders.slice(to), looseName(rng, name)].join("/");
  }
  const end = rng.boolean(0.7) ? looseName(rng, name) : "*";
  return [...folders.map((folder) => (rng.boolean(0.4) ? "*" : folder)), end].join("/");
}

function drawCase(rng: Rng, level: Level): Case {
  const paths = new Set<string>();
  while (paths.size < level.paths) paths.add(drawPath(rng, level.deepest));
  const all = [...paths];
  // Most rules are about the same few files, so that they meet.
  const busy = all.slice(0, Math.ceil(all.length / BUSY));
  const rules = range(level.rules).map((index) => {
    const pattern = drawPattern(rng, rng.choice(rng.boolean(0.7) ? busy : all), level.doubleStars);
    return index > 0 && rng.boolean(0.45) ? `!${pattern}` : pattern;
  });
  return { rules, paths: rng.shuffle(all) };
}

/** True when both verdicts are common enough, and simpler readings of the rules decide otherwise. */
function isTelling(instance: Case): boolean {
  const { rules, paths } = instance;
  const fitting = paths.map((path) => rules.filter((rule) => fits(patternOf(rule), path)).map(isKeeping));
  const verdicts = fitting.map((keeping): Verdict => ((keeping.at(-1) ?? true) ? "K" : "I"));
  const ignored = verdicts.filter((verdict) => verdict === "I").length;
  const differs = (isIgnored: (keeping: readonly boolean[]) => boolean): boolean =>
    fitting.some((keeping, index) => isIgnored(keeping) !== (at(verdicts, index) === "I"));
  return (
    Math.min(ignored, paths.length - ignored) * RAREST >= paths.length &&
    differs((keeping) => keeping[0] === false) &&
    differs((keeping) => keeping.includes(false)) &&
    differs((keeping) => keeping.length > 0 && !keeping.includes(true))
  );
}

export default class IgnoreRules extends Bootcamp<Case, readonly Verdict[], Level> {
  static readonly card: Card<Level> = {
    name: "IgnoreRules",
    slug: "ignore-rules",
    title: "Ignore Rules",
    domain: "logical-reasoning",
    description:
      "A list of patterns, some of them negated, decides which files are ignored; the last pattern that fits counts. The verdict for each of a dozen paths is asked for. Harder cases have more rules, deeper paths and patterns for any number of folders.",
    answerFormat: "one letter for each path, I or K, separated by commas, in \\boxed{}",
    parameters: {
      rules: { meaning: "number of rules", min: 3, max: 20 },
      paths: { meaning: "number of paths to decide on", min: 10, max: 24 },
      deepest: { meaning: "folders of a path at the most", min: 1, max: 6 },
      doubleStars: { meaning: "whether patterns may hold ** for any number of folders" },
    },
    levels: [
      { rules: 5, paths: 10, deepest: 1, doubleStars: false },
      { rules: 6, paths: 12, deepest: 2, doubleStars: false },
      { rules: 9, paths: 14, deepest: 3, doubleStars: true },
      { rules: 13, paths: 16, deepest: 4, doubleStars: true },
      { rules: 18, paths: 20, deepest: 5, doubleStars: true },
    ],
  };

  readonly answerFormat = boxed(list(choiceOf(["I", "K"])));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const drawn = drawCase(rng, level);
      if (isTelling(drawn) || tried >= MOST_TRIES) return drawn;
    }
  }

  promptFunc({ rules, paths }: Case): string {
    return [
      "A program packs the files of a project. Which of them it ignores is decided by a list of rules, read from top to bottom:",
      "",
      ...rules,
      "",
      "Each rule is a pattern, with or without an exclamation mark before it (the mark is no part of the pattern).",
      "- In a pattern, * stands for any signs, or none, within one part of a path, and ? for exactly one sign. Neither stands for a slash. All other signs, full stops included, stand for themselves.",
      "- A pattern with a slash must fit the whole path, part by part. As a part of such a pattern, ** stands for any number of whole folders, or none.",
      "- A pattern without a slash must fit the last part of the path, its file name; the folders do not matter.",
      "- Of the rules whose pattern fits a file the last in the list decides: with an exclamation mark the file is kept, without one it is ignored. A file that no pattern fits is kept.",
      "",
      "These are the files:",
      "",
      ...paths.map((path, index) => `${index + 1}. ${path}`),
      "",
      `For each of the ${paths.length} files, in this order, give I if it is ignored or K if it is kept, separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(verdictsOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly Verdict[], instance: Case): number {
    return answer.join("") === verdictsOf(instance).join("") ? 1 : 0;
  }
}
