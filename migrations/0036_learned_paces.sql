-- 路况倍数: how much longer ways along the roads take than their length says.
alter table learned_time drop constraint learned_time_what_check;
alter table learned_time add check (what in ('DOOR', 'PICKUP', 'READY', 'DETOUR', 'PACE'));
