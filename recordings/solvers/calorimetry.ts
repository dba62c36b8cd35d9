import { at } from "campforge/bootcamp";

type Body = { readonly grams: number; readonly celsius: number; readonly capacity: number };

/** Heat given off is heat taken up: the sum of m·c·(T − T0) and of the heat of fusion is 0. */
export function solve(prompt: string): string {
  const bodies = parseTable(prompt);
  if (bodies === undefined) return "";
  let heat = 0;
  let total = 0;
  for (const { grams, celsius, capacity } of bodies) {
    heat += grams * capacity * celsius;
    total += grams * capacity;
  }

  const prose = prompt.replace(/\s+/g, " ");
  if (/\bice\b/.test(prose)) {
    const [, grams] = /([\d.]+) g of ice at exactly 0 °C is added\. It melts completely\./.exec(prose) ?? [];
    const [, fusion] = /heat of fusion of ice is ([\d.]+) J\/g/.exec(prose) ?? [];
    const [, capacity] =
      /specific heat capacity of the water it becomes is ([\d.]+) J\/\(g·K\)/.exec(prose) ?? [];
    if (grams === undefined || fusion === undefined || capacity === undefined) return "";
    heat -= Number(grams) * Number(fusion);
    total += Number(grams) * Number(capacity);
  }
  const answer = heat / total;
  return Number.isFinite(answer) ? `\\boxed{${answer.toFixed(6)}}` : "";
}

function parseTable(prompt: string): Body[] | undefined {
  const rows = prompt
    .split("\n")
    .filter((line) => line.includes("|") && !line.includes("-|-"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const [heading, ...rest] = rows;
  if (heading === undefined || rest.length === 0) return undefined;
  const [mass, temperature, capacity] = ["mass", "temperature", "specific heat capacity"].map((name) =>
    heading.indexOf(name),
  );
  if (mass === undefined || temperature === undefined || capacity === undefined) return undefined;
  if (Math.min(mass, temperature, capacity) < 0) return undefined;
  const bodies = rest.map((row) => ({
    grams: quantity(at(row, mass), "g"),
    celsius: quantity(at(row, temperature), "°C"),
    capacity: quantity(at(row, capacity), "J/(g·K)"),
  }));
  return bodies.every((body) => Object.values(body).every(Number.isFinite)) ? bodies : undefined;
}

/** The number in front of a unit; NaN where the unit is another one. */
function quantity(cell: string, unit: string): number {
  const [, value, written] = /^([-−]?\d+(?:\.\d+)?) (\S+)$/.exec(cell) ?? [];
  return value === undefined || written !== unit ? NaN : Number(value.replace("−", "-"));
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const boxed = (text: string): string | undefined =>
    Array.from(text.matchAll(/\\boxed\{\s*([-−]?\d+(?:\.\d+)?)\s*\}/g), ([, number = ""]) => number).at(-1);
  const given = boxed(response);
  const solved = boxed(solve(prompt));
  if (given === undefined || solved === undefined) return "unsure";
  const [one, other] = [Number(given.replace("−", "-")), Number(solved)];
  return Math.abs(one - other) <= 0.005 * Math.abs(other) ? "right" : "wrong";
}
