import type pLimit from "p-limit";
import { synthesize } from "../../evolution/synthesize.ts";
import { createConverse } from "../../models/converse.ts";
import { openKnownBootcamps } from "../../workshop/known-bootcamps.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import type { Kit } from "../wire/kit.ts";
import type { Carry } from "./remote-line.ts";

/**
 * The straight line as a worker runs it for a session: with its own compiler and sandbox, and everybody else's models and
 * record. `inTurn` is shared by all sessions. Loads langchain, which takes a second.
 */
export function createCarry(
  { prompts, library }: Kit,
  about: {
    readonly workshop: Workshop;
    readonly inTurn: ReturnType<typeof pLimit>;
    readonly insideSoFar: () => readonly number[];
  },
): Carry {
  const { workshop, inTurn, insideSoFar } = about;
  const { compiler, sandbox } = workshop;
  const known = openKnownBootcamps(workshop, [], library);
  return (task, options, drivers) =>
    synthesize(
      task,
      {
        ...drivers,
        compile: compiler.compile,
        compileBlind: compiler.compileBlind,
        sandbox,
        known,
        prompts,
        inTurn,
        insideSoFar,
        converse: createConverse(drivers.complete),
      },
      options,
    );
}
