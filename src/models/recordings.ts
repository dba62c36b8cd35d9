import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  type CallAddress,
  type Completion,
  type CompletionRequest,
  ModelFault,
} from "../core/calls/completion.ts";
import { completionSchema } from "../core/calls/completion-schema.ts";
import { hashJson } from "../core/draft/hash.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { requireRecordings } from "./endpoint/require-models.ts";
import { parseJson } from "../core/text/parse-json.ts";

/** `recorded`: a model gave the replies. `scripted`: a program or a person composed them. */
export type Provenance = "recorded" | "scripted";

/** For how many tasks of a run replies came from recordings of each kind. */
export type ProvenanceCounts = Readonly<Record<Provenance, number>>;

const headerSchema = z.object({
  kind: z.literal("header"),
  provenance: z.enum(["recorded", "scripted"]),
  model: z.string(),
  note: z.string().default(""),
});

const replySchema = z.object({
  kind: z.literal("reply"),
  key: z.string(),
  promptHash: z.string(),
  completion: completionSchema,
});

const lineSchema = z.discriminatedUnion("kind", [headerSchema, replySchema]);

/** Those of some tasks that a folder of recordings has nothing of; a single file is looked into when it is asked. */
export function findUnrecorded(path: string, tasks: readonly string[]): readonly string[] {
  requireRecordings(path);
  if (!statSync(path).isDirectory()) return [];
  return tasks.filter((task) => !existsSync(join(path, `${task}.jsonl`)));
}

/** What a reply is looked up by: what it answers, not how it was asked, so that an edited prompt finds it. */
export function recordingKey(address: CallAddress): string {
  if (address.role === "teacher" || address.role === "candidate")
    return `${address.role} ${address.task}@${address.version} ${address.caseHash.slice(0, 16)} ${address.attempt}`;
  if (address.role === "proposer" || address.role === "checker")
    return `${address.role} ${address.task} ${address.turn}`;
  if (address.role === "verifier") return `verifier ${address.task} ${address.questionHash.slice(0, 16)}`;
  const { task, line, round } = address;
  if (address.role === "judge")
    return `judge ${task} ${line}.${round} ${address.caseHash.slice(0, 16)} ${address.attempt}`;
  if (address.role === "arbiter") return `arbiter ${task} ${line}.${round} ${address.caseHash.slice(0, 16)}`;
  if (address.role === "critic") return `critic ${task} ${line}.${round}`;
  return `${address.role} ${task} ${line}.${round} ${address.turn}`;
}

const promptHash = (request: CompletionRequest): string => hashJson(request.messages).slice(0, 16);

/** Recorded replies as a model. */
export type Recordings = {
  readonly ask: (request: CompletionRequest) => Promise<Completion>;
  /** Where the replies of a task came from, also when the memo has answered for them; undefined where none are recorded. */
  readonly provenanceOf: (task: string) => Provenance | undefined;
};

/**
 * Reads recordings as they are needed: a file, or a folder with a file for each task. Throws a ModelFault
 * that names the file and line of what is wrong, or what was asked and not recorded.
 */
export function openRecordings(path: string, warn: (message: string) => void): Recordings {
  requireRecordings(path);
  const isFolder = statSync(path).isDirectory();
  const loaded = new Map<string, RecordedTask>();
  let warned = false;
  const fileOf = (task: string): string => (isFolder ? join(path, `${task}.jsonl`) : path);
  const isRecorded = (task: string): boolean => existsSync(fileOf(task));
  const load = (task: string): RecordedTask => {
    const file = fileOf(task);
    const known = loaded.get(file);
    if (known !== undefined) return known;
    if (!existsSync(file)) {
      const tasks = readdirSync(path)
        .filter((name) => name.endsWith(".jsonl"))
        .map((name) => name.slice(0, -6));
      throw new ModelFault(
        "not recorded",
        `${path}: no replies are recorded for the task ${task}. Recorded are: ${tasks.join(", ")}.`,
      );
    }
    const read = readRecording(file);
    loaded.set(file, read);
    return read;
  };
  return {
    provenanceOf: (task) => (isRecorded(task) ? load(task).provenance : undefined),
    ask: (request) => {
      const recording = load(request.address.task);
      const key = recordingKey(request.address);
      const reply = recording.replies.get(key);
      if (reply === undefined) {
        return Promise.reject(
          new ModelFault("not recorded", `${path}: no reply is recorded for "${key}": ${reasonOf(request)}`),
        );
      }
      if (reply.promptHash !== promptHash(request) && !warned) {
        warned = true;
        warn(
          `the prompts have changed since the replies in ${path} were recorded; they are used all the same`,
        );
      }
      return Promise.resolve(reply.completion);
    },
  };
}

/** Why a reply may not be there, and what to do. */
function reasonOf({ address }: CompletionRequest): string {
  return address.role === "refiner"
    ? `the recorded rounds of ${address.task} end before this one. Use an endpoint for further rounds, such as those after a reviewer's note, or record them with --record.`
    : "a draft, a seed or a level has changed since. Record again with --record, or use an endpoint.";
}

type RecordedTask = {
  readonly provenance: Provenance;
  readonly replies: ReadonlyMap<string, { readonly promptHash: string; readonly completion: Completion }>;
};

function readRecording(file: string): RecordedTask {
  const replies = new Map<string, { readonly promptHash: string; readonly completion: Completion }>();
  let provenance: Provenance | undefined;
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = lineSchema.safeParse(parseJson(line));
    if (!read.success) {
      const issue = read.error.issues[0];
      throw new ModelFault(
        "configuration",
        `${file}:${index + 1}: ${issue?.path.join(".")}: ${issue?.message}. Record it again with --record.`,
      );
    }
    if (read.data.kind === "header") provenance = read.data.provenance;
    else replies.set(read.data.key, read.data);
  }
  if (provenance === undefined) {
    throw new ModelFault(
      "configuration",
      `${file}:1: expected a header that says where the replies come from. Record it again with --record.`,
    );
  }
  return { provenance, replies };
}

/** Collects the replies of a run and writes them, a file for each task. */
export type RecordingWriter = {
  readonly add: (request: CompletionRequest, completion: Completion) => void;
  readonly write: () => void;
};

/** Where replies are written down, and what the recording says of itself. */
export type Recording = {
  readonly folder: string;
  readonly provenance: Provenance;
  readonly model: string;
  readonly note: string;
};

/** Writes to `folder`, whole files at a time; sorted, so that the same replies give the same bytes. */
export function createRecordingWriter({ folder, ...about }: Recording): RecordingWriter {
  const tasks = new Map<string, Map<string, string>>();
  return {
    add: (request, completion) => {
      const replies = tasks.get(request.address.task) ?? new Map<string, string>();
      tasks.set(request.address.task, replies);
      const key = recordingKey(request.address);
      replies.set(key, JSON.stringify({ kind: "reply", key, promptHash: promptHash(request), completion }));
    },
    write: () => {
      mkdirSync(folder, { recursive: true });
      for (const [task, replies] of tasks) {
        const sorted = [...replies].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
        const file = join(folder, `${task}.jsonl`);
        writeAtomically(file, `${[JSON.stringify({ kind: "header", ...about }), ...sorted].join("\n")}\n`);
      }
    },
  };
}
