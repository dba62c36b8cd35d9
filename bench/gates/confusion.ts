import { checkMeantFor, COMPILES, type PlantedDefect, type Stage } from "./planted-defects.ts";

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

/** Whether the check that a defect is meant for reports it. */
export function isCaughtAsMeant({ plant, findings }: PlantResult): boolean {
  return findings.some(({ check }) => check === checkMeantFor(plant));
}

const isRefused = ({ findings }: PlantResult): boolean => findings.some(({ check }) => check === COMPILES);

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

/** The shares that have aims, over the defects of these stages. */
export type Totals = {
  readonly planted: number;
  readonly asMeant: number;
  /** As meant, or refused by the compiler, so that the check meant for it never ran. */
  readonly asMeantOrBefore: number;
  readonly byAny: number;
  readonly good: number;
  readonly goodStopped: number;
  readonly goodWarned: number;
};

/** Counts what the gates up to now must catch, and what they stop wrongly. */
export function totalsOf(
  stages: readonly Stage[],
  good: readonly GoodResult[],
  plants: readonly PlantResult[],
): Totals {
  const within = plants.filter(({ plant }) => stages.includes(plant.stage));
  const stopped = good.filter(({ findings }) => findings.some(({ status }) => status === "failed"));
  return {
    planted: within.length,
    asMeant: within.filter(isCaughtAsMeant).length,
    asMeantOrBefore: within.filter((one) => isCaughtAsMeant(one) || isRefused(one)).length,
    byAny: within.filter(({ findings }) => findings.length > 0).length,
    good: good.length,
    goodStopped: stopped.length,
    goodWarned: good.filter(({ findings }) => findings.length > 0).length - stopped.length,
  };
}
