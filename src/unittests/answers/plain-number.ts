/** A number as its parser may have it written, in the notation that is changed: `1,234.5`, `−3`, `1.5e-3`. */
export function plainNumber(text: string): string {
  const plain = text.replace(/^\u2212/, "-").replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
  const [, digits, exponent] = /^([+-]?\d+(?:\.\d+)?)e([+-]?\d+)$/i.exec(plain) ?? [];
  if (digits === undefined) return plain;
  const places = (digits.split(".")[1]?.length ?? 0) - Number(exponent);
  return places > 100 || Math.abs(Number(plain)) >= 1e21 ? plain : Number(plain).toFixed(Math.max(0, places));
}
