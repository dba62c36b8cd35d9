import { at } from "campforge/bootcamp";

export function solve(prompt: string): string {
  const countries = listed(/A map shows \d+ countries[^:]*: ([^.]+)\./.exec(prompt)?.[1]);
  const colours = listed(/one of these colours: ([^.]+)\./.exec(prompt)?.[1]);
  if (countries.length === 0 || colours.length === 0) return "";

  const touching: number[][] = countries.map(() => []);
  const options: number[][] = countries.map(() => colours.map((_, colour) => colour));
  for (const line of prompt.split("\n")) {
    const [, one, other] = /^- (.+?) and (.+?)\s*$/.exec(line) ?? [];
    if (one !== undefined && other !== undefined) {
      const [first, second] = [countries.indexOf(one), countries.indexOf(other)];
      if (first < 0 || second < 0) return "";
      at(touching, first).push(second);
      at(touching, second).push(first);
    }
    const [, country, colour] = /^- (.+?) is (.+?)\s*$/.exec(line) ?? [];
    if (country !== undefined && colour !== undefined) {
      const [place, settled] = [countries.indexOf(country), colours.indexOf(colour)];
      if (place < 0 || settled < 0) return "";
      options[place] = [settled];
    }
  }

  const colouring = search(touching, options, new Set());
  if (colouring === undefined) return "";
  const pairs = countries.map((country, place) => `${country}=${at(colours, at(colouring, place))}`);
  return `<answer>${pairs.join(", ")}</answer>`;
}

function listed(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Colours the country with the fewest options left, takes the colour from its neighbours, and goes on. */
function search(
  touching: readonly (readonly number[])[],
  options: readonly (readonly number[])[],
  done: ReadonlySet<number>,
): number[] | undefined {
  let choice = -1;
  options.forEach((left, place) => {
    if (done.has(place)) return;
    const fewer = choice < 0 ? -1 : left.length - at(options, choice).length;
    const morePressing =
      choice >= 0 && fewer === 0 && at(touching, place).length > at(touching, choice).length;
    if (fewer < 0 || morePressing) choice = place;
  });
  if (choice < 0) return options.map((left) => at(left, 0));
  for (const colour of at(options, choice)) {
    const next = options.map((left, place) => {
      if (place === choice) return [colour];
      return at(touching, choice).includes(place) ? left.filter((other) => other !== colour) : left;
    });
    if (next.some((left) => left.length === 0)) continue;
    const found = search(touching, next, new Set([...done, choice]));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const countries = listed(/A map shows \d+ countries[^:]*: ([^.]+)\./.exec(prompt)?.[1]);
  const colours = listed(/one of these colours: ([^.]+)\./.exec(prompt)?.[1]);
  const said = Array.from(response.matchAll(/<answer>([^<]*)<\/answer>/g), ([, answer = ""]) => answer).at(
    -1,
  );
  if (said === undefined || countries.length === 0 || colours.length === 0) return "unsure";
  const pairs = said.split(/[,;\n]/).map((pair) => pair.split(/=|:/).map((part) => part.trim()));
  const chosen = new Map(pairs.map(([country = "", colour = ""]) => [country, colour]));
  const isWhole = chosen.size === countries.length && pairs.length === countries.length;
  if (!isWhole || !countries.every((one) => colours.includes(chosen.get(one) ?? ""))) return "wrong";
  const holds = prompt.split("\n").every((line) => {
    const [, one, other] = /^- (.+?) and (.+?)\s*$/.exec(line) ?? [];
    if (one !== undefined && other !== undefined) return chosen.get(one) !== chosen.get(other);
    const [, country, colour] = /^- (.+?) is (.+?)\s*$/.exec(line) ?? [];
    return country === undefined || chosen.get(country) === colour;
  });
  return holds ? "right" : "wrong";
}
