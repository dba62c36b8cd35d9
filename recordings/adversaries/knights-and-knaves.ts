// Shortcut: Whoever is called a knave by somebody is one, and everybody else is a knight.
export function guess(prompt: string): string {
  const [, listed = ""] = /Here are \d+ of them: ([^.]+)\./.exec(prompt) ?? [];
  const pairs = listed.split(",").map((name) => {
    const isAccused = prompt.includes(`: "${name.trim()} is a knave.`);
    return `${name.trim()}=${isAccused ? "knave" : "knight"}`;
  });
  return `Answer: ${pairs.join(", ")}`;
}
