// tries: returns well, and leaves two thenables that resolve to each other in the queue of microtasks | expect: timeout|ok
const ring = {
  then(resolve) {
    resolve(ring);
  },
};
Promise.resolve(ring);
(async () => {
  for await (const tick of {
    [Symbol.asyncIterator]: () => ({ next: () => ({ value: ring, done: false }), return: () => ring }),
  })
    if (tick === 1) break;
})();
({ n: 1 });
