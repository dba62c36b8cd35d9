import { canonicalText, type Json } from "../../bootcamp/index.ts";
import type { Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import { changeAnswer } from "../answers/change-answer.ts";
import { readTree } from "../answers/answer-tree.ts";
import { fieldAt, type FieldPath, fieldsOf, withField } from "../cases/case-fields.ts";
import { tryOrder } from "../answers/try-order.ts";
import {
  counterexample,
  describeWrapping,
  type Evidence,
  failed,
  passed,
  shorten,
  warned,
} from "../cases/evidence.ts";
import { differs, throwsOnChanged } from "../cases/paired-scores.ts";
import { spreadOver } from "../cases/spread-over.ts";
import {
  holdsAnswer,
  isOfPairs,
  isRestated,
  isWording,
  stretched,
  type Traced,
} from "../cases/traced-field.ts";
import { verifyAll } from "../cases/verify-all.ts";

const name = "what is told is checked";

/** Cases in which each field is changed, over all levels alike. */
const CASES = 12;

/** Changed right answers that are scored on both cases, so that more than the reference can tell them apart. */
const MOST_CHANGED = 6;

/**
 * Cases that no generator draws may be endless work: so long for one field, and for all fields before the last.
 * Far above what classes need that take such cases at all, so that a busy machine finds the same.
 */
const TIMEOUT_MS = 2_000;
const MOST_CPU_MS = 4_000;

/** A field of which less is known says nothing. */
const LEAST_TRACED = 6;

/** Fields whose names say that they are examples of a rule. */
const EXAMPLES = /(?:examples?|demonstrations?|observations?)$/i;

/** What a change of a field did, in how many cases. */
type Effect = {
  readonly field: string;
  readonly traced: readonly Traced[];
  readonly prompts: number;
  readonly scores: number;
  /** In so many cases the verifier threw where the field was changed: it looks at it, and could not go on. */
  readonly thrown: number;
  /** In so many cases the field holds nothing but what stands in the reference answer. */
  readonly answers: number;
  /** In so many cases the reference answer follows from a field that changes nothing else. */
  readonly references: number;
  readonly cpuMs: number;
};

/**
 * Each field of a case is changed to what another case has there. A field that changes the prompt and never a
 * score is told and not checked; one that changes scores and never the prompt is checked and not told, unless
 * it holds the answer. Where examples are told and something else is hidden, the one is to be found from the other: then
 * neither is remarked on, since examples are data that no verifier need look at. A field that does neither is dead
 * weight, unless the reference answer follows from it: a case may hold a solution that was planted, beside which others
 * are paid.
 */
export async function checkFieldsTraced(evidence: Evidence): Promise<Check> {
  const traced = await collectTraced(evidence);
  if (typeof traced === "string") return failed(name, traced);
  const effects: Effect[] = [];
  const left: string[] = [];
  let cpuMs = 0;
  for (const [field, all] of Map.groupBy(traced, ({ path }) => path.join("."))) {
    if (all.length < LEAST_TRACED) continue;
    const effect = cpuMs > MOST_CPU_MS ? undefined : await traceBounds(field, all, evidence);
    if (effect === undefined) left.push(field);
    else {
      const { prompts, scores } = effect;
      evidence.measure({ kind: "field", field, cases: all.length, prompts, scores });
      effects.push(effect);
    }
    cpuMs += effect?.cpuMs ?? TIMEOUT_MS;
  }
  const traces = judge(effects, evidence);
  const check = traces.status === "failed" ? traces : ((await judgeOrder(evidence)) ?? traces);
  return left.length === 0 || check.status !== "passed"
    ? check
    : passed(name, `${check.detail}; not traced, because such cases take long: ${left.join(", ")}`);
}

/** Whether the order in which the prompts want an answer is the one that is paid. */
async function judgeOrder(evidence: Evidence): Promise<Check | undefined> {
  const found = await tryOrder(evidence);
  if (found.status === "nothing found") return undefined;
  if (found.status === "failed") return failed(name, found.reason);
  const { order, cases, tried } = found;
  const wanted = order === "alphabetical" ? "in alphabetical order" : `in ${order} order`;
  const examples = tried.map((one) => counterexample(one.drawn, evidence.seed, one.response, one.score));
  if (found.status === "refused")
    return failed(
      name,
      `the prompt wants the answer ${wanted}, and in ${tried.length} of ${cases} cases the right elements in that order do not score 1`,
      examples,
    );
  return warned(
    name,
    `the prompt wants the answer ${wanted}, and in ${tried.length} of ${cases} cases the right elements against that order score 1: say that the order is free, or check it`,
    examples,
  );
}

/** What a change of one field does; a number that seems unchecked is moved further before that is said of it. */
async function traceBounds(
  field: string,
  traced: readonly Traced[],
  evidence: Evidence,
): Promise<Effect | undefined> {
  const effect = await trace(field, traced, evidence);
  if (effect === undefined || effect.prompts < traced.length || effect.scores > 0) return effect;
  const further = stretched(traced);
  if (further.length === 0) return effect;
  const beyond = await trace(field, further, evidence);
  const cpuMs = effect.cpuMs + (beyond?.cpuMs ?? TIMEOUT_MS);
  return { ...effect, cpuMs, scores: beyond?.scores ?? 0 };
}

/** What a change of one field does; undefined where the changed cases are more than the class can take. */
async function trace(
  field: string,
  traced: readonly Traced[],
  evidence: Evidence,
): Promise<Effect | undefined> {
  const { program, sandbox } = evidence;
  const timeoutMs = Math.min(TIMEOUT_MS, evidence.limits.timeoutMs);
  const limits = { ...evidence.limits, timeoutMs, once: true };
  const words = await sandbox.word(
    program,
    traced.map(({ changed }) => changed),
    limits,
  );
  if (words.status !== "completed") return undefined;
  const attempts = traced.flatMap(({ drawn, changed, responses }) =>
    responses.flatMap((response) => [
      { instance: drawn.instance, response },
      { instance: changed, response },
    ]),
  );
  const scores = await verifyAll({ ...evidence, limits }, attempts);
  if (scores.status !== "completed") return undefined;
  let at = 0;
  const pairs = traced.map(({ responses }) => scores.value.slice(at, (at += 2 * responses.length)));
  const scored = traced.filter((_, index) => differs(pairs[index] ?? []));
  const prompts = traced.filter(({ drawn }, index) => words.value[index] !== drawn.prompt).length;
  const isDead = prompts === 0 && scored.length === 0;
  return {
    field,
    traced,
    prompts,
    scores: scored.length,
    thrown: pairs.filter(throwsOnChanged).length,
    answers: traced.filter(holdsAnswer).length,
    references: isDead ? await countReferences(traced, { ...evidence, limits }) : 0,
    cpuMs: words.cpuMs + scores.cpuMs,
  };
}

/** In how many of the changed cases the reference answer is another one. */
async function countReferences(traced: readonly Traced[], evidence: Evidence): Promise<number> {
  const { program, sandbox, limits } = evidence;
  const changed = traced.map((one) => one.changed);
  const found = await sandbox.refer(program, changed, limits);
  if (found.status !== "completed") return 0;
  return traced.filter(({ drawn }, index) => {
    const reference = found.value[index] ?? null;
    return reference !== null && reference !== drawn.reference;
  }).length;
}

function judge(effects: readonly Effect[], evidence: Evidence): Check {
  const hidden = effects.filter(({ prompts, scores }) => prompts === 0 && scores > 0);
  const untold = hidden.filter(({ answers, traced }) => answers * 2 < traced.length);
  const unchecked = effects.filter(
    ({ prompts, scores, thrown, traced }) =>
      prompts === traced.length && scores === 0 && thrown * 2 < traced.length && !isRestated(traced),
  );
  // A rule need not be hidden to be found from examples: prompts may word them by it.
  const examples = unchecked.filter(
    ({ field, traced }) => traced.every(isOfPairs) && (hidden.length > 0 || EXAMPLES.test(field)),
  );
  if (untold.length > 0 && examples.length === 0)
    return failed(
      name,
      `what is checked is not told: ${listed(untold)} ${verb(untold, "changes", "change")} scores and never the prompt: show it there, or verify without it`,
      untold.map((effect) => shown(effect, evidence)),
    );
  const dead = effects.filter(
    ({ prompts, scores, references }) => prompts === 0 && scores === 0 && references === 0,
  );
  if (dead.length > 0)
    return warned(
      name,
      `${listed(dead)} of the case ${verb(dead, "changes", "change")} neither the prompt nor any score: leave out what nobody needs`,
      dead.map((effect) => shown(effect, evidence)),
    );
  const facts = unchecked.filter((one) => !examples.includes(one) && !isWording(one.traced));
  const excuse =
    hidden.length === 0
      ? ""
      : `; this may stand where the solver infers a hidden rule from ${verb(facts, "it", "them")}, as from examples, and ${listed(hidden)} of the case ${verb(hidden, "holds", "hold")} what follows: then say so and change nothing`;
  if (facts.length > 0)
    return warned(
      name,
      `what is told seems not to be checked: ${listed(facts)} ${verb(facts, "changes", "change")} the prompt in all of ${facts[0]?.traced.length} cases, and no score of any answer that was tried there: the right one, that of the other case, and up to ${MOST_CHANGED} with one element changed${excuse}`,
      facts.map((effect) => shown(effect, evidence)),
    );
  const inferred =
    examples.length === 0
      ? ""
      : `; ${listed(examples)} ${verb(examples, "is", "are")} taken for examples, from which ${hidden.length === 0 ? "a rule is" : `${listed(hidden)} ${verb(hidden, "is", "are")}`} to be found`;
  return passed(name, `${effects.length} fields of the case, each changed alone${inferred}`);
}

const listed = (effects: readonly Effect[]): string =>
  effects
    .slice(0, 6)
    .map(({ field }) => field)
    .join(", ");

const verb = (effects: readonly Effect[], one: string, several: string): string =>
  effects.length === 1 ? one : several;

function shown({ field, traced }: Effect, { seed }: Evidence): Counterexample {
  const [first] = traced;
  if (first === undefined) return {};
  const { level, index, instance } = first.drawn;
  const before = JSON.stringify(fieldAt(instance, first.path));
  return {
    level,
    seed,
    index,
    instance: shorten(JSON.stringify(instance)),
    found: shorten(`the case with another ${field}: ${before} → ${JSON.stringify(first.value)}`, 600),
  };
}

/** The changed cases with the responses to be scored on them, or why those could not be made. */
async function collectTraced(evidence: Evidence): Promise<readonly Traced[] | string> {
  const perLevel = Math.ceil(CASES / Math.max(1, evidence.levels.length));
  const pairs = evidence.levels.flatMap((cases, level) =>
    spreadOver(cases, perLevel).map((drawn) => ({ drawn: { ...drawn, level }, others: cases })),
  );
  const texts = pairs.map(({ drawn }) => {
    const tree = readTree(drawn.answer ?? "", evidence.loaded.answerShape);
    return spreadOver(changeAnswer(tree, []), MOST_CHANGED).map(({ text }) => text);
  });
  const wrapped = await evidence.sandbox.wrap(evidence.program, texts.flat(), evidence.limits);
  if (wrapped.status !== "completed") return describeWrapping(wrapped);
  const responseOf = new Map(texts.flat().map((text, index) => [text, wrapped.value[index] ?? ""]));
  return pairs.flatMap(({ drawn, others }, index) => {
    const changed = (texts[index] ?? []).map((text) => responseOf.get(text) ?? "");
    return fieldsOf(drawn.instance).flatMap((path): Traced[] => {
      const donor = findDonor(drawn, others, path);
      if (donor === undefined) return [];
      const value = fieldAt(donor.instance, path);
      if (value === undefined) return [];
      const responses = [drawn.reference, donor.reference, ...changed];
      return [{ path, drawn, changed: withField(drawn.instance, path, value), value, responses }];
    });
  });
}

/** Another case of the level with another value of the same kind in a field, the next one behind it. */
function findDonor<Drawn extends { readonly instance: Json; readonly index: number }>(
  drawn: Drawn,
  others: readonly Drawn[],
  path: FieldPath,
): Drawn | undefined {
  const own = fieldAt(drawn.instance, path);
  const text = canonicalText(own);
  const inOrder = [...others.slice(drawn.index + 1), ...others.slice(0, drawn.index)];
  return inOrder.find(({ instance }) => {
    const value = fieldAt(instance, path);
    return value !== undefined && typeof value === typeof own && canonicalText(value) !== text;
  });
}
