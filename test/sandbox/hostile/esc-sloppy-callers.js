// tries: a sloppy program whose methods, getters and toJSON follow caller and arguments up into the harness, and which looks at what import() rejects with | expect: error|ok
let up;
const reached = new Set();
with ({}) {
  up = function () {
    for (let one = arguments.callee, n = 0; one && n < 30; one = one.caller, n++) {
      reached.add(one);
      for (const given of one.arguments ?? []) reached.add(given);
    }
    for (let one = this, n = 0; one && n < 10; one = Object.getPrototypeOf(one), n++) reached.add(one);
    return "x";
  };
}
const rejected = [];
for (const what of ["node:fs", "data:text/javascript,globalThis", { toString: up }, Symbol()]) {
  import(what).then(
    () => rejected.push({ constructor: { constructor: () => () => "object" } }),
    (error) => rejected.push(error),
  );
}
(toolkit) => {
  const draft = class Sloppy extends toolkit.Bootcamp {
    static get card() {
      up();
      return { name: { toString: up }, version: { toString: up }, levels: [{ most: 9 }] };
    }
    answerFormat = toolkit.finalLine(toolkit.integer());
    promptFunc() {
      const sources = [...reached]
        .filter((one) => typeof one === "function" && one !== up)
        .map((one) => String(one));
      const made = rejected.map((error) => {
        try {
          return error.constructor.constructor("return typeof process")();
        } catch (refusal) {
          return refusal.name;
        }
      });
      const host = sources.filter((text) => /calling|drawOne|operations|applySync|node:/.test(text));
      const isOut = host.length > 0 || made.includes("object") || reached.has(globalThis.process ?? 0);
      return `${isOut ? "ESCAPED" : "nothing found"} ${reached.size} ${sources} ${made} ${host}`;
    }
    referenceAnswer() {
      return "";
    }
  };
  draft.prototype.caseGenerator = function () {
    up.call(this);
    return {
      toJSON: up,
      get text() {
        return up();
      },
    };
  };
  return draft;
};
