/* Closes the guest's world and makes it deterministic. Runs first in every fresh context. */
function closeWorld() {
  "use strict";
  const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isFrozen } = Object;
  const { setPrototypeOf, values } = Object;
  const { construct, ownKeys } = Reflect;

  for (const name of [
    "WebAssembly",
    "SharedArrayBuffer",
    "Atomics",
    "WeakRef",
    "FinalizationRegistry",
    "eval",
    "escape",
    "unescape",
    "Intl",
    "Temporal",
    "console",
    // The bits of a NaN depend on whether code has been optimised.
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "DataView",
  ]) {
    delete globalThis[name];
  }
  // What the last match left behind is state that any code can read.
  for (const name of ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"]) delete RegExp[name];
  for (const name of ["input", "lastMatch", "lastParen", "leftContext", "rightContext"]) delete RegExp[name];
  for (const name of ["$_", "$&", "$+", "$`", "$'"]) delete RegExp[name];

  // A generator of its own (mulberry32), seeded alike for every piece of work.
  const SEED = 0x9e3779b9;
  let state = SEED;
  // Bound functions show no source; what stands in for a built-in should read as one.
  const asBuiltin = (name, act) => defineProperty(act.bind(undefined), "name", { value: name });
  const random = asBuiltin("random", () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  });
  defineProperty(Math, "random", { value: random, writable: true, configurable: true });

  // The clock starts at the beginning of 2000 and moves on by 1 ms at each reading.
  const RealDate = Date;
  const EPOCH = 946684800000;
  let now = EPOCH;
  const tick = asBuiltin("now", () => (now += 1));
  const makeDate = function (...parts) {
    if (new.target === undefined) return new RealDate(tick()).toUTCString();
    return construct(RealDate, parts.length === 0 ? [tick()] : parts, new.target);
  };
  makeDate.prototype = RealDate.prototype;
  const VirtualDate = asBuiltin("Date", makeDate);
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.UTC = RealDate.UTC;
  VirtualDate.parse = RealDate.parse;
  VirtualDate.now = tick;
  defineProperty(RealDate.prototype, "constructor", { value: VirtualDate });
  defineProperty(globalThis, "Date", { value: VirtualDate, writable: true, configurable: true });

  // A second implementation of what the language leaves to the engine: how often and in which order a sort
  // compares, and the last digit of functions that no double holds exactly. Off unless a job asks for it.
  const other = { sorts: false, lastDigits: false };
  const ULP = 2 ** -52;
  const sortsOf = (prototype, name) => {
    const usual = prototype[name];
    const methods = {
      [name](compare) {
        if (!other.sorts || typeof compare !== "function") return usual.call(this, compare);
        const sorted = mergeSort([...this], compare);
        if (name === "toSorted") return sorted;
        for (let index = 0; index < sorted.length; index++) this[index] = sorted[index];
        return this;
      },
    };
    defineProperty(methods[name], "length", { value: 1 });
    defineProperty(prototype, name, { value: methods[name], writable: true, configurable: true });
  };
  /** Stable as the language asks, undefined last, and from the right: who compares consistently sees no difference. */
  const mergeSort = (items, compare) => {
    const defined = items.filter((item) => item !== undefined);
    const merge = (left, right) => {
      const merged = [];
      let one = left.length - 1;
      let two = right.length - 1;
      while (one >= 0 && two >= 0)
        merged.push(compare(left[one], right[two]) > 0 ? left[one--] : right[two--]);
      while (two >= 0) merged.push(right[two--]);
      while (one >= 0) merged.push(left[one--]);
      return merged.toReversed();
    };
    const sort = (from, to) => {
      if (to - from < 2) return defined.slice(from, to);
      const middle = (from + to) >> 1;
      const right = sort(middle, to);
      return merge(sort(from, middle), right);
    };
    return [...sort(0, defined.length), ...items.filter((item) => item === undefined)];
  };
  sortsOf(Array.prototype, "sort");
  sortsOf(Array.prototype, "toSorted");
  for (const name of [
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
  ].concat(["acosh", "atanh", "exp", "expm1", "log", "log1p", "log2", "log10", "cbrt", "pow"])) {
    const usual = Math[name];
    const act = (one, two) => {
      const value = usual(one, two);
      return other.lastDigits && !Number.isInteger(value) ? value * (1 + ULP) : value;
    };
    defineProperty(Math, name, { value: asBuiltin(name, act), writable: true, configurable: true });
  }

  // Code from strings: the four function constructors.
  const refuse = asBuiltin("Function", function () {
    throw new EvalError("code from strings is not allowed");
  });
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    defineProperty(getPrototypeOf(kind), "constructor", { value: refuse });
  }
  refuse.prototype = getPrototypeOf(kinds[0]);
  defineProperty(globalThis, "Function", { value: refuse, writable: true, configurable: true });

  // To assign a property that a frozen prototype has would throw, as in `counts["toString"] = 1` or
  // `this.name = …` in a subclass of Error. As accessors these keep letting objects have their own.
  const letOverride = (prototype) => {
    for (const key of ownKeys(prototype)) {
      const field = getOwnPropertyDescriptor(prototype, key);
      if (!field.configurable || !("value" in field)) continue;
      const { value } = field;
      const set = function (own) {
        if (this === prototype) throw new TypeError(`${String(key)} of an intrinsic cannot be changed`);
        defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
      };
      defineProperty(prototype, key, { get: () => value, set, enumerable: false, configurable: false });
    }
  };
  const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
  for (const kind of [Object, AggregateError, ...errors]) letOverride(kind.prototype);

  // Nothing that one piece of work does to what all of them share may reach the next. What is frozen already
  // is taken to be done with.
  const functionPrototype = getPrototypeOf(closeWorld);
  const watched = RegExp.prototype;
  let isWatching = false;
  const harden = (...roots) => {
    const waiting = roots;
    while (waiting.length > 0) {
      const value = waiting.pop();
      const isFunction = typeof value === "function";
      if ((!isFunction && (typeof value !== "object" || value === null)) || isFrozen(value)) continue;
      if (value !== watched) freeze(value);
      else if (isWatching) continue;
      else isWatching = true;
      waiting.push(getPrototypeOf(value));
      // Methods have no more than a name and a length: not to look at those saves half of the time.
      if (isFunction && !hasOwn(value, "prototype") && value !== functionPrototype) continue;
      for (const key of ownKeys(value)) {
        const field = getOwnPropertyDescriptor(value, key);
        if ("value" in field) waiting.push(field.value);
        else waiting.push(...values(field));
      }
    }
  };
  // Prototypes that no name leads to.
  const hidden = [
    ...kinds,
    ...kinds.map((kind) => kind.prototype),
    [][Symbol.iterator](),
    ""[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    "".matchAll(/./g),
    [].values().map((value) => value),
    Iterator.from({ next: () => ({ done: true }) }),
  ];
  for (const key of ownKeys(globalThis)) {
    const field = getOwnPropertyDescriptor(globalThis, key);
    if (field.configurable) defineProperty(globalThis, key, { writable: false, configurable: false });
  }
  harden(globalThis, ...hidden);

  // Once this one prototype is frozen, V8 takes every pattern a way that is several times slower. What is on it is
  // frozen; the object itself is put back to how it began before each piece of work.
  const FIELDS = ownKeys(watched).map((key) => [key, getOwnPropertyDescriptor(watched, key)]);
  const isAsItBegan = () => {
    if (getPrototypeOf(watched) !== Object.prototype) return false;
    if (ownKeys(watched).length !== FIELDS.length) return false;
    for (let index = 0; index < FIELDS.length; index++) {
      const [key, began] = FIELDS[index];
      const field = getOwnPropertyDescriptor(watched, key);
      if (field?.value !== began.value || field?.get !== began.get || field?.set !== began.set) return false;
    }
    return true;
  };
  /** Throws where somebody changed it for good: nothing more can be run here. */
  const putBackPatterns = () => {
    if (isAsItBegan()) return;
    for (const key of ownKeys(watched)) delete watched[key];
    for (const [key, field] of FIELDS) defineProperty(watched, key, field);
    setPrototypeOf(watched, Object.prototype);
  };

  const resetChance = () => {
    state = SEED;
    now = EPOCH;
  };

  return {
    harden,
    /** What another engine may do otherwise, done otherwise until it is set back. */
    setOther: ({ sorts = false, lastDigits = false }) => {
      other.sorts = sorts;
      other.lastDigits = lastDigits;
    },
    /** Whether patterns work as they did at the beginning. */
    isAsItBegan,
    /** Sets chance and clock back to where every piece of work finds them. */
    resetChance,
    /** The same, and puts patterns back: for work that may have touched them. */
    rewind: () => {
      putBackPatterns();
      resetChance();
    },
  };
}
