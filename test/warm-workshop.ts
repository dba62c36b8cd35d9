import { vi } from "vitest";
import type * as Module from "../src/workshop/workshop.ts";

/*
 * Commands that tests run in their own process share one compiler and one sandbox, which stay warm: a
 * command that is started afresh spends most of its CPU time on starting them. They end with the process.
 */
vi.mock("../src/workshop/workshop.ts", async (load) => {
  const original = await load<typeof Module>();
  let warm: Module.Workshop | undefined;
  const openWorkshop = (): Module.Workshop => ({ ...(warm ??= original.openWorkshop()), close: () => {} });
  const withWorkshop: typeof original.withWorkshop = (work) => work(openWorkshop());
  return { ...original, openWorkshop, withWorkshop };
});
