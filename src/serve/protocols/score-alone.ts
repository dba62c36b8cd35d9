import { replyJson, replyRefusal } from "../http/create-reward-app.ts";
import type { Item, Rewards } from "../http/open-rewards.ts";
import { Refused } from "../scoring/refusal.ts";
import type { Verdict } from "../scoring/write-result.ts";

/** What became of a response that is worth a number. */
export type Worth = Exclude<Verdict, { readonly status: "error" }>;

/** Scores one response, and replies by itself where there is no score: a trainer must not take an error for 0. */
export async function scoreAlone(
  { rewards, item }: { readonly rewards: Rewards; readonly item: Item },
  write: (worth: Worth) => string,
): Promise<Response> {
  const [verdict] = await rewards.score([item]);
  if (verdict === undefined) throw new Refused("fault", "the response was not scored");
  return verdict.status === "error" ? replyRefusal(verdict.refusal) : replyJson(write(verdict));
}
