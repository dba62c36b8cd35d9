// tries: lookbehind, a named group and a backward reference, which no linear engine can take over, sticky | expect: timeout
const pattern = /(?<=^(?:(?<word>\w+)\s?)+\k<word>!)b/y;
pattern.lastIndex = 60;
pattern.test(`${"ab".repeat(29)}?!b`) ||
  /^(?=(?<run>(?:a|aa|\k<run>)+)$)[^a]/.test(`${"a".repeat(60)}b`) ||
  /(?<!^(?:(?<t>a+)\k<t>?)+)c$/.test(`${"a".repeat(70)}c`);
