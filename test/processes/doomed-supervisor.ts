import { createPool } from "../../src/processes/create-pool.ts";

/** A supervisor for tests: loses one child, and keeps another at work for ever, with a spare beside it, until it is killed. */
const pool = createPool(
  { entry: new URL("./answering-child.ts", import.meta.url), nodeFlags: [] },
  { size: 1, spares: 1, jobsPerChild: 1_000 },
);
await pool.call("exit 1", 3_600_000);
await pool.call(`hang ${process.argv[2]}`, 3_600_000);
