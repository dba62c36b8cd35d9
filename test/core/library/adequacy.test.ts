import { afterAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../../src/catalogue/read-catalogue.ts";
import { type Adequacy, adequacyOf, type Share } from "../../../src/core/library/adequacy.ts";
import type { Calibration } from "../../../src/core/checks/calibration.ts";
import { type Measured, measuredOf } from "../../../src/core/verdict/measured.ts";
import type { UnitTestOutcome } from "../../../src/unittests/run-unit-tests.ts";
import { aSource } from "../../compile/a-source.ts";
import { ROOT } from "../../project.ts";
import { checkNamed, openWorkshop } from "../../unittests/open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const CHECK = "wrong answers score below 1";

/** What a card has of a draft that no model has seen. */
const measuredIn = ({ report }: UnitTestOutcome): Measured =>
  measuredOf(report.figures, { oracle: { status: "not-asked" }, adversary: { status: "not-asked" } });

/** What the check says of wrong answers: how many in all, and how many changed ones earn a full score. */
function toldIn(detail: string): { readonly tried: number; readonly paid: number } {
  const [, tried, paid] = /^(\d+) wrong answers; (\d+) of \d+ correct answers/.exec(detail) ?? [];
  return { tried: Number(tried), paid: Number(paid) };
}

async function sums(verifyCorrection: string): Promise<{
  readonly told: ReturnType<typeof toldIn>;
  readonly measured: Measured;
  readonly adequacy: Adequacy;
}> {
  const outcome = await workshop.test(aSource({ verifyCorrection }));
  const measured = measuredIn(outcome);
  return { told: toldIn(checkNamed(outcome, CHECK).detail), measured, adequacy: adequacyOf({ measured }) };
}

const EXACT = "return answer === sumOf(instance) ? 1 : 0;";
/** Pays a sum that is off by one, but only by one more, and only in the smallest cases. */
const LENIENT =
  "return answer === sumOf(instance) || (instance.numbers.length === 3 && answer === sumOf(instance) + 1) ? 1 : 0;";

const missed = (share: Share | null): number => (share === null ? NaN : share.of - share.count);

describe("the detection rate", () => {
  test("falls short by the wrong answers that earned a full score, though the check passes", async () => {
    const [exact, lenient] = [await sums(EXACT), await sums(LENIENT)];
    expect(exact.measured.wrongAnswers).toEqual({ tried: exact.told.tried, paid: 0 });
    expect(lenient.told.paid).toBeGreaterThan(0);
    expect(lenient.measured.wrongAnswers).toEqual(lenient.told);
    const { mutants } = lenient.measured;
    expect(missed(lenient.adequacy.detection)).toBe(
      lenient.told.paid + (mutants?.tried ?? NaN) - (mutants?.told ?? NaN),
    );
  }, 60_000);

  test("is not measured where a card does not hold what wrong answers earned", async () => {
    const { measured } = await sums(EXACT);
    const { wrongAnswers: _, ...old } = measured;
    expect(adequacyOf({ measured: old }).detection).toBeNull();
    expect(adequacyOf({}).detection).toBeNull();
  }, 60_000);

  test("of a class whose answers a model compares counts what its calibration measured, with the model", async () => {
    const { measured } = await sums(EXACT);
    const side = { answers: 400, agreed: 395, rate: 395 / 400 };
    const modelVerified: Calibration = {
      model: "m",
      prompt: "1",
      right: side,
      wrong: side,
      invalid: 0,
      faults: 0,
      talk: { texts: 10, paid: [] },
    };
    const mutants = { tried: 4, told: 4 };
    const { detection } = adequacyOf({ measured: { ...measured, mutants }, modelVerified });
    expect(detection).toEqual({ count: 399, of: 404 });
  }, 60_000);

  test("of each bootcamp that ships agrees with what its check says of changed answers", () => {
    const differing = readCatalogue(`${ROOT}/library`).flatMap(({ folder, card }) => {
      const { detail = "" } = card.gates.find(({ check }) => check === CHECK) ?? {};
      const { tried, paid } = toldIn(detail);
      const { wrongAnswers } = card.measured ?? {};
      const isTold = wrongAnswers?.tried === tried && wrongAnswers.paid >= paid;
      return isTold && missed(adequacyOf(card).detection) >= paid ? [] : [folder];
    });
    expect(differing).toEqual([]);
  });
});
