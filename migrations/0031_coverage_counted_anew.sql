-- Counts how often coverage was counted, so that whoever has read the counts knows whether they still hold.
alter table coverage_counted add column version int not null default 1 check (version > 0);
