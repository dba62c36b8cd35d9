-- From here on every table but that of the texts has a column row_hash: the hash of the row's other fields, so
-- that a bit that changed on the disk is noticed. The column is added after each step from this one on
-- (src/store/migrations.ts), filled after all of them, and kept by triggers of each connection that writes
-- (src/store/row-hash.ts): no other step and no statement needs to know of it.

-- Texts of a page's size do not belong into a tree that is ordered by their hash: each took an overflow page of
-- its own.
create table text_by_hash (
  hash text primary key,
  text text not null
) strict;
insert into text_by_hash (hash, text) select hash, text from blob;
drop table blob;
alter table text_by_hash rename to blob;
