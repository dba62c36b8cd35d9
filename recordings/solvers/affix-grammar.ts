import { at } from "campforge/bootcamp";

type Morpheme = { readonly form: string; readonly label: string };

type Grammar = {
  readonly stems: readonly Morpheme[];
  /** The suffixes of each slot, in the order of the slots. */
  readonly slots: readonly (readonly Morpheme[])[];
  /** The rules that this prompt states, in its order. */
  readonly rules: readonly string[];
};

export function solve(prompt: string): string {
  const grammar = parse(prompt);
  if (grammar === undefined) return "";
  const [, gloss] = /^Build the word whose gloss is (\S+)\.$/m.exec(prompt) ?? [];
  if (gloss !== undefined) {
    const word = build(grammar, gloss);
    return word === undefined ? "" : `Answer: ${word}`;
  }
  const [, word] = /^Gloss the word (\S+)\. /m.exec(prompt) ?? [];
  if (word === undefined) return "";
  const found = grammar.stems.flatMap((stem) => analyses(grammar, 0, stem.form, stem.label, word));
  return found.length === 1 ? `Answer: ${at(found, 0)}` : "";
}

function parse(prompt: string): Grammar | undefined {
  if (!prompt.includes("The vowels are back\n(a, o, u) or front (e, i);")) return undefined;
  const [, stemList = ""] = /^Stems: (.+)\.$/m.exec(prompt) ?? [];
  const stems = Array.from(stemList.matchAll(/(\w+) "([^"]+)"/g), ([, form = "", label = ""]) => ({
    form,
    label,
  }));
  const slots: Morpheme[][] = [];
  for (const [, slot, form = "", label = ""] of prompt.matchAll(/^- slot (\d+): -(\w+) (\S+)$/gm)) {
    while (slots.length < Number(slot)) slots.push([]);
    at(slots, Number(slot) - 1).push({ form, label });
  }
  const rules = Array.from(prompt.matchAll(/^\d+\. (\w+): /gm), ([, name = ""]) => name);
  const understood = rules.every((name) => ["Bridge", "Buffer", "Hardening", "Harmony"].includes(name));
  return understood && stems.length > 0 ? { stems, slots, rules } : undefined;
}

function build({ stems, slots, rules }: Grammar, gloss: string): string | undefined {
  const [meaning, ...labels] = gloss.split("-");
  let word = stems.find((stem) => stem.label === meaning)?.form;
  for (const slot of slots) {
    const suffix = slot.find(({ label }) => label === labels[0]);
    if (suffix === undefined || word === undefined) continue;
    labels.shift();
    word = attach(word, suffix.form, rules);
  }
  return labels.length === 0 ? word : undefined;
}

/** The glosses of every way to complete what has been built to the word, from a slot onwards. */
function analyses(
  { stems, slots, rules }: Grammar,
  slot: number,
  built: string,
  gloss: string,
  word: string,
): string[] {
  if (!word.startsWith(built)) return [];
  const suffixes = slots[slot];
  if (suffixes === undefined) return built === word ? [gloss] : [];
  const grammar = { stems, slots, rules };
  return [
    ...analyses(grammar, slot + 1, built, gloss, word),
    ...suffixes.flatMap(({ form, label }) =>
      analyses(grammar, slot + 1, attach(built, form, rules), `${gloss}-${label}`, word),
    ),
  ];
}

function attach(left: string, suffix: string, rules: readonly string[]): string {
  let inserted = "";
  let right = suffix;
  let word = left + suffix;
  for (const rule of rules) {
    if (rule === "Bridge" && /[^aouei]{2}$/.test(left) && /^[^aoueiAU]/.test(suffix)) inserted = "U";
    if (rule === "Buffer" && /[aouei]$/.test(left) && /^[aoueiAU]/.test(suffix)) inserted = "n";
    if (rule === "Hardening" && /[ptksf]$/.test(left + inserted))
      right = right.replace(/^[bdg]/, (sound) => ({ b: "p", d: "t" })[sound] ?? "k");
    word = left + inserted + right;
    if (rule === "Harmony") word = harmonize(word);
  }
  return word;
}

function harmonize(word: string): string {
  let back = false;
  return Array.from(word, (sound) => {
    if (sound === "A") return back ? "a" : "e";
    if (sound === "U") return back ? "u" : "i";
    if ("aou".includes(sound)) back = true;
    if ("ei".includes(sound)) back = false;
    return sound;
  }).join("");
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = finalAnswer(response);
  const solved = finalAnswer(solve(prompt));
  if (given === undefined || solved === undefined) return "unsure";
  // A word is spelt in small letters; a gloss has labels in capitals.
  return given === solved ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
