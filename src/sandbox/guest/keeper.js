/*
 * Freezes what a class keeps between two calls, and refuses what freezing does not hold still. Lists may be watched
 * instead: then whoever has changed one is found out when the work is done.
 */
function createKeeper(toolkit, options) {
  "use strict";
  const { watchesLists } = options;
  /* oxlint-disable typescript/unbound-method -- they are applied, or looked at */
  const { Bootcamp, Rational } = toolkit;
  const { freeze, getOwnPropertyDescriptor, getPrototypeOf, is, isFrozen } = Object;
  const { isArray } = Array;
  const { apply, ownKeys } = Reflect;
  const flagsOf = getOwnPropertyDescriptor(RegExp.prototype, "flags").get;
  const sourceOf = getOwnPropertyDescriptor(RegExp.prototype, "source").get;
  const { forEach: eachEntry } = Map.prototype;
  const { forEach: eachItem } = Set.prototype;
  const DATA = new Set([Object.prototype, Array.prototype, Rational.prototype, null]);
  /** Everything that was frozen here; its parts have been looked at. */
  const still = new WeakSet();
  /** Patterns, which are slow once frozen: looked at when the work is done. */
  const watched = [];
  /** Lists, which are slow once frozen, each with a copy. */
  const lists = [];

  /** Prototypes of classes with private names, whose fields freezing does not reach. */
  const hiding = new WeakSet();

  class NotStill extends Error {}
  const refuse = (name, what) => {
    throw new NotStill(`${name} holds ${what}`);
  };

  const hides = (prototype) =>
    prototype !== null && (hiding.has(prototype) || hides(getPrototypeOf(prototype)));

  const kindOf = (value, mayAct) => {
    if (typeof value === "function") return mayAct ? "function" : undefined;
    const prototype = getPrototypeOf(value);
    if (hides(prototype)) return undefined;
    if (DATA.has(prototype)) return "data";
    if (prototype === RegExp.prototype) return /[gy]/.test(apply(flagsOf, value, [])) ? undefined : "pattern";
    // What a class of the module has as its prototype inherits from another one's, or from the contract's.
    return mayAct && (prototype === Bootcamp.prototype || still.has(prototype)) ? "data" : undefined;
  };

  const describe = (value) => {
    if (typeof value === "function") return "a function that was made by a call";
    const kind = getPrototypeOf(value)?.constructor?.name;
    return kind === "RegExp" ? "a pattern with the flag g or y" : `an instance of ${kind}`;
  };

  const isUntouched = ({ pattern, source = apply(sourceOf, pattern, []) }) =>
    getPrototypeOf(pattern) === RegExp.prototype &&
    ownKeys(pattern).length === 1 &&
    pattern.lastIndex === 0 &&
    apply(flagsOf, pattern, []).search(/[gy]/) < 0 &&
    apply(sourceOf, pattern, []) === source;

  const isSame = ({ list, copy }) =>
    getPrototypeOf(list) === Array.prototype &&
    list.length === copy.length &&
    ownKeys(list).length === copy.length + 1 &&
    copy.every((value, index) => is(value, list[index]));

  /** Walks what belongs to a value, freezing all of it but lists that are watched. `mayAct` allows functions. */
  const holdStill = (root, name, mayAct) => {
    const waiting = [root];
    while (waiting.length > 0) {
      const value = waiting.pop();
      if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
      if (still.has(value)) continue;
      // Of the toolkit, which froze it with all of its parts; no class of its own can freeze a function here.
      if (mayAct && typeof value === "function" && isFrozen(value)) continue;
      if (kindOf(value, mayAct) === undefined) refuse(name, describe(value));
      still.add(value);
      if (typeof value === "object" && getPrototypeOf(value) === RegExp.prototype) {
        if (!isUntouched({ pattern: value })) refuse(name, "a pattern with a state of its own");
        watched.push({ pattern: value, source: apply(sourceOf, value, []) });
        continue;
      }
      for (const key of ownKeys(value)) {
        const field = getOwnPropertyDescriptor(value, key);
        if ("value" in field) waiting.push(field.value);
        else if (mayAct) waiting.push(field.get, field.set);
        else refuse(name, "an accessor");
      }
      if (watchesLists && isArray(value)) lists.push({ list: value, copy: [...value] });
      else freeze(value);
    }
    return root;
  };

  const holdTable = (table, name, mayAct) => {
    const kind = getPrototypeOf(table);
    if ((kind !== Map.prototype && kind !== Set.prototype) || ownKeys(table).length > 0)
      refuse(name, "more than a map or a set");
    apply(kind === Map.prototype ? eachEntry : eachItem, table, [
      (value, key) => {
        holdStill(value, name, mayAct);
        holdStill(key, name, mayAct);
      },
    ]);
    return freeze(table);
  };

  return {
    /** Whether an error came from here: the class is not what the compiler took it for. */
    isRefusal: (error) => error instanceof NotStill,
    /** Whether every pattern and list that is watched is as it was. */
    isStill: () => watched.every(isUntouched) && lists.every(isSame),
    /** What the compiler has the module call. */
    keep: freeze({
      built: (value, name) => holdStill(value, name, true),
      hiding: (value, name) => {
        holdStill(value, name, true);
        hiding.add(value.prototype);
      },
      plain: (value, name) => holdStill(value, name, false),
      table: (value, name) => holdTable(value, name, true),
      plainTable: (value, name) => holdTable(value, name, false),
    }),
    /** A case as parsed from JSON, frozen with all of its parts. */
    freezeCase: (value) => holdStill(value, "the case", false),
  };
}
