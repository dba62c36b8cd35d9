import {
  at,
  Bootcamp,
  type Card,
  countBy,
  finalLine,
  list,
  range,
  type Rng,
  UnionFind,
  vocabulary,
} from "campforge/bootcamp";

type Voice = "party" | "exercise" | "brief";

/** Guests are named by their place in the list of guests. */
type Clue =
  | { readonly form: "rings"; readonly count: number }
  | { readonly form: "same"; readonly one: number; readonly other: number; readonly isSame: boolean }
  | { readonly form: "size"; readonly guest: number; readonly size: number }
  | { readonly form: "steps"; readonly guest: number; readonly steps: number; readonly to: number }
  | { readonly form: "wears"; readonly guest: number; readonly owner: number; readonly isWorn: boolean };

type Case = {
  readonly guests: readonly string[];
  readonly clues: readonly Clue[];
  readonly voice: Voice;
};

type Level = {
  readonly guests: number;
  readonly direct: number;
  readonly longest: number;
};

/** For each guest the owner of the coat worn. */
type Arrangement = readonly number[];

type Outcome = { readonly found: Arrangement | undefined; readonly tried: number };

const VOICES: readonly Voice[] = ["party", "exercise", "brief"];

const NAMES: readonly string[] = [
  "Ana", "Ben", "Cid", "Dot", "Eve", "Fay", "Hal", "Ida", "Jon", "Kim", "Leo", "Mia",
  "Ned", "Oma", "Pia", "Quin", "Roy", "Sue", "Tom", "Uma", "Vic", "Yan", "Zoe",
];

/** How often each form is proposed while clues are drawn; "wears" stands for coats that are not worn. */
const FORMS: readonly (readonly [form: Clue["form"], weight: number])[] = [
  ["steps", 4],
  ["same", 4],
  ["size", 2],
  ["wears", 2],
  ["rings", 1],
];

/** Trials after which the generator takes a search for too long. */
const MOST_TRIALS = 700;

/** Trials that may be spent on taking superfluous clues away. */
const MOST_THINNING = 9_000;

/** The ring of a guest, in the order of the steps. The owners must be a permutation of the guests. */
function ringOf(worn: Arrangement, guest: number): number[] {
  const ring = [guest];
  for (let next = at(worn, guest); next !== guest; next = at(worn, next)) ring.push(next);
  return ring;
}

const ringsIn = (worn: Arrangement): number =>
  range(worn.length).filter((guest) => Math.min(...ringOf(worn, guest)) === guest).length;

function holds(clue: Clue, worn: Arrangement): boolean {
  switch (clue.form) {
    case "rings":
      return ringsIn(worn) === clue.count;
    case "same":
      return ringOf(worn, clue.one).includes(clue.other) === clue.isSame;
    case "size":
      return ringOf(worn, clue.guest).length === clue.size;
    case "steps": {
      const ring = ringOf(worn, clue.guest);
      return ring[clue.steps % ring.length] === clue.to;
    }
    case "wears":
      return (worn[clue.guest] === clue.owner) === clue.isWorn;
  }
}

function guestsOf(clue: Clue): readonly number[] {
  switch (clue.form) {
    case "rings":
      return [];
    case "same":
      return [clue.one, clue.other];
    case "size":
      return [clue.guest];
    case "steps":
      return [clue.guest, clue.to];
    case "wears":
      return [clue.guest, clue.owner];
  }
}

/** The opposite of a clue, where it has a form of its own. */
function oppositeOf(clue: Clue): readonly Clue[] {
  if (clue.form === "same") return [{ ...clue, isSame: !clue.isSame }];
  if (clue.form === "wears") return [{ ...clue, isWorn: !clue.isWorn }];
  return [];
}

function hasDivisor(value: number, low: number, high: number): boolean {
  for (let divisor = low; divisor <= high; divisor++) if (value % divisor === 0) return true;
  return false;
}

type StepsClue = Extract<Clue, { form: "steps" }>;

/** What the clues say together. Guests who share a ring by some clue are one group, named by one of its guests. */
type Facts = {
  readonly group: readonly number[];
  /** For each group its members, and the size of its ring, 0 where no clue gives it. */
  readonly members: readonly number[];
  readonly sizes: readonly number[];
  /** For each group, as bits, the groups that cannot be in its ring; its own bit where it contradicts itself. */
  readonly foes: readonly number[];
  /** For each guest the owner of the coat worn, for each owner the guest who wears the coat; -1 where no clue says it. */
  readonly owners: readonly number[];
  readonly wearers: readonly number[];
  /** For each guest, as bits, the owners of coats that are not worn. */
  readonly banned: readonly number[];
  readonly steps: readonly StepsClue[];
  /** The number of rings, 0 where no clue gives it. */
  readonly rings: number;
};

function factsOf(clues: readonly Clue[], size: number): Facts {
  const sets = new UnionFind(size);
  for (const clue of clues) {
    if (clue.form === "same" && clue.isSame) sets.union(clue.one, clue.other);
    if (clue.form === "steps") sets.union(clue.guest, clue.to);
    if (clue.form === "wears" && clue.isWorn) sets.union(clue.guest, clue.owner);
  }
  const group = range(size).map((guest) => sets.find(guest));
  const members = range(size).map((one) => group.filter((other) => other === one).length);
  const sizes = range(size).map(() => 0);
  const foes = range(size).map(() => 0);
  const owners = range(size).map(() => -1);
  const wearers = range(size).map(() => -1);
  const banned = range(size).map(() => 0);
  const steps: StepsClue[] = [];
  let rings = 0;
  const setApart = (one: number, other: number): void => {
    foes[one] = at(foes, one) | (1 << other);
    foes[other] = at(foes, other) | (1 << one);
  };
  for (const clue of clues) {
    switch (clue.form) {
      case "rings":
        rings = clue.count;
        break;
      case "same":
        if (!clue.isSame) setApart(at(group, clue.one), at(group, clue.other));
        break;
      case "size": {
        const one = at(group, clue.guest);
        if (at(sizes, one) > 0 && at(sizes, one) !== clue.size) setApart(one, one);
        sizes[one] = clue.size;
        break;
      }
      case "steps":
        steps.push(clue);
        break;
      case "wears":
        if (clue.isWorn) {
          const one = at(group, clue.guest);
          if (at(owners, clue.guest) >= 0 && at(owners, clue.guest) !== clue.owner) setApart(one, one);
          if (at(wearers, clue.owner) >= 0 && at(wearers, clue.owner) !== clue.guest) setApart(one, one);
          owners[clue.guest] = clue.owner;
          wearers[clue.owner] = clue.guest;
        } else banned[clue.guest] = at(banned, clue.guest) | (1 << clue.owner);
        break;
    }
  }
  return { group, members, sizes, foes, owners, wearers, banned, steps, rings };
}

/** The first arrangement that fits all clues and is accepted. Ring after ring is laid, step by step. */
function search(
  clues: readonly Clue[],
  order: readonly number[],
  accepts: (worn: Arrangement) => boolean,
  most: number,
): Outcome {
  const size = order.length;
  const { group, members, sizes, foes, owners, wearers, banned, steps, rings } = factsOf(clues, size);
  const mentioned = countBy(clues.flatMap(guestsOf));
  const starts = range(size).toSorted((one, other) => (mentioned.get(other) ?? 0) - (mentioned.get(one) ?? 0));
  const worn = range(size).map(() => -1);
  /** The number of each guest's ring, and the guest's place in it; -1 is no ring yet. */
  const ring = range(size).map(() => -1);
  const place = range(size).map(() => -1);
  let path: number[] = [];
  let current = -1;
  let tried = 0;
  let found: Arrangement | undefined = undefined as Arrangement | undefined;

  /** Whether a clue about steps can still be true, after the last step of the current ring. */
  const canLead = ({ guest, steps: count, to }: StepsClue, closes: boolean): boolean => {
    if (ring[guest] !== current) return ring[to] !== current || (!closes && ring[guest] < 0);
    const reach = place[guest] + count;
    if (closes) return path[reach % path.length] === to;
    if (reach < path.length) return path[reach] === to;
    if (ring[to] < 0) return true;
    return ring[to] === current && hasDivisor(reach - place[to], path.length, size);
  };

  const canAllLead = (closes: boolean): boolean => {
    for (const clue of steps) if (!canLead(clue, closes)) return false;
    return true;
  };

  /** Whether the number of rings can still be right when the current ring is closed. */
  const canCount = (): boolean => {
    if (rings === 0) return true;
    const left = ring.filter((one) => one < 0).length;
    const needed = rings - current - 1;
    return left === 0 ? needed === 0 : needed >= 1 && 2 * needed <= left;
  };

  const startRing = (): void => {
    const before = path;
    const first = starts.find((guest) => ring[guest] < 0);
    if (first === undefined) {
      if (accepts(worn)) found = [...worn];
      return;
    }
    const one = group[first];
    if (((foes[one] >> one) & 1) === 1) return;
    current++;
    path = [first];
    ring[first] = current;
    place[first] = 0;
    goOn(1 << one, members[one], sizes[one]);
    ring[first] = -1;
    path = before;
    current--;
  };

  /** Goes on with a ring that holds some groups, which have so many members, and has a given size or 0. */
  const goOn = (groups: number, total: number, fixed: number): void => {
    const from = at(path, path.length - 1);
    for (const owner of order) {
      if (found !== undefined || tried >= most) return;
      const closes = owner === path[0];
      if (closes ? path.length < 2 : ring[owner] >= 0) continue;
      tried++;
      if (owners[from] >= 0 && owners[from] !== owner) continue;
      if (wearers[owner] >= 0 && wearers[owner] !== from) continue;
      if (((banned[from] >> owner) & 1) === 1) continue;
      worn[from] = owner;
      if (closes) {
        const isFull = path.length === total && (fixed === 0 || fixed === total);
        if (isFull && canCount() && canAllLead(true)) startRing();
        continue;
      }
      const one = group[owner];
      const isNew = ((groups >> one) & 1) === 0;
      if (isNew && (foes[one] & (groups | (1 << one))) !== 0) continue;
      if (isNew && fixed > 0 && sizes[one] > 0 && sizes[one] !== fixed) continue;
      const nextTotal = isNew ? total + members[one] : total;
      const nextFixed = isNew && sizes[one] > 0 ? sizes[one] : fixed;
      if (nextFixed > 0 && nextTotal > nextFixed) continue;
      ring[owner] = current;
      place[owner] = path.length;
      path.push(owner);
      if (canAllLead(false)) goOn(groups | (1 << one), nextTotal, nextFixed);
      path.pop();
      ring[owner] = -1;
    }
  };

  startRing();
  return { found, tried };
}

/** An arrangement in which nobody wears their own coat. */
function drawArrangement(rng: Rng, size: number, accepts: (worn: Arrangement) => boolean = () => true): Arrangement {
  for (;;) {
    const worn = rng.shuffle(range(size));
    if (worn.every((owner, guest) => owner !== guest) && accepts(worn)) return worn;
  }
}

function proposeClue(rng: Rng, longest: number, worn: Arrangement, rival: Arrangement): Clue {
  const form = rng.weightedChoice(FORMS);
  const [guest = 0, other = 1] = rng.sample(range(worn.length), 2);
  const ring = ringOf(worn, guest);
  switch (form) {
    case "rings":
      return { form, count: ringsIn(worn) };
    case "same":
      return { form, one: guest, other, isSame: ring.includes(other) };
    case "size":
      return { form, guest, size: ring.length };
    case "steps": {
      const steps = rng.integer(2, longest);
      return { form, guest, steps, to: at(ring, steps % ring.length) };
    }
    case "wears":
      return { form, guest, owner: at(rival, guest), isWorn: false };
  }
}

/** A clue that is true of an arrangement and false of its rival. */
function drawClue(rng: Rng, longest: number, worn: Arrangement, rival: Arrangement): Clue {
  for (;;) {
    const clue = proposeClue(rng, longest, worn, rival);
    if (holds(clue, worn) && !holds(clue, rival)) return clue;
  }
}

function wordsOf(clue: Clue, guests: readonly string[]): string {
  switch (clue.form) {
    case "rings":
      return clue.count === 1 ? "There is exactly 1 ring." : `There are exactly ${clue.count} rings.`;
    case "same":
      return `${at(guests, clue.one)} and ${at(guests, clue.other)} are in ${clue.isSame ? "the same ring" : "different rings"}.`;
    case "size":
      return `${at(guests, clue.guest)}'s ring has exactly ${clue.size} guests.`;
    case "steps":
      return `${clue.steps} steps from ${at(guests, clue.guest)} lead to ${at(guests, clue.to)}.`;
    case "wears":
      return `${at(guests, clue.guest)} is ${clue.isWorn ? "wearing" : "not wearing"} ${at(guests, clue.owner)}'s coat.`;
  }
}

export default class CoatCheckMixUp extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "CoatCheckMixUp",
    slug: "coat-check-mix-up",
    title: "Coat Check Mix-Up",
    domain: "logical-reasoning",
    description:
      "Every guest of a party went home in the coat of another guest. Clues tell of the rings that arise when one goes from each guest to the owner of the coat worn: how many there are, who is in one ring with whom, how large a ring is, and where some steps lead. Exactly one arrangement fits. Harder cases have more guests and less direct clues.",
    answerFormat:
      "for each guest in the order given, the owner of the coat worn, separated by commas, on a last line `Answer: …`",
    parameters: {
      guests: { meaning: "number of guests", min: 4, max: 16 },
      direct: { meaning: "clues that say whose coat a guest is wearing", min: 0, max: 4 },
      longest: { meaning: "the most steps that a clue speaks of", min: 2, max: 30 },
    },
    levels: [
      { guests: 7, direct: 2, longest: 5 },
      { guests: 8, direct: 1, longest: 7 },
      { guests: 10, direct: 0, longest: 9 },
      { guests: 11, direct: 0, longest: 13 },
      { guests: 13, direct: 0, longest: 18 },
    ],
  };

  readonly answerFormat = finalLine(list(vocabulary(NAMES)));

  caseGenerator(rng: Rng, { guests, direct, longest }: Level): Case {
    const all = range(guests);
    const worn = range(3)
      .map(() => drawArrangement(rng, guests))
      .reduce((best, next) => (ringsIn(next) > ringsIn(best) ? next : best));
    const isRival = (other: Arrangement): boolean => other.join() !== worn.join();
    const given = rng
      .sample(all, direct)
      .map((guest): Clue => ({ form: "wears", guest, owner: at(worn, guest), isWorn: true }));
    // Clues are added until no other arrangement fits; each excludes one that still does.
    let clues: readonly Clue[] = [];
    for (;;) {
      const { found, tried } = search([...given, ...clues], rng.shuffle(all), isRival, MOST_TRIALS);
      if (found === undefined && tried < MOST_TRIALS) break;
      const rival = found ?? drawArrangement(rng, guests, isRival);
      clues = [...clues, drawClue(rng, longest, worn, rival)];
    }
    // Then those are taken away that the others make superfluous.
    let left = MOST_THINNING;
    for (const clue of rng.shuffle(clues)) {
      const others = clues.filter((one) => one !== clue);
      const limit = Math.min(MOST_TRIALS, left);
      // An arrangement that fits the others and not this one fits its opposite.
      const { found, tried } = search([...given, ...others, ...oppositeOf(clue)], rng.shuffle(all), isRival, limit);
      left -= tried;
      if (found === undefined && tried < limit) clues = others;
    }
    return {
      guests: rng.sample(NAMES, guests),
      clues: rng.shuffle([...given, ...clues]),
      voice: rng.choice(VOICES),
    };
  }

  promptFunc({ guests, clues, voice }: Case): string {
    const opening = {
      party: "The lights went out at the coat check, and after the party everybody took some coat in the dark.",
      exercise: "In this puzzle you find out who is wearing whose coat.",
      brief: "Logic puzzle: coats mixed up among guests.",
    }[voice];
    return [
      opening,
      "",
      `The ${guests.length} guests are, in this order: ${guests.join(", ")}.`,
      "",
      "Rules:",
      "- Each guest owns one coat and is wearing one coat. Each coat is worn by exactly one guest, all coats belong to guests, and nobody is wearing their own.",
      "- A step leads from a guest to the owner of the coat that this guest is wearing. The start itself does not count as a step.",
      "- Following steps from any guest leads back to that guest at last; the guests met on the way, the first one included, form a ring. So every guest is in exactly one ring, and each ring has at least 2 guests.",
      "- A clue about steps may speak of more steps than the ring has guests: then the way simply goes around the ring again. It may also lead back to the guest from whom it starts.",
      "",
      "For instance, if P is wearing Q's coat, Q is wearing R's coat and R is wearing P's coat, then these 3 guests form a ring, 2 steps from P lead to R, 3 steps from P lead to P, and 5 steps from P lead to R.",
      "",
      "Clues, all of them true:",
      ...clues.map((clue, index) => `${index + 1}. ${wordsOf(clue, guests)}`),
      "",
      "Exactly one arrangement of the coats fits all of this.",
      "",
      `For every guest, in the order in which the guests are listed above, give the owner of the coat that this guest is wearing: ${guests.length} names separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ guests, clues }: Case): string {
    const { found } = search(clues, range(guests.length), () => true, Infinity);
    return this.answerFormat.wrap((found ?? []).map((owner) => at(guests, owner)).join(", "));
  }

  verifyCorrection(answer: readonly string[], { guests, clues }: Case): number {
    const worn = answer.map((name) => guests.indexOf(name));
    const isArrangement =
      worn.length === guests.length &&
      range(guests.length).every((guest) => worn.includes(guest) && worn[guest] !== guest);
    return isArrangement && clues.every((clue) => holds(clue, worn)) ? 1 : 0;
  }
}
