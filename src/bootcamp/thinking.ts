import { withoutEndOfTurn } from "./end-of-turn.ts";

/**
 * A reply in two parts. `text` is all that may hold an answer.
 *
 * @internal
 */
export type Reply = { readonly thinking: string; readonly text: string };

/** Names that speak of thinking, wherever they stand: `think`, `longcat_think`, `reasoning`, `begin_of_thought`. */
const THINKING = /think|thought|reason|reflect|scratch|monolog/i;

/** Any other name that opens a reply is thinking, too, but for those of an answer and of markup. */
const ANSWER_OR_MARKUP =
  /answer|solution|final|result|output|respon|reply|conclu|^(?:a|b|i|u|s|p|em|li|ol|ul|tr|td|th|h[1-6]|br|hr|div|span|strong|center|table|code|pre|sub|sup|svg|html|body|xml|math|blockquote|inst)$/i;

/** Where every tag begins. Looking for these three is much faster than trying the patterns of tags everywhere. */
const SIGNS = ["<", "[", "◁"] as const;

/** A tag that opens: `<think>`, `[THINK]`, `◁think▷`, `<|START_THINKING|>`, `<|channel>thought`. */
const OPENING =
  /<(\p{L}[\p{L}\w:.-]{0,40})(?:\s[^<>\n]{0,200})?>|\[([a-z][\w:-]{1,40})\]|◁([a-z]{1,40})▷|<[|｜]([a-z][\w▁:-]{0,40})[|｜]>(?:(?<=<\|channel\|>)(?:analysis|commentary))?|<\|([a-z]{1,20})>[a-z]{0,20}/iuy;

/** A tag that closes: `</think >`, `[/THINK]`, `◁/think▷`, `<|/think|>`, `<|END_THINKING|>`, `<channel|>`. */
const CLOSING =
  /<\/\s{0,3}(\p{L}[\p{L}\w:.-]{0,40})\s{0,3}>|\[\/([a-z][\w:-]{1,40})\]|◁\/([a-z]{1,40})▷|<[|｜](?:\/|end_of_|end_)([a-z][\w▁:-]{0,40})[|｜]>|<([a-z]{1,20})\|>|<\|channel\|>final(?:<\|message\|>)?/iuy;

/** Where tags may begin, in rising order; undefined where nobody has listed it. */
type Signs = readonly number[] | undefined;

type Tag = { readonly name: string; readonly start: number; readonly end: number; readonly isToken: boolean };

const BLANK = /^[\s\u200b\u2060\ufeff]/;

/** Special tokens and roles that a template puts before a turn, and white space, which `BLANK` tells from them. */
const BEFORE_TURN =
  /(?:[\s\u200b\u2060\ufeff]{1,100}|<s>|<\|(?!channel\||message\|>|think)(?:im_start|start|start_header_id|end_header_id|[a-z]{1,20}_of_text)\|>(?:assistant\b)?|<start_of_turn>(?:model\b)?|<\|(?:message|start_response|begin_of_solution)\|>)/iuy;

/**
 * Parts a response into thinking and text, and takes off the marks that end a turn. Thinking stands at the
 * beginning, in any tag that opens the response and closes before the answer. A closing tag whose name
 * speaks of thinking ends it even if nothing opened it; one that opens on a line of its own later and never
 * closes makes all that follows thinking. Tags named within a sentence, in quotes or in code are words.
 *
 * @example separateThinking("<think>Answer: 41</think>Answer: 42").text // → "Answer: 42"
 * @example separateThinking("so 41</think>Answer: 42").text // → "Answer: 42"
 * @example separateThinking("<think>Answer: 42").text // → ""
 * @internal
 */
export function separateThinking(response: string): Reply {
  const signs = signsIn(response);
  const start = endOfThinking(response, signs);
  const end = startOfUnfinished(response, start, signs);
  const thoughts = [response.slice(0, start), response.slice(end)].filter((part) => part !== "");
  return { thinking: thoughts.join("\n"), text: withoutEndOfTurn(response.slice(start, end)) };
}

/** Where the text begins: behind all thinking that stands before it. */
function endOfThinking(whole: string, signs: Signs): number {
  const stripped = endOfStrippedChannels(whole);
  if (stripped > 0) return stripped;
  if (signs?.length === 0) return 0;
  const begin = skipBeforeTurn(whole, 0);
  const opening = tagAt(whole, begin);
  const isThinking = opening !== undefined && speaksOfThinking(opening);
  const isInCode = codeOf(whole);
  let last = 0;
  const nextTag = tagsOf(CLOSING, whole, signs);
  for (let tag = nextTag(begin); tag !== undefined; tag = nextTag(tag.end)) {
    if (!speaksOfThinking(tag) || isInCode(tag.start) || isQuoted(whole, tag)) continue;
    if (isThinking || tag.isToken || !isMention(whole, tag)) last = tag.end;
  }
  if (last > 0) return skipBeforeTurn(whole, last, "tokens");
  if (isThinking) return whole.length;
  return endOfBlocks(whole, begin, signs) || skipBeforeTurn(whole, 0, "tokens");
}

/**
 * Channels whose tokens were taken out leave their names: "analysisWe add them.assistantfinalAnswer: 42". All of it is
 * thinking where the final one never came.
 */
function endOfStrippedChannels(whole: string): number {
  const [, channel, capital] =
    /^\s{0,20}(?:assistant)?(analysis|commentary|(?<=assistant)final)(\p{Lu})?/u.exec(whole) ?? [];
  if (channel === undefined) return 0;
  const final = whole.lastIndexOf("assistantfinal");
  if (final >= 0) return final + "assistantfinal".length;
  return capital === undefined ? 0 : whole.length;
}

const MOST_BLOCKS = 20;

/** Behind the blocks in tags of other names that open the reply, as long as something follows them. */
function endOfBlocks(whole: string, begin: number, signs: Signs): number {
  let end = 0;
  for (let block = 0; block < MOST_BLOCKS; block++) {
    const opening = tagAt(whole, skipBeforeTurn(whole, block === 0 ? begin : end));
    if (opening === undefined || opening.isToken || ANSWER_OR_MARKUP.test(opening.name)) return end;
    const closing = closingOf(opening, whole, signs);
    if (closing === undefined || whole.slice(closing.end).trim() === "") return end;
    end = closing.end;
  }
  return end;
}

function closingOf(opening: Tag, whole: string, signs: Signs): Tag | undefined {
  const name = opening.name.toLowerCase();
  const nextTag = tagsOf(CLOSING, whole, signs);
  let tag = nextTag(opening.end);
  while (tag !== undefined && tag.name.toLowerCase() !== name) tag = nextTag(tag.end);
  return tag;
}

/** Where thinking begins that never ends; at the end where there is none. */
function startOfUnfinished(whole: string, start: number, signs: Signs): number {
  const isInCode = codeOf(whole);
  const nextTag = tagsOf(OPENING, whole, signs);
  for (let tag = nextTag(start); tag !== undefined; tag = nextTag(tag.end)) {
    if (!speaksOfThinking(tag) || isInCode(tag.start)) continue;
    if (tag.isToken || lineBefore(whole, Math.max(start, tag.start - LOOKED_BACK), tag.start).trim() === "")
      return tag.start;
  }
  return whole.length;
}

/** Spaces are skipped only before a reply: what stands between thinking and text belongs to the text. */
function skipBeforeTurn(whole: string, from: number, what: "all" | "tokens" = "all"): number {
  let at = from;
  for (;;) {
    BEFORE_TURN.lastIndex = at;
    const [found] = BEFORE_TURN.exec(whole) ?? [];
    if (found === undefined || (what === "tokens" && BLANK.test(found))) return at;
    at += found.length;
  }
}

function tagAt(whole: string, index: number): Tag | undefined {
  if (!SIGNS.some((sign) => sign === whole[index])) return undefined;
  const read = whole.slice(0, index + 300);
  const tag = tagsOf(OPENING, read, signsIn(read, index))(index);
  return tag?.start === index ? tag : undefined;
}

/** Finds the next tag from an index on; the indexes are asked for in rising order. */
function tagsOf(pattern: RegExp, whole: string, signs: Signs): (from: number) => Tag | undefined {
  const nextSign = signsOf(whole, signs);
  return (from) => {
    for (let at = nextSign(from); at < whole.length; at = nextSign(at)) {
      pattern.lastIndex = at;
      const match = pattern.exec(whole);
      if (match === null) {
        at++;
        continue;
      }
      const start = at;
      const [text] = match;
      at += text.length;
      // A channel is thinking unless it is the final one, which ends it.
      if (!FIRST_OF_PAIR.test(text))
        return { name: nameIn(match), start, end: at, isToken: TOKEN.test(text) };
    }
    return undefined;
  };
}

const FIRST_OF_PAIR = /^<[|｜]channel[|｜]>$/i;
const TOKEN = /^◁|[|｜]/;

/** Of a tag that may be written in several ways the name in the one that it is written in. */
function nameIn(match: RegExpExecArray): string {
  for (let group = 1; group < match.length; group++) {
    const name: string | undefined = match[group];
    if (name !== undefined) return name;
  }
  return "channel";
}

/** Tags of an ordinary response begin at a handful of indexes; a response of nothing else would need much memory for them. */
const MOST_LISTED = 1_000;

/** Where tags may begin, in rising order; undefined where that is at too many indexes for a list. */
function signsIn(whole: string, from = 0): Signs {
  const found: number[] = [];
  let kinds = 0;
  for (const sign of SIGNS) {
    const before = found.length;
    for (let at = whole.indexOf(sign, from); at >= 0; at = whole.indexOf(sign, at + 1)) {
      if (found.length === MOST_LISTED) return undefined;
      found.push(at);
    }
    if (found.length > before) kinds++;
  }
  return kinds > 1 ? found.sort((one, other) => one - other) : found;
}

/** Tells of indexes, asked for in rising order, where the next tag may begin; Infinity where none does. */
function signsOf(whole: string, signs: Signs): (from: number) => number {
  if (signs === undefined) return searchedSigns(whole);
  let next = 0;
  return (from) => {
    while ((signs[next] ?? Infinity) < from) next++;
    return signs[next] ?? Infinity;
  };
}

/** The same without a list. */
function searchedSigns(whole: string): (from: number) => number {
  // Each is searched for once: a text of many others would else be read to its end again and again.
  const next = SIGNS.map(() => -1);
  return (from) => {
    let nearest = Infinity;
    for (let sign = 0; sign < SIGNS.length; sign++) {
      let at = next[sign] ?? Infinity;
      if (at < from) {
        const found = whole.indexOf(SIGNS[sign] ?? "", from);
        at = found < 0 ? Infinity : found;
        next[sign] = at;
      }
      if (at < nearest) nearest = at;
    }
    return nearest;
  };
}

const speaksOfThinking = ({ name }: Tag): boolean => THINKING.test(name) || /^channel$/i.test(name);

/** Tells of indexes, asked for in rising order, whether they lie in code: behind a fence that is open, and is closed later. */
function codeOf(whole: string): (index: number) => boolean {
  let fences: readonly number[] | undefined;
  let before = 0;
  return (index) => {
    fences ??= [...linesOpenedBy("```", whole), ...linesOpenedBy("~~~", whole)].sort((a, b) => a - b);
    while ((fences[before] ?? Infinity) < index) before++;
    return before % 2 === 1 && (fences.length - before) % 2 === 1;
  };
}

/** Where the lines begin that open with a sign, after eight spaces or tabs at most. */
function linesOpenedBy(sign: string, whole: string): readonly number[] {
  const lines: number[] = [];
  // Far quicker on a long text than a pattern that looks at each of its lines.
  for (let at = whole.indexOf(sign); at >= 0; at = whole.indexOf(sign, at + sign.length)) {
    const before = whole.slice(Math.max(0, at - 9), at);
    const blanks = /[ \t]{0,8}$/.exec(before)?.[0].length ?? 0;
    if (blanks === at || /[\n\r\u2028\u2029]/.test(before.charAt(before.length - blanks - 1)))
      lines.push(at - blanks);
  }
  return lines;
}

function isQuoted(whole: string, { start, end }: Tag): boolean {
  const before = whole[start - 1] ?? " ";
  return "`'\"".includes(before) && whole[end] === before;
}

/** A tag that its line opens and closes behind other words is spoken of, not used. */
function isMention(whole: string, { name, start }: Tag): boolean {
  const line = lineBefore(whole, Math.max(0, start - LOOKED_BACK), start);
  const opened = line.toLowerCase().lastIndexOf(`<${name.toLowerCase()}>`);
  return opened > 0 && line.slice(0, opened).trim() !== "";
}

/** How far a tag's line is looked at. */
const LOOKED_BACK = 400;

function lineBefore(whole: string, from: number, to: number): string {
  const before = whole.slice(from, to);
  return before.slice(before.lastIndexOf("\n") + 1);
}
