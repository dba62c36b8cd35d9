-- Batches of calls that were handed to a provider, to be collected later.
create table batch (
  id integer primary key,
  endpoint text not null,
  tag text not null unique,
  state text not null check (state in ('intent', 'submitted', 'collected', 'abandoned')),
  remote text,
  begun_at text not null
) strict;

create table batch_call (
  batch integer not null references batch (id),
  key text not null,
  reservation integer not null,
  primary key (batch, key)
) strict, without rowid;
