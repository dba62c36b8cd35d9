import { at, Bootcamp, boxed, type Card, decimal, isClose, range, type Rng, sortNumbers, textTable } from "campforge/bootcamp";

type Post = { readonly x: number; readonly y: number; readonly radius: number };

type Case = {
  readonly posts: readonly Post[];
  /** Rope that the knot takes, beyond the taut loop. */
  readonly knot: number;
};

type Level = {
  readonly posts: number;
  readonly span: number;
  readonly largestRadius: number;
  readonly inside: number;
};

/** An answer may be this far from the exact length. */
const TOLERANCE = 0.02;

const MOST_TRIES = 300;

/** How far a post reaches in a direction. */
const reach = ({ x, y, radius }: Post, angle: number): number => x * Math.cos(angle) + y * Math.sin(angle) + radius;

/** The post that reaches farthest in a direction. */
const farthest = (posts: readonly Post[], angle: number): number =>
  range(posts.length).reduce((best, index) => (reach(at(posts, index), angle) > reach(at(posts, best), angle) ? index : best), 0);

/** The directions in which two posts reach equally far. */
function tieAngles(one: Post, other: Post): number[] {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const share = (one.radius - other.radius) / Math.hypot(dx, dy);
  if (Math.abs(share) > 1) return [];
  const middle = Math.atan2(dy, dx);
  const turn = 2 * Math.PI;
  return [middle + Math.acos(share), middle - Math.acos(share)].map((angle) => ((angle % turn) + turn) % turn);
}

/** The stretches of directions in each of which one post reaches farthest. */
function stretches(posts: readonly Post[]): { readonly post: number; readonly from: number; readonly to: number }[] {
  const ties = posts.flatMap((one, index) => posts.slice(index + 1).flatMap((other) => tieAngles(one, other)));
  const cuts = [0, ...sortNumbers(ties), 2 * Math.PI];
  return range(cuts.length - 1).map((index) => {
    const [from, to] = [at(cuts, index), at(cuts, index + 1)];
    return { post: farthest(posts, (from + to) / 2), from, to };
  });
}

/** The length of the taut loop: the reach, summed over all directions (Cauchy). */
function loopLength(posts: readonly Post[]): number {
  return stretches(posts).reduce((sum, { post, from, to }) => {
    const { x, y, radius } = at(posts, post);
    return sum + x * (Math.sin(to) - Math.sin(from)) - y * (Math.cos(to) - Math.cos(from)) + radius * (to - from);
  }, 0);
}

/** Posts that the rope touches. */
const touched = (posts: readonly Post[]): number =>
  new Set(stretches(posts).filter(({ from, to }) => to - from > 1e-9).map(({ post }) => post)).size;

const ropeNeeded = ({ posts, knot }: Case): number => loopLength(posts) + knot;

const areApart = (one: Post, other: Post): boolean => Math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius;

function drawPosts(rng: Rng, { posts: wanted, span, largestRadius }: Level): Post[] {
  const posts: Post[] = [];
  for (let tried = 0; posts.length < wanted; tried++) {
    const most = tried < MOST_TRIES ? largestRadius : 1;
    const post = { x: rng.integer(0, span), y: rng.integer(0, span), radius: rng.integer(1, most) };
    if (posts.every((other) => areApart(post, other))) posts.push(post);
  }
  return posts;
}

export default class RopeAroundPosts extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "RopeAroundPosts",
    slug: "rope-around-posts",
    title: "Rope Around Posts",
    domain: "mathematical-modelling",
    description:
      "Round posts of different radii stand on a plane, and a rope is to be pulled taut around all of them. The length of rope that is needed is asked for. Harder cases have more posts, larger differences between their radii, and posts that the rope does not touch.",
    answerFormat: "the length as a decimal number in \\boxed{}",
    parameters: {
      posts: { meaning: "number of posts", min: 2, max: 12 },
      span: { meaning: "the largest coordinate of a centre", min: 12, max: 90 },
      largestRadius: { meaning: "the largest radius of a post", min: 1, max: 9 },
      inside: { meaning: "posts that the rope does not touch, at least, where such a drawing is found", min: 0, max: 6 },
    },
    levels: [
      { posts: 3, span: 20, largestRadius: 2, inside: 0 },
      { posts: 4, span: 28, largestRadius: 4, inside: 0 },
      { posts: 6, span: 36, largestRadius: 6, inside: 1 },
      { posts: 8, span: 48, largestRadius: 8, inside: 2 },
      { posts: 10, span: 60, largestRadius: 9, inside: 3 },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const knot = rng.integer(3, 15);
    let posts = drawPosts(rng, level);
    for (let tried = 0; tried < MOST_TRIES && posts.length - touched(posts) < level.inside; tried++) posts = drawPosts(rng, level);
    return { posts, knot };
  }

  promptFunc({ posts, knot }: Case): string {
    return [
      `${posts.length} round posts stand upright on level ground. Seen from above, each is a circle; the table gives the coordinates of its centre and its radius, all in decimetres. No two posts overlap.`,
      "",
      textTable(["post", "x", "y", "radius"], posts.map(({ x, y, radius }, index) => [index + 1, x, y, radius])),
      "",
      "One rope is laid around the whole group in a single closed loop, with every post inside the loop, and pulled taut. The rope runs horizontally; its thickness counts as zero, and it may touch the posts but not pass through them.",
      `In addition to the loop, the knot takes ${knot} decimetres of rope.`,
      "",
      "How many decimetres of rope are needed in all, loop and knot together?",
      "",
      `Give the number with at least two decimals, without a unit; it counts as correct if it differs from the exact value by at most ${TOLERANCE}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(ropeNeeded(instance).toFixed(4));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, ropeNeeded(instance), { absolute: TOLERANCE }) ? 1 : 0;
  }
}
