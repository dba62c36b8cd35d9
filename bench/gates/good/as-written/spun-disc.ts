import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  parsed,
  range,
  refine,
  type Rng,
  text,
} from "campforge/bootcamp";

type Voice = "museum" | "exercise" | "brief";

type Case = {
  /** The letters of the disc, from place 1 on. */
  readonly disc: string;
  readonly ciphertext: string;
  readonly voice: Voice;
};

type Level = {
  readonly size: number;
  readonly letters: number;
};

/** A plain and a cipher letter, as places in the alphabet counted from 0, and the disc behind them. */
type Step = { readonly plain: number; readonly cipher: number; readonly disc: string };

const VOICES: readonly Voice[] = ["museum", "exercise", "brief"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** After so many letters each the disc is reversed. */
const ROUND = 3;

/** The disc after a letter; `count` letters of the message have been enciphered then. */
function spin(disc: string, plain: number, cipher: number, count: number): string {
  const letters = [...disc];
  const first = at(letters, 0);
  letters[0] = at(letters, plain);
  letters[plain] = first;
  const cut = cipher > plain ? plain + 1 : letters.length - (cipher + 1);
  const turned = [...letters.slice(cut), ...letters.slice(0, cut)];
  return (count % ROUND === 0 ? turned.toReversed() : turned).join("");
}

function encipher(start: string, message: readonly number[]): string {
  let disc = start;
  let found = "";
  message.forEach((plain, index) => {
    const letter = disc.charAt(plain);
    found += letter;
    disc = spin(disc, plain, LETTERS.indexOf(letter), index + 1);
  });
  return found;
}

function decipher({ disc: start, ciphertext }: Omit<Case, "voice">): Step[] {
  const steps: Step[] = [];
  let disc = start;
  for (const letter of ciphertext) {
    const plain = disc.indexOf(letter);
    const cipher = LETTERS.indexOf(letter);
    disc = spin(disc, plain, cipher, steps.length + 1);
    steps.push({ plain, cipher, disc });
  }
  return steps;
}

function solve(instance: Case): string {
  return decipher(instance)
    .map(({ plain }) => LETTERS.charAt(plain))
    .join("");
}

export default class SpunDisc extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "SpunDisc",
    slug: "spun-disc",
    title: "Spun Disc",
    domain: "cryptography",
    description:
      "A cipher disc has an alphabet that changes with each letter: two letters change places, the disc is turned to the left or to the right by what was enciphered, and it is reversed after every third letter. The plaintext is to be found from the disc at the start and the ciphertext. Harder cases have larger discs and longer messages.",
    answerFormat: "the plaintext in capital letters without spaces, on a last line `Answer: …`",
    parameters: {
      size: { meaning: "number of letters in the alphabet and on the disc", min: 5, max: 26 },
      letters: { meaning: "number of letters in the message", min: 5, max: 600 },
    },
    levels: [
      { size: 7, letters: 9 },
      { size: 9, letters: 27 },
      { size: 12, letters: 62 },
      { size: 16, letters: 120 },
      { size: 20, letters: 210 },
    ],
  };

  readonly answerFormat = finalLine(refine(text({ letterCase: "upper" }), (read) => parsed(read.replaceAll(" ", ""))));

  caseGenerator(rng: Rng, { size, letters }: Level): Case {
    const draw = (): Omit<Case, "voice"> => {
      const disc = rng.shuffle([...LETTERS].slice(0, size)).join("");
      const message = range(letters).map(() => rng.integer(0, size - 1));
      return { disc, ciphertext: encipher(disc, message) };
    };
    const isGood = (drawn: Omit<Case, "voice">): boolean => {
      const turns = decipher(drawn)
        .slice(0, -1)
        .map(({ plain, cipher }) => cipher > plain);
      return turns.includes(true) && turns.includes(false);
    };
    let drawn = draw();
    for (let tries = 0; tries < 200 && !isGood(drawn); tries++) drawn = draw();
    return { ...drawn, voice: rng.choice(VOICES) };
  }

  promptFunc({ disc, ciphertext, voice }: Case): string {
    const size = disc.length;
    const opening = {
      museum: `In a museum lies a cipher disc with ${size} letters, whose alphabet changes while it is used. Beside it lie a ciphertext and a note that says how the disc stood at the start.`,
      exercise: `A message of ${ciphertext.length} letters was enciphered with a disc that turns after each letter. Find the plaintext from the disc at the start and the ciphertext.`,
      brief: `Decipher a message that was enciphered with a changing disc of ${size} letters.`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      `1. The alphabet is the first ${size} capital letters, A to ${LETTERS.charAt(size - 1)}. A has number 1, B has number 2, and so on.`,
      `2. The disc is a list of all ${size} letters, with places 1 to ${size} from the left.`,
      "3. To encipher a letter p of number i, take the letter at place i of the disc: it is the cipher letter c. Then the disc changes, in this order:",
      "   a. The letters at place 1 and at place i change places (nothing happens if i is 1).",
      `   b. If c is later in the alphabet than p, the list is turned left by i places: its first i letters go to the end, in the same order. Otherwise (also if c equals p) it is turned right by the number of c: that many letters go from the end to the front, in the same order. Turning by ${size} changes nothing.`,
      "   c. After every third letter of the message (the 3rd, 6th, 9th, and so on) the whole list is then reversed.",
      "4. The next letter is enciphered with the disc as it then is.",
      "",
      "An example with 8 letters: the disc E B H A G C F D and the plaintext CHADFB.",
      "- C (number 3): the letter at place 3 is H. Places 1 and 3 change: H B E A G C F D. H is later than C: left by 3: A G C F D H B E.",
      "- H (number 8): the letter at place 8 is E. Places 1 and 8 change: E G C F D H B A. E is not later than H: right by 5: F D H B A E G C.",
      "- A (number 1): the letter at place 1 is F. F is later than A: left by 1: D H B A E G C F. This was the third letter, so the list is reversed: F C G E A B H D.",
      "- D (number 4): the letter at place 4 is E. Places 1 and 4 change: E C G F A B H D. E is later than D: left by 4: A B H D E C G F.",
      "- F (number 6): the letter at place 6 is C. Places 1 and 6 change: C B H D E A G F. C is not later than F: right by 3: A G F C B H D E.",
      "- B (number 2): the letter at place 2 is G.",
      "The ciphertext is HEFECG.",
      "",
      `The disc at the start, from place 1 on: ${[...disc].join(" ")}`,
      `The ciphertext (${ciphertext.length} letters): ${ciphertext}`,
      "",
      "Give the whole plaintext, which consists of random letters of the alphabet, in capital letters without spaces.",
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
    const steps = decipher(instance).map(({ plain, cipher, disc }, index) => {
      const found = `${LETTERS.charAt(cipher)} is at place ${plain + 1}: ${LETTERS.charAt(plain)}`;
      const turn = cipher > plain ? `left by ${plain + 1}` : `right by ${cipher + 1}`;
      const end = (index + 1) % ROUND === 0 ? ", reverse" : "";
      return `${index + 1}. ${found}. Exchange places 1 and ${plain + 1}, turn ${turn}${end}: ${disc}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Letters of the disc that are carried along, all letters of the message together. */
  hardness({ disc, ciphertext }: Case): number {
    return disc.length * ciphertext.length;
  }
}
