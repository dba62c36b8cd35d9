import type { Prompts } from "../core/calls/prompts.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { type AnswerType, TAUGHT, type Taught, typesOfDescription, typesOfSource } from "./answer-types.ts";

/** A class of the library as an example; its title is its folder, `domain/slug`. */
type Example = Prompts["examples"][number];

/** Examples in one prompt, and the longest that a class may be to serve as one, in characters. */
const EXAMPLES = 2;
export const LONGEST_EXAMPLE = 10_000;

/** What a description and an example have in common, in points: a domain says more than a type of answer. */
const SAME_DOMAIN = 3;
const SAME_TYPE = 2;
/** A type that the description does not ask for, and one that the examples before do not teach. */
const OTHER_TYPE = -0.5;
const NEW_TYPE = 1;

/** The examples for a description, the nearest first, and the types that they leave to pieces. */
export type ChosenExamples = { readonly examples: readonly Example[]; readonly missing: readonly Taught[] };

/**
 * Chooses the classes of the library that are nearest to a description by domain and by the types of answers that
 * it may ask for, the second of them with a bonus for what the first does not teach. Of equals the shorter one,
 * then the first by name: the same library and description always give the same examples.
 */
export function chooseExamples(
  task: Pick<TaskDescription, "domain" | "description">,
  library: readonly Example[],
): ChosenExamples {
  const wanted = typesOfDescription(task.description);
  const short = library.filter(({ source }) => source.length <= LONGEST_EXAMPLE);
  const candidates = short.map((example) => ({ example, types: typesOfSource(example.source) }));
  const taught = new Set<AnswerType>();
  const examples: Example[] = [];
  while (examples.length < Math.min(EXAMPLES, candidates.length)) {
    const left = candidates.filter(({ example }) => !examples.includes(example));
    const points = ({ example, types }: (typeof candidates)[number]): number =>
      (example.title.startsWith(`${task.domain}/`) ? SAME_DOMAIN : 0) +
      [...types].reduce((sum, type) => sum + (wanted.has(type) ? SAME_TYPE : OTHER_TYPE), 0) +
      (examples.length === 0
        ? 0
        : NEW_TYPE * TAUGHT.filter((type) => types.has(type) && !taught.has(type)).length);
    const [best] = left.toSorted(
      (one, other) =>
        points(other) - points(one) ||
        one.example.source.length - other.example.source.length ||
        (one.example.title < other.example.title ? -1 : 1),
    );
    if (best === undefined) break;
    examples.push(best.example);
    for (const type of best.types) taught.add(type);
  }
  return { examples, missing: TAUGHT.filter((type) => !taught.has(type)) };
}
