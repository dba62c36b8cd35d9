import { accuracyOverSteps } from "../../src/charts/accuracy-over-steps.ts";
import { standaloneChart } from "../../src/charts/standalone-chart.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";
import { FROM, held, learners } from "./simulated-learner.ts";

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** The picture of docs/images/curriculum.svg: learners whose skill grows, and how the controller holds them. */
export function drawCurriculum(): string {
  const paths = learners();
  const shares = paths.map(held);
  const chart = accuracyOverSteps(paths, {
    id: "curriculum",
    title: "Accuracy of simulated learners on twenty bootcamps",
    description: `Skill grows from step to step and the levels with it: after step ${FROM} the accuracy is in the band for ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))} of the steps.`,
    band: USUAL_RULE,
    from: FROM,
  });
  return standaloneChart(String(chart));
}
