/* The guest's side of every job. Takes and gives strings only; catches whatever a draft throws. */
function createHarness(toolkit) {
  "use strict";
  const { Bootcamp, Rng, canonicalText, extractAnswer, separateThinking } = toolkit;
  const { freeze, getPrototypeOf, keys, values } = Object;
  const { apply } = Reflect;
  const { verifyScore } = Bootcamp.prototype;
  const { parse, stringify } = JSON;
  const MAX_OUTPUT = 16_000_000;
  const MAX_MESSAGE = 600;

  const MAX_DEPTH = 60;

  // What one call does to the toolkit's classes must not reach the next.
  for (const exported of values(toolkit)) {
    freeze(exported);
    freeze(exported.prototype);
  }

  let Draft;
  let progress = 0;

  const describe = (error) => {
    try {
      if (error instanceof Error) {
        const place = /draft\.ts:(\d+):(\d+)/.exec(`${error.stack}`);
        const where = place === null ? "" : ` (line ${place[1]})`;
        return `${`${error.name}: ${error.message}`.slice(0, MAX_MESSAGE)}${where}`;
      }
      return `threw ${`${error}`.slice(0, MAX_MESSAGE)}, which is no Error`;
    } catch {
      return "threw something that cannot be read";
    }
  };

  const failures = new WeakSet();
  class MethodFailed {
    constructor(method, message) {
      failures.add(this);
      this.method = method;
      this.message = message;
    }
  }

  /** Unlike `instanceof`, runs no trap of a proxy that a draft may have thrown. */
  const isMethodFailed = (error) => failures.has(error);

  const calling = (method, act) => {
    try {
      return act();
    } catch (error) {
      throw new MethodFailed(method, describe(error));
    }
  };

  const expectText = (method, value) => {
    if (typeof value !== "string")
      throw new MethodFailed(method, `returned ${typeof value}; expected a string`);
    return value;
  };

  /** What JSON would lose of a value, or null. */
  const lostInJson = (value, path, depth) => {
    if (depth > MAX_DEPTH) return `${path}: nested deeper than ${MAX_DEPTH}`;
    switch (typeof value) {
      case "string":
      case "boolean":
        return null;
      case "number":
        if (!Number.isFinite(value)) return `${path}: ${value}`;
        return Object.is(value, -0) ? `${path}: -0 becomes 0` : null;
      case "object": {
        if (value === null) return null;
        const kind = getPrototypeOf(value);
        if (Array.isArray(value)) {
          for (let place = 0; place < value.length; place++) {
            const lost =
              place in value
                ? lostInJson(value[place], `${path}[${place}]`, depth + 1)
                : `${path}[${place}]: a hole`;
            if (lost !== null) return lost;
          }
          return null;
        }
        if (kind !== Object.prototype && kind !== null)
          return `${path}: an instance of ${kind?.constructor?.name}`;
        for (const key of keys(value)) {
          const lost = value[key] === undefined ? null : lostInJson(value[key], `${path}.${key}`, depth + 1);
          if (lost !== null) return lost;
        }
        return null;
      }
      default:
        return `${path}: a ${typeof value}`;
    }
  };

  /** Whoever reads a case walks it, and a deep one would exhaust their stacks. */
  const isDeep = (value, depth) =>
    typeof value === "object" &&
    value !== null &&
    (depth > MAX_DEPTH || values(value).some((part) => isDeep(part, depth + 1)));

  const drawOne = (level, seed, index) => {
    const { card } = Draft;
    const bootcamp = new Draft();
    const rng = Rng.forCase({ bootcamp: card.name, version: card.version ?? "1", level, seed, index });
    const made = calling("caseGenerator", () => bootcamp.caseGenerator(rng, card.levels[level]));
    const lost = lostInJson(made, "case", 0);
    const text = calling("caseGenerator", () => stringify(made));
    if (typeof text !== "string")
      throw new MethodFailed("caseGenerator", `returned ${typeof made}; expected a JSON value`);
    const instance = parse(text);
    if (isDeep(instance, 0)) {
      throw new MethodFailed("caseGenerator", `returned a case nested deeper than ${MAX_DEPTH}`);
    }
    const prompt = expectText(
      "promptFunc",
      calling("promptFunc", () => bootcamp.promptFunc(parse(text))),
    );
    const reference = expectText(
      "referenceAnswer",
      calling("referenceAnswer", () => bootcamp.referenceAnswer(parse(text))),
    );
    return { status: "drawn", index, instance, prompt, reference, lost };
  };

  const operations = {
    load: () => {
      const { answerFormat } = new Draft();
      return {
        className: `${Draft.name}`,
        card: Draft.card,
        answerPlace: `${answerFormat?.place}`,
        instruction: `${answerFormat?.instruction}`,
      };
    },
    draw: ({ level, seed, start, count }) => {
      const outcomes = [];
      for (progress = 0; progress < count; progress++) {
        const index = start + progress;
        try {
          outcomes.push(drawOne(level, seed, index));
        } catch (error) {
          if (!isMethodFailed(error)) throw error;
          outcomes.push({ status: "threw", index, method: error.method, message: error.message });
        }
      }
      return outcomes;
    },
    verify: ({ attempts }) => {
      const scores = [];
      for (progress = 0; progress < attempts.length; progress++) {
        const { instance, response } = attempts[progress];
        try {
          scores.push(apply(verifyScore, new Draft(), [response, instance]));
        } catch (error) {
          scores.push({ status: "error", message: describe(error) });
        }
      }
      return scores;
    },
    extract: ({ responses }) => {
      const { answerFormat } = new Draft();
      return responses.map((response) => {
        const found = extractAnswer(separateThinking(response).text, answerFormat);
        return found.status === "parsed"
          ? { text: found.value.text, canonical: canonicalText(found.value.answer) }
          : null;
      });
    },
    wrap: ({ answers }) => {
      const { answerFormat } = new Draft();
      return answers.map((answer) => expectText("answerFormat.wrap", answerFormat.wrap(answer)));
    },
  };

  const answer = (outcome) => {
    const text = stringify(outcome);
    if (text.length > MAX_OUTPUT)
      return stringify({ status: "refused", reason: `output of ${text.length} characters` });
    return text;
  };

  return (operation, payload) => {
    if (operation === "progress") return `${progress}`;
    try {
      if (operation === "boot") {
        Draft = payload(toolkit);
        if (typeof Draft !== "function" || !(Draft.prototype instanceof Bootcamp)) {
          return answer({ status: "threw", message: "the default export is no class that extends Bootcamp" });
        }
        freeze(Draft);
        freeze(Draft.prototype);
        return answer({ status: "completed", value: null });
      }
      return answer({ status: "completed", value: operations[operation](parse(payload)) });
    } catch (error) {
      return answer({
        status: "threw",
        message: isMethodFailed(error) ? `${error.method} ${error.message}` : describe(error),
      });
    }
  };
}
