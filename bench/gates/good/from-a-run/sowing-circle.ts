import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "story" | "contest" | "brief";

type Case = {
  /** The stones of each pit, from pit 1 on. */
  readonly stones: readonly number[];
  /** The pit from which the first move starts, counted from 1. */
  readonly first: number;
  /** The number of moves, in decimal digits. */
  readonly moves: string;
  readonly voice: Voice;
};

type Level = {
  readonly fewestPits: number;
  readonly mostPits: number;
  readonly mostStones: number;
  readonly shortest: number;
  readonly longest: number;
  readonly lowestMoves: number;
  readonly highestMoves: number;
};

type Answer = { readonly counted: number; readonly pit: number };

const VOICES: readonly Voice[] = ["story", "contest", "brief"];
const MODULUS = 1_000_000_007n;

/** For each move, until the position has returned or there were enough moves: the stones dropped into pit 1, and the pit that is current then. */
type History = {
  readonly dropped: readonly number[];
  readonly current: readonly number[];
  readonly hasReturned: boolean;
};

function play(stones: readonly number[], first: number, most: bigint | number): History {
  const pits = [...stones];
  const dropped: number[] = [];
  const current: number[] = [];
  const position = stones.join();
  let pit = first - 1;
  while (dropped.length < most) {
    const hand = at(pits, pit);
    pits[pit] = 0;
    let cat = 0;
    for (let stone = 0; stone < hand; stone++) {
      pit = (pit + 1) % pits.length;
      pits[pit] = at(pits, pit) + 1;
      if (pit === 0) cat++;
    }
    dropped.push(cat);
    current.push(pit + 1);
    if (pit === first - 1 && pits.join() === position) return { dropped, current, hasReturned: true };
  }
  return { dropped, current, hasReturned: false };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What the task asks for: whole rounds of the position, and the moves that are left over. */
function solve({ stones, first, moves }: Case): Answer {
  const count = BigInt(moves);
  const { dropped, current } = play(stones, first, count);
  const period = dropped.length;
  const rounds = count / BigInt(period);
  const rest = Number(count % BigInt(period));
  const counted = rounds * BigInt(sum(dropped)) + BigInt(sum(dropped.slice(0, rest)));
  return { counted: Number(counted % MODULUS), pit: at(current, (rest + period - 1) % period) };
}

export default class SowingCircle extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "SowingCircle",
    slug: "sowing-circle",
    title: "Sowing Circle",
    domain: "mathematical-modelling",
    description:
      "Stones are sown around a circle of pits, each move from the pit where the last stone fell. After a number of moves that is far too large to be played, the stones dropped into pit 1 and the current pit are asked for. Harder positions take more moves until they return.",
    answerFormat:
      "the number of stones modulo 10^9 + 7 and the pit, separated by a space, on a last line `Answer: …`",
    parameters: {
      fewestPits: { meaning: "number of pits at the least", min: 2, max: 8 },
      mostPits: { meaning: "number of pits at the most", min: 2, max: 8 },
      mostStones: { meaning: "stones of a pit at the most", min: 1, max: 9 },
      shortest: { meaning: "moves after which the position returns, at the least", min: 2, max: 400 },
      longest: { meaning: "moves after which the position returns, at the most", min: 2, max: 5_000 },
      lowestMoves: { meaning: "moves that are played, at the least", min: 1, max: 1e18 },
      highestMoves: { meaning: "moves that are played, at the most", min: 1, max: 1e18 },
    },
    levels: [
      {
        fewestPits: 3,
        mostPits: 5,
        mostStones: 4,
        shortest: 5,
        longest: 9,
        lowestMoves: 1e3,
        highestMoves: 1e5,
      },
      {
        fewestPits: 3,
        mostPits: 5,
        mostStones: 5,
        shortest: 10,
        longest: 15,
        lowestMoves: 1e6,
        highestMoves: 1e9,
      },
      {
        fewestPits: 3,
        mostPits: 5,
        mostStones: 5,
        shortest: 20,
        longest: 32,
        lowestMoves: 1e9,
        highestMoves: 1e12,
      },
      {
        fewestPits: 4,
        mostPits: 6,
        mostStones: 4,
        shortest: 42,
        longest: 65,
        lowestMoves: 1e12,
        highestMoves: 1e15,
      },
      {
        fewestPits: 4,
        mostPits: 6,
        mostStones: 5,
        shortest: 80,
        longest: 120,
        lowestMoves: 1e17,
        highestMoves: 1e18,
      },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text(), (whole): Parsed<Answer> => {
      const found = /^\(?([\d,]+?)[\s,;]+(\d+)\)?$/.exec(whole);
      if (found === null) return unparsable("not two numbers");
      const [, left = "", right = ""] = found;
      const counted = integer({ min: 0 })(left);
      if (counted.status === "unparsable") return counted;
      const pit = integer()(right);
      return pit.status === "unparsable" ? pit : parsed({ counted: counted.value, pit: pit.value });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const stones = range(rng.integer(level.fewestPits, level.mostPits)).map(() =>
        rng.integer(0, level.mostStones),
      );
      const first = rng.integer(1, stones.length);
      if (at(stones, first - 1) === 0) continue;
      const { dropped, hasReturned } = play(stones, first, level.longest);
      if (!hasReturned || dropped.length < level.shortest) continue;
      const moves = rng.bigInteger(BigInt(level.lowestMoves), BigInt(level.highestMoves));
      if (moves % BigInt(dropped.length) === 0n) continue;
      return { stones, first, moves: moves.toString(), voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ stones, first, moves, voice }: Case): string {
    const count = stones.length;
    const opening = {
      story: [
        `Grandmother Ida has ${count} pits dug in a circle, numbered 1 to ${count} clockwise. She plays alone. At the start the pits hold these numbers of stones:`,
        ...stones.map((number, index) => `- pit ${index + 1}: ${number}`),
        "",
        `The first move starts from pit ${first}. Her cat sits at pit 1 and counts the stones dropped into it. Ida plays ${moves} moves. How many stones does the cat count, and where does Ida stop?`,
      ],
      contest: [
        "K pits lie in a circle, numbered 1 to K clockwise, with s_i stones in pit i. The first move starts from pit p, and N moves are played. Find how many stones are dropped into pit 1 during the N moves, and which pit is current after them.",
        "",
        "The first line has K, p and N, the second s_1, ..., s_K:",
        "",
        `${count} ${first} ${moves}`,
        stones.join(" "),
      ],
      brief: [
        `Sowing game on a circle of ${count} pits. Stones, from pit 1 clockwise to pit ${count}: ${stones.join(", ")}. First move from pit ${first}. Number of moves: ${moves}. Find the number of stones dropped into pit 1 in all these moves, and the pit that is current after them.`,
      ],
    }[voice];
    return [
      ...opening,
      "",
      `In one move, all the stones are taken out of the current pit and dropped one by one into the pits that follow clockwise: the first into the next pit, and so on, pit 1 following pit ${count}. If there are enough stones to come round to the emptied pit, one is dropped into it as into any other. The pit that gets the last stone is the current pit of the next move. (It is never empty, so there is always a next move.)`,
      "Only stones dropped in moves count, not those that lie in pit 1 at the start.",
      "",
      "Give two integers separated by a space: the number of stones dropped into pit 1 during all the moves, modulo 10^9 + 7 (that is, its remainder on division by 1000000007), and the number of the pit that is current after the last move.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { counted, pit } = solve(instance);
    return this.answerFormat.wrap(`${counted} ${pit}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { counted, pit } = solve(instance);
    return answer.counted === counted && answer.pit === pit ? 1 : 0;
  }

  /** Moves until the position has returned, or until the last one is played. */
  override hardness({ stones, first, moves }: Case): number {
    return play(stones, first, BigInt(moves)).dropped.length;
  }
}
