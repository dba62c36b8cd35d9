import { expect, test } from "vitest";
import { type CompletionRequest, ModelFault, type ModelFaultKind } from "../../src/core/calls/completion.ts";
import { forgiveRefusals } from "../../src/asking/forgive-refusals.ts";
import { aRequest } from "../models/open-models.ts";

const refuses = (kind: ModelFaultKind) => (): Promise<never> =>
  Promise.reject(new ModelFault(kind, "too long"));
const request: CompletionRequest = aRequest();

test("refusals fail alone where nearly all of a sampling was answered before, and end it where not", async () => {
  const late = forgiveRefusals(refuses("refused"), { answeredBefore: 90, of: 100 });
  expect(await late(request)).toMatchObject({ status: "failed", reason: "too long" });
  const early = forgiveRefusals(refuses("refused"), { answeredBefore: 89, of: 100 });
  await expect(early(request)).rejects.toThrow("too long");
  const other = forgiveRefusals(refuses("unauthorized"), { answeredBefore: 100, of: 100 });
  await expect(other(request)).rejects.toThrow("too long");
});
