/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as TextEncoder does (the isolate has none). */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const symbol of text) {
    const read = symbol.codePointAt(0) ?? 0;
    const code = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return bytes;
}

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

function finalMix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * MurmurHash3 x86 128 of a text's UTF-8 bytes with seed 0, as four unsigned 32-bit words
 * (Appleby, public domain). Chosen because any language implements it in forty lines.
 *
 * @example murmur128("") // → [0, 0, 0, 0]
 */
export function murmur128(text: string): readonly [number, number, number, number] {
  const bytes = utf8(text);
  const { length } = bytes;
  const word = (at: number): number => {
    const byte = (offset: number): number => bytes[at + offset] ?? 0;
    return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
  };
  const k1 = (at: number): number => Math.imul(rotateLeft(Math.imul(word(at), C1), 15), C2);
  const k2 = (at: number): number => Math.imul(rotateLeft(Math.imul(word(at), C2), 16), C3);
  const k3 = (at: number): number => Math.imul(rotateLeft(Math.imul(word(at), C3), 17), C4);
  const k4 = (at: number): number => Math.imul(rotateLeft(Math.imul(word(at), C4), 18), C1);

  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  const whole = length - (length % 16);
  for (let at = 0; at < whole; at += 16) {
    h1 = (Math.imul((rotateLeft(h1 ^ k1(at), 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 = (Math.imul((rotateLeft(h2 ^ k2(at + 4), 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 = (Math.imul((rotateLeft(h3 ^ k3(at + 8), 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 = (Math.imul((rotateLeft(h4 ^ k4(at + 12), 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  // Missing tail bytes read as zero, and a zero word mixes to zero, so the tail needs no cases.
  h1 = h1 ^ k1(whole) ^ length;
  h2 = h2 ^ k2(whole + 4) ^ length;
  h3 = h3 ^ k3(whole + 8) ^ length;
  h4 = h4 ^ k4(whole + 12) ^ length;

  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finalMix(h1);
  h2 = finalMix(h2);
  h3 = finalMix(h3);
  h4 = finalMix(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return [h1 >>> 0, h2 >>> 0, h3 >>> 0, h4 >>> 0];
}
