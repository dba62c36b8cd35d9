import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/** A program: reads modules from standard input, as pairs of URL and source, and writes the same without their types. */

// Written by this package's own process, a moment ago.
const sources: readonly (readonly [url: string, source: string])[] = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(sources.map(([url, source]) => [url, stripTypeScriptTypes(source)])));
