import { type Shaped, withShape } from "./answer-shape.ts";

/** What a parser made of a text. A parser never throws, whatever the text. */
export type Parsed<Value> =
  | { readonly status: "parsed"; readonly value: Value }
  | { readonly status: "unparsable"; readonly reason: string };

/** Reads one value from the text of an answer. Total: every string gives a result, in linear time. */
export type Parser<Value> = ((text: string) => Parsed<Value>) & Shaped;

/**
 * The value was read.
 *
 * @example parsed(7) // → { status: "parsed", value: 7 }
 */
export function parsed<Value>(value: Value): Parsed<Value> {
  return { status: "parsed", value };
}

/**
 * The text is not such a value; the reason is for people and author models.
 *
 * @example unparsable("not even") // → { status: "unparsable", reason: "not even" }
 */
export function unparsable(reason: string): { readonly status: "unparsable"; readonly reason: string } {
  return { status: "unparsable", reason };
}

/**
 * A parser that goes on with what another has read, for checks of form that no parser of the toolkit has.
 *
 * @example refine(integer(), (n) => (n > 0 ? parsed(n) : unparsable("not positive")))("-3").status // → "unparsable"
 */
export function refine<First, Value>(
  first: Parser<First>,
  then: (value: First) => Parsed<Value>,
): Parser<Value> {
  const read = (text: string): Parsed<Value> => {
    const outcome = first(text);
    return outcome.status === "parsed" ? then(outcome.value) : outcome;
  };
  return withShape(read, first.shape);
}

/**
 * What the first of two parsers reads, or else the second: for a sentinel beside a real answer. Put the
 * sentinel first: `list(integer())` reads `-1`, too.
 *
 * @example either(choiceOf(["impossible"]), list(integer()))("Impossible.") // → { status: "parsed", value: "impossible" }
 * @example either(integer({ min: -1, max: -1 }), list(integer()))("3, 1") // → { status: "parsed", value: [3, 1] }
 */
export function either<First, Second>(first: Parser<First>, second: Parser<Second>): Parser<First | Second> {
  const read = (text: string): Parsed<First | Second> => {
    const outcome = first(text);
    return outcome.status === "parsed" ? outcome : second(text);
  };
  return withShape(
    read,
    first.shape && second.shape && { kind: "either", first: first.shape, second: second.shape },
  );
}
