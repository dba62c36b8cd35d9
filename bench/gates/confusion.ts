import { checkMeantFor, COMPILES, type PlantedDefect, policyAgainst, type Stage } from "./planted-defects.ts";

/** What one check found in one bootcamp; checks that found nothing are left out. */
export type Finding = {
  readonly check: string;
  readonly status: "failed" | "warned";
  readonly detail: string;
};

/** A good bootcamp and what the gates said of it. */
export type GoodResult = { readonly name: string; readonly findings: readonly Finding[] };

/** A planted defect and what the gates said of it. */
export type PlantResult = { readonly plant: PlantedDefect; readonly findings: readonly Finding[] };

/** One check as a classifier. */
export type CheckRow = {
  readonly check: string;
  readonly planted: number;
  readonly caught: number;
  /** Defects meant for other checks that it reports too. */
  readonly besides: number;
  readonly goodStopped: number;
  readonly goodWarned: number;
};

/** For each check, the defects meant for it that it catches and the good bootcamps that it is wrong about. */
export function confusionByCheck(
  checks: readonly string[],
  good: readonly GoodResult[],
  plants: readonly PlantResult[],
): readonly CheckRow[] {
  return checks.map((check) => {
    const meant = plants.filter(({ plant }) => checkMeantFor(plant) === check);
    const reporting = plants.filter(({ findings }) => findings.some((one) => one.check === check));
    const wrong = (status: Finding["status"]): number =>
      good.filter(({ findings }) => findings.some((one) => one.check === check && one.status === status))
        .length;
    return {
      check,
      planted: meant.length,
      caught: meant.filter(isCaughtAsMeant).length,
      besides: reporting.length - meant.filter(isCaughtAsMeant).length,
      goodStopped: wrong("failed"),
      goodWarned: wrong("warned"),
    };
  });
}

/** Whether the check that a defect is meant for reports it, or the compiler's policy against its class. */
export function isCaughtAsMeant({ plant, findings }: PlantResult): boolean {
  const policy = policyAgainst(plant);
  return findings.some(
    ({ check, detail }) =>
      check === checkMeantFor(plant) ||
      (check === COMPILES && policy !== undefined && detail.includes(`${policy}: `)),
  );
}

/** The defects of one class. */
export type DefectRow = {
  readonly defect: string;
  readonly planted: number;
  readonly asMeant: number;
  readonly byAny: number;
  readonly by: readonly string[];
};

/** For each class of defects, how many are caught and by which checks. */
export function confusionByDefect(plants: readonly PlantResult[]): readonly DefectRow[] {
  const classes = [...new Set(plants.map(({ plant }) => plant.defect))].sort(byNumber);
  return classes.map((defect) => {
    const ofClass = plants.filter(({ plant }) => plant.defect === defect);
    return {
      defect,
      planted: ofClass.length,
      asMeant: ofClass.filter(isCaughtAsMeant).length,
      byAny: ofClass.filter(({ findings }) => findings.length > 0).length,
      by: [...new Set(ofClass.flatMap(({ findings }) => findings.map(({ check }) => check)))],
    };
  });
}

const byNumber = (a: string, b: string): number =>
  Number(a.slice(1)) - Number(b.slice(1)) || (a < b ? -1 : a > b ? 1 : 0);

/** How the defects of some stages fare. */
export type Totals = {
  readonly planted: number;
  readonly asMeant: number;
  /** By any check that stops it, or that flags it for a person. */
  readonly byAny: number;
};

/** Counts what the gates of these stages must catch. */
export function totalsOf(stages: readonly Stage[], plants: readonly PlantResult[]): Totals {
  const within = plants.filter(({ plant }) => stages.includes(plant.stage));
  return {
    planted: within.length,
    asMeant: within.filter(isCaughtAsMeant).length,
    byAny: within.filter(({ findings }) => findings.length > 0).length,
  };
}

/** How many good bootcamps the gates stop, and how many they flag. */
export function wronged(good: readonly GoodResult[]): { readonly stopped: number; readonly flagged: number } {
  const stopped = good.filter(({ findings }) => findings.some(({ status }) => status === "failed")).length;
  return { stopped, flagged: good.filter(({ findings }) => findings.length > 0).length - stopped };
}
