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

accountability
  alert_id uuid
  capacity text not null
  from_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  ladder_id uuid
  organization_id uuid not null
  request_id uuid
  street_id uuid not null
  subject_id uuid not null default COALESCE(request_id, ladder_id, alert_id)
  until_at timestamp with time zone
  constraint accountability_capacity_check CHECK ((capacity = ANY (ARRAY['LINE'::text, 'BLOCK'::text, 'BACKSTOP'::text])))
  constraint accountability_check CHECK ((until_at >= from_at))
  constraint accountability_check1 CHECK ((num_nonnulls(request_id, ladder_id, alert_id) = 1))
  constraint accountability_pkey PRIMARY KEY (street_id, id)
  constraint accountability_street_id_alert_id_fkey FOREIGN KEY (street_id, alert_id) REFERENCES care_alert(street_id, id) ON DELETE CASCADE
  constraint accountability_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint accountability_street_id_ladder_id_fkey FOREIGN KEY (street_id, ladder_id) REFERENCES care_ladder(street_id, id) ON DELETE CASCADE
  constraint accountability_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  constraint accountability_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint one_answers EXCLUDE USING gist (street_id WITH =, subject_id WITH =, tstzrange(from_at, until_at) WITH &&)
  CREATE INDEX accountability_alert ON public.accountability USING btree (street_id, alert_id) WHERE (alert_id IS NOT NULL)
  CREATE INDEX accountability_ladder ON public.accountability USING btree (street_id, ladder_id) WHERE (ladder_id IS NOT NULL)
  CREATE INDEX accountability_organization ON public.accountability USING btree (street_id, organization_id) WHERE (until_at IS NULL)
  CREATE INDEX accountability_request ON public.accountability USING btree (street_id, request_id) WHERE (request_id IS NOT NULL)
  CREATE INDEX accountability_subject ON public.accountability USING btree (street_id, subject_id, from_at)
  CREATE INDEX one_answers ON public.accountability USING gist (street_id, subject_id, tstzrange(from_at, until_at))
  CREATE UNIQUE INDEX accountability_now ON public.accountability USING btree (street_id, subject_id) WHERE (until_at IS NULL)
  CREATE UNIQUE INDEX accountability_pkey ON public.accountability USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE UPDATE ON public.accountability FOR EACH ROW WHEN ((old.until_at IS NOT NULL)) EXECUTE FUNCTION refuse_change()
  row level security forced

appointment
  appointed_at timestamp with time zone not null
  appointed_by uuid not null
  badge text not null
  community_id uuid not null
  end_told_at timestamp with time zone
  from_at timestamp with time zone not null
  grid_codes text[] not null
  id uuid not null default gen_random_uuid()
  revoke_reason text
  revoked_at timestamp with time zone
  revoked_by uuid
  rider_id uuid not null
  role text not null
  street_id uuid not null
  until_at timestamp with time zone not null
  constraint appointment_badge EXCLUDE USING gist (street_id WITH =, badge WITH =, rider_id WITH <>, tstzrange(from_at, until_at) WITH &&) WHERE ((revoked_at IS NULL))
  constraint appointment_badge_check CHECK (((length(badge) >= 1) AND (length(badge) <= 20)))
  constraint appointment_check CHECK ((until_at > from_at))
  constraint appointment_check1 CHECK (((revoked_at IS NULL) = (revoke_reason IS NULL)))
  constraint appointment_grid_codes_check CHECK ((cardinality(grid_codes) > 0))
  constraint appointment_id_key UNIQUE (id)
  constraint appointment_pkey PRIMARY KEY (street_id, id)
  constraint appointment_revoke_reason_check CHECK (((length(revoke_reason) >= 1) AND (length(revoke_reason) <= 200)))
  constraint appointment_role_check CHECK ((role = ANY (ARRAY['MOBILE_GRID_MEMBER'::text, 'INSPECTOR'::text])))
  constraint appointment_street_id_appointed_by_fkey FOREIGN KEY (street_id, appointed_by) REFERENCES account(street_id, id)
  constraint appointment_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint appointment_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint appointment_street_id_revoked_by_fkey FOREIGN KEY (street_id, revoked_by) REFERENCES account(street_id, id)
  constraint appointment_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint one_running_appointment EXCLUDE USING gist (street_id WITH =, rider_id WITH =, community_id WITH =, role WITH =, tstzrange(from_at, until_at) WITH &&) WHERE ((revoked_at IS NULL))
  CREATE INDEX appointment_badge ON public.appointment USING gist (street_id, badge, rider_id, tstzrange(from_at, until_at)) WHERE (revoked_at IS NULL)
  CREATE INDEX appointment_by ON public.appointment USING btree (street_id, appointed_by)
  CREATE INDEX appointment_community ON public.appointment USING btree (street_id, community_id, until_at)
  CREATE INDEX appointment_ending ON public.appointment USING btree (street_id, until_at) WHERE ((revoked_at IS NULL) AND (end_told_at IS NULL))
  CREATE INDEX appointment_revoked_by ON public.appointment USING btree (street_id, revoked_by) WHERE (revoked_by IS NOT NULL)
  CREATE INDEX appointment_rider ON public.appointment USING btree (street_id, rider_id, until_at)
  CREATE INDEX one_running_appointment ON public.appointment USING gist (street_id, rider_id, community_id, role, tstzrange(from_at, until_at)) WHERE (revoked_at IS NULL)
  CREATE UNIQUE INDEX appointment_id_key ON public.appointment USING btree (id)
  CREATE UNIQUE INDEX appointment_pkey ON public.appointment USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
  row level security forced

assignment
  accepted_at timestamp with time zone not null
  after_return text
  continues_id uuid
  decision_id uuid not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  live boolean not null default (state = ANY (ARRAY['ACCEPTED'::text, 'TO_PICKUP'::text, 'AT_PICKUP'::text, 'PICKED_UP'::text, 'AT_DOOR'::text, 'RETURNING'::text]))
  load integer not null
  offer_id uuid
  picked_up_at timestamp with time zone
  reason text
  request_id uuid not null
  retry_at timestamp with time zone
  rider_id uuid not null
  state text not null default 'ACCEPTED'::text
  stepped_at timestamp with time zone
  steps integer not null default 0
  street_id uuid not null
  version integer not null default 0
  constraint assignment_after_return_check CHECK ((after_return = ANY (ARRAY['REOPEN'::text, 'NOTHING'::text])))
  constraint assignment_ended CHECK (((ended_at IS NULL) = live))
  constraint assignment_id_key UNIQUE (id)
  constraint assignment_load_check CHECK ((load >= 0))
  constraint assignment_pkey PRIMARY KEY (street_id, id)
  constraint assignment_returning CHECK (((after_return IS NOT NULL) = (state = ANY (ARRAY['RETURNING'::text, 'RETURNED'::text]))))
  constraint assignment_state CHECK ((state = ANY (ARRAY['ACCEPTED'::text, 'TO_PICKUP'::text, 'AT_PICKUP'::text, 'PICKED_UP'::text, 'AT_DOOR'::text, 'DONE'::text, 'FAILED'::text, 'RETURNING'::text, 'RETURNED'::text, 'WITHDRAWN'::text, 'TRANSFERRED'::text])))
  constraint assignment_steps_check CHECK ((steps >= 0))
  constraint assignment_street_id_continues_id_fkey FOREIGN KEY (street_id, continues_id) REFERENCES assignment(street_id, id)
  constraint assignment_street_id_decision_id_fkey FOREIGN KEY (street_id, decision_id) REFERENCES decision(street_id, id)
  constraint assignment_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint assignment_street_id_offer_id_fkey FOREIGN KEY (street_id, offer_id) REFERENCES offer(street_id, id)
  constraint assignment_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint assignment_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX assignment_continues ON public.assignment USING btree (street_id, continues_id) WHERE (continues_id IS NOT NULL)
  CREATE INDEX assignment_history ON public.assignment USING btree (street_id, rider_id, accepted_at DESC)
  CREATE INDEX assignment_request ON public.assignment USING btree (street_id, request_id)
  CREATE INDEX assignment_rider ON public.assignment USING btree (street_id, rider_id) WHERE live
  CREATE UNIQUE INDEX assignment_id_key ON public.assignment USING btree (id)
  CREATE UNIQUE INDEX assignment_pkey ON public.assignment USING btree (street_id, id)
  CREATE UNIQUE INDEX one_assignment_per_offer ON public.assignment USING btree (street_id, offer_id) WHERE (offer_id IS NOT NULL)
  CREATE UNIQUE INDEX one_live_assignment ON public.assignment USING btree (street_id, request_id) WHERE (live AND (state <> 'RETURNING'::text))
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  policy partner_own to red_bridge_app using ((( SELECT acting_role() AS acting_role) <> 'PARTNER'::text) OR rides_for_company(rider_id)) check (( SELECT acting_role() AS acting_role) <> 'PARTNER'::text)
  CREATE TRIGGER carry AFTER INSERT OR UPDATE OF state, load ON public.assignment FOR EACH ROW EXECUTE FUNCTION carry()
  CREATE TRIGGER end_transfers AFTER UPDATE OF state ON public.assignment FOR EACH ROW WHEN ((old.live AND ((NOT new.live) OR (new.state = 'RETURNING'::text)))) EXECUTE FUNCTION end_transfers()
  CREATE TRIGGER tally_done AFTER UPDATE OF state ON public.assignment FOR EACH ROW WHEN (((old.state <> 'DONE'::text) AND (new.state = 'DONE'::text))) EXECUTE FUNCTION tally_done()
  row level security forced

assignment_step
  assignment_id uuid not null
  corrects_id uuid
  device_at timestamp with time zone
  from_state text not null
  id uuid not null default gen_random_uuid()
  nth integer not null
  observed_at timestamp with time zone not null
  reason text
  recorded_at timestamp with time zone not null
  request_id uuid not null
  rider_id uuid not null
  said_by uuid
  step text not null
  street_id uuid not null
  to_state text not null
  constraint assignment_step_check CHECK ((observed_at <= recorded_at))
  constraint assignment_step_id_key UNIQUE (id)
  constraint assignment_step_nth_check CHECK ((nth > 0))
  constraint assignment_step_pkey PRIMARY KEY (street_id, id)
  constraint assignment_step_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint assignment_step_street_id_assignment_id_nth_key UNIQUE (street_id, assignment_id, nth)
  constraint assignment_step_street_id_corrects_id_fkey FOREIGN KEY (street_id, corrects_id) REFERENCES assignment_step(street_id, id)
  constraint assignment_step_street_id_corrects_id_key UNIQUE (street_id, corrects_id)
  constraint assignment_step_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint assignment_step_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint assignment_step_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX assignment_step_request ON public.assignment_step USING btree (street_id, request_id, recorded_at)
  CREATE INDEX assignment_step_rider ON public.assignment_step USING btree (street_id, rider_id, recorded_at DESC)
  CREATE UNIQUE INDEX assignment_step_id_key ON public.assignment_step USING btree (id)
  CREATE UNIQUE INDEX assignment_step_pkey ON public.assignment_step USING btree (street_id, id)
  CREATE UNIQUE INDEX assignment_step_street_id_assignment_id_nth_key ON public.assignment_step USING btree (street_id, assignment_id, nth)
  CREATE UNIQUE INDEX assignment_step_street_id_corrects_id_key ON public.assignment_step USING btree (street_id, corrects_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR sees_request(request_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.assignment_step FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

attendance
  at timestamp with time zone not null
  check_in_id uuid not null
  day date not null
  rider_id uuid not null
  street_id uuid not null
  constraint attendance_pkey PRIMARY KEY (street_id, check_in_id, day)
  constraint attendance_street_id_check_in_id_fkey FOREIGN KEY (street_id, check_in_id) REFERENCES check_in(street_id, id)
  constraint attendance_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint attendance_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX attendance_rider ON public.attendance USING btree (street_id, rider_id, day)
  CREATE UNIQUE INDEX attendance_pkey ON public.attendance USING btree (street_id, check_in_id, day)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (check_in_id IN ( SELECT c.id
   FROM check_in c))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (rider_id = ( SELECT acting_rider() AS acting_rider)) AND (check_in_id IN ( SELECT c.id
   FROM check_in c)))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.attendance FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

batch
  id uuid not null default gen_random_uuid()
  kind_code text not null
  name text not null
  opened_at timestamp with time zone not null
  opened_by uuid not null
  street_id uuid not null
  constraint batch_id_key UNIQUE (id)
  constraint batch_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint batch_pkey PRIMARY KEY (street_id, id)
  constraint batch_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint batch_street_id_kind_code_fkey FOREIGN KEY (street_id, kind_code) REFERENCES request_kind(street_id, code)
  constraint batch_street_id_opened_by_fkey FOREIGN KEY (street_id, opened_by) REFERENCES account(street_id, id)
  CREATE INDEX batch_opened ON public.batch USING btree (street_id, opened_at DESC, id)
  CREATE UNIQUE INDEX batch_id_key ON public.batch USING btree (id)
  CREATE UNIQUE INDEX batch_pkey ON public.batch USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (opened_by = ( SELECT acting_account() AS acting_account)))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.batch FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

batch_item
  batch_id uuid not null
  grid_id uuid
  nth integer not null
  refused text
  request_id uuid
  resident_id uuid not null
  street_id uuid not null
  constraint batch_item_check CHECK (((request_id IS NULL) <> (refused IS NULL)))
  constraint batch_item_nth_check CHECK ((nth > 0))
  constraint batch_item_pkey PRIMARY KEY (street_id, batch_id, nth)
  constraint batch_item_street_id_batch_id_fkey FOREIGN KEY (street_id, batch_id) REFERENCES batch(street_id, id)
  constraint batch_item_street_id_batch_id_resident_id_key UNIQUE (street_id, batch_id, resident_id)
  constraint batch_item_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint batch_item_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint batch_item_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint batch_item_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  CREATE UNIQUE INDEX batch_item_pkey ON public.batch_item USING btree (street_id, batch_id, nth)
  CREATE UNIQUE INDEX batch_item_request ON public.batch_item USING btree (street_id, request_id) WHERE (request_id IS NOT NULL)
  CREATE UNIQUE INDEX batch_item_street_id_batch_id_resident_id_key ON public.batch_item USING btree (street_id, batch_id, resident_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = batch_item.street_id) AND (p.id = batch_item.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = batch_item.street_id) AND (p.id = batch_item.resident_id)))))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.batch_item FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

call_desk
  community_id uuid not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  offer_id uuid not null
  opened_at timestamp with time zone not null
  outcome text
  request_id uuid not null
  rider_id uuid not null
  street_id uuid not null
  taken_at timestamp with time zone
  taken_by uuid
  constraint call_desk_check CHECK (((taken_by IS NULL) = (taken_at IS NULL)))
  constraint call_desk_check1 CHECK (((ended_at IS NULL) = (outcome IS NULL)))
  constraint call_desk_id_key UNIQUE (id)
  constraint call_desk_outcome_check CHECK ((outcome = ANY (ARRAY['REACHED'::text, 'NO_ANSWER'::text, 'WRONG_NUMBER'::text, 'NOT_NEEDED'::text])))
  constraint call_desk_pkey PRIMARY KEY (street_id, id)
  constraint call_desk_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint call_desk_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint call_desk_street_id_offer_id_fkey FOREIGN KEY (street_id, offer_id) REFERENCES offer(street_id, id)
  constraint call_desk_street_id_offer_id_key UNIQUE (street_id, offer_id)
  constraint call_desk_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint call_desk_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint call_desk_street_id_taken_by_fkey FOREIGN KEY (street_id, taken_by) REFERENCES account(street_id, id)
  CREATE INDEX call_desk_open ON public.call_desk USING btree (street_id, community_id, opened_at) WHERE (ended_at IS NULL)
  CREATE INDEX call_desk_request ON public.call_desk USING btree (street_id, request_id)
  CREATE INDEX call_desk_rider ON public.call_desk USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX call_desk_id_key ON public.call_desk USING btree (id)
  CREATE UNIQUE INDEX call_desk_pkey ON public.call_desk USING btree (street_id, id)
  CREATE UNIQUE INDEX call_desk_street_id_offer_id_key ON public.call_desk USING btree (street_id, offer_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (rider_id = ( SELECT acting_rider() AS acting_rider))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (rider_id = ( SELECT acting_rider() AS acting_rider)))))
  row level security forced

care_alert
  acknowledged_at timestamp with time zone
  acknowledged_by uuid
  community_id uuid not null
  escalate_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  kind text not null
  ladder_id uuid
  level text not null
  observation_id uuid
  owner_id uuid not null
  raised_at timestamp with time zone not null
  resident_id uuid not null
  resolved_at timestamp with time zone
  resolved_by uuid
  result text
  result_note_sealed bytea
  rider_id uuid
  state text not null default 'OPEN'::text
  street_id uuid not null
  urgency text not null
  constraint alert_acknowledged CHECK ((((acknowledged_at IS NULL) = (acknowledged_by IS NULL)) AND ((state <> 'ACKNOWLEDGED'::text) OR (acknowledged_at IS NOT NULL))))
  constraint alert_escalates CHECK (((escalate_at IS NOT NULL) = (level = 'COMMUNITY'::text)))
  constraint alert_resolved CHECK ((((state = 'RESOLVED'::text) = (resolved_at IS NOT NULL)) AND ((resolved_at IS NULL) = (result IS NULL)) AND ((resolved_at IS NULL) = (resolved_by IS NULL))))
  constraint care_alert_id_key UNIQUE (id)
  constraint care_alert_kind_check CHECK ((kind = ANY (ARRAY['NO_ANSWER'::text, 'UNSAFE'::text, 'MISSED_CONTACT'::text, 'CHANGE_OBSERVED'::text])))
  constraint care_alert_level_check CHECK ((level = ANY (ARRAY['COMMUNITY'::text, 'STREET'::text])))
  constraint care_alert_pkey PRIMARY KEY (street_id, id)
  constraint care_alert_result_check CHECK ((result = ANY (ARRAY['SAFE'::text, 'HELP_ARRANGED'::text, 'TAKEN_TO_CARE'::text, 'NOT_NEEDED'::text, 'OTHER'::text])))
  constraint care_alert_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'ACKNOWLEDGED'::text, 'RESOLVED'::text])))
  constraint care_alert_street_id_acknowledged_by_fkey FOREIGN KEY (street_id, acknowledged_by) REFERENCES account(street_id, id)
  constraint care_alert_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint care_alert_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint care_alert_street_id_ladder_id_fkey FOREIGN KEY (street_id, ladder_id) REFERENCES care_ladder(street_id, id)
  constraint care_alert_street_id_ladder_id_key UNIQUE (street_id, ladder_id)
  constraint care_alert_street_id_observation_id_fkey FOREIGN KEY (street_id, observation_id) REFERENCES observation(street_id, id)
  constraint care_alert_street_id_observation_id_key UNIQUE (street_id, observation_id)
  constraint care_alert_street_id_owner_id_fkey FOREIGN KEY (street_id, owner_id) REFERENCES organization(street_id, id)
  constraint care_alert_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint care_alert_street_id_resolved_by_fkey FOREIGN KEY (street_id, resolved_by) REFERENCES account(street_id, id)
  constraint care_alert_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint care_alert_urgency_check CHECK ((urgency = ANY (ARRAY['ROUTINE'::text, 'URGENT'::text])))
  CREATE INDEX care_alert_acknowledged_by ON public.care_alert USING btree (street_id, acknowledged_by) WHERE (acknowledged_by IS NOT NULL)
  CREATE INDEX care_alert_community ON public.care_alert USING btree (street_id, community_id)
  CREATE INDEX care_alert_escalation ON public.care_alert USING btree (street_id, escalate_at) WHERE ((state = 'OPEN'::text) AND (level = 'COMMUNITY'::text))
  CREATE INDEX care_alert_open ON public.care_alert USING btree (street_id, state, raised_at DESC)
  CREATE INDEX care_alert_owner ON public.care_alert USING btree (street_id, owner_id)
  CREATE INDEX care_alert_resident ON public.care_alert USING btree (street_id, resident_id, raised_at DESC)
  CREATE INDEX care_alert_resolved_by ON public.care_alert USING btree (street_id, resolved_by) WHERE (resolved_by IS NOT NULL)
  CREATE INDEX care_alert_rider ON public.care_alert USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX care_alert_id_key ON public.care_alert USING btree (id)
  CREATE UNIQUE INDEX care_alert_pkey ON public.care_alert USING btree (street_id, id)
  CREATE UNIQUE INDEX care_alert_street_id_ladder_id_key ON public.care_alert USING btree (street_id, ladder_id)
  CREATE UNIQUE INDEX care_alert_street_id_observation_id_key ON public.care_alert USING btree (street_id, observation_id)
  CREATE UNIQUE INDEX one_missed_contact ON public.care_alert USING btree (street_id, resident_id) WHERE ((kind = 'MISSED_CONTACT'::text) AND (state <> 'RESOLVED'::text))
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) <> ALL (ARRAY['RESIDENT'::text, 'FAMILY'::text])) AND cares_for(resident_id, community_id)))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER account_for AFTER INSERT OR UPDATE OF owner_id, level, state ON public.care_alert FOR EACH ROW EXECUTE FUNCTION account_for_alert()
  row level security forced

care_contact
  account_id uuid
  at timestamp with time zone not null
  community_id uuid not null
  id uuid not null default gen_random_uuid()
  kind text not null
  request_id uuid
  resident_id uuid not null
  rider_id uuid
  street_id uuid not null
  constraint care_contact_id_key UNIQUE (id)
  constraint care_contact_kind_check CHECK ((kind = ANY (ARRAY['DELIVERY'::text, 'CALL'::text, 'VISIT'::text])))
  constraint care_contact_pkey PRIMARY KEY (street_id, id)
  constraint care_contact_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint care_contact_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint care_contact_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint care_contact_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint care_contact_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint care_contact_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint contact_of_request UNIQUE (street_id, request_id)
  CREATE INDEX care_contact_account ON public.care_contact USING btree (street_id, account_id) WHERE (account_id IS NOT NULL)
  CREATE INDEX care_contact_community ON public.care_contact USING btree (street_id, community_id)
  CREATE INDEX care_contact_latest ON public.care_contact USING btree (street_id, resident_id, at DESC)
  CREATE INDEX care_contact_rider ON public.care_contact USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX care_contact_id_key ON public.care_contact USING btree (id)
  CREATE UNIQUE INDEX care_contact_pkey ON public.care_contact USING btree (street_id, id)
  CREATE UNIQUE INDEX contact_of_request ON public.care_contact USING btree (street_id, request_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND cares_for(resident_id, community_id)) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) OR cares_for(resident_id, community_id)))
  row level security forced

care_ladder
  closed_at timestamp with time zone
  community_id uuid not null
  deadline_at timestamp with time zone not null
  event_id uuid not null
  id uuid not null default gen_random_uuid()
  outcome text
  owner_id uuid not null
  policy_version integer not null
  request_id uuid not null
  resident_id uuid not null
  rider_id uuid
  started_at timestamp with time zone not null
  state text not null default 'OPEN'::text
  step text not null default 'CALL'::text
  street_id uuid not null
  constraint care_ladder_check CHECK ((deadline_at > started_at))
  constraint care_ladder_id_key UNIQUE (id)
  constraint care_ladder_outcome_check CHECK ((outcome = ANY (ARRAY['REACHED'::text, 'DELIVERED'::text, 'UNSAFE'::text, 'NO_ANSWER'::text])))
  constraint care_ladder_pkey PRIMARY KEY (street_id, id)
  constraint care_ladder_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'RESOLVED'::text, 'ESCALATED'::text])))
  constraint care_ladder_step_check CHECK ((step = ANY (ARRAY['CALL'::text, 'CONTACT'::text, 'NEIGHBOUR'::text, 'GRID_STAFF'::text, 'EMERGENCY'::text])))
  constraint care_ladder_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint care_ladder_street_id_event_id_key UNIQUE (street_id, event_id)
  constraint care_ladder_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint care_ladder_street_id_owner_id_fkey FOREIGN KEY (street_id, owner_id) REFERENCES organization(street_id, id)
  constraint care_ladder_street_id_policy_version_fkey FOREIGN KEY (street_id, policy_version) REFERENCES ladder_policy(street_id, version)
  constraint care_ladder_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint care_ladder_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint care_ladder_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint ladder_closed CHECK ((((state = 'OPEN'::text) = (closed_at IS NULL)) AND ((state = 'OPEN'::text) = (outcome IS NULL))))
  CREATE INDEX care_ladder_community ON public.care_ladder USING btree (street_id, community_id, started_at DESC)
  CREATE INDEX care_ladder_deadline ON public.care_ladder USING btree (street_id, deadline_at) WHERE (state = 'OPEN'::text)
  CREATE INDEX care_ladder_owner ON public.care_ladder USING btree (street_id, owner_id)
  CREATE INDEX care_ladder_request ON public.care_ladder USING btree (street_id, request_id)
  CREATE INDEX care_ladder_resident ON public.care_ladder USING btree (street_id, resident_id, started_at DESC)
  CREATE INDEX care_ladder_rider ON public.care_ladder USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX care_ladder_id_key ON public.care_ladder USING btree (id)
  CREATE UNIQUE INDEX care_ladder_pkey ON public.care_ladder USING btree (street_id, id)
  CREATE UNIQUE INDEX care_ladder_street_id_event_id_key ON public.care_ladder USING btree (street_id, event_id)
  CREATE UNIQUE INDEX one_open_ladder ON public.care_ladder USING btree (street_id, resident_id) WHERE (state = 'OPEN'::text)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR cares_for(resident_id, community_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER account_for AFTER INSERT OR UPDATE OF owner_id, step, state ON public.care_ladder FOR EACH ROW EXECUTE FUNCTION account_for_ladder()
  row level security forced

care_ladder_step
  answered_by uuid
  community_id uuid not null
  deadline_at timestamp with time zone not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  ladder_id uuid not null
  note_sealed bytea
  nth integer not null
  outcome text
  resident_id uuid not null
  rider_id uuid
  started_at timestamp with time zone not null
  step text not null
  street_id uuid not null
  constraint care_ladder_step_check1 CHECK ((deadline_at > started_at))
  constraint care_ladder_step_check2 CHECK ((ended_at >= started_at))
  constraint care_ladder_step_check3 CHECK (((ended_at IS NULL) = (outcome IS NULL)))
  constraint care_ladder_step_id_key UNIQUE (id)
  constraint care_ladder_step_nth_check CHECK ((nth > 0))
  constraint care_ladder_step_outcome_check CHECK ((outcome = ANY (ARRAY['REACHED'::text, 'NO_ANSWER'::text, 'UNSAFE'::text, 'LAPSED'::text, 'DELIVERED'::text])))
  constraint care_ladder_step_pkey PRIMARY KEY (street_id, id)
  constraint care_ladder_step_step_check CHECK ((step = ANY (ARRAY['CALL'::text, 'CONTACT'::text, 'NEIGHBOUR'::text, 'GRID_STAFF'::text, 'EMERGENCY'::text])))
  constraint care_ladder_step_street_id_answered_by_fkey FOREIGN KEY (street_id, answered_by) REFERENCES account(street_id, id)
  constraint care_ladder_step_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint care_ladder_step_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint care_ladder_step_street_id_ladder_id_fkey FOREIGN KEY (street_id, ladder_id) REFERENCES care_ladder(street_id, id) ON DELETE CASCADE
  constraint care_ladder_step_street_id_ladder_id_nth_key UNIQUE (street_id, ladder_id, nth)
  constraint care_ladder_step_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint care_ladder_step_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX care_ladder_step_answered_by ON public.care_ladder_step USING btree (street_id, answered_by) WHERE (answered_by IS NOT NULL)
  CREATE INDEX care_ladder_step_community ON public.care_ladder_step USING btree (street_id, community_id)
  CREATE INDEX care_ladder_step_resident ON public.care_ladder_step USING btree (street_id, resident_id)
  CREATE INDEX care_ladder_step_rider ON public.care_ladder_step USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX care_ladder_step_id_key ON public.care_ladder_step USING btree (id)
  CREATE UNIQUE INDEX care_ladder_step_pkey ON public.care_ladder_step USING btree (street_id, id)
  CREATE UNIQUE INDEX care_ladder_step_street_id_ladder_id_nth_key ON public.care_ladder_step USING btree (street_id, ladder_id, nth)
  CREATE UNIQUE INDEX one_open_step ON public.care_ladder_step USING btree (street_id, ladder_id) WHERE (ended_at IS NULL)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (cares_for(resident_id, community_id) OR (EXISTS ( SELECT
   FROM care_ladder l
  WHERE ((l.street_id = care_ladder_step.street_id) AND (l.id = care_ladder_step.ladder_id) AND (l.rider_id = ( SELECT acting_rider() AS acting_rider))))))) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

care_policy
  high_days integer not null
  keep_days integer not null
  low_days integer not null
  medium_days integer not null
  routine_minutes integer not null
  street_id uuid not null
  urgent_minutes integer not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint care_policy_high_days_check CHECK (((high_days >= 1) AND (high_days <= 366)))
  constraint care_policy_keep_days_check CHECK (((keep_days >= 30) AND (keep_days <= 3650)))
  constraint care_policy_low_days_check CHECK (((low_days >= 1) AND (low_days <= 366)))
  constraint care_policy_medium_days_check CHECK (((medium_days >= 1) AND (medium_days <= 366)))
  constraint care_policy_pkey PRIMARY KEY (street_id, version)
  constraint care_policy_routine_minutes_check CHECK (((routine_minutes >= 1) AND (routine_minutes <= 10080)))
  constraint care_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint care_policy_urgent_minutes_check CHECK (((urgent_minutes >= 1) AND (urgent_minutes <= 1440)))
  constraint care_policy_version_check CHECK ((version > 0))
  CREATE UNIQUE INDEX care_policy_pkey ON public.care_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.care_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

certificate_hour
  certificate_id uuid not null
  hour_id uuid not null
  seconds integer not null
  street_id uuid not null
  constraint certificate_hour_pkey PRIMARY KEY (street_id, certificate_id, hour_id)
  constraint certificate_hour_seconds_check CHECK ((seconds >= 0))
  constraint certificate_hour_street_id_certificate_id_fkey FOREIGN KEY (street_id, certificate_id) REFERENCES hour_certificate(street_id, id)
  constraint certificate_hour_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint certificate_hour_street_id_hour_id_fkey FOREIGN KEY (street_id, hour_id) REFERENCES service_hour(street_id, id)
  CREATE INDEX certificate_hour_hour ON public.certificate_hour USING btree (street_id, hour_id)
  CREATE UNIQUE INDEX certificate_hour_pkey ON public.certificate_hour USING btree (street_id, certificate_id, hour_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (certificate_id IN ( SELECT c.id
   FROM hour_certificate c))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (certificate_id IN ( SELECT c.id
   FROM hour_certificate c)))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.certificate_hour FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

channel
  blocked_until timestamp with time zone
  community_id uuid
  host text
  id uuid not null default gen_random_uuid()
  kind text not null
  language text not null default 'ZH'::text
  name text not null
  organization_id uuid
  registered_at timestamp with time zone not null
  registered_by uuid not null
  retired_at timestamp with time zone
  secret_sealed bytea
  spent_at timestamp with time zone[] not null default '{}'::timestamp with time zone[]
  street_id uuid not null
  topics text[] not null
  url_sealed bytea
  constraint channel_address CHECK (((kind = ANY (ARRAY['QQ_GROUP'::text, 'WECHAT_GROUP'::text])) = (url_sealed IS NULL)))
  constraint channel_check CHECK ((retired_at >= registered_at))
  constraint channel_check1 CHECK (((community_id IS NULL) OR (organization_id IS NULL)))
  constraint channel_check2 CHECK (((url_sealed IS NULL) = (host IS NULL)))
  constraint channel_id_key UNIQUE (id)
  constraint channel_kind_check CHECK ((kind = ANY (ARRAY['QQ_GROUP'::text, 'WECHAT_GROUP'::text, 'WECOM_BOT'::text, 'DINGTALK_BOT'::text, 'WEBHOOK'::text])))
  constraint channel_language_check CHECK ((language = ANY (ARRAY['ZH'::text, 'EN'::text])))
  constraint channel_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint channel_pkey PRIMARY KEY (street_id, id)
  constraint channel_secret CHECK (((kind <> 'WEBHOOK'::text) OR (secret_sealed IS NOT NULL)))
  constraint channel_spent_at_check CHECK ((cardinality(spent_at) <= 20))
  constraint channel_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint channel_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint channel_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  constraint channel_street_id_registered_by_fkey FOREIGN KEY (street_id, registered_by) REFERENCES account(street_id, id)
  CREATE INDEX channel_community ON public.channel USING btree (street_id, community_id) WHERE (retired_at IS NULL)
  CREATE INDEX channel_organization ON public.channel USING btree (street_id, organization_id) WHERE (retired_at IS NULL)
  CREATE UNIQUE INDEX channel_id_key ON public.channel USING btree (id)
  CREATE UNIQUE INDEX channel_name ON public.channel USING btree (street_id, name) WHERE (retired_at IS NULL)
  CREATE UNIQUE INDEX channel_pkey ON public.channel USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
  row level security forced

check_in
  answered_at timestamp with time zone
  answered_by uuid
  asked_at timestamp with time zone not null
  attended_at timestamp with time zone
  attended_days integer not null default 0
  community_id uuid not null
  id uuid not null default gen_random_uuid()
  left_at timestamp with time zone
  reason text
  rider_id uuid not null
  state text not null default 'ASKED'::text
  street_id uuid not null
  why text not null
  constraint check_in_attended_days_check CHECK ((attended_days >= 0))
  constraint check_in_check CHECK ((answered_at >= asked_at))
  constraint check_in_check1 CHECK ((left_at >= asked_at))
  constraint check_in_check2 CHECK (((answered_at IS NULL) = (answered_by IS NULL)))
  constraint check_in_check3 CHECK (((state <> ALL (ARRAY['ACCEPTED'::text, 'REFUSED'::text])) OR (answered_at IS NOT NULL)))
  constraint check_in_check4 CHECK (((state <> 'REFUSED'::text) OR (reason IS NOT NULL)))
  constraint check_in_check5 CHECK (((left_at IS NOT NULL) = (state = 'LEFT'::text)))
  constraint check_in_id_key UNIQUE (id)
  constraint check_in_pkey PRIMARY KEY (street_id, id)
  constraint check_in_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint check_in_state_check CHECK ((state = ANY (ARRAY['ASKED'::text, 'ACCEPTED'::text, 'REFUSED'::text, 'LEFT'::text])))
  constraint check_in_street_id_answered_by_fkey FOREIGN KEY (street_id, answered_by) REFERENCES account(street_id, id)
  constraint check_in_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint check_in_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint check_in_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint check_in_why_check CHECK ((why = ANY (ARRAY['HOME'::text, 'WORK'::text])))
  CREATE INDEX check_in_answered_by ON public.check_in USING btree (street_id, answered_by) WHERE (answered_by IS NOT NULL)
  CREATE INDEX check_in_community ON public.check_in USING btree (street_id, community_id, state, asked_at)
  CREATE UNIQUE INDEX check_in_id_key ON public.check_in USING btree (id)
  CREATE UNIQUE INDEX check_in_pkey ON public.check_in USING btree (street_id, id)
  CREATE UNIQUE INDEX one_live_check_in ON public.check_in USING btree (street_id, rider_id, community_id) WHERE (state = ANY (ARRAY['ASKED'::text, 'ACCEPTED'::text]))
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
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
  CREATE TRIGGER forget_care AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION forget_care()
  row level security forced

cover
  asked_at timestamp with time zone not null
  asked_by_id uuid not null
  assignment_id uuid
  company_id uuid not null
  ended_at timestamp with time zone
  expires_at timestamp with time zone not null
  helper_company_id uuid
  helper_id uuid
  id uuid not null default gen_random_uuid()
  reason text not null
  rider_id uuid not null
  shift_id uuid
  state text not null
  street_id uuid not null
  taken_at timestamp with time zone
  transfer_id uuid
  constraint cover_check CHECK ((expires_at > asked_at))
  constraint cover_check1 CHECK ((taken_at >= asked_at))
  constraint cover_check2 CHECK ((ended_at >= asked_at))
  constraint cover_check3 CHECK ((num_nonnulls(shift_id, assignment_id) = 1))
  constraint cover_check4 CHECK ((helper_company_id <> company_id))
  constraint cover_check5 CHECK ((num_nonnulls(helper_id, helper_company_id, taken_at) = ANY (ARRAY[0, 3])))
  constraint cover_check6 CHECK (((state <> 'TAKEN'::text) OR (helper_id IS NOT NULL)))
  constraint cover_check7 CHECK (((state <> 'ASKED'::text) OR (helper_id IS NULL)))
  constraint cover_check8 CHECK (((transfer_id IS NOT NULL) = ((assignment_id IS NOT NULL) AND (helper_id IS NOT NULL))))
  constraint cover_check9 CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['WITHDRAWN'::text, 'EXPIRED'::text]))))
  constraint cover_id_key UNIQUE (id)
  constraint cover_pkey PRIMARY KEY (street_id, id)
  constraint cover_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint cover_state_check CHECK ((state = ANY (ARRAY['ASKED'::text, 'TAKEN'::text, 'WITHDRAWN'::text, 'EXPIRED'::text])))
  constraint cover_street_id_asked_by_id_fkey FOREIGN KEY (street_id, asked_by_id) REFERENCES account(street_id, id)
  constraint cover_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint cover_street_id_company_id_fkey FOREIGN KEY (street_id, company_id) REFERENCES organization(street_id, id)
  constraint cover_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint cover_street_id_helper_company_id_fkey FOREIGN KEY (street_id, helper_company_id) REFERENCES organization(street_id, id)
  constraint cover_street_id_helper_id_fkey FOREIGN KEY (street_id, helper_id) REFERENCES rider(street_id, id)
  constraint cover_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint cover_street_id_shift_id_fkey FOREIGN KEY (street_id, shift_id) REFERENCES shift(street_id, id)
  constraint cover_street_id_transfer_id_fkey FOREIGN KEY (street_id, transfer_id) REFERENCES transfer(street_id, id)
  CREATE INDEX cover_asked_by ON public.cover USING btree (street_id, asked_by_id)
  CREATE INDEX cover_company ON public.cover USING btree (street_id, company_id, asked_at DESC)
  CREATE INDEX cover_helper ON public.cover USING btree (street_id, helper_id, taken_at DESC) WHERE (helper_id IS NOT NULL)
  CREATE INDEX cover_helper_company ON public.cover USING btree (street_id, helper_company_id) WHERE (helper_company_id IS NOT NULL)
  CREATE INDEX cover_open ON public.cover USING btree (street_id, expires_at) WHERE (state = 'ASKED'::text)
  CREATE INDEX cover_rider ON public.cover USING btree (street_id, rider_id, asked_at DESC)
  CREATE INDEX cover_shift ON public.cover USING btree (street_id, shift_id) WHERE (shift_id IS NOT NULL)
  CREATE INDEX cover_task ON public.cover USING btree (street_id, assignment_id) WHERE (assignment_id IS NOT NULL)
  CREATE UNIQUE INDEX cover_id_key ON public.cover USING btree (id)
  CREATE UNIQUE INDEX cover_pkey ON public.cover USING btree (street_id, id)
  CREATE UNIQUE INDEX cover_transfer ON public.cover USING btree (street_id, transfer_id) WHERE (transfer_id IS NOT NULL)
  CREATE UNIQUE INDEX one_open_cover_of_shift ON public.cover USING btree (street_id, shift_id) WHERE (state = 'ASKED'::text)
  CREATE UNIQUE INDEX one_open_cover_of_task ON public.cover USING btree (street_id, assignment_id) WHERE (state = 'ASKED'::text)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND ((state = ANY (ARRAY['ASKED'::text, 'TAKEN'::text])) OR ((( SELECT acting_rider() AS acting_rider) = rider_id) OR (( SELECT acting_rider() AS acting_rider) = helper_id)))) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND (acts_for_company(company_id) OR acts_for_company(helper_company_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND ((( SELECT acting_rider() AS acting_rider) = rider_id) OR (( SELECT acting_rider() AS acting_rider) = helper_id))) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND acts_for_company(company_id))))
  row level security forced

coverage_counted
  street_id uuid not null
  until timestamp with time zone not null
  version integer not null default 1
  constraint coverage_counted_pkey PRIMARY KEY (street_id)
  constraint coverage_counted_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint coverage_counted_version_check CHECK ((version > 0))
  CREATE UNIQUE INDEX coverage_counted_pkey ON public.coverage_counted USING btree (street_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

coverage_home
  elders integer not null
  home_id uuid not null
  location geometry(Point,4326) not null
  street_id uuid not null
  constraint coverage_home_elders_check CHECK ((elders >= 0))
  constraint coverage_home_pkey PRIMARY KEY (street_id, home_id)
  constraint coverage_home_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint coverage_home_street_id_home_id_fkey FOREIGN KEY (street_id, home_id) REFERENCES home(street_id, id) ON DELETE CASCADE
  CREATE UNIQUE INDEX coverage_home_pkey ON public.coverage_home USING btree (street_id, home_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'ANALYST'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  row level security forced

coverage_hour
  elders integer not null
  elders_reached integer[] not null
  grid_id uuid not null
  hour timestamp with time zone not null
  households integer not null
  places integer not null
  places_reached integer[] not null
  policy_version integer not null
  road_version integer
  samples integer not null
  street_id uuid not null
  constraint coverage_hour_elders_check CHECK ((elders >= 0))
  constraint coverage_hour_hour_check CHECK ((((EXTRACT(epoch FROM hour))::bigint % (3600)::bigint) = 0))
  constraint coverage_hour_households_check CHECK ((households >= 0))
  constraint coverage_hour_pkey PRIMARY KEY (street_id, hour, grid_id)
  constraint coverage_hour_places_check CHECK ((places > 0))
  constraint coverage_hour_samples_check CHECK ((samples > 0))
  constraint coverage_hour_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint coverage_hour_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint coverage_hour_street_id_road_version_fkey FOREIGN KEY (street_id, road_version) REFERENCES road_network(street_id, version)
  CREATE INDEX coverage_hour_grid ON public.coverage_hour USING btree (street_id, grid_id, hour)
  CREATE INDEX coverage_hour_road ON public.coverage_hour USING btree (street_id, road_version)
  CREATE UNIQUE INDEX coverage_hour_pkey ON public.coverage_hour USING btree (street_id, hour, grid_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'ANALYST'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  row level security forced

coverage_policy
  policy jsonb not null
  reason text
  set_by uuid
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint coverage_policy_pkey PRIMARY KEY (street_id, version)
  constraint coverage_policy_reason_check CHECK (((length(reason) >= 4) AND (length(reason) <= 300)))
  constraint coverage_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint coverage_policy_street_id_set_by_fkey FOREIGN KEY (street_id, set_by) REFERENCES account(street_id, id)
  constraint coverage_policy_version_check CHECK ((version > 1))
  CREATE INDEX coverage_policy_set_by ON public.coverage_policy USING btree (street_id, set_by) WHERE (set_by IS NOT NULL)
  CREATE UNIQUE INDEX coverage_policy_pkey ON public.coverage_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.coverage_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
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
  reason text
  set_by uuid
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint dispatch_policy_pkey PRIMARY KEY (street_id, version)
  constraint dispatch_policy_reason_check CHECK (((length(reason) >= 4) AND (length(reason) <= 300)))
  constraint dispatch_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint dispatch_policy_street_id_set_by_fkey FOREIGN KEY (street_id, set_by) REFERENCES account(street_id, id)
  CREATE INDEX dispatch_policy_set_by ON public.dispatch_policy USING btree (street_id, set_by) WHERE (set_by IS NOT NULL)
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
  CREATE INDEX duty_period_rider ON public.duty_period USING btree (street_id, rider_id, started_at)
  CREATE INDEX duty_period_running ON public.duty_period USING btree (street_id, rider_id) WHERE (ended_at IS NULL)
  CREATE INDEX duty_period_street_id_rider_id_tstzrange_excl ON public.duty_period USING gist (street_id, rider_id, tstzrange(started_at, ended_at))
  CREATE UNIQUE INDEX duty_period_pkey ON public.duty_period USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider))))
  CREATE TRIGGER forget_track AFTER UPDATE OF ended_at ON public.duty_period FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION forget_track_after_duty()
  CREATE TRIGGER keep_toil AFTER INSERT ON public.duty_period FOR EACH ROW WHEN ((new.kind = 'ON'::text)) EXECUTE FUNCTION keep_toil()
  CREATE TRIGGER keep_toil_stopped AFTER UPDATE OF ended_at ON public.duty_period FOR EACH ROW WHEN (((new.kind = 'ON'::text) AND (old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION keep_toil()
  CREATE TRIGGER tally_duty AFTER UPDATE OF ended_at ON public.duty_period FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL) AND (new.kind = 'ON'::text))) EXECUTE FUNCTION tally_duty()
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
  CREATE INDEX exclusion_rider ON public.exclusion USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX exclusion_pkey ON public.exclusion USING btree (street_id, request_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

failure_course
  after_minutes integer not null default 0
  reason text not null
  street_id uuid not null
  then_do text not null
  version integer not null default 1
  constraint failure_course_after_minutes_check CHECK (((after_minutes >= 0) AND (after_minutes <= 1440)))
  constraint failure_course_pkey PRIMARY KEY (street_id, reason)
  constraint failure_course_reason_check CHECK ((reason = ANY (ARRAY['NOBODY_HOME'::text, 'REFUSED_AT_DOOR'::text, 'WRONG_PLACE'::text, 'GOODS_MISSING'::text, 'UNSAFE'::text, 'BREAKDOWN'::text, 'OTHER'::text])))
  constraint failure_course_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint failure_course_then_do_check CHECK ((then_do = ANY (ARRAY['SAME_RIDER'::text, 'ANOTHER_RIDER'::text, 'BACKSTOP'::text])))
  CREATE UNIQUE INDEX failure_course_pkey ON public.failure_course USING btree (street_id, reason)
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
  CREATE TRIGGER border_grids AFTER INSERT ON public.grid REFERENCING NEW TABLE AS drawn FOR EACH STATEMENT EXECUTE FUNCTION border_grids()
  CREATE TRIGGER redraw_borders AFTER UPDATE OF boundary ON public.grid FOR EACH ROW WHEN ((NOT st_equals(old.boundary, new.boundary))) EXECUTE FUNCTION redraw_borders()
  row level security forced

grid_neighbour
  grid_id uuid not null
  neighbour_id uuid not null
  street_id uuid not null
  constraint grid_neighbour_check CHECK ((grid_id <> neighbour_id))
  constraint grid_neighbour_pkey PRIMARY KEY (street_id, grid_id, neighbour_id)
  constraint grid_neighbour_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint grid_neighbour_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id) ON DELETE CASCADE
  constraint grid_neighbour_street_id_neighbour_id_fkey FOREIGN KEY (street_id, neighbour_id) REFERENCES grid(street_id, id) ON DELETE CASCADE
  CREATE INDEX grid_neighbour_back ON public.grid_neighbour USING btree (street_id, neighbour_id)
  CREATE UNIQUE INDEX grid_neighbour_pkey ON public.grid_neighbour USING btree (street_id, grid_id, neighbour_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

holiday
  name text not null
  name_en text not null
  on_date date not null
  street_id uuid not null
  constraint holiday_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40)))
  constraint holiday_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 40)))
  constraint holiday_pkey PRIMARY KEY (street_id, on_date)
  constraint holiday_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX holiday_pkey ON public.holiday USING btree (street_id, on_date)
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

hour_certificate
  company text not null
  from_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  issued_at timestamp with time zone not null
  name text not null
  number text not null
  revoke_note text
  revoke_reason text
  revoked_at timestamp with time zone
  revoked_by uuid
  rider_id uuid not null
  seconds integer not null
  street_id uuid not null
  tasks integer not null
  until_at timestamp with time zone not null
  constraint hour_certificate_check CHECK ((until_at > from_at))
  constraint hour_certificate_check1 CHECK ((issued_at >= until_at))
  constraint hour_certificate_check2 CHECK ((revoked_at >= issued_at))
  constraint hour_certificate_check3 CHECK (((revoked_at IS NULL) = (revoke_reason IS NULL)))
  constraint hour_certificate_check4 CHECK (((revoke_reason = 'WITHDRAWN'::text) = ((revoked_by IS NOT NULL) AND (revoke_note IS NOT NULL))))
  constraint hour_certificate_company_check CHECK (((length(company) >= 1) AND (length(company) <= 80)))
  constraint hour_certificate_id_key UNIQUE (id)
  constraint hour_certificate_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint hour_certificate_number_check CHECK ((number ~ '^[0-9]{9}-[0-9]{4}-[0-9]{6}$'::text))
  constraint hour_certificate_number_key UNIQUE (number)
  constraint hour_certificate_pkey PRIMARY KEY (street_id, id)
  constraint hour_certificate_revoke_note_check CHECK (((length(revoke_note) >= 1) AND (length(revoke_note) <= 200)))
  constraint hour_certificate_revoke_reason_check CHECK ((revoke_reason = ANY (ARRAY['HOURS_CHANGED'::text, 'REPLACED'::text, 'WITHDRAWN'::text])))
  constraint hour_certificate_seconds_check CHECK ((seconds > 0))
  constraint hour_certificate_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint hour_certificate_street_id_revoked_by_fkey FOREIGN KEY (street_id, revoked_by) REFERENCES account(street_id, id)
  constraint hour_certificate_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint hour_certificate_tasks_check CHECK ((tasks > 0))
  CREATE INDEX hour_certificate_revoked_by ON public.hour_certificate USING btree (street_id, revoked_by) WHERE (revoked_by IS NOT NULL)
  CREATE INDEX hour_certificate_rider ON public.hour_certificate USING btree (street_id, rider_id, issued_at DESC)
  CREATE UNIQUE INDEX hour_certificate_id_key ON public.hour_certificate USING btree (id)
  CREATE UNIQUE INDEX hour_certificate_number_key ON public.hour_certificate USING btree (number)
  CREATE UNIQUE INDEX hour_certificate_pkey ON public.hour_certificate USING btree (street_id, id)
  CREATE UNIQUE INDEX one_certificate_of_period ON public.hour_certificate USING btree (street_id, rider_id, from_at, until_at) WHERE (revoked_at IS NULL)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER keep_certificate BEFORE UPDATE ON public.hour_certificate FOR EACH ROW EXECUTE FUNCTION keep_certificate()
  CREATE TRIGGER keep_certificates BEFORE DELETE ON public.hour_certificate FOR EACH ROW EXECUTE FUNCTION keep_certificates()
  row level security forced

hour_entry
  at timestamp with time zone not null
  hour_id uuid not null
  id uuid not null default gen_random_uuid()
  nth integer not null
  reason text
  said_by uuid
  seconds integer not null
  step text not null
  street_id uuid not null
  constraint hour_entry_check CHECK (((step <> ALL (ARRAY['DISPUTE'::text, 'CORRECT'::text, 'REJECT'::text])) OR (reason IS NOT NULL)))
  constraint hour_entry_nth_check CHECK ((nth > 0))
  constraint hour_entry_pkey PRIMARY KEY (street_id, id)
  constraint hour_entry_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint hour_entry_seconds_check CHECK ((seconds >= 0))
  constraint hour_entry_step_check CHECK ((step = ANY (ARRAY['MEASURE'::text, 'APPROVE'::text, 'DISPUTE'::text, 'CORRECT'::text, 'REJECT'::text, 'VOID'::text])))
  constraint hour_entry_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint hour_entry_street_id_hour_id_fkey FOREIGN KEY (street_id, hour_id) REFERENCES service_hour(street_id, id)
  constraint hour_entry_street_id_hour_id_nth_key UNIQUE (street_id, hour_id, nth)
  constraint hour_entry_street_id_said_by_fkey FOREIGN KEY (street_id, said_by) REFERENCES account(street_id, id)
  CREATE UNIQUE INDEX hour_entry_pkey ON public.hour_entry USING btree (street_id, id)
  CREATE UNIQUE INDEX hour_entry_street_id_hour_id_nth_key ON public.hour_entry USING btree (street_id, hour_id, nth)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (EXISTS ( SELECT
   FROM service_hour h
  WHERE ((h.street_id = hour_entry.street_id) AND (h.id = hour_entry.hour_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (EXISTS ( SELECT
   FROM service_hour h
  WHERE ((h.street_id = hour_entry.street_id) AND (h.id = hour_entry.hour_id)))))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.hour_entry FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

hours_policy
  policy jsonb not null
  reason text
  set_by uuid
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint hours_policy_pkey PRIMARY KEY (street_id, version)
  constraint hours_policy_reason_check CHECK (((length(reason) >= 4) AND (length(reason) <= 300)))
  constraint hours_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint hours_policy_street_id_set_by_fkey FOREIGN KEY (street_id, set_by) REFERENCES account(street_id, id)
  CREATE INDEX hours_policy_set_by ON public.hours_policy USING btree (street_id, set_by) WHERE (set_by IS NOT NULL)
  CREATE UNIQUE INDEX hours_policy_pkey ON public.hours_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.hours_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
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

kind_duty
  kind_code text not null
  organization_id uuid not null
  set_at timestamp with time zone not null
  street_id uuid not null
  constraint kind_duty_pkey PRIMARY KEY (street_id, kind_code)
  constraint kind_duty_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint kind_duty_street_id_kind_code_fkey FOREIGN KEY (street_id, kind_code) REFERENCES request_kind(street_id, code)
  constraint kind_duty_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  CREATE INDEX kind_duty_organization ON public.kind_duty USING btree (street_id, organization_id)
  CREATE UNIQUE INDEX kind_duty_pkey ON public.kind_duty USING btree (street_id, kind_code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

ladder_policy
  call_minutes integer not null
  contact_minutes integer not null
  emergency_minutes integer not null
  grid_staff_minutes integer not null
  neighbour_minutes integer not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint ladder_policy_call_minutes_check CHECK (((call_minutes >= 1) AND (call_minutes <= 240)))
  constraint ladder_policy_contact_minutes_check CHECK (((contact_minutes >= 1) AND (contact_minutes <= 240)))
  constraint ladder_policy_emergency_minutes_check CHECK (((emergency_minutes >= 1) AND (emergency_minutes <= 240)))
  constraint ladder_policy_grid_staff_minutes_check CHECK (((grid_staff_minutes >= 1) AND (grid_staff_minutes <= 240)))
  constraint ladder_policy_neighbour_minutes_check CHECK (((neighbour_minutes >= 1) AND (neighbour_minutes <= 240)))
  constraint ladder_policy_pkey PRIMARY KEY (street_id, version)
  constraint ladder_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint ladder_policy_version_check CHECK ((version > 0))
  CREATE UNIQUE INDEX ladder_policy_pkey ON public.ladder_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.ladder_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

learned_time
  band smallint
  key text not null
  learned_at timestamp with time zone not null
  n integer not null
  people integer not null
  street_id uuid not null
  value double precision not null
  version integer not null
  what text not null
  constraint learned_time_band_check CHECK (((band >= 0) AND (band <= 11)))
  constraint learned_time_check CHECK (((people >= 1) AND (people <= n)))
  constraint learned_time_n_check CHECK ((n > 0))
  constraint learned_time_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint learned_time_street_id_version_what_key_band_key UNIQUE NULLS NOT DISTINCT (street_id, version, what, key, band)
  constraint learned_time_value_check CHECK ((value > (0)::double precision))
  constraint learned_time_version_check CHECK ((version > 0))
  constraint learned_time_what_check CHECK ((what = ANY (ARRAY['DOOR'::text, 'PICKUP'::text, 'READY'::text, 'DETOUR'::text, 'PACE'::text])))
  CREATE UNIQUE INDEX learned_time_street_id_version_what_key_band_key ON public.learned_time USING btree (street_id, version, what, key, band) NULLS NOT DISTINCT
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  row level security forced

long_day
  at timestamp with time zone not null
  day date not null
  rider_id uuid not null
  street_id uuid not null
  constraint long_day_pkey PRIMARY KEY (street_id, rider_id, day)
  constraint long_day_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint long_day_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE UNIQUE INDEX long_day_pkey ON public.long_day USING btree (street_id, rider_id, day)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)) check (street_id = ( SELECT acting_street() AS acting_street))
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

message
  account_id uuid
  attempts integer not null default 0
  channel_id uuid
  created_at timestamp with time zone not null
  dead_at timestamp with time zone not null
  dedup_key text not null
  digest_id uuid
  due_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  lane smallint not null
  lease uuid
  lease_until timestamp with time zone
  offer_id uuid
  provider_id text
  reason text
  resident_id uuid
  sent_at timestamp with time zone
  state text not null default 'QUEUED'::text
  street_id uuid not null
  template text not null
  variables jsonb not null
  constraint message_attempts_check CHECK ((attempts >= 0))
  constraint message_check CHECK ((dead_at > created_at))
  constraint message_check1 CHECK (((state = 'SENDING'::text) = (lease IS NOT NULL)))
  constraint message_check2 CHECK (((lease IS NULL) = (lease_until IS NULL)))
  constraint message_check3 CHECK (((state = 'SENT'::text) = (sent_at IS NOT NULL)))
  constraint message_check4 CHECK (((state <> ALL (ARRAY['FAILED'::text, 'DEAD'::text, 'SUPPRESSED'::text])) OR (reason IS NOT NULL)))
  constraint message_check5 CHECK (((digest_id IS NULL) OR (state = 'SUPPRESSED'::text)))
  constraint message_dedup_key_check CHECK (((length(dedup_key) >= 1) AND (length(dedup_key) <= 200)))
  constraint message_id_key UNIQUE (id)
  constraint message_lane_check CHECK (((lane >= 0) AND (lane <= 2)))
  constraint message_once UNIQUE (street_id, dedup_key)
  constraint message_pkey PRIMARY KEY (street_id, id)
  constraint message_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'SENDING'::text, 'SENT'::text, 'FAILED'::text, 'DEAD'::text, 'SUPPRESSED'::text])))
  constraint message_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint message_street_id_channel_id_fkey FOREIGN KEY (street_id, channel_id) REFERENCES channel(street_id, id)
  constraint message_street_id_digest_id_fkey FOREIGN KEY (street_id, digest_id) REFERENCES message(street_id, id)
  constraint message_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint message_street_id_offer_id_fkey FOREIGN KEY (street_id, offer_id) REFERENCES offer(street_id, id)
  constraint message_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint message_to_one CHECK ((num_nonnulls(channel_id, account_id, resident_id) = 1))
  CREATE INDEX message_account ON public.message USING btree (street_id, account_id) WHERE (account_id IS NOT NULL)
  CREATE INDEX message_channel ON public.message USING btree (street_id, channel_id, lane, due_at) WHERE ((channel_id IS NOT NULL) AND (state = ANY (ARRAY['QUEUED'::text, 'FAILED'::text, 'SENDING'::text])))
  CREATE INDEX message_digest ON public.message USING btree (street_id, digest_id) WHERE (digest_id IS NOT NULL)
  CREATE INDEX message_due ON public.message USING btree (street_id, lane, due_at, id) WHERE (state = ANY (ARRAY['QUEUED'::text, 'FAILED'::text]))
  CREATE INDEX message_latest ON public.message USING btree (street_id, created_at DESC, id)
  CREATE INDEX message_leased ON public.message USING btree (street_id, lease_until) WHERE (state = 'SENDING'::text)
  CREATE INDEX message_offer ON public.message USING btree (street_id, offer_id) WHERE (offer_id IS NOT NULL)
  CREATE INDEX message_resident ON public.message USING btree (street_id, resident_id) WHERE (resident_id IS NOT NULL)
  CREATE UNIQUE INDEX message_id_key ON public.message USING btree (id)
  CREATE UNIQUE INDEX message_once ON public.message USING btree (street_id, dedup_key)
  CREATE UNIQUE INDEX message_pkey ON public.message USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (channel_id IS NOT NULL))))
  row level security forced

message_preference
  account_id uuid not null
  set_at timestamp with time zone not null
  street_id uuid not null
  topic text not null
  wanted boolean not null
  constraint message_preference_pkey PRIMARY KEY (street_id, account_id, topic)
  constraint message_preference_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint message_preference_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint message_preference_topic_check CHECK ((topic = ANY (ARRAY['REQUEST_NEWS'::text, 'OFFERS'::text])))
  CREATE UNIQUE INDEX message_preference_pkey ON public.message_preference USING btree (street_id, account_id, topic)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (account_id = ( SELECT acting_account() AS acting_account)))
  row level security forced

message_template
  code text not null
  en text not null
  lane text not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  zh text not null
  constraint message_template_code_check CHECK ((code ~ '^[a-z][a-z-]{2,40}$'::text))
  constraint message_template_en_check CHECK (((length(en) >= 1) AND (length(en) <= 500)))
  constraint message_template_lane_check CHECK ((lane = ANY (ARRAY['URGENT'::text, 'NORMAL'::text, 'LOW'::text])))
  constraint message_template_pkey PRIMARY KEY (street_id, code, version)
  constraint message_template_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint message_template_version_check CHECK ((version > 0))
  constraint message_template_zh_check CHECK (((length(zh) >= 1) AND (length(zh) <= 500)))
  CREATE UNIQUE INDEX message_template_pkey ON public.message_template USING btree (street_id, code, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.message_template FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

messaging_policy
  policy jsonb not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint messaging_policy_pkey PRIMARY KEY (street_id, version)
  constraint messaging_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint messaging_policy_version_check CHECK ((version > 0))
  CREATE UNIQUE INDEX messaging_policy_pkey ON public.messaging_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.messaging_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

mutual_help
  at timestamp with time zone not null
  company_id uuid not null
  cover_id uuid not null
  helped_at timestamp with time zone not null
  helper_company_id uuid not null
  helper_id uuid not null
  nth integer not null
  rider_id uuid not null
  seconds integer not null
  street_id uuid not null
  constraint mutual_help_check CHECK ((company_id <> helper_company_id))
  constraint mutual_help_nth_check CHECK ((nth > 0))
  constraint mutual_help_pkey PRIMARY KEY (street_id, cover_id, nth)
  constraint mutual_help_seconds_check CHECK ((seconds <> 0))
  constraint mutual_help_street_id_company_id_fkey FOREIGN KEY (street_id, company_id) REFERENCES organization(street_id, id)
  constraint mutual_help_street_id_cover_id_fkey FOREIGN KEY (street_id, cover_id) REFERENCES cover(street_id, id)
  constraint mutual_help_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint mutual_help_street_id_helper_company_id_fkey FOREIGN KEY (street_id, helper_company_id) REFERENCES organization(street_id, id)
  constraint mutual_help_street_id_helper_id_fkey FOREIGN KEY (street_id, helper_id) REFERENCES rider(street_id, id)
  constraint mutual_help_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX mutual_help_company ON public.mutual_help USING btree (street_id, company_id)
  CREATE INDEX mutual_help_day ON public.mutual_help USING btree (street_id, helped_at)
  CREATE INDEX mutual_help_helper ON public.mutual_help USING btree (street_id, helper_id)
  CREATE INDEX mutual_help_helper_company ON public.mutual_help USING btree (street_id, helper_company_id)
  CREATE INDEX mutual_help_rider ON public.mutual_help USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX mutual_help_pkey ON public.mutual_help USING btree (street_id, cover_id, nth)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.mutual_help FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

observation
  assignment_id uuid
  at timestamp with time zone not null
  community_id uuid not null
  id uuid not null default gen_random_uuid()
  note_sealed bytea
  observed_by uuid not null
  resident_id uuid not null
  rider_id uuid
  signs text[] not null default '{}'::text[]
  street_id uuid not null
  constraint observation_id_key UNIQUE (id)
  constraint observation_pkey PRIMARY KEY (street_id, id)
  constraint observation_signs_check CHECK ((signs <@ ARRAY['CONFUSED'::text, 'WEAK'::text, 'INJURED'::text, 'MOOD'::text, 'HOME_UNSAFE'::text, 'NOT_EATING'::text, 'OTHER'::text]))
  constraint observation_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint observation_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint observation_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint observation_street_id_observed_by_fkey FOREIGN KEY (street_id, observed_by) REFERENCES account(street_id, id)
  constraint observation_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint observation_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX observation_assignment ON public.observation USING btree (street_id, assignment_id) WHERE (assignment_id IS NOT NULL)
  CREATE INDEX observation_community ON public.observation USING btree (street_id, community_id)
  CREATE INDEX observation_observed_by ON public.observation USING btree (street_id, observed_by)
  CREATE INDEX observation_resident ON public.observation USING btree (street_id, resident_id, at DESC)
  CREATE INDEX observation_rider ON public.observation USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX observation_id_key ON public.observation USING btree (id)
  CREATE UNIQUE INDEX observation_pkey ON public.observation USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR cares_for(resident_id, community_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER observation_needs_consent BEFORE INSERT OR UPDATE ON public.observation FOR EACH ROW EXECUTE FUNCTION keep_within_consent()
  row level security forced

occurrence
  at timestamp with time zone not null
  due_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  on_date date not null
  plan_id uuid not null
  ready_at timestamp with time zone not null
  request_id uuid
  resident_id uuid not null
  settled_at timestamp with time zone
  settled_by uuid
  settled_note text
  state text not null
  street_id uuid not null
  told text
  why text
  constraint occurrence_check CHECK (((state <> 'ISSUED'::text) OR (request_id IS NOT NULL)))
  constraint occurrence_check1 CHECK (((state = ANY (ARRAY['BLOCKED'::text, 'MISSED'::text])) = (why IS NOT NULL)))
  constraint occurrence_check2 CHECK ((((settled_at IS NULL) = (settled_by IS NULL)) AND ((settled_at IS NULL) = (settled_note IS NULL))))
  constraint occurrence_id_key UNIQUE (id)
  constraint occurrence_pkey PRIMARY KEY (street_id, plan_id, resident_id, on_date)
  constraint occurrence_settled_note_check CHECK (((length(settled_note) >= 1) AND (length(settled_note) <= 200)))
  constraint occurrence_state_check CHECK ((state = ANY (ARRAY['ISSUED'::text, 'BLOCKED'::text, 'MISSED'::text, 'WITHDRAWN'::text])))
  constraint occurrence_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint occurrence_street_id_plan_id_fkey FOREIGN KEY (street_id, plan_id) REFERENCES service_plan(street_id, id)
  constraint occurrence_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id) DEFERRABLE INITIALLY DEFERRED
  constraint occurrence_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint occurrence_street_id_settled_by_fkey FOREIGN KEY (street_id, settled_by) REFERENCES account(street_id, id)
  constraint occurrence_why_check CHECK (((length(why) >= 1) AND (length(why) <= 60)))
  CREATE INDEX occurrence_alert ON public.occurrence USING btree (street_id, due_at) WHERE ((state = ANY (ARRAY['BLOCKED'::text, 'MISSED'::text])) AND (settled_at IS NULL))
  CREATE INDEX occurrence_resident ON public.occurrence USING btree (street_id, resident_id, on_date)
  CREATE UNIQUE INDEX occurrence_id_key ON public.occurrence USING btree (id)
  CREATE UNIQUE INDEX occurrence_pkey ON public.occurrence USING btree (street_id, plan_id, resident_id, on_date)
  CREATE UNIQUE INDEX occurrence_request ON public.occurrence USING btree (street_id, request_id) WHERE (request_id IS NOT NULL)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = occurrence.street_id) AND (p.id = occurrence.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = occurrence.street_id) AND (p.id = occurrence.resident_id)))))
  row level security forced

offer
  answered_at timestamp with time zone
  arrive_at timestamp with time zone not null
  bundle_id uuid not null default gen_random_uuid()
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
  way text[] not null default '{}'::text[]
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
  constraint one_pending_offer EXCLUDE USING gist (street_id WITH =, rider_id WITH =, bundle_id WITH <>) WHERE ((state = 'PENDING'::text))
  CREATE INDEX offer_expiry ON public.offer USING btree (expires_at) WHERE (state = 'PENDING'::text)
  CREATE INDEX offer_request ON public.offer USING btree (street_id, request_id)
  CREATE INDEX offer_rider ON public.offer USING btree (street_id, rider_id, offered_at DESC)
  CREATE INDEX one_pending_offer ON public.offer USING gist (street_id, rider_id, bundle_id) WHERE (state = 'PENDING'::text)
  CREATE UNIQUE INDEX offer_bundle ON public.offer USING btree (street_id, bundle_id, request_id)
  CREATE UNIQUE INDEX offer_id_key ON public.offer USING btree (id)
  CREATE UNIQUE INDEX offer_pkey ON public.offer USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  policy partner_own to red_bridge_app using (( SELECT acting_role() AS acting_role) <> 'PARTNER'::text) check (( SELECT acting_role() AS acting_role) <> 'PARTNER'::text)
  CREATE TRIGGER tally_offer AFTER INSERT ON public.offer FOR EACH ROW EXECUTE FUNCTION tally_offer()
  CREATE TRIGGER tally_refusal AFTER UPDATE OF state ON public.offer FOR EACH ROW WHEN (((old.state = 'PENDING'::text) AND (new.state = ANY (ARRAY['DECLINED'::text, 'EXPIRED'::text])))) EXECUTE FUNCTION tally_offer()
  row level security forced

offer_call
  began_at timestamp with time zone not null
  community_id uuid not null
  end_reason text
  ended_at timestamp with time zone
  next_at timestamp with time zone
  offer_id uuid not null
  policy_version integer not null
  reached_at timestamp with time zone
  reached_by text
  request_id uuid not null
  rider_id uuid not null
  rung text not null default 'SOCKET'::text
  street_id uuid not null
  tier smallint not null
  constraint offer_call_check CHECK (((reached_at IS NULL) = (reached_by IS NULL)))
  constraint offer_call_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL)))
  constraint offer_call_check2 CHECK (((ended_at IS NULL) OR (next_at IS NULL)))
  constraint offer_call_end_reason_check CHECK ((end_reason = ANY (ARRAY['SEEN'::text, 'ENDED'::text])))
  constraint offer_call_pkey PRIMARY KEY (street_id, offer_id)
  constraint offer_call_reached_by_check CHECK ((reached_by = ANY (ARRAY['SOCKET'::text, 'MESSAGE'::text, 'SMS'::text, 'PHONE'::text])))
  constraint offer_call_rung_check CHECK ((rung = ANY (ARRAY['SOCKET'::text, 'MESSAGE'::text, 'SMS'::text, 'PHONE'::text])))
  constraint offer_call_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint offer_call_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint offer_call_street_id_offer_id_fkey FOREIGN KEY (street_id, offer_id) REFERENCES offer(street_id, id)
  constraint offer_call_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint offer_call_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint offer_call_tier_check CHECK (((tier >= 0) AND (tier <= 3)))
  CREATE INDEX offer_call_next ON public.offer_call USING btree (street_id, next_at) WHERE (next_at IS NOT NULL)
  CREATE INDEX offer_call_request ON public.offer_call USING btree (street_id, request_id)
  CREATE INDEX offer_call_rider ON public.offer_call USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX offer_call_pkey ON public.offer_call USING btree (street_id, offer_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (rider_id = ( SELECT acting_rider() AS acting_rider))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (rider_id = ( SELECT acting_rider() AS acting_rider)))))
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
  CREATE INDEX organization_parent ON public.organization USING btree (street_id, parent_id) WHERE (parent_id IS NOT NULL)
  CREATE UNIQUE INDEX organization_id_key ON public.organization USING btree (id)
  CREATE UNIQUE INDEX organization_member ON public.organization USING btree (street_id, kind, name) WHERE (left_at IS NULL)
  CREATE UNIQUE INDEX organization_pkey ON public.organization USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER hand_line_to_block AFTER UPDATE OF left_at ON public.organization FOR EACH ROW WHEN (((old.left_at IS NULL) AND (new.left_at IS NOT NULL))) EXECUTE FUNCTION hand_line_to_block()
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

own_stop
  client_key text not null
  day date not null
  due_at timestamp with time zone not null
  ended_at timestamp with time zone
  from_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  location geometry(Point,4326) not null
  nth integer not null
  rider_id uuid not null
  service_seconds integer not null
  shared_at timestamp with time zone not null
  state text not null default 'AHEAD'::text
  street_id uuid not null
  constraint own_stop_check CHECK ((due_at > from_at))
  constraint own_stop_check1 CHECK (((ended_at IS NULL) = (state = 'AHEAD'::text)))
  constraint own_stop_client_key_check CHECK (((length(client_key) >= 1) AND (length(client_key) <= 80)))
  constraint own_stop_id_key UNIQUE (id)
  constraint own_stop_nth_check CHECK ((nth >= 0))
  constraint own_stop_pkey PRIMARY KEY (street_id, id)
  constraint own_stop_service_seconds_check CHECK (((service_seconds >= 0) AND (service_seconds <= 3600)))
  constraint own_stop_state_check CHECK ((state = ANY (ARRAY['AHEAD'::text, 'DELIVERED'::text, 'REMOVED'::text])))
  constraint own_stop_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint own_stop_street_id_rider_id_day_client_key_key UNIQUE (street_id, rider_id, day, client_key)
  constraint own_stop_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE INDEX own_stop_ahead ON public.own_stop USING btree (street_id, rider_id, nth) WHERE (state = 'AHEAD'::text)
  CREATE INDEX own_stop_day ON public.own_stop USING btree (street_id, day)
  CREATE UNIQUE INDEX own_stop_id_key ON public.own_stop USING btree (id)
  CREATE UNIQUE INDEX own_stop_pkey ON public.own_stop USING btree (street_id, id)
  CREATE UNIQUE INDEX own_stop_street_id_rider_id_day_client_key_key ON public.own_stop USING btree (street_id, rider_id, day, client_key)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND rides_for_company(rider_id)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = 'SYSTEM'::text) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND rides_for_company(rider_id))))
  row level security forced

partner_token
  digest bytea not null
  expires_at timestamp with time zone not null
  follows_id uuid
  id uuid not null default gen_random_uuid()
  issued_at timestamp with time zone not null
  issued_by uuid not null
  label text not null default ''::text
  last_used_at timestamp with time zone
  organization_id uuid not null
  revoked_at timestamp with time zone
  scopes text[] not null
  street_id uuid not null
  constraint partner_token_check CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '90 days'::interval))))
  constraint partner_token_digest_check CHECK ((length(digest) = 32))
  constraint partner_token_digest_key UNIQUE (digest)
  constraint partner_token_id_key UNIQUE (id)
  constraint partner_token_label_check CHECK ((length(label) <= 60))
  constraint partner_token_pkey PRIMARY KEY (street_id, id)
  constraint partner_token_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['RIDERS_READ'::text, 'TASKS_READ'::text, 'SHIFTS_WRITE'::text, 'STOPS_WRITE'::text])))
  constraint partner_token_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint partner_token_street_id_follows_id_fkey FOREIGN KEY (street_id, follows_id) REFERENCES partner_token(street_id, id)
  constraint partner_token_street_id_issued_by_fkey FOREIGN KEY (street_id, issued_by) REFERENCES account(street_id, id)
  constraint partner_token_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  CREATE INDEX partner_token_issued_by ON public.partner_token USING btree (street_id, issued_by)
  CREATE INDEX partner_token_organization ON public.partner_token USING btree (street_id, organization_id, issued_at DESC)
  CREATE UNIQUE INDEX partner_token_digest_key ON public.partner_token USING btree (digest)
  CREATE UNIQUE INDEX partner_token_followed ON public.partner_token USING btree (street_id, follows_id) WHERE (follows_id IS NOT NULL)
  CREATE UNIQUE INDEX partner_token_id_key ON public.partner_token USING btree (id)
  CREATE UNIQUE INDEX partner_token_pkey ON public.partner_token USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text]))) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

pause
  from_date date not null
  id uuid not null default gen_random_uuid()
  lifted_at timestamp with time zone
  lifted_by uuid
  reason text not null
  resident_id uuid not null
  said_at timestamp with time zone not null
  said_by uuid not null
  street_id uuid not null
  until_date date
  constraint one_pause_at_a_time EXCLUDE USING gist (street_id WITH =, resident_id WITH =, daterange(from_date, until_date, '[]'::text) WITH &&) WHERE ((lifted_at IS NULL))
  constraint pause_check CHECK ((until_date >= from_date))
  constraint pause_check1 CHECK ((lifted_at >= said_at))
  constraint pause_check2 CHECK (((lifted_at IS NULL) = (lifted_by IS NULL)))
  constraint pause_id_key UNIQUE (id)
  constraint pause_pkey PRIMARY KEY (street_id, id)
  constraint pause_reason_check CHECK ((reason = ANY (ARRAY['HOSPITAL'::text, 'TRAVEL'::text, 'FAMILY'::text, 'OTHER'::text])))
  constraint pause_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint pause_street_id_lifted_by_fkey FOREIGN KEY (street_id, lifted_by) REFERENCES account(street_id, id)
  constraint pause_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint pause_street_id_said_by_fkey FOREIGN KEY (street_id, said_by) REFERENCES account(street_id, id)
  CREATE INDEX one_pause_at_a_time ON public.pause USING gist (street_id, resident_id, daterange(from_date, until_date, '[]'::text)) WHERE (lifted_at IS NULL)
  CREATE INDEX pause_resident ON public.pause USING btree (street_id, resident_id, from_date)
  CREATE UNIQUE INDEX pause_id_key ON public.pause USING btree (id)
  CREATE UNIQUE INDEX pause_pkey ON public.pause USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = pause.street_id) AND (p.id = pause.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = pause.street_id) AND (p.id = pause.resident_id)))))
  row level security forced

photo
  account_id uuid not null
  attached_at timestamp with time zone
  bytes integer not null
  height integer not null
  id uuid not null default gen_random_uuid()
  kind text not null
  removed_at timestamp with time zone
  request_id uuid
  sha256 bytea not null
  street_id uuid not null
  uploaded_at timestamp with time zone not null
  width integer not null
  constraint photo_bytes_check CHECK ((bytes > 0))
  constraint photo_check CHECK (((attached_at IS NULL) = (request_id IS NULL)))
  constraint photo_height_check CHECK (((height >= 1) AND (height <= 1600)))
  constraint photo_id_key UNIQUE (id)
  constraint photo_kind_check CHECK ((kind = ANY (ARRAY['PHOTO'::text, 'SIGNATURE'::text])))
  constraint photo_pkey PRIMARY KEY (street_id, id)
  constraint photo_sha256_check CHECK ((length(sha256) = 32))
  constraint photo_street_id_account_id_fkey FOREIGN KEY (street_id, account_id) REFERENCES account(street_id, id)
  constraint photo_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint photo_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint photo_width_check CHECK (((width >= 1) AND (width <= 1600)))
  CREATE INDEX photo_account ON public.photo USING btree (street_id, account_id)
  CREATE INDEX photo_kept ON public.photo USING btree (street_id, uploaded_at) WHERE (removed_at IS NULL)
  CREATE INDEX photo_request ON public.photo USING btree (street_id, request_id) WHERE (request_id IS NOT NULL)
  CREATE UNIQUE INDEX photo_id_key ON public.photo USING btree (id)
  CREATE UNIQUE INDEX photo_pkey ON public.photo USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text) OR ((request_id IS NOT NULL) AND sees_request(request_id)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((account_id = ( SELECT acting_account() AS acting_account)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  row level security forced

photo_policy
  keep_days integer not null
  loose_hours integer not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint photo_policy_keep_days_check CHECK (((keep_days >= 1) AND (keep_days <= 3650)))
  constraint photo_policy_loose_hours_check CHECK (((loose_hours >= 1) AND (loose_hours <= 720)))
  constraint photo_policy_pkey PRIMARY KEY (street_id, version)
  constraint photo_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX photo_policy_pkey ON public.photo_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.photo_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

plan_exception
  id uuid not null default gen_random_uuid()
  kind text not null
  on_date date not null
  plan_id uuid not null
  resident_id uuid
  said_at timestamp with time zone not null
  said_by uuid not null
  street_id uuid not null
  to_date date
  constraint plan_exception_check CHECK (((kind = 'MOVE'::text) = (to_date IS NOT NULL)))
  constraint plan_exception_check1 CHECK ((to_date <> on_date))
  constraint plan_exception_id_key UNIQUE (id)
  constraint plan_exception_kind_check CHECK ((kind = ANY (ARRAY['SKIP'::text, 'MOVE'::text, 'EXTRA'::text])))
  constraint plan_exception_pkey PRIMARY KEY (street_id, id)
  constraint plan_exception_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint plan_exception_street_id_plan_id_fkey FOREIGN KEY (street_id, plan_id) REFERENCES service_plan(street_id, id)
  constraint plan_exception_street_id_plan_id_resident_id_on_date_key UNIQUE NULLS NOT DISTINCT (street_id, plan_id, resident_id, on_date)
  constraint plan_exception_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint plan_exception_street_id_said_by_fkey FOREIGN KEY (street_id, said_by) REFERENCES account(street_id, id)
  CREATE INDEX plan_exception_resident ON public.plan_exception USING btree (street_id, resident_id) WHERE (resident_id IS NOT NULL)
  CREATE UNIQUE INDEX plan_exception_id_key ON public.plan_exception USING btree (id)
  CREATE UNIQUE INDEX plan_exception_pkey ON public.plan_exception USING btree (street_id, id)
  CREATE UNIQUE INDEX plan_exception_street_id_plan_id_resident_id_on_date_key ON public.plan_exception USING btree (street_id, plan_id, resident_id, on_date) NULLS NOT DISTINCT
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM service_plan s
  WHERE ((s.street_id = plan_exception.street_id) AND (s.id = plan_exception.plan_id)))) AND ((resident_id IS NULL) OR (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = plan_exception.street_id) AND (p.id = plan_exception.resident_id)))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM service_plan s
  WHERE ((s.street_id = plan_exception.street_id) AND (s.id = plan_exception.plan_id)))) AND ((resident_id IS NULL) OR (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = plan_exception.street_id) AND (p.id = plan_exception.resident_id))))))
  row level security forced

plan_member
  id uuid not null default gen_random_uuid()
  joined_at timestamp with time zone not null
  left_at timestamp with time zone
  note_sealed bytea
  plan_id uuid not null
  resident_id uuid not null
  street_id uuid not null
  constraint plan_member_check CHECK ((left_at >= joined_at))
  constraint plan_member_id_key UNIQUE (id)
  constraint plan_member_pkey PRIMARY KEY (street_id, id)
  constraint plan_member_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint plan_member_street_id_plan_id_fkey FOREIGN KEY (street_id, plan_id) REFERENCES service_plan(street_id, id)
  constraint plan_member_street_id_plan_id_resident_id_key UNIQUE (street_id, plan_id, resident_id)
  constraint plan_member_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  CREATE INDEX plan_member_resident ON public.plan_member USING btree (street_id, resident_id)
  CREATE UNIQUE INDEX plan_member_id_key ON public.plan_member USING btree (id)
  CREATE UNIQUE INDEX plan_member_pkey ON public.plan_member USING btree (street_id, id)
  CREATE UNIQUE INDEX plan_member_street_id_plan_id_resident_id_key ON public.plan_member USING btree (street_id, plan_id, resident_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = plan_member.street_id) AND (p.id = plan_member.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = plan_member.street_id) AND (p.id = plan_member.resident_id)))))
  row level security forced

planning
  at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  policy jsonb not null
  policy_version integer not null
  road_table jsonb
  road_version integer
  round_search jsonb
  snapshot jsonb not null
  street_id uuid not null
  constraint planning_pkey PRIMARY KEY (street_id, id)
  constraint planning_road_table_check CHECK ((jsonb_typeof(road_table) = 'object'::text))
  constraint planning_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint planning_street_id_road_version_fkey FOREIGN KEY (street_id, road_version) REFERENCES road_network(street_id, version)
  CREATE UNIQUE INDEX planning_pkey ON public.planning USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.planning FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

planning_wake
  at timestamp with time zone not null
  street_id uuid not null
  constraint planning_wake_pkey PRIMARY KEY (street_id)
  constraint planning_wake_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  CREATE UNIQUE INDEX planning_wake_pkey ON public.planning_wake USING btree (street_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

position_policy
  policy jsonb not null
  street_id uuid not null
  valid_from timestamp with time zone not null
  version integer not null
  constraint position_policy_pkey PRIMARY KEY (street_id, version)
  constraint position_policy_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint position_policy_version_check CHECK ((version > 1))
  CREATE UNIQUE INDEX position_policy_pkey ON public.position_policy USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.position_policy FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

presence_count
  at timestamp with time zone not null
  grid_id uuid not null
  riders integer not null
  street_id uuid not null
  constraint presence_count_pkey PRIMARY KEY (street_id, at, grid_id)
  constraint presence_count_riders_check CHECK ((riders >= 0))
  constraint presence_count_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint presence_count_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  CREATE INDEX presence_count_grid ON public.presence_count USING btree (street_id, grid_id, at)
  CREATE UNIQUE INDEX presence_count_pkey ON public.presence_count USING btree (street_id, at, grid_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'ANALYST'::text, 'SYSTEM'::text]))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.presence_count FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

proof
  assignment_id uuid not null
  distance_m integer
  id uuid not null default gen_random_uuid()
  kind text not null
  observed_at timestamp with time zone not null
  photo_id uuid
  recorded_at timestamp with time zone not null
  request_id uuid not null
  rider_id uuid not null
  street_id uuid not null
  constraint proof_check CHECK (((photo_id IS NOT NULL) = (kind = ANY (ARRAY['PHOTO'::text, 'SIGNATURE'::text]))))
  constraint proof_check1 CHECK (((distance_m IS NOT NULL) = (kind = 'PLACE'::text)))
  constraint proof_distance_m_check CHECK ((distance_m >= 0))
  constraint proof_id_key UNIQUE (id)
  constraint proof_kind_check CHECK ((kind = ANY (ARRAY['CODE'::text, 'PHOTO'::text, 'SIGNATURE'::text, 'SCAN'::text, 'PLACE'::text])))
  constraint proof_pkey PRIMARY KEY (street_id, id)
  constraint proof_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint proof_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint proof_street_id_photo_id_fkey FOREIGN KEY (street_id, photo_id) REFERENCES photo(street_id, id)
  constraint proof_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint proof_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX proof_assignment ON public.proof USING btree (street_id, assignment_id)
  CREATE INDEX proof_request ON public.proof USING btree (street_id, request_id)
  CREATE INDEX proof_rider ON public.proof USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX proof_id_key ON public.proof USING btree (id)
  CREATE UNIQUE INDEX proof_photo ON public.proof USING btree (street_id, photo_id) WHERE (photo_id IS NOT NULL)
  CREATE UNIQUE INDEX proof_pkey ON public.proof USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR sees_request(request_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.proof FOR EACH ROW EXECUTE FUNCTION refuse_change()
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

request_course
  accepted_at timestamp with time zone
  backstop_at timestamp with time zone
  cancelled_at timestamp with time zone
  cancelled_by_asker boolean
  community_id uuid not null
  done_at timestamp with time zone
  due_at timestamp with time zone not null
  grid_id uuid not null
  kind_code text not null
  offered_at timestamp with time zone
  opened_at timestamp with time zone not null
  place geometry(Point,4326) not null
  request_id uuid not null
  resident_id uuid
  street_id uuid not null
  unserved_at timestamp with time zone
  constraint request_course_check CHECK (((cancelled_at IS NULL) = (cancelled_by_asker IS NULL)))
  constraint request_course_pkey PRIMARY KEY (street_id, request_id)
  constraint request_course_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint request_course_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint request_course_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint request_course_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id) ON DELETE CASCADE
  CREATE INDEX request_course_community ON public.request_course USING btree (street_id, community_id)
  CREATE INDEX request_course_grid ON public.request_course USING btree (street_id, grid_id, opened_at)
  CREATE INDEX request_course_opened ON public.request_course USING btree (street_id, opened_at)
  CREATE UNIQUE INDEX request_course_pkey ON public.request_course USING btree (street_id, request_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'ANALYST'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  row level security forced

request_kind
  backstop_minutes integer not null
  code text not null
  load integer not null
  max_attempts smallint not null default 2
  min_trust smallint not null default 1
  name text not null
  name_en text not null
  needs_pickup boolean not null
  offer_seconds integer not null
  pickup_seconds integer not null default 120
  place_within_m integer not null default 150
  proof text[] not null default '{}'::text[]
  service_minutes integer not null default ((service_seconds + 59) / 60)
  service_seconds integer not null
  skills text[] not null default '{}'::text[]
  street_id uuid not null
  tier smallint not null default 1
  undo_minutes integer not null default 10
  version integer not null default 1
  wave_size smallint not null default 1
  window_minutes integer not null
  constraint request_kind_backstop_minutes_check CHECK (((backstop_minutes >= 1) AND (backstop_minutes <= 10080)))
  constraint request_kind_code_check CHECK ((code ~ '^[A-Z_]{3,30}$'::text))
  constraint request_kind_load_check CHECK (((load >= 0) AND (load <= 20)))
  constraint request_kind_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 10)))
  constraint request_kind_min_trust_check CHECK (((min_trust >= 0) AND (min_trust <= 3)))
  constraint request_kind_offer_seconds_check CHECK (((offer_seconds >= 5) AND (offer_seconds <= 3600)))
  constraint request_kind_pickup_seconds_check CHECK (((pickup_seconds >= 1) AND (pickup_seconds <= 3600)))
  constraint request_kind_pkey PRIMARY KEY (street_id, code)
  constraint request_kind_place_within_m_check CHECK (((place_within_m >= 10) AND (place_within_m <= 5000)))
  constraint request_kind_proof_check CHECK ((proof <@ ARRAY['CODE'::text, 'PHOTO'::text, 'SIGNATURE'::text, 'SCAN'::text, 'PLACE'::text]))
  constraint request_kind_service_seconds_check CHECK (((service_seconds >= 1) AND (service_seconds <= 14400)))
  constraint request_kind_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint request_kind_tier_check CHECK (((tier >= 0) AND (tier <= 3)))
  constraint request_kind_undo_minutes_check CHECK (((undo_minutes >= 0) AND (undo_minutes <= 1440)))
  constraint request_kind_wave_size_check CHECK (((wave_size >= 1) AND (wave_size <= 5)))
  constraint request_kind_window_minutes_check CHECK (((window_minutes >= 5) AND (window_minutes <= 10080)))
  CREATE UNIQUE INDEX request_kind_pkey ON public.request_kind USING btree (street_id, code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

reservation
  ask_at timestamp with time zone not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  request_id uuid not null
  rider_id uuid not null
  shown_at timestamp with time zone not null
  street_id uuid not null
  constraint reservation_id_key UNIQUE (id)
  constraint reservation_pkey PRIMARY KEY (street_id, id)
  constraint reservation_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint reservation_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint reservation_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX reservation_request ON public.reservation USING btree (street_id, request_id)
  CREATE INDEX reservation_rider ON public.reservation USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX one_reservation ON public.reservation USING btree (street_id, request_id) WHERE (ended_at IS NULL)
  CREATE UNIQUE INDEX reservation_id_key ON public.reservation USING btree (id)
  CREATE UNIQUE INDEX reservation_pkey ON public.reservation USING btree (street_id, id)
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
  policy own to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (((( SELECT acting_role() AS acting_role) = 'RESIDENT'::text) AND (account_id = ( SELECT acting_account() AS acting_account))) OR ((( SELECT acting_role() AS acting_role) = 'FAMILY'::text) AND is_family_of(id)))) check -
  policy staff to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR ((( SELECT acting_role() AS acting_role) = 'RESIDENT'::text) AND (account_id = ( SELECT acting_account() AS acting_account))) OR ((( SELECT acting_role() AS acting_role) = 'FAMILY'::text) AND is_family_of(id)) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND is_on_the_way_to(id)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[])))))
  CREATE CONSTRAINT TRIGGER care_needs_consent AFTER INSERT OR UPDATE ON public.resident DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_care_consent()
  row level security forced

resident_contact
  call_order smallint not null
  id uuid not null default gen_random_uuid()
  name_sealed bytea not null
  phone_sealed bytea not null
  relation text not null
  resident_id uuid not null
  set_at timestamp with time zone not null
  set_by uuid not null
  street_id uuid not null
  constraint contact_order UNIQUE (street_id, resident_id, call_order)
  constraint resident_contact_call_order_check CHECK (((call_order >= 1) AND (call_order <= 20)))
  constraint resident_contact_id_key UNIQUE (id)
  constraint resident_contact_pkey PRIMARY KEY (street_id, id)
  constraint resident_contact_relation_check CHECK ((relation = ANY (ARRAY['FAMILY'::text, 'NEIGHBOUR'::text, 'DOCTOR'::text, 'FRIEND'::text, 'OTHER'::text])))
  constraint resident_contact_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint resident_contact_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint resident_contact_street_id_set_by_fkey FOREIGN KEY (street_id, set_by) REFERENCES account(street_id, id)
  CREATE INDEX resident_contact_set_by ON public.resident_contact USING btree (street_id, set_by)
  CREATE UNIQUE INDEX contact_order ON public.resident_contact USING btree (street_id, resident_id, call_order)
  CREATE UNIQUE INDEX resident_contact_id_key ON public.resident_contact USING btree (id)
  CREATE UNIQUE INDEX resident_contact_pkey ON public.resident_contact USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = resident_contact.street_id) AND (p.id = resident_contact.resident_id))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) <> 'RIDER'::text) AND (EXISTS ( SELECT
   FROM resident p
  WHERE ((p.street_id = resident_contact.street_id) AND (p.id = resident_contact.resident_id)))))
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
  constraint rider_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  constraint rider_trust_level_check CHECK (((trust_level >= 0) AND (trust_level <= 3)))
  constraint rider_vehicle_check CHECK ((vehicle = ANY (ARRAY['E_BIKE'::text, 'BICYCLE'::text, 'MOTORBIKE'::text, 'CAR'::text, 'ON_FOOT'::text])))
  CREATE INDEX rider_on_duty ON public.rider USING btree (street_id) WHERE (duty <> 'OFF'::text)
  CREATE UNIQUE INDEX rider_id_key ON public.rider USING btree (id)
  CREATE UNIQUE INDEX rider_pkey ON public.rider USING btree (street_id, id)
  CREATE UNIQUE INDEX rider_street_id_account_id_key ON public.rider USING btree (street_id, account_id)
  CREATE UNIQUE INDEX rider_street_id_badge_key ON public.rider USING btree (street_id, badge) WHERE (left_at IS NULL)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) <> 'PARTNER'::text) OR of_company(organization_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER forget_position AFTER UPDATE OF duty ON public.rider FOR EACH ROW WHEN (((new.duty = 'OFF'::text) AND (old.duty <> 'OFF'::text))) EXECUTE FUNCTION forget_position()
  row level security forced

rider_position
  accuracy_m real not null
  device_at timestamp with time zone not null
  grid_id uuid
  grid_since timestamp with time zone
  leaving_since timestamp with time zone
  location geometry(Point,4326) not null
  received_at timestamp with time zone not null
  rider_id uuid not null
  street_id uuid not null
  constraint rider_position_accuracy_m_check CHECK ((accuracy_m >= (0)::double precision))
  constraint rider_position_check CHECK (((grid_id IS NULL) = (grid_since IS NULL)))
  constraint rider_position_pkey PRIMARY KEY (street_id, rider_id)
  constraint rider_position_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_position_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint rider_position_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE INDEX rider_position_near ON public.rider_position USING gist (street_id, ((location)::geography))
  CREATE UNIQUE INDEX rider_position_pkey ON public.rider_position USING btree (street_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  CREATE TRIGGER end_presence AFTER DELETE ON public.rider_position FOR EACH ROW EXECUTE FUNCTION end_presence()
  CREATE TRIGGER moved_on_duty AFTER UPDATE ON public.rider_position REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_position_off_duty()
  CREATE TRIGGER position_on_duty AFTER INSERT ON public.rider_position REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_position_off_duty()
  row level security forced

rider_presence
  grid_id uuid not null
  id uuid not null default gen_random_uuid()
  rider_id uuid not null
  since timestamp with time zone not null
  street_id uuid not null
  until timestamp with time zone
  constraint one_presence EXCLUDE USING gist (street_id WITH =, rider_id WITH =, tstzrange(since, until) WITH &&) DEFERRABLE INITIALLY DEFERRED
  constraint rider_presence_check CHECK ((until >= since))
  constraint rider_presence_pkey PRIMARY KEY (street_id, id)
  constraint rider_presence_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_presence_street_id_grid_id_fkey FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
  constraint rider_presence_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE INDEX one_presence ON public.rider_presence USING gist (street_id, rider_id, tstzrange(since, until))
  CREATE INDEX rider_presence_age ON public.rider_presence USING btree (street_id, until)
  CREATE INDEX rider_presence_grid ON public.rider_presence USING btree (street_id, grid_id, since)
  CREATE INDEX rider_presence_open ON public.rider_presence USING btree (street_id, rider_id) WHERE (until IS NULL)
  CREATE UNIQUE INDEX rider_presence_pkey ON public.rider_presence USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  row level security forced

rider_tally
  at timestamp with time zone not null
  available_minutes double precision not null default 0
  credited_minutes double precision not null default 0
  offered double precision not null default 0
  rider_id uuid not null
  street_id uuid not null
  today integer not null default 0
  today_on date not null
  unanswered double precision not null default 0
  constraint rider_tally_available_minutes_check CHECK ((available_minutes >= (0)::double precision))
  constraint rider_tally_credited_minutes_check CHECK ((credited_minutes >= (0)::double precision))
  constraint rider_tally_offered_check CHECK ((offered >= (0)::double precision))
  constraint rider_tally_pkey PRIMARY KEY (street_id, rider_id)
  constraint rider_tally_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_tally_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  constraint rider_tally_today_check CHECK ((today >= 0))
  constraint rider_tally_unanswered_check CHECK ((unanswered >= (0)::double precision))
  CREATE UNIQUE INDEX rider_tally_pkey ON public.rider_tally USING btree (street_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

rider_way
  planned_at timestamp with time zone not null
  rider_id uuid not null
  stops text[] not null
  street_id uuid not null
  constraint rider_way_pkey PRIMARY KEY (street_id, rider_id)
  constraint rider_way_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint rider_way_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  CREATE UNIQUE INDEX rider_way_pkey ON public.rider_way USING btree (street_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

road_network
  edges jsonb not null
  imported_at timestamp with time zone not null
  nodes jsonb not null
  street_id uuid not null
  version integer not null
  constraint road_network_edges_check CHECK ((jsonb_typeof(edges) = 'array'::text))
  constraint road_network_nodes_check CHECK ((jsonb_typeof(nodes) = 'array'::text))
  constraint road_network_pkey PRIMARY KEY (street_id, version)
  constraint road_network_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint road_network_version_check CHECK ((version > 0))
  CREATE UNIQUE INDEX road_network_pkey ON public.road_network USING btree (street_id, version)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.road_network FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

round_proposal
  id uuid not null default gen_random_uuid()
  proposed_at timestamp with time zone not null
  proposed_by uuid not null
  routes jsonb not null
  seed integer not null
  street_id uuid not null
  unplanned jsonb not null
  versions jsonb not null
  constraint round_proposal_id_key UNIQUE (id)
  constraint round_proposal_pkey PRIMARY KEY (street_id, id)
  constraint round_proposal_routes_check CHECK ((jsonb_typeof(routes) = 'array'::text))
  constraint round_proposal_seed_check CHECK ((seed >= 0))
  constraint round_proposal_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint round_proposal_street_id_proposed_by_fkey FOREIGN KEY (street_id, proposed_by) REFERENCES account(street_id, id)
  constraint round_proposal_unplanned_check CHECK ((jsonb_typeof(unplanned) = 'array'::text))
  constraint round_proposal_versions_check CHECK ((jsonb_typeof(versions) = 'object'::text))
  CREATE INDEX round_proposal_by ON public.round_proposal USING btree (street_id, proposed_by)
  CREATE UNIQUE INDEX round_proposal_id_key ON public.round_proposal USING btree (id)
  CREATE UNIQUE INDEX round_proposal_pkey ON public.round_proposal USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  CREATE TRIGGER sealed BEFORE DELETE OR UPDATE ON public.round_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change()
  row level security forced

service_hour
  accepted_at timestamp with time zone not null
  approved_seconds integer
  assignment_id uuid not null
  community_id uuid not null
  done_at timestamp with time zone not null
  flags text[] not null default '{}'::text[]
  id uuid not null default gen_random_uuid()
  kind_code text not null
  policy_version integer not null
  request_id uuid not null
  rider_account_id uuid not null
  rider_id uuid not null
  seconds integer not null
  served_from timestamp with time zone not null
  served_until timestamp with time zone not null
  state text not null default 'MEASURED'::text
  street_id uuid not null
  verified_by uuid
  constraint hours_once UNIQUE (street_id, assignment_id)
  constraint hours_verified_by_another CHECK ((verified_by <> rider_account_id))
  constraint service_hour_approved_seconds_check CHECK ((approved_seconds >= 0))
  constraint service_hour_check CHECK ((done_at >= accepted_at))
  constraint service_hour_check1 CHECK ((served_until > served_from))
  constraint service_hour_check2 CHECK (((approved_seconds IS NOT NULL) = (state = 'APPROVED'::text)))
  constraint service_hour_flags_check CHECK ((flags <@ ARRAY['CAPPED'::text, 'OVERLAP'::text, 'INSTANT'::text, 'LONG_DAY'::text]))
  constraint service_hour_id_key UNIQUE (id)
  constraint service_hour_pkey PRIMARY KEY (street_id, id)
  constraint service_hour_seconds_check CHECK ((seconds >= 0))
  constraint service_hour_state_check CHECK ((state = ANY (ARRAY['MEASURED'::text, 'DISPUTED'::text, 'APPROVED'::text, 'REJECTED'::text, 'VOID'::text])))
  constraint service_hour_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint service_hour_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint service_hour_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint service_hour_street_id_kind_code_fkey FOREIGN KEY (street_id, kind_code) REFERENCES request_kind(street_id, code)
  constraint service_hour_street_id_policy_version_fkey FOREIGN KEY (street_id, policy_version) REFERENCES hours_policy(street_id, version)
  constraint service_hour_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint service_hour_street_id_rider_account_id_fkey FOREIGN KEY (street_id, rider_account_id) REFERENCES account(street_id, id)
  constraint service_hour_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint service_hour_street_id_verified_by_fkey FOREIGN KEY (street_id, verified_by) REFERENCES account(street_id, id)
  CREATE INDEX service_hour_community ON public.service_hour USING btree (street_id, community_id, done_at DESC)
  CREATE INDEX service_hour_request ON public.service_hour USING btree (street_id, request_id)
  CREATE INDEX service_hour_rider ON public.service_hour USING btree (street_id, rider_id, done_at DESC)
  CREATE INDEX service_hour_waiting ON public.service_hour USING btree (street_id, done_at) WHERE (state = 'MEASURED'::text)
  CREATE UNIQUE INDEX hours_once ON public.service_hour USING btree (street_id, assignment_id)
  CREATE UNIQUE INDEX service_hour_id_key ON public.service_hour USING btree (id)
  CREATE UNIQUE INDEX service_hour_pkey ON public.service_hour USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = 'COMMUNITY_STAFF'::text) AND (community_id = ANY (( SELECT acting_communities() AS acting_communities)::uuid[]))) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

service_plan
  closed_at timestamp with time zone
  due_minute smallint not null
  ends_on date
  id uuid not null default gen_random_uuid()
  kind_code text not null
  lead_minutes integer not null
  load integer
  name text not null
  note_sealed bytea
  on_holiday text not null
  opened_at timestamp with time zone not null
  opened_by uuid not null
  pickup geometry(Point,4326)
  pickup_name text
  pickup_station_id uuid
  ready_minute smallint not null
  rule text not null
  settled_through date not null
  starts_on date not null
  street_id uuid not null
  version integer not null default 1
  constraint service_plan_check CHECK ((ends_on >= starts_on))
  constraint service_plan_check1 CHECK ((closed_at >= opened_at))
  constraint service_plan_check2 CHECK ((due_minute > ready_minute))
  constraint service_plan_check3 CHECK (((pickup_station_id IS NULL) OR (pickup IS NULL)))
  constraint service_plan_check4 CHECK (((pickup IS NULL) = (pickup_name IS NULL)))
  constraint service_plan_due_minute_check CHECK (((due_minute >= 1) AND (due_minute <= 1440)))
  constraint service_plan_id_key UNIQUE (id)
  constraint service_plan_lead_minutes_check CHECK (((lead_minutes >= 0) AND (lead_minutes <= 2880)))
  constraint service_plan_load_check CHECK (((load >= 0) AND (load <= 20)))
  constraint service_plan_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint service_plan_on_holiday_check CHECK ((on_holiday = ANY (ARRAY['SERVE'::text, 'SKIP'::text, 'BEFORE'::text, 'AFTER'::text])))
  constraint service_plan_pkey PRIMARY KEY (street_id, id)
  constraint service_plan_ready_minute_check CHECK (((ready_minute >= 0) AND (ready_minute <= 1439)))
  constraint service_plan_rule_check CHECK (((length(rule) >= 10) AND (length(rule) <= 200)))
  constraint service_plan_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint service_plan_street_id_kind_code_fkey FOREIGN KEY (street_id, kind_code) REFERENCES request_kind(street_id, code)
  constraint service_plan_street_id_opened_by_fkey FOREIGN KEY (street_id, opened_by) REFERENCES account(street_id, id)
  constraint service_plan_street_id_pickup_station_id_fkey FOREIGN KEY (street_id, pickup_station_id) REFERENCES station(street_id, id)
  CREATE INDEX service_plan_kind ON public.service_plan USING btree (street_id, kind_code)
  CREATE INDEX service_plan_live ON public.service_plan USING btree (street_id, id) WHERE (closed_at IS NULL)
  CREATE INDEX service_plan_opener ON public.service_plan USING btree (street_id, opened_by)
  CREATE INDEX service_plan_station ON public.service_plan USING btree (street_id, pickup_station_id) WHERE (pickup_station_id IS NOT NULL)
  CREATE UNIQUE INDEX service_plan_id_key ON public.service_plan USING btree (id)
  CREATE UNIQUE INDEX service_plan_pkey ON public.service_plan USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['COMMUNITY_STAFF'::text, 'RESIDENT'::text, 'FAMILY'::text])) AND (EXISTS ( SELECT
   FROM plan_member m
  WHERE ((m.street_id = service_plan.street_id) AND (m.plan_id = service_plan.id))))))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])))
  row level security forced

service_request
  attempts smallint not null default 0
  backstop_at timestamp with time zone not null
  channel text not null
  close_reason text
  closed_at timestamp with time zone
  code text not null
  community_id uuid not null
  delivery_code_sealed bytea
  dropoff geometry(Point,4326) not null
  due_at timestamp with time zone not null
  fulfilled_at timestamp with time zone
  fulfilled_by_id uuid
  fulfilled_note_sealed bytea
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
  proof text[] not null default '{}'::text[]
  proof_waived_sealed bytea
  ready_at timestamp with time zone not null
  resident_id uuid
  rider_id uuid
  state text not null default 'OPEN'::text
  street_id uuid not null
  version integer not null default 0
  waves integer not null default 0
  constraint request_closed CHECK (((closed_at IS NOT NULL) = (state = ANY (ARRAY['CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text]))))
  constraint request_code_known CHECK (((NOT ('CODE'::text = ANY (proof))) OR (delivery_code_sealed IS NOT NULL)))
  constraint request_rider CHECK (
CASE
    WHEN (state = ANY (ARRAY['ASSIGNED'::text, 'IN_PROGRESS'::text])) THEN ((rider_id IS NOT NULL) AND (fulfilled_by_id IS NULL))
    WHEN (state = ANY (ARRAY['FULFILLED'::text, 'CONFIRMED'::text])) THEN ((rider_id IS NULL) <> (fulfilled_by_id IS NULL))
    ELSE ((rider_id IS NULL) AND (fulfilled_by_id IS NULL))
END)
  constraint service_request_attempts_check CHECK ((attempts >= 0))
  constraint service_request_channel_check CHECK ((channel = ANY (ARRAY['RESIDENT'::text, 'FAMILY'::text, 'STAFF'::text, 'PLAN'::text, 'BATCH'::text])))
  constraint service_request_check CHECK ((due_at > ready_at))
  constraint service_request_id_key UNIQUE (id)
  constraint service_request_load_check CHECK (((load >= 0) AND (load <= 20)))
  constraint service_request_pkey PRIMARY KEY (street_id, id)
  constraint service_request_proof_check CHECK ((proof <@ ARRAY['CODE'::text, 'PHOTO'::text, 'SIGNATURE'::text, 'SCAN'::text, 'PLACE'::text]))
  constraint service_request_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'MATCHING'::text, 'ASSIGNED'::text, 'IN_PROGRESS'::text, 'FULFILLED'::text, 'CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text, 'HANDED_TO_BACKSTOP'::text])))
  constraint service_request_street_id_code_key UNIQUE (street_id, code)
  constraint service_request_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint service_request_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint service_request_street_id_fulfilled_by_id_fkey FOREIGN KEY (street_id, fulfilled_by_id) REFERENCES organization(street_id, id)
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
  CREATE INDEX service_request_fulfilled_by ON public.service_request USING btree (street_id, fulfilled_by_id) WHERE (fulfilled_by_id IS NOT NULL)
  CREATE INDEX service_request_live ON public.service_request USING btree (street_id, state, due_at) WHERE (state <> ALL (ARRAY['CONFIRMED'::text, 'CANCELLED'::text, 'UNSERVED'::text]))
  CREATE INDEX service_request_opened ON public.service_request USING btree (street_id, opened_at DESC, id)
  CREATE INDEX service_request_resident ON public.service_request USING btree (street_id, resident_id)
  CREATE INDEX service_request_rider ON public.service_request USING btree (street_id, rider_id) WHERE (rider_id IS NOT NULL)
  CREATE UNIQUE INDEX service_request_id_key ON public.service_request USING btree (id)
  CREATE UNIQUE INDEX service_request_pkey ON public.service_request USING btree (street_id, id)
  CREATE UNIQUE INDEX service_request_street_id_code_key ON public.service_request USING btree (street_id, code)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using (street_id = ( SELECT acting_street() AS acting_street)) check (street_id = ( SELECT acting_street() AS acting_street))
  policy partner_own to red_bridge_app using ((( SELECT acting_role() AS acting_role) <> 'PARTNER'::text) OR served_by_company(id)) check (( SELECT acting_role() AS acting_role) <> 'PARTNER'::text)
  CREATE TRIGGER account_for AFTER INSERT ON public.service_request FOR EACH ROW EXECUTE FUNCTION account_for_request()
  CREATE TRIGGER account_for_change AFTER UPDATE OF state, owner_id, closed_at ON public.service_request FOR EACH ROW WHEN (((old.owner_id <> new.owner_id) OR (old.closed_at IS DISTINCT FROM new.closed_at) OR ((new.state = 'HANDED_TO_BACKSTOP'::text) AND (old.state <> new.state)))) EXECUTE FUNCTION account_for_request()
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

shift
  answered_at timestamp with time zone
  began_told_at timestamp with time zone
  external_key text
  from_at timestamp with time zone not null
  grid_codes text[] not null default '{}'::text[]
  id uuid not null default gen_random_uuid()
  opened boolean not null default false
  organization_id uuid
  overrun_told_at timestamp with time zone
  planned_at timestamp with time zone not null
  reason text
  rider_id uuid
  stands_in_for_id uuid
  state text not null
  street_id uuid not null
  until_at timestamp with time zone not null
  version integer not null default 1
  constraint shift_check CHECK (((until_at > from_at) AND (until_at <= (from_at + '16:00:00'::interval))))
  constraint shift_check1 CHECK (((external_key IS NULL) OR (organization_id IS NOT NULL)))
  constraint shift_check2 CHECK ((((rider_id IS NULL) = (state = 'OPEN'::text)) OR (state = 'CANCELLED'::text)))
  constraint shift_check3 CHECK (((state <> 'OPEN'::text) OR opened))
  constraint shift_check4 CHECK (((state <> ALL (ARRAY['CONFIRMED'::text, 'DECLINED'::text])) OR (answered_at IS NOT NULL)))
  constraint shift_external_key_check CHECK (((length(external_key) >= 1) AND (length(external_key) <= 80)))
  constraint shift_id_key UNIQUE (id)
  constraint shift_overlap EXCLUDE USING gist (street_id WITH =, rider_id WITH =, tstzrange(from_at, until_at) WITH &&) WHERE ((state = ANY (ARRAY['PLANNED'::text, 'CONFIRMED'::text]))) DEFERRABLE
  constraint shift_pkey PRIMARY KEY (street_id, id)
  constraint shift_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint shift_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'PLANNED'::text, 'CONFIRMED'::text, 'DECLINED'::text, 'CANCELLED'::text])))
  constraint shift_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint shift_street_id_organization_id_fkey FOREIGN KEY (street_id, organization_id) REFERENCES organization(street_id, id)
  constraint shift_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint shift_street_id_stands_in_for_id_fkey FOREIGN KEY (street_id, stands_in_for_id) REFERENCES rider(street_id, id)
  CREATE INDEX shift_overlap ON public.shift USING gist (street_id, rider_id, tstzrange(from_at, until_at)) WHERE (state = ANY (ARRAY['PLANNED'::text, 'CONFIRMED'::text]))
  CREATE INDEX shift_rider ON public.shift USING btree (street_id, rider_id, from_at) WHERE (rider_id IS NOT NULL)
  CREATE INDEX shift_stands_in_for ON public.shift USING btree (street_id, stands_in_for_id) WHERE (stands_in_for_id IS NOT NULL)
  CREATE INDEX shift_time ON public.shift USING btree (street_id, from_at) WHERE (state = ANY (ARRAY['OPEN'::text, 'PLANNED'::text, 'CONFIRMED'::text]))
  CREATE UNIQUE INDEX shift_id_key ON public.shift USING btree (id)
  CREATE UNIQUE INDEX shift_pkey ON public.shift USING btree (street_id, id)
  CREATE UNIQUE INDEX shift_pushed ON public.shift USING btree (street_id, organization_id, external_key) WHERE (external_key IS NOT NULL)
  policy every_street to red_bridge_system using true check true
  policy look_for_swaps to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (state = ANY (ARRAY['PLANNED'::text, 'CONFIRMED'::text]))) check -
  policy of_own_rider to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND rides_for_acting_company(rider_id)) check -
  policy own_plan_with_stand_in to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND acts_for_company(organization_id)) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND acts_for_company(organization_id) AND rides_for_acting_company(stands_in_for_id))
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND opened) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND of_company(organization_id)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)) OR ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (state = 'OPEN'::text)) OR ((( SELECT acting_role() AS acting_role) = 'PARTNER'::text) AND ((rider_id IS NULL) OR rides_for_company(rider_id)) AND of_company(organization_id))))
  policy stand_in to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND (may_stand_in(id) OR swaps_with(rider_id))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND swaps_with(rider_id))
  row level security forced

shift_application
  applied_at timestamp with time zone not null
  nth bigint not null
  rider_id uuid not null
  shift_id uuid not null
  street_id uuid not null
  constraint shift_application_pkey PRIMARY KEY (street_id, shift_id, rider_id)
  constraint shift_application_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint shift_application_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint shift_application_street_id_shift_id_fkey FOREIGN KEY (street_id, shift_id) REFERENCES shift(street_id, id)
  CREATE INDEX shift_application_rider ON public.shift_application USING btree (street_id, rider_id)
  CREATE UNIQUE INDEX shift_application_pkey ON public.shift_application USING btree (street_id, shift_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider))))
  row level security forced

shift_swap
  asked_at timestamp with time zone not null
  ended_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  other_shift_id uuid not null
  reason text not null
  rider_id uuid not null
  shift_id uuid not null
  state text not null
  street_id uuid not null
  to_rider_id uuid not null
  constraint shift_swap_check CHECK ((ended_at >= asked_at))
  constraint shift_swap_check1 CHECK (((shift_id <> other_shift_id) AND (rider_id <> to_rider_id)))
  constraint shift_swap_check2 CHECK (((ended_at IS NULL) = (state = 'ASKED'::text)))
  constraint shift_swap_id_key UNIQUE (id)
  constraint shift_swap_pkey PRIMARY KEY (street_id, id)
  constraint shift_swap_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint shift_swap_state_check CHECK ((state = ANY (ARRAY['ASKED'::text, 'DONE'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'EXPIRED'::text])))
  constraint shift_swap_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint shift_swap_street_id_other_shift_id_fkey FOREIGN KEY (street_id, other_shift_id) REFERENCES shift(street_id, id)
  constraint shift_swap_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id)
  constraint shift_swap_street_id_shift_id_fkey FOREIGN KEY (street_id, shift_id) REFERENCES shift(street_id, id)
  constraint shift_swap_street_id_to_rider_id_fkey FOREIGN KEY (street_id, to_rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX swap_other_shift ON public.shift_swap USING btree (street_id, other_shift_id)
  CREATE INDEX swap_rider ON public.shift_swap USING btree (street_id, rider_id, asked_at DESC)
  CREATE INDEX swap_shift ON public.shift_swap USING btree (street_id, shift_id)
  CREATE INDEX swap_to_rider ON public.shift_swap USING btree (street_id, to_rider_id, asked_at DESC)
  CREATE UNIQUE INDEX one_open_swap ON public.shift_swap USING btree (street_id, shift_id, other_shift_id) WHERE (state = 'ASKED'::text)
  CREATE UNIQUE INDEX shift_swap_id_key ON public.shift_swap USING btree (id)
  CREATE UNIQUE INDEX shift_swap_pkey ON public.shift_swap USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_rider() AS acting_rider) = rider_id) OR (( SELECT acting_rider() AS acting_rider) = to_rider_id)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR ((( SELECT acting_rider() AS acting_rider) = rider_id) OR (( SELECT acting_rider() AS acting_rider) = to_rider_id))))
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
  CREATE TRIGGER begin_care AFTER INSERT ON public.street FOR EACH ROW EXECUTE FUNCTION begin_care_of_street()
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

toil
  day date not null
  day_ms double precision not null default 0
  days date[] not null default '{}'::date[]
  rider_id uuid not null
  since timestamp with time zone not null
  stopped_at timestamp with time zone
  street_id uuid not null
  constraint toil_day_ms_check CHECK ((day_ms >= (0)::double precision))
  constraint toil_pkey PRIMARY KEY (street_id, rider_id)
  constraint toil_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint toil_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE UNIQUE INDEX toil_pkey ON public.toil USING btree (street_id, rider_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'COMMUNITY_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider))))
  policy swapping to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'RIDER'::text) AND swaps_with(rider_id)) check -
  row level security forced

track_day
  day date not null
  first_at timestamp with time zone not null
  last_at timestamp with time zone not null
  metres double precision not null
  points integer not null
  rider_id uuid not null
  street_id uuid not null
  constraint track_day_check CHECK ((last_at >= first_at))
  constraint track_day_metres_check CHECK ((metres >= (0)::double precision))
  constraint track_day_pkey PRIMARY KEY (street_id, rider_id, day)
  constraint track_day_points_check CHECK ((points > 0))
  constraint track_day_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint track_day_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE UNIQUE INDEX track_day_pkey ON public.track_day USING btree (street_id, rider_id, day)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))
  row level security forced

track_point
  accuracy_m real not null
  battery_percent smallint
  bearing_deg real
  device_at timestamp with time zone not null
  location geometry(Point,4326) not null
  received_at timestamp with time zone not null
  rider_id uuid not null
  speed_mps real
  street_id uuid not null
  constraint track_point_accuracy_m_check CHECK ((accuracy_m >= (0)::double precision))
  constraint track_point_battery_percent_check CHECK (((battery_percent >= 0) AND (battery_percent <= 100)))
  constraint track_point_bearing_deg_check CHECK (((bearing_deg >= (0)::double precision) AND (bearing_deg < (360)::double precision)))
  constraint track_point_pkey PRIMARY KEY (street_id, rider_id, device_at)
  constraint track_point_speed_mps_check CHECK ((speed_mps >= (0)::double precision))
  constraint track_point_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint track_point_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE INDEX track_point_age ON public.track_point USING brin (device_at)
  CREATE UNIQUE INDEX track_point_pkey ON public.track_point USING btree (street_id, rider_id, device_at)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = ANY (ARRAY['STREET_STAFF'::text, 'SYSTEM'::text])) OR (rider_id = ( SELECT acting_rider() AS acting_rider)))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  CREATE TRIGGER sealed BEFORE UPDATE ON public.track_point FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER track_on_duty AFTER INSERT ON public.track_point REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_track_off_duty()
  row level security forced

tracker_token
  device text not null
  digest bytea not null
  expires_at timestamp with time zone not null
  id uuid not null default gen_random_uuid()
  issued_at timestamp with time zone not null
  last_used_at timestamp with time zone
  revoked_at timestamp with time zone
  rider_id uuid not null
  street_id uuid not null
  constraint tracker_token_check CHECK ((expires_at > issued_at))
  constraint tracker_token_device_check CHECK (((length(device) >= 1) AND (length(device) <= 40)))
  constraint tracker_token_digest_check CHECK ((length(digest) = 32))
  constraint tracker_token_digest_key UNIQUE (digest)
  constraint tracker_token_id_key UNIQUE (id)
  constraint tracker_token_pkey PRIMARY KEY (street_id, id)
  constraint tracker_token_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint tracker_token_street_id_rider_id_fkey FOREIGN KEY (street_id, rider_id) REFERENCES rider(street_id, id) ON DELETE CASCADE
  CREATE UNIQUE INDEX tracker_token_device ON public.tracker_token USING btree (street_id, rider_id, device) WHERE (revoked_at IS NULL)
  CREATE UNIQUE INDEX tracker_token_digest_key ON public.tracker_token USING btree (digest)
  CREATE UNIQUE INDEX tracker_token_id_key ON public.tracker_token USING btree (id)
  CREATE UNIQUE INDEX tracker_token_pkey ON public.tracker_token USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text))) check ((street_id = ( SELECT acting_street() AS acting_street)) AND ((rider_id = ( SELECT acting_rider() AS acting_rider)) OR (( SELECT acting_role() AS acting_role) = 'SYSTEM'::text)))
  row level security forced

transfer
  asked_at timestamp with time zone not null
  assignment_id uuid not null
  ended_at timestamp with time zone
  expires_at timestamp with time zone not null
  from_rider_id uuid not null
  given_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  reason text not null
  received_at timestamp with time zone
  request_id uuid not null
  state text not null default 'PENDING'::text
  street_id uuid not null
  taken_by_id uuid
  to_rider_id uuid
  constraint transfer_check CHECK ((expires_at > asked_at))
  constraint transfer_check1 CHECK (((from_rider_id <> to_rider_id) AND (from_rider_id <> taken_by_id)))
  constraint transfer_check2 CHECK (((taken_by_id IS NOT NULL) OR (state <> ALL (ARRAY['AGREED'::text, 'DONE'::text]))))
  constraint transfer_check3 CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['PENDING'::text, 'AGREED'::text]))))
  constraint transfer_id_key UNIQUE (id)
  constraint transfer_pkey PRIMARY KEY (street_id, id)
  constraint transfer_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
  constraint transfer_state_check CHECK ((state = ANY (ARRAY['PENDING'::text, 'AGREED'::text, 'DONE'::text, 'DECLINED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text])))
  constraint transfer_street_id_assignment_id_fkey FOREIGN KEY (street_id, assignment_id) REFERENCES assignment(street_id, id)
  constraint transfer_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint transfer_street_id_from_rider_id_fkey FOREIGN KEY (street_id, from_rider_id) REFERENCES rider(street_id, id)
  constraint transfer_street_id_request_id_fkey FOREIGN KEY (street_id, request_id) REFERENCES service_request(street_id, id)
  constraint transfer_street_id_taken_by_id_fkey FOREIGN KEY (street_id, taken_by_id) REFERENCES rider(street_id, id)
  constraint transfer_street_id_to_rider_id_fkey FOREIGN KEY (street_id, to_rider_id) REFERENCES rider(street_id, id)
  CREATE INDEX transfer_expiry ON public.transfer USING btree (expires_at) WHERE (state = ANY (ARRAY['PENDING'::text, 'AGREED'::text]))
  CREATE INDEX transfer_from ON public.transfer USING btree (street_id, from_rider_id)
  CREATE INDEX transfer_request ON public.transfer USING btree (street_id, request_id, asked_at)
  CREATE INDEX transfer_taken ON public.transfer USING btree (street_id, taken_by_id) WHERE (taken_by_id IS NOT NULL)
  CREATE INDEX transfer_to ON public.transfer USING btree (street_id, to_rider_id) WHERE (to_rider_id IS NOT NULL)
  CREATE UNIQUE INDEX one_open_transfer ON public.transfer USING btree (street_id, assignment_id) WHERE (state = ANY (ARRAY['PENDING'::text, 'AGREED'::text]))
  CREATE UNIQUE INDEX transfer_id_key ON public.transfer USING btree (id)
  CREATE UNIQUE INDEX transfer_pkey ON public.transfer USING btree (street_id, id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND ((( SELECT acting_role() AS acting_role) = 'RIDER'::text) OR sees_request(request_id))) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced

visit_plan
  community_id uuid not null
  paused_until timestamp with time zone
  resident_id uuid not null
  risk_class text not null
  set_at timestamp with time zone not null
  set_by uuid not null
  since timestamp with time zone not null
  street_id uuid not null
  constraint visit_plan_pkey PRIMARY KEY (street_id, resident_id)
  constraint visit_plan_resident_id_key UNIQUE (resident_id)
  constraint visit_plan_risk_class_check CHECK ((risk_class = ANY (ARRAY['HIGH'::text, 'MEDIUM'::text, 'LOW'::text])))
  constraint visit_plan_street_id_community_id_fkey FOREIGN KEY (street_id, community_id) REFERENCES community(street_id, id)
  constraint visit_plan_street_id_fkey FOREIGN KEY (street_id) REFERENCES street(id)
  constraint visit_plan_street_id_resident_id_fkey FOREIGN KEY (street_id, resident_id) REFERENCES resident(street_id, id)
  constraint visit_plan_street_id_set_by_fkey FOREIGN KEY (street_id, set_by) REFERENCES account(street_id, id)
  CREATE INDEX visit_plan_community ON public.visit_plan USING btree (street_id, community_id)
  CREATE INDEX visit_plan_set_by ON public.visit_plan USING btree (street_id, set_by)
  CREATE UNIQUE INDEX visit_plan_pkey ON public.visit_plan USING btree (street_id, resident_id)
  CREATE UNIQUE INDEX visit_plan_resident_id_key ON public.visit_plan USING btree (resident_id)
  policy every_street to red_bridge_system using true check true
  policy own_street to red_bridge_app using ((street_id = ( SELECT acting_street() AS acting_street)) AND cares_for(resident_id, community_id)) check (street_id = ( SELECT acting_street() AS acting_street))
  row level security forced
