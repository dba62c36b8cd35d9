// tries: backtracking with the flags i and v, for which V8 has no linear fallback | expect: timeout
/^(?:[\p{L}--\p{Lu}]+|\p{L}+)+\d$/iv.test("ſKß".repeat(40));
