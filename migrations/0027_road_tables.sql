-- 路程表: the metres a router told for a planning, so that it can be computed again; none: the roads of the street.
alter table planning add column road_table jsonb check (jsonb_typeof(road_table) = 'object');
