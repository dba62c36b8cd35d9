import type Database from "better-sqlite3";
import { z } from "zod";
import type { Usage } from "../core/calls/completion.ts";
import type { Amount, Ledger, Reservation, Reserved } from "../core/calls/ledger.ts";
import type { Budget, Spending } from "../core/calls/spending.ts";
import { addAmounts } from "../core/calls/spending.ts";
import { guardWrites, type WriteGroup } from "./write-group.ts";

/** The accounts of one run, for the process that spends. */
export type RunLedger = Ledger & {
  /** What counts as spent, without the requests under way. */
  readonly spent: () => Amount;
  /** The cap that is kept, and another one from now on. */
  readonly budget: () => Budget;
  readonly setBudget: (budget: Budget) => void;
};

/** Billionths of the currency in one: money is summed as whole numbers, so that no sum drifts. */
const NANO = 1e9;
const toNano = (cost: number): number => Math.ceil(cost * NANO);

const accountRow = z.object({
  spentTokens: z.int(),
  spentNano: z.int(),
  openTokens: z.int(),
  openNano: z.int(),
});
const reservationRow = z.object({
  run: z.int(),
  state: z.enum(["open", "unresolved"]),
  tokens: z.int(),
  nano: z.int().nullable(),
});

/**
 * Opens the accounts of a run under its budget. What a process before left open counts as spent from now
 * on: nobody knows whether it was.
 */
export function openLedger(
  database: Database.Database,
  about: {
    readonly run: number;
    readonly budget: Budget;
    readonly now: () => string;
    readonly group: WriteGroup;
  },
): RunLedger {
  const { run, now, group } = about;
  let { budget } = about;
  const statements = prepare(database);
  database.transaction(() => {
    statements.open.run({ run });
    statements.resolve.run({ run, now: now() });
    statements.takeOver.run({ run });
  })();
  const account = (): z.infer<typeof accountRow> => accountRow.parse(statements.account.get({ run }));

  const reserve = (wanted: Parameters<Ledger["reserve"]>[0]): Reserved => {
    const { key, role, endpoint, worst } = wanted;
    const reason = refusal(account(), worst, budget);
    if (reason !== undefined) return { status: "over-budget", reason };
    const nano = worst.cost === null ? null : toNano(worst.cost);
    const amount = { run, tokens: worst.tokens, nano };
    const row = statements.insert.run({ ...amount, key, role, endpoint, now: now() });
    statements.setAside.run(amount);
    return { status: "reserved", reservation: { id: Number(row.lastInsertRowid) } };
  };
  const end = (id: number, state: EndState, truth: (worst: Worst) => Worst): void => {
    const found = statements.reservation.get({ id });
    if (found === undefined) throw new Error(`the reservation ${id} is not open: it was ended before`);
    const { run: owner, state: before, ...worst } = reservationRow.parse(found);
    const counted = truth(worst);
    statements.end.run({ id, state, tokens: counted.tokens, nano: counted.nano, now: now() });
    // What an earlier process left unresolved is in the sum of what is spent: a batch is heard of later.
    const move = before === "open" ? statements.move : statements.correct;
    move.run({
      run: owner,
      openTokens: worst.tokens,
      openNano: worst.nano ?? 0,
      tokens: counted.tokens,
      nano: counted.nano ?? 0,
    });
  };
  const ending = (reservation: Reservation, state: EndState, truth: (worst: Worst) => Worst): void => {
    group.write(() => end(reservation.id, state, truth));
  };

  const guard = guardWrites(database);
  return {
    reserve: (wanted) => group.write(() => reserve(wanted)),
    kept: group.kept,
    settle: (reservation, usage) =>
      usage.estimated
        ? ending(reservation, "charged", (worst) => atLeast(worst, usage))
        : ending(reservation, "settled", (worst) => truthOf(worst, usage)),
    release: (reservation) =>
      ending(reservation, "released", ({ nano }) => ({ tokens: 0, nano: nano === null ? null : 0 })),
    chargeWhole: (reservation) => ending(reservation, "charged", (worst) => worst),
    budget: () => budget,
    setBudget: (other) => {
      budget = other;
    },
    spent: guard(() => {
      const { spentTokens, spentNano } = account();
      return { tokens: spentTokens, cost: spentNano / NANO };
    }),
  };
}

type EndState = "settled" | "released" | "charged";
type Worst = { readonly tokens: number; readonly nano: number | null };

/** What a request took. An endpoint without prices counts no money; one with prices always does. */
function truthOf(worst: Worst, { promptTokens, completionTokens, cost }: Usage): Worst {
  return { tokens: promptTokens + completionTokens, nano: cost === null ? worst.nano : toNano(cost) };
}

/** An estimate may raise what is charged, never lower it. */
function atLeast(worst: Worst, usage: Usage): Worst {
  const estimate = truthOf(worst, usage);
  const nano = worst.nano === null ? estimate.nano : Math.max(worst.nano, estimate.nano ?? 0);
  return { tokens: Math.max(worst.tokens, estimate.tokens), nano };
}

function refusal(account: z.infer<typeof accountRow>, worst: Amount, budget: Budget): string | undefined {
  const { spentTokens, spentNano, openTokens, openNano } = account;
  if (budget.tokens !== null && spentTokens + openTokens + worst.tokens > budget.tokens) {
    return `${spentTokens} tokens are spent and ${openTokens} set aside; a request that may take ${worst.tokens} does not fit the budget of ${budget.tokens}`;
  }
  if (budget.money === null) return undefined;
  if (worst.cost === null) return "a request to an endpoint without prices does not fit a budget in money";
  if (spentNano + openNano + toNano(worst.cost) <= Math.floor(budget.money * NANO)) return undefined;
  const money = (nano: number): string => (nano / NANO).toFixed(4);
  return `${money(spentNano)} is spent and ${money(openNano)} set aside; a request that may take ${worst.cost.toFixed(4)} does not fit the budget of ${budget.money}`;
}

function prepare(database: Database.Database) {
  return {
    open: database.prepare("insert into account (run) values (:run) on conflict do nothing"),
    resolve: database.prepare(
      "update reservation set state = 'unresolved', ended_at = :now where run = :run and state = 'open'",
    ),
    takeOver: database.prepare(
      `update account set spent_tokens = spent_tokens + open_tokens, spent_nano = spent_nano + open_nano,
         open_tokens = 0, open_nano = 0
       where run = :run`,
    ),
    account: database.prepare(
      `select spent_tokens as spentTokens, spent_nano as spentNano, open_tokens as openTokens,
         open_nano as openNano
       from account where run = :run`,
    ),
    insert: database.prepare(
      `insert into reservation (run, key, role, endpoint, state, tokens, nano, begun_at)
       values (:run, :key, :role, :endpoint, 'open', :tokens, :nano, :now)`,
    ),
    setAside: database.prepare(
      `update account set open_tokens = open_tokens + :tokens, open_nano = open_nano + coalesce(:nano, 0)
       where run = :run`,
    ),
    reservation: database.prepare(
      "select run, state, tokens, nano from reservation where id = :id and state in ('open', 'unresolved')",
    ),
    end: database.prepare(
      "update reservation set state = :state, tokens = :tokens, nano = :nano, ended_at = :now where id = :id",
    ),
    move: database.prepare(
      `update account set open_tokens = open_tokens - :openTokens, open_nano = open_nano - :openNano,
         spent_tokens = spent_tokens + :tokens, spent_nano = spent_nano + :nano
       where run = :run`,
    ),
    correct: database.prepare(
      `update account set spent_tokens = spent_tokens - :openTokens + :tokens,
         spent_nano = spent_nano - :openNano + :nano
       where run = :run`,
    ),
  };
}

const sumRow = z.object({
  state: z.enum(["open", "settled", "released", "charged", "unresolved"]),
  requests: z.int(),
  tokens: z.int(),
  nano: z.int().nullable(),
});

/** What a run has spent, by how sure it is; also while another process spends. */
export function readSpending(database: Database.Database, run: number): Spending {
  const rows = z.array(sumRow).parse(
    database
      .prepare(
        `select state, count(*) as requests, sum(tokens) as tokens, sum(nano) as nano
         from reservation where run = :run group by state`,
      )
      .all({ run }),
  );
  const of = (state: z.infer<typeof sumRow>["state"]): Amount =>
    rows
      .filter((row) => row.state === state)
      .map(({ tokens, nano }) => ({ tokens, cost: nano === null ? null : nano / NANO }))
      .reduce(addAmounts, { tokens: 0, cost: null });
  return {
    requests: rows.reduce((sum, { requests }) => sum + requests, 0),
    settled: of("settled"),
    charged: of("charged"),
    unresolved: of("unresolved"),
    open: of("open"),
  };
}
