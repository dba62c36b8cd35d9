import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readCodeBlock } from "../../src/agents/read-code-block.ts";

/** An author's reply as it was composed, and where it belongs. */
export type ScriptedReply = {
  readonly round: number;
  readonly turn: number;
  readonly text: string;
  /** The class in it; null for a reply that has none, as a story wants. */
  readonly source: string | null;
};

/** The story of one task: what the author says, and how well the judge does on each judged draft. */
export type Script = {
  readonly task: string;
  readonly story: string;
  readonly replies: readonly ScriptedReply[];
  /** Share of right answers by level, for each round that is judged. */
  readonly judge: ReadonlyMap<number, readonly number[]>;
  /** What the second oracle makes of a round, where it does not confirm it. */
  readonly oracle: ReadonlyMap<number, OracleStory>;
  /** The note with which a reviewer sends the task back once the demo has ended; null for most. */
  readonly sendBack: string | null;
  /** A class with the same prompts and the right answers, where the draft's own are wrong. */
  readonly truth: string | null;
};

/** How the second oracle goes for one round. */
export type OracleStory = {
  readonly ruling: "confirms" | "wrong truth" | "ambiguous prompt" | "cannot solve";
  readonly why: string;
  /** Levels of the class, for a round that no judge sees. */
  readonly levels: number;
};

const oracleStory = z.strictObject({
  ruling: z.enum(["confirms", "wrong truth", "ambiguous prompt", "cannot solve"]),
  why: z.string().default(""),
  levels: z.int().min(3).default(3),
});

const roundName = z.string().regex(/^line-1-round-\d+$/);

const scriptSchema = z.strictObject({
  story: z.string(),
  judge: z.record(roundName, z.array(z.number().min(0).max(1)).min(3)),
  oracle: z.record(roundName, oracleStory).default({}),
  truth: z.string().optional(),
  sendBack: z.string().optional(),
});

/** Reads every script in a folder of drafts. Throws when a file does not fit the others. */
export function readScripts(folder: string): readonly Script[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "script.json")))
    .map(({ name }) => readScript(join(folder, name), name))
    .toSorted((a, b) => (a.task < b.task ? -1 : 1));
}

function readScript(folder: string, task: string): Script {
  const script = scriptSchema.parse(JSON.parse(readFileSync(join(folder, "script.json"), "utf8")));
  const replies = readdirSync(folder).flatMap((name): readonly ScriptedReply[] => {
    const match = /^line-1-round-(\d+)(?:-turn-(\d+))?\.md$/.exec(name);
    if (match === null) return [];
    const text = readFileSync(join(folder, name), "utf8").trim();
    const code = readCodeBlock(text);
    const source = code.status === "code" ? code.source : null;
    return [{ round: Number(match[1]), turn: Number(match[2] ?? 1), text, source }];
  });
  const judge = new Map(
    Object.entries(script.judge).map(([name, shares]) => [Number(name.split("-").at(-1)), shares]),
  );
  const oracle = new Map(
    Object.entries(script.oracle).map(([name, story]) => [Number(name.split("-").at(-1)), story]),
  );
  const truth = script.truth === undefined ? null : readFileSync(join(folder, script.truth), "utf8");
  const inOrder = replies.toSorted((a, b) => a.round - b.round || a.turn - b.turn);
  const sendBack = script.sendBack ?? null;
  return { task, story: script.story, replies: inOrder, judge, oracle, truth, sendBack };
}
