import { Bootcamp, type Card, choiceOf, finalLine, type Rng } from "campforge/bootcamp";

type Candidate = (typeof CANDIDATES)[number];

/** Voters with the same ballot: the candidates they rank, best first, perhaps not all. */
type Group = { readonly voters: number; readonly ranking: readonly Candidate[] };

type Case = {
  readonly groups: readonly Group[];
  /** Whether the candidate with the most last places is eliminated, instead of the one with the fewest votes. */
  readonly byLastPlaces: boolean;
};

type Level = {
  readonly groups: number;
  readonly mostVoters: number;
  readonly shortened: number;
  readonly byLastPlaces: number;
  readonly leastRounds: number;
};

const CANDIDATES = ["A", "B", "C", "D", "E", "F"] as const;
const ATTEMPTS = 300;

type Count = { readonly winner: Candidate; readonly rounds: number; readonly firstLeader: Candidate };

/** The votes that each candidate has when only some are left. */
function tally(groups: readonly Group[], left: readonly Candidate[]): Map<Candidate, number> {
  const votes = new Map<Candidate, number>(left.map((candidate) => [candidate, 0]));
  for (const { voters, ranking } of groups) {
    const best = ranking.find((candidate) => left.includes(candidate));
    if (best !== undefined) votes.set(best, (votes.get(best) ?? 0) + voters);
  }
  return votes;
}

/** On how many ballots each candidate is last of those who are left; whoever a ballot leaves out is last on it. */
function tallyLast(groups: readonly Group[], left: readonly Candidate[]): Map<Candidate, number> {
  const places = new Map<Candidate, number>(left.map((candidate) => [candidate, 0]));
  for (const { voters, ranking } of groups) {
    const unranked = left.filter((candidate) => !ranking.includes(candidate));
    const last = ranking.findLast((candidate) => left.includes(candidate));
    const losers = unranked.length > 0 || last === undefined ? unranked : [last];
    for (const candidate of losers) places.set(candidate, (places.get(candidate) ?? 0) + voters);
  }
  return places;
}

/** Of some candidates, those with the fewest votes in a count. */
function fewest(candidates: readonly Candidate[], votes: ReadonlyMap<Candidate, number>): Candidate[] {
  const least = Math.min(...candidates.map((candidate) => votes.get(candidate) ?? 0));
  return candidates.filter((candidate) => (votes.get(candidate) ?? 0) === least);
}

/** Of some candidates, those with the most last places. */
function mostLast(groups: readonly Group[], left: readonly Candidate[]): Candidate[] {
  const places = tallyLast(groups, left);
  const most = Math.max(...places.values());
  return left.filter((candidate) => places.get(candidate) === most);
}

/** Eliminates one candidate after another until somebody has a majority. */
function count({ groups, byLastPlaces }: Case): Count {
  const first = tally(groups, CANDIDATES);
  const lead = (votes: ReadonlyMap<Candidate, number>, among: readonly Candidate[]): Candidate =>
    among.reduce((best, one) => ((votes.get(one) ?? 0) > (votes.get(best) ?? 0) ? one : best));
  let left: readonly Candidate[] = CANDIDATES;
  for (let rounds = 1; ; rounds++) {
    const votes = tally(groups, left);
    const leader = lead(votes, left);
    const counted = [...votes.values()].reduce((sum, one) => sum + one, 0);
    const isOver = left.length === 1 || 2 * (votes.get(leader) ?? 0) > counted;
    if (isOver) return { winner: leader, rounds, firstLeader: lead(first, CANDIDATES) };
    // Ties: the fewest votes of the first round, then the letter that comes last.
    const losers = fewest(byLastPlaces ? mostLast(groups, left) : fewest(left, votes), first);
    left = left.filter((candidate) => candidate !== losers.at(-1));
  }
}

function drawGroups(rng: Rng, level: Level): Group[] {
  return Array.from({ length: level.groups }, () => {
    const ranking = rng.shuffle(CANDIDATES);
    const length = rng.boolean(level.shortened) ? rng.integer(1, 3) : rng.integer(4, CANDIDATES.length);
    return { voters: rng.integer(1, level.mostVoters), ranking: ranking.slice(0, length) };
  });
}

export default class BallotCount extends Bootcamp<Case, Candidate, Level> {
  static readonly card: Card<Level> = {
    name: "BallotCount",
    slug: "ballot-count",
    title: "Counting Ranked Ballots",
    domain: "mathematical-modelling",
    description:
      "Voters rank six candidates, some of them only a few. Candidates are eliminated one by one, for few votes or for many last places, until somebody has a majority; the winner is asked for. Harder cases have more groups of voters, shorter ballots and more rounds.",
    answerFormat: "the letter of the winner, A to F, on a final line behind Answer:",
    choices: 6,
    parameters: {
      groups: { meaning: "groups of voters with the same ballot", min: 4, max: 40 },
      mostVoters: { meaning: "most voters in a group", min: 1, max: 60 },
      shortened: { meaning: "share of ballots that rank three candidates or fewer", min: 0, max: 1 },
      byLastPlaces: { meaning: "how often candidates are eliminated for last places", min: 0, max: 1 },
      leastRounds: { meaning: "rounds until somebody has a majority, at least", min: 1, max: 6 },
    },
    levels: [
      { groups: 6, mostVoters: 40, shortened: 0, byLastPlaces: 0, leastRounds: 2 },
      { groups: 9, mostVoters: 30, shortened: 0.2, byLastPlaces: 0.3, leastRounds: 3 },
      { groups: 12, mostVoters: 20, shortened: 0.4, byLastPlaces: 0.5, leastRounds: 3 },
      { groups: 17, mostVoters: 12, shortened: 0.5, byLastPlaces: 0.6, leastRounds: 4 },
      { groups: 24, mostVoters: 7, shortened: 0.5, byLastPlaces: 0.7, leastRounds: 5 },
    ],
  };

  readonly answerFormat = finalLine(choiceOf(CANDIDATES));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = { groups: drawGroups(rng, level), byLastPlaces: rng.boolean(level.byLastPlaces) };
      const { rounds, winner, firstLeader } = count(drawn);
      // In half of the cases whoever leads at first does not win.
      const isFair = rounds >= level.leastRounds && (winner !== firstLeader || rng.boolean(0.4));
      if (isFair || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { groups, byLastPlaces } = instance;
    const elimination = byLastPlaces
      ? [
          "3. If nobody wins, one candidate is eliminated, the one with the most last places in this round, and the next round",
          "   begins. A ballot that ranks all remaining candidates is a last place for the one that it ranks last of them; a ballot",
          "   that leaves out some of the remaining candidates is a last place for each of those it leaves out, and for no other.",
          "4. Should several have the most last places in this round, the one of them who had the fewest votes in the first round is",
        ]
      : [
          "3. If nobody wins, one candidate is eliminated, the one with the fewest votes in this round, and the next round begins.",
          "4. Should several have the fewest votes in this round, the one of them who had the fewest votes in the first round is",
        ];
    return [
      `The candidates ${CANDIDATES.join(", ")} stand for election. Each voter has ranked some or all of them, the best first:`,
      "",
      ...groups.map(({ voters, ranking }) => `- ${voters} ${voters === 1 ? "voter" : "voters"}: ${ranking.join(" > ")}`),
      "",
      "The ballots are counted in rounds. At first all six candidates remain.",
      "1. In each round every ballot is one vote for the first of the remaining candidates that it ranks. A ballot that ranks",
      "   none of them is no vote for anybody.",
      "2. A candidate who has more than half of the votes that all remaining candidates have in this round wins. If only one",
      "   candidate remains, that one wins.",
      ...elimination,
      "   eliminated; should that be several as well, the one of these whose letter comes last in the alphabet.",
      "",
      "Who wins?",
      "",
      `Give the letter of the winner, from A to F, as in \`Answer: X\`. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(count(instance).winner);
  }

  verifyCorrection(answer: Candidate, instance: Case): number {
    return answer === count(instance).winner ? 1 : 0;
  }
}
