-- The same index as assignment_rider.
drop index assignment_live;
