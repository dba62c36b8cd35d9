/** Written from the prompt alone, for the bootcamp dictionary-order: words as arrays of sort keys of their letters. */
export function solveDictionaryOrder(prompt: string): string {
  const alphabet = (/^The alphabet[^:]*: (.*)$/m.exec(prompt)?.[1] ?? "").split(", ");
  const words = (/^The words:\n(.*)$/m.exec(prompt)?.[1] ?? "").split(", ");
  const contracts = prompt.includes("equal letters in a row, however many, count as one");
  const bare = (text: string): string => text.normalize("NFD").replace(/\u0301/g, "");
  const pattern = new RegExp(`${alphabet.filter((one) => one.length === 2).join("|")}|.`, "gu");

  const describe = (
    word: string,
  ): { readonly first: string; readonly second: string; readonly third: number } => {
    const letters = [...word.matchAll(pattern)].map(([letter]) => letter);
    const kept = letters.filter(
      (letter, index) => !(contracts && index > 0 && bare(letter) === bare(letters[index - 1] ?? "")),
    );
    // Letters as characters in the order of the alphabet: texts then compare as the rules say.
    const first = kept.map((letter) => String.fromCharCode(0x4e00 + alphabet.indexOf(bare(letter)))).join("");
    const second = kept
      .toReversed()
      .map((letter) => (bare(letter) === letter ? "0" : "1"))
      .join("");
    return { first, second, third: letters.length };
  };
  const order = words.map((word) => ({ word, ...describe(word) }));
  order.sort((a, b) =>
    a.first !== b.first
      ? a.first < b.first
        ? -1
        : 1
      : a.second !== b.second
        ? a.second < b.second
          ? -1
          : 1
        : a.third - b.third,
  );
  return `Answer: ${order.map(({ word }) => word).join(", ")}`;
}
