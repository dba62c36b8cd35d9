import { modInverse, modPow } from "campforge/bootcamp";

/** Trial division up to here takes a few milliseconds. */
const LARGEST_DIVISOR = 100_000;

export function solve(prompt: string): string {
  const n = value(prompt, "n");
  const e = value(prompt, "e");
  const c = value(prompt, "c");
  if (n === undefined || e === undefined || c === undefined) return "";
  const d = value(prompt, "d") ?? privateExponent(prompt, n, e);
  if (d === undefined) return "";
  const m = modPow(c, d, n);
  return modPow(m, e, n) === c ? `Answer: m = ${m}` : "";
}

/** What a line of the form `name = digits` says. */
function value(prompt: string, name: string): bigint | undefined {
  const [, digits] = new RegExp(`^${name} = (\\d+)\\s*$`, "m").exec(prompt) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}

function privateExponent(prompt: string, n: bigint, e: bigint): bigint | undefined {
  const p = value(prompt, "p") ?? value(prompt, "q") ?? smallestFactor(n);
  if (p === undefined || n % p !== 0n) return undefined;
  return modInverse(e, (p - 1n) * (n / p - 1n));
}

function smallestFactor(n: bigint): bigint | undefined {
  if (n > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const whole = Number(n);
  for (let divisor = 3; divisor <= LARGEST_DIVISOR && divisor * divisor <= whole; divisor += 2)
    if (whole % divisor === 0) return BigInt(divisor);
  return undefined;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = /^m = (\d+)$/.exec(finalAnswer(response) ?? "")?.[1];
  const n = value(prompt, "n");
  const e = value(prompt, "e");
  const c = value(prompt, "c");
  if (given === undefined || n === undefined || e === undefined || c === undefined) return "unsure";
  const m = BigInt(given);
  return m >= 2n && m <= n - 2n && modPow(m, e, n) === c ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
