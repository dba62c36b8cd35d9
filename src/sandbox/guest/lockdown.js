/* Runs first in every fresh context: closes the guest's world and makes it deterministic. */
(() => {
  "use strict";
  const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, isFrozen } = Object;
  const { ownKeys } = Reflect;

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
    "console",
  ]) {
    delete globalThis[name];
  }

  // A generator of its own (mulberry32), seeded alike in every context.
  let state = 0x9e3779b9;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  defineProperty(Math, "random", { value: random, writable: true, configurable: true });

  // The clock starts at the beginning of 2000 and moves on by 1 ms at each reading.
  const RealDate = Date;
  let now = 946684800000;
  const tick = () => (now += 1);
  const VirtualDate = function Date(...parts) {
    if (new.target === undefined) return new RealDate(tick()).toUTCString();
    return parts.length === 0 ? new RealDate(tick()) : new RealDate(...parts);
  };
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.UTC = RealDate.UTC;
  VirtualDate.parse = RealDate.parse;
  VirtualDate.now = tick;
  defineProperty(RealDate.prototype, "constructor", { value: VirtualDate });
  defineProperty(globalThis, "Date", { value: VirtualDate, writable: true, configurable: true });

  // Code from strings: the four function constructors.
  const refuse = function Function() {
    throw new EvalError("code from strings is not allowed");
  };
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    defineProperty(getPrototypeOf(kind), "constructor", { value: refuse });
  }
  refuse.prototype = getPrototypeOf(kinds[0]);
  defineProperty(globalThis, "Function", { value: refuse, writable: true, configurable: true });

  // Nothing that one call does to the intrinsics may reach the next: every object that code is looked up on
  // is frozen. The functions themselves are not: what hangs on them changes nothing that they do.
  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
  const freezeWithPrototypes = (value) => {
    for (let one = value; isObject(one) && !isFrozen(one); one = getPrototypeOf(one)) freeze(one);
  };
  for (const key of ownKeys(globalThis)) {
    const field = getOwnPropertyDescriptor(globalThis, key);
    const value = field.value;
    if (isObject(value) && value !== globalThis) {
      freezeWithPrototypes(value);
      freezeWithPrototypes(value.prototype);
    }
    if (field.configurable) defineProperty(globalThis, key, { writable: false, configurable: false });
  }
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
  ];
  for (const value of hidden) freezeWithPrototypes(value);
  freeze(globalThis);
})();
