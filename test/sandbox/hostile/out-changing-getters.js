// tries: values that are harmless when they are looked at and something else when they are written | expect: ok|error
let reads = 0;
const changing = (...values) => ({
  enumerable: true,
  get: () => values[Math.min(reads++, values.length - 1)],
});
const one = Object.defineProperties(
  {},
  {
    text: changing("text", Symbol("text"), () => 1),
    number: changing(1, NaN, -0, Infinity),
    list: changing([1], new Array(3), Object.assign([1, 2], { toJSON: () => undefined })),
    boxed: changing(
      1,
      Object.defineProperty(new Number(7), "valueOf", { value: () => reads++ }),
      Object("x"),
    ),
    deep: changing({}, JSON.parse(`${"[".repeat(59)}${"]".repeat(59)}`)),
    gone: changing(1, undefined, undefined),
  },
);
[
  one,
  one,
  new Proxy([one], { get: (target, key) => (key === "length" ? (reads % 7) + 1 : Reflect.get(target, key)) }),
];
