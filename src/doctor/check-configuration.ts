import type { Profiles } from "../core/calls/compat.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import { EXIT } from "../core/run/exit-codes.ts";
import type { Config } from "../files/read-config.ts";
import { writeProfiles } from "../models/endpoint-profiles.ts";
import { DEFAULT_REPLY_TOKENS, replyTokensOf } from "../core/calls/model-config.ts";
import { formatCount } from "../core/text/format-number.ts";
import { readPrompts } from "../files/read-prompts.ts";
import { readToolkit } from "../workshop/read-toolkit.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { finding, type Finding } from "./finding.ts";
import type { Surroundings } from "./locate-endpoint.ts";
import { probeModels } from "./probe-models.ts";

/** Looks whether the configuration names what a run needs, and whether its endpoints answer. */
export async function checkConfiguration(
  config: Config,
  about: Surroundings & {
    /** Also asks each model what a run asks, which costs about as much as the longest prompt of its roles. */
    readonly probe: boolean;
    readonly warn: (text: string) => void;
  },
): Promise<readonly Finding[]> {
  const names = Object.keys(config.endpoints);
  return [
    checkRoles(config),
    ...checkReplyTokens(config),
    ...(await Promise.all(names.map((name) => checkEndpoint(name, config, about)))),
    ...(about.probe ? await probeAll(names, config, about) : []),
  ];
}

function checkRoles(config: Config): Finding {
  if (config.file === null) {
    return finding("configuration", true, "none here; campforge init creates one (the demo needs none)");
  }
  const missing = (["author", "judge"] as const).filter((role) => config[role] === undefined);
  const ok = missing.length === 0;
  return finding(
    "configuration",
    ok,
    ok ? config.file : `${config.file}: no ${missing.join(" and no ")} configured`,
    EXIT.configuration,
  );
}

/** How long the replies of author and judge may be; thinking counts, and what is cut off is paid for in vain. */
function checkReplyTokens({ author, judge }: Config): readonly Finding[] {
  if (author === undefined || judge === undefined) return [];
  const tokens = replyTokensOf({ author, judge });
  const told = `author ${formatCount(tokens.author)}, judge ${formatCount(tokens.judge)}, thinking included where the endpoint counts it`;
  const isLow = Math.min(tokens.author, tokens.judge) < DEFAULT_REPLY_TOKENS;
  const advice = isLow
    ? `; below ${formatCount(DEFAULT_REPLY_TOKENS)} a model that thinks may be cut off: raise maxTokens`
    : "";
  return [finding("reply tokens", true, `${told}${advice}`)];
}

/** Asks the models of every endpoint, and keeps what was found out for `campforge run`. */
async function probeAll(
  names: readonly string[],
  config: Config,
  about: Surroundings & { readonly warn: (text: string) => void },
): Promise<readonly Finding[]> {
  const prompts = await readAllPrompts();
  const probed = await Promise.all(names.map((name) => probeModels(name, config, { ...about, prompts })));
  const profiles = probed.reduce<Profiles>((all, one) => ({ ...all, ...one.profiles }), {});
  const findings = probed.flatMap((one) => one.findings);
  if (Object.keys(profiles).length === 0) return findings;
  const file = writeProfiles(config.db, profiles, about.warn);
  return [...findings, finding("profiles", true, `${file}, which campforge run reads`)];
}

const readAllPrompts = async (): Promise<Prompts> => readPrompts(await readToolkit());
