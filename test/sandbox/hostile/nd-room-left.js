// tries: counts how much the machine still gives before each kind of allocation is refused, and makes a case of it | expect: ok|memory|error|timeout
const counted = {};
const count = (name, limit, allocate) => {
  const kept = [];
  try {
    while (kept.length < limit) kept.push(allocate(kept.length));
  } catch (error) {
    counted[`${name} ${error.name}`] = kept.length;
  }
  counted[name] = kept.length;
};
count("reserved", 5_000, () => new ArrayBuffer(0, { maxByteLength: 2 ** 32 }));
count("buffers", 500, () => new ArrayBuffer(2 ** 18));
count("bigints", 200, (i) => 1n << BigInt(2 ** 16 + i));
counted;
