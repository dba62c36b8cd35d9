// tries: a WeakMap in which each value keeps the next key alive, in the order that marking likes least | expect: memory|timeout|error
const chain = new WeakMap();
const keys = Array.from({ length: 60_000 }, () => ({}));
for (let i = keys.length - 2; i >= 0; i--) chain.set(keys[i], keys[i + 1]);
const head = keys[0];
keys.length = 1;
for (let i = 0; chain.has(head); i++) chain.set({}, [new Array(1_000).fill(i), chain]);
