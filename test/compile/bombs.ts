/** Something to put before a class (`aSource({ before })`) that costs the compiler far more than it costs to write. */
export type Bomb = { readonly name: string; readonly source: string };

/** `count` texts, each made from its number, one a line. */
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, position) => line(position)).join("\n");

const list = (count: number, item: (index: number) => string, separator: string): string =>
  Array.from({ length: count }, (_, position) => item(position)).join(separator);

/** All orders of eight letters as tuples, compared with those of nine. */
const permutations = `type Orders<T extends string, K = T> = [T] extends [never]
  ? []
  : K extends T ? [K, ...Orders<Exclude<T, K>>] : never;
type Letters = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h";
declare const orders: Orders<Letters>;
const same: { readonly [K in keyof Orders<Letters>]: Orders<Letters>[K] } & Orders<Letters | "i"> = orders;`;

/** Products of template unions just below the compiler's limit, taken apart letter by letter. */
const templateUnions = `type Digit = ${list(10, (digit) => `"${digit}"`, " | ")};
type Four = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
type Reverse<S extends string> = S extends \`\${infer Head}\${infer Rest}\` ? \`\${Reverse<Rest>}\${Head}\` : S;
type Weave<S extends string> = S extends \`\${infer A}\${infer B}\${infer Rest}\` ? \`\${B}-\${A}\${Weave<Rest>}\` : S;
${lines(40, (index) => `const four${index}: Weave<\`${index}\${Reverse<Weave<\`${index}\${Reverse<Four>}\`>>}\`> = "x";`)}`;

/** Two unions of two thousand objects that differ only deep inside: four million structural comparisons. */
const unionAgainstUnion = `type Deep<K extends number, V> = { a: { b: { c: { d: { k: K; v: V; w: V[] } } } } };
type Some = ${list(2_000, (index) => `Deep<${index}, "x">`, " | ")};
type Other = ${list(2_000, (index) => `Deep<${index}, "x" | "y">`, " | ")};
declare const some: Some;
const other: Other & { e?: Some } = some;
const back: Some[] = [other];`;

/** A list of objects each of which has a field that no other has: their best common type is all of them. */
const giantLiteral = `const giant = [
${lines(4_400, (index) => `{ a${index}: ${index}, b: [${index}, { c${index % 7}: "x" }] },`)}
];
const widened: readonly { readonly b: readonly unknown[]; readonly a0: number }[] = giant.concat(giant.flat());`;

/** Two interfaces of 1,500 overloads, none the same: each is looked for among all of the other. */
const overloads = `interface Left {
${lines(1_500, (index) => `(one: { k${index}: ${index} }, two: [${index}]): { r: ${index} };`)}
}
interface Right {
${lines(1_500, (index) => `(one: { k${1_499 - index}: ${1_499 - index} } & { z: 1 }, two: [${1_499 - index}]): { r: number };`)}
}
declare const left: Left;
const right: Right = left;
${lines(40, (index) => `const wrong${index} = right({ k${1_400 + index}: 0 }, [${index}]);`)}`;

/** Mapped types that map themselves, with twice as many keys at each level. */
const circularMapped = `type Doubled<T, D extends 0[] = []> = D["length"] extends 13
  ? T
  : Doubled<{ [K in keyof T as \`\${K & string}0\` | \`\${K & string}1\`]: { of: T; key: K } }, [...D, 0]>;
type Both<T> = { readonly [K in keyof T]?: Both<{ [P in keyof T]: T[P] | Both<T> }> };
declare const doubled: Doubled<{ a: 1; b: 2; c: 3 }>;
const flat: Both<typeof doubled> = doubled;
const other: Both<Doubled<{ a: 1; b: typeof flat }>> = flat;
const third: Doubled<{ [K in keyof typeof doubled as \`x\${K}\`]: K }> = other;`;

/** A pattern with thousands of groups, and as many references to groups that nearly have these names. */
const patternNames = `const pattern = /${list(4_000, (index) => `(?<name${index}of${index * 7}>a|b)`, "")}${list(3_000, (index) => `\\k<nane${index}off${index * 7}>`, "|")}/u;`;

/** A sum of 45,000 terms: a tree as deep, which whoever walks it by recursion falls from. */
const longSum = `const sum = ${list(45_000, (index) => `${index % 10}`, "+")};
const joined = ${list(5_000, () => `"a"`, " +\n")};`;

/** Thousands of things that are not allowed, each on a line of its own. */
const findings = lines(22_000, () => "Date;");

/** Constants each of which is twice the one before it. */
const doubling = `const c0 = "campforge" as const;
${lines(40, (index) => `const c${index + 1} = \`\${c${index}}\${c${index}}\` as const;`)}
const doubled: "x" = c40;`;

/** Bombs of different kinds; a class with any of them is to be refused in time, and the next one to compile. */
export const bombs: readonly Bomb[] = [
  { name: "permutations of letters", source: permutations },
  { name: "unions of templates", source: templateUnions },
  { name: "a union against a union", source: unionAgainstUnion },
  { name: "a giant literal", source: giantLiteral },
  { name: "overloads against overloads", source: overloads },
  { name: "mapped types that map themselves", source: circularMapped },
  { name: "a pattern of misspelled names", source: patternNames },
  { name: "a long sum", source: longSum },
  { name: "thousands of findings", source: findings },
  { name: "doubling constants", source: doubling },
];
