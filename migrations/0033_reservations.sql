-- 预留: what a rider sees of what is kept for them before being asked; it binds nobody, and either side may change it.
create table reservation (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  rider_id uuid not null,
  ask_at timestamptz not null,
  shown_at timestamptz not null,
  -- Kept a while longer, so that a no that crosses with a new plan is heard.
  ended_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('reservation');
-- A request is kept for one rider at a time.
create unique index one_reservation on reservation (street_id, request_id) where ended_at is null;
create index reservation_rider on reservation (street_id, rider_id);
create index reservation_request on reservation (street_id, request_id);
