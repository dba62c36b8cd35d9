import { observeBehaviour } from "../../unittests/observe-behaviour.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { loadBootcamp } from "../../workshop/load-bootcamp.ts";
import { JOB_LIMITS, openWorkshop } from "../../workshop/workshop.ts";
import { print } from "../output/print.ts";

/** Prints the behaviour hash of each file. Throws a CommandError at the first that has none. */
export async function behaviour(
  files: readonly string[],
  options: { readonly json?: boolean },
): Promise<number> {
  const workshop = openWorkshop();
  try {
    for (const file of files) {
      const { program, card } = await loadBootcamp(file, workshop);
      const about = { sandbox: workshop.sandbox, limits: JOB_LIMITS };
      const observed = await observeBehaviour(program, card.levels.length, about);
      if (observed.status === "unobservable") {
        throw new CommandError(
          EXIT.checkFailed,
          `${file}: has no behaviour hash: ${observed.reason}. campforge check says more`,
        );
      }
      const { hash, cases } = observed;
      print(
        options.json === true
          ? `${JSON.stringify({ file, behaviour: hash, cases })}\n`
          : `${hash}  ${file}\n`,
      );
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}
