import type { Curriculum } from "../difficulty/curriculum.ts";
import type { Gauge } from "./metrics.ts";
import type { Rewards } from "./open-rewards.ts";

/** What Prometheus reads of the moment. */
export function readGauges(parts: {
  readonly rewards: Rewards;
  readonly curriculum: Curriculum;
}): readonly Gauge[] {
  const { rewards, curriculum } = parts;
  const { bootcamps, problems } = rewards.holdings();
  const classes = [...bootcamps.values()].flatMap(({ versions }) => [...versions.values()]);
  const one = (name: string, help: string, value: number): Gauge => ({
    name,
    help,
    values: [{ labels: {}, value }],
  });
  return [
    one("campforge_in_flight", "Requests that are under way.", rewards.gate.inFlight()),
    one("campforge_library_problems", "Folders of the library that are not served.", problems.length),
    one("process_resident_memory_bytes", "Memory of the server's own process.", process.memoryUsage.rss()),
    {
      name: "campforge_served",
      help: "Versions of bootcamps that are served, by the path of their verifications.",
      values: classes.map(({ slug, version, path }) => ({
        labels: { bootcamp: slug, version, path: path.status },
        value: 1,
      })),
    },
    {
      name: "campforge_difficulty_position",
      help: "Where the difficulty of a bootcamp stands, between its levels.",
      values: curriculum
        .tracks()
        .map(({ key, track }) => ({ labels: { bootcamp: key }, value: track.position })),
    },
  ];
}
