// tries: throws dice with the number of frames that fit on the stack, which depends on when code was optimised | expect: ok|timeout
const depths = [];
let deepest = 0;
const descend = (a, b, most) => {
  deepest++;
  return most === 0 ? a : descend(b * 1.5, a + deepest, most - 1) + Math.hypot(a, b, deepest);
};
const descendInBuiltins = (n, most) =>
  [n].map((one) => (++deepest && most > 0 ? descendInBuiltins(one + 1, most - 1) : 0));
for (let round = 0; round < 40; round++) {
  for (const fall of [descend, descendInBuiltins]) {
    for (let warming = 0; warming < 200; warming++) fall(1, 20, 20);
    deepest = 0;
    try {
      fall(1, Infinity, Infinity);
    } catch {
      depths.push(deepest);
    }
  }
}
depths;
