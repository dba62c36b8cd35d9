// tries: Map.groupBy with a key of its own for each of endlessly many values, and no step between that is ours | expect: memory|timeout|error
const endless = {
  n: 0,
  [Symbol.iterator]() {
    return this;
  },
  next() {
    return { done: false, value: this.n++ };
  },
};
Map.groupBy(endless, (value) => value).size;
