import type { Check } from "../core/checks/unit-test-report.ts";
import { type LibraryCard, numberCard } from "../core/library/library-card.ts";
import { describeReason } from "../core/verdict/decide-verdict.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";
import { handWrittenCard } from "./hand-written-card.ts";
import type { Shelf } from "./shelf.ts";

type Inspected = Extract<Inspection, { status: "inspected" }>;

/**
 * The card of a bootcamp from gates that were run just now. What models and reviewers found stays on it as
 * long as the class is the same to the letter and does the same. Undefined where the card has to stay as it
 * is: somebody approved a class that is another one now, or in which a check finds more than it found then.
 */
export function renewCard(shelf: Shelf, inspected: Inspected): LibraryCard | undefined {
  const fresh = handWrittenCard(shelf, inspected);
  const standing = shelf.current?.card ?? null;
  if (standing === null || standing.origin === null) return fresh;
  const { code, behaviour } = inspected.hashes;
  const isSame = standing.hashes.code === code && standing.hashes.behaviour === behaviour;
  return isSame && newObjections(standing, inspected).length === 0 ? renewed(standing, fresh) : undefined;
}

/** The checks that find more than they had found by the card. */
export function newObjections({ gates }: LibraryCard, { checks }: Inspected): readonly Check[] {
  return checks.filter(
    ({ name, status }) =>
      status !== "passed" &&
      status !== "skipped" &&
      !gates.some((one) => one.gate === "unit tests" && one.check === name && one.result === status),
  );
}

/** The unit tests, what they measured, and the hashes of now; all else as it was, but for flags of what passes now. */
export function renewed(standing: LibraryCard, fresh: LibraryCard): LibraryCard {
  const { version, measured, ...rest } = standing;
  const { code, program, behaviour } = fresh.hashes;
  const ofModels = standing.gates.filter(({ gate }) => gate !== "unit tests");
  const found = fresh.measured;
  const passed = fresh.gates.filter(({ gate, result }) => gate === "unit tests" && result === "passed");
  const mended = new Set(
    passed.map(({ check }) => describeReason({ kind: "warned check", check, detail: "" })),
  );
  return numberCard(
    {
      ...rest,
      hashes: { code, program, behaviour },
      software: fresh.software,
      flags: rest.flags.filter((flag) => !mended.has(flag)),
      ...(fresh.path === undefined ? {} : { path: fresh.path }),
      ...(fresh.modelVerified === undefined ? {} : { modelVerified: fresh.modelVerified }),
      gates: [...fresh.gates.filter(({ gate }) => gate === "unit tests"), ...ofModels],
      ...(found === undefined
        ? {}
        : {
            measured: {
              ...found,
              ...(measured === undefined ? {} : { shortcut: measured.shortcut, verifier: measured.verifier }),
            },
          }),
    },
    version,
  );
}
