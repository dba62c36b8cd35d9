/** Carries out pieces of work, `lanes` of them at a time; the time that each took, in ms. */
export async function driveLanes(
  count: number,
  lanes: number,
  act: (index: number) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const start = performance.now();
      await act(next++);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return times;
}
