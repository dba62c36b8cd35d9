import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readVerdict } from "../../src/agents/verifier-messages.ts";
import { AGREEMENT, CALIBRATED } from "../../src/core/checks/unit-test-report.ts";
import type { JobLimits } from "../../src/core/draft/execution.ts";
import type { Verifying } from "../../src/core/draft/model-verifier.ts";
import { type LibraryCard, numberCard } from "../../src/core/library/library-card.ts";
import { renewCard } from "../../src/export/renew-card.ts";
import { failed, passed } from "../../src/unittests/cases/evidence.ts";
import { inspectBootcamp, type Inspection } from "../../src/workshop/inspect-bootcamp.ts";
import { openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { aCandidate } from "../export/a-shelf.ts";
import { WALK, WALK_SOURCE } from "./a-walk.ts";
import { verdictOn } from "./start-verifier-endpoint.ts";

type Inspected = Extract<Inspection, { status: "inspected" }>;

const FOLDER = `logical-reasoning/${WALK.slug}`;
const LANE = 1;
const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };

/** A verifier that makes no mistake, asked without an endpoint. */
const VERIFYING: Verifying = {
  verifier: { model: "m", prompt: "1" },
  askAbout: () => (asked) =>
    Promise.resolve(readVerdict({ status: "complete", text: verdictOn(asked, {}), thinking: "", usage })),
};

let workshop: Workshop;
let calibrated: Inspected;
/** The limits of every job that loaded the class or asked it for answers that it knows. */
const jobs: { readonly what: "load" | "known"; readonly limits: JobLimits }[] = [];

beforeAll(async () => {
  workshop = openWorkshop();
  const { sandbox } = workshop;
  const watched: Workshop = {
    ...workshop,
    sandbox: {
      ...sandbox,
      load: (program, limits) => {
        jobs.push({ what: "load", limits });
        return sandbox.load(program, limits);
      },
      known: (program, instances, limits) => {
        jobs.push({ what: "known", limits });
        return sandbox.known(program, instances, limits);
      },
    },
  };
  const plan = { seed: 0, waivers: [], known: [], lane: LANE, verifying: VERIFYING };
  const inspection = await inspectBootcamp(WALK_SOURCE, { ...plan, workshop: watched });
  if (inspection.status !== "inspected") throw new Error(inspection.reason);
  calibrated = inspection;
}, 120_000);
afterAll(() => workshop.close());

/** The same inspection by who asks nobody. */
function uncalibrated({ checks, figures, ...rest }: Inspected): Inspected {
  const { modelVerified: _, ...others } = figures ?? { floor: null, policies: [], interventions: NONE };
  return { ...rest, checks: checks.filter(({ name }) => name !== CALIBRATED), figures: others };
}
const NONE = { parameters: [], fields: [] };

function renewed(standing: LibraryCard | null, inspected: Inspected): LibraryCard {
  const current = { source: WALK_SOURCE, card: standing };
  const card = renewCard({ folder: FOLDER, current, former: [] }, inspected);
  if (card === undefined) throw new Error("the card stays as it is");
  return card;
}

const checksOn = ({ gates }: LibraryCard): readonly string[] => gates.map(({ check }) => check);

describe("the inspection of a class whose answers a model compares", () => {
  test("calibrates in the lane that it was given, and loads the class no more than the unit tests do", () => {
    expect(jobs.filter(({ what }) => what === "known").length).toBeGreaterThan(0);
    expect(jobs.map(({ limits }) => limits.lane)).toEqual(jobs.map(() => LANE));
    expect(jobs.filter(({ what }) => what === "load")).toHaveLength(2);
  });
});

describe("a renewed card", () => {
  test("keeps how a model was calibrated, gate and figures, where none is asked anew", () => {
    const card = renewed(null, calibrated);
    expect(checksOn(card)).toContain(CALIBRATED);
    expect(renewed(card, uncalibrated(calibrated))).toEqual(card);
    const { code, program, behaviour } = card.hashes;
    const byRun = { ...card, origin: aCandidate().card.origin, hashes: { code, program, behaviour } };
    const approved = numberCard(byRun, card.version);
    expect(renewed(approved, uncalibrated(calibrated))).toEqual(approved);
  });

  test("keeps what was found with a description's solution, which no library holds", () => {
    const found = { ...calibrated, checks: [...calibrated.checks, passed(AGREEMENT, "200 cases")] };
    expect(checksOn(renewed(renewed(null, found), calibrated))).toContain(AGREEMENT);
  });

  test("keeps none of it where the class does something else, or a calibration made anew fails", () => {
    const card = renewed(null, calibrated);
    const plain = uncalibrated(calibrated);
    const hashes = { ...plain.hashes, behaviour: "0".repeat(64) };
    const other = renewed(card, { ...plain, hashes });
    expect(checksOn(other)).not.toContain(CALIBRATED);
    expect(other.modelVerified).toBeUndefined();
    const again = renewed(card, { ...plain, checks: [...plain.checks, failed(CALIBRATED, "too few")] });
    expect(again.gates.find(({ check }) => check === CALIBRATED)?.result).toBe("failed");
    expect(again.modelVerified).toBeUndefined();
  });
});
