/* Scores many responses to few cases. Cases stay here by their names, so that each is sent once. */
function createScoring(toolkit, keeper, guest) {
  "use strict";
  const { freshClass, world, beginItem, describe, stillClass, isStill } = guest;
  const { resetChance } = world;
  const { attemptScore } = toolkit.Bootcamp.prototype;
  const { apply } = Reflect;
  const { parse } = JSON;
  const MOST_CASES = 4_096;
  const MOST_TEXT = 8_000_000;
  /** Answers are shown and never read again: the beginning of a long one is enough. */
  const MOST_ANSWER = 2_000;
  /** Reading so many characters of JSON takes about 20 microseconds, a small part of a verification. */
  const MOST_PARSED = 4_000;

  const kept = new Map();
  let size = 0;

  const keepCase = (name, text) => {
    const one = { text, value: undefined };
    kept.set(name, one);
    size += text.length;
    for (const [oldest, { text: old }] of kept) {
      if (oldest === name || (kept.size <= MOST_CASES && size <= MOST_TEXT)) break;
      kept.delete(oldest);
      size -= old.length;
    }
    return one;
  };

  const shorten = (score) => {
    if (score.status !== "scored" || score.answer.length <= MOST_ANSWER) return score;
    return { ...score, answer: score.answer.slice(0, MOST_ANSWER) };
  };

  /** A short case is parsed anew, because lists that are frozen are slow; a long one is parsed once and frozen. */
  const caseOf = (one) => {
    if (one.text.length <= MOST_PARSED) return parse(one.text);
    one.value ??= { parsed: keeper.freezeCase(parse(one.text)) };
    return one.value.parsed;
  };

  /** One class for all of them, which is frozen; so is a case that outlives a response: nothing can be remembered. */
  const scoreStill = () => {
    const Class = stillClass();
    return (response, one) => {
      resetChance();
      return apply(attemptScore, new Class(), [response, caseOf(one)]);
    };
  };

  /** A class and a case of its own for each of them. */
  const scoreAnew = () => (response, one) =>
    apply(attemptScore, new (freshClass())(), [response, parse(one.text)]);

  /**
   * The payload is a line of JSON, `{ still, cases: [[name, text or null]], items: [[case, length]] }`, and behind
   * it all responses in a row. Where they cannot be sent like that, `responses` lists them.
   */
  const score = (payload) => {
    const end = payload.indexOf("\n");
    const { still, cases, items, responses } = parse(payload.slice(0, end));
    const unknown = [];
    const known = cases.map(([name, text]) => {
      const one = kept.get(name) ?? (text === null ? undefined : keepCase(name, text));
      if (one === undefined) unknown.push(name);
      return one;
    });
    if (unknown.length > 0) return { status: "unknown-cases" };
    let scoreOne;
    try {
      scoreOne = still ? scoreStill() : scoreAnew();
    } catch (error) {
      if (keeper.isRefusal(error)) return { status: "not-still", reason: error.message };
      throw error;
    }
    const scores = [];
    let at = end + 1;
    for (let item = 0; item < items.length; item++) {
      beginItem(item);
      const [index, length] = items[item];
      const response = responses === undefined ? payload.slice(at, at + length) : responses[item];
      at += length;
      try {
        scores.push(shorten(scoreOne(response, known[index])));
      } catch (error) {
        scores.push({ status: "error", message: describe(error) });
      }
    }
    if (still && !isStill()) return { status: "not-still", reason: "a pattern was changed" };
    return { status: "scored", scores };
  };
  return score;
}
