import { hashCard, type LibraryCard } from "../core/library/library-card.ts";
import type { Check } from "../core/checks/unit-test-report.ts";
import type { Shelf } from "./shelf.ts";
import { hashCode } from "../core/draft/hash.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";

type Inspected = Extract<Inspection, { status: "inspected" }>;

/** Digits of a hash that are shown. */
const SHOWN_DIGITS = 12;

/** Everything in which a bootcamp differs from its card, in words; nothing when it is as the card says. */
export function compareWithCard(card: LibraryCard, inspected: Inspected, folder: string): readonly string[] {
  const hashes = (["code", "program", "behaviour"] as const).flatMap((name) =>
    hashDifference(name, card.hashes[name], inspected.hashes[name]),
  );
  return [
    ...hashDifference("card", card.hashes.card, hashCard(card)),
    ...textDifference("name", card.name, inspected.card.name),
    ...textDifference("slug", card.slug, inspected.card.slug),
    ...textDifference("folder", `${card.domain}/${card.slug}`, folder),
    ...hashes,
    ...pathDifference(card, inspected),
    ...verifierDifference(card, inspected),
    ...inspected.checks.flatMap((check) => gateDifference(card, check)),
  ];
}

/** The same for versions that are no longer current: only their texts are compared. */
export function compareFormer({ former }: Shelf): readonly string[] {
  return former.flatMap(({ source, card }) =>
    [
      ...hashDifference("code", card.hashes.code, hashCode(source)),
      ...hashDifference("card", card.hashes.card, hashCard(card)),
    ].map((text) => `version ${card.version}: ${text}`),
  );
}

function hashDifference(name: string, stated: string, found: string): readonly string[] {
  return stated === found
    ? []
    : [`${name} hash: ${stated.slice(0, SHOWN_DIGITS)} on the card, ${found.slice(0, SHOWN_DIGITS)} now`];
}

function textDifference(name: string, stated: string, found: string): readonly string[] {
  return stated === found ? [] : [`${name}: ${stated} on the card, ${found} now`];
}

/** A change of the compiler or of the class may have its verifications go the other way. */
function pathDifference({ path: stated }: LibraryCard, { path: found }: Inspected): readonly string[] {
  if (stated === undefined || found === null) return [];
  if (stated.status === found.status && stated.reason === found.reason) return [];
  return [`path: ${stated.status} on the card (${stated.reason}), ${found.status} now (${found.reason})`];
}

/** Nobody is to be surprised by a model between an answer and its score. */
function verifierDifference(
  { modelVerified }: LibraryCard,
  { isModelVerified }: Inspected,
): readonly string[] {
  if ((modelVerified !== undefined) === isModelVerified) return [];
  return isModelVerified
    ? [
        "modelVerified: not on the card, and a model compares its answers now: --renew --calibrate measures it",
      ]
    : [`modelVerified: ${modelVerified?.model} on the card, and rules compare its answers now`];
}

/** A check that is younger than the card is no difference unless it finds something. */
function gateDifference(card: LibraryCard, { name, status, detail }: Check): readonly string[] {
  const stated = card.gates.find((one) => one.gate === "unit tests" && one.check === name);
  if (stated === undefined)
    return status === "passed" || status === "skipped"
      ? []
      : [`${name}: not on the card, ${status} now: ${detail}`];
  return stated.result === status ? [] : [`${name}: ${stated.result} on the card, ${status} now: ${detail}`];
}
