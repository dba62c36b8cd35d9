import { countNoun } from "../../core/text/count-noun.ts";
import type { ControlAnswer, ControlRequest, Tuning } from "../../core/run/control-request.ts";
import type { RunSwitch } from "../../core/run/run-switch.ts";
import type { Models } from "../../models/create-models.ts";
import type { Breadth } from "./breadth.ts";

/** What a run can be told from outside. */
export type RunControls = {
  readonly runSwitch: RunSwitch;
  readonly breadth: Breadth;
  readonly endpoints: Pick<Models, "health" | "load" | "traffic" | "setConcurrency">;
  /** Stops as an interrupt does: what is under way may finish. */
  readonly stop: () => void;
  /** What carries the run on after a stop. */
  readonly again: string;
  /** Each reads what was typed and says what came of it. */
  readonly limits: {
    readonly setUntil: (text: string) => ControlAnswer;
    readonly setBudget: (text: string) => ControlAnswer;
  };
};

/** Does what is asked, at once, and says what came of it. */
export function steerRun(request: ControlRequest, controls: RunControls): ControlAnswer {
  const { runSwitch } = controls;
  const inFlight = controls.endpoints.health().reduce((sum, one) => sum + one.inFlight, 0);
  if (runSwitch.state() === "stopped") {
    const note = `the run is stopping; ${callsText(inFlight)} may finish`;
    return { status: request.kind === "stop" ? "done" : "refused", note };
  }
  switch (request.kind) {
    case "pause":
      runSwitch.pause();
      return done(`paused; ${callsText(inFlight)} may finish; no other starts until it is resumed`);
    case "resume":
      runSwitch.resume();
      return done("resumed: calls and tasks start again");
    case "stop":
      controls.stop();
      return done(`stopping; ${callsText(inFlight)} may finish (30 s). Resume with ${controls.again}`);
    case "tune":
      return tune(request.tuning, controls);
  }
}

const done = (note: string): ControlAnswer => ({ status: "done", note });
const refused = (note: string): ControlAnswer => ({ status: "refused", note });
const callsText = (calls: number): string => `${countNoun(calls, "call")} in flight`;

function tune({ concurrency, parallel, until, budget }: Tuning, controls: RunControls): ControlAnswer {
  const { breadth, endpoints, limits } = controls;
  const named = concurrency?.endpoint ?? null;
  if (named !== null && !breadth.endpoints.includes(named))
    return refused(`the run uses no endpoint ${named}; it uses ${breadth.endpoints.join(", ") || "none"}`);
  if (concurrency !== undefined && breadth.endpoints.length === 0)
    return refused("the run uses no endpoint: its replies are recorded");
  const set = [
    ...(until === undefined ? [] : [limits.setUntil(until)]),
    ...(budget === undefined ? [] : [limits.setBudget(budget)]),
  ];
  const objection = set.find(({ status }) => status === "refused");
  if (objection !== undefined) return objection;

  const notes: string[] = [];
  if (concurrency !== undefined) {
    const { slots } = concurrency;
    const affected = breadth.endpoints.filter((one) => named === null || one === named);
    for (const endpoint of affected) breadth.setConcurrency(endpoint, slots);
    endpoints.setConcurrency(named, slots);
    for (const { endpoint, configured } of endpoints.health()) {
      if (!affected.includes(endpoint)) continue;
      const less = configured === slots ? "" : `, the most that its configuration allows`;
      notes.push(`${endpoint}: ${countNoun(configured, "request")} at once${less}`);
    }
  }
  if (parallel !== undefined) breadth.setParallel(parallel);
  if (parallel !== undefined || concurrency !== undefined)
    notes.push(`${countNoun(breadth.parallel(), "task")} at once`);
  notes.push(...set.map(({ note }) => note));
  controls.runSwitch.announce();
  return done(notes.join("; "));
}
