/** A string of one kind that cannot be taken for another kind. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/** Names a task description within a run: kebab-case, from its file name or its `id`. */
export type TaskId = Branded<"TaskId">;

/** SHA-256 of a source text, hexadecimal. */
export type CodeHash = Branded<"CodeHash">;

/** Takes a checked string as a task id. Throws a TypeError when it is none. */
export function taskId(text: string): TaskId {
  if (!isTaskId(text)) throw new TypeError(`not a task id: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}

/** True for 1 to 80 lower-case letters, digits and single inner hyphens or underscores. */
export function isTaskId(text: string): text is TaskId {
  return text.length <= 80 && /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(text);
}
