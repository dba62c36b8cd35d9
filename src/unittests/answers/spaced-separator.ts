/** A separator with the spaces that stand beside its first use. */
export function spacedSeparator(text: string, sign: string): string {
  if (sign.trim() === "") return sign;
  const at = text.indexOf(sign);
  const before = /\s*$/.exec(text.slice(0, at))?.[0] ?? "";
  const behind = /^\s*/.exec(text.slice(at + sign.length))?.[0] ?? "";
  return before + sign + behind;
}
