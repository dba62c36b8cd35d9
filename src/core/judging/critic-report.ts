/** What the critic can hold against a class. */
export const CRITIC_POINT_KINDS = ["missing rule", "wrong rule", "ambiguity", "gives it away"] as const;

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

/** Whether a review flags: the class is not faithful enough, or one of its rules is wrong. */
export function isObjection(critic: CriticReport): critic is CriticReport & { readonly status: "reviewed" } {
  if (critic.status !== "reviewed") return false;
  return critic.faithful < FAITHFUL_ENOUGH || critic.points.some(({ kind }) => kind === "wrong rule");
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
