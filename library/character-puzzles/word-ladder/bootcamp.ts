import { at, Bootcamp, type Card, finalLine, list, range, type Rng, text } from "campforge/bootcamp";

type Voice = "puzzle" | "exercise" | "brief";

type Case = {
  readonly words: readonly string[];
  readonly first: string;
  readonly last: string;
  /** Whether a step may also exchange two neighbouring letters. */
  readonly exchanges: boolean;
  readonly voice: Voice;
};

type Level = {
  readonly words: number;
  readonly exchanges: boolean;
  /** Steps of a shortest ladder. */
  readonly fewest: number;
  readonly most: number;
};

const FORMAT = finalLine(list(text({ letterCase: "lower" }), { separators: ["->", "→", ","] }));
const VOICES: readonly Voice[] = ["puzzle", "exercise", "brief"];
const WORDS = (
  "able acid aged also area army away baby back bail bait bake bald ball balm band bane bang bank bare bark barn base bask bath " +
  "bead beak beam bean bear beat beef been beer bell belt bend bent best bike bill bind bird bite blow blue blur boar boat " +
  "body boil bold bolt bond bone book boom boot bore born boss both bowl brag bran brat brew brow bulk bull burn bush busy " +
  "cage cake calf call calm came camp cane cape card care cart case cash cast cave cell chat chin chip chop clam clan clap " +
  "claw clay clip clod clog clot club coal coat code coil coin cold colt cone cook cool cope copy cord core cork corn cost " +
  "cove crab crew crib crop crow cube cure curl damp dare dark darn dart dash date dawn deal dean dear deck deep deer dent " +
  "desk dial dice dime dine dire dirt dish dive dock dome done doom door dose dove down drag draw drew drip drop drum dual " +
  "duck duel dull dune dusk dust duty each earn ease east edge face fact fade fail fair fake fall fame fare farm fast fate " +
  "fear feat feed feel fell felt fern file fill film find fine fire firm fish fist five flag flap flat flaw flea flew flip " +
  "flow foam foil fold folk fond food fool foot ford fore fork form fort foul four fowl free frog fuel full fuse gain gale " +
  "game gate gave gaze gear gift girl give glad glow glue goal goat gold golf gone good gown grab gram gray grew grid grim " +
  "grin grip grow gulf gull hail hair hale half hall halt hand hang hard hare harm harp hate haul have hawk haze head heal " +
  "heap hear heat heel held hell helm help herd here hero hide high hike hill hint hire hold hole home hood hoof hook hoop " +
  "hope horn hose host hour hull hunt hurt idle inch iron jail joke jump junk jury just keel keen keep kick kill kind king " +
  "kite knee knew knit knot know lace lack lake lamb lame lamp land lane lark lash last late lawn lead leaf leak lean leap " +
  "left lend lens lent less lick life lift like lime limp line link lion list live load loaf loan lock loft lone long look " +
  "loop lord lore lose loss lost loud love luck lump lung lure lurk made maid mail main make male mall malt mane many mare " +
  "mark mask mass mast mate maze meal mean meat meek meet melt mend menu mere mesh mice mild mile milk mill mind mine mint " +
  "miss mist moan moat mock mode mole mood moon moor more moss most moth move much mule must name near neat neck need nest " +
  "news next nice nine node none noon nose note oath once only open oven over pace pack page paid pail pain pair pale palm " +
  "pane park part pass past path pave peak pear peel peer pest pick pier pike pile pill pine pink pint pipe plan play plea " +
  "plot plow plug plum poem pole pond pool poor pork port pose post pour prey pull pump pure push race rack raft rage raid " +
  "rail rain rake ramp rank rare rate read real reap rear reed reef reel rely rent rest rice rich ride ring rise risk road " +
  "roam roar robe rock rode role roll roof room root rope rose ruin rule rush rust safe sage said sail sake sale salt same " +
  "sand sane save scan scar seal seam seat seed seek seem seen self sell send sent shed ship shoe shop shot show sick side " +
  "sigh sign silk sing sink site size skin skip slab slam slap sled slid slim slip slit slot slow snap snow soak soap soar " +
  "sock soft soil sold sole some song soon sore sort soul soup sour span spin spit spot star stay stem step stew stir stop " +
  "such suit sure surf swan swap swim tail take tale talk tall tame tank tape task team tear tell tend tent term test than " +
  "thin this tide tidy tile till time tire toad told toll tomb tone tool toss tour town trap tray tree trim trip true tube " +
  "tune turn twin type vain vale vase vast veil vein verb vest vine vote wade wage wait wake walk wall wand want ward warm " +
  "warn wary wash wave weak wear weed week well went west wide wife wild will wind wine wing wink wipe wire wise wish wolf " +
  "wood wool word wore work worm worn wrap yard yarn year zone"
).split(" ");

/** The five bits that a letter needs. */
const LETTER = 0b011111;
/** All letters of a code. */
const LETTERS = LETTER * 0o01010101;
/** The sixth bits, which a sum with all letters sets where a letter is not 0. */
const SIXTHS = 0b100000 * 0o01010101;

/** A word as a number, of six bits a letter, so that two words are compared at once; the order is the alphabetical one. */
function codeOf(word: string): number {
  let code = 0;
  for (let index = 0; index < word.length; index++) code = (code << 6) | (word.charCodeAt(index) & LETTER);
  return code;
}

/** All words, in alphabetical order. */
const CODES = WORDS.map(codeOf);
const PLACES = CODES.map((_, place) => place);

const wordOf = (code: number): string =>
  String.fromCharCode(...[18, 12, 6, 0].map((shift) => 96 + ((code >> shift) & LETTER)));

/** Memory for the lists of a case, of which many are drawn until a ladder is long enough. */
type Draw = { readonly places: Int32Array; readonly isListed: Uint8Array; readonly drawn: number[] };

/** Draws different words, as `sample` does, as many as the list holds: their codes, in alphabetical order. */
function drawList(rng: Rng, { places, isListed, drawn }: Draw): void {
  places.set(PLACES);
  isListed.fill(0);
  for (let index = 0; index < drawn.length; index++) {
    const other = rng.integer(index, places.length - 1);
    isListed[places[other] ?? 0] = 1;
    places[other] = places[index] ?? 0;
  }
  // Each code is written, and stays where its word was drawn: a branch would be guessed wrong too often.
  for (let place = 0, count = 0; count < drawn.length; place++) {
    drawn[count] = CODES[place] ?? 0;
    count += isListed[place] ?? 0;
  }
}

/** Whether a step leads from one word to another: one letter changed or, where that is allowed, two neighbours exchanged. */
function isStep(one: number, other: number, exchanges: boolean): boolean {
  const difference = one ^ other;
  const places = ((difference & LETTERS) + LETTERS) & SIXTHS;
  if ((places & (places - 1)) === 0) return places !== 0;
  const last = places & -places;
  if (!exchanges || places !== (last | (last << 6))) return false;
  const shift = 26 - Math.clz32(last);
  const [letter, before] = [(one >> shift) & LETTER, (one >> (shift + 6)) & LETTER];
  return difference === ((letter ^ before) * 0o101) << shift;
}

/** Words that can be reached, in order of distance: their codes, and for each its steps and where the word before it is. */
type Climb = {
  readonly codes: readonly number[];
  readonly steps: readonly number[];
  readonly before: readonly number[];
};

/** Goes from the first word to all that can be reached with words of a list, up to the goal. */
function climb(list: readonly number[], first: number, exchanges: boolean, goal = 0): Climb {
  const codes = [first];
  const steps = [0];
  const before = [-1];
  // Only words that are not reached yet are looked at, which are fewer with each step.
  const open = list.filter((code) => code !== first);
  let left = open.length;
  for (let index = 0; index < codes.length && left > 0; index++) {
    const from = codes[index] ?? 0;
    let kept = 0;
    for (let place = 0; place < left; place++) {
      const next = open[place] ?? 0;
      if (!isStep(from, next, exchanges)) {
        open[kept++] = next;
        continue;
      }
      codes.push(next);
      steps.push((steps[index] ?? 0) + 1);
      before.push(index);
      if (next === goal) return { codes, steps, before };
    }
    left = kept;
  }
  return { codes, steps, before };
}

/** A shortest ladder of a case, empty where there is none, and how many words are reached before its last one. */
function solve({ words, first, last, exchanges }: Case): {
  readonly ladder: readonly string[];
  readonly reached: number;
} {
  const goal = codeOf(last);
  const { codes, before } = climb(words.map(codeOf), codeOf(first), exchanges, goal);
  const reached = codes.indexOf(goal);
  const ladder: string[] = [];
  for (let index = reached; index >= 0; index = before[index] ?? -1) ladder.push(wordOf(codes[index] ?? 0));
  return { ladder: ladder.toReversed(), reached };
}

export default class WordLadder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "WordLadder",
    slug: "word-ladder",
    title: "Word Ladder",
    domain: "character-puzzles",
    description:
      "From one word a ladder is to be built to another, each step changing one letter, in harder cases also exchanging two neighbouring letters, with words of a given list only. A shortest ladder is asked for; any shortest one is correct.",
    answerFormat: "the words of the ladder separated by ->, on a last line `Answer: …`",
    parameters: {
      words: { meaning: "words in the list", min: 10, max: 400 },
      exchanges: { meaning: "whether a step may also exchange two neighbouring letters" },
      fewest: { meaning: "steps of a shortest ladder at the least", min: 2, max: 20 },
      most: { meaning: "steps of a shortest ladder at the most", min: 2, max: 20 },
    },
    levels: [
      { words: 40, exchanges: false, fewest: 3, most: 4 },
      { words: 70, exchanges: false, fewest: 5, most: 6 },
      { words: 110, exchanges: true, fewest: 7, most: 8 },
      { words: 160, exchanges: true, fewest: 9, most: 10 },
      { words: 220, exchanges: true, fewest: 11, most: 13 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const { exchanges, fewest, most } = level;
    const list = range(level.words);
    const draw: Draw = { places: Int32Array.from(PLACES), isListed: new Uint8Array(WORDS.length), drawn: list };
    for (;;) {
      drawList(rng, draw);
      const first = rng.choice(list);
      const { codes, steps } = climb(list, first, exchanges);
      const far = codes.filter((_, index) => (steps[index] ?? 0) >= fewest && (steps[index] ?? 0) <= most);
      if (far.length === 0) continue;
      const last = wordOf(rng.choice(far));
      const words = WORDS.filter((_, place) => draw.isListed[place] === 1);
      return { words, first: wordOf(first), last, exchanges, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ words, first, last, exchanges, voice }: Case): string {
    const opening = {
      puzzle: `Turn the word "${first}" into the word "${last}" by a word ladder with as few steps as possible.`,
      exercise: `Find a shortest word ladder that begins with "${first}" and ends with "${last}".`,
      brief: `Word ladder, as short as possible: from "${first}" to "${last}".`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      exchanges
        ? "1. Each step either replaces exactly one letter of the word by another letter in the same place, or exchanges two neighbouring letters (as from trap to tarp)."
        : "1. Each step replaces exactly one letter of the word by another letter in the same place.",
      "2. Every word of the ladder stands in this list:",
      words.join(", "),
      "",
      "Any ladder with the smallest possible number of steps is correct. Give all of its words in order, the first and the last included, with -> between them, as in: jaws -> jabs -> jobs.",
      FORMAT.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return FORMAT.wrap(solve(instance).ladder.join(" -> "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { words, first, last, exchanges } = instance;
    if (answer[0] !== first || answer.at(-1) !== last) return 0;
    const isLadder = range(1, answer.length).every((index) => {
      const [from, to] = [at(answer, index - 1), at(answer, index)];
      return words.includes(to) && isStep(codeOf(from), codeOf(to), exchanges);
    });
    return isLadder && answer.length === solve(instance).ladder.length ? 1 : 0;
  }

  /** Words that a search from the first one reaches before the last: what has to be looked through. */
  override hardness(instance: Case): number {
    const { ladder, reached } = solve(instance);
    return reached + ladder.length;
  }
}
