/* The guest's side of every job. Takes and gives strings only; catches whatever a draft throws. */
function createHarness(toolkit, world, parts) {
  "use strict";
  const { Bootcamp, canonicalText, extractAnswer, separateThinking } = toolkit;
  const { values } = Object;
  const { harden, rewind, setOther } = world;
  const { apply } = Reflect;
  const { attemptScore } = Bootcamp.prototype;
  const { describeError: describe } = parts;
  const { parse, stringify } = JSON;
  const MAX_OUTPUT = 16_000_000;
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

  const guest = { freshModule, freshClass, world, beginItem, describe };
  const keeper = parts.createKeeper(toolkit, { watchesLists: false });
  const toScore = parts.createStill(toolkit, keeper, guest);
  const score = parts.createScoring(toolkit, keeper, { ...guest, ...toScore });
  // Lists that are frozen are slow, and whoever draws has many: what has changed them is found out afterwards.
  const toDraw = parts.createStill(toolkit, parts.createKeeper(toolkit, { watchesLists: true }), guest);
  const wordAll = parts.createWording({ freshClass, beginItem, onStill: toDraw.onStill });
  const { drawAll } = parts.createDrawing(toolkit, {
    freshClass,
    harden,
    beginItem,
    onStill: toDraw.onStill,
    calling,
    expectText,
    isMethodFailed,
    MethodFailed,
    ...parts.createJsonValues(),
  });

  /** What an operation gives that has written its value as JSON itself. */
  const WRITTEN = Symbol("written");
  const written = (json) => ({ [WRITTEN]: json });

  /** With the format of a class of its own for each item, or of one for all where the class keeps nothing. */
  const formatAll = (items, still, make) =>
    still
      ? toScore.onStill(items, (text, Class) => make(text, new Class().answerFormat))
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
    draw: ({ level, seed, start, count, parameters, engine, extent = "measured", still }) => {
      if (engine !== undefined) setOther(engine);
      const addressAt = (_, item) => ({ seed, index: start + item, extent, parameters });
      return written(drawAll(level, Array.from({ length: count }, addressAt), still));
    },
    word: wordAll,
    redraw: ({ level, cases, still }) => written(drawAll(level, cases, still)),
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
