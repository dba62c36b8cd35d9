-- Descriptions that a model proposed: what it was asked for, and what became of that before anything was run.
create table proposal (
  run integer not null references run (id),
  number integer not null,
  wish text not null,
  outcome text,
  primary key (run, number)
) strict, without rowid;
