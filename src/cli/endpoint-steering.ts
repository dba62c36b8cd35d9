import type { EndpointHealth } from "../core/run-status.ts";
import type { Models } from "../models/create-models.ts";

/** How endpoints do, and how many requests they may have under way. */
export type EndpointSteering = {
  readonly health: () => readonly EndpointHealth[];
  /** For one endpoint, or for all of them. What became of it shows in `health`. */
  readonly setConcurrency: (endpoint: string | null, slots: number) => void;
};

/** The endpoints of a run's models. */
export function steerModels({ health, setConcurrency }: Models): EndpointSteering {
  return { health, setConcurrency };
}
