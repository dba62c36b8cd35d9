import { Rng } from "../../bootcamp/index.ts";

/** How far a run has come, in milliseconds and tasks. */
export type Headway = {
  /** How long each decided task took, the latest last. */
  readonly decidedMs: readonly number[];
  /** How long each task under way has been so. */
  readonly underWayMs: readonly number[];
  /** Tasks that have not begun. */
  readonly waiting: number;
  /** Tasks that may be under way at once. */
  readonly parallel: number;
};

/** A range that is meant to hold the true value; `bench/remaining-time.ts` measures in how many runs it does. */
export type RemainingTime = { readonly lowMs: number; readonly highMs: number };

/** Fewer decided tasks say too little about the others. */
const FEWEST_DECIDED = 3;
/** The latest decided tasks that are taken into account: a night is not equally fast throughout. */
const MOST_DECIDED = 300;
const IMAGINED_RUNS = 100;
/** Of a hundred imagined runs the two shortest and the two longest are left out. */
const LOW = 0.02;
const HIGH = 0.98;
/** Part of the standard deviation of the logarithms of the past by which a drawn length is off. */
const BLUR = 0.4;

/**
 * How long a run still takes, as a range; null before three tasks are decided. The run is imagined a hundred
 * times, and the range leaves out the extremes. To imagine it once:
 *
 * 1. The past is drawn anew from the decided tasks, with replacement, so that few of them leave much open
 *    (the bootstrap; Efron 1979).
 * 2. A task under way takes as long as some task of that past which took longer than it has so far. If none
 *    did, its time so far is divided by √u, u uniform in (0, 1]: whatever has outlasted all others may last.
 * 3. A task that waits takes as long as some task of the past or some task under way. Those under way belong to
 *    it because at first only short tasks are decided.
 * 4. Each drawn length is multiplied by a log-normal factor, because the longest task of a night is longer than
 *    the longest one seen so far.
 * 5. Tasks that wait are begun in turn, each when one of so many under way ends. The last end is the run's.
 */
export function estimateRemaining(headway: Headway): RemainingTime | null {
  if (headway.decidedMs.length < FEWEST_DECIDED) return null;
  if (headway.underWayMs.length + headway.waiting === 0) return { lowMs: 0, highMs: 0 };
  const rng = Rng.from("how long a run still takes");
  const decidedMs = headway.decidedMs.slice(-MOST_DECIDED);
  const imagined = { ...headway, decidedMs };
  const ends = Array.from({ length: IMAGINED_RUNS }, () => imagineRun(imagined, rng)).sort((a, b) => a - b);
  const at = (share: number): number => ends[Math.round(share * (ends.length - 1))] ?? 0;
  return { lowMs: at(LOW), highMs: at(HIGH) };
}

function imagineRun({ decidedMs, underWayMs, waiting, parallel }: Headway, rng: Rng): number {
  const past = decidedMs.map(() => draw(decidedMs, rng)).sort((a, b) => a - b);
  const blur = BLUR * spreadOf(past);
  const blurred = (ms: number): number => ms * Math.exp(blur * normal(rng));
  const lengths = underWayMs.map((ms) => {
    const longer = past.slice(firstAbove(past, ms));
    return longer.length === 0 ? ms / Math.sqrt(1 - rng.float()) : Math.max(ms, blurred(draw(longer, rng)));
  });
  const known = [...past, ...lengths];
  /** When each task under way ends, the next one first. */
  const ends = lengths.map((ms, index) => ms - (underWayMs[index] ?? 0)).sort((a, b) => a - b);
  for (let task = 0; task < waiting; task++) {
    const beginsAt = ends.length < Math.max(1, parallel) ? 0 : (ends.shift() ?? 0);
    const endsAt = beginsAt + blurred(draw(known, rng));
    ends.splice(firstAbove(ends, endsAt), 0, endsAt);
  }
  return ends.at(-1) ?? 0;
}

function draw(values: readonly number[], rng: Rng): number {
  return values[Math.floor(rng.float() * values.length)] ?? 0;
}

/** The standard deviation of the logarithms. */
function spreadOf(lengthsMs: readonly number[]): number {
  const logarithms = lengthsMs.map((ms) => Math.log(Math.max(1, ms)));
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / logarithms.length;
  return Math.sqrt(logarithms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logarithms.length);
}

/** A standard normal variate (Box and Muller 1958). */
function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
}

/** The first index whose value is above a limit, in a rising sequence; its length when there is none. */
function firstAbove(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
