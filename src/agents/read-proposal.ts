import type { WrittenProposal } from "../core/scaling/written-proposal.ts";
import { ANSWER_TYPES, HARD_BECAUSE } from "../core/task/map-cell.ts";

/** What a proposer's reply holds. */
export type ReadProposal =
  | { readonly status: "read"; readonly proposal: WrittenProposal }
  /** Nothing good can be made for the cell. */
  | { readonly status: "unfit"; readonly reason: string }
  | { readonly status: "incomplete"; readonly lacks: readonly Lack[] };

/** What a reply lacks; a part by its heading, with the characters that it has at least. */
export type Lack =
  | "head"
  | "title"
  | "domain"
  | "answer type"
  | "cause"
  | "sizes"
  | "example answer"
  | { readonly part: string; readonly least: number }
  | { readonly most: number };

/** The least characters of each part, below which it says nothing. */
const LEAST = { about: 40, rules: 120, answer: 12, difficulty: 40, checking: 40, case: 10, why: 20 } as const;

/** Half a page is asked for; four are no description any more. */
const MOST = 12_000;

/** Reads a reply in the form that the proposer's prompt shows. Fences around it and an indented copy of the form are let be. */
export function readProposal(reply: string): ReadProposal {
  // Before anything else in the reply: a proposal may speak of what is unfit.
  const unfit = /^\s*(?:```\w*\s*)?UNFIT:\s*(.+)/i.exec(reply)?.[1];
  if (unfit !== undefined) return { status: "unfit", reason: unfit.trim() };
  const lacks: Lack[] = [];
  const [, head = "", body = ""] = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*\n([\s\S]*)$/m.exec(unwrap(reply)) ?? [];
  if (head === "") return { status: "incomplete", lacks: ["head"] };
  const field = (name: string): string =>
    (new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(head)?.[1] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
  const title = field("title");
  if (title === "" || title.length > 100) lacks.push("title");
  const domain = field("domain").toLowerCase().replaceAll(" ", "-");
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(domain)) lacks.push("domain");
  const answerType = ANSWER_TYPES.find((one) => one === field("answer-type"));
  if (answerType === undefined) lacks.push("answer type");
  const hardBecause = HARD_BECAUSE.find((one) => one === field("hard-because"));
  if (hardBecause === undefined) lacks.push("cause");
  const parts = splitParts(body);
  lacks.push(...lacking(parts), ...(reply.length > MOST ? [{ most: MOST }] : []));
  if (!/\d[\s\S]*\d[\s\S]*\d/.test(parts.difficulty)) lacks.push("sizes");
  if (parts.example.answer === "") lacks.push("example answer");
  if (lacks.length > 0 || answerType === undefined || hardBecause === undefined)
    return { status: "incomplete", lacks };
  return {
    status: "read",
    proposal: { title, cell: { domain, answer: answerType, hardBecause }, ...parts },
  };
}

type Parts = Omit<WrittenProposal, "title" | "cell">;

function splitParts(body: string): Parts {
  const [about = "", ...rest] = body.split(/^## (?=(?:Rules|Answer|Difficulty|Checking|Example)\s*$)/m);
  const part = (name: string, of: readonly string[]): string => {
    const found = of.find((one) => one.startsWith(name));
    return found === undefined ? "" : found.slice(found.indexOf("\n") + 1).trim();
  };
  const pieces = part("Example", rest).split(/^### (?=(?:Case|Answer|Why)\s*$)/m);
  return {
    about: about.trim(),
    rules: part("Rules", rest),
    answer: part("Answer", rest),
    difficulty: part("Difficulty", rest),
    checking: part("Checking", rest),
    example: {
      case: part("Case", pieces),
      answer: withoutFence(part("Answer", pieces)),
      why: part("Why", pieces),
    },
  };
}

function lacking({ example, ...parts }: Parts): readonly Lack[] {
  const texts = { ...parts, case: example.case, why: example.why };
  const names = {
    about: "The description",
    rules: "## Rules",
    answer: "## Answer",
    difficulty: "## Difficulty",
    checking: "## Checking",
    case: "### Case",
    why: "### Why",
  } as const;
  return Object.entries(LEAST).flatMap(([name, least]) => {
    const key = Object.keys(names).find((one): one is keyof typeof names => one === name);
    return key === undefined || texts[key].length >= least ? [] : [{ part: names[key], least }];
  });
}

/** Without the bars of a code block, and the spaces of a form that was copied with its indentation. */
function unwrap(reply: string): string {
  const text = reply.replace(/\r\n/g, "\n");
  const inner =
    /^```(?:markdown|md|text)?[ \t]*\n(\s*---[ \t]*\n[\s\S]*)\n```[ \t]*$/m.exec(text)?.[1] ?? text;
  const isIndented = /^ {4}---[ \t]*$/m.test(inner) && !/^---[ \t]*$/m.test(inner);
  return isIndented ? inner.replace(/^ {4}/gm, "") : inner;
}

/** A short answer that stands in a block or between backticks, alone. */
function withoutFence(text: string): string {
  const inner = /^```\w*[ \t]*\n([\s\S]*?)\n?```$/.exec(text)?.[1] ?? /^`([^`\n]+)`$/.exec(text)?.[1] ?? text;
  return inner.trim();
}
