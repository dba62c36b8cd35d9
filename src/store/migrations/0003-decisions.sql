-- What people decided about drafts. Rows are only ever added: undoing is a row of its own.
create table decision (
  id integer primary key,
  run integer not null,
  task text not null,
  kind text not null check (kind in ('approve', 'reject', 'send-back', 'undo')),
  line integer not null,
  round integer not null,
  seen text not null,
  undoes integer references decision (id),
  reviewer text not null,
  note text,
  decided_at text not null,
  foreign key (run, task) references task (run, id)
) strict;

create index decision_by_task on decision (run, task);
