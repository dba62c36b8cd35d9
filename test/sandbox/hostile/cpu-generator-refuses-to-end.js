// tries: a generator that yields again from finally, consumed by sort comparators that throw | expect: timeout
function* stubborn() {
  for (;;) {
    try {
      yield 1;
    } finally {
      yield* stubborn();
    }
  }
}
for (;;) {
  try {
    [3, 1, 2].toSorted((a, b) => {
      for (const one of stubborn()) if (one) throw [a, b, one];
      return 0;
    });
  } catch (thrown) {
    if (thrown.length > 3) break;
  } finally {
    [...Iterator.from(stubborn()).take(3)];
    continue;
  }
}
