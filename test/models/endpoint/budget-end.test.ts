import { afterAll, beforeAll, expect, test } from "vitest";
import { worstCase } from "../../../src/models/endpoint/worst-case.ts";
import { aLedger } from "../a-ledger.ts";
import { aRequest, openModels } from "../open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "../start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Answer = "fails" | "replies" | "refuses";

/**
 * The fault of a run whose budget is `worstCases` of a small request: such are sent until the answers are used up,
 * replies being charged whole as well, and then one that does not fit.
 */
async function endAfter(answers: readonly Answer[], worstCases: number): Promise<unknown> {
  let turn = 0;
  server.answerWith((_, response) => {
    const answer = answers[turn++];
    if (answer === "replies") sendJson(response, 200, reply("Answer: 42", {}, { usage: undefined }));
    else if (answer === "refuses") sendJson(response, 422, { error: { message: "no such field" } });
    else sendJson(response, 500, { error: { message: "out of cheese" } });
  });
  const { promptTokens, completionTokens } = worstCase(aRequest().messages, 100);
  const ledger = aLedger(Math.floor((promptTokens + completionTokens) * worstCases));
  const models = openModels(server.baseUrl, { ledger });
  try {
    for (let sample = 1; turn < answers.length; sample++) await models.complete(aRequest(sample));
    return await models.complete(aRequest(0, { messages: [{ role: "user", text: "x".repeat(10_000) }] }));
  } catch (error) {
    return error;
  }
}

test("a budget that ends with tries that failed is told with the endpoint's last words", async () => {
  const told = {
    kind: "budget",
    message: expect.stringMatching(/are spent.*\(e: status 500: out of cheese\)/),
  };
  expect(await endAfter(["fails", "fails"], 2.5)).toMatchObject(told);
  expect(await endAfter(["replies", "fails"], 2.5)).toMatchObject(told);
  expect(await endAfter(["replies", "fails", "refuses"], 3.5)).toMatchObject(told);
});

test("once a reply has come since, the budget's end is told alone", async () => {
  const alone = { kind: "budget", message: expect.stringMatching(/are spent$/) };
  expect(await endAfter(["fails", "replies"], 2.5)).toMatchObject(alone);
  expect(await endAfter(["replies", "replies"], 2.5)).toMatchObject(alone);
});
