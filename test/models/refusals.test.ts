import { describe, expect, test } from "vitest";
import { ModelFault, type Role } from "../../src/core/calls/completion.ts";
import { createRefusals, type Refusals } from "../../src/models/exchange/refusals.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A call that is refused, and what became of it: undefined while it waits. */
function refuse(
  refusals: Refusals,
  task: string,
  reason = "status 400: no",
  role: Role = "author",
): () => string | undefined {
  let became: string | undefined;
  refusals
    .during(() => refusals.refused({ task, role, endpoint: "e", reason }))
    .then(
      () => (became = "failed alone"),
      (error: unknown) => (became = error instanceof ModelFault ? error.kind : "thrown"),
    );
  return () => became;
}

/** A call that is under way until it is ended. */
function underWay(refusals: Refusals): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void refusals.during(() => promise);
  return resolve;
}

describe("an endpoint that has answered nobody", () => {
  test("stops the run with the first refusal, where no other call is under way", async () => {
    const became = refuse(
      createRefusals(() => {}),
      "a",
    );
    await settled();
    expect(became()).toBe("refused");
  });

  test("lets a lone call of a judge fail alone, and stops the run with the second", async () => {
    const refusals = createRefusals(() => {});
    const first = refuse(refusals, "a", "status 400: no", "judge");
    await settled();
    expect(first()).toBe("failed alone");
    const second = refuse(refusals, "a", "status 400: no", "judge");
    await settled();
    expect(second()).toBe("refused");
  });

  test("is given the time to answer the others: then the refusal was the request's own", async () => {
    const refusals = createRefusals(() => {});
    const end = underWay(refusals);
    const became = refuse(refusals, "a");
    await settled();
    expect(became()).toBeUndefined();
    refusals.answered();
    end();
    await settled();
    expect(became()).toBe("failed alone");
  });

  test("stops the run for all who wait, once the others came to nothing, and says so first", async () => {
    const told: string[] = [];
    const refusals = createRefusals((fault) => told.push(fault.message));
    const end = underWay(refusals);
    const waiting = [refuse(refusals, "a"), refuse(refusals, "b", "status 400: the endpoint's words")];
    await settled();
    expect(waiting.map((became) => became())).toEqual([undefined, undefined]);
    end();
    await settled();
    expect(waiting.map((became) => became())).toEqual(["refused", "refused"]);
    expect(told).toEqual([expect.stringContaining("the endpoint's words")]);
  });
});

describe("an endpoint that has answered", () => {
  const after = (): Refusals => {
    const refusals = createRefusals(() => {});
    refusals.answered();
    return refusals;
  };

  test("stops the run once it refuses three tasks in a row with the same words, numbers aside", async () => {
    const refusals = after();
    const became = [];
    for (const [index, task] of ["a", "a", "b", "c"].entries()) {
      became.push(refuse(refusals, task, `status 400: at most 4096 tokens, not ${5_000 + index}`));
      await settled();
    }
    expect(became.map((one) => one())).toEqual(["failed alone", "failed alone", "failed alone", "refused"]);
  });

  test("goes on where its words differ, or somebody is answered in between", async () => {
    const refusals = after();
    const became = [];
    for (const [task, words] of [
      ["a", "x"],
      ["b", "y"],
      ["c", "x"],
      ["d", "x"],
    ] as const) {
      became.push(refuse(refusals, task, words));
      await settled();
    }
    refusals.answered();
    became.push(refuse(refusals, "e", "x"));
    await settled();
    expect(new Set(became.map((one) => one()))).toEqual(new Set(["failed alone"]));
  });
});
