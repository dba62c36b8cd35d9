import { existsSync } from "node:fs";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { paint } from "../../core/text/paint.ts";
import { compareLibrary, type LibraryFinding } from "../../export/compare-library.ts";
import { takeLibrary } from "../../export/take-library.ts";
import { readLibrary } from "../../export/read-library.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { type NextStep, renderNext } from "../../record/render-next.ts";
import { requireVerifier } from "../input/open-verifier.ts";
import { print, printJson, printNotice } from "../output/print.ts";

export type VerifyLibraryOptions = {
  readonly renew?: boolean;
  readonly json?: boolean;
  /** Whether the verifier of the configuration is calibrated anew where a model compares answers. */
  readonly calibrate?: boolean;
  readonly config?: string;
};

/**
 * Compares each bootcamp of a library with its card. Returns 0 when all are as their cards say, 8 when
 * anything differs, a check fails on one without a card, or something cannot be read.
 */
export async function verifyLibrary(folder: string, options: VerifyLibraryOptions): Promise<number> {
  if (!existsSync(folder)) throw new CommandError(EXIT.usage, `${folder}: no such folder; name the library`);
  const verifying = options.calibrate === true ? requireVerifier(options.config, folder) : undefined;
  const held = options.renew === true ? takeLibrary(folder) : null;
  try {
    const { isInterrupted, shelves, problems } = readLibrary(folder);
    if (shelves.length + problems.length === 0)
      throw new CommandError(
        EXIT.usage,
        `${folder}: holds no bootcamps; expected DOMAIN/SLUG/bootcamp.ts, as campforge export library writes them`,
      );
    const isCutShort = held === null && isInterrupted;
    if (isCutShort) printNotice(`${folder}: an export was cut short; campforge export library finishes it`);
    const tell = (found: LibraryFinding): void => say(found, options);
    const isGood = await compareLibrary(folder, { held, verifying, tell });
    if (options.json !== true) print(renderNext(nextSteps(folder, isGood && !isCutShort)));
    return isGood && !isCutShort ? EXIT.done : EXIT.checkFailed;
  } finally {
    verifying?.close();
    held?.release();
  }
}

function nextSteps(folder: string, isGood: boolean): readonly NextStep[] {
  const named = quoteForShell(folder);
  return isGood
    ? [
        [
          `campforge export verl --library ${named} --to data`,
          "its cases for a trainer; also trl, openrlhf …",
        ],
      ]
    : [
        [
          `campforge verify-library ${named} --renew`,
          "new cards for bootcamps that were written by hand, and the index",
        ],
        [`campforge export library --to ${named} --dry-run`, "what the record would put in its place"],
      ];
}

const COLOURS = {
  "as its card says": "green",
  differs: "red",
  "no card": "yellow",
  withdrawn: "dim",
  unreadable: "red",
} as const;

function say(found: LibraryFinding, { json }: VerifyLibraryOptions): void {
  if (json === true) {
    printJson(found);
    return;
  }
  const status = paint(COLOURS[found.status], found.status.padEnd(16));
  const [first = "", ...more] = found.details;
  const lines = [`${status}  ${found.folder}  ${first}`.trimEnd(), ...more.map((text) => `    ${text}`)];
  print(`${lines.join("\n")}\n`);
}
