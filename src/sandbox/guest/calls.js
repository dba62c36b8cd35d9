/* Calls functions of a module that is no class: what each of many lists of arguments gives. */
function createCalls(guest) {
  "use strict";
  const { freshModule, beginItem } = guest;

  /** What the function gives each time, as `read` takes it; null where it threw. */
  const callAll = ({ of, arguments: lists }, read) =>
    lists.map((list, item) => {
      beginItem(item);
      const exported = freshModule();
      const called = of === null ? exported : exported[of];
      if (typeof called !== "function")
        throw new TypeError(`${of === null ? "the default export" : of} is no function`);
      try {
        return read(called(...list));
      } catch {
        return null;
      }
    });

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

  return { call: (calls) => callAll(calls, textOf), callForTexts: (calls) => callAll(calls, textsOf) };
}
