import { Bootcamp, type Card, combinations, integer, mapping, type Rng, tagged, text } from "campforge/bootcamp";

type Pair = readonly [first: string, second: string];

type Case = {
  readonly exams: readonly string[];
  readonly slots: number;
  /** How many exams may be held in one slot. */
  readonly rooms: number;
  /** Pairs of exams that some student takes both of. */
  readonly shared: readonly Pair[];
  /** The first exam must be held in an earlier slot than the second. */
  readonly earlier: readonly Pair[];
};

type Level = {
  readonly exams: number;
  readonly slots: number;
  readonly spareRooms: number;
  readonly sharedShare: number;
  readonly earlier: number;
};

const SUBJECTS = "algebra botany chemistry drama economics French geology history Italian Japanese Latin music optics physics rhetoric statistics".split(" ");

/** Puts one exam after another into a slot, always the one with the fewest slots left; undefined if nothing fits. */
function plan(instance: Case): Map<string, number> | undefined {
  const { exams, slots, rooms, shared, earlier } = instance;
  const chosen = new Map<string, number>();
  const free = (exam: string): number[] => {
    const taken = new Set(
      shared.flatMap(([one, other]) => (one === exam ? [chosen.get(other)] : other === exam ? [chosen.get(one)] : [])),
    );
    return Array.from({ length: slots }, (_, index) => index + 1).filter((slot) => {
      if (taken.has(slot) || [...chosen.values()].filter((one) => one === slot).length >= rooms) return false;
      return earlier.every(([first, second]) => {
        const [before, after] = [chosen.get(first), chosen.get(second)];
        if (first === exam) return after === undefined ? slot < slots : slot < after;
        if (second === exam) return before === undefined ? slot > 1 : slot > before;
        return true;
      });
    });
  };
  const fill = (): boolean => {
    const open = exams.filter((exam) => !chosen.has(exam));
    if (open.length === 0) return true;
    const options = open.map((exam) => ({ exam, slots: free(exam) }));
    const tightest = options.reduce((best, one) => (one.slots.length < best.slots.length ? one : best));
    for (const slot of tightest.slots) {
      chosen.set(tightest.exam, slot);
      if (fill()) return true;
      chosen.delete(tightest.exam);
    }
    return false;
  };
  return fill() ? chosen : undefined;
}

export default class ExamSlots extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "ExamSlots",
    slug: "exam-slots",
    title: "A Timetable of Exams",
    domain: "mathematical-modelling",
    description:
      "Exams are to be put into numbered slots so that no student has two at once, the rooms suffice, and some exams come before others. More exams, tighter rooms and more demands are harder. Any timetable that follows the rules is correct.",
    answerFormat: "pairs exam=slot, separated by commas, between <answer> and </answer>",
    parameters: {
      exams: { meaning: "exams to be held", min: 4, max: 16 },
      slots: { meaning: "slots, one after another", min: 2, max: 8 },
      spareRooms: { meaning: "exams that would still find a room if all slots were used", min: 0, max: 12 },
      sharedShare: { meaning: "share of the possible pairs of exams that share a student", min: 0, max: 1 },
      earlier: { meaning: "demands that one exam be held before another", min: 0, max: 12 },
    },
    levels: [
      { exams: 5, slots: 3, spareRooms: 1, sharedShare: 0.4, earlier: 1 },
      { exams: 7, slots: 3, spareRooms: 2, sharedShare: 0.45, earlier: 2 },
      { exams: 9, slots: 4, spareRooms: 3, sharedShare: 0.5, earlier: 3 },
      { exams: 12, slots: 4, spareRooms: 0, sharedShare: 0.5, earlier: 5 },
      { exams: 15, slots: 5, spareRooms: 0, sharedShare: 0.55, earlier: 7 },
    ],
  };

  readonly answerFormat = tagged(mapping(text({ letterCase: "lower" }), integer({ min: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const exams = rng.sample(SUBJECTS, level.exams);
    // Planted slots, filled about equally.
    const planted = new Map(rng.shuffle(exams).map((exam, index) => [exam, 1 + (index % level.slots)]));
    const slotOf = (exam: string): number => planted.get(exam) ?? 0;
    const possible = combinations(exams, 2)
      .map(([one = "", other = ""]): Pair => [one, other])
      .filter(([one, other]) => slotOf(one) !== slotOf(other));
    const shared = rng.sample(possible, Math.round(level.sharedShare * possible.length));
    const earlier = rng
      .sample(possible, level.earlier)
      .map(([one, other]): Pair => (slotOf(one) < slotOf(other) ? [one, other] : [other, one]));
    const rooms = Math.ceil((level.exams + level.spareRooms) / level.slots);
    return { exams, slots: level.slots, rooms, shared, earlier };
  }

  promptFunc(instance: Case): string {
    const { exams, slots, rooms, shared, earlier } = instance;
    return [
      `${exams.length} exams are to be held in the slots 1 to ${slots}, which follow one another: ${exams.join(", ")}.`,
      "",
      "Rules:",
      "1. Each exam is held in exactly one slot. A slot may stay empty.",
      "2. Two exams that share a student are held in different slots.",
      `3. There are ${rooms} rooms, and each exam needs one for its slot: in no slot are there more than ${rooms} exams.`,
      "4. Where an exam must come before another, its slot has the smaller number.",
      "",
      "Exams that share a student:",
      ...shared.map(([one, other]) => `- ${one} and ${other}`),
      "",
      "Exams that must come before others:",
      ...earlier.map(([first, second]) => `- ${first} before ${second}`),
      "",
      "Any timetable that follows all the rules is correct. Give the slot of every exam as pairs of the form exam=slot,",
      `separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const chosen = plan(instance);
    return this.answerFormat.wrap(instance.exams.map((exam) => `${exam}=${chosen?.get(exam) ?? 0}`).join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { exams, slots, rooms, shared, earlier } = instance;
    if (answer.size !== exams.length) return 0;
    const slotOf = (exam: string): number => answer.get(exam.toLowerCase()) ?? 0;
    if (!exams.every((exam) => slotOf(exam) >= 1 && slotOf(exam) <= slots)) return 0;
    const counts = Array.from({ length: slots }, (_, index) => exams.filter((exam) => slotOf(exam) === index + 1).length);
    if (counts.some((count) => count > rooms)) return 0;
    const differs = shared.every(([one, other]) => slotOf(one) !== slotOf(other));
    const isInOrder = earlier.every(([first, second]) => slotOf(first) < slotOf(second));
    return differs && isInOrder ? 1 : 0;
  }
}
