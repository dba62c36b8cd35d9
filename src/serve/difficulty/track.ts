import { z } from "zod";

/**
 * Where a bootcamp's difficulty stands for the policy in training, and the scores that brought it there. The position
 * lies between levels: at 2.25 one case in four is of level 3 and the others of level 2, so that an accuracy can be
 * held though levels are far apart.
 */
export const trackSchema = z.strictObject({
  position: z.number().min(0),
  /** Scores at the levels around the position since it last moved, the oldest first. */
  window: z.array(z.number().min(0).max(1)).readonly(),
  /** Scores in all. */
  seen: z.int().min(0),
  /** By level: how many scores, and their mean, in which old ones fade. */
  levels: z.array(z.strictObject({ seen: z.int().min(0), accuracy: z.number().min(0).max(1) })).readonly(),
  /** What was seen when the window was last judged, the oldest first; thinned out as it grows. */
  history: z
    .array(
      z.strictObject({
        seen: z.int().min(0),
        position: z.number().min(0),
        accuracy: z.number().min(0).max(1),
      }),
    )
    .readonly(),
});

export type Track = z.infer<typeof trackSchema>;

/** How a controller decides. */
export type ControlRule = {
  /** The accuracy that is to be held. RLVE keeps to problems that are neither solved nor hopeless for the policy. */
  readonly low: number;
  readonly high: number;
  /** Scores on which one decision rests. */
  readonly window: number;
};

/** The usual band, and a window whose accuracy is known to about 0.09. */
export const USUAL_RULE: ControlRule = { low: 0.3, high: 0.7, window: 32 };

/** Of the band's half, from its middle: within it nothing moves, so that chance alone does not. */
const HELD_SHARE = 0.5;

/** Levels moved for an accuracy that is off by one: a policy that solves everything moves up by three quarters. */
const GAIN = 1.5;

/** The weight of a new score in a level's accuracy, once it has as many. */
const FADING = 1 / 64;

const MOST_HISTORY = 400;

/** A track that has seen nothing, at the easiest level. */
export function beginTrack(levels: number): Track {
  const none = { seen: 0, accuracy: 0 };
  return {
    position: 0,
    window: [],
    seen: 0,
    levels: Array.from({ length: levels }, () => none),
    history: [],
  };
}

/** The track after one more score at a level. */
export function observe(
  track: Track,
  scored: { readonly level: number; readonly score: number },
  rule: ControlRule,
): Track {
  const { level, score } = scored;
  const seen = track.seen + 1;
  const levels = track.levels.map((one, index) =>
    index === level
      ? {
          seen: one.seen + 1,
          accuracy: one.accuracy + Math.max(1 / (one.seen + 1), FADING) * (score - one.accuracy),
        }
      : one,
  );
  // A case that was drawn before the position moved on says nothing about where it is now.
  if (Math.abs(level - track.position) >= 1) return { ...track, seen, levels };
  const window = [...track.window, score];
  if (window.length < rule.window) return { ...track, seen, levels, window };
  const accuracy = window.reduce((sum, one) => sum + one, 0) / window.length;
  const position = move(track.position, accuracy, { rule, highest: track.levels.length - 1 });
  const history = thinned([...track.history, { seen, position, accuracy }]);
  const rest = position === track.position ? window.slice(window.length >> 1) : [];
  return { position, window: rest, seen, levels, history };
}

function move(
  position: number,
  accuracy: number,
  { rule, highest }: { readonly rule: ControlRule; readonly highest: number },
): number {
  const middle = (rule.low + rule.high) / 2;
  const held = ((rule.high - rule.low) / 2) * HELD_SHARE;
  if (Math.abs(accuracy - middle) <= held) return position;
  const moved = position + GAIN * (accuracy - middle);
  return Math.min(highest, Math.max(0, moved));
}

/** Every second of the older half, once there are too many. */
function thinned(history: Track["history"]): Track["history"] {
  if (history.length <= MOST_HISTORY) return history;
  const half = history.length >> 1;
  return [...history.slice(0, half).filter((_, index) => index % 2 === 0), ...history.slice(half)];
}

/** The golden ratio's fractional part: multiples of it spread evenly, however many are taken. */
const GOLDEN = 0.618_033_988_749_895;

/** The level of the case with an index, so that levels are mixed as the position says. */
export function levelAt(track: Track, index: number): number {
  const below = Math.floor(track.position);
  const share = track.position - below;
  return (index * GOLDEN) % 1 < share ? Math.min(below + 1, track.levels.length - 1) : below;
}

/** The level whose accuracy is nearest to one that is wanted; undefined where no level has enough scores. */
export function levelNear(track: Track, accuracy: number, rule: ControlRule): number | undefined {
  const known = track.levels.flatMap((one, level) => (one.seen >= rule.window ? [{ ...one, level }] : []));
  const byDistance = known.toSorted(
    (a, b) => Math.abs(a.accuracy - accuracy) - Math.abs(b.accuracy - accuracy),
  );
  return byDistance[0]?.level;
}
