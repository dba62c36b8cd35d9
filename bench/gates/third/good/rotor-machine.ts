import { at, Bootcamp, type Card, modulo, type Rng, tagged, text } from "campforge/bootcamp";

/** One rotor: which contact each contact leads to at position 0, where it stands, and where its notch is. */
type Rotor = { readonly wiring: string; readonly start: number; readonly notch: number };

type Case = {
  /** The letters that the machine knows, in order; contact 0 is the first of them. */
  readonly alphabet: string;
  /** From the keyboard to the reflector. */
  readonly rotors: readonly Rotor[];
  readonly reflector: string;
  readonly ciphertext: string;
};

type Level = { readonly letters: number; readonly rotors: number; readonly length: number };

const LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The positions of the rotors after one more step: the first always moves, the others are carried along by notches. */
function step(positions: readonly number[], rotors: readonly Rotor[], size: number): number[] {
  let carries = true;
  return positions.map((position, index) => {
    if (!carries) return position;
    carries = position === at(rotors, index).notch;
    return (position + 1) % size;
  });
}

/** Every letter of a text as the machine turns it; the machine is its own inverse. */
function turn(message: string, { alphabet, rotors, reflector }: Case): string {
  const size = alphabet.length;
  const through = (contact: number, wiring: string, position: number): number =>
    modulo(alphabet.indexOf(wiring.charAt((contact + position) % size)) - position, size);
  const back = (contact: number, wiring: string, position: number): number =>
    modulo(wiring.indexOf(alphabet.charAt((contact + position) % size)) - position, size);
  let positions = rotors.map((rotor) => rotor.start);
  return [...message]
    .map((letter) => {
      positions = step(positions, rotors, size);
      let contact = alphabet.indexOf(letter);
      rotors.forEach(({ wiring }, index) => {
        contact = through(contact, wiring, at(positions, index));
      });
      contact = alphabet.indexOf(reflector.charAt(contact));
      for (let index = rotors.length - 1; index >= 0; index--) {
        contact = back(contact, at(rotors, index).wiring, at(positions, index));
      }
      return alphabet.charAt(contact);
    })
    .join("");
}

/** A reflector: the letters in pairs, each of which becomes the other. */
function drawReflector(rng: Rng, alphabet: string): string {
  const letters = rng.shuffle([...alphabet]);
  const partner = new Map<string, string>();
  for (let index = 0; index + 1 < letters.length; index += 2) {
    partner.set(at(letters, index), at(letters, index + 1));
    partner.set(at(letters, index + 1), at(letters, index));
  }
  return [...alphabet].map((letter) => partner.get(letter) ?? letter).join("");
}

/** A rotor whose notch comes up before the message is over, where that can be arranged. */
function drawRotor(rng: Rng, alphabet: string, soon: number): Rotor {
  const start = rng.integer(0, alphabet.length - 1);
  return {
    wiring: rng.shuffle([...alphabet]).join(""),
    start,
    notch: (start + rng.integer(0, soon)) % alphabet.length,
  };
}

export default class RotorMachine extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "RotorMachine",
    slug: "rotor-machine",
    title: "A Small Rotor Machine",
    domain: "cryptography",
    description:
      "A message has been enciphered with a machine of rotors and a reflector whose wirings and starting positions are known. The rotors move before each letter, and notches carry the next rotor along. The plaintext is asked for; harder cases have more rotors, a larger alphabet and a longer message.",
    answerFormat: "the plaintext in capital letters between <answer> and </answer>",
    parameters: {
      letters: { meaning: "letters of the alphabet, an even number", min: 6, max: 26 },
      rotors: { meaning: "rotors of the machine", min: 1, max: 4 },
      length: { meaning: "letters of the message", min: 2, max: 16 },
    },
    levels: [
      { letters: 6, rotors: 1, length: 4 },
      { letters: 8, rotors: 2, length: 5 },
      { letters: 12, rotors: 2, length: 7 },
      { letters: 18, rotors: 3, length: 8 },
      { letters: 26, rotors: 3, length: 11 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "upper" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const alphabet = LATIN.slice(0, level.letters);
    const rotors = Array.from({ length: level.rotors }, (_, index) =>
      // The first notch comes up within the message, and the second one often is there already.
      drawRotor(rng, alphabet, index === 0 ? level.length - 2 : 1),
    );
    const reflector = drawReflector(rng, alphabet);
    const ciphertext = Array.from({ length: level.length }, () => rng.choice([...alphabet])).join("");
    return { alphabet, rotors, reflector, ciphertext };
  }

  promptFunc(instance: Case): string {
    const { alphabet, rotors, reflector, ciphertext } = instance;
    const size = alphabet.length;
    const lines = rotors.map(
      ({ wiring, start, notch }, index) =>
        `- rotor ${index + 1}: wiring ${wiring}, starting position ${start}, notch ${notch}`,
    );
    return [
      `A cipher machine works on the letters ${alphabet}, which are numbered from 0 (${alphabet.charAt(0)}) to ${size - 1} (${alphabet.charAt(size - 1)}).`,
      "It has these rotors, in order from the keyboard to the reflector:",
      "",
      ...lines,
      `- reflector: ${reflector}`,
      "",
      "A wiring lists, for the letters 0, 1, 2, … in turn, the letter that each of them leads to. The reflector is read in",
      "the same way and never moves.",
      "",
      "For each letter of a message, the machine does the following:",
      "1. It moves. Rotor 1 always goes one position on. Whenever a rotor goes on from the position of its own notch, the",
      "   next rotor, if there is one, goes one position on, too, in the same move; no other rotor moves. Behind position",
      `   ${size - 1} comes position 0.`,
      "2. The letter, as a number x, goes through rotor 1, then rotor 2 and so on. A rotor at position p turns x into",
      `   w(x + p) - p, where w(i) is the number of the letter that its wiring has for number i; all of this modulo ${size}.`,
      "3. The reflector turns the number into the one that it has for it.",
      "4. The number goes back through the rotors, from the last to rotor 1. On this way a rotor at position p turns x into",
      `   the number y for which w(y + p) - p is x, modulo ${size}.`,
      "5. The letter with this number is the result.",
      "",
      "The machine is its own inverse: set to the same starting positions, it turns the ciphertext back into the plaintext.",
      "",
      `The ciphertext is ${ciphertext}, enciphered from the starting positions above. What is the plaintext?`,
      "",
      `Give its ${ciphertext.length} letters as one word in capitals. The plaintext is a row of letters without a meaning.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(turn(instance.ciphertext, instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer.replaceAll(" ", "") === turn(instance.ciphertext, instance) ? 1 : 0;
  }
}
