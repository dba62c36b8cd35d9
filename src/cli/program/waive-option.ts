import { InvalidArgumentError, Option } from "commander";
import { joinWaivers, readWaiverOption, type Waiver } from "../../core/checks/waivers.ts";

/** May be given several times, for different checks. */
export function waiveOption(): Option {
  return new Option(
    "--waive <check=reason>",
    "disregard a failed or warned check, for this reason; the bootcamp is flagged (repeatable)",
  ).argParser((text, before: readonly Waiver[] | undefined): readonly Waiver[] => {
    const read = readWaiverOption(text);
    if (read.status === "invalid") throw new InvalidArgumentError(read.problem);
    return joinWaivers([read.waiver], before ?? []);
  });
}
