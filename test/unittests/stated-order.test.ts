import { afterAll, describe, expect, test } from "vitest";
import { statedOrder } from "../../src/unittests/answers/stated-order.ts";
import { statedFigures, statedPlaces } from "../../src/unittests/answers/stated-tolerance.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** The numbers of the case above 500, in the order of `right`. */
const large = (order: string, pieces: SourcePieces = {}): SourcePieces => ({
  imports: 'import { Bootcamp, type Card, finalLine, integer, list, type Rng } from "campforge/bootcamp";',
  answerType: "readonly number[]",
  answerFormat: "finalLine(list(integer()))",
  levels: "[{ count: 8 }, { count: 12 }, { count: 16 }]",
  caseGenerator: `return { numbers: rng.shuffle([...rng.distinctIntegers(level.count / 2, 501, 999), ...rng.distinctIntegers(level.count / 2, 100, 500)]) };`,
  promptFunc: `return \`Which of these numbers are above 500: \${instance.numbers.join(", ")}? Write them ${order}, with commas between them. \${this.answerFormat.instruction}\`;`,
  before:
    "const right = ({ numbers }: Case): number[] => numbers.filter((one) => one > 500).toSorted((one, other) => one - other);",
  referenceAnswer: 'return this.answerFormat.wrap(right(instance).join(", "));',
  verifyCorrection: "return answer.join() === right(instance).join() ? 1 : 0;",
  ...pieces,
});

const NAME = "what is told is checked";

describe("the order in which a prompt wants an answer", () => {
  test("is the one that is paid, or the class is stopped", async () => {
    const check = checkNamed(await workshop.test(aSource(large("in descending order"))), NAME);
    expect(check).toMatchObject({
      status: "failed",
      detail:
        "the prompt wants the answer in descending order, and in 24 of 24 cases the right elements in that order do not score 1",
    });
  });

  test("counts where it is asked for, or the class is flagged", async () => {
    const anyOrder = large("in ascending order", {
      verifyCorrection:
        "return answer.toSorted((one, other) => one - other).join() === right(instance).join() ? 1 : 0;",
    });
    expect(checkNamed(await workshop.test(aSource(anyOrder)), NAME)).toMatchObject({
      status: "warned",
      detail: expect.stringContaining("the right elements against that order score 1"),
    });
  });

  test.each(["in ascending order", "the smallest first", "from the smallest to the largest"])(
    "is nothing to speak of where it is told as %s and checked",
    async (order) => {
      expect(checksThat(await workshop.test(aSource(large(order))), "failed", "warned")).toEqual([]);
    },
  );

  test("is not read where it is by something that the answer does not show", () => {
    expect(statedOrder("Name the towns in ascending order of their height.")).toBeNull();
    expect(statedOrder("List the words alphabetically.")).toBe("alphabetical");
    expect(statedOrder("The smallest first, or from largest to smallest?")).toBeNull();
  });
});

test("the digits to which a prompt wants a number are read however they are told", () => {
  expect(statedPlaces("Round to two decimal places.")).toBe(2);
  expect(statedPlaces("Give it to the nearest cent.")).toBe(2);
  expect(statedPlaces("Give three digits behind the decimal point.")).toBe(3);
  expect(statedPlaces("Give a whole number.")).toBeNull();
  expect(statedFigures("Give three significant figures.")).toBe(3);
});
