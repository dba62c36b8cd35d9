import type { Completion, Message } from "../core/calls/completion.ts";
import { describeNoText } from "../core/calls/describe-no-text.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { VerifierQuestion, VerifierVerdict } from "../core/draft/model-verifier.ts";
import { fenceFor } from "./fence-off.ts";

/** What a model verifier is asked: everything that a class or a policy wrote stands fenced off as data. */
export function verifierMessages(
  { question, reference, equal, answer }: VerifierQuestion,
  { verifier }: Pick<Prompts, "verifier">,
): readonly Message[] {
  const fence = fenceFor("data", question, reference, equal, answer);
  return [
    { role: "system", text: verifier.system.text },
    { role: "user", text: fillSlots(verifier.user, { fence, question, reference, equal, answer }) },
  ];
}

const VERDICTS = ["right", "wrong", "invalid"] as const;

/** The last line of a reply, with bold or quotation marks around it or without. */
const VERDICT = /^[\s>*_`"']*verdict:[\s*_`"']*(right|wrong|invalid)[\s.*_`"']*$/i;

/**
 * The verdict of a reply: what its last line says. Anything else is a fault and no verdict, so that nothing
 * is paid or refused by a misunderstanding.
 */
export function readVerdict(reply: Completion): VerifierVerdict {
  if (reply.status !== "complete") {
    const fault = { status: "fault", reason: describeNoText(reply) } as const;
    return reply.status === "failed" ? { ...fault, mayPass: true } : fault;
  }
  const last = reply.text.trimEnd().split("\n").at(-1) ?? "";
  const [, word] = VERDICT.exec(last) ?? [];
  const status = VERDICTS.find((one) => one === word?.toLowerCase());
  if (status !== undefined) return { status };
  return {
    status: "fault",
    reason: `its reply does not end with a verdict, but with ${JSON.stringify(last.slice(-80))}`,
  };
}
