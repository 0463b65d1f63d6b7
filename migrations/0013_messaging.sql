-- 消息: channels, messages, the climb of offers nobody has seen, and the phone desk.
create table channel (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  kind text not null check (kind in ('QQ_GROUP','WECHAT_GROUP','WECOM_BOT','DINGTALK_BOT','WEBHOOK')),
  name text not null check (length(name) between 1 and 60),
  language text not null default 'ZH' check (language in ('ZH','EN')),
  -- Both absent: of the whole street.
  community_id uuid,
  organization_id uuid,
  -- Of a group: ALERTS, RIDERS. Of a webhook: names of events.
  topics text[] not null,
  host text,
  url_sealed bytea,
  secret_sealed bytea,
  registered_at timestamptz not null,
  registered_by uuid not null,
  retired_at timestamptz check (retired_at >= registered_at),
  blocked_until timestamptz,
  -- When each of a bot's tokens was spent, oldest first: a token comes back a minute after.
  spent_at timestamptz[] not null default '{}' check (cardinality(spent_at) <= 20),
  primary key (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, organization_id) references organization (street_id, id),
  foreign key (street_id, registered_by) references account (street_id, id),
  check (community_id is null or organization_id is null),
  constraint channel_address check ((kind in ('QQ_GROUP','WECHAT_GROUP')) = (url_sealed is null)),
  constraint channel_secret check (kind <> 'WEBHOOK' or secret_sealed is not null),
  check ((url_sealed is null) = (host is null))
);
call wall('channel');
create unique index channel_name on channel (street_id, name) where retired_at is null;
create index channel_community on channel (street_id, community_id) where retired_at is null;
create index channel_organization on channel (street_id, organization_id) where retired_at is null;
-- Community staff keep the channels of their communities; what is addressed is opened by the platform alone.
alter policy own_street on channel using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))))
  with check (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))));

-- Words and numbers are data with a version and a date.
create table message_template (
  street_id uuid not null references street,
  code text not null check (code ~ '^[a-z][a-z-]{2,40}$'),
  version int not null check (version > 0),
  valid_from timestamptz not null,
  lane text not null check (lane in ('URGENT','NORMAL','LOW')),
  zh text not null check (length(zh) between 1 and 500),
  en text not null check (length(en) between 1 and 500),
  primary key (street_id, code, version)
);
call wall('message_template');
call seal_history('message_template');

create table messaging_policy (
  street_id uuid not null references street,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  policy jsonb not null,
  primary key (street_id, version)
);
call wall('messaging_policy');
call seal_history('messaging_policy');

create table message (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  dedup_key text not null check (length(dedup_key) between 1 and 200),
  channel_id uuid,
  account_id uuid,
  resident_id uuid,
  template text not null,
  -- Ids and facts; names, phones and addresses are looked up when it is sent.
  variables jsonb not null,
  lane smallint not null check (lane between 0 and 2),
  state text not null default 'QUEUED' check (state in ('QUEUED','SENDING','SENT','FAILED','DEAD','SUPPRESSED')),
  created_at timestamptz not null,
  due_at timestamptz not null,
  dead_at timestamptz not null check (dead_at > created_at),
  attempts int not null default 0 check (attempts >= 0),
  lease uuid,
  lease_until timestamptz,
  sent_at timestamptz,
  provider_id text,
  -- Why it failed, or why it was not sent: a code.
  reason text,
  digest_id uuid,
  offer_id uuid,
  primary key (street_id, id),
  constraint message_once unique (street_id, dedup_key),
  foreign key (street_id, channel_id) references channel (street_id, id),
  foreign key (street_id, account_id) references account (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, digest_id) references message (street_id, id),
  foreign key (street_id, offer_id) references offer (street_id, id),
  constraint message_to_one check (num_nonnulls(channel_id, account_id, resident_id) = 1),
  check ((state = 'SENDING') = (lease is not null)),
  check ((lease is null) = (lease_until is null)),
  check ((state = 'SENT') = (sent_at is not null)),
  check (state not in ('FAILED','DEAD','SUPPRESSED') or reason is not null),
  check (digest_id is null or state = 'SUPPRESSED')
);
call wall('message');
create index message_due on message (street_id, lane, due_at, id) where state in ('QUEUED','FAILED');
create index message_leased on message (street_id, lease_until) where state = 'SENDING';
create index message_channel on message (street_id, channel_id, lane, due_at) where channel_id is not null and state in ('QUEUED','FAILED','SENDING');
create index message_account on message (street_id, account_id) where account_id is not null;
create index message_resident on message (street_id, resident_id) where resident_id is not null;
create index message_digest on message (street_id, digest_id) where digest_id is not null;
create index message_offer on message (street_id, offer_id) where offer_id is not null;
create index message_latest on message (street_id, created_at desc, id);
alter policy own_street on message using (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF', 'SYSTEM'))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and channel_id is not null)));

-- What somebody wants to hear by text message, where it differs from the usual.
create table message_preference (
  street_id uuid not null references street,
  account_id uuid not null,
  topic text not null check (topic in ('REQUEST_NEWS','OFFERS')),
  wanted boolean not null,
  set_at timestamptz not null,
  primary key (street_id, account_id, topic),
  foreign key (street_id, account_id) references account (street_id, id)
);
call wall('message_preference');
alter policy own_street on message_preference
  using (street_id = (select acting_street()) and (account_id = (select acting_account()) or (select acting_role()) = 'SYSTEM'))
  with check (street_id = (select acting_street()) and account_id = (select acting_account()));

-- How far an offer has climbed to its rider.
create table offer_call (
  street_id uuid not null references street,
  offer_id uuid not null,
  request_id uuid not null,
  rider_id uuid not null,
  community_id uuid not null,
  tier smallint not null check (tier between 0 and 3),
  policy_version int not null,
  began_at timestamptz not null,
  rung text not null default 'SOCKET' check (rung in ('SOCKET','MESSAGE','SMS','PHONE')),
  next_at timestamptz,
  -- The first way a gateway or the rider's own client said yes to: the time to answer counts from then.
  reached_at timestamptz,
  reached_by text check (reached_by in ('SOCKET','MESSAGE','SMS','PHONE')),
  ended_at timestamptz,
  end_reason text check (end_reason in ('SEEN','ENDED')),
  primary key (street_id, offer_id),
  foreign key (street_id, offer_id) references offer (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  check ((reached_at is null) = (reached_by is null)),
  check ((ended_at is null) = (end_reason is null)),
  check (ended_at is null or next_at is null)
);
call wall('offer_call');
alter policy own_street on offer_call using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'RIDER' and rider_id = (select acting_rider()))))
  with check (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'RIDER' and rider_id = (select acting_rider()))));
create index offer_call_next on offer_call (street_id, next_at) where next_at is not null;
create index offer_call_request on offer_call (street_id, request_id);
create index offer_call_rider on offer_call (street_id, rider_id);

-- 电话台: whom staff have to ring up.
create table call_desk (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  offer_id uuid not null,
  request_id uuid not null,
  rider_id uuid not null,
  community_id uuid not null,
  opened_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('REACHED','NO_ANSWER','WRONG_NUMBER','NOT_NEEDED')),
  primary key (street_id, id),
  unique (street_id, offer_id),
  foreign key (street_id, offer_id) references offer (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, taken_by) references account (street_id, id),
  check ((taken_by is null) = (taken_at is null)),
  check ((ended_at is null) = (outcome is null))
);
call wall('call_desk');
alter policy own_street on call_desk using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) = 'RIDER' and rider_id = (select acting_rider()))))
  with check (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) = 'RIDER' and rider_id = (select acting_rider()))));
create index call_desk_open on call_desk (street_id, community_id, opened_at) where ended_at is null;
create index call_desk_request on call_desk (street_id, request_id);
create index call_desk_rider on call_desk (street_id, rider_id);
