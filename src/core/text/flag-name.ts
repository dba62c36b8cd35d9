/** An option as it is typed, from its name in the code: `--max-tokens` for `maxTokens`. */
export const flagName = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
