import type { Hono } from "hono";
import type { WebSocket } from "ws";
import { z } from "zod";
import { parseJson } from "../../core/text/parse-json.ts";
import { replyJson } from "../http/create-reward-app.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { Refused } from "../scoring/refusal.ts";
import { actionSchema, openSession, type OpenenvSession, resetSchema } from "./openenv-session.ts";
import type { Drawing } from "./route-cases.ts";

const stepSchema = z.looseObject({ action: z.record(z.string(), z.unknown()) });

const observationSchema = z.looseObject({
  prompt: z.string().nullable(),
  bootcamp: z.string().nullable(),
  version: z.int().nullable(),
  level: z.int().nullable(),
  ground_truth: z.string(),
  status: z.enum(["open", "scored", "unparsable"]),
});

const stateSchema = z.looseObject({ episode_id: z.string().nullable(), step_count: z.int() });

/** OpenEnv's protocol: HTTP without a session, where the action names its ground truth, and `/ws` with one. */
export function routeOpenenv(app: Hono, rewards: Rewards, drawing: Drawing): void {
  const open = (): OpenenvSession => openSession(rewards, drawing);
  app.get("/metadata", (context) => context.json(describe(rewards)));
  app.get("/schema", (context) =>
    context.json({
      action: z.toJSONSchema(actionSchema),
      observation: z.toJSONSchema(observationSchema),
      state: z.toJSONSchema(stateSchema),
    }),
  );
  app.get("/state", (context) => context.json(open().state()));
  app.post("/reset", (context) =>
    rewards.gate.admit(async () => {
      const isEmpty = context.req.header("content-length") === "0";
      const body = isEmpty ? {} : await readJson(context, rewards.limits.bodyBytes);
      return replyJson(
        (await open().reset(parseBody(body, resetSchema, ["bootcamp", "level", "seed"]))).text,
      );
    }),
  );
  app.post("/step", (context) =>
    rewards.gate.admit(async () => {
      const body = parseBody(await readJson(context, rewards.limits.bodyBytes), stepSchema, ["action"]);
      return replyJson((await open().step(body.action)).text);
    }),
  );
}

/** Holds OpenEnv's conversation on sockets that were let in: an environment each, one message after the other. */
export function converseByOpenenv(rewards: Rewards, drawing: Drawing): (socket: WebSocket) => void {
  return (socket) => {
    const session = openSession(rewards, drawing);
    let last: Promise<unknown> = Promise.resolve();
    socket.on("error", () => socket.terminate());
    socket.on("message", (message: Buffer) => {
      const text = message.toString("utf8");
      const before = last;
      const inTurn = async (): Promise<void> => {
        await before;
        const reply = await answer(text, { session, rewards });
        if (reply === undefined) socket.close(1000);
        else socket.send(reply);
      };
      last = inTurn();
    });
  };
}

const messageSchema = z.looseObject({ type: z.string(), data: z.unknown().optional() });

type Conversation = { readonly session: OpenenvSession; readonly rewards: Rewards };

/** The reply to one message; undefined where it asks to close. */
async function answer(text: string, { session, rewards }: Conversation): Promise<string | undefined> {
  const json = parseJson(text);
  if (json === undefined) return errorText("the message is not valid JSON", "INVALID_JSON");
  const message = messageSchema.safeParse(json);
  if (!message.success) return errorText("expected a message with a type", "VALIDATION_ERROR");
  const { type, data } = message.data;
  try {
    switch (type) {
      case "reset":
        return observation((await rewards.gate.admit(() => session.reset(data))).text);
      case "step":
        return observation((await rewards.gate.admit(() => session.step(data))).text);
      case "state":
        return JSON.stringify({ type: "state", data: session.state() });
      case "close":
        return undefined;
      default:
        return errorText(`unknown message type: ${type.slice(0, 80)}`, "UNKNOWN_TYPE");
    }
  } catch (error) {
    if (!(error instanceof Refused)) return errorText("a fault of the server", "EXECUTION_ERROR");
    const { code, message: why, retryable } = error.refusal;
    return errorText(why, OPENENV_CODES.get(code) ?? "EXECUTION_ERROR", retryable);
  }
}

const OPENENV_CODES: ReadonlyMap<string, string> = new Map([
  ["invalid-request", "VALIDATION_ERROR"],
  ["invalid-case", "VALIDATION_ERROR"],
  ["busy", "CAPACITY_REACHED"],
  ["stopping", "SESSION_ERROR"],
]);

const observation = (text: string): string => `{"type":"observation","data":${text}}`;

const errorText = (message: string, code: string, retryable = false): string =>
  JSON.stringify({ type: "error", data: { message, code, retryable } });

function describe(rewards: Rewards): object {
  const { bootcamps } = rewards.holdings();
  const names = [...bootcamps.keys()].join(", ");
  return {
    name: "campforge",
    description: `Reasoning tasks with verified answers, one response an episode. Bootcamps: ${names}`,
    version: "1",
    author: null,
    readme_content: null,
    documentation_url: null,
  };
}
