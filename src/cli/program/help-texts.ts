/** What the help of a command says beyond its options. */
export type HelpText = {
  /** Command lines, each with what it does; test/cli/help.test.ts runs them. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** The variables of the environment that it reads. */
  readonly environment?: readonly Variable[];
  /** The exit codes that it may end with, beside 0, 1 and 2. */
  readonly exits?: readonly Exit[];
};

const VARIABLES = {
  key: "the variable that an endpoint's apiKeyEnv names: its key",
  queue: "CAMPFORGE_QUEUE: the address of the queue, where --queue has no value",
  proxy: "HTTP_PROXY, HTTPS_PROXY, NO_PROXY: how endpoints are reached",
  reviewer: "CAMPFORGE_REVIEWER: who decides, where --reviewer is left out",
  token: "CAMPFORGE_TOKEN: the secret that senders must know; needed off this machine",
} as const;
type Variable = keyof typeof VARIABLES;

const EXITS = {
  3: "the configuration, or a key that it names",
  4: "an endpoint, the disk or another part of the environment",
  6: "time or budget used up, or killed; resumable",
  7: "a conflict with what was edited by hand; nothing was written",
  8: "a check failed, something differs, or a decision was refused",
  75: "another process holds the record",
  130: "interrupted (143: terminated); resumable",
} as const;
type Exit = keyof typeof EXITS;

const RECORD = [3, 4] as const;
const STEER = [3, 4] as const;
const DECIDE = [3, 4, 8] as const;

/** By the words of the command; those that are missing have a help of their own. */
export const HELP_TEXTS: Readonly<Record<string, HelpText>> = {
  check: {
    examples: [
      ["campforge check library/graphical-puzzles/futoshiki", "every gate without a model"],
      ["campforge check my.ts --behaviour", "the hash of what it does"],
    ],
    environment: ["key", "proxy"],
    exits: [3, 4, 8],
  },
  run: {
    examples: [
      ["campforge run tasks/ --dry-run", "what it would take"],
      ["campforge run tasks/ --budget 20Mtok --until 07:00", "a night"],
      ["campforge run --resume", "continues after any kind of end"],
      ["campforge run tasks/ --queue", "carried out by workers on any machines"],
      ["campforge run --failed --drafts 2", "again what was rejected"],
    ],
    environment: ["key", "proxy", "queue"],
    exits: [3, 4, 6, 75, 130],
  },
  status: {
    examples: [
      ["campforge status", "what the latest run is at"],
      ["campforge status --watch", "until it ends"],
    ],
    exits: [3, 4, 6],
  },
  pause: { examples: [["campforge pause", "calls in flight finish, no other starts"]], exits: STEER },
  resume: { examples: [["campforge resume", "continues a paused run"]], exits: STEER },
  stop: { examples: [["campforge stop", "as Ctrl-C does"]], exits: STEER },
  tune: {
    examples: [
      ["campforge tune --concurrency 128", "requests at once"],
      ["campforge tune --budget 40Mtok --until 08:00", "until this process ends"],
    ],
    exits: STEER,
  },
  runs: {
    examples: [
      ["campforge runs", "every run, the latest first"],
      ["campforge runs --sort -accepted --columns run,accepted,tokens", "the best first"],
    ],
    exits: RECORD,
  },
  compare: {
    examples: [["campforge compare 1 2 --changed", "verdicts that changed between two runs"]],
    exits: RECORD,
  },
  report: {
    examples: [
      ["campforge report --out night.html --force", "one page"],
      ["campforge report --format text", "on the terminal"],
    ],
    exits: RECORD,
  },
  generated: {
    examples: [["campforge generated generated", "class, report and cases of each task"]],
    exits: RECORD,
  },
  list: {
    examples: [
      ["campforge list --state open", "what waits for a person"],
      ["campforge list --verdict rejected --format csv", "for a spreadsheet"],
    ],
    exits: RECORD,
  },
  approve: {
    examples: [
      ['campforge approve small-rsa --reviewer ada --note "clear rules"', "one"],
      ["campforge approve --all-matching --verdict accepted --reviewer ada --yes", "all accepted ones"],
    ],
    environment: ["reviewer"],
    exits: DECIDE,
  },
  reject: {
    examples: [['campforge reject small-rsa --reviewer ada --note "trivial"', "with the reason"]],
    environment: ["reviewer"],
    exits: DECIDE,
  },
  "send-back": {
    examples: [['campforge send-back small-rsa --reviewer ada --note "state the key size"', "another round"]],
    environment: ["reviewer"],
    exits: DECIDE,
  },
  undo: {
    examples: [["campforge undo small-rsa --reviewer ada", "takes the decision back"]],
    environment: ["reviewer"],
    exits: DECIDE,
  },
  try: {
    examples: [["campforge try small-rsa --level 1 '\\boxed{42}'", "scores an answer to a case"]],
    exits: DECIDE,
  },
  export: { examples: [["campforge export library --dry-run", "what would be written"]] },
  "export library": {
    examples: [
      ["campforge export library --dry-run", "what would be written"],
      ["campforge export library --to shelf --run all", "of every run"],
    ],
    exits: [3, 4, 7, 8],
  },
  sft: {
    examples: [
      ["campforge sft --to traces --cases 500 --model local/reasoner", "a teacher's"],
      ["campforge sft --resume", "continues after whatever stopped it"],
      ["campforge sft --worked --to worked --cases 40", "the classes' own"],
    ],
    environment: ["key", "proxy"],
    exits: [3, 4, 6, 8, 75, 130],
  },
  eval: {
    examples: [
      ["campforge eval --model local/qwen3-8b --out qwen.html --out qwen.json", "after Ctrl-C: goes on"],
      ["campforge eval --model local/qwen3-8b --levels 0-2 --cases 50 --samples 4", "a part"],
      ["campforge eval --compare before.json after.json --out difference.html", "two of them"],
      ["campforge eval --freeze benchmark.jsonl", "the cases, for others to run"],
      ["campforge eval --frozen benchmark.jsonl --replies replies.jsonl", "scores what they got"],
    ],
    environment: ["key", "proxy"],
    exits: [3, 4, 6, 8, 75, 130],
  },
  library: { examples: [["campforge library", "every bootcamp"]] },
  "library list": { examples: [["campforge library list", "domain, name, levels, accuracy"]] },
  "library show": {
    examples: [["campforge library show futoshiki --level 3 --seed 7", "one case of level 3"]],
  },
  "library rewrite": {
    examples: [["campforge library rewrite faster.ts --dry-run", "whether it does the same"]],
    environment: ["reviewer"],
    exits: [7, 8, 75],
  },
  "library docs": {
    examples: [["campforge library docs library --to pages", "a page for each, in Markdown"]],
    exits: [8],
  },
  "verify-library": {
    examples: [["campforge verify-library library", "is each class what its card says?"]],
    environment: ["key", "proxy"],
    exits: [3, 4, 8],
  },
  map: {
    examples: [
      ["campforge map", "domains by answer types, what makes cases hard, thin squares"],
      ["campforge map --domains algorithms --list", "every bootcamp of one domain with its cell"],
    ],
    exits: RECORD,
  },
  import: {
    examples: [
      ["campforge import jsonl problems.jsonl --dry-run", "fields mapped, statements restored"],
      ["campforge import codecontests contests.jsonl --to imported", "truncated ones left out"],
      ["campforge import markdown sheets/ --licence CC-BY-4.0", "a problem a file or heading"],
    ],
    exits: [7],
  },
  propose: {
    examples: [
      ["campforge propose --count 24 --budget 2Mtok", "for thin cells, into proposed/"],
      ["campforge propose --like sudoku,kinship --count 4", "children of these two"],
      ["campforge propose --from rules/ --licence CC-BY-4.0", "on the ideas of texts, too"],
      ["campforge propose --pick 8", "which of them to run first"],
      ["campforge propose --count 200 --auto --budget 50Mtok", "a night: proposed and run"],
    ],
    environment: ["key", "proxy"],
    exits: [3, 4, 6, 75, 130],
  },
  serve: {
    examples: [["campforge serve library --port 8500", "rewards and cases over HTTP"]],
    environment: ["token", "key", "proxy"],
    exits: [3, 4],
  },
  worker: {
    examples: [
      ["campforge worker --queue", "takes tasks of the runs in the queue"],
      ["campforge worker --queue --slots 32 --processes 4", "on a machine with four cores"],
    ],
    environment: ["queue"],
    exits: [3, 4],
  },
  fleet: { examples: [["campforge fleet up", "PostgreSQL and two workers on this machine"]] },
  "fleet up": {
    examples: [["campforge fleet up --workers 2", "then: campforge run tasks/ --queue"]],
    exits: [3, 4],
  },
  curriculum: {
    examples: [["campforge curriculum --state curriculum.json", "how difficult cases are now"]],
  },
  show: {
    examples: [
      ["campforge show small-rsa", "verdict, rounds, checks, judge"],
      ["campforge show 1/small-rsa --code", "its class alone"],
    ],
    exits: [3, 4, 8],
  },
  diff: { examples: [["campforge diff small-rsa --from 1 --to 2", "what a round changed"]], exits: RECORD },
  review: {
    examples: [["campforge review --port 8400", "decide in a browser"]],
    environment: ["reviewer"],
    exits: [3, 4],
  },
  sample: {
    examples: [
      ["campforge sample my.ts --level 1", "a case to read, or a JSON line in a pipe"],
      ["campforge sample my.ts -n 2 --seed 7 --json", "case, prompt, reference"],
    ],
    exits: [8],
  },
  score: {
    examples: [["campforge score my.ts --input answers.jsonl", 'lines {"case": …, "response": "…"}']],
    environment: ["key", "proxy"],
    exits: [3, 4, 8],
  },
  rescore: {
    examples: [["campforge rescore my.ts my.ts --samples answers.jsonl", "each score that moves"]],
    exits: [3, 4, 8],
  },
  db: { examples: [["campforge db check", "is the record intact?"]] },
  "db check": { examples: [["campforge db check", "is the record intact?"]], exits: [3, 4, 8] },
  "db backup": { examples: [["campforge db backup copy.sqlite", "also during a run"]], exits: RECORD },
  "db gc": { examples: [["campforge db gc --dry-run", "what would be removed"]], exits: [3, 4, 75] },
  init: { examples: [["campforge init fresh", "a configuration and a first description"]] },
  doctor: {
    examples: [["campforge doctor", "is everything in place, and what to do where not"]],
    environment: ["key", "proxy"],
    exits: [3, 4],
  },
  completion: {
    examples: [["campforge completion bash", 'eval "$(…)" in ~/.bashrc takes it up']],
  },
};

/** The help of the trainers' data sets, which differ by their name. */
export const trainerHelp = (name: string): HelpText => ({
  examples: [[`campforge export ${name} --to data --cases 20`, "train and val, with a README"]],
});

const WIDTH = 80;

/** That help as lines below the options. */
export function renderHelpText({ examples, environment = [], exits = [] }: HelpText): string {
  const longest = Math.max(...examples.map(([line]) => line.length));
  const isAligned = examples.every(([, what]) => 2 + longest + 3 + what.length <= WIDTH);
  const shown = examples.map(([line, what]) =>
    isAligned ? `  ${line.padEnd(longest)}   ${what}` : `  ${line}\n      ${what}`,
  );
  const codes = ["0 done", "1 a fault of ours", "2 usage", ...exits.map((code) => `${code} ${EXITS[code]}`)];
  return [
    "",
    examples.length === 1 ? "Example:" : "Examples:",
    ...shown,
    ...(environment.length === 0
      ? []
      : ["", "Environment:", ...environment.map((one) => `  ${VARIABLES[one]}`)]),
    "",
    "Exit codes:",
    ...codes.map((code) => `  ${code}`),
  ].join("\n");
}
