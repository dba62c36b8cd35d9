create table blob (
  hash text primary key,
  text text not null
) strict, without rowid;

create table run (
  id integer primary key,
  status text not null check (status in ('running', 'stopped', 'done')),
  options text not null,
  versions text not null,
  started_at text not null,
  finished_at text
) strict;

create table task (
  run integer not null references run (id),
  id text not null,
  position integer not null,
  title text not null,
  domain text not null,
  description text not null references blob (hash),
  state text not null check (state in ('queued', 'running', 'stopped', 'done')),
  problem text,
  verdict text,
  decisive_line integer,
  decisive_round integer,
  primary key (run, id)
) strict, without rowid;

create table round (
  run integer not null,
  task text not null,
  line integer not null,
  number integer not null,
  status text not null,
  source text references blob (hash),
  report text not null references blob (hash),
  primary key (run, task, line, number),
  foreign key (run, task) references task (run, id)
) strict, without rowid;

create table judgement (
  run integer not null,
  task text not null,
  line integer not null,
  round integer not null,
  report text not null references blob (hash),
  primary key (run, task, line, round),
  foreign key (run, task) references task (run, id)
) strict, without rowid;

create table sample (
  run integer not null,
  task text not null,
  line integer not null,
  round integer not null,
  level integer not null,
  case_index integer not null,
  attempt integer not null,
  status text not null,
  score real,
  detail text,
  response text references blob (hash),
  primary key (run, task, line, round, level, case_index, attempt),
  foreign key (run, task) references task (run, id)
) strict, without rowid;

create table call (
  key text primary key,
  state text not null check (state in ('intent', 'done')),
  address text not null,
  endpoint text not null,
  model text not null,
  completion text references blob (hash),
  prompt_tokens integer,
  completion_tokens integer,
  estimated integer,
  cost real,
  begun_at text not null,
  done_at text
) strict, without rowid;

create table call_use (
  run integer not null references run (id),
  key text not null references call (key),
  task text not null,
  role text not null,
  origin text not null check (origin in ('endpoint', 'memo', 'recording')),
  primary key (run, key)
) strict, without rowid;

create index call_use_by_task on call_use (run, task);
