import { z } from "zod";
import {
  beginTrack,
  type ControlRule,
  levelAt,
  levelNear,
  observe,
  type Track,
  trackSchema,
} from "./track.ts";

/** Every bootcamp's track, by `slug@version`, as the file keeps them. */
export const curriculumSchema = z.strictObject({
  curriculum: z.literal(1),
  tracks: z.record(z.string(), trackSchema),
});

export type CurriculumState = z.infer<typeof curriculumSchema>;

/** A bootcamp as a curriculum knows it. */
export type Course = { readonly slug: string; readonly version: number; readonly levels: number };

/** The difficulty of every bootcamp, moved by the scores that were seen. */
export type Curriculum = {
  /** Remembers of which level a case was drawn: a score says nothing of that. */
  readonly drew: (course: Course, caseName: string, level: number) => void;
  readonly scored: (course: Course, caseName: string, score: number) => void;
  readonly levelAt: (course: Course, index: number) => number;
  readonly levelNear: (course: Course, accuracy: number) => number;
  readonly tracks: () => readonly { readonly key: string; readonly track: Track }[];
  readonly state: () => CurriculumState;
  /** Whether anything was learned since the state was last read. */
  readonly hasChanged: () => boolean;
};

/** Cases whose level is remembered; the oldest are forgotten first. */
const MOST_CASES = 200_000;

/** Goes on from a state. A track of another number of levels is begun anew. */
export function openCurriculum(state: CurriculumState, rule: ControlRule): Curriculum {
  const tracks = new Map<string, Track>(Object.entries(state.tracks));
  const levels = new Map<string, number>();
  let changed = false;
  const keyOf = ({ slug, version }: Course): string => `${slug}@${version}`;
  const trackOf = (course: Course): Track => {
    const known = tracks.get(keyOf(course));
    return known?.levels.length === course.levels ? known : beginTrack(course.levels);
  };
  return {
    drew: (course, caseName, level) => {
      levels.set(`${keyOf(course)}:${caseName}`, level);
      const [oldest] = levels.keys();
      if (levels.size > MOST_CASES && oldest !== undefined) levels.delete(oldest);
    },
    scored: (course, caseName, score) => {
      const level = levels.get(`${keyOf(course)}:${caseName}`);
      if (level === undefined) return;
      tracks.set(keyOf(course), observe(trackOf(course), { level, score }, rule));
      changed = true;
    },
    levelAt: (course, index) => levelAt(trackOf(course), index),
    levelNear: (course, accuracy) =>
      levelNear(trackOf(course), accuracy, rule) ?? Math.round(trackOf(course).position),
    tracks: () => [...tracks].map(([key, track]) => ({ key, track })),
    state: () => {
      changed = false;
      return {
        curriculum: 1,
        tracks: Object.fromEntries([...tracks].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      };
    },
    hasChanged: () => changed,
  };
}
