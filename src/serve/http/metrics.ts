/** What Prometheus reads: counts, gauges and one histogram of how long requests took. */
export type Metrics = {
  readonly count: (name: CounterName, labels: Labels, by?: number) => void;
  /** A request on a route, its HTTP status, and how long it took in seconds. */
  readonly request: (route: string, status: number, seconds: number) => void;
  /** Everything in Prometheus' text format; `gauges` are read just now. */
  readonly text: (gauges: readonly Gauge[]) => string;
};

export type Labels = Readonly<Record<string, string | number>>;

export type Gauge = {
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels: Labels; readonly value: number }[];
};

const COUNTERS = {
  campforge_requests_total: "Requests by route and HTTP status.",
  campforge_verifications_total: "Responses by bootcamp, version and outcome.",
  campforge_verification_cpu_seconds_total: "CPU time that verifications used in the sandboxes.",
  campforge_cases_drawn_total: "Cases drawn by bootcamp, version and level.",
  campforge_reloads_total: "How often the library was read again, by outcome.",
} as const;

type CounterName = keyof typeof COUNTERS;

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/** Routes are ours and bootcamps are the library's: no label's values come from outside. */
export function createMetrics(): Metrics {
  const counters = new Map<CounterName, Map<string, number>>();
  const durations = new Map<string, { readonly buckets: number[]; sum: number; count: number }>();
  const count: Metrics["count"] = (name, labels, by = 1) => {
    const values = counters.get(name) ?? new Map<string, number>();
    const key = labelText(labels);
    values.set(key, (values.get(key) ?? 0) + by);
    counters.set(name, values);
  };
  return {
    count,
    request: (route, status, seconds) => {
      count("campforge_requests_total", { route, status });
      const timed = durations.get(route) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
      timed.sum += seconds;
      timed.count++;
      const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) timed.buckets[bucket] = (timed.buckets[bucket] ?? 0) + 1;
      durations.set(route, timed);
    },
    text: (gauges) => {
      const lines: string[] = [];
      for (const [name, values] of counters) {
        lines.push(`# HELP ${name} ${COUNTERS[name]}`, `# TYPE ${name} counter`);
        for (const [labels, value] of values) lines.push(`${name}${labels} ${value}`);
      }
      for (const { name, help, values } of gauges) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
        for (const { labels, value } of values) lines.push(`${name}${labelText(labels)} ${value}`);
      }
      lines.push(...histogramLines(durations));
      return `${lines.join("\n")}\n`;
    },
  };
}

function histogramLines(
  durations: ReadonlyMap<
    string,
    { readonly buckets: readonly number[]; readonly sum: number; readonly count: number }
  >,
): readonly string[] {
  const name = "campforge_request_seconds";
  const lines = [`# HELP ${name} How long requests took, by route.`, `# TYPE ${name} histogram`];
  for (const [route, { buckets, sum, count }] of durations) {
    let below = 0;
    buckets.forEach((inside, index) => {
      below += inside;
      lines.push(`${name}_bucket${labelText({ route, le: BUCKETS[index] ?? 0 })} ${below}`);
    });
    lines.push(`${name}_bucket${labelText({ route, le: "+Inf" })} ${count}`);
    lines.push(`${name}_sum${labelText({ route })} ${sum}`, `${name}_count${labelText({ route })} ${count}`);
  }
  return lines;
}

function labelText(labels: Labels): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) return "";
  const escape = (value: string): string =>
    value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
  return `{${entries.map(([name, value]) => `${name}="${escape(String(value))}"`).join(",")}}`;
}
