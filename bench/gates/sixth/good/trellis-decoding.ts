import { at, Bootcamp, type Card, digits, finalLine, integer, range, record, type Rng } from "campforge/bootcamp";

type Case = {
  /** For each output, which of the current bit and the bits before it are added. */
  readonly taps: readonly (readonly number[])[];
  readonly length: number;
  readonly received: string;
};

type Level = {
  readonly length: number;
  readonly memory: number;
  readonly outputs: number;
  readonly errors: number;
};

type Answer = { readonly message: string; readonly distance: number };

const MOST_TRIES = 100;

const memoryOf = ({ taps }: Pick<Case, "taps">): number => Math.max(...taps.flat());

/** What is sent for a bit, the newest bit of the window first. */
const outputFor = (taps: Case["taps"], window: readonly number[]): string =>
  taps.map((tap) => tap.reduce((sum, back) => sum + at(window, back), 0) % 2).join("");

function encode(taps: Case["taps"], message: string): string {
  const memory = memoryOf({ taps });
  const bits = [...range(memory).map(() => 0), ...[...message].map(Number), ...range(memory).map(() => 0)];
  return range(memory, bits.length)
    .map((place) => outputFor(taps, range(memory + 1).map((back) => at(bits, place - back))))
    .join("");
}

/** In how many places two texts of one length differ. */
const distanceOf = (one: string, other: string): number => range(one.length).filter((place) => one[place] !== other[place]).length;

/** A message whose sent bits differ from the received ones in the fewest places. */
function decode({ taps, length, received }: Case): Answer {
  const memory = memoryOf({ taps });
  const outputs = taps.length;
  let paths = new Map<string, Answer>([["0".repeat(memory), { message: "", distance: 0 }]]);
  for (const step of range(length + memory)) {
    const heard = received.slice(step * outputs, (step + 1) * outputs);
    const next = new Map<string, Answer>();
    for (const [state, { message, distance }] of paths) {
      for (const bit of step < length ? "01" : "0") {
        const window = [...(bit + state)].map(Number);
        const total = distance + distanceOf(outputFor(taps, window), heard);
        const to = (bit + state).slice(0, memory);
        const known = next.get(to);
        if (known === undefined || total < known.distance) next.set(to, { message: message + bit, distance: total });
      }
    }
    paths = next;
  }
  const best = paths.get("0".repeat(memory)) ?? { message: "", distance: 0 };
  return { message: best.message.slice(0, length), distance: best.distance };
}

/** Different outputs, each of two positions at least, that reach from the current bit to the oldest between them. */
function drawTaps(rng: Rng, memory: number, outputs: number): number[][] {
  for (;;) {
    const taps = range(outputs).map(() => range(memory + 1).filter((back) => (back === 0 ? rng.boolean(0.8) : rng.boolean(0.6))));
    const isDifferent = new Set(taps.map((tap) => tap.join())).size === outputs;
    const reaches = taps.some((tap) => tap.includes(memory)) && taps.some((tap) => tap.includes(0));
    if (isDifferent && reaches && taps.every((tap) => tap.length >= 2)) return taps;
  }
}

const addend = (back: number): string => (back === 0 ? "the current bit" : back === 1 ? "the bit before it" : `the bit ${back} places before it`);

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${at(words, words.length - 1)}`;
}

export default class TrellisDecoding extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "TrellisDecoding",
    slug: "trellis-decoding",
    title: "Trellis Decoding",
    domain: "algorithms",
    description:
      "A message was encoded by a convolutional code, and some of the bits that were sent have been flipped. A message that explains the received bits with the fewest flips is asked for, and how many those are. Harder cases have longer messages, an encoder that looks farther back, and more flips.",
    answerFormat: "the message and the number of flipped bits on a last line `Answer: message: …, distance: …`",
    parameters: {
      length: { meaning: "bits of the message", min: 4, max: 24 },
      memory: { meaning: "earlier bits that the encoder sees", min: 2, max: 5 },
      outputs: { meaning: "bits sent for each bit", min: 2, max: 3 },
      errors: { meaning: "bits that are flipped", min: 1, max: 9 },
    },
    levels: [
      { length: 7, memory: 2, outputs: 2, errors: 1 },
      { length: 9, memory: 2, outputs: 2, errors: 3 },
      { length: 12, memory: 3, outputs: 2, errors: 4 },
      { length: 15, memory: 3, outputs: 3, errors: 7 },
      { length: 18, memory: 4, outputs: 3, errors: 9 },
    ],
  };

  readonly answerFormat = finalLine(record({ message: digits(), distance: integer({ min: 0 }) }));

  caseGenerator(rng: Rng, { length, memory, outputs, errors }: Level): Case {
    for (let tried = 0; ; tried++) {
      const taps = drawTaps(rng, memory, outputs);
      const message = range(length).map(() => rng.integer(0, 1)).join("");
      const sent = encode(taps, message);
      const flipped = new Set(rng.distinctIntegers(errors, 0, sent.length - 1));
      const received = [...sent].map((bit, place) => (flipped.has(place) ? String(1 - Number(bit)) : bit)).join("");
      const instance = { taps, length, received };
      if (decode(instance).distance > errors / 2 || tried >= MOST_TRIES) return instance;
    }
  }

  promptFunc({ taps, length, received }: Case): string {
    const memory = memoryOf({ taps });
    const outputs = taps.length;
    return [
      `A message of ${length} bits is sent over a noisy line. The encoder goes through the message from its first bit to its last and then through ${memory} further bits, all 0, that are appended to it. For each of these ${length + memory} bits in turn, the current bit, it sends ${outputs} bits:`,
      "",
      ...taps.map((tap, index) => `- bit ${index + 1} of ${outputs}: the sum, modulo 2, of ${joined(tap.map(addend))}`),
      "",
      "Bits before the beginning of the message count as 0.",
      `The line flips some of the bits that are sent (a 0 arrives as a 1, or a 1 as a 0); it neither loses nor adds any. The ${received.length} bits that arrived, in groups of ${outputs} with one group for each current bit, are:`,
      "",
      range(length + memory).map((step) => received.slice(step * outputs, (step + 1) * outputs)).join(" "),
      "",
      "Find a message for which the bits sent differ from the bits that arrived in as few places as possible, and the number of those places. If several messages are equally good, any one of them will do.",
      "",
      `Write the ${length} bits of the message without spaces, and without the appended zeros, and the number of places as the distance, in the form "message: 0110, distance: 2" (here for a message of four bits).`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { message, distance } = decode(instance);
    return this.answerFormat.wrap(`message: ${message}, distance: ${distance}`);
  }

  verifyCorrection({ message, distance }: Answer, instance: Case): number {
    const { taps, length, received } = instance;
    if (message.length !== length || !/^[01]+$/.test(message)) return 0;
    const actual = distanceOf(encode(taps, message), received);
    return distance === actual && actual === decode(instance).distance ? 1 : 0;
  }
}
