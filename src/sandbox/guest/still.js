/* Evaluates a class that keeps nothing once for all items of all jobs, and makes sure that it does keep nothing. */
function createStill(toolkit, keeper, guest) {
  "use strict";
  const { freshModule, world, beginItem } = guest;
  const { resetChance, isAsItBegan } = world;
  /** Evaluated once: machine code of a class that is evaluated anew is made anew, too. */
  let Still;

  const stillClass = () => {
    Still ??= freshModule(keeper.keep);
    if (typeof Still !== "function" || !(Still.prototype instanceof toolkit.Bootcamp))
      throw new TypeError("the default export is no class that extends Bootcamp");
    return Still;
  };
  const isStill = () => isAsItBegan() && keeper.isStill();

  return {
    stillClass,
    isStill,
    /** What `act` makes of each item with one class for all of them, which must have kept nothing at the end. */
    onStill: (items, act) => {
      const Class = stillClass();
      const made = items.map((one, item) => {
        beginItem(item);
        resetChance();
        return act(one, Class);
      });
      if (!isStill()) throw new Error("a pattern or a list was changed");
      return made;
    },
  };
}
