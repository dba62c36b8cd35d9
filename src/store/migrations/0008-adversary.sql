-- A third gate leaves findings: whoever looks for a shortcut. The table names the gates, and is made anew.
create table finding_by_gate (
  run integer not null,
  task text not null,
  line integer not null,
  round integer not null,
  gate text not null check (gate in ('oracle', 'critic', 'adversary')),
  report text not null references blob (hash),
  primary key (run, task, line, round, gate),
  foreign key (run, task) references task (run, id)
) strict, without rowid;
insert into finding_by_gate (run, task, line, round, gate, report)
  select run, task, line, round, gate, report from finding;
drop table finding;
alter table finding_by_gate rename to finding;
