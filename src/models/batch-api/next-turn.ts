/** Resolves in the next turn of the event loop. What waits for a reply writes it down before: a kill until then loses none. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
