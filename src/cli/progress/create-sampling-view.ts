import { formatCountOf } from "../../core/text/format-number.ts";
import {
  progressFields,
  progressLine,
  progressLines,
  type SamplingView,
} from "../../asking/sampling-view.ts";
import { print, printJson, printLine } from "../output/print.ts";
import { eachMinute } from "./create-progress-view.ts";
import { type LiveBlock, openLiveBlock } from "./live-block.ts";
import { chooseProgressStyle } from "./progress-style.ts";

/** Shows a sampling that is under way: anew in its place on a terminal, else a line a minute, or JSON. */
export function createSamplingView(
  {
    name,
    role,
    ...flags
  }: {
    readonly name: "sampling" | "evaluation";
    readonly role: "teacher" | "candidate";
    readonly json?: boolean;
    readonly live?: boolean;
  },
  nowMs: () => number,
): SamplingView {
  const { kind, ...style } = chooseProgressStyle(flags, Infinity);
  let block: LiveBlock | undefined;
  return {
    begin: ({ run, model, samples }) => {
      const heading = `${name.charAt(0).toUpperCase()}${name.slice(1)} ${run}`;
      if (kind === "json") printJson({ type: `${name}-begun`, run, [role]: model, samples });
      else print(`${heading}: ${formatCountOf(samples, "sample")} of ${model}\n\n`);
      if ("size" in style) block = openLiveBlock(style.size);
    },
    tell:
      "size" in style
        ? (progress) => block?.draw(progressLines(progress))
        : eachMinute(nowMs, (progress) =>
            kind === "json" ? printJson(progressFields(progress)) : printLine(progressLine(progress)),
          ),
    end: () => {
      block?.end();
      block = undefined;
    },
  };
}
