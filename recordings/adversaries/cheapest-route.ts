// Shortcut: Take the road that leads from the start to the goal directly, as if there were one.
export function guess(prompt: string): string {
  const [, start = "", goal = ""] = /cheapest route from (\S.*?) to (\S.*?) that uses/.exec(prompt) ?? [];
  return `Answer: ${start} -> ${goal}`;
}
