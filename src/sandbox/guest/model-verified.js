/* What the harness needs of a class whose answers a model compares with the reference. */
function createModelVerified(toolkit) {
  "use strict";
  const { verifierOf } = toolkit;

  const textsOf = (texts) =>
    Array.from(texts, (text) => {
      if (typeof text !== "string") throw new TypeError(`returned ${typeof text} in a list of texts`);
      return text;
    });

  return {
    /** What counts as the same answer; null where rules compare them. */
    equalOf: (format) => {
      const equal = verifierOf(format ?? {})?.equal;
      return equal === undefined ? null : `${equal}`;
    },
    /** What a model would be asked is left at what the class itself knows of the answer. */
    withoutModel: (score) => {
      if (score.status !== "asks") return score;
      return { status: "scored", score: score.isKnown ? score.score : 0, answer: score.answer };
    },
    /** What the class says of right and wrong answers to a case. `calling` names the function that fails. */
    knownOf: (format, instance, calling) => {
      const verifier = verifierOf(format ?? {});
      if (verifier === undefined) return { reworded: [], wrong: [] };
      const ask = (name) => calling(name, () => textsOf(verifier[name](instance)));
      return { reworded: ask("reworded"), wrong: ask("wrong") };
    },
  };
}
