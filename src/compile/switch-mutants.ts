import { STEP_COUNTER, STEPS_ANEW, STEPS_TAKEN, type StepGuard } from "./guard-steps.ts";
import type { Script } from "./make-program.ts";
import type { Mutation, Whole } from "./mutations.ts";

const IS_ON = "__isOn";
const IS_ON_WHERE = "__isOnWhere";
const VALUE = "__value";
const DECIDED = "__decided";

/**
 * No mistake is made at first; `select` says which one is. A switch that is passed leaves its mark, so that
 * nobody need try a mistake that the verifier never comes to.
 */
const SWITCHES = `let __selected = -1; let __passed = new Set(); const ${IS_ON} = (mutant) => { __passed.add(mutant); return mutant === __selected; }; const ${IS_ON_WHERE} = (differs, mutant) => differs && ${IS_ON}(mutant); const ${VALUE} = (value) => value; let __decidedBy = new Set(); const ${DECIDED} = (mutant, as, value) => { if (!!value === as) __decidedBy.add(mutant); return value; }; `;
const CONTROL = `{ select: (mutant) => { __selected = mutant; __passed = new Set(); __decidedBy = new Set(); ${STEPS_ANEW} }, passed: () => [...__passed], decided: () => [...__decidedBy], steps: () => ${STEPS_TAKEN} }`;

/** Something to put into the script: a guard before a position, or switches or a mark around a part of it. */
type Insert =
  | {
      readonly kind: "mark";
      readonly start: number;
      readonly end: number;
      readonly index: number;
      readonly decidesAs: boolean;
    }
  | { readonly kind: "guard"; readonly start: number; readonly end: number; readonly text: string }
  | {
      readonly kind: "switch";
      readonly start: number;
      readonly end: number;
      readonly form: Whole["form"];
      readonly mutants: readonly { readonly index: number; readonly mutation: Mutation }[];
    };

/**
 * The script with all of these mistakes in it, each behind a switch, and with its steps counted: one program
 * tries them all. Its completion value makes `{ Draft, select, passed }`.
 */
export function switchMutants(
  { code, toScript, exported }: Script,
  guards: readonly StepGuard[],
  mutations: readonly Mutation[],
): string {
  const inserts = listInserts(guards, mutations, toScript);

  /** A part of the script with what is to be put into it. */
  const render = (start: number, end: number, within: readonly Insert[]): string => {
    let text = "";
    let from = start;
    for (const insert of within) {
      if (insert.start < from) continue; // stands within one that was written already
      text += code.slice(from, insert.start);
      from = insert.end;
      if (insert.kind === "guard") text += insert.text;
      else if (insert.kind === "mark") text += mark(insert, within);
      else text += choose(insert, within);
    }
    return text + code.slice(from, end);
  };
  const mark = (insert: Insert & { readonly kind: "mark" }, among: readonly Insert[]): string => {
    const { start, end, index, decidesAs } = insert;
    return `${DECIDED}(${index}, ${decidesAs}, (${render(start, end, insideOf(insert, among))}))`;
  };
  const choose = (insert: Insert & { readonly kind: "switch" }, among: readonly Insert[]): string => {
    const { start, end, form, mutants } = insert;
    const inside = insideOf(insert, among);
    const plain = inside.filter(({ kind }) => kind === "guard");
    const right = render(start, end, inside);
    const wrong = ({ mutation }: (typeof mutants)[number]): string => {
      const first = toScript(mutation.start);
      const last = toScript(mutation.end);
      const before = plain.filter((guard) => guard.end <= first);
      const behind = plain.filter((guard) => guard.start >= last);
      return render(start, first, before) + mutation.text + render(last, end, behind);
    };
    const isOn = ({ index, mutation }: (typeof mutants)[number]): string => {
      const { limit } = mutation;
      if (limit === undefined) return `${IS_ON}(${index})`;
      // Where both limits give the same, the verifier does not come to the mistake.
      const [from, to] = [toScript(limit.start), toScript(limit.end)];
      const moved =
        code.slice(from, toScript(mutation.start)) + mutation.text + code.slice(toScript(mutation.end), to);
      return `${IS_ON_WHERE}((${code.slice(from, to)}) !== (${moved}), ${index})`;
    };
    switch (form) {
      case "expression": {
        const choices = mutants.map((one) => `${isOn(one)} ? (${wrong(one)}) : `);
        // Begins with a name: a bracket could be taken for the arguments of the line before.
        return `${VALUE}(${choices.join("")}(${right}))`;
      }
      case "statement":
        return `{ ${mutants.map((one) => `if (${IS_ON}(${one.index})) { ${wrong(one)} } else `).join("")}${right} }`;
      case "member": {
        const [dot = "."] = /^\s*\??\./.exec(code.slice(start, end)) ?? [];
        const name = code.slice(start + dot.length, end).trim();
        const others = mutants.map(({ index, mutation }) => `${IS_ON}(${index}) ? "${mutation.text}" : `);
        return `${dot.includes("?") ? "?." : ""}[${others.join("")}"${name}"]`;
      }
    }
  };
  const body = code.indexOf("{") + 1;
  const opened = `${code.slice(0, body)} ${STEP_COUNTER}${SWITCHES}`;
  const closing = code.lastIndexOf(`return ${exported}`);
  return `${opened}${render(body, closing, inserts)}return { Draft: ${exported}, control: ${CONTROL} }; })`;
}

/** Everything to be put into the script, the outer before the inner. */
function listInserts(
  guards: readonly StepGuard[],
  mutations: readonly Mutation[],
  toScript: Script["toScript"],
): readonly Insert[] {
  const counted = guards.map(({ at, text }): Insert => {
    const start = toScript(at);
    return { kind: "guard", start, end: start, text };
  });
  const placed = mutations.map((mutation, index) => ({ index, mutation }));
  const byPart = Map.groupBy(placed, ({ mutation: { whole } }) => `${whole.start} ${whole.end}`);
  const switches = [...byPart.values()].flatMap((mutants): Insert[] => {
    const whole = mutants[0]?.mutation.whole;
    if (whole === undefined) return [];
    const { form, start, end } = whole;
    return [{ kind: "switch", form, start: toScript(start), end: toScript(end), mutants }];
  });
  // A condition that a mistake drops leaves its mark where it decides: what it decides may be decided elsewhere too.
  const marks = placed.flatMap(({ index, mutation: { dropped } }): Insert[] => {
    if (dropped === undefined) return [];
    const { start, end, decidesAs } = dropped;
    return [{ kind: "mark", start: toScript(start), end: toScript(end), index, decidesAs }];
  });
  return [...counted, ...marks, ...switches].toSorted(outerFirst);
}

/** What is to be put into the part that an insert is around. */
const insideOf = (insert: Insert, among: readonly Insert[]): readonly Insert[] =>
  among
    .slice(among.indexOf(insert) + 1)
    .filter((other) => other.start >= insert.start && other.end <= insert.end);

/**
 * By position in the script; of those that begin together statements, then guards, then what is longer, and around
 * the same part a mark before the switches.
 */
function outerFirst(a: Insert, b: Insert): number {
  const rank = (one: Insert): number =>
    one.kind === "guard" ? 1 : one.kind === "switch" && one.form === "statement" ? 0 : 2;
  const isSwitch = (one: Insert): number => (one.kind === "switch" ? 1 : 0);
  return a.start - b.start || rank(a) - rank(b) || b.end - a.end || isSwitch(a) - isSwitch(b);
}
