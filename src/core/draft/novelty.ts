import { murmur128 } from "../../bootcamp/murmur128.ts";
import type { Json } from "../../bootcamp/index.ts";

/**
 * A MinHash of a set of texts (Broder 1997): for each of `SKETCH_SIZE` hash functions the least value over
 * the set, as unsigned 32-bit integers. That of an empty set is empty.
 */
export type Sketch = readonly number[];

/** What is kept of a bootcamp to recognise its twins by. */
export type NoveltySketches = {
  /** Of the shape of its program, names and literals left out. */
  readonly syntax: Sketch;
  /** Of the prompts that it renders, numbers and names left out. */
  readonly prompts: Sketch;
  /** Of what its cases and answers are made of, names left out. */
  readonly structure: Sketch;
  /** Cases with answers, to be put before the verifier of whatever has cases of the same form. */
  readonly probes: readonly Probe[];
};

/** A case with the text of an answer that its class pays, and of some that it does not. */
export type Probe = { readonly instance: Json; readonly right: string; readonly wrong: readonly string[] };

/** A bootcamp that others are compared with, under the name by which a person finds it. */
export type KnownBootcamp = NoveltySketches & { readonly name: string };

/** The standard error of an estimate is at most 0.5 / √256 = 0.031. */
export const SKETCH_SIZE = 256;

/** The sketch of a set of shingles; neither order nor repetition matters. */
export function sketchOf(shingles: Iterable<string>): Sketch {
  const hashes = Array.from(new Set(shingles), (shingle) => murmur128(shingle));
  if (hashes.length === 0) return [];
  const bases = Uint32Array.from(hashes, ([base]) => base);
  const steps = Uint32Array.from(hashes, ([, step]) => step | 1);
  // Double hashing gives as many functions as are wanted out of two words; the mixer takes the lattice out.
  return Array.from({ length: SKETCH_SIZE }, (_, index) => leastHash(bases, steps, index));
}

/** Plain loops over words: this is some millions of steps for a class. */
function leastHash(bases: Uint32Array, steps: Uint32Array, index: number): number {
  let least = 0xffffffff;
  for (let at = 0; at < bases.length; at++) {
    const value = mix((bases[at] ?? 0) + Math.imul(index, steps[at] ?? 0));
    if (value < least) least = value;
  }
  return least;
}

/** The final mixer of MurmurHash3: a bijection of 32-bit words, as an unsigned one. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Estimates the Jaccard similarity of the sets behind two sketches, from 0 to 1; 0 when one is empty. */
export function similarity(one: Sketch, other: Sketch): number {
  if (one.length === 0 || one.length !== other.length) return 0;
  let equal = 0;
  // A run compares each of its drafts with all before: for a thousand of them half a million times this.
  for (let index = 0; index < one.length; index++) if (one[index] === other[index]) equal++;
  return equal / one.length;
}

/** The runs of `length` neighbours in a sequence, each as one text; a shorter sequence is one run. */
export function shinglesOf(words: readonly string[], length: number): readonly string[] {
  if (words.length === 0) return [];
  const count = Math.max(1, words.length - length + 1);
  return Array.from({ length: count }, (_, start) => words.slice(start, start + length).join(" "));
}

const PROMPT_SHINGLE = 4;

/** The sketch of some prompts of a bootcamp: runs of four words, in which no case's own content counts. */
export function sketchPrompts(prompts: readonly string[]): Sketch {
  return sketchOf(prompts.flatMap((prompt) => shinglesOf(normalizePrompt(prompt), PROMPT_SHINGLE)));
}

/**
 * The words of a prompt: numbers as `#`, quoted text as `"`, capitalised words within a sentence as `@`.
 * Signs count too: what a prompt draws with them is a part of its form.
 */
function normalizePrompt(prompt: string): readonly string[] {
  const words = prompt
    .replace(/"[^"\n]*"|`[^`\n]*`|“[^”\n]*”/g, ' " ')
    .replace(/\d+(?:[.,]\d+)*/g, " # ")
    .replace(/(?<=[\p{Ll},;] )\p{Lu}[\p{L}'-]*/gu, "@")
    .toLowerCase();
  return words.match(/\p{L}+|[^\s\p{L}]/gu) ?? [];
}
