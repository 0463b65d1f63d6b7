-- 备货误差: how far goods were from when they were said to be ready, learned from riders who were there before them.
alter table learned_time drop constraint learned_time_what_check;
alter table learned_time add check (what in ('DOOR', 'PICKUP', 'READY', 'DETOUR'));
