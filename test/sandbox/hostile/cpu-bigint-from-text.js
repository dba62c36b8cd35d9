// tries: a BigInt read from a text of 60 million decimal digits, then divided by its neighbour, in native code | expect: timeout|memory|error
const digits = "7".repeat(60_000_000);
const one = BigInt(digits);
String((one << 1_000_000n) / (one - 1n)).length;
