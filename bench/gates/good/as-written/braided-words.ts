import {
  at,
  Bootcamp,
  type Card,
  combinations,
  permutations,
  range,
  type Rng,
  setOf,
  tagged,
  text,
} from "campforge/bootcamp";

type Case = {
  readonly words: readonly string[];
  readonly braid: string;
  /** How many of the words are braided. */
  readonly picks: number;
};

type Level = {
  readonly words: number;
  readonly picks: number;
  readonly shortest: number;
  readonly longest: number;
  /** Decoy sets whose words can all be read singly in the braid. */
  readonly traps: number;
};

type Family = readonly string[];
type Pair = readonly [Family, Family];
type Trade = readonly [Pair, Pair];
/** The ways in which one or two of the hidden words may be chosen; all have the same letters. */
type Block = readonly (readonly Family[])[];

/** Words of the same letters, a family a line. */
const FAMILIES: readonly Family[] = `
LEAST SLATE STALE STEAL TALES
STARE RATES TEARS ASTER TARES
SPARE SPEAR PEARS REAPS PARSE
LAPSE PALES LEAPS SEPAL PLEAS
SKATE STAKE STEAK TAKES TEAKS
PASTE TAPES SPATE PEATS
MATES MEATS STEAM TAMES TEAMS
NAMES MANES MEANS AMENS
LANES LEANS
SNARE NEARS EARNS
CARES RACES SCARE ACRES
LACES SCALE
PACES SPACE CAPES SCAPE
READS DARES DEARS
DEALS LEADS LADES
DATES STEAD SATED
BEARS BARES SABER BASER
SABLE BALES
HEARS SHARE SHEAR HARES
HASTE HEATS
CATER CRATE TRACE REACT
LATER ALTER ALERT
PETAL PLATE PLEAT LEAPT
TRADE RATED TREAD
HEART EARTH HATER
LIMES MILES SLIME SMILE
EMITS ITEMS MITES SMITE TIMES
TILES ISLET STILE
RITES TIERS TRIES
DIETS EDITS TIDES
RESIN RINSE RISEN SIREN
SPINE PINES SNIPE
PRIES SPIRE RIPES
NOTES STONE ONSET TONES
PORES POSER ROPES SPORE PROSE
LOPES SLOPE POLES
LOSER ROLES
MASTER STREAM TAMERS
CRATES CASTER CATERS REACTS RECAST TRACES
CASTLE CLEATS
STAPLE PETALS PLATES PLEATS PASTEL
ALERTS ALTERS STALER
REPAST TAPERS PRATES
STABLE BLEATS TABLES ABLEST
BREAST BASTER BAREST
TRADES TREADS DATERS STARED
SALTED LASTED SLATED DESALT
HEARTS EARTHS HATERS
THREAD HATRED DEARTH
LISTEN SILENT ENLIST TINSEL INLETS
PRIEST STRIPE SPRITE RIPEST
MISTER MERITS TIMERS REMITS
STRIDE DRIEST DIREST
TRIBES BESTIR
SPIDER PRIDES SPIRED PRISED
SPREAD PARSED SPARED DRAPES RASPED
SPARSE SPARES SPEARS PARSES
DANGER GARDEN RANGED GANDER
RANGES ANGERS
ANGELS ANGLES GLEANS
DESIGN SIGNED DEIGNS SINGED
RESIGN SINGER SIGNER REIGNS
SAILED LADIES IDEALS
DESPOT POSTED DEPOTS
FOREST FOSTER SOFTER
RESULT LUSTER RUSTLE ULSTER
NECTAR CANTER TRANCE RECANT
INSTEAD SAINTED DETAINS STAINED
RETAINS NASTIER STAINER RETINAS
ENTAILS SALIENT ELASTIN
REALIST RETAILS SALTIER
DETAILS DILATES
TIRADES ASTRIDE STAIDER
PARTIES PIRATES TRAIPSE PASTIER
SEATING TEASING EASTING
ERASING GAINERS REGAINS SEARING
LEASING SEALING
DESPAIR DIAPERS PRAISED ASPIRED
MARINES SEMINAR REMAINS
MAIDENS MEDIANS
PAINTER PERTAIN REPAINT
TREASON SENATOR ATONERS
CANTERS NECTARS RECANTS TRANCES
RELATES STEALER REALEST
EARNING NEARING GRANNIE
TEACHER CHEATER HECTARE
PRESENT REPENTS SERPENT
PRIESTS STRIPES SPRITES PERSIST
CORSETS ESCORTS SECTORS
THREADS HATREDS TRASHED HARDEST
GARDENS DANGERS GANDERS
REWARDS DRAWERS REDRAWS WARDERS
GALLERY ALLERGY LARGELY REGALLY
LASTING SALTING SLATING
RATINGS STARING
TRIANGLE INTEGRAL RELATING ALTERING ALERTING
ANGRIEST INGRATES RANGIEST
STRAINED DETRAINS
ENTRAILS LATRINES RATLINES
GRADIENT TREADING DERATING
CATERING REACTING CREATING
CANISTER SCANTIER
CREATION REACTION
NOTARIES SENORITA
PAINTERS PERTAINS REPAINTS PANTRIES
TRAINERS STRAINER RETRAINS TERRAINS
TRAINEES ARSENITE RESINATE
ESTRANGE GRANTEES GREATENS
RESIDENT INSERTED SINTERED
DESIGNER REDESIGN RESIGNED
PLASTERS STAPLERS PSALTERS
PARENTAL PATERNAL PRENATAL
EARNINGS ENGRAINS GRANNIES
`
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

/** How many hidden words each block holds, for 2, 3 and 4 of them. */
const SHAPES: readonly (readonly (readonly number[])[])[] = [
  [[2]],
  [[2, 1]],
  [
    [2, 2],
    [2, 1, 1],
  ],
];

const STARTS = 12;
const STEPS = 120;
const DRAFTS = 3;

/** How often each letter occurs, six bits a letter. */
const countsOf = (letters: string): bigint =>
  [...letters].reduce((sum, letter) => sum + (1n << BigInt(6 * (letter.charCodeAt(0) - 65))), 0n);

const familiesOf = (length: number): Family[] => FAMILIES.filter((family) => at(family, 0).length === length);

/** Pairs of families of one length that have the same letters together, two by two. */
function tradesOf(length: number): Trade[] {
  const byLetters = new Map<bigint, Pair[]>();
  for (const [one, other] of combinations(familiesOf(length), 2)) {
    if (one === undefined || other === undefined) continue;
    const key = countsOf(at(one, 0)) + countsOf(at(other, 0));
    byLetters.set(key, [...(byLetters.get(key) ?? []), [one, other]]);
  }
  return [...byLetters.values()].flatMap((pairs) =>
    combinations(pairs, 2).map((two): Trade => [at(two, 0), at(two, 1)]),
  );
}

const TRADES: ReadonlyMap<number, readonly Trade[]> = new Map(
  range(5, 9).map((length): [number, readonly Trade[]] => [length, tradesOf(length)]),
);

/** Every set of so many words that has exactly these letters. */
function setsWithLetters(words: readonly string[], picks: number, letters: string): string[][] {
  const counts = words.map(countsOf);
  const sought = countsOf(letters);
  return combinations(range(words.length), picks)
    .filter((set) => set.reduce((sum, index) => sum + at(counts, index), 0n) === sought)
    .map((set) => set.map((index) => at(words, index)));
}

/** Whether the letters of the braid can be dealt to the words so that each is read in order and all are used up. A state says how many letters of each word are taken. */
function isBraid(words: readonly string[], braid: string): boolean {
  const base = braid.length + 1;
  const steps = words.map((_, index) => base ** index);
  let states = new Set([0]);
  for (const letter of braid) {
    const next = new Set<number>();
    for (const state of states) {
      words.forEach((word, index) => {
        const step = at(steps, index);
        if (word[Math.floor(state / step) % base] === letter) next.add(state + step);
      });
    }
    states = next;
  }
  return states.has(words.reduce((sum, word, index) => sum + word.length * at(steps, index), 0));
}

/** Whether a word alone can be read in the braid. */
function isInside(word: string, braid: string): boolean {
  let place = 0;
  for (const letter of braid) if (letter === word[place]) place++;
  return place === word.length;
}

/** Whether the words come off one after the other when each takes the first letters that fit. */
function comesOff(words: readonly string[], braid: string): boolean {
  let rest = braid;
  for (const word of words) {
    let place = 0;
    let left = "";
    for (const letter of rest) {
      if (letter === word[place]) place++;
      else left += letter;
    }
    rest = left;
  }
  return rest === "";
}

const mirrored = (letters: string): string => [...letters].toReversed().join("");

/** Whether the words come off without looking ahead, in some order, from the front or from the back. */
const isEasy = (words: readonly string[], braid: string): boolean =>
  permutations(words).some(
    (order) => comesOff(order, braid) || comesOff(order.map(mirrored), mirrored(braid)),
  );

/** The length of the longest piece of a word that stands unbroken in the braid. */
function longestPiece(word: string, braid: string): number {
  for (let length = word.length; length > 1; length--) {
    for (let start = 0; start + length <= word.length; start++) {
      if (braid.includes(word.slice(start, start + length))) return length;
    }
  }
  return 1;
}

/** How many neighbouring letters of a word are neighbours somewhere in the braid. */
const adjacentPairs = (word: string, braid: string): number =>
  range(word.length - 1).filter((place) => braid.includes(word.slice(place, place + 2))).length;

/** The length of the shortest stretch of the braid in which a word can be read. */
function shortestStretch(word: string, braid: string): number {
  let best = Infinity;
  for (let start = 0; start < braid.length; start++) {
    if (braid[start] !== word[0]) continue;
    let place = 0;
    for (let end = start; end < braid.length && place < word.length; end++) {
      if (braid[end] === word[place]) place++;
      if (place === word.length) best = Math.min(best, end - start + 1);
    }
  }
  return best;
}

/** What can be seen of a word alone and may tell that it belongs to the braid; more is more likely. */
const TELLS: readonly ((word: string, braid: string) => number)[] = [
  longestPiece,
  adjacentPairs,
  (word, braid) => -shortestStretch(word, braid),
];

/** Whether some word begins with the first letter of the braid and some word ends with the last one. */
const fitsEnds = (words: readonly string[], braid: string): boolean =>
  words.some((word) => word[0] === braid[0]) && words.some((word) => word.at(-1) === braid.at(-1));

/** For each letter of a braid the word that it belongs to, at random; `stay` is how likely a word goes on after each of its letters. */
function drawOwners(rng: Rng, words: readonly string[], stay: number): number[] {
  const total = words.join("").length;
  const left = words.map((word) => word.length);
  const owners: number[] = [];
  let current = 0;
  while (owners.length < total) {
    if (at(left, current) === 0 || !rng.boolean(stay)) {
      current = rng.weightedChoice(left.map((count, index): [number, number] => [index, count]));
    }
    owners.push(current);
    left[current] = at(left, current) - 1;
  }
  return owners;
}

/** The braid in which each letter belongs to the given word. */
function spell(words: readonly string[], owners: readonly number[]): string {
  const taken = words.map(() => 0);
  return owners
    .map((owner) => {
      const place = at(taken, owner);
      taken[owner] = place + 1;
      return at(words, owner).charAt(place);
    })
    .join("");
}

type Draft = { readonly words: readonly string[]; readonly hidden: readonly string[] };

function drawBlock(rng: Rng, level: Level, size: number): Block {
  const length = rng.integer(level.shortest, level.longest);
  return size === 2 ? rng.choice(TRADES.get(length) ?? []) : [[rng.choice(familiesOf(length))]];
}

/** A list of words and those to be braided; undefined where the blocks drawn do not fit the list. */
function drawDraft(rng: Rng, level: Level): Draft | undefined {
  const sizes = rng.choice(at(SHAPES, level.picks - 2));
  const blocks = sizes.map((size) => drawBlock(rng, level, size));
  const families = blocks.flatMap((ways) => ways.flatMap((way) => [...way]));
  if (new Set(families).size < families.length) return undefined;
  const words = new Set(families.map((family) => rng.choice(family)));
  for (const word of rng.shuffle(families.flatMap((family) => [...family]))) {
    if (words.size < level.words) words.add(word);
  }
  if (words.size < level.words) return undefined;
  const hidden = blocks.flatMap((ways) =>
    rng.choice(ways).map((family) => rng.choice(family.filter((word) => words.has(word)))),
  );
  return { words: rng.shuffle([...words]), hidden };
}

type Found = { readonly words: readonly string[]; readonly braid: string; readonly worth: number };

/** What is wanted of a braid: so many near decoys and, unless it is left free, hidden words that no tell puts first. */
type Aim = { readonly traps: number; readonly isFree: boolean };

/** The worth of a braid, at most `traps`; -Infinity where another set works, too, or the worth is not above the floor. */
function worthOf({ words, hidden }: Draft, decoys: readonly (readonly string[])[], braid: string, aim: Aim, floor: number): number {
  const inside = words.filter((word) => isInside(word, braid));
  const near = decoys.filter((set) => fitsEnds(set, braid) && set.every((word) => inside.includes(word)));
  const ahead = TELLS.filter((tell) => {
    const values = new Map(inside.map((word) => [word, tell(word, braid)]));
    const total = (set: readonly string[]): number => set.reduce((sum, word) => sum + (values.get(word) ?? 0), 0);
    const own = total(hidden);
    return near.every((set) => total(set) <= own);
  }).length;
  const seen = aim.isFree && near.length > 0 ? 0 : ahead;
  const worth = Math.min(near.length, aim.traps) - aim.traps * seen;
  // A set that is not near cannot work.
  if (worth <= floor || near.some((set) => isBraid(set, braid))) return -Infinity;
  return worth - (isEasy(hidden, braid) ? aim.traps : 0);
}

/** A braid in which no other set works, made better step by step as letters of different words change places. */
function bestBraid(rng: Rng, draft: Draft, aim: Aim): Found {
  const { words, hidden } = draft;
  const isHidden = (set: readonly string[]): boolean => set.every((word) => hidden.includes(word));
  const decoys = setsWithLetters(words, hidden.length, hidden.join("")).filter((set) => !isHidden(set));
  let owners: readonly number[] = [];
  let worth = -Infinity;
  for (let start = 0; start < STARTS && worth === -Infinity; start++) {
    owners = drawOwners(rng, hidden, 0.3 * rng.float());
    worth = worthOf(draft, decoys, spell(hidden, owners), aim, -Infinity);
  }
  if (worth === -Infinity) return { words, braid: "", worth };
  for (let step = 0; step < STEPS && worth < aim.traps; step++) {
    const one = rng.integer(0, owners.length - 2);
    const other = Math.min(owners.length - 1, one + rng.integer(1, 4));
    const [first, second] = [at(owners, one), at(owners, other)];
    if (first === second) continue;
    const changed = owners.with(one, second).with(other, first);
    const reached = worthOf(draft, decoys, spell(hidden, changed), aim, worth);
    if (reached <= worth) continue;
    owners = changed;
    worth = reached;
  }
  return { words, braid: spell(hidden, owners), worth };
}

export default class BraidedWords extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "BraidedWords",
    slug: "braided-words",
    title: "Braided Words",
    domain: "character-puzzles",
    description:
      "A string is a braid of exactly k words of a list: each word's letters stand in it in their own order, and every letter belongs to exactly one word. The k words are to be named. Only one set works; other sets, made of anagrams or of pairs that trade letters, have exactly the right letters but fail on the order.",
    answerFormat: "the words, in any order, separated by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words in the list", min: 8, max: 16 },
      picks: { meaning: "words that are braided", min: 2, max: 4 },
      shortest: { meaning: "least length of a word", min: 5, max: 8 },
      longest: { meaning: "greatest length of a word", min: 5, max: 8 },
      traps: {
        meaning:
          "decoy sets aimed at that fit the first and last letter of the braid and whose words can each be read in it, though not all together",
        min: 1,
        max: 12,
      },
    },
    levels: [
      { words: 10, picks: 2, shortest: 5, longest: 6, traps: 3 },
      { words: 11, picks: 3, shortest: 5, longest: 6, traps: 4 },
      { words: 13, picks: 3, shortest: 7, longest: 8, traps: 5 },
      { words: 14, picks: 4, shortest: 6, longest: 7, traps: 6 },
      { words: 16, picks: 4, shortest: 7, longest: 8, traps: 7 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    // Now and then the tells may be right: were they always wrong, they would help as well.
    const aim = { traps: level.traps, isFree: rng.boolean(1 / (level.traps + 1)) };
    let best: Found = { words: [], braid: "", worth: -Infinity };
    let drafts = 0;
    while (best.worth < level.traps && (drafts < DRAFTS || best.worth === -Infinity)) {
      const draft = drawDraft(rng, level);
      if (draft === undefined) continue;
      drafts++;
      const found = bestBraid(rng, draft, aim);
      if (found.worth > best.worth) best = found;
    }
    return { words: best.words, braid: best.braid, picks: level.picks };
  }

  promptFunc({ words, braid, picks }: Case): string {
    return [
      `Here is a list of ${words.length} words:`,
      "",
      ...words.map((word) => `- ${word}`),
      "",
      `The following string of ${braid.length} letters is a braid of exactly ${picks} different words of the list:`,
      "",
      braid,
      "",
      "In a braid the letters of the words are mixed, but the letters of each word still stand in their own order, from",
      "left to right and not necessarily side by side. Every letter of the string belongs to exactly one of the words, and",
      "every letter of each of these words is used. No word is used twice.",
      "",
      `Exactly one set of ${picks} words of the list can be braided into this string. Other sets may have exactly the right`,
      "letters, but not in a possible order.",
      "",
      `Name the ${picks} words, in any order, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ words, braid, picks }: Case): string {
    const found = setsWithLetters(words, picks, braid).find((set) => isBraid(set, braid)) ?? [];
    return this.answerFormat.wrap(found.join(", "));
  }

  verifyCorrection(answer: readonly string[], { words, braid, picks }: Case): number {
    const areListed = answer.length === picks && answer.every((word) => words.includes(word));
    return areListed && isBraid(answer, braid) ? 1 : 0;
  }
}
