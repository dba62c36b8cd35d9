import { expect, test } from "vitest";
import { tryConfinement } from "../../src/sandbox/try-confinement.ts";

test("whoever breaks out of an isolate can read, write and start nothing, and with namespaces reach no network", async () => {
  const { layers, reach } = await tryConfinement();
  expect(reach).toEqual({
    reading: false,
    writing: false,
    processes: false,
    network: !layers.namespaces,
  });
});
