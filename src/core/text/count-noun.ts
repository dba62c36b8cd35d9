/** A count with its noun, which has an `s` unless there is exactly one: `1 task`, `2 tasks`. */
export const countNoun = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
