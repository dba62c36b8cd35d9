import { z } from "zod";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Link } from "./open-link.ts";

/** Statements that are sent together are one transaction. Any number will do, as long as nobody else in the database uses it. */
const LOCK = 7_206_112_026;

const thereRow = z.object({ there: z.boolean() });

/**
 * Makes tables where one of those named is missing: each statement must bear what it makes being there. Several processes
 * may do so at once; they take turns. Throws a CommandError where the role may not make any.
 */
export async function makeTables(
  link: Link,
  { names, statements }: { readonly names: readonly string[]; readonly statements: string },
): Promise<void> {
  try {
    const [found] = await link.rows(
      thereRow,
      "select bool_and(to_regclass(name) is not null) as there from unnest($1::text[]) as name",
      [names],
    );
    if (found?.there !== true) await link.query(`select pg_advisory_xact_lock(${LOCK}); ${statements}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      EXIT.endpoint,
      `${link.called}: its tables cannot be made: ${reason}. The role must be allowed to make a schema: grant create on database … to …`,
      { cause: error },
    );
  }
}
