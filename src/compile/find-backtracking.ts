/** A part of a pattern: whether it can match nothing, whether it repeats without end, what it groups. */
type Part = {
  readonly isNullable: boolean;
  readonly isUnbounded: boolean;
  readonly alternatives: readonly (readonly Part[])[];
  readonly text: string;
};

/**
 * The first part of a regular expression that tries exponentially many ways before it fails: a repeated
 * group of which one part repeats too while all others may be missing, as in `(?:[A-Z]+ ?)+`. Such a run of
 * letters can be shared out among the rounds of the group in any way. Undefined where there is none.
 *
 * @param pattern the text between the slashes, or the whole literal; it must be a valid pattern
 */
export function findBacktracking(pattern: string): string | undefined {
  const search = (parts: readonly Part[]): string | undefined => {
    for (const part of parts) {
      const isAmbiguous = part.isUnbounded && part.alternatives.some(repeatsInside);
      if (isAmbiguous) return part.text;
      const inside = part.alternatives.map(search).find((found) => found !== undefined);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
  return parsePattern(pattern)
    .map(search)
    .find((found) => found !== undefined);
}

function repeatsInside(parts: readonly Part[]): boolean {
  return parts.some((part) => part.isUnbounded && parts.every((other) => other === part || other.isNullable));
}

/** One sign, class or escape; groups are entered where they open. */
const ATOM =
  /\\(?:[pPuk]\{[^}]*\}|k<[^>]*>|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|[^()|]/suy;
const OPENING = /\((?:\?(?:[=!:]|<[=!]|<[^>]*>|[a-z-]+:))?/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;

function parsePattern(pattern: string): readonly (readonly Part[])[] {
  let at = 0;
  const take = (expected: RegExp): RegExpExecArray | undefined => {
    expected.lastIndex = at;
    const found = expected.exec(pattern);
    if (found === null) return undefined;
    at += found[0].length;
    return found;
  };
  const parseAlternatives = (): readonly (readonly Part[])[] => {
    const alternatives: (readonly Part[])[] = [];
    let parts: Part[] = [];
    while (at < pattern.length && pattern[at] !== ")") {
      if (pattern[at] === "|") {
        at++;
        alternatives.push(parts);
        parts = [];
      } else parts.push(parsePart());
    }
    return [...alternatives, parts];
  };
  const parsePart = (): Part => {
    const start = at;
    const opening = take(OPENING)?.[0];
    const alternatives = opening === undefined ? [] : parseAlternatives();
    if (opening === undefined) {
      if (take(ATOM) === undefined) at++;
    } else at++;
    const sign = pattern.slice(start, at);
    const isAssertion = /^\(\?<?[=!]/.test(sign) || /^(?:[\^$]|\\[bB])$/.test(sign);
    const quantifier = take(QUANTIFIER);
    const [written = "", least, comma, most] = quantifier ?? [];
    const isEmpty = alternatives.some((parts) => parts.every(({ isNullable }) => isNullable));
    return {
      isNullable: isAssertion || isEmpty || /^[*?]/.test(written) || least === "0",
      isUnbounded: /^[*+]/.test(written) || (comma === "," && most === ""),
      alternatives,
      text: pattern.slice(start, at),
    };
  };
  const alternatives = parseAlternatives();
  return at < pattern.length ? [...alternatives, ...parsePattern(pattern.slice(at + 1))] : alternatives;
}
