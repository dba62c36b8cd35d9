import type { ScoreErrorCode } from "../../core/training/score-api.ts";

/** A request that is not carried out, as its sender hears of it. Nothing of it was scored. */
export type Refusal = {
  readonly code: ScoreErrorCode;
  readonly message: string;
  readonly httpStatus: 400 | 401 | 404 | 413 | 415 | 421 | 422 | 429 | 500 | 503;
  readonly retryable: boolean;
};

const STATUSES: Readonly<Record<ScoreErrorCode, Refusal["httpStatus"]>> = {
  "invalid-json": 400,
  "invalid-request": 400,
  "unknown-bootcamp": 404,
  "unknown-version": 404,
  "invalid-case": 422,
  "response-too-long": 413,
  "list-too-long": 413,
  "body-too-large": 413,
  unauthorized: 401,
  "wrong-host": 421,
  "wrong-content-type": 415,
  "not-found": 404,
  "verifier-threw": 422,
  "verifier-timed-out": 422,
  "verifier-out-of-memory": 422,
  "model-verifier-unclear": 422,
  "model-verifier-unavailable": 503,
  busy: 429,
  stopping: 503,
  fault: 503,
};

const RETRYABLE: ReadonlySet<ScoreErrorCode> = new Set([
  "busy",
  "stopping",
  "model-verifier-unavailable",
  "fault",
]);

/** A refusal with the status and the prospects that belong to its code. */
export function refusal(code: ScoreErrorCode, message: string): Refusal {
  return { code, message, httpStatus: STATUSES[code], retryable: RETRYABLE.has(code) };
}

/** Carries a refusal to where the reply is written. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: ScoreErrorCode, message: string) {
    super(message);
    this.name = "Refused";
    this.refusal = refusal(code, message);
  }
}
