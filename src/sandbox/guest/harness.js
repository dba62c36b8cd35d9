/* The guest's side of every job. Takes and gives strings only; catches whatever a draft throws. */
function createHarness(toolkit, world, parts) {
  "use strict";
  const { Bootcamp, Rng, canonicalText, extractAnswer, separateThinking } = toolkit;
  const { getPrototypeOf, keys, values } = Object;
  const { harden, rewind, setOther } = world;
  const { apply } = Reflect;
  const { attemptScore } = Bootcamp.prototype;
  const { describeError: describe } = parts;
  const { parse, stringify } = JSON;
  const MAX_OUTPUT = 16_000_000;
  const MAX_DEPTH = 60;
  const modelVerified = parts.createModelVerified(toolkit);
  harden(toolkit, ...values(toolkit));
  /** The draft's module as a function of the toolkit; each call of it is a module with no past. */
  let makeClass;
  /** Shared with the process around: at its second place, the item of the batch under way. */
  let meter;
  const beginItem = (item) => {
    meter[1] = BigInt(item);
  };

  const freshModule = (keep) => {
    rewind();
    return makeClass(toolkit, keep);
  };
  const freshClass = () => {
    const Draft = freshModule();
    if (typeof Draft !== "function" || !(Draft.prototype instanceof Bootcamp))
      throw new TypeError("the default export is no class that extends Bootcamp");
    return Draft;
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

  /** Where an operation puts what it has written as JSON itself. */
  const WRITTEN = Symbol("written");

  /** What JSON would lose of a value and where in it, or null. The path is written only where there is one. */
  const lostInJson = (value, depth) => {
    if (depth > MAX_DEPTH) return `: nested deeper than ${MAX_DEPTH}`;
    switch (typeof value) {
      case "string":
      case "boolean":
        return null;
      case "number":
        if (!Number.isFinite(value)) return `: ${value}`;
        return Object.is(value, -0) ? ": -0 becomes 0" : null;
      case "object": {
        if (value === null) return null;
        const kind = getPrototypeOf(value);
        if (Array.isArray(value)) {
          for (let place = 0; place < value.length; place++) {
            const lost = place in value ? lostInJson(value[place], depth + 1) : ": a hole";
            if (lost !== null) return `[${place}]${lost}`;
          }
          return null;
        }
        if (kind !== Object.prototype && kind !== null) return `: an instance of ${kind?.constructor?.name}`;
        for (const key of keys(value)) {
          const lost = value[key] === undefined ? null : lostInJson(value[key], depth + 1);
          if (lost !== null) return `.${key}${lost}`;
        }
        return null;
      }
      default:
        return `: a ${typeof value}`;
    }
  };

  /** Whoever reads a case walks it, and a deep one would exhaust their stacks. */
  const isDeep = (value, depth) => {
    if (typeof value !== "object" || value === null) return false;
    if (depth > MAX_DEPTH) return true;
    for (const part of Array.isArray(value) ? value : values(value)) if (isDeep(part, depth + 1)) return true;
    return false;
  };

  const drawOne = (Draft, level, { seed, index, extent, parameters }) => {
    const { card } = Draft;
    const bootcamp = new Draft();
    const rng = Rng.forCase({ bootcamp: card.name, version: card.version ?? "1", level, seed, index });
    const made = calling("caseGenerator", () =>
      bootcamp.caseGenerator(rng, parameters ?? card.levels[level]),
    );
    const found = calling("caseGenerator", () => lostInJson(made, 0));
    const text = calling("caseGenerator", () => stringify(made));
    if (typeof text !== "string")
      throw new MethodFailed("caseGenerator", `returned ${typeof made}; expected a JSON value`);
    const first = parse(text);
    if (isDeep(first, 0))
      throw new MethodFailed("caseGenerator", `returned a case nested deeper than ${MAX_DEPTH}`);
    const ask = (method, instance) => calling(method, () => bootcamp[method](instance));
    const wording = (method, instance) => expectText(method, ask(method, instance));
    const prompt = extent === "case" ? "" : wording("promptFunc", first);
    const isAnswered = extent === "answered" || extent === "measured";
    const reference = isAnswered ? wording("referenceAnswer", parse(text)) : "";
    const drawn = { status: "drawn", index, prompt, reference, lost: found && `case${found}` };
    if (extent !== "measured" || typeof bootcamp.hardness !== "function") return withCase(drawn, text);
    const hardness = ask("hardness", parse(text));
    if (Number.isFinite(hardness)) return withCase({ ...drawn, hardness }, text);
    throw new MethodFailed("hardness", `returned ${typeof hardness}; expected a finite number`);
  };

  /** JSON of a drawn case, in which the text of its instance stands as it is: it was written once already. */
  const withCase = (drawn, text) => `${stringify(drawn).slice(0, -1)},"instance":${text}}`;

  // One class for all of them, as a trainer would have it: a draft that keeps state shows it here.
  const drawAll = (level, addresses) => {
    const Draft = freshClass();
    harden(Draft);
    let all = "";
    for (let item = 0; item < addresses.length; item++) {
      beginItem(item);
      all += `${item === 0 ? "" : ","}${drawOrTell(Draft, level, addresses[item])}`;
    }
    return { [WRITTEN]: `[${all}]` };
  };
  const drawOrTell = (Draft, level, address) => {
    try {
      return drawOne(Draft, level, address);
    } catch (error) {
      if (!isMethodFailed(error)) throw error;
      return stringify({
        status: "threw",
        index: address.index,
        method: error.method,
        message: error.message,
      });
    }
  };

  /** With the format of a class of its own for each item, or of one for all where the class keeps nothing. */
  const formatAll = (items, still, make) =>
    still
      ? formatStill(items, make)
      : items.map((text, item) => {
          beginItem(item);
          return make(text, new (freshClass())().answerFormat);
        });
  const extractOne = (response, format) => {
    const found = extractAnswer(separateThinking(response).text, format);
    return found.status === "parsed"
      ? { text: found.value.text, canonical: canonicalText(found.value.answer) }
      : null;
  };

  const operations = {
    load: () => {
      const Draft = freshClass();
      const { answerFormat } = new Draft();
      return {
        className: `${Draft.name}`,
        card: Draft.card,
        answerPlace: `${answerFormat?.place}`,
        instruction: `${answerFormat?.instruction}`,
        answerShape: answerFormat?.parse?.shape ?? null,
        worksOut: typeof Draft.prototype.workedSolution === "function",
        equal: modelVerified.equalOf(answerFormat),
      };
    },
    draw: ({ level, seed, start, count, parameters, engine, extent = "measured" }) => {
      if (engine !== undefined) setOther(engine);
      const addressAt = (_, item) => ({ seed, index: start + item, extent, parameters });
      return drawAll(level, Array.from({ length: count }, addressAt));
    },
    // A case that the class did not draw may well be more than it can word.
    word: ({ cases, method }) =>
      cases.map((text, item) => {
        beginItem(item);
        try {
          const words = new (freshClass())()[method](parse(text));
          return typeof words === "string" ? words : null;
        } catch {
          return null;
        }
      }),
    redraw: ({ level, cases }) => drawAll(level, cases),
    // From here on every item gets a class of its own: what a response makes one do ends with it.
    verify: ({ cases, attempts, alone }) =>
      attempts.map(([place, response], item) => {
        beginItem(item);
        try {
          const score = apply(attemptScore, new (freshClass())(), [response, parse(cases[place])]);
          return alone ? modelVerified.withoutModel(score) : score;
        } catch (error) {
          return { status: "error", message: describe(error) };
        }
      }),
    known: ({ cases }) =>
      cases.map((text) => modelVerified.knownOf(new (freshClass())().answerFormat, parse(text), calling)),
    // A class for each mistake: what one leaves behind ends with it. An item is a mistake; -1 has none.
    mutate: ({ attempts, mutants, steps }) => {
      const tryWith = (mutant) => {
        rewind();
        const { Draft, control } = makeClass(toolkit);
        if (typeof Draft !== "function" || !(Draft.prototype instanceof Bootcamp))
          throw new TypeError("the default export is no class that extends Bootcamp");
        return ({ instance, response }) => {
          control.select(mutant);
          const score = apply(attemptScore, new Draft(), [response, instance]);
          return {
            status: `${score.status} ${score.score}`,
            passed: control.passed(),
            decided: control.decided(),
            steps: control.steps(),
          };
        };
      };
      beginItem(-1);
      const tryRight = tryWith(-1);
      const right = [];
      for (let left = steps; right.length < attempts.length && left > 0; left -= right.at(-1).steps)
        right.push(tryRight(attempts[right.length]));
      const outcomes = mutants.map((mutant, item) => {
        beginItem(item);
        const tryWrong = tryWith(mutant);
        let reachedBy = 0;
        let decidedOn = 0;
        for (let by = 0; by < right.length; by++) {
          const { status, passed, decided } = right[by];
          if (status.startsWith("error") || !passed.includes(mutant)) continue;
          reachedBy++;
          if (decided.includes(mutant)) decidedOn++;
          if (tryWrong(attempts[by]).status !== status) return { status: "killed", by };
        }
        return { status: "survived", reachedBy, decidedOn };
      });
      return { tried: right.length, outcomes };
    },
    extract: ({ responses, still }) => formatAll(responses, still, extractOne),
    ...parts.createCalls({ freshModule, beginItem, describe }),
    wrap: ({ answers, still }) =>
      formatAll(answers, still, (answer, format) => expectText("answerFormat.wrap", format.wrap(answer))),
  };

  const guest = { freshModule, freshClass, world, beginItem, describe };
  const { score, formatStill } = parts.createScoring(toolkit, parts.createKeeper(toolkit), guest);

  const answer = (outcome) => {
    beginItem(-1); // what runs from here on, promises' callbacks for one, belongs to no item
    const json = outcome.value?.[WRITTEN];
    const text = json === undefined ? stringify(outcome) : `{"status":"completed","value":${json}}`;
    if (text.length > MAX_OUTPUT)
      return stringify({ status: "refused", reason: `output of ${text.length} characters` });
    return text;
  };

  const run = (operation, payload) => {
    setOther({});
    try {
      // Responses are most of this payload, and no JSON.
      const value = operation === "score" ? score(payload) : operations[operation](parse(payload));
      return answer({ status: "completed", value });
    } catch (error) {
      return answer({
        status: "threw",
        message: isMethodFailed(error) ? `${error.method} ${error.message}` : describe(error),
      });
    }
  };

  let said = "";
  return {
    begin: (draft, readings) => {
      makeClass = draft;
      meter = new BigInt64Array(readings);
    },
    // What is left to promises runs between the two, and changes nothing that has been said.
    work: (operation, payload) => {
      said = "";
      said = run(operation, payload);
    },
    tell: () => said,
  };
}
