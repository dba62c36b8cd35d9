import { resolve } from "node:path";
import type { RoleConfig } from "../core/calls/model-config.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { ProposalPlan } from "../core/run/proposal-plan.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import { listNames } from "../core/text/list-names.ts";
import { nearestName } from "../core/text/nearest-name.ts";
import { type Config, readModelOption } from "../files/read-config.ts";
import { requirePricesOf } from "../run/plan/make-plan.ts";
import type { ProposeFlags } from "./propose-flags.ts";
import type { IdeaText } from "./read-texts.ts";

/**
 * What is to be proposed, and by whom: what the flags say, else the configuration. Throws a CommandError where nobody
 * plays the proposer, or where a domain or parent is not there.
 */
export function planProposals(
  flags: ProposeFlags,
  config: Config,
  { map, texts }: { readonly map: LibraryMap; readonly texts: readonly IdeaText[] },
): ProposalPlan {
  const { domains = null, like = null, answers = null } = flags;
  for (const slug of like ?? [])
    requireKnown(
      "--like",
      slug,
      map.bootcamps.map((one) => one.slug),
      "campforge map --list lists all of them",
    );
  for (const domain of domains ?? [])
    requireKnown("--domains", domain, map.domains, `there are ${listNames(map.domains)}`);
  if (map.bootcamps.length === 0 && like !== null)
    throw new CommandError(EXIT.usage, "--like: neither library nor record holds a bootcamp");
  const named = flags.model === undefined ? undefined : readModelOption(flags.model);
  const proposer = named ?? config.proposer ?? config.author;
  if (proposer === undefined) throw missingRole(config);
  const checker: RoleConfig = named ?? config.checker ?? config.critic ?? config.author ?? proposer;
  const budget = { ...config.budget, ...flags.budget };
  requirePricesOf({ proposer, checker }, { budget, endpoints: config.endpoints });
  return {
    kind: "proposals",
    count: flags.count,
    seed: flags.seed,
    to: resolve(flags.to),
    domains: domains === null ? null : [...domains],
    answers: answers === null ? null : [...answers],
    like: like === null ? null : [...like],
    texts: texts.map(({ name, hash }) => ({ name, hash })),
    endpoints: config.endpoints,
    proposer,
    checker,
    budget,
  };
}

const missingRole = ({ file }: Config): CommandError =>
  new CommandError(
    EXIT.configuration,
    `no model to propose: give --model ENDPOINT/MODEL, or write proposer or author into ${file ?? "a configuration (campforge init creates one)"}`,
  );

function requireKnown(option: string, name: string, known: readonly string[], help: string): void {
  if (known.includes(name)) return;
  const near = nearestName(name, known);
  const hint = near === undefined ? ";" : `; did you mean ${near}?`;
  throw new CommandError(EXIT.usage, `${option} ${name}: there is none of that name${hint} ${help}`);
}
