-- A round that was handed out is computed again from what it was found with.
alter table planning add column round_search jsonb;
