import { type DraftAddress, isSameDraft } from "../core/draft/draft.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import type { AuthorReply } from "../store/read-author-replies.ts";
import type { StoreReader } from "../store/open-store.ts";

/** What an author said in a reply without usable code, and the round that it was for. */
export type UnusableReply = DraftAddress & { readonly turn: number; readonly said: string };

/** Every such reply of a task that says anything, in the order of its rounds. */
export function unusableReplies(
  store: Pick<StoreReader, "authorReplies">,
  about: { readonly run: number; readonly task: string; readonly rounds: readonly RecordedRound[] },
): readonly UnusableReply[] {
  const replies = store.authorReplies(about.run, about.task);
  return about.rounds.flatMap((round) =>
    withoutCode(
      round,
      replies.filter((one) => isSameDraft(one, round)),
    ),
  );
}

/** Of a round that ended with a class, its last turn brought that; of another, none did. */
function withoutCode(round: RecordedRound, replies: readonly AuthorReply[]): readonly UnusableReply[] {
  const last = Math.max(...replies.map(({ turn }) => turn));
  const unusable = round.status === "unusable-reply" ? replies : replies.filter(({ turn }) => turn < last);
  return unusable.flatMap(({ line, round: number, turn, completion }) => {
    const said = "text" in completion ? completion.text : "reason" in completion ? completion.reason : "";
    return said.trim() === "" ? [] : [{ line, round: number, turn, said: said.trim() }];
  });
}
