-- What the gates that need a model found about a draft, beside the judge.
create table finding (
  run integer not null,
  task text not null,
  line integer not null,
  round integer not null,
  gate text not null check (gate in ('oracle', 'critic')),
  report text not null references blob (hash),
  primary key (run, task, line, round, gate),
  foreign key (run, task) references task (run, id)
) strict, without rowid;
