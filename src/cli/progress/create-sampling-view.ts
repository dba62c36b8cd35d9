import { formatCount } from "../../core/text/format-number.ts";
import { progressLine, progressLines, type SamplingView } from "../../sft/sampling/sampling-view.ts";
import { print, printJson, printLine } from "../output/print.ts";
import { eachMinute } from "./create-progress-view.ts";
import { type LiveBlock, openLiveBlock } from "./live-block.ts";
import { chooseProgressStyle } from "./progress-style.ts";

/** Shows a sampling that is under way: anew in its place on a terminal, else a line a minute, or JSON. */
export function createSamplingView(
  flags: { readonly json?: boolean; readonly live?: boolean },
  nowMs: () => number,
): SamplingView {
  const { kind, ...style } = chooseProgressStyle(flags, Infinity);
  let block: LiveBlock | undefined;
  return {
    begin: (about) => {
      if (kind === "json") printJson({ type: "sampling-begun", ...about });
      else print(`Sampling ${about.run}: ${formatCount(about.samples)} samples of ${about.teacher}\n\n`);
      if ("size" in style) block = openLiveBlock(style.size);
    },
    tell:
      "size" in style
        ? (progress) => block?.draw(progressLines(progress))
        : eachMinute(nowMs, (progress) =>
            kind === "json"
              ? printJson({ type: "progress", ...progress })
              : printLine(progressLine(progress)),
          ),
    end: () => {
      block?.end();
      block = undefined;
    },
  };
}
