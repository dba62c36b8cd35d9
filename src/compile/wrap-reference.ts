import { ts } from "ts-morph";
import type { CompileReport } from "../core/draft/compile-report.ts";
import { refusedWhole } from "./refused-whole.ts";

/**
 * A description's solution in JavaScript or TypeScript as a program from input to output. It may read its
 * standard input and print, or export a function from the one to the other. It is held to no contract and no
 * policy: nobody is trained on it, and the sandbox is the boundary.
 */
export function wrapReference(source: string): CompileReport {
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
  });
  const [fault] = diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error);
  if (fault !== undefined) return refusedWhole(ts.flattenDiagnosticMessageText(fault.messageText, " "));
  const none = { comments: [], strings: [], numbers: [], names: [] };
  return {
    status: "compiled",
    program: { toolkit: "", code: `${OPENING}${outputText}${CLOSING}` },
    sourceText: none,
    syntax: [],
    mutation: null,
  };
}

/** What a solution finds around it, as far as one that reads and prints needs it; nothing waits. */
const OPENING = `((__toolkit) => (__input) => {
  let __said = "";
  let __unread = __input;
  const __ended = {};
  const __later = [];
  const __show = (value) =>
    typeof value === "string" ? value
    : typeof value === "bigint" ? value + "n"
    : typeof value === "object" && value !== null ? JSON.stringify(value)
    : String(value);
  const __listeners = () => {
    const heard = new Map();
    return { heard, on(event, listener) { heard.set(event, [...(heard.get(event) ?? []), listener]); return this; } };
  };
  const __tell = (heard, event, ...values) => { for (const listener of heard.get(event) ?? []) listener(...values); };
  const __stdin = __listeners();
  const __console = {
    log: (...parts) => { __said += parts.map(__show).join(" ") + "\\n"; },
    error: () => {},
    warn: () => {},
  };
  const __process = {
    stdin: {
      fd: 0,
      on: (event, listener) => { __stdin.on(event, listener); return __process.stdin; },
      once: (event, listener) => __process.stdin.on(event, listener),
      setEncoding: () => __process.stdin,
      resume: () => __process.stdin,
      read: () => { const text = __unread; __unread = null; return text === "" ? null : text; },
    },
    stdout: { write: (text) => { __said += __show(text); return true; } },
    argv: ["node", "solution"],
    env: {},
    exit: () => { throw __ended; },
    nextTick: (work, ...values) => { __later.push(() => work(...values)); },
  };
  const __lines = () => { const all = __input.split(/\\r?\\n/); return all.at(-1) === "" ? all.slice(0, -1) : all; };
  const __readline = {
    createInterface: () => {
      const { heard, on } = __listeners();
      const questions = [];
      let isOpen = true;
      const lines = {
        on: (event, listener) => { on(event, listener); return lines; },
        once: (event, listener) => lines.on(event, listener),
        question: (_, listener) => { questions.push(listener); },
        close: () => { isOpen = false; },
        setPrompt: () => {},
        prompt: () => {},
      };
      __later.push(() => {
        for (const line of __lines()) {
          if (!isOpen) break;
          if (questions.length > 0) questions.shift()(line);
          else __tell(heard, "line", line);
        }
        __tell(heard, "close");
      });
      return lines;
    },
  };
  const __modules = { fs: { readFileSync: () => __input, writeSync: (_, text) => __process.stdout.write(text) }, readline: __readline, process: __process };
  const __require = (name) => {
    const found = __modules[String(name).replace(/^node:/, "")];
    if (found === undefined) throw new Error("a solution in the sandbox has no module " + name);
    return found;
  };
  const __module = { exports: {} };
  try {
    (function (require, module, exports, process, console, setTimeout, setImmediate) {
`;
const CLOSING = `
    }).call(__module.exports, __require, __module, __module.exports, __process, __console,
      (work) => { __later.push(work); }, (work) => { __later.push(work); });
    while (__later.length > 0) __later.shift()();
    __tell(__stdin.heard, "readable");
    __tell(__stdin.heard, "data", __input);
    __tell(__stdin.heard, "end");
    __tell(__stdin.heard, "close");
    while (__later.length > 0) __later.shift()();
    const exported = typeof __module.exports === "function" ? __module.exports : __module.exports.default;
    if (typeof exported === "function") __said += __show(exported(__input));
  } catch (error) {
    if (error !== __ended) throw error;
  }
  return __said;
})`;
