// tries: typed arrays just too large to live on the heap, each with a buffer of its own | expect: memory|error|timeout
const kept = [];
for (;;) kept.push(new Uint8Array(72), new Float64Array(9).fill(kept.length));
