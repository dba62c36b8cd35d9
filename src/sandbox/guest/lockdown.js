/* Runs first in every fresh context: closes the guest's world and makes it deterministic. */
(() => {
  "use strict";
  const { defineProperty, freeze, getOwnPropertyDescriptors, getPrototypeOf } = Object;
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

  // Nothing that one call does to the intrinsics may reach the next.
  const seen = new Set();
  const harden = (root) => {
    const waiting = [root];
    while (waiting.length > 0) {
      const value = waiting.pop();
      const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
      if (!isObject || seen.has(value)) continue;
      seen.add(value);
      const fields = getOwnPropertyDescriptors(value);
      for (const key of ownKeys(fields)) {
        const field = fields[key];
        waiting.push(field.value, field.get, field.set);
      }
      waiting.push(getPrototypeOf(value));
      if (value !== globalThis) freeze(value);
    }
  };
  // Intrinsics that no name leads to.
  const hidden = [
    ...kinds,
    [][Symbol.iterator](),
    ""[Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    "".matchAll(/./g),
    Uint8Array.prototype,
  ];
  harden(globalThis);
  for (const value of hidden) harden(value);
  for (const key of ownKeys(globalThis)) {
    const field = Object.getOwnPropertyDescriptor(globalThis, key);
    if (field !== undefined && field.configurable) {
      defineProperty(globalThis, key, { writable: false, configurable: false });
    }
  }
  freeze(globalThis);
})();
