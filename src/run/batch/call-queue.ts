import {
  type Complete,
  type Completion,
  type CompletionRequest,
  ModelFault,
} from "../../core/calls/completion.ts";
import type { RunSwitch } from "./run-switch.ts";

/** Where a request goes, and how many may be under way there at once. */
export type Lane = {
  readonly endpoint: string;
  /** Asked anew each time; infinite where nothing is shared, as with recordings. */
  readonly slots: () => number;
};

/** How many calls of an endpoint are under way, and how many wait for their turn. */
export type LaneLoad = {
  readonly endpoint: string;
  readonly inFlight: number;
  readonly waiting: number;
  readonly slots: number;
};

/** One queue over all tasks and roles. */
export type CallQueue = { readonly complete: Complete; readonly load: () => readonly LaneLoad[] };

type Waiting = {
  readonly request: CompletionRequest;
  readonly resolve: (completion: Promise<Completion>) => void;
  readonly reject: (fault: ModelFault) => void;
};

/** Requests that wait: those with a whole task behind them, and the judge's. */
type LaneState = {
  readonly lane: Lane;
  readonly first: Waiting[];
  readonly judge: Waiting[];
  inFlight: number;
};

/**
 * Hands requests on as endpoints have room. Whatever is not the judge's goes first, because all the judging
 * of its task still comes after it; among equals the one that waited longest. A pause keeps what waits, a
 * stop refuses it with a ModelFault; neither touches what is under way.
 */
export function createCallQueue(
  send: Complete,
  about: { readonly laneOf: (request: CompletionRequest) => Lane; readonly runSwitch: RunSwitch },
): CallQueue {
  const { laneOf, runSwitch } = about;
  const lanes = new Map<string, LaneState>();
  const stateOf = (lane: Lane): LaneState => {
    const known = lanes.get(lane.endpoint) ?? { lane, first: [], judge: [], inFlight: 0 };
    lanes.set(lane.endpoint, known);
    return known;
  };

  const launch = (state: LaneState, { request, resolve }: Waiting): void => {
    state.inFlight++;
    resolve(
      send(request).finally(() => {
        state.inFlight--;
        dispatch(state);
      }),
    );
  };
  const dispatch = (state: LaneState): void => {
    while (runSwitch.state() === "on" && state.inFlight < state.lane.slots()) {
      const next = state.first.shift() ?? state.judge.shift();
      if (next === undefined) return;
      launch(state, next);
    }
  };
  runSwitch.onChange(() => {
    for (const state of lanes.values()) {
      if (runSwitch.state() === "stopped") {
        for (const { reject } of [...state.first.splice(0), ...state.judge.splice(0)]) reject(stopped());
      }
      dispatch(state);
    }
  });

  return {
    complete: (request) =>
      new Promise((resolve, reject) => {
        if (runSwitch.state() === "stopped") return reject(stopped());
        const state = stateOf(laneOf(request));
        (request.address.role === "judge" ? state.judge : state.first).push({ request, resolve, reject });
        return dispatch(state);
      }),
    load: () =>
      [...lanes.values()].map(({ lane, first, judge, inFlight }) => ({
        endpoint: lane.endpoint,
        inFlight,
        waiting: first.length + judge.length,
        slots: lane.slots(),
      })),
  };
}

const stopped = (): ModelFault => new ModelFault("stopped", "the run was stopped");
