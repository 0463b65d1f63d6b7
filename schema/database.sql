access_log
  account_id uuid not null
  at timestamp with time zone not null
  fields text[] not null
  id bigint not null
  operation text not null
  purpose text not null
  role text not null
  street_id uuid not null
  subject_id uuid not null
  constraint access_log_pkey PRIMARY KEY (street_id, id)
  constraint access_log_purpose_check CHECK (((length(purpose) >= 2) AND (length(purpose) <= 200)))
  constraint access_log_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX access_log_subject ON public.access_log USING btree (street_id, subject_id, at)
  CREATE UNIQUE INDEX access_log_pkey ON public.access_log USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (account_id = ( SELECT acting_account() AS acting_account)))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.access_log FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

account
  community_ids uuid[] not null default '{}'::uuid[]
  created_at timestamp with time zone not null default now()
  disabled_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  login text
  name_sealed bytea not null
  organization_id uuid
  password_hash text
  phone_digest bytea
  phone_sealed bytea
  role text not null
  scope_version integer not null default 1
  street_id uuid not null
  constraint account_check CHECK (((login IS NULL) = (password_hash IS NULL)))
  constraint account_check1 CHECK (((phone_sealed IS NULL) = (phone_digest IS NULL)))
  constraint account_check2 CHECK (((login IS NOT NULL) OR (phone_digest IS NOT NULL)))
  constraint account_check3 CHECK (((role <> 'COMMUNITY_STAFF'::text) OR (cardinality(community_ids) > 0)))
  constraint account_id_key UNIQUE (id)
  constraint account_login_check CHECK ((login ~ '^[a-z0-9][a-z0-9._@-]{2,59}$'::text))
  constraint account_login_key UNIQUE (login)
  constraint account_pkey PRIMARY KEY (street_id, id)
  constraint account_role_check CHECK ((role = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'RIDER'::text, 'RESIDENT'::text, 'FAMILY'::text, 'PARTNER'::text, 'ANALYST'::text])))
  constraint account_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint account_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  CREATE UNIQUE INDEX account_id_key ON public.account USING btree (id)
  CREATE UNIQUE INDEX account_login_key ON public.account USING btree (login)
  CREATE UNIQUE INDEX account_phone ON public.account USING btree (street_id, phone_digest, role) WHERE ((phone_digest IS NOT NULL) AND (disabled_at IS NULL))
  CREATE UNIQUE INDEX account_pkey ON public.account USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (role = ANY (ARRAY['RESIDENT'::text, 'FAMILY'::text])))))
  row level security forced

assignment
  accepted_at timestamp with time zone not null
  decision_id uuid not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  load integer not null
  offer_id uuid
  picked_up_at timestamp with time zone
  reason text
  request_id uuid not null
  rider_id uuid not null
  state text not null default 'ACCEPTED'::text
  street_id uuid not null
  version integer not null default 0
  constraint assignment_check CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['ACCEPTED'::text, 'PICKED_UP'::text]))))
  constraint assignment_id_key UNIQUE (id)
  constraint assignment_load_check CHECK ((load >= 0))
  constraint assignment_pkey PRIMARY KEY (street_id, id)
  constraint assignment_state_check CHECK ((state = ANY (ARRAY['ACCEPTED'::text, 'PICKED_UP'::text, 'DONE'::text, 'WITHDRAWN'::text, 'FAILED'::text])))
  constraint assignment_street_id_decision_id_fkey FOREIGN KEY (street_id, decision_id) REFERENCES decision(street_id, id)
  constraint assignment_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint assignment_street_id_offer_id_fkey FOREIGN KEY (street_id, offer_id) REFERENCES offer(street_id, id)
  constraint assignment_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint assignment_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX assignment_history ON public.assignment USING btree (street_id, rider_id, accepted_at DESC)
  CREATE INDEX assignment_request ON public.assignment USING btree (street_id, request_id)
  CREATE INDEX assignment_rider ON public.assignment USING btree (street_id, rider_id) WHERE (state = ANY (ARRAY['ACCEPTED'::text, 'PICKED_UP'::text]))
  CREATE UNIQUE INDEX assignment_id_key ON public.assignment USING btree (id)
  CREATE UNIQUE INDEX assignment_pkey ON public.assignment USING btree (street_id, id)
  CREATE UNIQUE INDEX one_assignment_per_offer ON public.assignment USING btree (street_id, offer_id) WHERE (offer_id IS NOT NULL)
  CREATE UNIQUE INDEX one_live_assignment ON public.assignment USING btree (street_id, request_id) WHERE (state = ANY (ARRAY['ACCEPTED'::text, 'PICKED_UP'::text]))
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER carry AFTER INSERT OR UPDATE OF state ON public.assignment FOR EACH ROW EXECUTE FUNCTION carry()
  row level security forced

community
  boundary geometry(MultiPolygon,4326) not null
  code text not null
  id uuid not null default gen_random_uuid()
  name text not null
  name_en text not null default ''::text
  street_id uuid not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  constraint community_boundary_check CHECK (st_isvalid(boundary))
  constraint community_check CHECK ((valid_to > valid_from))
  constraint community_code_check CHECK ((code ~ '^[0-9]{12}$'::text))
  constraint community_id_key UNIQUE (id)
  constraint community_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint community_pkey PRIMARY KEY (street_id, id)
  constraint community_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX community_boundary ON public.community USING gist (boundary)
  CREATE UNIQUE INDEX community_current ON public.community USING btree (street_id, code) WHERE (valid_to IS NULL)
  CREATE UNIQUE INDEX community_id_key ON public.community USING btree (id)
  CREATE UNIQUE INDEX community_pkey ON public.community USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

consent
  given_at timestamp with time zone not null
  given_by text not null
  id uuid not null default gen_random_uuid()
  purpose text not null
  resident_id uuid not null
  street_id uuid not null
  version integer not null
  withdrawn_at timestamp with time zone
  constraint care_keeps_consent TRIGGER DEFERRABLE INITIALLY DEFERRED
  constraint consent_check CHECK ((withdrawn_at >= given_at))
  constraint consent_given_by_check CHECK ((given_by = ANY (ARRAY['RESIDENT'::text, 'FAMILY'::text, 'STAFF_WITNESSED'::text])))
  constraint consent_pkey PRIMARY KEY (street_id, id)
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['SERVICE'::text, 'CARE'::text, 'HEALTH'::text])))
  constraint consent_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint consent_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  CREATE INDEX consent_resident ON public.consent USING btree (street_id, resident_id)
  CREATE UNIQUE INDEX consent_live ON public.consent USING btree (street_id, resident_id, purpose) WHERE (withdrawn_at IS NULL)
  CREATE UNIQUE INDEX consent_pkey ON public.consent USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = consent.street_id) AND (p.id = consent.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = consent.street_id) AND (p.id = consent.resident_id)))))
  CREATE CONSTRAINT TRIGGER care_keeps_consent AFTER UPDATE ON public.consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_care_consent()
  row level security forced

decision
  at timestamp with time zone not null
  decided_by uuid
  explanation jsonb not null
  id uuid not null default gen_random_uuid()
  outcome text not null
  planning_id uuid
  request_id uuid not null
  rider_ids uuid[] not null default '{}'::uuid[]
  street_id uuid not null
  constraint decision_id_key UNIQUE (id)
  constraint decision_outcome_check CHECK ((outcome = ANY (ARRAY['OFFERED'::text, 'WAITING'::text, 'BY_HAND'::text])))
  constraint decision_pkey PRIMARY KEY (street_id, id)
  constraint decision_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint decision_street_id_planning_id_fkey FOREIGN KEY (street_id, planning_id) REFERENCES planning(street_id, id)
  constraint decision_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  CREATE INDEX decision_request ON public.decision USING btree (street_id, request_id, at DESC)
  CREATE UNIQUE INDEX decision_id_key ON public.decision USING btree (id)
  CREATE UNIQUE INDEX decision_pkey ON public.decision USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.decision FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

dispatch_policy
  policy jsonb not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint dispatch_policy_pkey PRIMARY KEY (street_id, version)
  constraint dispatch_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX dispatch_policy_pkey ON public.dispatch_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.dispatch_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

duty_period
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  kind text not null
  rider_id uuid not null
  started_at timestamp with time zone not null
  street_id uuid not null
  constraint duty_period_check CHECK ((ended_at >= started_at))
  constraint duty_period_kind_check CHECK ((kind = ANY (ARRAY['ON'::text, 'BREAK'::text])))
  constraint duty_period_pkey PRIMARY KEY (street_id, id)
  constraint duty_period_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint duty_period_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint duty_period_street_id_rider_id_tstzrange_excl EXCLUDE USING gist (street_id WITH =, rider_id WITH =, tstzrange(started_at, ended_at) WITH &&)
  CREATE INDEX duty_period_street_id_rider_id_tstzrange_excl ON public.duty_period USING gist (street_id, rider_id, tstzrange(started_at, ended_at))
  CREATE UNIQUE INDEX duty_period_pkey ON public.duty_period USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider))))
  row level security forced

event_log
  account_id uuid
  at timestamp with time zone not null
  event_id uuid not null
  name text not null
  payload jsonb not null
  seq bigint not null
  sequenced_at timestamp with time zone not null default clock_timestamp()
  street_id uuid not null
  constraint event_log_event_id_key UNIQUE (event_id)
  constraint event_log_pkey PRIMARY KEY (street_id, seq)
  constraint event_log_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX event_log_name ON public.event_log USING btree (street_id, name, seq)
  CREATE UNIQUE INDEX event_log_event_id_key ON public.event_log USING btree (event_id)
  CREATE UNIQUE INDEX event_log_pkey ON public.event_log USING btree (street_id, seq)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

exclusion
  at timestamp with time zone not null
  request_id uuid not null
  rider_id uuid not null
  street_id uuid not null
  why text not null
  constraint exclusion_pkey PRIMARY KEY (street_id, request_id, rider_id)
  constraint exclusion_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint exclusion_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint exclusion_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint exclusion_why_check CHECK ((why = ANY (ARRAY['DECLINED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text, 'FAILED'::text, 'BANNED'::text])))
  CREATE UNIQUE INDEX exclusion_pkey ON public.exclusion USING btree (street_id, request_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

feed_epoch
  epoch uuid not null default gen_random_uuid()
  only_one boolean not null default true
  constraint feed_epoch_only_one_check CHECK (only_one)
  constraint feed_epoch_pkey PRIMARY KEY (only_one)
  CREATE UNIQUE INDEX feed_epoch_pkey ON public.feed_epoch USING btree (only_one)
  row level security OFF

feed_head
  last_seq bigint not null
  street_id uuid not null
  constraint feed_head_pkey PRIMARY KEY (street_id)
  constraint feed_head_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX feed_head_pkey ON public.feed_head USING btree (street_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

grid
  boundary geometry(MultiPolygon,4326) not null
  code text not null
  community_id uuid not null
  elders integer not null default 0
  households integer not null default 0
  id uuid not null default gen_random_uuid()
  name text not null
  name_en text not null default ''::text
  street_id uuid not null
  valid_from timestamp with time zone not null
  valid_to timestamp with time zone
  constraint grid_boundary_check CHECK (st_isvalid(boundary))
  constraint grid_check CHECK ((valid_to > valid_from))
  constraint grid_code_check CHECK ((code ~ '^[0-9]{15}$'::text))
  constraint grid_elders_check CHECK ((elders >= 0))
  constraint grid_households_check CHECK ((households >= 0))
  constraint grid_id_key UNIQUE (id)
  constraint grid_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint grid_pkey PRIMARY KEY (street_id, id)
  constraint grid_street_id_code_tstzrange_excl EXCLUDE USING gist (street_id WITH =, code WITH =, tstzrange(valid_from, valid_to) WITH &&)
  constraint grid_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint grid_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX grid_boundary ON public.grid USING gist (boundary)
  CREATE INDEX grid_community ON public.grid USING btree (street_id, community_id)
  CREATE INDEX grid_street_id_code_tstzrange_excl ON public.grid USING gist (street_id, code, tstzrange(valid_from, valid_to))
  CREATE UNIQUE INDEX grid_id_key ON public.grid USING btree (id)
  CREATE UNIQUE INDEX grid_pkey ON public.grid USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

home
  community_id uuid not null
  grid_id uuid not null
  id uuid not null default gen_random_uuid()
  location geometry(Point,4326) not null
  place text not null default ''::text
  street_id uuid not null
  constraint home_id_key UNIQUE (id)
  constraint home_pkey PRIMARY KEY (street_id, id)
  constraint home_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint home_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint home_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  CREATE INDEX home_location ON public.home USING gist (location)
  CREATE UNIQUE INDEX home_id_key ON public.home USING btree (id)
  CREATE UNIQUE INDEX home_pkey ON public.home USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['RESIDENT'::text, 'FAMILY'::text])) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = home.street_id) AND (p.home_id = home.id))))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
  row level security forced

idempotency_key
  account_id uuid not null
  created_at timestamp with time zone not null default now()
  fingerprint bytea not null
  key text not null
  operation text not null
  response json
  street_id uuid not null
  constraint idempotency_key_key_check CHECK (((length(key) >= 16) AND (length(key) <= 255)))
  constraint idempotency_key_pkey PRIMARY KEY (street_id, account_id, operation, key)
  constraint idempotency_key_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (created_at)
  CREATE UNIQUE INDEX idempotency_key_pkey ON public.idempotency_key USING btree (street_id, account_id, operation, key)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

inbox
  log_seq bigint not null
  recipient_id uuid not null
  seq bigint not null
  street_id uuid not null
  constraint inbox_pkey PRIMARY KEY (street_id, recipient_id, seq)
  constraint inbox_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX inbox_log ON public.inbox USING btree (street_id, log_seq)
  CREATE UNIQUE INDEX inbox_pkey ON public.inbox USING btree (street_id, recipient_id, seq)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

inbox_head
  last_seq bigint not null
  min_seq bigint not null default 1
  recipient_id uuid not null
  street_id uuid not null
  constraint inbox_head_pkey PRIMARY KEY (street_id, recipient_id)
  constraint inbox_head_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX inbox_head_pkey ON public.inbox_head USING btree (street_id, recipient_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

mandate
  account_id uuid not null
  given_at timestamp with time zone not null
  relation text not null
  resident_id uuid not null
  street_id uuid not null
  withdrawn_at timestamp with time zone
  constraint mandate_pkey PRIMARY KEY (street_id, resident_id, account_id)
  constraint mandate_relation_check CHECK (((length(relation) >= 1) AND (length(relation) <= 20)))
  constraint mandate_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint mandate_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint mandate_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  CREATE INDEX mandate_account ON public.mandate USING btree (street_id, account_id)
  CREATE UNIQUE INDEX mandate_pkey ON public.mandate USING btree (street_id, resident_id, account_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (account_id = ( SELECT acting_account() AS acting_account)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR ((account_id = ( SELECT acting_account() AS acting_account)) AND (withdrawn_at IS NOT NULL))))
  row level security forced

offer
  answered_at timestamp with time zone
  arrive_at timestamp with time zone not null
  decision_id uuid not null
  distance_m integer not null
  expires_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  offered_at timestamp with time zone not null
  reason text
  request_id uuid not null
  rider_id uuid not null
  state text not null default 'PENDING'::text
  street_id uuid not null
  wave integer not null
  constraint offer_check CHECK ((expires_at > offered_at))
  constraint offer_check1 CHECK (((state = 'PENDING'::text) = (answered_at IS NULL)))
  constraint offer_check2 CHECK (((state <> 'DECLINED'::text) OR (reason IS NOT NULL)))
  constraint offer_distance_m_check CHECK ((distance_m >= 0))
  constraint offer_id_key UNIQUE (id)
  constraint offer_pkey PRIMARY KEY (street_id, id)
  constraint offer_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text, 'LOST'::text])))
  constraint offer_street_id_decision_id_fkey FOREIGN KEY (street_id, decision_id) REFERENCES decision(street_id, id)
  constraint offer_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint offer_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint offer_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX offer_expiry ON public.offer USING btree (expires_at) WHERE (state = 'PENDING'::text)
  CREATE INDEX offer_request ON public.offer USING btree (street_id, request_id)
  CREATE INDEX offer_rider ON public.offer USING btree (street_id, rider_id, offered_at DESC)
  CREATE UNIQUE INDEX offer_id_key ON public.offer USING btree (id)
  CREATE UNIQUE INDEX offer_pkey ON public.offer USING btree (street_id, id)
  CREATE UNIQUE INDEX one_pending_offer ON public.offer USING btree (street_id, rider_id) WHERE (state = 'PENDING'::text)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

one_time_code
  code_digest bytea not null
  expires_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  phone_digest bytea not null
  sent_at timestamp with time zone not null
  street_id uuid not null
  tries integer not null default 0
  used_at timestamp with time zone
  constraint one_time_code_pkey PRIMARY KEY (street_id, id)
  constraint one_time_code_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint one_time_code_tries_check CHECK ((tries <= 5))
  CREATE INDEX one_time_code_phone ON public.one_time_code USING btree (street_id, phone_digest, sent_at DESC)
  CREATE UNIQUE INDEX one_time_code_pkey ON public.one_time_code USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

organization
  community_id uuid
  id uuid not null default gen_random_uuid()
  joined_at timestamp with time zone not null
  kind text not null
  left_at timestamp with time zone
  name text not null
  name_en text not null default ''::text
  parent_id uuid
  sector text
  street_id uuid not null
  constraint organization_check CHECK ((left_at > joined_at))
  constraint organization_check1 CHECK (((kind = 'COMMUNITY'::text) = (community_id IS NOT NULL)))
  constraint organization_id_key UNIQUE (id)
  constraint organization_kind_check CHECK ((kind = ANY (ARRAY['STREET_OFFICE'::text, 'DEPARTMENT'::text, 'COMMUNITY'::text, 'COMPANY'::text, 'SITE'::text])))
  constraint organization_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint organization_pkey PRIMARY KEY (street_id, id)
  constraint organization_sector_check CHECK ((sector = ANY (ARRAY['FREIGHT'::text, 'EXPRESS'::text, 'FOOD_DELIVERY'::text, 'PARCEL_STATION'::text])))
  constraint organization_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint organization_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint organization_street_id_parent_id_fkey FOREIGN KEY (street_id, parent_id) REFERENCES organization(street_id, id)
  CREATE UNIQUE INDEX organization_id_key ON public.organization USING btree (id)
  CREATE UNIQUE INDEX organization_member ON public.organization USING btree (street_id, kind, name) WHERE (left_at IS NULL)
  CREATE UNIQUE INDEX organization_pkey ON public.organization USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

outbox
  account_id uuid
  at timestamp with time zone not null
  event_id uuid not null default gen_random_uuid()
  id bigint not null
  name text not null
  payload jsonb not null
  recipients uuid[] not null
  street_id uuid not null
  written_at timestamp with time zone not null default clock_timestamp()
  constraint outbox_event_id_key UNIQUE (event_id)
  constraint outbox_pkey PRIMARY KEY (id)
  constraint outbox_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX outbox_event_id_key ON public.outbox USING btree (event_id)
  CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

planning
  at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  policy jsonb not null
  policy_version integer not null
  snapshot jsonb not null
  street_id uuid not null
  constraint planning_pkey PRIMARY KEY (street_id, id)
  constraint planning_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX planning_pkey ON public.planning USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.planning FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

reaction_cursor
  attempts integer not null default 0
  reaction text not null
  retry_at timestamp with time zone
  seq bigint not null default 0
  street_id uuid not null
  constraint reaction_cursor_pkey PRIMARY KEY (street_id, reaction)
  constraint reaction_cursor_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX reaction_cursor_pkey ON public.reaction_cursor USING btree (street_id, reaction)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

reaction_failure
  failed_at timestamp with time zone not null default now()
  reaction text not null
  reason text not null
  seq bigint not null
  street_id uuid not null
  constraint reaction_failure_pkey PRIMARY KEY (street_id, reaction, seq)
  constraint reaction_failure_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX reaction_failure_pkey ON public.reaction_failure USING btree (street_id, reaction, seq)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

refresh_token
  digest bytea not null
  issued_at timestamp with time zone not null
  session_id uuid not null
  street_id uuid not null
  used_at timestamp with time zone
  constraint refresh_token_pkey PRIMARY KEY (digest)
  constraint refresh_token_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint refresh_token_street_id_session_id_fkey FOREIGN KEY (street_id, session_id) REFERENCES session(street_id, id) ON DELETE CASCADE
  CREATE INDEX refresh_token_session ON public.refresh_token USING btree (street_id, session_id)
  CREATE UNIQUE INDEX refresh_token_pkey ON public.refresh_token USING btree (digest)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

request_kind
  backstop_minutes integer not null
  code text not null
  load integer not null
  min_trust smallint not null default 1
  name text not null
  name_en text not null
  needs_pickup boolean not null
  offer_seconds integer not null
  service_minutes integer not null
  skills text[] not null default '{}'::text[]
  street_id uuid not null
  tier smallint not null default 1
  version integer not null default 1
  wave_size smallint not null default 1
  window_minutes integer not null
  constraint request_kind_backstop_minutes_check CHECK (((backstop_minutes >= 1) AND (backstop_minutes <= 10080)))
  constraint request_kind_code_check CHECK ((code ~ '^[A-Z_]{3,30}$'::text))
  constraint request_kind_load_check CHECK (((load >= 0) AND (load <= 20)))
  constraint request_kind_min_trust_check CHECK (((min_trust >= 0) AND (min_trust <= 3)))
  constraint request_kind_offer_seconds_check CHECK (((offer_seconds >= 5) AND (offer_seconds <= 3600)))
  constraint request_kind_pkey PRIMARY KEY (street_id, code)
  constraint request_kind_service_minutes_check CHECK (((service_minutes >= 1) AND (service_minutes <= 240)))
  constraint request_kind_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint request_kind_tier_check CHECK (((tier >= 0) AND (tier <= 3)))
  constraint request_kind_wave_size_check CHECK (((wave_size >= 1) AND (wave_size <= 5)))
  constraint request_kind_window_minutes_check CHECK (((window_minutes >= 5) AND (window_minutes <= 10080)))
  CREATE UNIQUE INDEX request_kind_pkey ON public.request_kind USING btree (street_id, code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

resident
  account_id uuid
  address_sealed bytea not null
  care_note_sealed bytea
  categories text[] not null default '{}'::text[]
  community_id uuid not null
  home_id uuid not null
  id uuid not null default gen_random_uuid()
  name_sealed bytea not null
  phone_digest bytea
  phone_sealed bytea
  registered_at timestamp with time zone not null
  street_id uuid not null
  constraint care_needs_consent TRIGGER DEFERRABLE INITIALLY DEFERRED
  constraint resident_categories_check CHECK ((categories <@ ARRAY['LIVING_ALONE'::text, 'FRAIL'::text, 'CHILDLESS'::text, 'PARTY_ELDER'::text, 'DISABLED'::text]))
  constraint resident_id_key UNIQUE (id)
  constraint resident_pkey PRIMARY KEY (street_id, id)
  constraint resident_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint resident_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint resident_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint resident_street_id_home_id_fkey FOREIGN KEY (street_id, home_id) REFERENCES home(street_id, id)
  CREATE INDEX resident_account ON public.resident USING btree (street_id, account_id) WHERE (account_id IS NOT NULL)
  CREATE INDEX resident_community ON public.resident USING btree (street_id, community_id, id)
  CREATE INDEX resident_home ON public.resident USING btree (street_id, home_id)
  CREATE INDEX resident_phone ON public.resident USING btree (street_id, phone_digest) WHERE (phone_digest IS NOT NULL)
  CREATE UNIQUE INDEX resident_id_key ON public.resident USING btree (id)
  CREATE UNIQUE INDEX resident_pkey ON public.resident USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (((( SELECT acting_role() AS acting_role) = 'RESIDENT'::text) AND (account_id = ( SELECT acting_account() AS acting_account))) OR ((( SELECT acting_role() AS acting_role) = 'FAMILY'::text) AND (EXISTS ( SELECT
   FROM mandate m
  WHERE ((m.street_id = resident.street_id) AND (m.resident_id = resident.id) AND (m.account_id = ( SELECT acting_account() AS acting_account)) AND (m.withdrawn_at IS NULL))))))) check -
  policy staff to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR ((( SELECT acting_role() AS acting_role) = 'RESIDENT'::text) AND (account_id = ( SELECT acting_account() AS acting_account))) OR ((( SELECT acting_role() AS acting_role) = 'FAMILY'::text) AND (EXISTS ( SELECT 1
   FROM mandate m
  WHERE ((m.street_id = resident.street_id) AND (m.resident_id = resident.id) AND (m.account_id = ( SELECT acting_account() AS acting_account)) AND (m.withdrawn_at IS NULL))))) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (EXISTS ( SELECT 1
   FROM (service_request r
     JOIN assignment a ON (((a.street_id = r.street_id) AND (a.request_id = r.id))))
  WHERE ((r.street_id = resident.street_id) AND (r.resident_id = resident.id) AND (a.rider_id = ( SELECT acting_rider() AS acting_rider)) AND (a.state = ANY (ARRAY['ACCEPTED'::text, 'PICKED_UP'::text])))))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
  CREATE CONSTRAINT TRIGGER care_needs_consent AFTER INSERT OR UPDATE ON public.resident DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_care_consent()
  row level security forced

rider
  account_id uuid not null
  badge text not null
  capacity integer not null default 4
  duty text not null default 'OFF'::text
  duty_since timestamp with time zone
  enrolled_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  left_at timestamp with time zone
  load integer not null default 0
  name text not null
  organization_id uuid not null
  skills text[] not null default '{}'::text[]
  street_id uuid not null
  trust_level smallint not null default 1
  vehicle text not null
  version integer not null default 0
  constraint rider_badge_check CHECK (((length(badge) >= 1) AND (length(badge) <= 20)))
  constraint rider_capacity CHECK (((load >= 0) AND (load <= capacity)))
  constraint rider_capacity_check CHECK (((capacity >= 1) AND (capacity <= 50)))
  constraint rider_check CHECK (((left_at IS NULL) OR (duty = 'OFF'::text)))
  constraint rider_check1 CHECK (((duty = 'OFF'::text) = (duty_since IS NULL)))
  constraint rider_duty_check CHECK ((duty = ANY (ARRAY['OFF'::text, 'ON'::text, 'BREAK'::text])))
  constraint rider_id_key UNIQUE (id)
  constraint rider_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint rider_pkey PRIMARY KEY (street_id, id)
  constraint rider_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint rider_street_id_account_id_key UNIQUE (street_id, account_id)
  constraint rider_street_id_badge_key UNIQUE (street_id, badge)
  constraint rider_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  constraint rider_trust_level_check CHECK (((trust_level >= 0) AND (trust_level <= 3)))
  constraint rider_vehicle_check CHECK ((vehicle = ANY (ARRAY['E_BIKE'::text, 'BICYCLE'::text, 'MOTORBIKE'::text, 'CAR'::text, 'ON_FOOT'::text])))
  CREATE INDEX rider_on_duty ON public.rider USING btree (street_id) WHERE (duty <> 'OFF'::text)
  CREATE UNIQUE INDEX rider_id_key ON public.rider USING btree (id)
  CREATE UNIQUE INDEX rider_pkey ON public.rider USING btree (street_id, id)
  CREATE UNIQUE INDEX rider_street_id_account_id_key ON public.rider USING btree (street_id, account_id)
  CREATE UNIQUE INDEX rider_street_id_badge_key ON public.rider USING btree (street_id, badge)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) <> 'PARTNER'::text) OR (organization_id IN ( SELECT o.id
   FROM (organization o
     JOIN account a ON ((a.street_id = o.street_id)))
  WHERE ((a.id = ( SELECT acting_account() AS acting_account)) AND ((a.organization_id = o.id) OR (a.organization_id = o.parent_id))))))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER forget_position AFTER UPDATE OF duty ON public.rider FOR EACH ROW WHEN (((new.duty = 'OFF'::text) AND (old.duty <> 'OFF'::text))) EXECUTE FUNCTION forget_position()
  row level security forced

rider_position
  accuracy_m real not null
  device_at timestamp with time zone not null
  location geometry(Point,4326) not null
  received_at timestamp with time zone not null
  rider_id uuid not null
  street_id uuid not null
  constraint rider_position_accuracy_m_check CHECK ((accuracy_m >= (0)::double precision))
  constraint rider_position_pkey PRIMARY KEY (street_id, rider_id)
  constraint rider_position_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_position_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE INDEX rider_position_near ON public.rider_position USING gist (street_id, ((location)::geography))
  CREATE UNIQUE INDEX rider_position_pkey ON public.rider_position USING btree (street_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  CREATE TRIGGER position_on_duty BEFORE INSERT OR UPDATE ON public.rider_position FOR EACH ROW EXECUTE FUNCTION refuse_position_off_duty()
  row level security forced

service_request
  backstop_at timestamp with time zone not null
  channel text not null
  close_reason text
  closed_at timestamp with time zone
  code text not null
  community_id uuid not null
  dropoff geometry(Point,4326) not null
  due_at timestamp with time zone not null
  grid_id uuid not null
  home_id uuid
  id uuid not null default gen_random_uuid()
  kind_code text not null
  load integer not null
  note_sealed bytea
  opened_at timestamp with time zone not null
  opened_by uuid not null
  owner_id uuid not null
  pickup geometry(Point,4326)
  pickup_name text
  pickup_station_id uuid
  pinned_rider_id uuid
  place text not null default ''::text
  ready_at timestamp with time zone not null
  resident_id uuid
  rider_id uuid
  state text not null default 'OPEN'::text
  street_id uuid not null
  version integer not null default 0
  waves integer not null default 0
  constraint request_closed CHECK (((closed_at IS NOT NULL) = (state = ANY (ARRAY['CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text]))))
  constraint request_rider CHECK (((rider_id IS NOT NULL) = (state = ANY (ARRAY['ASSIGNED'::text, 'IN_PROGRESS'::text, 'FULFILLED'::text, 'CONFIRMED'::text]))))
  constraint service_request_channel_check CHECK ((channel = ANY (ARRAY['RESIDENT'::text, 'FAMILY'::text, 'STAFF'::text])))
  constraint service_request_check CHECK ((due_at > ready_at))
  constraint service_request_id_key UNIQUE (id)
  constraint service_request_load_check CHECK (((load >= 0) AND (load <= 20)))
  constraint service_request_pkey PRIMARY KEY (street_id, id)
  constraint service_request_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'MATCHING'::text, 'ASSIGNED'::text, 'IN_PROGRESS'::text, 'FULFILLED'::text, 'CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text, 'HANDED_TO_BACKSTOP'::text])))
  constraint service_request_street_id_code_key UNIQUE (street_id, code)
  constraint service_request_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint service_request_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint service_request_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint service_request_street_id_home_id_fkey FOREIGN KEY (street_id, home_id) REFERENCES home(street_id, id)
  constraint service_request_street_id_kind_code_fkey FOREIGN KEY (street_id, kind_code) REFERENCES request_kind(street_id, code)
  constraint service_request_street_id_opened_by_fkey FOREIGN KEY (street_id, opened_by) REFERENCES account(street_id, id)
  constraint service_request_street_id_owner_id_fkey FOREIGN KEY (street_id, owner_id) REFERENCES organization(street_id, id)
  constraint service_request_street_id_pickup_station_id_fkey FOREIGN KEY (street_id, pickup_station_id) REFERENCES station(street_id, id)
  constraint service_request_street_id_pinned_rider_id_fkey FOREIGN KEY (street_id, pinned_rider_id) REFERENCES rider(street_id, id)
  constraint service_request_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint service_request_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX service_request_dropoff ON public.service_request USING gist (((dropoff)::geography)) WHERE (state = ANY (ARRAY['OPEN'::text, 'HANDED_TO_BACKSTOP'::text]))
  CREATE INDEX service_request_live ON public.service_request USING btree (street_id, state, due_at) WHERE (state <> ALL (ARRAY['CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text]))
  CREATE INDEX service_request_opened ON public.service_request USING btree (street_id, opened_at DESC, id)
  CREATE INDEX service_request_resident ON public.service_request USING btree (street_id, resident_id)
  CREATE INDEX service_request_rider ON public.service_request USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX service_request_id_key ON public.service_request USING btree (id)
  CREATE UNIQUE INDEX service_request_pkey ON public.service_request USING btree (street_id, id)
  CREATE UNIQUE INDEX service_request_street_id_code_key ON public.service_request USING btree (street_id, code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

session
  account_id uuid not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  revoked_at timestamp with time zone
  street_id uuid not null
  constraint session_id_key UNIQUE (id)
  constraint session_pkey PRIMARY KEY (street_id, id)
  constraint session_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id) ON DELETE CASCADE
  constraint session_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX session_account ON public.session USING btree (street_id, account_id)
  CREATE UNIQUE INDEX session_id_key ON public.session USING btree (id)
  CREATE UNIQUE INDEX session_pkey ON public.session USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text]))))
  row level security forced

station
  amenities text[] not null default '{}'::text[]
  closed_at timestamp with time zone
  code text not null
  id uuid not null default gen_random_uuid()
  location geometry(Point,4326) not null
  name text not null
  name_en text not null default ''::text
  opened_at timestamp with time zone not null
  street_id uuid not null
  constraint station_id_key UNIQUE (id)
  constraint station_pkey PRIMARY KEY (street_id, id)
  constraint station_street_id_code_key UNIQUE (street_id, code)
  constraint station_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE INDEX station_location ON public.station USING gist (((location)::geography))
  CREATE UNIQUE INDEX station_id_key ON public.station USING btree (id)
  CREATE UNIQUE INDEX station_pkey ON public.station USING btree (street_id, id)
  CREATE UNIQUE INDEX station_street_id_code_key ON public.station USING btree (street_id, code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

street
  code text not null
  created_at timestamp with time zone not null default now()
  id uuid not null default gen_random_uuid()
  name text not null
  name_en text not null default ''::text
  outline geometry(MultiPolygon,4326) not null
  constraint street_code_check CHECK ((code ~ '^[0-9]{9}$'::text))
  constraint street_code_key UNIQUE (code)
  constraint street_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint street_outline_check CHECK (st_isvalid(outline))
  constraint street_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX street_code_key ON public.street USING btree (code)
  CREATE UNIQUE INDEX street_pkey ON public.street USING btree (id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (id = ( SELECT acting_street() AS acting_street)) check (id = ( SELECT acting_street() AS acting_street))
  row level security forced

timer_run
  ran_at timestamp with time zone not null
  street_id uuid not null
  timer text not null
  constraint timer_run_pkey PRIMARY KEY (street_id, timer)
  constraint timer_run_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX timer_run_pkey ON public.timer_run USING btree (street_id, timer)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced
