/** The slug and the name of the class below. */
export const WALK = { slug: "walk-in-words", name: "WalkInWords" };

/** A class whose answers are a phrase, which a model compares: where a walk over a grid of streets ends. */
export const WALK_SOURCE = `import {
  Bootcamp,
  modelVerified,
  type ModelVerifiedCard,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Direction = "north" | "east" | "south" | "west";
type Leg = { readonly blocks: number; readonly to: Direction };
type Case = { readonly legs: readonly Leg[] };
type Level = { readonly legs: number; readonly most: number };

const MOST_CHARACTERS = 120;
const DIRECTIONS = ["north", "east", "south", "west"] as const;

function endOf({ legs }: Case): { readonly east: number; readonly north: number } {
  const along = (to: Direction): number =>
    legs.reduce((sum, leg) => sum + (leg.to === to ? leg.blocks : 0), 0);
  return { east: along("east") - along("west"), north: along("north") - along("south") };
}

const onAxis = (value: number, plus: Direction, minus: Direction): readonly string[] =>
  value === 0 ? [] : [\`\${Math.abs(value)} \${value > 0 ? plus : minus}\`];

function placeText(east: number, north: number): string {
  const parts = [...onAxis(east, "east", "west"), ...onAxis(north, "north", "south")];
  return parts.length === 0 ? "at the start" : parts.join(" and ");
}

function turnedText(east: number, north: number): string {
  const parts = [...onAxis(north, "north", "south"), ...onAxis(east, "east", "west")];
  return parts.length === 0 ? "where it began" : \`it ends \${parts.join(", ")} of the start\`;
}

export default class WalkInWords extends Bootcamp<Case, string, Level> {
  static readonly card: ModelVerifiedCard<Level> = {
    name: "WalkInWords",
    slug: "walk-in-words",
    title: "Where a walk ends, in words",
    domain: "logical-reasoning",
    description: "A walk over a grid of streets is told leg by leg; its end is to be told in words.",
    answerFormat: "a phrase that says how many blocks from the start the walk ends, and in which directions",
    modelVerified: true,
    parameters: {
      legs: { meaning: "legs of the walk", min: 2, max: 60 },
      most: { meaning: "the longest leg in blocks", min: 3, max: 90 },
    },
    levels: [
      { legs: 4, most: 9 },
      { legs: 8, most: 20 },
      { legs: 16, most: 40 },
    ],
  };

  readonly answerFormat = modelVerified(tagged(text({ maxLength: 200 })), {
    equal: "Both name the same place: as many blocks east or west, and as many north or south, from the start.",
    reworded: (instance: Case) => {
      const { east, north } = endOf(instance);
      return [turnedText(east, north)];
    },
    wrong: (instance: Case) => {
      const { east, north } = endOf(instance);
      return [placeText(east + 1, north), placeText(east - 2, north), turnedText(east, north - 1)];
    },
  });

  caseGenerator(rng: Rng, level: Level): Case {
    const legs = Array.from({ length: level.legs }, () => ({
      blocks: rng.integer(1, level.most),
      to: rng.choice(DIRECTIONS),
    }));
    return { legs };
  }

  promptFunc({ legs }: Case): string {
    return [
      "Somebody walks over a grid of streets, leg by leg:",
      ...legs.map(({ blocks, to }) => \`- \${blocks} \${blocks === 1 ? "block" : "blocks"} to the \${to}\`),
      "Tell in a few words where the walk ends: how many blocks east or west, and how many north or south,",
      "of the place where it began. Leave out a direction in which it has not moved in the end.",
      \`Use at most \${MOST_CHARACTERS} characters.\`,
      this.answerFormat.instruction,
    ].join("\\n");
  }

  referenceAnswer(instance: Case): string {
    const { east, north } = endOf(instance);
    return this.answerFormat.wrap(placeText(east, north));
  }

  verifyCorrection(answer: string): number {
    return answer.length > MOST_CHARACTERS ? 0 : 1;
  }
}
`;

/** Where the walk of a prompt ends, as the class would have it. */
export function endOfWalk(prompt: string): { readonly east: number; readonly north: number } {
  const legs = [...prompt.matchAll(/^- (\d+) blocks? to the (north|east|south|west)$/gm)];
  const along = (to: string): number =>
    legs.reduce((sum, [, blocks, where]) => sum + (where === to ? Number(blocks) : 0), 0);
  return { east: along("east") - along("west"), north: along("north") - along("south") };
}

/** A place in words that the class never uses. */
export function inOtherWords({ east, north }: ReturnType<typeof endOfWalk>): string {
  const vertical = `${Math.abs(north)} ${north < 0 ? "south" : "north"}`;
  const horizontal = `${Math.abs(east)} ${east < 0 ? "west" : "east"}`;
  return `I end up ${[vertical, horizontal].filter((part) => !part.startsWith("0")).join(", then ")}`;
}
