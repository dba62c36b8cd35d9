/** What the critic can hold against a class. */
export const CRITIC_POINT_KINDS = [
  "missing rule",
  "wrong rule",
  "added rule",
  "variety too narrow",
  "ambiguity",
  "gives it away",
] as const;

/** Something that the critic holds against a class, with the words that it is about. */
export type CriticPoint = {
  readonly kind: (typeof CRITIC_POINT_KINDS)[number];
  readonly point: string;
  /** Stands in the description, the code or a prompt, word for word. */
  readonly quote: string;
};

/** What the critic says. `faithful` goes from 0, another task, to 4, the task wholly. */
export type CriticReport =
  | { readonly status: "not-asked" }
  /** The reply was no review, or quoted what is not there: it counts for nothing. */
  | { readonly status: "void"; readonly reason: string }
  | { readonly status: "reviewed"; readonly faithful: number; readonly points: readonly CriticPoint[] };

/** Below this a class is flagged (docs/admission.md, the critic). */
export const FAITHFUL_ENOUGH = 3;

/** What the whole task gets. */
const WHOLLY_FAITHFUL = 4;

/** A review that was given, whatever it says. */
type Reviewed = CriticReport & { readonly status: "reviewed" };

/**
 * Whether a review flags: the class is not faithful enough, or one of its rules is wrong. What is noted about a class
 * that poses the whole task is for its author to weigh, and no reason for a person's time.
 */
export function isObjection(critic: CriticReport): critic is Reviewed {
  if (critic.status !== "reviewed") return false;
  const { faithful, points } = critic;
  if (faithful < FAITHFUL_ENOUGH) return true;
  return faithful < WHOLLY_FAITHFUL && points.some(({ kind }) => kind === "wrong rule");
}

/** Whether a review has something for the author to weigh, be it an objection or not. */
export function hasRemarks(critic: CriticReport): critic is Reviewed {
  return critic.status === "reviewed" && (critic.points.length > 0 || isObjection(critic));
}

/** What the critic said, in one line. */
export function describeCritic(critic: CriticReport): string {
  switch (critic.status) {
    case "not-asked":
      return "no critic was asked";
    case "void":
      return `the critic's review counts for nothing: ${critic.reason}`;
    case "reviewed": {
      const points = critic.points.map(({ kind }) => kind).join(", ");
      return `critic: faithful ${critic.faithful} of 4${points === "" ? "" : `: ${points}`}`;
    }
  }
}
