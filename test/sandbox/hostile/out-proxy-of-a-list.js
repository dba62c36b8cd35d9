// tries: a list behind a proxy that says it has 2^53 - 1 places, each of them there and each of them new | expect: timeout|memory|error
new Proxy([], {
  get: (_target, key) =>
    key === "length" ? 2 ** 53 - 1 : key === "toJSON" ? undefined : [[`${String(key)}`]],
  has: () => true,
});
