// tries: the machine's own clock and chance, by way of every constructor, descriptor and default that may still hold them | expect: ok
const ways = {
  constructed: () => Reflect.construct(Date, [], Object),
  subclass: () => new (class Later extends Date {})(),
  ofInstance: () => new (Object.getPrototypeOf(new Date()).constructor)(),
  bound: () => new (Date.bind(null))(),
  called: () => Date.call(new Date(0)),
  described: () => Object.getOwnPropertyDescriptor(globalThis, "Date").value.now(),
  species: () => new Date.prototype.constructor.prototype.constructor(...[]),
  ofUndefined: () => new Date(undefined).getTime(),
  ofNow: () => new Date(NaN).setTime(Date.now()),
  setFullYear: () => new Date(NaN).setFullYear(new Date().getFullYear(), 0),
  setHours: () => new Date(NaN).setHours(1),
  parsedTime: () => Date.parse("12:00"),
  parsedDay: () => new Date("Jan 1").getFullYear(),
  utc: () => new Date(Date.UTC(99)).getFullYear(),
  locale: () =>
    new Date(0).toLocaleString("en", { timeZoneName: "long", era: "short", calendar: "japanese" }),
  zone: () => new Date(2_000, 6).getTimezoneOffset(),
  temporal: () => typeof Temporal,
  performance: () => typeof performance,
  random: () => [Math.random(), Reflect.get(Math, "random", {}).call(null), Math.random.constructor.name],
  order: () =>
    [{}, [], () => 1, Symbol("s")].map((one) => new Map([[one, 1]]).size + new WeakSet().has(Object(one))),
  sorted: () =>
    Array.from({ length: 50 }, (_, i) => i)
      .sort(() => 0)
      .join(""),
  stack: () => new Error("when").stack,
};
const read = {};
for (const [name, way] of Object.entries(ways)) {
  try {
    read[name] = String(way());
  } catch (error) {
    read[name] = error.name;
  }
}
const year = new Date(read.ofNow === "NaN" ? 0 : Number(read.ofNow)).getFullYear();
/\b20[2-9]\d\b/.test(Object.values(read).join()) || year > 2_001 ? `ESCAPED ${JSON.stringify(read)}` : read;
