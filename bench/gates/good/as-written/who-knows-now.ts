import {
  at,
  Bootcamp,
  type Card,
  combinations,
  countBy,
  finalLine,
  list,
  permutations,
  range,
  type Rng,
  sortNumbers,
  text,
} from "campforge/bootcamp";

type Voice = "party" | "exercise" | "brief";

type Remark = {
  readonly speaker: number;
  /** The person whose knowledge is spoken of: the speaker or another one. */
  readonly about: number;
  /** True for "I know" and "may know", false for "do not know" and "does not know". */
  readonly knows: boolean;
};

type Case = {
  readonly features: readonly string[];
  readonly tokens: readonly string[];
  readonly people: readonly string[];
  readonly remarks: readonly Remark[];
  readonly voice: Voice;
};

type Level = {
  readonly tokens: number;
  readonly people: number;
  readonly features: number;
  readonly remarks: number;
  readonly others: number;
  readonly candidates: number;
};

type Talk = Omit<Case, "voice">;

const VOICES: readonly Voice[] = ["party", "exercise", "brief"];
const NAMES = ["Ann", "Ben", "Cyd", "Dov", "Eve", "Fay", "Gus", "Hal"];
const FEATURES = ["letter", "number", "colour", "shape", "material"];

/** The characters for the values of each feature. */
const SIGNS = ["KLMPQRST", "12345678", "bgrwyopv", "cdehstux", "ABCFGIMW"];

/** The tokens under which the speaker must reckon with the other knowing, or knows, and those under which not. */
function split(
  tokens: readonly string[],
  roles: readonly number[],
  speaker: number,
  about: number,
): { readonly yes: string[]; readonly no: string[] } {
  const told = at(roles, speaker);
  const other = at(roles, about);
  const counts = countBy(tokens, (token) => token.charAt(other));
  const values = new Set(
    tokens.filter((token) => counts.get(token.charAt(other)) === 1).map((token) => token.charAt(told)),
  );
  return {
    yes: tokens.filter((token) => values.has(token.charAt(told))),
    no: tokens.filter((token) => !values.has(token.charAt(told))),
  };
}

/** The token that is left at the end where every remark strikes out some but not all tokens and one is left, and how many tokens were looked at. */
function listen(
  { tokens, remarks }: Talk,
  roles: readonly number[],
): { readonly token: string | undefined; readonly work: number } {
  let left = tokens;
  let work = 0;
  for (const { speaker, about, knows } of remarks) {
    work += left.length;
    const { yes, no } = split(left, roles, speaker, about);
    if (yes.length === 0 || no.length === 0) return { token: undefined, work };
    left = knows ? yes : no;
  }
  return { token: left.length === 1 ? left[0] : undefined, work };
}

/** All ways in which each person may have been told another feature. */
function assignments({ features, people }: Talk): number[][] {
  return combinations(range(features.length), people.length).flatMap((chosen) => permutations(chosen));
}

/** The answers that fit, and how many tokens are looked at in all assignments until they fail or end. */
function solve(talk: Talk): { readonly answers: readonly string[]; readonly work: number } {
  const answers: string[] = [];
  let total = 0;
  for (const roles of assignments(talk)) {
    const { token, work } = listen(talk, roles);
    total += work;
    if (token !== undefined) answers.push([token, ...roles.map((role) => at(talk.features, role))].join(", "));
  }
  return { answers, work: total };
}

/** Different tokens; the values of a feature are not equally common. */
function drawTokens(rng: Rng, kinds: readonly number[], count: number): string[] {
  const values = Math.ceil(count / 4) + 1;
  const alphabets = kinds.map((kind) => rng.shuffle([...at(SIGNS, kind)]).slice(0, values));
  const tokens = new Set<string>();
  while (tokens.size < count) {
    const signs = alphabets.map((alphabet) =>
      at(alphabet, Math.min(rng.integer(0, values - 1), rng.integer(0, values - 1))),
    );
    tokens.add(signs.join(""));
  }
  return [...tokens].toSorted();
}

/** Remarks that are true under the token that is left at their end; undefined where the talk came to no such end. */
function drawRemarks(rng: Rng, tokens: readonly string[], level: Level): Remark[] | undefined {
  const roles = rng.sample(range(level.features), level.people);
  const remarks: Remark[] = [];
  let left = tokens;
  for (const after of range(level.remarks).toReversed()) {
    const now = left;
    const previous = remarks.at(-1)?.speaker;
    const options = range(level.people)
      .filter((speaker) => speaker !== previous)
      .flatMap((speaker) =>
        range(level.people).flatMap((about) => {
          const { yes, no } = split(now, roles, speaker, about);
          return [
            { remark: { speaker, about, knows: true }, kept: yes, struck: no },
            { remark: { speaker, about, knows: false }, kept: no, struck: yes },
          ];
        }),
      )
      .filter(
        ({ kept, struck }) =>
          struck.length > 0 && (after === 0 ? kept.length === 1 : kept.length > after),
      );
    const onOthers = options.filter(({ remark }) => remark.about !== remark.speaker);
    const isOnOther = rng.boolean(level.others / 100);
    const pool = isOnOther && onOthers.length > 0 ? onOthers : options;
    if (pool.length === 0) return undefined;
    const { remark, kept } = rng.choice(pool);
    remarks.push(remark);
    left = kept;
  }
  return remarks;
}

function drawTalk(rng: Rng, level: Level): Talk {
  for (;;) {
    const kinds = sortNumbers(rng.sample(range(FEATURES.length), level.features));
    const tokens = drawTokens(rng, kinds, level.tokens);
    const remarks = drawRemarks(rng, tokens, level);
    if (remarks !== undefined) {
      const features = kinds.map((kind) => at(FEATURES, kind));
      return { features, tokens, people: rng.sample(NAMES, level.people), remarks };
    }
  }
}

/** Talks with fewer fitting answers come first, then those that take more work. */
function rating(talk: Talk): number {
  const { answers, work } = solve(talk);
  return work - 1_000_000 * answers.length;
}

function spoken({ speaker, about, knows }: Remark, people: readonly string[]): string {
  const other = at(people, about);
  const own = knows ? "I know which token it is." : "I do not know which token it is.";
  const onOther = knows ? `As far as I can tell, ${other} may know.` : `I know that ${other} does not know.`;
  return `${at(people, speaker)}: "${about === speaker ? own : onOther}"`;
}

export default class WhoKnowsNow extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "WhoKnowsNow",
    slug: "who-knows-now",
    title: "Who Knows Now",
    domain: "logical-reasoning",
    description:
      "One token was drawn from a list, and each of some people was told one feature of it. They speak in turn of what they know, and every remark strikes out tokens until one is left. The token is to be named, and who was told which feature, which the solver is not told. Harder cases have more tokens, features, people and remarks, more of them about others.",
    answerFormat:
      "the token and then the feature that each person was told, separated by commas, on a last line `Answer: …`",
    parameters: {
      tokens: { meaning: "tokens in the list", min: 5, max: 28 },
      people: { meaning: "people who were told a feature", min: 2, max: 4 },
      features: { meaning: "features of a token, at least as many as people", min: 2, max: 5 },
      remarks: { meaning: "remarks", min: 2, max: 10 },
      others: { meaning: "percent of the remarks for which one about another person is wanted", min: 0, max: 100 },
      candidates: {
        meaning: "talks drawn, of which the one with the fewest fitting answers and the most work is taken",
        min: 1,
        max: 12,
      },
    },
    levels: [
      { tokens: 9, people: 2, features: 3, remarks: 3, others: 30, candidates: 5 },
      { tokens: 13, people: 3, features: 3, remarks: 4, others: 40, candidates: 6 },
      { tokens: 16, people: 3, features: 4, remarks: 6, others: 50, candidates: 6 },
      { tokens: 20, people: 4, features: 4, remarks: 7, others: 55, candidates: 6 },
      { tokens: 24, people: 4, features: 5, remarks: 8, others: 60, candidates: 6 },
    ],
  };

  readonly answerFormat = finalLine(list(text()));

  caseGenerator(rng: Rng, level: Level): Case {
    const rated = range(level.candidates).map(() => {
      const talk = drawTalk(rng, level);
      return { talk, rating: rating(talk) };
    });
    const { talk } = rated.reduce((top, one) => (one.rating > top.rating ? one : top));
    return { ...talk, voice: rng.choice(VOICES) };
  }

  promptFunc({ features, tokens, people, remarks, voice }: Case): string {
    const everybody = `${people.slice(0, -1).join(", ")} and ${people.slice(-1).join("")}`;
    const opening = {
      party: `At a party, one token was drawn from a list that everybody can see. ${everybody} were each told privately one feature of the token.`,
      exercise: `This is a puzzle about what people know. One token was drawn from a list, and ${everybody} were each told in private exactly one of its features.`,
      brief: `A token was drawn from the list below; ${everybody} were each told one feature of it in private.`,
    }[voice];
    return [
      opening,
      "No two of them were told the same feature. The list, and who was told which feature, are common knowledge among them. You, however, are not told who was told which feature.",
      "",
      `Tokens: ${tokens.join(", ")}`,
      `The characters of a token stand for its features, in this order: ${features.join(", ")}. There may be a feature that nobody was told.`,
      "",
      "They speak in turn, truthfully and reasoning perfectly, and everybody hears everything:",
      ...remarks.map((remark, index) => `${index + 1}. ${spoken(remark, people)}`),
      "",
      "Rules:",
      "1. The tokens still possible are, at first, the whole list. Each remark strikes out the tokens under which the speaker could not have made it, judged by the tokens possible just before the remark.",
      "2. A person knows under a token if no other possible token has the same value of that person's feature.",
      '3. "I know which token it is": the tokens under which the speaker knows are kept. "I do not know which token it is": all other possible tokens are kept.',
      '4. "I know that X does not know": a token is kept if X knows under none of the possible tokens that have the same value of the speaker\'s feature as this token, itself included. "As far as I can tell, X may know": the tokens that this remark would not keep are kept.',
      "5. Every remark struck out at least one token that was possible until then, and after the last remark exactly one token is left: the one that was drawn.",
      "",
      "Find the token that was drawn, and which feature each person was told, so that all of this holds. If more than one answer fits, any of them is correct.",
      `Give the token as it is written in the list and then the feature that was told to ${people.join(", to ")}, in this order, all separated by commas: ${people.length + 1} entries. The features are called ${features.join(", ")}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(at(solve(instance).answers, 0));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const [token = "", ...told] = answer;
    const roles = told.map((feature) => instance.features.indexOf(feature.toLowerCase()));
    const isAssignment = assignments(instance).some((one) => one.join() === roles.join());
    return isAssignment && listen(instance, roles).token === token ? 1 : 0;
  }

  /** Tokens that are looked at when every assignment of features is followed until it fails or ends. */
  override hardness(instance: Case): number {
    return solve(instance).work;
  }
}
