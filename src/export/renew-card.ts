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
  const { code } = standing.hashes;
  return isAsApproved(standing, inspected) && inspected.hashes.code === code
    ? renewed(standing, fresh)
    : undefined;
}

/** Whether a class does what was approved, and no check finds more than it found then. */
export function isAsApproved({ hashes, gates }: LibraryCard, inspected: Inspected): boolean {
  const isSame = hashes.behaviour === inspected.hashes.behaviour;
  return (
    isSame &&
    inspected.checks.every(
      ({ name, status }) =>
        status === "passed" ||
        status === "skipped" ||
        gates.some((one) => one.gate === "unit tests" && one.check === name && one.result === status),
    )
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
