/* Calls functions of a module that is no class: what each of many lists of arguments gives. */
function createCalls(guest) {
  "use strict";
  const { freshModule, beginItem, describe } = guest;

  const functionOf = (of) => {
    const exported = freshModule();
    const called = of === null ? exported : exported[of];
    if (typeof called === "function") return called;
    throw new TypeError(`${of === null ? "the default export" : of} is no function`);
  };

  /** What the function gives each time, as `read` takes it; null where it threw. */
  const callAll = ({ of, arguments: lists }, read) =>
    lists.map((list, item) => {
      beginItem(item);
      const called = functionOf(of);
      try {
        return read(called(...list));
      } catch {
        return null;
      }
    });

  /** The beginning of a text tells whether there is one, and which of a few words it is. */
  const MOST_SHOWN = 100;

  const textOf = (given) => (typeof given === "string" ? given : null);

  /** The texts of a list, each read once; null where it is no list of texts. */
  const textsOf = (given) => {
    if (!Array.isArray(given)) return null;
    const texts = [];
    for (let place = 0; place < given.length; place++) {
      const text = given[place];
      if (typeof text !== "string") return null;
      texts.push(text);
    }
    return texts;
  };

  /** How one call ends. */
  const endingOf = ({ of, arguments: list }) => {
    beginItem(0);
    const called = functionOf(of);
    try {
      const given = called(...list);
      return typeof given === "string"
        ? { status: "gave", text: given.slice(0, MOST_SHOWN) }
        : { status: "gave no text", type: given === null ? "null" : typeof given };
    } catch (error) {
      return { status: "threw", message: describe(error) };
    }
  };

  return {
    call: (calls) => callAll(calls, textOf),
    callForTexts: (calls) => callAll(calls, textsOf),
    endingOf,
  };
}
