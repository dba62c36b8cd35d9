import { type AnswerTree, elementsOf, type Sequence, writeTree } from "./answer-tree.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** In what order a prompt wants the elements of an answer. */
export type StatedOrder = "alphabetical" | "ascending" | "descending";

/** An order by something that the elements do not show is not read: "in ascending order of cost". */
const ORDERS: readonly (readonly [StatedOrder, RegExp])[] = [
  ["alphabetical", /\b(?:in|by) alphabetic(?:al)? order\b(?! of| by)|\balphabetically\b/i],
  [
    "ascending",
    /\bin (?:ascending|increasing|numerical) order\b(?! of| by)|\b(?:smallest|lowest|least) (?:one |number |value )?first\b|\bfrom (?:the )?(?:smallest|lowest) to (?:the )?(?:largest|highest|greatest)\b/i,
  ],
  [
    "descending",
    /\bin (?:descending|decreasing) order\b(?! of| by)|\b(?:largest|highest|greatest) (?:one |number |value )?first\b|\bfrom (?:the )?(?:largest|highest|greatest) to (?:the )?(?:smallest|lowest)\b/i,
  ],
];

/** The order in which a prompt wants an answer; null where it says none, or more than one. */
export function statedOrder(prompt: string): StatedOrder | null {
  const flowing = unwrapLines(prompt);
  const found = ORDERS.filter(([, pattern]) => pattern.test(flowing));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : null;
}

const ANY_ORDER =
  /\bin any order\b|\border (?:does|do) not matter\b|\border is (?:irrelevant|free)\b|\bwhatever (?:their|the) order\b/i;

/** Whether a prompt says that its answer has no order. */
export const leavesOrderOpen = (prompt: string): boolean => ANY_ORDER.test(unwrapLines(prompt));

/** Fewer elements have no order to speak of. */
const LEAST = 3;

/** The answer in an order; null where its elements have none of that kind. */
export function inOrder(tree: AnswerTree, order: StatedOrder): Sequence | null {
  if (tree.kind !== "sequence" || tree.items.length < LEAST) return null;
  const isOfKind = elementsOf(tree).every((item) =>
    order === "alphabetical" ? item.kind === "word" : item.kind === "number",
  );
  if (!isOfKind || new Set(tree.items.map(writeTree)).size < tree.items.length) return null;
  const valueOf = (item: AnswerTree): number | string =>
    item.kind === "number" ? item.value : writeTree(item).toLowerCase();
  const sorted = tree.items.toSorted((one, other) => (valueOf(one) < valueOf(other) ? -1 : 1));
  return { ...tree, items: order === "descending" ? sorted.toReversed() : sorted };
}
