import { countNoun } from "../core/text/count-noun.ts";
import { type Dispatcher, fetch } from "undici";
import { z } from "zod";
import { ModelFault } from "../core/calls/completion.ts";
import { EXIT } from "../core/run/exit-codes.ts";
import type { Config } from "../files/read-config.ts";
import { createDispatcher } from "../models/endpoint/dispatcher.ts";
import { findProxyFault } from "../models/endpoint/proxy-fault.ts";
import { createRedact } from "../models/exchange/redact.ts";
import { finding, type Finding } from "./finding.ts";
import { locate, type Surroundings } from "./locate-endpoint.ts";
import { wantedOf } from "./probe-models.ts";

const LISTING_MS = 10_000;

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Asks an endpoint for its list of models, which costs nothing. */
export async function checkEndpoint(
  name: string,
  config: Config,
  { keyOf, proxy }: Surroundings,
): Promise<Finding> {
  const what = `endpoint ${name}`;
  const located = locate(name, config, keyOf);
  if (located.status === "missing") return located.finding;
  const { baseUrl } = located.config;
  const redact = createRedact([located.key]);
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = createDispatcher(baseUrl, 1, proxy);
    const response = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${located.key}` },
      redirect: "error",
      signal: AbortSignal.timeout(LISTING_MS),
      dispatcher,
    });
    if (!response.ok)
      return finding(what, false, `${baseUrl} answers ${response.status}: check the key and baseUrl`);
    const models = modelsSchema.safeParse(await response.json());
    const known = models.success ? models.data.data.map(({ id }) => redact(id)) : [];
    const unknown = wantedOf(name, config)
      .map(({ model }) => model)
      .filter((model) => known.length > 0 && !known.includes(model));
    if (unknown.length > 0) {
      const help = `${baseUrl} lists no model ${unknown.join(", ")}; it lists ${known.slice(0, 8).join(", ")}`;
      return finding(what, false, help, EXIT.configuration);
    }
    return finding(
      what,
      true,
      `${baseUrl} answers${known.length > 0 ? `, ${countNoun(known.length, "model")}` : ""}`,
    );
  } catch (error) {
    if (error instanceof ModelFault) return finding(what, false, error.message, EXIT.configuration);
    const held = findProxyFault(error);
    if (held !== undefined)
      return finding(what, false, `${baseUrl} is not reached: ${redact(held.message)}. ${held.remedy}`);
    const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const help = `${baseUrl} does not answer (${redact(reason) || "refused"}): check that it is running and that baseUrl is correct`;
    return finding(what, false, help);
  } finally {
    await dispatcher?.destroy();
  }
}
