import {
  at,
  Bootcamp,
  type Card,
  parsed,
  range,
  refine,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = {
  /** The known bits of each stream, as a text of 0s and 1s. */
  readonly streams: readonly string[];
  readonly lengthTold: boolean;
};

type Level = {
  readonly shortest: number;
  readonly longest: number;
  readonly spare: number;
  readonly streams: number;
  readonly lengthTold: boolean;
};

/** A register: bit i is the xor of the bits i - k for which tap k (counted from 1) is set. */
type Register = { readonly length: number; readonly taps: readonly number[] };

const ASKED = 12;

const bitsOf = (stream: string): number[] => [...stream].map(Number);

/** The positions of the taps that are set, from 1. */
const setTaps = (taps: readonly number[]): number[] =>
  taps.flatMap((tap, index) => (tap === 1 ? [index + 1] : []));

/** The bits, and then as many more as are asked for, by a register. */
function extended(bits: readonly number[], taps: readonly number[], count: number): number[] {
  const all = [...bits];
  const distances = setTaps(taps);
  for (let step = 0; step < count; step++) {
    const end = all.length;
    all.push(distances.reduce((sum, distance) => sum ^ at(all, end - distance), 0));
  }
  return all;
}

/** How a register is written in a solution. */
function described(length: number, polynomial: readonly number[]): string {
  const terms = setTaps(polynomial.slice(1)).map((distance) => `b_(i-${distance})`);
  return `L = ${length}, b_i = ${terms.length === 0 ? "0" : terms.join(" xor ")}`;
}

/** The shortest register that explains all bits (Berlekamp and Massey). `note` is told of every change. */
function shortestRegister(bits: readonly number[], note: (step: string) => void = () => {}): Register {
  let current: number[] = [1];
  let earlier: number[] = [1];
  let length = 0;
  let shift = 1;
  for (let position = 0; position < bits.length; position++) {
    let discrepancy = 0;
    for (let back = 0; back <= length; back++) {
      discrepancy ^= (current[back] ?? 0) & at(bits, position - back);
    }
    if (discrepancy === 0) {
      shift++;
      continue;
    }
    const before = current;
    const size = Math.max(current.length, earlier.length + shift);
    const old = earlier;
    const offset = shift;
    current = range(size).map((index) => (before[index] ?? 0) ^ (old[index - offset] ?? 0));
    if (2 * length <= position) {
      length = position + 1 - length;
      earlier = before;
      shift = 1;
    } else {
      shift++;
    }
    note(
      `- Bit ${position + 1} is ${at(bits, position)}, not as predicted. Corrected: ${described(length, current)}.`,
    );
  }
  const polynomial = current;
  return { length, taps: range(1, length + 1).map((index) => polynomial[index] ?? 0) };
}

/** The bits that follow a stream. */
function continuation(stream: string): string {
  const bits = bitsOf(stream);
  return extended(bits, shortestRegister(bits).taps, ASKED).slice(bits.length).join("");
}

/** The steps for a stream whose register has a known length: one equation in the taps for each later bit. */
function stepsWithLength(stream: string): string[] {
  const bits = bitsOf(stream);
  const { length, taps } = shortestRegister(bits);
  const equations = range(length, bits.length).map((position) => {
    const terms = range(1, length + 1).filter((distance) => at(bits, position - distance) === 1);
    const sum = terms.length === 0 ? "0" : terms.map((distance) => `c_${distance}`).join(" xor ");
    return `- b_${position + 1}: ${sum} = ${at(bits, position)}`;
  });
  return [...equations, `So ${described(length, [1, ...taps])}. The next bits: ${continuation(stream)}`, ""];
}

/** True when the bits from position `known` on repeat the `period` bits before them, for some period. */
function isRepetition(bits: readonly number[], known: number): boolean {
  return range(1, known + 1).some((period) =>
    range(known, bits.length).every((index) => at(bits, index) === at(bits, index - period)),
  );
}

/** The known bits of a register whose length they determine and whose continuation is no repetition of them. */
function drawStream(rng: Rng, level: Level): string {
  const length = rng.integer(level.shortest, level.longest);
  for (;;) {
    const known = 2 * length + rng.integer(0, level.spare);
    const taps = range(length).map(() => rng.integer(0, 1));
    const start = range(length).map(() => rng.integer(0, 1));
    const all = extended(start, taps, known - length + ASKED);
    const bits = all.slice(0, known);
    if (shortestRegister(bits).length === length && !isRepetition(all, known)) return bits.join("");
  }
}

export default class LfsrContinuation extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "LfsrContinuation",
    slug: "lfsr-continuation",
    title: "LFSR Continuation",
    domain: "cryptography",
    description:
      "The first bits of the output of a linear feedback shift register with unknown taps are given, at least twice as many as the register is long; its length is told in the easiest cases only. The next 12 bits are asked for.",
    answerFormat: "the next 12 bits of each stream, without spaces, between <answer> and </answer>",
    parameters: {
      shortest: { meaning: "least length of a register", min: 3, max: 24 },
      longest: { meaning: "greatest length of a register", min: 3, max: 24 },
      spare: { meaning: "most bits that are given beyond twice the length", min: 0, max: 8 },
      streams: { meaning: "independent streams in one case", min: 1, max: 4 },
      lengthTold: { meaning: "whether the lengths of the registers are told" },
    },
    levels: [
      { shortest: 3, longest: 5, spare: 3, streams: 3, lengthTold: true },
      { shortest: 7, longest: 9, spare: 4, streams: 1, lengthTold: false },
      { shortest: 11, longest: 13, spare: 4, streams: 1, lengthTold: false },
      { shortest: 15, longest: 17, spare: 4, streams: 1, lengthTold: false },
      { shortest: 19, longest: 22, spare: 4, streams: 1, lengthTold: false },
    ],
  };

  // Only the bits count, in order: commas and spaces between them say nothing.
  readonly answerFormat = tagged(
    refine(text(), (line) => {
      const bits = line.replace(/[\s,;[\]]/g, "");
      return /^[01]+$/.test(bits) ? parsed(bits) : unparsable("not only the digits 0 and 1");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const streams = range(level.streams).map(() => drawStream(rng, level));
    return { streams, lengthTold: level.lengthTold };
  }

  promptFunc({ streams, lengthTold }: Case): string {
    const single = streams.length === 1;
    const shown = streams.map((stream, index) => {
      const name = single ? "The stream" : `Stream ${index + 1}`;
      const length = lengthTold ? `, L = ${shortestRegister(bitsOf(stream)).length}` : "";
      return `${name} (n = ${stream.length}${length}): ${stream}`;
    });
    return [
      "A linear feedback shift register over GF(2) of length L with taps c_1, c_2, ..., c_L produces a stream of bits",
      "b_1, b_2, b_3, ... The first L bits are its starting state. Every later bit, for i > L, is",
      "",
      "b_i = c_1·b_(i-1) xor c_2·b_(i-2) xor ... xor c_L·b_(i-L).",
      "",
      "Each tap is 0 or 1, c_L too may be 0, and the taps do not change.",
      single
        ? "Below are the first n bits, b_1 to b_n from left to right, of such a stream. The taps are unknown."
        : `Below are the first n bits, b_1 to b_n from left to right, of ${streams.length} such streams. Each stream comes from a register of its own, and the taps are unknown.`,
      lengthTold
        ? "L is the length of the shortest register that explains all n bits."
        : "L is unknown, too: it is the length of the shortest register that explains all n bits.",
      "n is at least 2L, so that this shortest register is unique. The stream goes on with the same register.",
      "",
      ...shown,
      "",
      single
        ? `Give the next ${ASKED} bits, b_(n+1) to b_(n+${ASKED}), in order, as one string of ${ASKED} digits without spaces or commas.`
        : `Give the next ${ASKED} bits of each stream, b_(n+1) to b_(n+${ASKED}), in order, as one string of ${ASKED} digits without spaces. Write the ${streams.length} strings in the order of the streams, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ streams }: Case): string {
    return this.answerFormat.wrap(streams.map(continuation).join(", "));
  }

  override workedSolution(instance: Case): string {
    if (instance.lengthTold) {
      return [
        "Each bit after the first L gives an equation in the taps; a tap whose bit is 0 drops out of it.",
        ...instance.streams.flatMap((stream, index) => [
          `Stream ${index + 1}: ${stream}`,
          ...stepsWithLength(stream),
        ]),
        this.referenceAnswer(instance),
      ].join("\n");
    }
    const steps = instance.streams.flatMap((stream, index) => {
      const bits = bitsOf(stream);
      const changes: string[] = [];
      const { length, taps } = shortestRegister(bits, (step) => changes.push(step));
      const distances = setTaps(taps);
      const all = extended(bits, taps, ASKED);
      const next = range(bits.length, all.length).map((position) => {
        const used = distances.map((distance) => at(all, position - distance));
        return `- b_${position + 1} = ${used.join(" xor ")} = ${at(all, position)}`;
      });
      return [
        `Stream ${index + 1}: ${stream}`,
        "Read the bits one by one. Where the register so far predicts a wrong bit, correct it with the register that was",
        "in use before the last change of length, shifted so that it first fails at this bit (Berlekamp-Massey).",
        ...changes,
        `This explains all bits: ${described(length, [1, ...taps])}. The next bits:`,
        ...next,
        "",
      ];
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  override hardness({ streams, lengthTold }: Case): number {
    const work = streams.reduce((sum, stream) => sum + shortestRegister(bitsOf(stream)).length ** 2, 0);
    return lengthTold ? work : 2 * work;
  }

  verifyCorrection(answer: string, { streams }: Case): number {
    return answer === streams.map(continuation).join("") ? 1 : 0;
  }
}
