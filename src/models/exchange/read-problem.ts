import { parseJson } from "../../core/text/parse-json.ts";

/** What an endpoint says went wrong, in its own words; both may be empty. Keys are still in it. */
export type Problem = {
  /** Its own names for the error, separated by spaces. */
  readonly code: string;
  /** Its words, on one line. */
  readonly said: string;
};

/** Fields in which endpoints say what went wrong, those that say most first. */
const SAYING = [
  "message",
  "msg",
  "detail",
  "details",
  "error_description",
  "error_message",
  "errorMessage",
  "error_msg",
  "status_msg",
  "error",
  "errors",
  "base_resp",
  "reason",
  "description",
  "title",
] as const;

const NAMING = [
  "code",
  "type",
  "status",
  "reason",
  "error_code",
  "errorCode",
  "status_code",
  "error",
] as const;

const DEEPEST = 6;
const MOST_ITEMS = 3;

/**
 * Finds the words for an error in whatever shape they come: `error.message`, a `message` or `detail` at the top, a list
 * of any of these, an error of another server quoted within, or a page.
 */
export function readProblem(raw: unknown, body: string): Problem {
  if (raw === undefined) return { code: "", said: onOneLine(textOfPage(body)) };
  const said = findWords(raw, DEEPEST);
  const quoted = findQuoted(raw, DEEPEST);
  const all = quoted === "" || said.includes(quoted) ? said : said === "" ? quoted : `${said}: ${quoted}`;
  return { code: findNames(raw), said: onOneLine(all) };
}

function findWords(value: unknown, depth: number): string {
  if (typeof value === "string") return wordsWithin(value, depth);
  if (typeof value !== "object" || value === null || depth === 0) return "";
  if (Array.isArray(value))
    return value
      .slice(0, MOST_ITEMS)
      .map((item: unknown) => findWords(item, depth - 1) + placeOf(item))
      .filter((words) => words !== "")
      .join("; ");
  for (const name of SAYING) {
    const words = findWords(fieldOf(value, name), depth - 1);
    if (words !== "") return words;
  }
  return "";
}

/** Some gateways hand on the other server's answer as a text of JSON. */
function wordsWithin(text: string, depth: number): string {
  const inner = /^\s*[{[]/.test(text) && depth > 0 ? parseJson(text) : undefined;
  return (inner === undefined ? "" : findWords(inner, depth - 1)) || text.trim();
}

/** Where in the request a validator found something, as FastAPI and pydantic tell it. */
function placeOf(item: unknown): string {
  const place = fieldOf(item, "loc");
  return Array.isArray(place) && place.length > 0 ? ` (${place.join(".")})` : "";
}

/** What a gateway quotes of the server behind it. */
function findQuoted(value: unknown, depth: number): string {
  const error = fieldOf(value, "error");
  const raw = fieldOf(fieldOf(error, "metadata"), "raw");
  return raw === undefined ? "" : findWords(raw, depth);
}

function findNames(raw: unknown): string {
  const [first] = Array.isArray(raw) ? raw : [raw];
  const error = fieldOf(first, "error");
  const details = fieldOf(error, "details");
  const places = [first, error, fieldOf(first, "base_resp"), ...(Array.isArray(details) ? details : [])];
  const names = places.flatMap((place) =>
    NAMING.flatMap((name) => {
      const found = fieldOf(place, name);
      if (typeof found === "number") return [String(found)];
      return typeof found === "string" && /^\S{1,80}$/.test(found) ? [found] : [];
    }),
  );
  return [...new Set(names)].join(" ");
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  const found: unknown = Reflect.get(value, name);
  return found;
}

/** The title of a page, else its text without tags. */
function textOfPage(body: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body.slice(0, 20_000))?.[1] ?? "";
  return title.trim() === "" ? body.slice(0, 2_000).replace(/<[^>]*>/g, " ") : title;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
