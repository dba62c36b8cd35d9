-- Runs that sample a teacher instead of working on tasks, by what decides what they write: the same command finds
-- the run that it began with.
create table sampling (
  run integer primary key references run (id),
  key text not null
) strict;

create index sampling_by_key on sampling (key);
