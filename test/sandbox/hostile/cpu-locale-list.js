// tries: a list of half a million language tags, each canonicalised by ICU and looked for among the others | expect: timeout|memory|error
const tags = Array.from({ length: 500_000 }, (_, i) => `de-x-${i.toString(36).padStart(8, "0")}`);
"ä".localeCompare("z", tags);
