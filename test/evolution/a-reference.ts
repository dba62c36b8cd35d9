import { SOLVER } from "./play-models.ts";

/** A count of bodies; grams, degrees and capacity of each; grams, heat of fusion and capacity of what melts. */
export const EXAMPLES = [
  { input: "2\n185 55 2.44\n150 33 4.18\n0 334 4.18\n", output: "42.208828\n" },
  { input: "1\n100 50 4.18\n10 334 4.18\n", output: "38.190518\n" },
];

/** A solution that reads and prints. */
export const JAVASCRIPT = `
const lines = require("fs").readFileSync(0, "utf8").trim().split("\\n").map((line) => line.split(" ").map(Number));
const [[count]] = lines;
let heat = 0, total = 0;
for (const [grams, celsius, capacity] of lines.slice(1, 1 + count)) {
  heat += grams * capacity * celsius;
  total += grams * capacity;
}
const [ice, fusion, water] = lines[1 + count];
console.log(((heat - ice * fusion) / (total + ice * water)).toFixed(6));
`;
/** One that does not run, and need not: who translates it is played. */
export const PYTHON = "n = int(raw_input())\n# and so on\n";

/** What leads to it: the table of the prompt as lines of numbers, the output in its box. */
const ADAPTER = SOLVER.slice(SOLVER.indexOf("type Body"), SOLVER.indexOf("\nexport function check(")).replace(
  /\/\*\* Heat given off[\s\S]*?\n}\n/,
  `export function toInput(prompt: string): string {
  const bodies = parseTable(prompt);
  if (bodies === undefined) return "";
  const prose = prompt.replace(/\\s+/g, " ");
  const [, ice = "0"] = /([\\d.]+) g of ice at exactly/.exec(prose) ?? [];
  const rows = bodies.map(({ grams, celsius, capacity }) => \`\${grams} \${celsius} \${capacity}\`);
  return [bodies.length, ...rows, \`\${ice} 334 4.18\`].join("\\n");
}

export function toResponse(prompt: string, output: string): string {
  return prompt === "" ? "" : \`\\\\boxed{\${output.trim()}}\`;
}
`,
);
const IMPORT = 'import { at } from "campforge/bootcamp";\n\n';
/** What leads from a prompt to it and back. */
export const adapter = IMPORT + ADAPTER;
/** The same with the solution in TypeScript. */
export const translation = (water: string): string => `${adapter}
export function answer(input: string): string {
  const lines = input.trim().split("\\n").map((line) => line.split(" ").map(Number));
  const count = lines[0]?.[0] ?? 0;
  let heat = 0;
  let total = 0;
  for (const [grams = 0, celsius = 0, capacity = 0] of lines.slice(1, 1 + count)) {
    heat += grams * capacity * celsius;
    total += grams * capacity;
  }
  const [ice = 0, fusion = 0, water = 0] = lines[1 + count] ?? [];
  return ((heat - ice * fusion) / (total + ice * ${water})).toFixed(6);
}
`;
