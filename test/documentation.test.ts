import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "./project.ts";

/** Pages for people; descriptions, prompts and recorded drafts are what models read or wrote. */
const OTHERS = /^(?:tasks|prompts|recordings\/drafts|library\/.+\/|node_modules)\b/;

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(ROOT, file)));
const pages = tracked.filter((file) => file.endsWith(".md") && !OTHERS.test(file));
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Headings as GitHub names them in links. */
function anchorsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

/** A page's relative links that lead nowhere. */
function brokenLinks(page: string): readonly string[] {
  const prose = read(page).replace(/^```[\s\S]*?^```/gm, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? page : relative(ROOT, join(ROOT, dirname(page), path));
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && !anchorsOf(file).includes(anchor);
  });
}

/** The project's own paths in code spans that are not there. */
function missingPaths(page: string): readonly string[] {
  const named = [...read(page).matchAll(/`((?:src|test|bench|bin|docs|prompts)\/[\w./-]*)`/g)];
  return named.flatMap(([, path = ""]) => (existsSync(join(ROOT, path)) ? [] : [path]));
}

describe("a page for people", () => {
  test.each(pages)("%s links to what is there", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test.each(pages)("%s names files that are there", (page) => {
    expect(missingPaths(page)).toEqual([]);
  });
});

test("whatever the code cites of the documentation is there", () => {
  const citing = tracked.filter((file) => /^(?:src|test|bench|bin)\/.*\.[jt]s$/.test(file));
  const cited = citing.flatMap((file) =>
    [...read(file).matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([path]) => `${file}: ${path}`),
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter((one) => !existsSync(join(ROOT, one.split(": ")[1] ?? "")))).toEqual([]);
});

test("every page of docs is reached from its index", () => {
  const index = read("docs/README.md");
  const own = pages.filter((page) => /^docs\/(?:adr\/)?[\w-]+\.md$/.test(page) && page !== "docs/README.md");
  expect(own.filter((page) => !index.includes(`(${page.slice("docs/".length)}`))).toEqual([]);
});

test("the README's map has a line for every folder of the project and every room of src", () => {
  const map = read("README.md").split("## Where things are")[1] ?? "";
  const named = [...map.matchAll(/^\| `([\w/-]+)\/` /gm)].map(([, folder]) => folder);
  const folders = tracked
    .filter((file) => file.includes("/") && !file.startsWith("."))
    .map((file) => (/^src\/[^/]+\//.exec(file)?.[0] ?? `${file.split("/")[0]}/`).slice(0, -1));
  expect(new Set(named)).toEqual(new Set(folders));
});

test("every dependency says on docs/dependencies.md why it is there, in which version, under which licence", () => {
  const versions = z.record(z.string(), z.string());
  const stated = z
    .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
    .parse(JSON.parse(read("package.json")));
  const rows = read("docs/dependencies.md")
    .split("\n")
    .flatMap((line) => {
      const [, name, version, licence, why] = line.split("|").map((cell) => cell.trim());
      return name?.startsWith("`") === true
        ? [{ name: name.replaceAll("`", ""), version, licence, why }]
        : [];
    });
  const wanted = Object.entries({
    ...stated.dependencies,
    ...stated.devDependencies,
    ...stated.optionalDependencies,
  });
  expect(rows.map(({ name }) => name).toSorted()).toEqual(wanted.map(([name]) => name).toSorted());
  expect(Object.fromEntries(rows.map(({ name, version }) => [name, version]))).toEqual(
    Object.fromEntries(wanted.map(([name, version]) => [name, version.replace(/^npm:.*@/, "")])),
  );
  expect(rows.filter(({ licence, why }) => !licence || !why)).toEqual([]);
});

test("the glossary is in alphabetical order, and each word links to where it lives", () => {
  const entries = read("docs/glossary.md")
    .split(/^- \*\*/m)
    .slice(1);
  const words = entries.map((entry) => entry.slice(0, entry.indexOf("**")));
  expect(words).toEqual([...words].sort((one, other) => one.localeCompare(other, "en")));
  expect(entries.filter((entry) => !/\]\((?:\.\.\/)?[\w./-]+/.test(entry))).toEqual([]);
});

test("every bootcamp of the library has its page, of what it does now: node bin/campforge.js library docs writes them", () => {
  const cards = tracked.filter((file) => /^library\/[^/]+\/[^/]+\/card\.json$/.test(file));
  const cardOnly = z.object({ hashes: z.object({ behaviour: z.string() }) });
  const wanting = cards.filter((file) => {
    const page = `docs/${dirname(file)}.md`;
    const { behaviour } = cardOnly.parse(JSON.parse(read(file))).hashes;
    return !existsSync(join(ROOT, page)) || !read(page).includes(behaviour.slice(0, 12));
  });
  expect(cards.length).toBeGreaterThan(10);
  expect(wanting).toEqual([]);
});
