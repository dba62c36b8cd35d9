// tries: the worst case of the native text search, a period that nearly matches everywhere | expect: timeout|memory|ok
const hay = "a".repeat(6_000_000);
const needle = `${"a".repeat(2_000_000)}b${"a".repeat(1_000_000)}`;
hay.includes(needle) || hay.replaceAll(needle, "").length;
