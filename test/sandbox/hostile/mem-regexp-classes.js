// tries: a pattern of 100,000 classes of letters, each of them hundreds of ranges in memory that is no heap | expect: memory|timeout|error
new RegExp("[\\p{L}\\P{Lu}]".repeat(100_000), "iu").test("x");
