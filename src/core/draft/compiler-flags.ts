/** The flags that sources are type-checked with, and that their authors are told. */
export const COMPILER_FLAGS = {
  strict: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
} as const;
