import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  modulo,
  parsed,
  range,
  refine,
  type Rng,
  text,
} from "campforge/bootcamp";

type Voice = "spy" | "exercise" | "brief";

type Case = {
  /** The numbers of the cards, from top to bottom. */
  readonly deck: readonly number[];
  readonly ciphertext: string;
  readonly voice: Voice;
};

type Level = {
  readonly cards: number;
  readonly letters: number;
};

/** A letter that was deciphered: the top and the bottom card before, the value of the plain letter, the deck behind it. */
type Step = {
  readonly top: number;
  readonly bottom: number;
  readonly plain: number;
  readonly deck: readonly number[];
};

const VOICES: readonly Voice[] = ["spy", "exercise", "brief"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** What the deck adds to a letter. */
const keyOf = (deck: readonly number[]): number => at(deck, 0) + at(deck, deck.length - 1);

/** The deck after a plain letter: cut by the top card, then the card on top changes places. */
function advance(deck: readonly number[], plain: number): number[] {
  const count = at(deck, 0);
  const cut = [...deck.slice(count), ...deck.slice(0, count)];
  const place = cut.indexOf((plain % cut.length) + 1);
  const first = at(cut, 0);
  cut[0] = at(cut, place);
  cut[place] = first;
  return cut;
}

function encipher(start: readonly number[], message: readonly number[]): string {
  let deck = start;
  let found = "";
  for (const plain of message) {
    found += LETTERS.charAt((plain + keyOf(deck)) % LETTERS.length);
    deck = advance(deck, plain);
  }
  return found;
}

function decipher(start: readonly number[], ciphertext: string): Step[] {
  const steps: Step[] = [];
  let deck = start;
  for (const letter of ciphertext) {
    const plain = modulo(LETTERS.indexOf(letter) - keyOf(deck), LETTERS.length);
    const next = advance(deck, plain);
    steps.push({ top: at(deck, 0), bottom: at(deck, deck.length - 1), plain, deck: next });
    deck = next;
  }
  return steps;
}

function solve({ deck, ciphertext }: Case): string {
  return decipher(deck, ciphertext)
    .map(({ plain }) => LETTERS.charAt(plain))
    .join("");
}

export default class CountingDeck extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "CountingDeck",
    slug: "counting-deck",
    title: "Counting Deck",
    domain: "cryptography",
    description:
      "A message was enciphered with a deck of numbered cards: the top and the bottom card shift a letter, then the deck is cut by its top card and two cards change places, as the plain letter says. The plaintext is to be found from the deck and the ciphertext. Harder cases have larger decks and longer messages.",
    answerFormat: "the plaintext in capital letters without spaces, on a last line `Answer: …`",
    parameters: {
      cards: { meaning: "number of cards in the deck", min: 4, max: 40 },
      letters: { meaning: "number of letters in the message", min: 4, max: 600 },
    },
    levels: [
      { cards: 7, letters: 10 },
      { cards: 9, letters: 28 },
      { cards: 12, letters: 65 },
      { cards: 16, letters: 125 },
      { cards: 20, letters: 220 },
    ],
  };

  readonly answerFormat = finalLine(refine(text({ letterCase: "upper" }), (read) => parsed(read.replaceAll(" ", ""))));

  caseGenerator(rng: Rng, { cards, letters }: Level): Case {
    const deck = rng.shuffle(range(1, cards + 1));
    const message = range(letters).map(() => rng.integer(0, LETTERS.length - 1));
    return { deck, ciphertext: encipher(deck, message), voice: rng.choice(VOICES) };
  }

  promptFunc({ deck, ciphertext, voice }: Case): string {
    const count = deck.length;
    const opening = {
      spy: `A spy enciphers her messages with a pencil and a deck of ${count} cards. One of her ciphertexts was found, and with it the order in which the deck was at the start.`,
      exercise: `A message of ${ciphertext.length} capital letters was enciphered with a deck of ${count} cards. Find the plaintext from the ciphertext and the starting order of the deck.`,
      brief: `Decipher a message that was enciphered with a deck of ${count} cards.`,
    }[voice];
    return [
      opening,
      "",
      `How a message is enciphered: the cards are numbered from 1 to ${count}, and the deck is listed from top to bottom. Letters have the values A = 0, B = 1, and so on up to Z = 25. For each letter of the message, in order, with p the value of the plain letter:`,
      "1. Let a be the number of the top card and b the number of the bottom card. The cipher letter is the one with the value (p + a + b) mod 26.",
      `2. Cut: the a top cards go to the bottom of the deck, in unchanged order (if a = ${count}, the deck stays as it is).`,
      `3. The card that is now on top changes places with the card whose number is (p mod ${count}) + 1. If it is that card itself, nothing changes.`,
      "The next letter is enciphered with the deck as it then is.",
      "",
      "An example with 6 cards: the deck 3 6 1 5 2 4 and the plaintext JCQD.",
      "- J: 9 + 3 + 4 = 16, Q. Cut: 5 2 4 3 6 1. Card (9 mod 6) + 1 = 4: 5 and 4 change places: 4 2 5 3 6 1.",
      "- C: 2 + 4 + 1 = 7, H. Cut: 6 1 4 2 5 3. Card 3: 6 and 3 change places: 3 1 4 2 5 6.",
      "- Q: 16 + 3 + 6 = 25, Z. Cut: 2 5 6 3 1 4. Card 5: 2 and 5 change places: 5 2 6 3 1 4.",
      "- D: 3 + 5 + 4 = 12, M.",
      "The ciphertext is QHZM.",
      "",
      `The deck at the start, from top to bottom: ${deck.join(" ")}`,
      `The ciphertext (${ciphertext.length} letters): ${ciphertext}`,
      "",
      "Give the whole plaintext, which consists of random letters, in capital letters without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === solve(instance) ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const steps = decipher(instance.deck, instance.ciphertext).map(({ top, bottom, plain, deck }, index) => {
      const letter = instance.ciphertext.charAt(index);
      const sum = `${LETTERS.indexOf(letter)} - ${top} - ${bottom} is ${plain} mod 26, ${LETTERS.charAt(plain)}`;
      return `${index + 1}. ${letter}: ${sum}. The deck after the cut by ${top} and the exchange with card ${(plain % deck.length) + 1}: ${deck.join(" ")}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Cards that are carried along, all letters together. */
  hardness({ deck, ciphertext }: Case): number {
    return deck.length * ciphertext.length;
  }
}
