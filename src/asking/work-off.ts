import { ModelFault } from "../core/calls/completion.ts";
import { endpointsOf, type ModelConfig, type RoleConfig } from "../core/calls/model-config.ts";
import { StoreFault } from "../core/run/store-fault.ts";

/** Why some work came to no end: whoever asked can go on with it later. */
export type WorkFault = ModelFault | StoreFault;

/**
 * Works on what `next` gives, so much at a time, until it gives nothing more. Once the model cannot be asked, nothing be
 * recorded or the run be stopped, nothing else begins, and what is under way comes to its end. Returns what ended it
 * early, the fault that says most; throws any other error, once all have ended.
 */
export async function workOff<Item>(
  next: () => Item | undefined,
  work: (item: Item) => Promise<void>,
  about: { readonly breadth: number; readonly isStopped: () => boolean },
): Promise<WorkFault | undefined> {
  const errors: unknown[] = [];
  const keepOn = async (): Promise<void> => {
    while (errors.length === 0 && !about.isStopped()) {
      const item = next();
      if (item === undefined) return;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: about.breadth }, keepOn));
  return gravest(errors);
}

/** Of several faults the one that says most: that a run was stopped says less than why. */
function gravest(errors: readonly unknown[]): WorkFault | undefined {
  const faults = errors.map((error) => {
    if (error instanceof ModelFault || error instanceof StoreFault) return error;
    throw error;
  });
  const weight = (fault: WorkFault): number =>
    fault instanceof StoreFault ? 2 : fault.kind === "stopped" ? 0 : 1;
  return faults.toSorted((one, other) => weight(other) - weight(one))[0];
}

/** As many calls as the endpoints of a role take at once; undefined for recordings, which answer at once. */
export function slotsOf(role: RoleConfig, endpoints: ModelConfig["endpoints"]): number | undefined {
  if (role.kind === "recorded") return undefined;
  return endpointsOf(role).reduce((sum, name) => sum + (endpoints[name]?.concurrency ?? 1), 0);
}
