import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashCode } from "../../src/core/draft/hash.ts";
import { numberCard } from "../../src/core/library/library-card.ts";
import { type Candidate, type Change, planExport, shelvesAfter } from "../../src/export/plan-export.ts";
import { editedByHand, type Shelf } from "../../src/export/shelf.ts";
import { aCandidate, aLibrary, aShelf, type Wanted } from "./a-shelf.ts";

const wishes = { theirs: false, isWithdrawn: () => false, sourceOf: () => undefined };

const one = (changes: readonly Change[]): Change => {
  expect(changes).toHaveLength(1);
  const [change] = changes;
  if (change === undefined) throw new Error("no change");
  return change;
};

const later = { source: "export default class Sudoku { later = 1 }\n" };

describe("an export", () => {
  test("keeps what another version takes the place of, and finds nothing to do the second time", () => {
    const library = aLibrary(aShelf());
    const change = one(planExport(library, [aCandidate(later)], wishes));
    expect(change).toMatchObject({
      status: "superseded",
      after: { current: { card: { version: 2 } }, former: [{ card: { version: 1 } }] },
    });
    const after = aLibrary(...shelvesAfter(library, [change]));
    expect(one(planExport(after, [aCandidate(later)], wishes)).status).toBe("unchanged");
  });

  test("gives a version's number back to its code, and to no other code", () => {
    const codes = fc.array(fc.constantFrom("a", "b", "c", "withdraw"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(codes, (steps) => {
        let shelves: readonly Shelf[] = [];
        const seen = new Map<number, string>();
        for (const step of steps) {
          const library = aLibrary(...shelves);
          const withdrawn = { ...wishes, isWithdrawn: () => step === "withdraw" };
          const candidates = step === "withdraw" ? [] : [aCandidate({ source: sourceOf(step) })];
          const changes = planExport(library, candidates, withdrawn);
          expect(changes.every(({ status }) => status !== "conflict")).toBe(true);
          shelves = shelvesAfter(library, changes);
          for (const { source, card } of shelves.flatMap(versionsOf)) {
            expect(seen.get(card.version) ?? source).toBe(source);
            seen.set(card.version, source);
            expect(editedByHand({ source, card })).toBeUndefined();
          }
          expect(shelves.flatMap(versionsOf)).toHaveLength(seen.size);
          expect(shelves[0]?.current?.source).toBe(step === "withdraw" ? undefined : sourceOf(step));
        }
      }),
    );
  });

  test("leaves a class alone that was written anew from the approved one, until another is approved", () => {
    const former = aShelf().current?.card;
    const { card, source } = aCandidate({ source: "export default class Sudoku { faster = 1 }\n" });
    const grounds = { of: 1, cases: 500, responses: 2_500, reviewer: "ada", note: null, at: "2026-01-02" };
    const current = { source, card: numberCard({ ...card, rewritten: grounds }, 2) };
    const approved = aCandidate();
    if (former === undefined || former === null) throw new Error("no card");
    const library = aLibrary({
      folder: approved.folder,
      current,
      former: [{ source: approved.source, card: former }],
    });
    expect(one(planExport(library, [approved], wishes)).status).toBe("unchanged");
    expect(one(planExport(library, [aCandidate(later)], wishes)).status).toBe("superseded");
  });

  test("refuses two drafts of one class name or slug, in any case, and says which tasks they are of", () => {
    const rivals: readonly Candidate[] = [
      aCandidate({ name: "Sudoku", slug: "one", task: "first" }),
      aCandidate({ name: "SUdoku", slug: "two", task: "second" }),
      aCandidate({ name: "Other", slug: "one", domain: "elsewhere", task: "third" }),
    ];
    const changes = planExport(aLibrary(), rivals, wishes);
    expect(changes.map(({ status }) => status)).toEqual(["conflict", "conflict", "conflict"]);
    expect(JSON.stringify(changes)).toMatch(/first and second are both approved/);
  });

  const standing = [aShelf()];
  test.each<readonly [what: string, wanted: Wanted, standing: readonly Shelf[]]>([
    ["a name in another folder", { name: "SUDOKU", slug: "other", task: "other" }, standing],
    ["a slug in another domain", { name: "Other", domain: "other", task: "other" }, standing],
    ["a folder that holds another task's class", { task: "other", ...later }, standing],
    ["a folder that holds a class written by hand", later, [aShelf({ task: null })]],
    ["a name that the language has", { name: "Map" }, []],
    ["a domain that leads elsewhere", { domain: ".." }, []],
  ])("refuses %s", (_, wanted, shelves) => {
    const changes = planExport(aLibrary(...shelves), [aCandidate(wanted)], { ...wishes, theirs: true });
    expect(one(changes).status).toBe("conflict");
  });

  test("never overwrites what was edited by hand, unless it is told to and the former version is not lost", () => {
    const shelf = aShelf();
    const exported = shelf.current?.source ?? "";
    const edited = aLibrary({
      ...shelf,
      current: { source: `${exported}// mine\n`, card: shelf.current?.card ?? null },
    });
    const same = one(planExport(edited, [aCandidate()], wishes));
    expect(same).toMatchObject({ status: "conflict", edited: { file: "bootcamp.ts", wanted: exported } });
    const theirs = { ...wishes, theirs: true };
    expect(one(planExport(edited, [aCandidate()], theirs))).toMatchObject({
      status: "changed",
      after: { current: { source: exported, card: { version: 1 } }, former: [] },
    });
    expect(one(planExport(edited, [aCandidate(later)], theirs))).toMatchObject({ status: "conflict" });
    const sourceOf = (hash: string): string | undefined =>
      hash === hashCode(exported) ? exported : undefined;
    expect(one(planExport(edited, [aCandidate(later)], { ...theirs, sourceOf }))).toMatchObject({
      status: "superseded",
      after: { former: [{ source: exported }] },
    });
  });

  test("never overwrites a class without a card, unless it is told to", () => {
    const shelf = aShelf();
    const bare = aLibrary({ ...shelf, current: { source: "export default class Mine {}\n", card: null } });
    expect(one(planExport(bare, [aCandidate()], wishes)).status).toBe("conflict");
    expect(one(planExport(bare, [aCandidate()], { ...wishes, theirs: true })).status).toBe("changed");
  });
});

const sourceOf = (step: string): string => `export default class Sudoku { ${step} = 1 }\n`;

const versionsOf = ({ current, former }: Shelf): Shelf["former"] => [
  ...former,
  ...(current === null || current.card === null ? [] : [{ source: current.source, card: current.card }]),
];
