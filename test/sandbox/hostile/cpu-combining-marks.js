// tries: quadratic reordering of combining marks inside a single call of ICU | expect: timeout|memory|error
const tangled = `a${"\u0301\u0323".repeat(1_500_000)}`;
tangled.normalize("NFD") === tangled.normalize("NFC");
