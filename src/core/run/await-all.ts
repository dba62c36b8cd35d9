/**
 * Waits for every promise, also when one of them fails: calls under way are paid for, and their replies
 * are to be kept. Throws the first failure once all have ended.
 */
export async function awaitAll<Value>(promises: readonly Promise<Value>[]): Promise<readonly Value[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}
