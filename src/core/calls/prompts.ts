/**
 * Every text for models by its file in `prompts/` and its section there, and the slots that the section has.
 * The wording stands in those files alone; code chooses the section and the values.
 */
export const PROMPT_SECTIONS = {
  author: {
    system: [
      "toolkit",
      "examples",
      "reply_tokens",
      "compiler_flags",
      "cases",
      "draw_seconds",
      "case_ms",
      "memory_mib",
      "verification_ms",
      "repeats",
      "repeats_of_many",
      "many_cases",
      "close_warned",
      "close_failed",
      "unnoticed_warned",
      "fixed_most",
      "fixed_over_chance",
      "guess_several",
      "guess_single",
      "shortcut",
      "shortcut_fall",
      "level_aims",
      "leak_warned",
      "leak_shortest",
      "prompt_fewest",
      "prompt_most",
      "answer_most",
      "mistakes_detected",
    ],
    libraryExample: ["title", "source"],
    pieces: ["pieces"],
    user: ["title", "domain", "fence", "description"],
  },
  pieces: { list: [], parts: [], optimum: [], sentinel: [], choice: [], decimal: [] },
  judge: { system: ["reply_tokens"], user: ["prompt"] },
  solver: { system: ["toolkit", "compiler_flags"], user: ["fence", "prompts"] },
  adversary: {
    system: ["toolkit"],
    user: ["fence", "prompts", "earlier"],
    earlier: ["found", "most"],
    foundEarlier: ["trick", "means"],
    seenNoneEarlier: [],
  },
  translator: {
    system: ["toolkit", "compiler_flags"],
    user: ["fence", "description", "solution", "prompts"],
    noSolution: [],
    runnableSolution: ["language", "fence", "code"],
    solutionToTranslate: ["language", "fence", "code"],
    noExamples: [],
    examples: ["count"],
  },
  arbiter: { system: [], user: ["fence", "prompt", "a", "b"] },
  appraiser: { system: [], user: ["fence", "prompt", "answer"] },
  verifier: { system: [], user: ["fence", "question", "reference", "equal", "answer"] },
  critic: {
    system: [],
    user: ["fence", "description", "source", "levels", "checks", "prompts"],
    shownCase: ["level", "hardest", "prompt", "reference"],
    shownLevel: ["level", "parameters"],
    shownCheck: ["check", "status", "detail"],
  },
  proposer: {
    system: [],
    user: ["domain", "answer", "hard_because", "wish", "known", "told"],
    fromCell: [],
    fromCrossing: ["fence", "parents"],
    fromVariation: ["change", "fence", "parents"],
    fromText: ["fence", "text"],
    parent: ["title", "domain", "answer", "about"],
    again: ["found"],
    lacksHead: [],
    lacksTitle: [],
    lacksDomain: [],
    lacksAnswerType: ["types"],
    lacksCause: ["causes"],
    lacksPart: ["part", "least"],
    lacksSizes: [],
    lacksExampleAnswer: [],
    isTooLong: ["most"],
  },
  checker: {
    system: [],
    user: ["fence", "description", "others", "more"],
    other: ["letter", "title", "about"],
    further: ["number", "title", "about"],
    dispute: ["fence", "description", "a", "b"],
  },
  quoting: {
    prompt: ["number", "prompt"],
    example: ["number", "input", "output"],
    solution: ["language", "code"],
  },
  refine: {
    message: ["finding", "evidence"],
    messageAfterPassing: ["finding", "evidence"],
    messageThatMayStand: ["finding", "evidence"],
    unusableReply: [],
    reason: ["reason"],
    doesNotCompile: [],
    diagnostic: ["line", "column", "category", "code", "message"],
    omitted: ["count"],
  },
  "class-feedback": {
    checksFailed: [],
    checksWarned: [],
    alsoConsider: [],
    check: ["check", "detail"],
    generationEnds: [],
    toldAndChecked: [],
    caseAddress: ["index", "level", "seed"],
    sourceLine: ["line", "text"],
    mutant: ["mutant", "why"],
    found: ["found"],
    alsoFailed: ["checks"],
    alsoWarned: ["checks"],
    criticism: ["faithful"],
    criticalPoint: ["kind", "point", "quote"],
    tooSimple: [],
    solvedByLevel: ["hardest", "levels", "aims"],
    solvedLevel: ["level", "right", "asked", "besides"],
    unreadableReplies: ["count"],
    uncountedReplies: ["count"],
    makeItHarder: [],
    tooHard: [],
    makeItEasier: [],
    makeItEasierAsOthersSolvedIt: [],
    levelsTooFarApart: ["above", "below"],
    fillTheGap: [],
    failedOnAReply: [],
    attemptsAgree: [],
    agreedCase: ["prompt", "answer"],
    wrongTruth: [],
    wrongAnswerRewarded: [],
    wrongAnswerPaid: [],
    ambiguousPrompt: [],
    alternativeRefused: [],
    prompt: ["prompt"],
    yourAnswer: ["answer"],
    otherAnswer: ["answer"],
    rewardedAnswer: ["answer"],
    leftOpen: ["open"],
    workedThrough: ["why"],
    shortcut: [],
    shortcutAtTheEasiest: [],
    guessedByLevel: ["cases", "levels", "limits", "wanted"],
    oneLimit: ["most"],
    limitsDiffer: ["most", "margin"],
    eachLevelByItsLimit: [],
    limitsOrAClearFall: ["easiest", "next", "fall", "cap"],
    guessedLevel: ["level", "mean", "limit"],
    guessedOverTheCap: ["level", "mean", "limit", "cap"],
    overpaidLevel: ["level", "mean", "limit"],
    overpaidEasiestLevel: ["level", "mean", "limit"],
    trick: ["trick"],
    notDescribed: [],
    guessedByWay: ["ways"],
    guessedWay: ["way", "means"],
    paidGuess: ["level", "prompt", "response"],
    closeShortcut: [],
    isThisTheTask: [],
    sentBack: [],
  },
  "program-feedback": {
    tooFewAnswers: ["answered", "cases"],
    noAnswer: ["why", "prompt"],
    theSolution: [],
    threw: ["of", "message"],
    gaveNoText: ["of", "type"],
    gaveEmptyText: ["of"],
    isUnsure: ["of"],
    timedOut: ["of", "limit"],
    late: ["of", "ms", "count", "limit"],
    unreadableAnswer: ["reason", "prompt"],
    wrongAnswer: [],
    itsAnswer: ["response"],
    whatIsWrong: ["why"],
    notLeftOpen: ["open"],
    tooFewDecisions: ["answered", "cases"],
    undecidedAnswer: ["why", "response"],
    noCheck: [],
    prompt: ["prompt"],
    rightAnswerMarkedWrong: [],
    wrongAnswerMarkedRight: [],
    answer: ["response"],
    workedThrough: ["why"],
    outputDiffers: [],
    exampleInput: ["input"],
    exampleOutput: ["output"],
    noOutput: [],
    output: ["output"],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A file of `prompts/`, without its ending. */
export type PromptFile = keyof typeof PROMPT_SECTIONS;

/** All of them. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are known
export const PROMPT_FILES = Object.keys(PROMPT_SECTIONS) as readonly PromptFile[];

/** One section of a file: text with `{{slots}}`, and the slots that it has. */
export type PromptSection<Slot extends string = string> = {
  readonly text: string;
  readonly slots: readonly Slot[];
};

type SlotsOf<Sections> = {
  readonly [Name in keyof Sections]: Sections[Name] extends readonly (infer Slot extends string)[]
    ? PromptSection<Slot>
    : never;
};

/** Every text for models, and what is put into the author's. */
export type Prompts = { readonly [File in PromptFile]: SlotsOf<(typeof PROMPT_SECTIONS)[File]> } & {
  /** The toolkit's documentation, made from its source. */
  readonly toolkit: string;
  /** Bootcamps of the library that may serve as examples; their titles are their folders, by domain. */
  readonly examples: readonly { readonly title: string; readonly source: string }[];
  readonly replyTokens: ReplyTokens;
};

/** The most tokens of a reply, thinking included, by who is told of it. */
export type ReplyTokens = { readonly author: number; readonly judge: number };

const SLOT = /\{\{([a-z_]+)\}\}/g;

/** The slots of a text, each once. */
export function slotsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(SLOT)].map(([, slot = ""]) => slot));
}

/**
 * Puts values into the slots of a section. Values are put in as they are: a slot inside a value stays text.
 * Throws a TypeError when a slot has no value or a value has no slot, which is a fault of ours.
 */
export function fillSlots<Slot extends string>(
  section: PromptSection<Slot>,
  values: Readonly<Record<NoInfer<Slot>, string | number>>,
): string {
  const given = new Map<string, string | number>(Object.entries(values));
  const slots = slotsOf(section.text);
  const unused = [...given.keys()].filter((slot) => !slots.has(slot));
  if (unused.length > 0) throw new TypeError(`the prompt has no slot for ${unused.join(", ")}`);
  return section.text.replace(SLOT, (_, slot: string) => {
    const value = given.get(slot);
    if (value === undefined) throw new TypeError(`the prompt has a slot {{${slot}}} and no value for it`);
    return String(value);
  });
}
