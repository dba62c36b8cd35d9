import { z } from "zod";
import { hashJson } from "../../core/draft/hash.ts";
import { makeTables } from "../../fleet/postgres/make-tables.ts";
import type { Link } from "../../fleet/postgres/open-link.ts";
import { SCHEMA } from "../../fleet/postgres/prepare-schema.ts";
import type { Course, Curriculum } from "./curriculum.ts";
import {
  beginTrack,
  type ControlRule,
  levelAt,
  levelNear,
  observe,
  type Track,
  trackSchema,
} from "./track.ts";

/** The difficulty that several servers move together, in a database between them. */
export type SharedCurriculum = {
  readonly curriculum: Curriculum;
  /** Writes what was seen here since the last time, and reads what all have come to; nothing while it is doing so. */
  readonly exchange: () => Promise<void>;
  /** Resolves once all that was seen here before is written, also what came in during an exchange. */
  readonly settle: () => Promise<void>;
};

const TABLES = `
create schema if not exists ${SCHEMA};
create sequence if not exists ${SCHEMA}.serve_version;
create table if not exists ${SCHEMA}.serve_track (
  key text primary key,
  track text not null,
  version bigint not null
);
create table if not exists ${SCHEMA}.serve_case (
  key text primary key,
  level int not null,
  drawn_at timestamptz not null default now()
);
`;

/** A score whose case nobody is known to have drawn is looked up so many times: another server may be about to say. */
const MOST_LOOKS = 10;

/** Cases and scores that wait for the database at most, while it cannot be reached; the oldest are forgotten. */
const MOST_WAITING = 100_000;

/** Versions that are given first may be written last: so many are read again. */
const LATE = 64;

type Seen = { readonly course: Course; readonly name: string; readonly score: number; looks: number };

const trackRow = z.object({
  key: z.string(),
  track: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(trackSchema),
  version: z.string(),
});
const caseRow = z.object({ key: z.string(), level: z.int() });

const keyOf = ({ slug, version }: Course): string => `${slug}@${version}`;

/** A case by a hash: its name may be as large as the case is. */
const caseKey = (course: Course, name: string): string => hashJson([keyOf(course), name]);

/**
 * Opens it. A case that one server drew may be scored by another, so its level is in the database; a score moves the track
 * there, which every server then goes by, an exchange behind. Should the database be lost while a track is written, the
 * scores of that exchange may count twice.
 */
export async function openSharedCurriculum(link: Link, rule: ControlRule): Promise<SharedCurriculum> {
  await prepareTables(link);
  const tracks = new Map<string, Track>();
  const trackOf = (course: Course): Track => {
    const known = tracks.get(keyOf(course));
    return known?.levels.length === course.levels ? known : beginTrack(course.levels);
  };
  let drawn = new Map<string, number>();
  let seen: Seen[] = [];
  let readVersion = "0";
  let underWay: Promise<void> | undefined;

  const readTracks = async (): Promise<void> => {
    for (const { key, track, version } of await readSince(link, readVersion)) {
      tracks.set(key, track);
      readVersion = version;
    }
  };
  const exchange = async (): Promise<void> => {
    const [newlyDrawn, scores] = [drawn, seen];
    drawn = new Map();
    seen = [];
    await writeDrawn(link, newlyDrawn);
    seen.unshift(...(await countScores(link, scores, rule)));
    await readTracks();
  };
  const begin = (): Promise<void> =>
    (underWay = exchange().finally(() => {
      underWay = undefined;
    }));
  await readTracks();
  return {
    curriculum: {
      drew: (course, name, level) => {
        if (drawn.size < MOST_WAITING) drawn.set(caseKey(course, name), level);
      },
      scored: (course, name, score) => {
        seen.push({ course, name, score, looks: 0 });
        if (seen.length > MOST_WAITING) seen.shift();
      },
      levelAt: (course, index) => levelAt(trackOf(course), index),
      levelNear: (course, accuracy) =>
        levelNear(trackOf(course), accuracy, rule) ?? Math.round(trackOf(course).position),
      tracks: () => [...tracks].map(([key, track]) => ({ key, track })),
      state: () => ({ curriculum: 1, tracks: Object.fromEntries(tracks) }),
      hasChanged: () => false, // what there is to keep is kept in the database
    },
    exchange: async () => {
      if (underWay === undefined) await begin();
    },
    settle: async () => {
      await underWay?.catch(() => undefined); // whoever began it hears of it
      await begin();
    },
  };
}

async function prepareTables(link: Link): Promise<void> {
  const names = [`${SCHEMA}.serve_track`, `${SCHEMA}.serve_case`];
  await makeTables(link, { names, statements: TABLES });
  await link.query(`delete from ${SCHEMA}.serve_case where drawn_at < now() - interval '7 days'`);
}

const readSince = (link: Link, version: string): Promise<readonly z.infer<typeof trackRow>[]> =>
  link.rows(
    trackRow,
    `select key, track, version::text from ${SCHEMA}.serve_track where version > $1::bigint - ${LATE} order by version`,
    [version],
  );

async function writeDrawn(link: Link, drawn: ReadonlyMap<string, number>): Promise<void> {
  if (drawn.size === 0) return;
  // In one order for all: servers that write the same cases would else wait for each other.
  const rows = [...drawn].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await link.query(
    `insert into ${SCHEMA}.serve_case (key, level) select * from unnest($1::text[], $2::int[])
     on conflict (key) do update set level = excluded.level, drawn_at = now()`,
    [rows.map(([key]) => key), rows.map(([, level]) => level)],
  );
}

/** Has scores move their tracks; returns those whose case is not known yet. */
async function countScores(link: Link, scores: readonly Seen[], rule: ControlRule): Promise<readonly Seen[]> {
  if (scores.length === 0) return [];
  const keys = scores.map(({ course, name }) => caseKey(course, name));
  const rows = await link.rows(
    caseRow,
    `select key, level from ${SCHEMA}.serve_case where key = any($1::text[])`,
    [keys],
  );
  const levels = new Map(rows.map(({ key, level }) => [key, level]));
  const levelOf = ({ course, name }: Seen): number | undefined => levels.get(caseKey(course, name));
  const known = scores.filter((one) => levelOf(one) !== undefined);
  for (const ofCourse of Map.groupBy(known, ({ course }) => keyOf(course)).values()) {
    const [first] = ofCourse;
    const counted = ofCourse.map((one) => ({ level: levelOf(one) ?? 0, score: one.score }));
    if (first !== undefined) await moveTrack(link, first.course, { counted, rule });
  }
  return scores.filter((one) => levelOf(one) === undefined && ++one.looks < MOST_LOOKS);
}

/** Reads a track, counts scores and writes it, again where another server was quicker. */
async function moveTrack(
  link: Link,
  course: Course,
  about: { readonly counted: readonly { level: number; score: number }[]; readonly rule: ControlRule },
): Promise<void> {
  const key = keyOf(course);
  for (;;) {
    const [row] = await link.rows(
      trackRow,
      `select key, track, version::text from ${SCHEMA}.serve_track where key = $1`,
      [key],
    );
    const before = row?.track.levels.length === course.levels ? row.track : beginTrack(course.levels);
    const after = about.counted.reduce((track, one) => observe(track, one, about.rule), before);
    const text = JSON.stringify(after);
    const next = `nextval('${SCHEMA}.serve_version')`;
    const written =
      row === undefined
        ? await link.query(
            `insert into ${SCHEMA}.serve_track (key, track, version) values ($1, $2, ${next})
             on conflict do nothing returning key`,
            [key, text],
          )
        : await link.query(
            `update ${SCHEMA}.serve_track set track = $2, version = ${next}
             where key = $1 and version = $3::bigint returning key`,
            [key, text, row.version],
          );
    if (written.length > 0) return;
  }
}
