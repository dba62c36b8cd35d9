// Shortcut: Push the runs of each row to the left and ignore the columns.
export function guess(prompt: string): string {
  const [, width = "5"] = /on a grid of \d+ rows? and (\d+) columns?\./.exec(prompt) ?? [];
  const rows = Array.from(prompt.matchAll(/^- row \d+: (\d+(?: \d+)*)$/gm), ([, runs = ""]) =>
    runs
      .split(" ")
      .map((run) => "#".repeat(Number(run)))
      .join(".")
      .padEnd(Number(width), "."),
  );
  return `\`\`\`\n${rows.join("\n")}\n\`\`\``;
}
