-- What people ask of a run from beside it, and how the run answered. Rows are only ever added; an answer is
-- filled in once.
create table control_request (
  id integer primary key,
  run integer not null references run (id),
  request text not null,
  requested_at text not null,
  answer text,
  answered_at text
) strict;

create index control_request_open on control_request (run) where answer is null;

-- What a run last said of itself.
create table run_status (
  run integer primary key references run (id),
  status text not null,
  written_at text not null
) strict;
