-- 路线方案: proposed routes for scheduled work, as they were shown. What became of them is in the assignments.
create table round_proposal (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  seed int not null check (seed >= 0),
  routes jsonb not null check (jsonb_typeof(routes) = 'array'),
  unplanned jsonb not null check (jsonb_typeof(unplanned) = 'array'),
  -- The version of each request it was made for: a later change voids it.
  versions jsonb not null check (jsonb_typeof(versions) = 'object'),
  primary key (street_id, id),
  foreign key (street_id, proposed_by) references account (street_id, id)
);
call wall('round_proposal');
call seal_history('round_proposal');
create index round_proposal_by on round_proposal (street_id, proposed_by);
