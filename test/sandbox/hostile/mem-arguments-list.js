// tries: argument lists of 100 million places made from array-likes by native code | expect: memory|error|timeout
const sizes = [];
for (const length of [100_000_000, 60_000_000, 30_000_000]) {
  try {
    sizes.push(Reflect.apply(Math.max, null, { length }));
  } catch (error) {
    sizes.push(error.name, new Set(Array.prototype.concat.apply([], { length: 60_000 })).size);
  }
}
sizes.join();
