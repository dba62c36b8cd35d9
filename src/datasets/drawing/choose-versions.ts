import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Mixture } from "../../core/training/mixture.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";

/**
 * The versions that a data set draws from: the current one of each bootcamp, or the one that the mixture names,
 * without those that are not wanted or that the mixture gives nothing. Throws a CommandError for a name or version
 * that is not there.
 */
export function chooseVersions(
  published: readonly PublishedVersion[],
  { mixture, bootcamps }: { readonly mixture: Mixture; readonly bootcamps: readonly string[] | null },
): readonly PublishedVersion[] {
  const slugs = new Set(published.map(({ slug }) => slug));
  requireKnown("domain", mixture.domains, new Set(published.map(({ domain }) => domain)));
  requireKnown("bootcamp", mixture.bootcamps, slugs);
  const strange = bootcamps?.find((slug) => !slugs.has(slug));
  if (strange !== undefined)
    throw refused(
      `--bootcamps ${strange}: the library has no such bootcamp; it has ${[...slugs].join(", ")}`,
    );
  const bySlug = Map.groupBy(published, ({ slug }) => slug);
  const chosen = [...bySlug].flatMap(([slug, versions]) => {
    const wanted = Object.hasOwn(mixture.bootcamps, slug) ? mixture.bootcamps[slug]?.version : undefined;
    const found = versions.find(({ version, isCurrent }) =>
      wanted === undefined ? isCurrent : version === wanted,
    );
    if (found !== undefined) return [found];
    if (wanted === undefined) return []; // withdrawn
    const all = versions.map(({ version }) => version).join(", ");
    throw refused(
      `mixture: bootcamps.${slug}.version: there is no version ${wanted}; the library has ${all}`,
    );
  });
  if (chosen.length === 0) throw refused("every bootcamp of the library was withdrawn");
  const wanted = chosen.filter((one) => isWanted(mixture, one) && bootcamps?.includes(one.slug) !== false);
  if (wanted.length === 0 && bootcamps !== null)
    throw refused(`--bootcamps ${bootcamps.join(",")}: withdrawn, or left out by the mixture; name others`);
  return wanted;
}

function isWanted(mixture: Mixture, { slug, domain }: PublishedVersion): boolean {
  const own = Object.hasOwn(mixture.bootcamps, slug) ? mixture.bootcamps[slug] : undefined;
  const shared = Object.hasOwn(mixture.domains, domain) ? mixture.domains[domain] : undefined;
  if (own?.cases !== undefined) return own.cases > 0;
  return (own?.weight ?? shared?.weight ?? mixture.default.weight ?? 1) > 0;
}

function requireKnown(kind: string, named: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(named).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw refused(
      `mixture: ${kind}s.${unknown}: the library has no such ${kind}; it has ${[...known].join(", ")}`,
    );
}

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
