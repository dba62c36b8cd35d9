import { at, Bootcamp, type Card, finalLine, integer, list, type Rng } from "campforge/bootcamp";

type Voice = "machine" | "exercise" | "brief";

type Case = {
  /** The depth beyond which a new leaf is rotated up. */
  readonly limit: number;
  readonly keys: readonly number[];
  readonly voice: Voice;
};

type Answer = readonly number[];

type Level = {
  readonly keys: number;
  readonly distinct: number;
  readonly deepest: number;
};

type Tree = { readonly key: number; readonly left: Tree; readonly right: Tree } | undefined;

type Kind = "leaf" | "deep" | "up" | "out";

/** The tree after a key, what the key did, and the depth at which it was found or inserted. */
type Step = { readonly tree: Tree; readonly kind: Kind; readonly depth: number };

const VOICES: readonly Voice[] = ["machine", "exercise", "brief"];
const KINDS: readonly Kind[] = ["leaf", "deep", "up", "out"];

function preorder(tree: Tree): number[] {
  return tree === undefined ? [] : [tree.key, ...preorder(tree.left), ...preorder(tree.right)];
}

function insert(tree: Tree, x: number): Tree {
  if (tree === undefined) return { key: x, left: undefined, right: undefined };
  return x < tree.key ? { ...tree, left: insert(tree.left, x) } : { ...tree, right: insert(tree.right, x) };
}

/** The depth of a key, the root's being 1; 0 where it is not in the tree. */
function depthOf(tree: Tree, x: number): number {
  let depth = 0;
  for (let node: Tree = tree; node !== undefined; node = x < node.key ? node.left : node.right) {
    depth++;
    if (node.key === x) return depth;
  }
  return 0;
}

/** The tree after a key that is not its root was rotated over its parent. */
function raise(tree: Tree, x: number): Tree {
  if (tree === undefined) return undefined;
  const { key, left, right } = tree;
  if (left !== undefined && left.key === x) return { key: x, left: left.left, right: { key, left: left.right, right } };
  if (right !== undefined && right.key === x) return { key: x, left: { key, left, right: right.left }, right: right.right };
  return x < key ? { key, left: raise(left, x), right } : { key, left, right: raise(right, x) };
}

/** Two trees as one: the second hangs as right child of the largest key of the first, if there is one. */
function hang(left: Tree, right: Tree): Tree {
  return left === undefined ? right : { key: left.key, left: left.left, right: hang(left.right, right) };
}

function step(tree: Tree, x: number, limit: number): Step {
  if (tree !== undefined && tree.key === x) return { tree: hang(tree.left, tree.right), kind: "out", depth: 1 };
  const found = depthOf(tree, x);
  if (found > 0) return { tree: raise(tree, x), kind: "up", depth: found };
  const grown = insert(tree, x);
  const depth = depthOf(grown, x);
  if (depth <= limit) return { tree: grown, kind: "leaf", depth };
  return { tree: raise(raise(grown, x), x), kind: "deep", depth };
}

function run(keys: readonly number[], limit: number): Step[] {
  const steps: Step[] = [];
  for (const key of keys) steps.push(step(steps.at(-1)?.tree, key, limit));
  return steps;
}

function finalKeys(keys: readonly number[], limit: number): number[] {
  return preorder(run(keys, limit).at(-1)?.tree);
}

/** The tree that keys give when they are inserted in an order and nothing else is done. */
function planted(order: readonly number[]): number[] {
  let tree: Tree = undefined;
  for (const key of order) tree = insert(tree, key);
  return preorder(tree);
}

type Drawn = { readonly limit: number; readonly keys: readonly number[] };

function draw(rng: Rng, level: Level): Drawn {
  const pool = rng.distinctIntegers(level.distinct, 1, 99);
  const limit = rng.integer(3, level.deepest);
  const keys: number[] = [];
  let tree: Tree = undefined;
  while (keys.length < level.keys) {
    const inside = preorder(tree);
    const absent = pool.filter((key) => !inside.includes(key));
    const unused = pool.filter((key) => !keys.includes(key));
    const kind = rng.weightedChoice<"in" | "up" | "out">([
      ["in", 3 * absent.length],
      ["up", inside.length > 1 ? 4 : 0],
      ["out", inside.length > 1 ? 2 : 0.3 * inside.length],
    ]);
    const isFresh = unused.length > 0 && rng.boolean(0.6);
    const x =
      kind === "in" ? rng.choice(isFresh ? unused : absent) : kind === "up" ? rng.choice(inside.slice(1)) : at(inside, 0);
    keys.push(x);
    tree = step(tree, x, limit).tree;
  }
  return { limit, keys };
}

/** How many of the things that make a good case a drawn one has, of 4. */
function merits({ limit, keys }: Drawn, distinct: number): number {
  const steps = run(keys, limit);
  const last = preorder(steps.at(-1)?.tree);
  const isLeft = (key: number): boolean => last.includes(key);
  const first = [...new Set(keys)].filter(isLeft);
  const recent = [...new Set(keys.toReversed())].filter(isLeft);
  const glances = [planted(first), planted(first.toReversed()), planted(recent), planted(recent.toReversed())];
  const wrong = [...glances, finalKeys(keys, keys.length)];
  const good = [
    last.length >= distinct - 2,
    new Set(keys).size === distinct,
    KINDS.every((kind) => steps.some((one) => one.kind === kind)),
    wrong.every((one) => one.join() !== last.join()),
  ];
  return good.filter((one) => one).length;
}

export default class LeaningTree extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "LeaningTree",
    slug: "leaning-tree",
    title: "Leaning Tree",
    domain: "algorithms",
    description:
      "A binary search tree gets a list of keys. A new key is inserted as a leaf and rotated up twice if it lies too deep; a key in the tree is rotated up once; the root is removed when its key comes. The final tree is asked for in preorder. Harder cases have longer lists and larger trees.",
    answerFormat: "the keys of the final tree in preorder, separated by spaces, on a last line `Answer: …`",
    parameters: {
      keys: { meaning: "length of the list of keys", min: 8, max: 1000 },
      distinct: { meaning: "number of different keys in the list", min: 4, max: 30 },
      deepest: { meaning: "the greatest limit of depth, which is drawn from 3 up to this", min: 3, max: 5 },
    },
    levels: [
      { keys: 18, distinct: 7, deepest: 3 },
      { keys: 45, distinct: 9, deepest: 4 },
      { keys: 100, distinct: 12, deepest: 4 },
      { keys: 200, distinct: 15, deepest: 5 },
      { keys: 360, distinct: 18, deepest: 5 },
    ],
  };

  readonly answerFormat = finalLine(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = draw(rng, level);
    let most = merits(best, level.distinct);
    for (let tries = 0; tries < 300 && most < 4; tries++) {
      const drawn = draw(rng, level);
      const merit = merits(drawn, level.distinct);
      if (merit > most) {
        best = drawn;
        most = merit;
      }
    }
    return { limit: best.limit, keys: best.keys, voice: rng.choice(VOICES) };
  }

  promptFunc({ limit, keys, voice }: Case): string {
    const opening = {
      machine: `A machine keeps whole numbers in a binary search tree that rearranges itself. It starts with an empty tree and is fed ${keys.length} keys, one after the other.`,
      exercise: `A binary search tree of whole numbers is empty at first. Process a list of ${keys.length} keys in order and find the tree that results.`,
      brief: `Simulate a self-adjusting binary search tree, empty at first, on ${keys.length} keys.`,
    }[voice];
    return [
      opening,
      `Smaller keys lie in the left subtree of a node, larger ones in its right subtree. The depth of the root is 1, that of its children 2, and so on. The depth limit is D = ${limit}.`,
      "",
      "Rules for each key x:",
      "1. If x is not in the tree, insert it as a leaf in the usual way, without rebalancing (into an empty tree, x becomes the root). If the depth of this new leaf is greater than D, rotate x up twice in a row, each time over the node that is its parent at that moment. Otherwise do nothing more.",
      "2. If x is in the tree but is not the root, rotate x up once over its parent (the usual single rotation, which keeps the search order).",
      "3. If x is the root, remove it. Let L and R be its left and right subtrees. If L is not empty, the root of L becomes the root of the tree, and R, if it is not empty, is attached as the right child of the largest key of L. If L is empty, R becomes the tree (which may then be empty).",
      "D matters only for newly inserted leaves: nodes that come to lie deeper in any other way stay there.",
      "",
      "An example with D = 3 and the keys 5, 2, 8, 3, 2, 6, 2, 8, with trees in preorder: after 5, 2, 8, 3 the tree is 5 2 3 8. The key 2 goes up over 5: 2 5 3 8. The key 6 is inserted below 8 at depth 4 and goes up over 8, then over 5: 2 6 5 3 8. The key 2 is the root and has no left subtree: 6 5 3 8. The key 8 goes up over 6: 8 6 5 3.",
      "",
      `The keys, in order: ${keys.join(", ")}`,
      "",
      "Give the final tree in preorder (node, then its left subtree, then its right subtree) as keys separated by single spaces. The final tree is not empty.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ keys, limit }: Case): string {
    return this.answerFormat.wrap(finalKeys(keys, limit).join(" "));
  }

  verifyCorrection(answer: Answer, { keys, limit }: Case): number {
    return answer.join() === finalKeys(keys, limit).join() ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const { keys, limit } = instance;
    const steps = run(keys, limit).map(({ tree, kind, depth }, index) => {
      const done = {
        leaf: `inserted at depth ${depth}`,
        deep: `inserted at depth ${depth}, more than ${limit}, and rotated up twice`,
        up: `found at depth ${depth} and rotated up once`,
        out: "the root, removed",
      }[kind];
      const after = preorder(tree).join(" ");
      return `Step ${index + 1}, key ${at(keys, index)}: ${done}. Preorder: ${after === "" ? "empty" : after}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** The depths at which the keys were found or inserted, together. */
  hardness({ keys, limit }: Case): number {
    return run(keys, limit).reduce((sum, { depth }) => sum + depth, 0);
  }
}
