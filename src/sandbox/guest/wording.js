/* Words and answers cases, which the class may not have drawn, and which may be more than it can word. */
function createWording(guest) {
  "use strict";
  const { freshClass, beginItem, onStill } = guest;
  const { parse } = JSON;

  const wordOne = (classOf, method, text) => {
    try {
      const words = new (classOf())()[method](parse(text));
      return typeof words === "string" ? words : null;
    } catch {
      return null;
    }
  };

  /** What a method says of each case, null where it fails: of a class of its own, or of one for all that is still. */
  return ({ cases, method, still }) =>
    still
      ? onStill(cases, (text, Draft) => wordOne(() => Draft, method, text))
      : cases.map((text, item) => {
          beginItem(item);
          return wordOne(freshClass, method, text);
        });
}
