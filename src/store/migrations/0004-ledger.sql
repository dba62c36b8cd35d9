-- What a run has spent and set aside, in tokens and in billionths of the currency of the prices.
create table account (
  run integer primary key references run (id),
  spent_tokens integer not null default 0,
  spent_nano integer not null default 0,
  open_tokens integer not null default 0,
  open_nano integer not null default 0
) strict;

-- One row for each request that was allowed, retries apart. `tokens` and `nano` are what it counts for: the
-- worst case while it is open, unresolved or charged whole; the truth once it is settled; nothing once released.
create table reservation (
  id integer primary key,
  run integer not null references account (run),
  key text not null,
  role text not null,
  endpoint text not null,
  state text not null check (state in ('open', 'settled', 'released', 'charged', 'unresolved')),
  tokens integer not null,
  nano integer,
  begun_at text not null,
  ended_at text
) strict;

create index reservation_by_run on reservation (run, state);
