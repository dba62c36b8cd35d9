// tries: async functions that wait for ever for a promise which is kept, each with its frame | expect: memory|timeout|error
const { promise, resolve } = Promise.withResolvers();
const waitWith = async (...locals) => {
  await promise;
  return [locals, resolve];
};
for (let i = 0; ; i++) waitWith(i, [i], { i }, `${i}`.repeat(20), () => i);
