import { lowerAscii, trim, withoutFormatting } from "./formatting.ts";

/** The balanced boxes, of nested ones the outermost; one that never closes does not hide those after it. */
export function findBoxed(text: string): readonly string[] {
  const found: string[] = [];
  // One behind the other: a list of some ten thousand takes V8 several times as long for each.
  let open: OpenBrace | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign !== "{" && sign !== "}") continue;
    const isBox = sign === "{" && opensBox(text, at);
    if (!isBox && text[at - 1] === "\\") continue;
    if (sign === "{") {
      // Braces that are in no box need only be counted.
      if (!isBox && open !== undefined && open.begin < 0) open.count++;
      else open = { begin: isBox ? at + 1 : -1, count: 1, before: found.length, around: open };
      continue;
    }
    if (open === undefined) continue;
    if (open.begin < 0) {
      if (--open.count === 0) open = open.around;
      continue;
    }
    found.length = open.before;
    found.push(text.slice(open.begin, at));
    open = open.around;
  }
  return found;
}

/** Where the box of an open brace begins; -1 for as many braces of none as `count` says. */
type OpenBrace = {
  readonly begin: number;
  count: number;
  /** How many boxes were found before it. */
  readonly before: number;
  readonly around: OpenBrace | undefined;
};

const BOX = "\\boxed";

/** Whether a brace stands behind `\boxed`, with one white space between at most. */
const opensBox = (text: string, brace: number): boolean =>
  text.startsWith(BOX, brace - BOX.length) ||
  (/\s/.test(text[brace - 1] ?? "") && text.startsWith(BOX, brace - 1 - BOX.length));

/** What stands between two tags, each time: without a fence that holds all of it, and without mentions of the tags. */
export function findBetween(text: string, open: string, close: string): readonly string[] {
  const lower = text.toLowerCase();
  const searched = lower.length === text.length ? lower : lowerAscii(text);
  const found: string[] = [];
  let end = searched.indexOf(close);
  let after = 0;
  while (end >= 0) {
    const start = searched.slice(after, end).lastIndexOf(open);
    if (start >= 0) {
      const inside = text.slice(after + start + open.length, end);
      const before = text.slice(Math.max(after, after + start - LOOKED_BACK), after + start);
      if (!isMention(inside, before)) found.push(withoutFence(inside));
    }
    after = end + close.length;
    end = searched.indexOf(close, after);
  }
  return found;
}

const LOOKED_BACK = 40;

/** "between `<answer>` and `</answer>`", "in <answer></answer> tags": the tags are spoken of. */
function isMention(inside: string, before: string): boolean {
  const plain = inside.trim();
  const isJoint = /^[`'"*]{0,3}\s*(?:and|to|or|&|,|\/|…|\.\.\.)\s*[`'"*]{0,3}$/i.test(plain);
  if (isJoint && /^[`'"*]/.test(plain) && /[`'"*]$/.test(plain)) return true;
  const isAnnounced =
    /(?:^|[\s(])(?:between|betwixt|inside|within|in|into|from|with|by|use|using|tags?|the)[\s:`'"*(]{1,4}$/i.test(
      before,
    );
  return isAnnounced && ((isJoint && plain !== inside) || plain === "");
}

const FENCED = /^\s*```[\w+-]{0,20}[ \t]*\r?\n([^]*?)\r?\n?[ \t]*```\s*$/;

/** The inside of a fenced block that is all there is; any other text as it is. */
function withoutFence(text: string): string {
  if (!text.includes("```")) return text;
  const [, inside] = FENCED.exec(text) ?? [];
  return inside === undefined || inside.includes("```") ? text : inside;
}

const LABEL = /^((?:[*_`#> ]|- )*)(?:final )?answer([*_` ]*):(.*)$/i;
const CLOSING_LINE = /^(?:```|~~~|---|\*\*\*|\*\*|<\/[a-z]{1,20}>|\\\])?$/i;

/** What stands behind the label of each line that has one, if the last line does. */
export function findFinalLine(text: string): readonly string[] {
  const found: string[] = [];
  let isLast = false;
  for (const source of linesIn(text)) {
    const line = trim(source);
    if (CLOSING_LINE.test(line)) continue;
    const answer = line.length <= MAX_LABELLED_LINE && line.includes(":") ? behindLabel(line) : undefined;
    if (answer !== undefined) found.push(answer);
    isLast = answer !== undefined;
  }
  return isLast ? found : []; // else something else was said last
}

/** The lines of a text one after the other: a list of some ten thousand takes V8 several times as long for each. */
function* linesIn(source: string): Generator<string> {
  const text = withPlainLineEnds(source);
  let from = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
    yield text.slice(from, end);
    from = end + 1;
  }
  yield text.slice(from);
}

const withPlainLineEnds = (text: string): string =>
  text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;

const MAX_LABELLED_LINE = 20_000;

/** The star of a list, which opens nothing. */
const BULLET = /(?:^|[ >])\* $/;

/** What stands behind the label. `**Answer: 42**` leaves `42**` there; its opening half stood before it. */
function behindLabel(line: string): string | undefined {
  const [, before = "", between = "", behind] = LABEL.exec(line) ?? [];
  if (behind === undefined) return undefined;
  const rest = trim(behind);
  if (before === "") return rest;
  const opening = trim(before.replace(BULLET, ""));
  let marks = "";
  for (let index = opening.length - 1; index >= 0 && "*_`".includes(opening[index] ?? " "); index--)
    marks += opening[index];
  if (marks === "" || between.includes(marks)) return rest;
  if (rest.startsWith(marks)) return trim(rest.slice(marks.length));
  const inside = rest.slice(0, rest.lastIndexOf(marks));
  const closes = rest.endsWith(marks) || rest.endsWith(`${marks}.`);
  return closes && !inside.includes(marks) ? trim(inside) : rest;
}

const FENCE = "```";

/** The fenced blocks that open and close. */
export function findFences(source: string): readonly string[] {
  const text = withPlainLineEnds(source);
  const found: string[] = [];
  let open: number | undefined;
  // Lines without a fence are most, and are not looked at one by one.
  for (let at = text.indexOf(FENCE); at >= 0;) {
    const start = text.lastIndexOf("\n", at) + 1;
    const next = text.indexOf("\n", at);
    const end = next < 0 ? text.length : next;
    const marker = trim(text.slice(start, end));
    if (open === undefined) {
      if (/^```[\w+-]{0,20}$/.test(marker)) open = end + 1;
    } else if (marker === FENCE) {
      found.push(text.slice(open, start - 1));
      open = undefined;
    }
    at = text.indexOf(FENCE, end);
  }
  return found;
}

/** The whole text, without a label before it. Formatting is left to the parser: a full stop may be a cell of a grid. */
export function findWhole(text: string): readonly string[] {
  const whole = trim(text);
  return whole === "" ? [] : [behindLabel(whole) ?? behindLabel(withoutFormatting(whole)) ?? whole];
}
