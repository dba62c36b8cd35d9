/** A count with its noun, which has an `s` unless there is exactly one: `1 task`, `2 tasks`. */
export const countNoun = (count: number, noun: string, write: (count: number) => string = String): string =>
  `${write(count)} ${noun}${count === 1 ? "" : "s"}`;
