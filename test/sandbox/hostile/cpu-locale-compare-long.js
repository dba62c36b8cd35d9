// tries: localeCompare of two long texts that differ at their end, with every level of collation | expect: timeout|memory|error|ok
const marks = `${"e\u0301\u0316\u{1D165}".repeat(600_000)}`;
let sum = 0;
for (let i = 0; i < 1_000; i++) sum += `${marks}${i}`.localeCompare(`${marks}a`);
sum;
