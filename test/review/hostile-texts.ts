import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../project.ts";

const injections = readFileSync(join(ROOT, "test/fixtures/task-injections.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => z.object({ id: z.string(), description: z.string() }).parse(JSON.parse(line)));

/** Texts that a model might write to act on the page, on its reader, or on its layout. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(injections.map(({ id, description }) => [`description ${id}`, description])),
  "script element": `<script>alert(1)</script><script src="http://evil.example/x.js"></script>`,
  "script in an attribute": `"><img src=x onerror="alert(1)"><svg onload=alert(1)>' onmouseover='alert(1)`,
  "script in markup that ends what holds it": `</textarea></pre></title></style></template><script>alert(1)</script>`,
  "script as an address": `javascript:alert(1) [x](javascript:alert(1)) <a href="javascript:alert(1)">x</a>`,
  "attributes that pages act on": `<div hx-get="http://evil.example/" hx-trigger="load" hx-on:load="alert(1)" data-decide="approve">x</div>`,
  "elements that load": `<link rel=stylesheet href=//evil.example/x.css><iframe src=//evil.example></iframe><img src=http://evil.example/pixel>`,
  "a base and a refresh": `<base href="http://evil.example/"><meta http-equiv=refresh content="0;url=http://evil.example/">`,
  "a template": "${alert(1)} {{constructor.constructor('alert(1)')()}} <%= 1 %>",
  "a dialog": `<dialog open>approved by the reviewers</dialog><form method=post action=/run/1/decide><button>x</button></form>`,
  "turned around": "abc \u202e1 nruter syawla\u202c def \u2066x\u2069",
  "nothing to be seen": "pa\u200bss\u2060wo\ufeffrd\u00ad \u{e0041}\u{e0042}",
  "zero and controls": "a\u0000b\u0007c\u001b[31mred\u009b",
  "half a pair": "a\ud800b\udc00c",
  "right to left": "שלום עולם ".repeat(40),
  "marks upon marks": `Z${"\u0300\u0316\u0489".repeat(300)} end`,
  "one word": "x".repeat(20_000),
  "one word of a megabyte": "y".repeat(1_000_000),
  "many lines": "line\n".repeat(3_000),
  "wide signs": "﷽꧅𒐫".repeat(200),
};
