import type { ToolkitReading } from "./toolkit-reading.ts";

/** An answer spelt in another way, and whether the toolkit's parser reads it as the same answer. */
export type Spelling = {
  readonly how: string;
  readonly text: string;
  readonly isSame: boolean;
  /** Whether something else stands between its elements. */
  readonly isSeparated: boolean;
};

type Candidate = readonly [how: string, text: string, isSeparated?: true];

/** The same forms, in which something else stands between the elements. */
const separated = (forms: readonly Candidate[]): readonly Candidate[] =>
  forms.map(([how, text]) => [how, text, true]);

/**
 * The spellings on which a parser of a class's own can be held against the toolkit's: forms in which people
 * write such an answer, and signs and words that turn it into another one. What is which, the toolkit's
 * parser says. `isLine` leaves out what takes several lines.
 */
export function spellAnswer(
  answer: string,
  reading: ToolkitReading,
  { isLine }: { readonly isLine: boolean },
): readonly Spelling[] {
  const text = answer.trim();
  const own = reading.read(text);
  if (own === null) return [];
  const candidates = [...dress(text), ...candidatesOf(text, reading)];
  return candidates.flatMap(([how, spelt, isSeparated = false]): readonly Spelling[] =>
    spelt === text || (isLine && spelt.includes("\n"))
      ? []
      : [{ how, text: spelt, isSame: reading.read(spelt) === own, isSeparated }],
  );
}

/** What any answer may stand in. */
function dress(text: string): readonly Candidate[] {
  return [
    ["in bold", `**${text}**`],
    ["in code ticks", `\`${text}\``],
    ["with a full stop behind it", `${text}.`],
    ["in \\text{}", `\\text{${text}}`],
  ];
}

function candidatesOf(text: string, { kind, sign }: ToolkitReading): readonly Candidate[] {
  switch (kind) {
    case "number":
      return [...numberForms(text), ...bend(text), ...oppose(text)];
    case "fraction":
      return [...fractionForms(text), ...oppose(text)];
    case "quantity":
      return [...quantityForms(text), ...oppose(text)];
    case "letter":
      return [...letterForms(text), ...oppose(text)];
    case "word":
      return [...oppose(text), [`with "or none" behind it`, `${text} or none`]];
    case "list":
      return listForms(text, sign);
    case "pairs":
      return pairForms(text, sign);
  }
}

const withSignChanged = (number: string): string => (number.startsWith("-") ? number.slice(1) : `-${number}`);

const withDecimalOfZero = (number: string): string => (number.includes(".") ? `${number}0` : `${number}.0`);

function withThousands(number: string): string {
  const [whole = "", part] = number.split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`);
}

function numberForms(text: string): readonly Candidate[] {
  return [
    ["in dollar signs", `$${text}$`],
    ["with a plus sign", `+${text}`],
    ["with a typographic minus", text.replace("-", "−")],
    ["with thousands separators", withThousands(text)],
    ["with a decimal of zero", withDecimalOfZero(text)],
  ];
}

function fractionForms(text: string): readonly Candidate[] {
  const [top = "", bottom] = text.split("/");
  const inDollars: Candidate = ["in dollar signs", `$${text}$`];
  const signed: Candidate = ["with its sign changed", withSignChanged(text)];
  if (bottom === undefined) return [inDollars, signed];
  const inLatex = (command: string): string =>
    `${top.startsWith("-") ? "-" : ""}\\${command}{${top.replace("-", "")}}{${bottom}}`;
  return [
    inDollars,
    ["as \\frac", inLatex("frac")],
    ["as \\dfrac in dollar signs", `$${inLatex("dfrac")}$`],
    ["with spaces beside the slash", `${top} / ${bottom}`],
    signed,
    ["turned over", `${bottom}/${top}`],
    ["with another number behind it", `${text} or 0`],
  ];
}

function quantityForms(text: string): readonly Candidate[] {
  const [, number = "", unit = ""] = /^(-?[\d.]+) ?(.*)$/.exec(text) ?? [];
  return [
    ["with a space before its unit", `${number} ${unit}`],
    ["without a space before its unit", `${number}${unit}`],
    ["in dollar signs", `$${number}\\ \\text{${unit}}$`],
    ["with a plus sign", `+${text}`],
    ["with a decimal of zero", `${withDecimalOfZero(number)} ${unit}`],
    ["with thousands separators", `${withThousands(number)} ${unit}`],
    ["with its sign changed", withSignChanged(text)],
    ["with another number behind it", `${text} or 0 ${unit}`],
  ];
}

function letterForms(text: string): readonly Candidate[] {
  const letter = text.replace(/[()]/g, "");
  return [
    ["bare", letter],
    ["in small letters", letter.toLowerCase()],
    ["in round brackets", `(${letter})`],
    ["with a bracket behind it", `${letter})`],
    ["with another letter behind it", `${letter} or ${letter === "A" ? "B" : "A"}`],
  ];
}

/** Signs and words before an answer that say that it is something else. */
function oppose(text: string): readonly Candidate[] {
  return ["not ", "no ", "non-", "не ", "≠ ", "!= ", "¬", "~", "anything but "].map((sign): Candidate => [
    `with "${sign.trim()}" before it`,
    sign + text,
  ]);
}

/** Signs that make another number of one. */
function bend(text: string): readonly Candidate[] {
  return [
    ["with its sign changed", withSignChanged(text)],
    ["as per cent", `${text}%`],
    ["with < before it", `< ${text}`],
    ["with > before it", `> ${text}`],
    ["as a bottom of a fraction", `1/${text}`],
    ["as a top of a fraction", `${text}/7`],
    ["with an exponent", `${text}e3`],
    ["squared", `${text}^2`],
    ["with a k behind it", `${text}k`],
    ["with a sum behind it", `${text}+1`],
    ["with another number behind it", `${text} or 0`],
    ["in a range", `${text}-${text}7`],
  ];
}

function listForms(text: string, sign: string): readonly Candidate[] {
  const items = text.split(sign).map((item) => item.trim());
  const join = (all: readonly string[]): string =>
    all.join(sign === "," || sign === ";" ? `${sign} ` : sign === "\n" ? sign : ` ${sign} `);
  const [first = "", ...rest] = items;
  const before = items.slice(0, -1);
  const last = items.at(-1) ?? "";
  const usual: readonly Candidate[] =
    sign === "," || sign === ";" || sign === "\n"
      ? [
          ...separated([
            ["separated by commas", items.join(", ")],
            ["separated by semicolons", items.join("; ")],
            ["separated by spaces", items.join(" ")],
            ["one a line", items.join("\n")],
            ["as bullets", items.map((item) => `- ${item}`).join("\n")],
            ["as a numbered list", items.map((item, index) => `${index + 1}. ${item}`).join("\n")],
            [`with "and" before the last`, `${before.join(", ")}, and ${last}`],
          ]),
          ["in quotation marks", items.map((item) => `"${item}"`).join(", ")],
        ]
      : [];
  return [
    ["in square brackets", `[${join(items)}]`],
    ["in round brackets", `(${join(items)})`],
    ["in braces", `{${join(items)}}`],
    ["without spaces", items.join(sign)],
    ...usual,
    ...oppose(text),
    ...oppose(last).map(([how, other]): Candidate => [
      `${how}, for its last element`,
      join([...before, other]),
    ]),
    ...(/^\d/.test(first)
      ? bend(first).map(([how, other]): Candidate => [
          `${how}, for its first element`,
          join([other, ...rest]),
        ])
      : []),
  ];
}

function pairForms(text: string, sign: string): readonly Candidate[] {
  const pairs = text.split(sign).map((pair) => {
    const [name = "", value = ""] = pair.split(/[=:]/);
    return { name: name.trim(), value: value.trim() };
  });
  const write = (joint: string, between: string): string =>
    pairs.map(({ name, value }) => name + joint + value).join(between);
  const [first, ...rest] = pairs;
  const changed = (joint: string, value: (text: string) => string): string =>
    [
      `${first?.name ?? ""}${joint}${value(first?.value ?? "")}`,
      ...rest.map(({ name, value: other }) => `${name}=${other}`),
    ].join(", ");
  return [
    ["with equals signs", write("=", ", ")],
    ["with spaces beside equals signs", write(" = ", ", ")],
    ["with colons", write(": ", ", ")],
    ["with arrows", write(" -> ", ", ")],
    ...separated([
      ["separated by semicolons", write("=", "; ")],
      ["one a line", write(": ", "\n")],
      ["as bullets", pairs.map(({ name, value }) => `- ${name}: ${value}`).join("\n")],
    ]),
    ["in braces", `{${write(": ", ", ")}}`],
    ...oppose(text),
    ["with ≠ in its first pair", changed("≠", (value) => value)],
    ["with != in its first pair", changed("!=", (value) => value)],
    ...oppose(first?.value ?? "").map(([how, other]): Candidate => [
      `${how}, for its first value`,
      changed("=", () => other),
    ]),
    ...(/^\d/.test(first?.value ?? "")
      ? bend(first?.value ?? "").map(([how, other]): Candidate => [
          `${how}, for its first value`,
          changed("=", () => other),
        ])
      : []),
  ];
}
