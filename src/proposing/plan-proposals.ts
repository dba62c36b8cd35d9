import { resolve } from "node:path";
import type { RoleConfig } from "../core/calls/model-config.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { ProposalPlan } from "../core/run/proposal-plan.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import { requireDomains, requireKnown } from "../atlas/require-known.ts";
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
  const slugs = map.bootcamps.map(({ slug }) => slug);
  const lists =
    slugs.length === 0
      ? "neither library nor record holds a bootcamp"
      : "campforge map --list lists all of them";
  for (const slug of like ?? []) requireKnown("--like", slug, slugs, lists);
  requireDomains(domains ?? [], map);
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
