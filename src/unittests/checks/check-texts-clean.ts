import type { Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import { findUnseen, makeVisible } from "../../core/text/visible-text.ts";
import { type Evidence, failed, firstCases, passed, warned } from "../cases/evidence.ts";

/** A text of a class and where it stands; `known` is what a counterexample says of it. */
type Text = { readonly where: string; readonly text: string; readonly known: Counterexample };

/** Shapes of keys and tokens, by their issuers' prefixes, and of private keys. */
const SECRET =
  /\b(?:sk|pk|rk)[-_](?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{16,}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bhf_[A-Za-z0-9]{20,}|\bxox[abposr]-[\w-]{10,}|\bAIza[\w-]{30,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What a page, a spreadsheet, a log or a template would act on, and what is said to a reader who is not the solver. */
const SUSPECTS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    "active markup",
    /<\/?(?:script|img|svg|iframe|object|embed|link|style|meta|base|form|input|button|video|audio)\b[^>]*>|<[a-z][^>]*\son[a-z]+\s*=/i,
  ],
  ["a link, which no solver can open", /\bhttps?:\/\/|!?\[[^\]\n]*\]\((?![\d\s])[^)\n]*[/:][^)\n]*\)/i],
  ["a link that runs code", /\b(?:javascript|vbscript):\S|\bdata:text\/html/i],
  ["a spreadsheet formula that reaches outside", /[=+@-](?:HYPERLINK|WEBSERVICE|IMPORT[A-Z]+|DDE|CMD)\b/i],
  ["a template that was not filled in", /\{%.*?%\}|\$\{[\w.:-]+\}|\{\{\s*[a-z_]+\s*\}\}/i],
  ["a tag that runs code in YAML", /!!(?:js|python|ruby)\//i],
  ["a change to a prototype", /\b__proto__\b|\bconstructor\b.{0,8}\bprototype\b/],
  ["an SQL command after a closing quote", /['"]\s*\)?\s*;\s*(?:drop|delete|insert|update|alter)\s/i],
  [
    "a log line",
    /\b\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?\s+(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/,
  ],
  ["chat tags", /<\/?(?:system|assistant|user|task|instructions?)>|<\|[a-z_]+\|>|\[\/?INST\]/i],
  [
    "words addressed to whoever judges or reviews the bootcamp",
    /\bnote to (?:the )?(?:judge|critic|reviewer|grader|admin)|\b(?:approve|accept|admit) (?:this|every|all|the) (?:bootcamp|class|draft)|\b(?:already|was|were|be|been) approved\b|\bapproved bootcamp|\bjudge model\b|\bdeveloper mode\b|\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your )?(?:previous|prior|above|earlier)\b/i,
  ],
];

/** How much of a text a finding quotes, before and behind it. */
const QUOTED = 60;

/** Cases of each level whose texts are read: what stands in a prompt for no case in 40 is not its wording. */
const CASES = 40;

/**
 * Prompts, card and code hold no unseen characters and nothing that looks like a key (failed), and nothing
 * that a page, a spreadsheet or another reader than the solver would act on (warned: a task may be about that).
 */
export function checkTextsClean(evidence: Evidence): Check {
  const name = "texts are clean";
  const texts = collectTexts(evidence);
  for (const { where, text, known } of texts) {
    const unseen = findUnseen(text);
    if (unseen !== undefined) {
      const quoted = quote(text, unseen.position, 1);
      return failed(name, `an invisible character, ${unseen.escape}, in ${where}: ${quoted}`, [known]);
    }
    const secret = SECRET.exec(text)?.[0];
    if (secret !== undefined) {
      // The report is not to spread what it warns of.
      return failed(name, `something that looks like a key (${secret.slice(0, 4)}…) in ${where}`, [known]);
    }
  }
  const suspects = texts.flatMap(({ where, text, known }) =>
    SUSPECTS.flatMap(([what, pattern]) => {
      const found = pattern.exec(text);
      return found === null
        ? []
        : [{ what, where, quoted: quote(text, found.index, found[0].length), known }];
    }),
  );
  const [first] = suspects;
  if (first === undefined) return passed(name, `${texts.length} texts`);
  const others = new Set(suspects.map(({ what }) => what)).size - 1;
  const more = others === 0 ? "" : ` (and ${others} other kinds)`;
  return warned(
    name,
    `${first.what}, in ${first.where}: ${first.quoted}${more}`,
    suspects.map(({ what, quoted, known }) => ({ ...known, found: `${what}: ${quoted}` })),
  );
}

function collectTexts(evidence: Evidence): readonly Text[] {
  const { comments, strings, names } = evidence.sourceText;
  const pieces = (
    [
      ["a comment", comments],
      ["a string", strings],
      ["a name", names],
    ] as const
  ).flatMap(([kind, found]) =>
    found.map(({ line, text }) => ({
      where: `${kind}, line ${line}`,
      text: text.replaceAll("\r\n", "\n"),
      known: { line },
    })),
  );
  const drawn = firstCases(evidence, CASES).flatMap(({ level, index, prompt, reference }) => {
    const known = { level, index, seed: evidence.seed };
    return [
      { where: "a prompt", text: prompt, known },
      { where: "a reference answer", text: reference, known },
    ];
  });
  const card = textsWithin(evidence.card).map((text) => ({ where: "the card", text, known: {} }));
  return [...card, ...pieces, ...drawn];
}

/** Every text within a value, names of fields included. */
function textsWithin(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...textsWithin(one)]);
}

const quote = (text: string, at: number, length: number): string =>
  JSON.stringify(makeVisible(text.slice(Math.max(0, at - QUOTED), at + Math.min(length, QUOTED) + QUOTED)));
