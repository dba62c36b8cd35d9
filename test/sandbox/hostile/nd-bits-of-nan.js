// tries: reads the sign and the payload of NaN, which differ between the interpreter and optimised code, as a clock | expect: error
const floats = new Float64Array(1);
const words = new Uint32Array(floats.buffer);
const counts = {};
let zero = 0;
const bitsOf = (a, b) => {
  floats[0] = a / b + Math.sqrt(-1 - a) * (Infinity - Infinity) - b;
  return `${words[1].toString(16)}:${words[0].toString(16)}`;
};
const changes = [];
let last = "";
for (let i = 0; i < 300_000; i++) {
  const bits = bitsOf(zero, zero);
  counts[bits] = (counts[bits] ?? 0) + 1;
  if (bits !== last) changes.push([i, bits]);
  last = bits;
  zero = -zero;
}
({ counts, changes: changes.slice(0, 20) });
