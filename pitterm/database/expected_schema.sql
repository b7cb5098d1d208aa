-- Name: pit; Type: SCHEMA; Schema: -;
CREATE SCHEMA pit;
ALTER SCHEMA pit OWNER TO pit_owner;

-- Name: SCHEMA pit; Type: COMMENT; Schema: -;
COMMENT ON SCHEMA pit IS 'The pit: tables that staff may read, and the RPCs that are the only way to write.';

-- Name: pit_private; Type: SCHEMA; Schema: -;
CREATE SCHEMA pit_private;
ALTER SCHEMA pit_private OWNER TO pit_owner;

-- Name: SCHEMA pit_private; Type: COMMENT; Schema: -;
COMMENT ON SCHEMA pit_private IS 'Identity and internals; nobody but the owners may look inside.';

-- Name: is_printable(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.is_printable(p_text text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_text !~ (
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e'
    '\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]'
  )
$$;
ALTER FUNCTION pit_private.is_printable(p_text text) OWNER TO pit_owner;

-- Name: label; Type: DOMAIN; Schema: pit;
CREATE DOMAIN pit.label AS text
	CONSTRAINT label_is_printable CHECK (pit_private.is_printable(VALUE))
	CONSTRAINT label_is_short CHECK (((length(VALUE) >= 1) AND (length(VALUE) <= 64)));
ALTER DOMAIN pit.label OWNER TO pit_owner;

-- Name: note; Type: DOMAIN; Schema: pit;
CREATE DOMAIN pit.note AS text
	CONSTRAINT note_is_bounded CHECK (((length(VALUE) >= 1) AND (length(VALUE) <= 1000)))
	CONSTRAINT note_is_printable CHECK (pit_private.is_printable(VALUE));
ALTER DOMAIN pit.note OWNER TO pit_owner;

-- Name: table_metrics; Type: TYPE; Schema: pit;
CREATE TYPE pit.table_metrics AS (
	table_id uuid,
	table_label text,
	pit_id uuid,
	window_start timestamp with time zone,
	window_end timestamp with time zone,
	opening_snapshot_id uuid,
	opening_snapshot_at timestamp with time zone,
	opening_bankroll_total_cents bigint,
	closing_snapshot_id uuid,
	closing_snapshot_at timestamp with time zone,
	closing_bankroll_total_cents bigint,
	fills_total_cents bigint,
	credits_total_cents bigint,
	drop_custody_present boolean,
	estimated_drop_rated_cents bigint,
	estimated_drop_grind_cents bigint,
	estimated_drop_buyins_cents bigint,
	telemetry_quality text,
	telemetry_notes text,
	win_loss_inventory_cents bigint,
	win_loss_estimated_cents bigint,
	metric_grade text,
	missing_opening_snapshot boolean,
	missing_closing_snapshot boolean,
	opening_source text,
	coverage_type text,
	win_from timestamp with time zone,
	win_to timestamp with time zone,
	since_count_buyins_cents bigint,
	since_count_fills_cents bigint,
	since_count_credits_cents bigint,
	discrepancy_cents bigint,
	outside_session_cents bigint,
	counted_drop_cents bigint,
	counted_win_cents bigint,
	counted_from timestamp with time zone,
	counted_to timestamp with time zone,
	hold_percent numeric,
	sessions integer,
	id uuid
);
ALTER TYPE pit.table_metrics OWNER TO pit_owner;

-- Name: actor; Type: TYPE; Schema: pit_private;
CREATE TYPE pit_private.actor AS (
	casino_id uuid,
	staff_id uuid,
	staff_role text,
	staff_name text,
	shows_money boolean
);
ALTER TYPE pit_private.actor OWNER TO pit_owner;

-- Name: metric_sums; Type: TYPE; Schema: pit_private;
CREATE TYPE pit_private.metric_sums AS (
	tables integer,
	tables_with_opening integer,
	tables_with_closing integer,
	tables_with_telemetry integer,
	tables_with_good_coverage integer,
	tables_with_estimate integer,
	tables_counted integer,
	fills_total_cents bigint,
	credits_total_cents bigint,
	estimated_drop_rated_total_cents bigint,
	estimated_drop_grind_total_cents bigint,
	estimated_drop_buyins_total_cents bigint,
	win_loss_inventory_total_cents bigint,
	win_loss_estimated_total_cents bigint,
	since_count_buyins_total_cents bigint,
	since_count_fills_total_cents bigint,
	since_count_credits_total_cents bigint,
	discrepancy_total_cents bigint,
	outside_session_total_cents bigint,
	counted_drop_total_cents bigint,
	counted_win_total_cents bigint,
	hold_percent numeric,
	metric_grade text
);
ALTER TYPE pit_private.metric_sums OWNER TO pit_owner;

-- Name: paper; Type: TYPE; Schema: pit_private;
CREATE TYPE pit_private.paper AS (
	occurred_at timestamp with time zone,
	reason text,
	paper_number text
);
ALTER TYPE pit_private.paper OWNER TO pit_owner;

-- Name: alert_acknowledgement; Type: TABLE; Schema: pit;
CREATE TABLE pit.alert_acknowledgement (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    alert_key text NOT NULL,
    gaming_table_id uuid NOT NULL,
    acknowledged_at timestamp with time zone NOT NULL,
    acknowledged_by_staff_id uuid NOT NULL,
    note pit.note,
    CONSTRAINT alert_acknowledgement_alert_key_check CHECK (((length(alert_key) >= 1) AND (length(alert_key) <= 200)))
);
ALTER TABLE ONLY pit.alert_acknowledgement ALTER COLUMN alert_key SET STATISTICS 0;
ALTER TABLE ONLY pit.alert_acknowledgement ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.alert_acknowledgement FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.alert_acknowledgement OWNER TO pit_owner;

-- Name: TABLE alert_acknowledgement; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.alert_acknowledgement IS 'Who saw an alert, and when; append-only. The alert stays until its cause ends.';

-- Name: rpc_acknowledge_alert(text, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_acknowledge_alert(p_alert_key text, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.alert_acknowledgement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_table_id uuid;
  v_acknowledgement pit.alert_acknowledgement;
begin
  perform pit_private.demand_role(
    v_actor, 'floor_supervisor', 'pit_boss', 'shift_manager', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_alert_key is not null, 'alert');
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_acknowledge_alert',
    jsonb_build_object('p_alert_key', p_alert_key, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.alert_acknowledgement, v_replay);
  end if;
  select t.id into v_table_id from pit.gaming_table t
  where t.casino_id = v_actor.casino_id and t.id::text = split_part(p_alert_key, ':', 2);
  if found then
    perform pit_private.lock_table(v_actor.casino_id, v_table_id);
  end if;
  if not exists (
    select from pit_private.table_alerts(
      v_actor.casino_id, array[v_table_id], clock_timestamp()
    ) a
    where a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_not_found', 'That alert is over; its cause has ended.');
  end if;
  if exists (
    select from pit.alert_acknowledgement a
    where a.casino_id = v_actor.casino_id and a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_already_used', 'That alert was already acknowledged.');
  end if;
  insert into pit.alert_acknowledgement (
    casino_id, alert_key, gaming_table_id, acknowledged_at, acknowledged_by_staff_id, note
  ) values (
    v_actor.casino_id, p_alert_key, v_table_id, clock_timestamp(), v_actor.staff_id, v_note
  ) returning * into v_acknowledgement;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_acknowledgement));
  return v_acknowledgement;
end
$$;
ALTER FUNCTION pit.rpc_acknowledge_alert(p_alert_key text, p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: table_session; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_session (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    gaming_day date NOT NULL,
    shift_id uuid,
    status text NOT NULL,
    opening_count_required boolean NOT NULL,
    close_reason text,
    opened_at timestamp with time zone NOT NULL,
    opened_by_staff_id uuid NOT NULL,
    rundown_started_at timestamp with time zone,
    rundown_started_by_staff_id uuid,
    closed_at timestamp with time zone,
    closed_by_staff_id uuid,
    expected_inventory_snapshot_id uuid,
    opening_inventory_snapshot_id uuid,
    closing_inventory_snapshot_id uuid,
    drop_event_id uuid,
    notes pit.note,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT closed_has_its_time CHECK ((((status = 'CLOSED'::text) = (closed_at IS NOT NULL)) AND ((closed_at IS NULL) = (closed_by_staff_id IS NULL)) AND ((closed_at IS NULL) = (close_reason IS NULL)))),
    CONSTRAINT closes_with_an_artifact CHECK (((close_reason IS NULL) OR ((close_reason = 'counted'::text) AND (closing_inventory_snapshot_id IS NOT NULL)) OR ((close_reason = 'drop_only'::text) AND (drop_event_id IS NOT NULL)) OR ((close_reason = 'cancelled'::text) AND (closing_inventory_snapshot_id IS NULL) AND (drop_event_id IS NULL)))),
    CONSTRAINT open_waits_for_its_count CHECK (((status <> ALL (ARRAY['OPEN'::text, 'ACTIVE'::text])) OR ((status = 'OPEN'::text) = (opening_count_required AND (opening_inventory_snapshot_id IS NULL))))),
    CONSTRAINT rundown_has_its_time CHECK ((((status <> 'RUNDOWN'::text) OR (rundown_started_at IS NOT NULL)) AND ((status <> ALL (ARRAY['OPEN'::text, 'ACTIVE'::text])) OR (rundown_started_at IS NULL)) AND ((rundown_started_at IS NULL) = (rundown_started_by_staff_id IS NULL)))),
    CONSTRAINT table_session_close_reason_check CHECK ((close_reason = ANY (ARRAY['counted'::text, 'drop_only'::text, 'cancelled'::text]))),
    CONSTRAINT table_session_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'ACTIVE'::text, 'RUNDOWN'::text, 'CLOSED'::text]))),
    CONSTRAINT times_in_order CHECK (((rundown_started_at >= opened_at) AND (closed_at >= opened_at) AND (closed_at >= rundown_started_at)))
);
ALTER TABLE ONLY pit.table_session ALTER COLUMN close_reason SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session ALTER COLUMN notes SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session ALTER COLUMN metadata SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session ALTER COLUMN version SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_session OWNER TO pit_owner;

-- Name: TABLE table_session; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_session IS 'A table''s play from its opening to its close.';

-- Name: COLUMN table_session.expected_inventory_snapshot_id; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_session.expected_inventory_snapshot_id IS 'The previous closer this session''s opener is held against.';

-- Name: COLUMN table_session.version; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_session.version IS 'Counts the changes of this row; callers may name the one they saw.';

-- Name: rpc_activate_table_session(uuid, uuid, text, text, integer, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_activate_table_session(p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_note text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_opener pit.table_inventory_snapshot;
  v_expected_cents bigint;
  v_signer text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_activate_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id,
      'p_opening_inventory_snapshot_id', p_opening_inventory_snapshot_id, 'p_note', v_note
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'OPEN' then
    perform pit_private.refuse_transition(v_session, 'only an OPEN session is activated');
  end if;
  if p_opening_inventory_snapshot_id is null then
    perform pit_private.fail('missing_opening_count', 'Count the tray before play begins.');
  end if;
  select * into v_opener from pit_private.standing_count c
  where c.casino_id = v_actor.casino_id and c.gaming_table_id = v_session.gaming_table_id
    and c.id = p_opening_inventory_snapshot_id and c.snapshot_type = 'open';
  if not found then
    perform pit_private.fail('artifact_not_found', 'That is not an opening count of this table.');
  end if;
  if exists (
    select from pit.table_session s
    where s.casino_id = v_actor.casino_id and s.opening_inventory_snapshot_id = v_opener.id
  ) then
    perform pit_private.fail('artifact_already_used', 'That count already opened a session.');
  end if;
  if v_opener.counted_at
    <= pit_private.last_close_at(v_actor.casino_id, v_session.gaming_table_id) then
    perform pit_private.fail('artifact_not_found', 'That count was made before the table last closed.');
  end if;
  v_signer := pit_private.signature_due(v_actor.casino_id, v_opener.id);
  if v_signer is not null then
    perform pit_private.fail(
      'missing_opening_count', format('%s has to sign the opening count first.', v_signer)
    );
  end if;
  select c.total_cents into v_expected_cents from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = v_session.expected_inventory_snapshot_id;
  if v_opener.total_cents <> v_expected_cents and coalesce(v_note, v_opener.note) is null then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;
  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = 'ACTIVE', opening_inventory_snapshot_id = v_opener.id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'activate',
    pit_private.record_transition(
      v_session, 'activate', 'OPEN', v_actor.staff_id, v_now, coalesce(v_note, v_opener.note)
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_activate_table_session(p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: rpc_cancel_table_session(uuid, text, text, integer, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_cancel_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_reason text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_reason := pit_private.checked_reason(p_reason);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_cancel_table_session',
    jsonb_build_object('p_table_session_id', p_table_session_id, 'p_reason', v_reason)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or empty ACTIVE session is cancelled');
  end if;
  if not exists (
    select from pit_private.empty_sessions(v_actor.casino_id, array[v_session.id])
  ) then
    perform pit_private.fail('session_not_empty', 'Something was recorded in this session; close it instead.');
  end if;
  v_now := pit_private.moment_to_end(v_session, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'CLOSED', close_reason = 'cancelled',
    closed_at = greatest(v_now, s.opened_at),
    closed_by_staff_id = v_actor.staff_id, notes = v_reason
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'cancel',
    pit_private.record_transition(
      v_session, 'cancel', v_from, v_actor.staff_id, v_session.closed_at, v_reason
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_cancel_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: chipset_total_cents(jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.chipset_total_cents(p_chipset jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(sum(key::bigint * value::bigint), 0)::bigint from jsonb_each_text(p_chipset)
$$;
ALTER FUNCTION pit_private.chipset_total_cents(p_chipset jsonb) OWNER TO pit_owner;

-- Name: fill_credit_slip; Type: TABLE; Schema: pit;
CREATE TABLE pit.fill_credit_slip (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    table_session_id uuid NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    slip_year integer,
    slip_number integer,
    paper_number pit.label,
    slip_label text GENERATED ALWAYS AS (
CASE
    WHEN (paper_number IS NOT NULL) THEN ((('paper '::text || kind) || ' '::text) || (paper_number)::text)
    ELSE ((((upper(kind) || '-'::text) || slip_year) || '-'::text) || lpad((slip_number)::text, GREATEST(6, length((slip_number)::text)), '0'::text))
END) STORED,
    chipset jsonb NOT NULL,
    amount_cents bigint GENERATED ALWAYS AS (pit_private.chipset_total_cents(chipset)) STORED NOT NULL,
    note pit.note,
    gaming_day date NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    requested_by_staff_id uuid NOT NULL,
    issued_at timestamp with time zone,
    issued_by_staff_id uuid,
    runner_staff_id uuid,
    carried_at timestamp with time zone,
    verified_at timestamp with time zone,
    verified_by_staff_id uuid,
    deposited_at timestamp with time zone,
    deposited_by_staff_id uuid,
    drop_box_id pit.label,
    voided_at timestamp with time zone,
    voided_by_staff_id uuid,
    void_witnessed_by_staff_id uuid,
    void_reason pit.note,
    withdrawn_at timestamp with time zone,
    withdrawn_by_staff_id uuid,
    effective_at timestamp with time zone GENERATED ALWAYS AS (
CASE
    WHEN (status = ANY (ARRAY['VOID'::text, 'WITHDRAWN'::text])) THEN NULL::timestamp with time zone
    WHEN (kind = 'fill'::text) THEN verified_at
    ELSE requested_at
END) STORED,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT each_step_has_its_person CHECK (((num_nulls(issued_at, issued_by_staff_id) = ANY (ARRAY[0, 2])) AND (num_nulls(slip_year, slip_number) = ANY (ARRAY[0, 2])) AND (num_nonnulls(slip_number, paper_number) = num_nonnulls(issued_at)) AND (num_nulls(verified_at, verified_by_staff_id) = ANY (ARRAY[0, 2])) AND (num_nulls(deposited_at, deposited_by_staff_id, drop_box_id) = ANY (ARRAY[0, 3])) AND (num_nulls(voided_at, voided_by_staff_id, void_witnessed_by_staff_id, void_reason) = ANY (ARRAY[0, 4])) AND (num_nulls(withdrawn_at, withdrawn_by_staff_id) = ANY (ARRAY[0, 2])) AND ((carried_at IS NULL) OR (runner_staff_id IS NOT NULL)))),
    CONSTRAINT fill_credit_slip_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= 1000000000))),
    CONSTRAINT fill_credit_slip_kind_check CHECK ((kind = ANY (ARRAY['fill'::text, 'credit'::text]))),
    CONSTRAINT fill_credit_slip_slip_number_check CHECK ((slip_number > 0)),
    CONSTRAINT fill_credit_slip_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'ISSUED'::text, 'VERIFIED_AT_TABLE'::text, 'DEPOSITED_IN_DROPBOX'::text, 'VOID'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT four_different_people CHECK (((issued_by_staff_id <> requested_by_staff_id) AND (runner_staff_id <> requested_by_staff_id) AND (runner_staff_id <> issued_by_staff_id) AND (verified_by_staff_id <> requested_by_staff_id) AND (verified_by_staff_id <> issued_by_staff_id) AND (verified_by_staff_id <> runner_staff_id))),
    CONSTRAINT paper_is_a_whole_slip CHECK (((paper_number IS NULL) OR (status = 'DEPOSITED_IN_DROPBOX'::text))),
    CONSTRAINT status_has_its_steps CHECK ((((status = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL)) AND ((status = 'VOID'::text) = (voided_at IS NOT NULL)) AND ((status = ANY (ARRAY['REQUESTED'::text, 'WITHDRAWN'::text])) = (issued_at IS NULL)) AND ((status = ANY (ARRAY['VERIFIED_AT_TABLE'::text, 'DEPOSITED_IN_DROPBOX'::text])) = ((verified_at IS NOT NULL) AND (runner_staff_id IS NOT NULL))) AND ((status = 'DEPOSITED_IN_DROPBOX'::text) = (deposited_at IS NOT NULL)))),
    CONSTRAINT voided_by_an_independent_pair CHECK (((void_witnessed_by_staff_id <> voided_by_staff_id) AND (void_witnessed_by_staff_id <> requested_by_staff_id) AND (void_witnessed_by_staff_id <> issued_by_staff_id) AND (void_witnessed_by_staff_id <> runner_staff_id)))
);
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN kind SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN slip_year SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN slip_number SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN paper_number SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN slip_label SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN chipset SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN drop_box_id SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN void_reason SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip ALTER COLUMN version SET STATISTICS 0;
ALTER TABLE ONLY pit.fill_credit_slip FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.fill_credit_slip OWNER TO pit_owner;

-- Name: TABLE fill_credit_slip; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.fill_credit_slip IS 'Chips brought from the cage (fill) or sent back (credit), through every state of the document.';

-- Name: COLUMN fill_credit_slip.paper_number; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.fill_credit_slip.paper_number IS 'The form''s own number where it came from paper: it drew none of the series.';

-- Name: COLUMN fill_credit_slip.carried_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.fill_credit_slip.carried_at IS 'When the runner signed for the chips; a runner without it was only named.';

-- Name: COLUMN fill_credit_slip.effective_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.fill_credit_slip.effective_at IS 'When the chips count: a fill from its verification, a credit from its counting out.';

-- Name: rpc_carry_table_credit(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'security');
  return pit_private.carry_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_carry_table_fill(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'security');
  return pit_private.carry_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_close_table_session(uuid, uuid, uuid, text, text, integer, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_close_table_session(p_table_session_id uuid, p_drop_event_id uuid DEFAULT NULL::uuid, p_closing_inventory_snapshot_id uuid DEFAULT NULL::uuid, p_notes text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_notes text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_notes := pit_private.checked_note(p_notes);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_close_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id, 'p_drop_event_id', p_drop_event_id,
      'p_closing_inventory_snapshot_id', p_closing_inventory_snapshot_id, 'p_notes', v_notes
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('ACTIVE', 'RUNDOWN') then
    perform pit_private.refuse_transition(v_session, 'only an ACTIVE or RUNDOWN session is closed');
  end if;
  v_now := pit_private.moment_to_end(v_session, v_paper);
  perform pit_private.settle_slips(v_actor, v_session, v_now);
  perform pit_private.check_closing_artifacts(
    v_session, p_drop_event_id, p_closing_inventory_snapshot_id
  );
  if v_paper.occurred_at is null then
    -- Read again: what was withdrawn just now came before the close.
    v_now := clock_timestamp();
  end if;
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'CLOSED',
    closed_at = greatest(v_now, s.opened_at, s.rundown_started_at),
    closed_by_staff_id = v_actor.staff_id,
    close_reason = case when p_closing_inventory_snapshot_id is null then 'drop_only' else 'counted' end,
    drop_event_id = p_drop_event_id,
    closing_inventory_snapshot_id = p_closing_inventory_snapshot_id, notes = v_notes
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'close',
    pit_private.record_transition(
      v_session, 'close', v_from, v_actor.staff_id, v_session.closed_at, v_notes
    ),
    v_paper, v_key
  );
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_session.gaming_table_id, v_session.closed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_close_table_session(p_table_session_id uuid, p_drop_event_id uuid, p_closing_inventory_snapshot_id uuid, p_notes text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: player_financial_transaction; Type: TABLE; Schema: pit;
CREATE TABLE pit.player_financial_transaction (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    rating_slip_id uuid,
    gaming_table_id uuid,
    direction text NOT NULL,
    transaction_kind text DEFAULT 'original'::text NOT NULL,
    corrects_id uuid,
    amount_cents bigint NOT NULL,
    tender_type text DEFAULT 'cash'::text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    note pit.note,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT a_correction_names_its_original CHECK (((transaction_kind = 'original'::text) = (corrects_id IS NULL))),
    CONSTRAINT a_slip_has_its_table CHECK (((rating_slip_id IS NULL) = (gaming_table_id IS NULL))),
    CONSTRAINT amount_has_its_sign CHECK (
CASE transaction_kind
    WHEN 'original'::text THEN ((amount_cents >= 1) AND (amount_cents <= 1000000000))
    WHEN 'reversal'::text THEN ((amount_cents >= '-1000000000'::integer) AND (amount_cents <= '-1'::integer))
    ELSE ((amount_cents >= '-1000000000'::integer) AND (amount_cents <= 1000000000) AND (amount_cents <> 0))
END),
    CONSTRAINT player_financial_transaction_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
    CONSTRAINT player_financial_transaction_tender_type_check CHECK ((tender_type = ANY (ARRAY['cash'::text, 'marker'::text, 'coupon'::text, 'chips'::text]))),
    CONSTRAINT player_financial_transaction_transaction_kind_check CHECK ((transaction_kind = ANY (ARRAY['original'::text, 'adjustment'::text, 'reversal'::text])))
);
ALTER TABLE ONLY pit.player_financial_transaction ALTER COLUMN direction SET STATISTICS 0;
ALTER TABLE ONLY pit.player_financial_transaction ALTER COLUMN transaction_kind SET STATISTICS 0;
ALTER TABLE ONLY pit.player_financial_transaction ALTER COLUMN amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.player_financial_transaction ALTER COLUMN tender_type SET STATISTICS 0;
ALTER TABLE ONLY pit.player_financial_transaction ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.player_financial_transaction FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.player_financial_transaction OWNER TO pit_owner;

-- Name: TABLE player_financial_transaction; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.player_financial_transaction IS 'Money a player brought or took, as finance records it; append-only. Buy-ins with a slip flow into the telemetry.';

-- Name: rpc_correct_player_transaction(uuid, text, bigint, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_correct_player_transaction(p_transaction_id uuid, p_kind text, p_amount_cents bigint DEFAULT NULL::bigint, p_reason text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.player_financial_transaction
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.player_financial_transaction;
  v_stands_cents bigint;
  v_correction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_transaction_id is not null, 'transaction');
  perform pit_private.check_correction(p_kind, p_amount_cents);
  v_reason := pit_private.checked_reason(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_correct_player_transaction',
    jsonb_build_object(
      'p_transaction_id', p_transaction_id, 'p_kind', p_kind, 'p_amount_cents', p_amount_cents,
      'p_reason', v_reason
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;
  perform pit_private.lock_table(v_actor.casino_id, t.gaming_table_id)
  from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
    and t.gaming_table_id is not null;
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such transaction in this casino.');
  end if;
  if v_original.transaction_kind <> 'original' then
    perform pit_private.fail('invalid_argument', 'A correction is not corrected; correct its original.');
  end if;
  if exists (
    select from pit.player_financial_transaction r
    where r.casino_id = v_actor.casino_id and r.corrects_id = v_original.id
      and r.transaction_kind = 'reversal'
  ) then
    perform pit_private.fail('already_reversed', 'The transaction was already reversed.');
  end if;
  v_stands_cents := pit_private.standing_transaction_cents(v_actor.casino_id, v_original.id);
  if p_kind = 'reversal' and v_stands_cents = 0 then
    perform pit_private.fail('invalid_amount', 'Nothing of the transaction stands any more.');
  end if;
  if v_stands_cents + p_amount_cents not between 0 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'What then stands is not below zero and no more than one entry may carry.');
  end if;
  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, transaction_kind,
    corrects_id, amount_cents, tender_type, occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, v_original.visit_id, v_original.rating_slip_id, v_original.gaming_table_id,
    v_original.direction, p_kind, v_original.id, coalesce(p_amount_cents, -v_stands_cents),
    v_original.tender_type, v_original.occurred_at, v_actor.staff_id, v_reason, clock_timestamp()
  ) returning * into v_correction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_correction));
  return v_correction;
end
$$;
ALTER FUNCTION pit.rpc_correct_player_transaction(p_transaction_id uuid, p_kind text, p_amount_cents bigint, p_reason text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_deposit_table_credit(uuid, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_deposit_table_credit(p_credit_id uuid, p_drop_box_id text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.deposit_slip(
    v_actor, 'credit', p_credit_id, p_drop_box_id, p_idempotency_key
  );
end
$$;
ALTER FUNCTION pit.rpc_deposit_table_credit(p_credit_id uuid, p_drop_box_id text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_deposit_table_fill(uuid, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_deposit_table_fill(p_fill_id uuid, p_drop_box_id text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.deposit_slip(v_actor, 'fill', p_fill_id, p_drop_box_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_deposit_table_fill(p_fill_id uuid, p_drop_box_id text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rating_slip; Type: TABLE; Schema: pit;
CREATE TABLE pit.rating_slip (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    seat_number integer,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT rating_slip_seat_number_check CHECK (((seat_number >= 1) AND (seat_number <= 30))),
    CONSTRAINT slip_in_order CHECK ((ended_at >= started_at))
);
ALTER TABLE ONLY pit.rating_slip ALTER COLUMN seat_number SET STATISTICS 0;
ALTER TABLE ONLY pit.rating_slip FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.rating_slip OWNER TO pit_owner;

-- Name: TABLE rating_slip; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.rating_slip IS 'A player''s rated play at one seat.';

-- Name: rpc_end_rating_slip(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_end_rating_slip(p_rating_slip_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.rating_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_rating_slip_id is not null, 'rating slip');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_rating_slip', jsonb_build_object('p_rating_slip_id', p_rating_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;
  perform pit_private.lock_table(v_actor.casino_id, r.gaming_table_id)
  from pit.rating_slip r where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id;
  select * into v_slip from pit.rating_slip r
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', 'There is no such rating slip in this casino.');
  end if;
  if v_slip.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The rating slip has already ended.');
  end if;
  v_before := to_jsonb(v_slip);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.rating_slip r set ended_at = greatest(clock_timestamp(), r.started_at)
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit.rpc_end_rating_slip(p_rating_slip_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: visit; Type: TABLE; Schema: pit;
CREATE TABLE pit.visit (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    player_reference pit.label,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT visit_in_order CHECK ((ended_at >= started_at))
);
ALTER TABLE ONLY pit.visit ALTER COLUMN player_reference SET STATISTICS 0;
ALTER TABLE ONLY pit.visit FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.visit OWNER TO pit_owner;

-- Name: TABLE visit; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.visit IS 'A player''s stay in the casino.';

-- Name: COLUMN visit.player_reference; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.visit.player_reference IS 'How the house knows the player: a club number or an alias; NULL for a stranger.';

-- Name: rpc_end_visit(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.visit
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_visit pit.visit;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_visit', jsonb_build_object('p_visit_id', p_visit_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;
  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The visit has already ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail(
      'invalid_state_transition', 'The visit has an open rating slip; end that first.'
    );
  end if;
  v_before := to_jsonb(v_visit);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.visit v set ended_at = greatest(clock_timestamp(), v.started_at)
  where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit), v_before);
  return v_visit;
end
$$;
ALTER FUNCTION pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: drop_count_entry; Type: TABLE; Schema: pit;
CREATE TABLE pit.drop_count_entry (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    drop_event_id uuid NOT NULL,
    round integer NOT NULL,
    amount_cents bigint NOT NULL,
    entered_by_staff_id uuid NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT drop_count_entry_amount_cents_check CHECK (((amount_cents >= 0) AND (amount_cents <= '100000000000'::bigint))),
    CONSTRAINT drop_count_entry_round_check CHECK ((round > 0))
);
ALTER TABLE ONLY pit.drop_count_entry ALTER COLUMN round SET STATISTICS 0;
ALTER TABLE ONLY pit.drop_count_entry ALTER COLUMN amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.drop_count_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.drop_count_entry OWNER TO pit_owner;

-- Name: TABLE drop_count_entry; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.drop_count_entry IS 'What one counter found in a box; nobody but that counter reads it. Append-only.';

-- Name: rpc_enter_drop_count(uuid, bigint, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_enter_drop_count(p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.drop_count_entry
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_drop pit.table_drop_event;
  v_round record;
  v_entry pit.drop_count_entry;
begin
  perform pit_private.demand_role(v_actor, 'count_team');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 0 and 100000000000 then
    perform pit_private.fail('invalid_amount', 'A box holds nothing or more, and no more than a box can hold.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id, 'p_amount_cents', p_amount_cents)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count_entry, v_replay);
  end if;
  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if (v_round.entries = 1 and v_actor.staff_id = any (v_round.entered_by))
    or pit_private.has_just_entered(v_actor.casino_id, p_drop_event_id, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'You have counted that box; somebody else counts it too.');
  end if;
  if v_round.amount_cents is not null then
    perform pit_private.fail(
      'artifact_already_used', 'Two people found the same in that box; it waits for its release.'
    );
  end if;
  insert into pit.drop_count_entry (
    casino_id, gaming_table_id, drop_event_id, round, amount_cents, entered_by_staff_id, entered_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.round + v_round.entries / 2,
    p_amount_cents, v_actor.staff_id, clock_timestamp()
  ) returning * into v_entry;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
ALTER FUNCTION pit.rpc_enter_drop_count(p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_enter_paper_slip(text, uuid, jsonb, text, text, uuid, timestamp with time zone, uuid, timestamp with time zone, uuid, uuid, timestamp with time zone, uuid, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_enter_paper_slip(p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text, p_requested_by uuid, p_requested_at timestamp with time zone, p_issued_by uuid, p_issued_at timestamp with time zone, p_carried_by uuid, p_verified_by uuid, p_verified_at timestamp with time zone, p_deposited_by uuid, p_deposited_at timestamp with time zone, p_drop_box_id text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_kind is not null, 'kind of slip');
  if p_kind not in ('fill', 'credit') then
    perform pit_private.fail('invalid_argument', 'A slip is a fill or a credit.');
  end if;
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_slip.kind := p_kind;
  v_slip.chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_slip.paper_number := pit_private.checked_label(p_paper_number, 'number of the form');
  v_slip.drop_box_id := pit_private.checked_label(p_drop_box_id, 'drop box');
  perform pit_private.demand_argument(
      num_nulls(p_requested_by, p_issued_by, p_carried_by, p_verified_by, p_deposited_by) = 0,
      'name of one of the five people'
    ),
    pit_private.demand_argument(
      num_nulls(p_requested_at, p_issued_at, p_verified_at, p_deposited_at) = 0,
      'time of one of the steps'
    );
  if not (
    p_requested_at <= p_issued_at and p_issued_at <= p_verified_at and p_verified_at <= p_deposited_at
  ) then
    perform pit_private.fail('invalid_argument', 'The steps of a slip follow each other.');
  end if;
  v_paper := pit_private.checked_paper(
    case p_kind when 'fill' then p_verified_at else p_requested_at end, p_paper_reason,
    p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_paper_slip',
    jsonb_build_object(
      'p_kind', p_kind, 'p_table_id', p_table_id, 'p_chipset', v_slip.chipset,
      'p_requested_by', p_requested_by, 'p_requested_at', p_requested_at at time zone 'UTC',
      'p_issued_by', p_issued_by, 'p_issued_at', p_issued_at at time zone 'UTC',
      'p_carried_by', p_carried_by, 'p_verified_by', p_verified_by,
      'p_verified_at', p_verified_at at time zone 'UTC', 'p_deposited_by', p_deposited_by,
      'p_deposited_at', p_deposited_at at time zone 'UTC', 'p_drop_box_id', v_slip.drop_box_id
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_slip.casino_id := v_actor.casino_id;
  v_slip.gaming_table_id := p_table_id;
  v_slip.requested_by_staff_id := p_requested_by;
  v_slip.requested_at := p_requested_at;
  v_slip.issued_by_staff_id := p_issued_by;
  v_slip.issued_at := p_issued_at;
  v_slip.runner_staff_id := p_carried_by;
  v_slip.verified_by_staff_id := p_verified_by;
  v_slip.verified_at := p_verified_at;
  v_slip.deposited_by_staff_id := p_deposited_by;
  v_slip.deposited_at := p_deposited_at;
  perform pit_private.check_paper_people(v_slip);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_slip.chipset);
  v_slip := pit_private.placed_on_paper(v_slip, v_session, v_paper);
  perform pit_private.check_paper_box(v_slip);
  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, paper_number, chipset,
    requested_at, requested_by_staff_id, issued_at, issued_by_staff_id, runner_staff_id,
    verified_at, verified_by_staff_id, deposited_at, deposited_by_staff_id, drop_box_id
  ) values (
    v_actor.casino_id, p_table_id, v_session.id, p_kind, 'DEPOSITED_IN_DROPBOX',
    v_slip.paper_number, v_slip.chipset, v_slip.requested_at, p_requested_by, v_slip.issued_at,
    p_issued_by, p_carried_by, v_slip.verified_at, p_verified_by, v_slip.deposited_at,
    p_deposited_by, v_slip.drop_box_id
  ) returning * into v_slip;
  perform pit_private.keep_late_entry(v_actor, p_table_id, p_kind, v_slip.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;
ALTER FUNCTION pit.rpc_enter_paper_slip(p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text, p_requested_by uuid, p_requested_at timestamp with time zone, p_issued_by uuid, p_issued_at timestamp with time zone, p_carried_by uuid, p_verified_by uuid, p_verified_at timestamp with time zone, p_deposited_by uuid, p_deposited_at timestamp with time zone, p_drop_box_id text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: table_rundown; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_rundown (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    table_session_id uuid NOT NULL,
    gaming_day date NOT NULL,
    opening_bankroll_total_cents bigint,
    closing_bankroll_total_cents bigint,
    opening_source text NOT NULL,
    fills_total_cents bigint NOT NULL,
    credits_total_cents bigint NOT NULL,
    estimated_drop_rated_cents bigint,
    estimated_drop_grind_cents bigint,
    estimated_drop_buyins_cents bigint,
    telemetry_quality text NOT NULL,
    win_loss_inventory_cents bigint,
    win_loss_estimated_cents bigint,
    win_from timestamp with time zone,
    win_to timestamp with time zone,
    discrepancy_cents bigint,
    counted_drop_cents bigint,
    counted_win_cents bigint,
    metric_grade text NOT NULL,
    late_events integer DEFAULT 0 NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    computed_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    finalized_at timestamp with time zone,
    finalized_by_staff_id uuid,
    CONSTRAINT final_has_its_person CHECK (((num_nulls(finalized_at, finalized_by_staff_id) = ANY (ARRAY[0, 2])) AND ((metric_grade = 'FINAL'::text) = (finalized_at IS NOT NULL)))),
    CONSTRAINT table_rundown_metric_grade_check CHECK ((metric_grade = ANY (ARRAY['ESTIMATE'::text, 'COUNTED'::text, 'FINAL'::text])))
);
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN opening_bankroll_total_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN closing_bankroll_total_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN opening_source SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN fills_total_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN credits_total_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN estimated_drop_rated_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN estimated_drop_grind_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN estimated_drop_buyins_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN telemetry_quality SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN win_loss_inventory_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN win_loss_estimated_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN discrepancy_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN counted_drop_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN counted_win_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN metric_grade SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN late_events SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown ALTER COLUMN computed_in SET STATISTICS 0;
ALTER TABLE ONLY pit.table_rundown FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_rundown OWNER TO pit_owner;

-- Name: TABLE table_rundown; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_rundown IS 'What a closed session came to; computed again until an auditor makes it final.';

-- Name: COLUMN table_rundown.late_events; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_rundown.late_events IS 'Entries, counts, slips and voids recorded after the close for this session.';

-- Name: COLUMN table_rundown.computed_in; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_rundown.computed_in IS 'The transaction that computed it: what that one releases it may still take back, so staff read the row after it.';

-- Name: rpc_finalize_table_rundown(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_finalize_table_rundown(p_table_session_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.table_rundown
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_rundown pit.table_rundown;
begin
  perform pit_private.demand_role(v_actor, 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_finalize_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_rundown, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, null);
  if v_session.status <> 'CLOSED' or v_session.close_reason = 'cancelled' then
    perform pit_private.refuse_transition(v_session, 'only a closed session that was run is made final');
  end if;
  if exists (
    select from pit.table_rundown r
    where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The rundown of this session is final already.');
  end if;
  if pit_private.acted_in_session(v_session, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'Whoever acted in a session does not make it final.');
  end if;
  if v_session.closing_inventory_snapshot_id is null then
    perform pit_private.fail('missing_closing_artifact', 'The session owes its closing count.');
  end if;
  if not pit_private.boxes_are_released(v_session) then
    perform pit_private.fail(
      'missing_closing_artifact', 'A box of this session is not counted and released yet.'
    );
  end if;
  select to_jsonb(r) into v_before from pit.table_rundown r
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id;
  perform pit_private.refresh_rundown(v_actor.casino_id, v_session.id);
  update pit.table_rundown r
  set metric_grade = 'FINAL', finalized_at = clock_timestamp(),
    finalized_by_staff_id = v_actor.staff_id
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
  returning * into strict v_rundown;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_rundown), v_before);
  return v_rundown;
end
$$;
ALTER FUNCTION pit.rpc_finalize_table_rundown(p_table_session_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_get_audit(timestamp with time zone, timestamp with time zone, text, uuid, text, integer); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_audit(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_person text DEFAULT NULL::text, p_table_id uuid DEFAULT NULL::uuid, p_kind text DEFAULT NULL::text, p_limit integer DEFAULT 1000) RETURNS TABLE(id uuid, logged_at timestamp with time zone, kind text, login text, staff_id uuid, staff_name text, terminal text, client_address text, function_name text, idempotency_key text, gaming_table_id uuid, table_label text, arguments jsonb, before jsonb, after jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'auditor', 'admin');
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_kind not in ('command', 'sign_in', 'refusal', 'administration', 'export') then
    perform pit_private.fail(
      'invalid_argument', 'A line is of a command, sign_in, refusal, administration or export.'
    );
  end if;
  return query
  select e.id, e.logged_at, e.kind, e.login, e.staff_id, s.name::text, e.terminal,
    host(e.client_address), e.function_name, e.idempotency_key, t.id, t.label::text,
    case when h.is_hidden then e.arguments - 'p_amount_cents' else e.arguments end,
    e.before,
    case when h.is_hidden then e.after - 'amount_cents' else e.after end
  from pit.audit_entry e
  left join pit.staff s on s.casino_id = e.casino_id and s.id = e.staff_id
  left join pit.gaming_table t
    on t.casino_id = e.casino_id and t.id = pit_private.table_of_audit(e)
  cross join lateral (
    select e.function_name = 'rpc_enter_drop_count' and not exists (
      select from pit.drop_count c
      where c.casino_id = e.casino_id
        and c.drop_event_id = (e.arguments ->> 'p_drop_event_id')::uuid
        and c.released_in is distinct from pg_current_xact_id_if_assigned()
    ) as is_hidden
  ) h
  where e.casino_id = v_actor.casino_id
    and e.logged_at >= p_window_start and e.logged_at < p_window_end
    and e.written_in is distinct from pg_current_xact_id_if_assigned()
    and (p_person is null or e.login = p_person)
    and (p_kind is null or e.kind = p_kind)
    and (p_table_id is null or t.id = p_table_id)
  order by e.logged_at, e.id
  limit least(greatest(coalesce(p_limit, 1000), 1), 10000);
end
$$;
ALTER FUNCTION pit.rpc_get_audit(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_person text, p_table_id uuid, p_kind text, p_limit integer) OWNER TO pit_owner;

-- Name: rpc_get_boxes_to_count(); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_boxes_to_count() RETURNS TABLE(id uuid, gaming_table_id uuid, table_label text, drop_box_id text, seal_no text, removed_at timestamp with time zone, gaming_day date, round integer, entries integer, i_entered boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  return query
  select d.id, d.gaming_table_id, t.label::text, d.drop_box_id::text, d.seal_no::text,
    d.removed_at, d.gaming_day,
    case when n.is_over then r.round + 1 else r.round end,
    case when n.is_over then 0 else r.entries end,
    not n.is_over and v_actor.staff_id = any (r.entered_by)
  from pit_private.standing_drop d
  join pit.gaming_table t on t.casino_id = d.casino_id and t.id = d.gaming_table_id
  cross join lateral pit_private.count_round(d.casino_id, d.id) r
  cross join lateral (select r.entries = 2 and r.amount_cents is null as is_over) n
  where d.casino_id = v_actor.casino_id
    and not exists (
      select from pit.drop_count c where c.casino_id = d.casino_id and c.drop_event_id = d.id
    )
    and not pit_private.has_just_entered(d.casino_id, d.id, v_actor.staff_id)
  order by d.removed_at, d.id;
end
$$;
ALTER FUNCTION pit.rpc_get_boxes_to_count() OWNER TO pit_owner;

-- Name: rpc_get_current_table_session(uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_current_table_session(p_gaming_table_id uuid) RETURNS SETOF pit.table_session
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  return query select * from pit_private.live_session(v_actor.casino_id, p_gaming_table_id);
end
$$;
ALTER FUNCTION pit.rpc_get_current_table_session(p_gaming_table_id uuid) OWNER TO pit_owner;

-- Name: rpc_get_heartbeat(); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_heartbeat() RETURNS TABLE(id uuid, casino_id uuid, casino_name text, time_zone text, change_number bigint, as_of timestamp with time zone, gaming_day date, gaming_day_started_at timestamp with time zone, shift_name text, shift_started_at timestamp with time zone, staff_id uuid, staff_name text, staff_role text, alert_wall_count_seconds integer, schema_version integer, currency jsonb, house_version text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_actor.casino_id, v_as_of);
begin
  return query
  select v_actor.casino_id, v_actor.casino_id, k.name::text, z.time_zone, c.change_number, v_as_of,
    v_day,
    pit_private.gaming_day_started_at(v_actor.casino_id, v_day), h.name, h.started_at,
    v_actor.staff_id, v_actor.staff_name, v_actor.staff_role, s.alert_wall_count_seconds,
    pit_private.schema_version(),
    jsonb_build_object(
      'code', s.currency, 'symbol', s.currency_symbol, 'minor_units', s.currency_minor_units
    ),
    md5(concat_ws('/', k.name, s::text, z::text, c.whole_number))
  from pit.casino_change c
  join pit.casino k on k.id = c.casino_id
  join pit.casino_settings s on s.casino_id = c.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, v_as_of) z
  left join pit_private.shift_at(v_actor.casino_id, v_as_of) h on true
  where c.casino_id = v_actor.casino_id;
end
$$;
ALTER FUNCTION pit.rpc_get_heartbeat() OWNER TO pit_owner;

-- Name: rpc_get_hourly_buyins(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_hourly_buyins(p_window_start timestamp with time zone, p_window_end timestamp with time zone) RETURNS TABLE(id uuid, table_id uuid, hour_start timestamp with time zone, amount_cents bigint, entries integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select b.gaming_table_id, b.gaming_table_id, date_trunc('hour', b.occurred_at, h.time_zone) as at,
    coalesce(sum(b.amount_cents) filter (where b.tender_type = any (s.box_tenders)), 0)::bigint,
    count(*)::int
  from pit.table_buyin_telemetry b
  join pit.casino_settings s on s.casino_id = b.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, p_window_start) h
  where b.casino_id = v_actor.casino_id
    and b.occurred_at >= p_window_start and b.occurred_at < p_window_end
  group by b.gaming_table_id, at
  order by b.gaming_table_id, at;
end
$$;
ALTER FUNCTION pit.rpc_get_hourly_buyins(p_window_start timestamp with time zone, p_window_end timestamp with time zone) OWNER TO pit_owner;

-- Name: rpc_get_pit_board(text, bigint, uuid[]); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_pit_board(p_pit text DEFAULT NULL::text, p_since bigint DEFAULT NULL::bigint, p_due uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(id uuid, change_number bigint, as_of timestamp with time zone, gaming_day date, gaming_day_started_at timestamp with time zone, shift_name text, shift_started_at timestamp with time zone, pit_id uuid, pit_name text, spot integer, label text, game text, min_bet_cents bigint, max_bet_cents bigint, par_cents bigint, availability text, denominations_cents bigint[], session_id uuid, session_status text, session_version integer, session_gaming_day date, opening_count_due boolean, session_is_empty boolean, opened_at timestamp with time zone, opened_by_name text, rundown_started_at timestamp with time zone, opener_id uuid, opener_total_cents bigint, opener_at timestamp with time zone, expected_opener_cents bigint, last_closed_at timestamp with time zone, owes_count boolean, last_count_type text, last_count_at timestamp with time zone, last_count_total_cents bigint, slips_in_flight integer, oldest_slip_at timestamp with time zone, day json, shift json, session json, recent_entries json, alerts json, change_counted_for timestamp with time zone, is_whole boolean, next_alert_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_casino constant uuid := v_actor.casino_id;
  v_sees_figures constant boolean := v_actor.staff_role in (
    'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  ) or (v_actor.staff_role = 'display' and v_actor.shows_money);
  v_sees_names constant boolean := v_actor.staff_role <> 'display';
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_casino, v_as_of);
  v_day_start constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day);
  v_day_end constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day + 1);
  v_change bigint;
  v_is_whole boolean;
  v_shift record;
  v_floor uuid[];
  v_tables uuid[] := '{}';
  v_in_shift uuid[] := '{}';
  v_live uuid[];
  v_sessions uuid[];
  v_opened timestamptz[];
  v_listed_since timestamptz[];
  v_count int;
  v_shift_count int;
  v_live_count int;
begin
  select c.change_number, p_since is null or p_since not between c.whole_number and c.change_number
  into v_change, v_is_whole
  from pit.casino_change c where c.casino_id = v_casino;
  -- A statement for each way, because each table a statement names costs whether it is read or not.
  if v_is_whole then
    v_floor := array(select t.id from pit.gaming_table t where t.casino_id = v_casino);
  else
    v_floor := array(
      select n.gaming_table_id from pit.table_change n
      where n.casino_id = v_casino and n.change_number > p_since
    );
    if cardinality(p_due) > 0 then
      v_floor := array(
        select unnest(v_floor)
        union
        select t.id from pit.gaming_table t where t.casino_id = v_casino and t.id = any (p_due)
      );
    end if;
  end if;
  if cardinality(v_floor) = 0 then
    return;
  end if;
  select * into v_shift from pit_private.shift_at(v_casino, v_as_of);
  select coalesce(array_agg(s.gaming_table_id order by s.id), '{}'),
    coalesce(array_agg(s.id order by s.id), '{}'),
    coalesce(array_agg(s.opened_at order by s.id), '{}')
  into v_live, v_sessions, v_opened
  from pit.table_session s
  where s.casino_id = v_casino and s.status <> 'CLOSED'
    and (v_is_whole or s.gaming_table_id = any (v_floor));
  if v_sees_figures then
    v_tables := v_floor;
    v_listed_since := array(
      select least(v_day_start, l.opened_at)
      from unnest(v_floor) with ordinality f (table_id, place)
      left join unnest(v_live, v_opened) l (table_id, opened_at) on l.table_id = f.table_id
      order by f.place
    );
  end if;
  -- A shift as long as the day has the day's figures.
  if (v_shift.started_at, v_shift.ends_at) is distinct from (v_day_start, v_day_end)
    and v_shift.started_at is not null then
    v_in_shift := v_tables;
  end if;
  v_count := cardinality(v_tables);
  v_shift_count := cardinality(v_in_shift);
  v_live_count := case when v_sees_figures then cardinality(v_live) else 0 end;
  return query
  -- All windows in one call: what it looks up besides the tables it looks up once. Gathered by
  -- table and without a condition of its own, which the planner would take for one row in a loop.
  with figured as (
    select f.gaming_table_id,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_day_start and f.window_end = v_day_end
      ))[1] as in_day,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_shift.started_at
          and f.window_end = v_shift.ends_at
      ))[1] as in_shift,
      (array_agg(to_json(f)) filter (where f.session_id is not null))[1] as in_session
    from pit_private.table_figures(
      v_casino, v_tables || v_in_shift || v_live[:v_live_count],
      array_fill(v_day_start, array[v_count])
        || array_fill(v_shift.started_at, array[v_shift_count])
        || v_opened[:v_live_count],
      array_fill(v_day_end, array[v_count])
        || array_fill(v_shift.ends_at, array[v_shift_count])
        || array_fill(v_day_end + interval '1 day', array[v_live_count]),
      array_fill(null::uuid, array[v_count + v_shift_count]) || v_sessions[:v_live_count]
    ) f
    group by f.gaming_table_id
  )
  select t.id, v_change, v_as_of, v_day, v_day_start, v_shift.name, v_shift.started_at,
    t.pit_id, p.name::text, t.spot, t.label::text, t.game::text, terms.min_bet_cents,
    terms.max_bet_cents, case when v_sees_figures then terms.par_cents end, t.status,
    k.denominations_cents,
    s.id, s.status, s.version, s.gaming_day,
    coalesce(pit_private.opening_count_due(s), false),
    empty_session.id is not null,
    s.opened_at, case when v_sees_names then o.name::text end, s.rundown_started_at,
    case when v_sees_figures then opener.id end,
    case when v_sees_figures then opener.total_cents end, opener.counted_at,
    case when v_sees_figures then expected.total_cents end, previous.closed_at,
    coalesce(
      s.id is null and previous.close_reason = 'drop_only'
      and previous.closing_inventory_snapshot_id is null, false
    ),
    latest.snapshot_type, latest.counted_at,
    case when v_sees_figures then latest.total_cents end,
    slips.in_flight, slips.oldest_at,
    figures.in_day, figures.in_shift, figures.in_session,
    recent.entries,
    coalesce(alerted.alerts, '[]'), changed.counted_for, v_is_whole,
    alerted.next_alert_at
  from pit.gaming_table t
  join pit.chip_set k on k.casino_id = v_casino and k.id = t.chip_set_id
  left join pit_private.terms_in_force(v_casino, v_floor, v_day) terms
    on terms.gaming_table_id = t.id
  left join pit.pit p on p.casino_id = v_casino and p.id = t.pit_id
  left join pit.table_session s
    on s.casino_id = v_casino and s.gaming_table_id = t.id and s.status <> 'CLOSED'
  left join pit.staff o on o.casino_id = v_casino and o.id = s.opened_by_staff_id
  left join pit_private.empty_sessions(v_casino, v_sessions) empty_session (id)
    on empty_session.id = s.id
  left join lateral (
    select l.closed_at, l.close_reason, l.closing_inventory_snapshot_id from pit.table_session l
    where l.casino_id = v_casino and l.gaming_table_id = t.id
      and l.status = 'CLOSED' and l.close_reason <> 'cancelled'
    order by l.closed_at desc
    limit 1
  ) previous on true
  left join pit.table_inventory_snapshot opener
    on opener.casino_id = v_casino and opener.id = s.opening_inventory_snapshot_id
  left join pit.table_inventory_snapshot expected
    on expected.casino_id = v_casino and expected.id = previous.closing_inventory_snapshot_id
  left join lateral (
    select c.snapshot_type, c.counted_at, c.total_cents from pit_private.standing_count c
    where c.casino_id = v_casino and c.gaming_table_id = t.id
    order by c.counted_at desc, c.id desc
    limit 1
  ) latest on true
  left join lateral (
    select count(*)::int as in_flight, min(f.requested_at) as oldest_at
    from pit.fill_credit_slip f
    where f.casino_id = v_casino and f.gaming_table_id = t.id
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
  ) slips on true
  left join figured figures on figures.gaming_table_id = t.id
  left join pit_private.recent_entries(
    v_casino, case when v_sees_figures and v_sees_names then v_floor end, v_listed_since
  ) recent on recent.gaming_table_id = t.id
  left join pit_private.board_alerts(
    v_casino, v_floor, v_as_of, v_day, v_day_start, v_shift.started_at, v_sees_figures, v_sees_names
  ) alerted on alerted.gaming_table_id = t.id
  left join pit_private.change_counted_for(v_casino, v_floor)
    changed on changed.gaming_table_id = t.id
  where t.casino_id = v_casino and (v_is_whole or t.id = any (v_floor))
    and (p_pit is null or p.name = p_pit)
  order by p.position nulls last, t.spot, t.label;
end
$$;
ALTER FUNCTION pit.rpc_get_pit_board(p_pit text, p_since bigint, p_due uuid[]) OWNER TO pit_owner;

-- Name: rpc_get_shift_sheet(timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_shift_sheet(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, pit_id uuid, window_start timestamp with time zone, window_end timestamp with time zone, sheet jsonb, sign_off_id uuid, signed_sheet jsonb, outgoing_staff_id uuid, signed_at timestamp with time zone, incoming_staff_id uuid, incoming_signed_at timestamp with time zone, late jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select coalesce(p_pit_id, v_actor.casino_id), p_pit_id, p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    o.id, o.sheet, o.outgoing_staff_id, o.signed_at, n.incoming_staff_id, n.signed_at,
    case
      when o.id is null then '[]'::jsonb
      else pit_private.late_records(
        v_actor.casino_id, p_pit_id, p_window_start, p_window_end, o.signed_at
      )
    end
  from (select) as one
  left join pit.shift_sign_off o
    on o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
    and o.window_start = p_window_start and o.window_end = p_window_end
  left join pit.shift_sign_on n on n.casino_id = o.casino_id and n.shift_sign_off_id = o.id;
end
$$;
ALTER FUNCTION pit.rpc_get_shift_sheet(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) OWNER TO pit_owner;

-- Name: rpc_get_shift_windows(timestamp with time zone); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_get_shift_windows(p_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(id text, name text, shift_name text, gaming_day date, window_start timestamp with time zone, window_end timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 4
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  if p_at not between '1900-01-01' and '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That time is on no calendar of a casino.');
  end if;
  return query
  select w.name, w.name, w.shift_name, w.gaming_day, w.window_start, w.window_end
  from pit_private.shift_windows(v_actor.casino_id, coalesce(p_at, statement_timestamp())) w;
end
$$;
ALTER FUNCTION pit.rpc_get_shift_windows(p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: rpc_issue_table_credit(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.issue_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_issue_table_fill(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.issue_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: table_buyin_telemetry; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_buyin_telemetry (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    amount_cents bigint NOT NULL,
    telemetry_kind text NOT NULL,
    tender_type text NOT NULL,
    visit_id uuid,
    rating_slip_id uuid,
    reverses_id uuid,
    adjusts_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    gaming_day date NOT NULL,
    actor_id uuid NOT NULL,
    note pit.note,
    idempotency_key text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT a_reversal_names_its_entry CHECK ((((telemetry_kind = 'REVERSAL'::text) = (reverses_id IS NOT NULL)) AND ((telemetry_kind = 'ADJUSTMENT'::text) = (adjusts_id IS NOT NULL)))),
    CONSTRAINT amount_has_its_sign CHECK (
CASE telemetry_kind
    WHEN 'REVERSAL'::text THEN ((amount_cents >= '-1000000000'::integer) AND (amount_cents <= '-1'::integer))
    WHEN 'ADJUSTMENT'::text THEN ((amount_cents >= '-1000000000'::integer) AND (amount_cents <= 1000000000) AND (amount_cents <> 0))
    ELSE ((amount_cents >= 1) AND (amount_cents <= 1000000000))
END),
    CONSTRAINT linkage_decides_the_kind CHECK ((((visit_id IS NULL) = (rating_slip_id IS NULL)) AND ((telemetry_kind <> 'RATED_BUYIN'::text) OR (rating_slip_id IS NOT NULL)) AND ((telemetry_kind <> 'GRIND_BUYIN'::text) OR (rating_slip_id IS NULL)))),
    CONSTRAINT table_buyin_telemetry_telemetry_kind_check CHECK ((telemetry_kind = ANY (ARRAY['RATED_BUYIN'::text, 'GRIND_BUYIN'::text, 'REVERSAL'::text, 'ADJUSTMENT'::text]))),
    CONSTRAINT table_buyin_telemetry_tender_type_check CHECK ((tender_type = ANY (ARRAY['cash'::text, 'marker'::text, 'coupon'::text, 'chips'::text])))
);
ALTER TABLE ONLY pit.table_buyin_telemetry ALTER COLUMN amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_buyin_telemetry ALTER COLUMN telemetry_kind SET STATISTICS 0;
ALTER TABLE ONLY pit.table_buyin_telemetry ALTER COLUMN tender_type SET STATISTICS 0;
ALTER TABLE ONLY pit.table_buyin_telemetry ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.table_buyin_telemetry ALTER COLUMN idempotency_key SET STATISTICS 0;
ALTER TABLE ONLY pit.table_buyin_telemetry FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_buyin_telemetry OWNER TO pit_owner;

-- Name: TABLE table_buyin_telemetry; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_buyin_telemetry IS 'Observed buy-ins, their reversals and what finance adjusted of them, append-only.';

-- Name: COLUMN table_buyin_telemetry.occurred_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_buyin_telemetry.occurred_at IS 'When it counts; a reversal or adjustment counts at the time of the entry it corrects.';

-- Name: rpc_log_table_buyin_telemetry(uuid, bigint, text, uuid, uuid, text, text, text, timestamp with time zone, boolean, boolean, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_log_table_buyin_telemetry(p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid DEFAULT NULL::uuid, p_rating_slip_id uuid DEFAULT NULL::uuid, p_tender_type text DEFAULT NULL::text, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text, p_occurred_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_outside_session boolean DEFAULT false, p_is_late boolean DEFAULT false, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_buyin_telemetry
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_is_late constant boolean := p_is_late is true
    or num_nonnulls(p_paper_reason, p_paper_number) > 0;
  v_now timestamptz;
  v_occurred_at timestamptz;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.check_buyin(p_amount_cents, p_telemetry_kind, v_tender, p_visit_id, p_rating_slip_id);
  perform pit_private.demand_argument(
    p_occurred_at is not null or p_is_late is not true, 'time of a late entry'
  );
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(
    case when num_nonnulls(p_paper_reason, p_paper_number) > 0 then p_occurred_at end,
    p_paper_reason, p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_buyin_telemetry',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_amount_cents', p_amount_cents,
      'p_telemetry_kind', p_telemetry_kind, 'p_visit_id', p_visit_id,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender, 'p_note', v_note,
      'p_occurred_at', p_occurred_at at time zone 'UTC',
      'p_outside_session', p_outside_session is true, 'p_is_late', p_is_late is true
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;
  -- A statement of its own: what the next one sees is then no older than the lock.
  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_now := clock_timestamp();
  v_occurred_at := coalesce(p_occurred_at, v_now);
  if v_paper.occurred_at is not null then
    v_occurred_at := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  end if;
  if v_is_late then
    perform pit_private.check_table_took_buyin(
      v_actor.casino_id, v_table, v_occurred_at, p_outside_session is true
    );
  else
    perform pit_private.check_table_takes_buyin(
      v_actor.casino_id, v_table, p_occurred_at, p_outside_session is true
    );
  end if;
  if p_rating_slip_id is not null and not exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.id = p_rating_slip_id
  ) then
    perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit at this table.');
  end if;
  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key, created_at
  ) values (
    v_actor.casino_id, p_table_id, p_amount_cents, p_telemetry_kind, v_tender, p_visit_id,
    p_rating_slip_id, v_occurred_at, v_actor.staff_id, v_note, v_key, v_now
  ) returning * into v_entry;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'entry', v_entry.id, v_paper, v_key);
  if v_is_late then
    perform pit_private.refresh_closed_sessions(
      v_actor.casino_id, p_table_id, v_entry.occurred_at
    );
  end if;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
ALTER FUNCTION pit.rpc_log_table_buyin_telemetry(p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid, p_rating_slip_id uuid, p_tender_type text, p_note text, p_idempotency_key text, p_occurred_at timestamp with time zone, p_outside_session boolean, p_is_late boolean, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: table_drop_event; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_drop_event (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    table_session_id uuid,
    drop_box_id pit.label NOT NULL,
    seal_no pit.label NOT NULL,
    box_in_id pit.label,
    box_in_seal_no pit.label,
    removed_at timestamp with time zone NOT NULL,
    gaming_day date NOT NULL,
    removed_by_staff_id uuid NOT NULL,
    witnessed_by_staff_id uuid NOT NULL,
    note pit.note,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT another_box_comes_in CHECK (((box_in_id)::text <> (drop_box_id)::text)),
    CONSTRAINT box_in_has_its_seal CHECK (((box_in_id IS NULL) = (box_in_seal_no IS NULL))),
    CONSTRAINT witnessed_by_another CHECK ((witnessed_by_staff_id <> removed_by_staff_id))
);
ALTER TABLE ONLY pit.table_drop_event ALTER COLUMN drop_box_id SET STATISTICS 0;
ALTER TABLE ONLY pit.table_drop_event ALTER COLUMN seal_no SET STATISTICS 0;
ALTER TABLE ONLY pit.table_drop_event ALTER COLUMN box_in_id SET STATISTICS 0;
ALTER TABLE ONLY pit.table_drop_event ALTER COLUMN box_in_seal_no SET STATISTICS 0;
ALTER TABLE ONLY pit.table_drop_event ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.table_drop_event FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_drop_event OWNER TO pit_owner;

-- Name: TABLE table_drop_event; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_drop_event IS 'A drop box taken out and, where it is known, the one put in: custody only, no amount.';

-- Name: rpc_log_table_drop(uuid, text, text, uuid, text, text, text, text, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_log_table_drop(p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text, p_box_in_id text DEFAULT NULL::text, p_box_in_seal_no text DEFAULT NULL::text, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_drop_event
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_box text;
  v_seal text;
  v_box_in text;
  v_seal_in text;
  v_note text;
  v_replay jsonb;
  v_now timestamptz;
  v_before timestamptz;
  v_drop pit.table_drop_event;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_seal := pit_private.checked_label(p_seal_no, 'seal');
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  if num_nonnulls(p_box_in_id, p_box_in_seal_no) > 0 then
    v_box_in := pit_private.checked_label(p_box_in_id, 'box put in');
    v_seal_in := pit_private.checked_label(p_box_in_seal_no, 'seal of the box put in');
  end if;
  if v_box_in = v_box then
    perform pit_private.fail('invalid_argument', 'The box put in is not the one taken out.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_drop',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_drop_box_id', v_box, 'p_seal_no', v_seal,
      'p_witnessed_by', p_witnessed_by, 'p_note', v_note, 'p_box_in_id', v_box_in,
      'p_box_in_seal_no', v_seal_in
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_drop_event, v_replay);
  end if;
  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_witnessed_by);
  perform pit_private.queue_for_change(v_actor.casino_id);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  -- Whatever a form has for the same minute came before it.
  v_before := case
    when v_paper.occurred_at is null then 'infinity' else v_now + interval '1 microsecond'
  end;
  perform pit_private.check_box_in(v_actor.casino_id, v_box_in, v_before);
  perform pit_private.check_box_out(v_actor.casino_id, p_table_id, v_box, v_before);
  if v_paper.occurred_at is not null then
    perform pit_private.check_box_took_its_forms(v_actor.casino_id, p_table_id, v_box, v_now);
  end if;
  insert into pit.table_drop_event (
    casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
    box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
  ) values (
    v_actor.casino_id, p_table_id,
    (select s.id from pit_private.live_session(v_actor.casino_id, p_table_id) s),
    v_box, v_seal, v_box_in, v_seal_in, v_now, v_actor.staff_id, p_witnessed_by, v_note
  ) returning * into v_drop;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'drop', v_drop.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_drop));
  return v_drop;
end
$$;
ALTER FUNCTION pit.rpc_log_table_drop(p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid, p_note text, p_idempotency_key text, p_box_in_id text, p_box_in_seal_no text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: table_inventory_snapshot; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_inventory_snapshot (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    table_session_id uuid,
    snapshot_type text NOT NULL,
    chipset jsonb NOT NULL,
    total_cents bigint GENERATED ALWAYS AS (pit_private.chipset_total_cents(chipset)) STORED NOT NULL,
    note pit.note,
    counted_at timestamp with time zone NOT NULL,
    gaming_day date NOT NULL,
    recorded_by_staff_id uuid NOT NULL,
    counted_with_staff_id uuid,
    shift_boundary timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT counted_by_two_people CHECK ((counted_with_staff_id <> recorded_by_staff_id)),
    CONSTRAINT table_inventory_snapshot_snapshot_type_check CHECK ((snapshot_type = ANY (ARRAY['open'::text, 'rundown'::text, 'close'::text]))),
    CONSTRAINT table_inventory_snapshot_total_cents_check CHECK (((total_cents >= 0) AND (total_cents <= '100000000000'::bigint)))
);
ALTER TABLE ONLY pit.table_inventory_snapshot ALTER COLUMN chipset SET STATISTICS 0;
ALTER TABLE ONLY pit.table_inventory_snapshot ALTER COLUMN total_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_inventory_snapshot ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.table_inventory_snapshot FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_inventory_snapshot OWNER TO pit_owner;

-- Name: TABLE table_inventory_snapshot; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_inventory_snapshot IS 'A count of a tray by denomination; append-only.';

-- Name: COLUMN table_inventory_snapshot.counted_with_staff_id; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_inventory_snapshot.counted_with_staff_id IS 'The second person, named by the first; a named person is not a signature.';

-- Name: COLUMN table_inventory_snapshot.shift_boundary; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.table_inventory_snapshot.shift_boundary IS 'The shift or day change this count stands for: the table''s edge moves to the count''s own time.';

-- Name: rpc_log_table_inventory_snapshot(uuid, text, jsonb, text, text, uuid, timestamp with time zone, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_log_table_inventory_snapshot(p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text, p_counted_with uuid DEFAULT NULL::uuid, p_shift_boundary timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_inventory_snapshot
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_note text;
  v_replay jsonb;
  v_session pit.table_session;
  v_owing pit.table_session;
  v_now timestamptz;
  v_count pit.table_inventory_snapshot;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.demand_argument(p_snapshot_type is not null, 'type of count');
  if p_snapshot_type not in ('open', 'rundown', 'close') then
    perform pit_private.fail('invalid_argument', 'A count is of type open, rundown or close.');
  end if;
  perform pit_private.demand_argument(p_chipset is not null, 'count');
  perform pit_private.check_chipset(p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  perform pit_private.demand_argument(
    p_counted_with is not null or (p_snapshot_type = 'rundown' and p_shift_boundary is null),
    'person who counted with you'
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_inventory_snapshot',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_snapshot_type', p_snapshot_type, 'p_chipset', p_chipset,
      'p_note', v_note, 'p_counted_with', p_counted_with,
      'p_shift_boundary', p_shift_boundary at time zone 'UTC'
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_inventory_snapshot, v_replay);
  end if;
  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_counted_with);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  perform pit_private.check_shift_boundary(
    v_actor.casino_id, p_snapshot_type, p_shift_boundary, v_now
  );
  select * into v_session from pit_private.live_session(v_actor.casino_id, p_table_id);
  if v_session.id is null and p_snapshot_type = 'close' then
    select * into v_owing from pit_private.last_closed_session(v_actor.casino_id, p_table_id) s
    where s.closing_inventory_snapshot_id is null;
  end if;
  perform pit_private.check_count_fits_state(v_session, v_owing.id is not null, p_snapshot_type);
  if p_snapshot_type = 'open' and v_note is null then
    perform pit_private.check_opener_is_expected(
      v_actor.casino_id, p_table_id, pit_private.chipset_total_cents(p_chipset)
    );
  end if;
  insert into pit.table_inventory_snapshot (
    casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
    recorded_by_staff_id, counted_with_staff_id, shift_boundary
  ) values (
    v_actor.casino_id, p_table_id, coalesce(v_session.id, v_owing.id), p_snapshot_type, p_chipset,
    v_note, v_now, v_actor.staff_id, p_counted_with, p_shift_boundary
  ) returning * into v_count;
  perform pit_private.attach_owed_count(v_actor.staff_id, v_count, v_count.counted_at);
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'count', v_count.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;
ALTER FUNCTION pit.rpc_log_table_inventory_snapshot(p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text, p_idempotency_key text, p_counted_with uuid, p_shift_boundary timestamp with time zone, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: shift_checkpoint; Type: TABLE; Schema: pit;
CREATE TABLE pit.shift_checkpoint (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_staff_id uuid NOT NULL,
    note pit.note
);
ALTER TABLE ONLY pit.shift_checkpoint ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.shift_checkpoint FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.shift_checkpoint OWNER TO pit_owner;

-- Name: TABLE shift_checkpoint; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.shift_checkpoint IS 'A moment somebody marked, so that the shift screen can show what came since; append-only.';

-- Name: rpc_mark_shift_checkpoint(text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_mark_shift_checkpoint(p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.shift_checkpoint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_checkpoint pit.shift_checkpoint;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_mark_shift_checkpoint', jsonb_build_object('p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_checkpoint, v_replay);
  end if;
  insert into pit.shift_checkpoint (casino_id, made_at, made_by_staff_id, note)
  values (v_actor.casino_id, clock_timestamp(), v_actor.staff_id, v_note)
  returning * into v_checkpoint;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_checkpoint));
  return v_checkpoint;
end
$$;
ALTER FUNCTION pit.rpc_mark_shift_checkpoint(p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_note_export(text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_note_export(p_what text) RETURNS TABLE(id uuid, is_kept boolean)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_what is not null, 'what');
  if p_what not in (
    'screenshot', 'list', 'slips', 'alerts', 'records', 'shift', 'boxes', 'report', 'sheet'
  ) then
    perform pit_private.fail(
      'invalid_argument', 'What leaves the screen is a screenshot, a list, a report or a sheet.'
    );
  end if;
  if pit_private.is_too_often(v_actor, 'export', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'export', 'rpc_note_export', null,
    jsonb_build_object('what', p_what), null, null
  ), true;
end
$$;
ALTER FUNCTION pit.rpc_note_export(p_what text) OWNER TO pit_owner;

-- Name: rpc_note_refusal(text, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_note_refusal(p_code text, p_function_name text, p_idempotency_key text DEFAULT NULL::text) RETURNS TABLE(id uuid, is_kept boolean)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $_$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_code is not null, 'code');
  perform pit_private.demand_argument(p_function_name is not null, 'function');
  if p_code !~ '^[a-z][a-z_]{0,63}$' or p_function_name !~ '^rpc_[a-z_]{1,59}$' then
    perform pit_private.fail('invalid_argument', 'A code and an RPC are words of small letters.');
  end if;
  if p_idempotency_key is not null then
    perform pit_private.checked_key(p_idempotency_key);
  end if;
  if pit_private.is_too_often(v_actor, 'refusal', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'refusal', p_function_name, p_idempotency_key,
    jsonb_build_object('code', p_code), null, null
  ), true;
end
$_$;
ALTER FUNCTION pit.rpc_note_refusal(p_code text, p_function_name text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_open_table_session(uuid, text, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_open_table_session(p_gaming_table_id uuid, p_idempotency_key text DEFAULT NULL::text, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_previous pit.table_session;
  v_opener pit.table_inventory_snapshot;
  v_required boolean;
  v_now timestamptz;
  v_session pit.table_session;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_open_table_session',
    jsonb_build_object('p_gaming_table_id', p_gaming_table_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_table := pit_private.lock_table(v_actor.casino_id, p_gaming_table_id);
  if v_table.status <> 'active' then
    perform pit_private.fail('table_not_available', format('%s is not on the floor.', v_table.label));
  end if;
  if exists (select from pit_private.live_session(v_actor.casino_id, p_gaming_table_id)) then
    perform pit_private.fail('active_session_exists', format('%s is already open.', v_table.label));
  end if;
  select * into v_previous from pit_private.last_closed_session(v_actor.casino_id, p_gaming_table_id);
  select * into v_opener from pit_private.unused_opening_count(v_actor.casino_id, p_gaming_table_id);
  if v_previous.close_reason = 'drop_only' and v_previous.closing_inventory_snapshot_id is null
    and (v_opener.id is null or v_opener.note is null) then
    perform pit_private.fail(
      'missing_opening_count',
      coalesce(
        (
          select format(
            '%s has to sign the opening count first.',
            pit_private.signature_due(v_actor.casino_id, c.id)
          )
          from pit_private.unused_opening_counts(v_actor.casino_id, p_gaming_table_id) c
          where v_opener.id is null
          limit 1
        ),
        format('%s closed without a count; count the tray with a note before it opens.', v_table.label)
      )
    );
  end if;
  select s.opening_count_required into strict v_required
  from pit.casino_settings s where s.casino_id = v_actor.casino_id;
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_gaming_table_id, v_paper);
  insert into pit.table_session (
    casino_id, gaming_table_id, shift_id, status, opening_count_required, opened_at,
    opened_by_staff_id, expected_inventory_snapshot_id, opening_inventory_snapshot_id
  ) values (
    v_actor.casino_id, p_gaming_table_id,
    (select h.shift_id from pit_private.shift_at(v_actor.casino_id, v_now) h),
    case when v_required and v_opener.id is null then 'OPEN' else 'ACTIVE' end,
    v_required, v_now, v_actor.staff_id, v_previous.closing_inventory_snapshot_id, v_opener.id
  ) returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, p_gaming_table_id, 'open',
    pit_private.record_transition(v_session, 'open', null, v_actor.staff_id, v_now, v_opener.note),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session));
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_open_table_session(p_gaming_table_id uuid, p_idempotency_key text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: rpc_record_player_transaction(uuid, text, bigint, uuid, text, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_record_player_transaction(p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid DEFAULT NULL::uuid, p_tender_type text DEFAULT NULL::text, p_occurred_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.player_financial_transaction
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_now timestamptz;
  v_transaction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.check_transaction(p_direction, p_amount_cents, v_tender);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_record_player_transaction',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_direction', p_direction, 'p_amount_cents', p_amount_cents,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender,
      'p_occurred_at', p_occurred_at at time zone 'UTC', 'p_note', v_note
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;
  if not exists (
    select from pit.visit v where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  if p_rating_slip_id is not null then
    select * into v_slip from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.id = p_rating_slip_id;
    if not found then
      perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit.');
    end if;
    perform pit_private.lock_table(v_actor.casino_id, v_slip.gaming_table_id);
  end if;
  perform pit_private.check_transaction_time(p_occurred_at, v_slip.started_at);
  v_now := clock_timestamp();
  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, amount_cents, tender_type,
    occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, p_visit_id, v_slip.id, v_slip.gaming_table_id, p_direction, p_amount_cents,
    v_tender, coalesce(p_occurred_at, v_now), v_actor.staff_id, v_note, v_now
  ) returning * into v_transaction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_transaction));
  return v_transaction;
end
$$;
ALTER FUNCTION pit.rpc_record_player_transaction(p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid, p_tender_type text, p_occurred_at timestamp with time zone, p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: drop_count; Type: TABLE; Schema: pit;
CREATE TABLE pit.drop_count (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    drop_event_id uuid NOT NULL,
    amount_cents bigint NOT NULL,
    released_by_staff_id uuid NOT NULL,
    released_at timestamp with time zone NOT NULL,
    released_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT drop_count_amount_cents_check CHECK (((amount_cents >= 0) AND (amount_cents <= '100000000000'::bigint)))
);
ALTER TABLE ONLY pit.drop_count ALTER COLUMN amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.drop_count ALTER COLUMN released_in SET STATISTICS 0;
ALTER TABLE ONLY pit.drop_count FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.drop_count OWNER TO pit_owner;

-- Name: TABLE drop_count; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.drop_count IS 'The counted drop of a box, released; append-only.';

-- Name: COLUMN drop_count.released_in; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.drop_count.released_in IS 'The transaction of the release: until it has committed, the amount is shown to nobody in it.';

-- Name: rpc_release_drop_count(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_release_drop_count(p_drop_event_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.drop_count
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_drop pit.table_drop_event;
  v_round record;
  v_count pit.drop_count;
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_release_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count, v_replay);
  end if;
  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  if exists (
    select from pit.drop_count_entry e
    where e.casino_id = v_actor.casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = v_actor.staff_id
  ) then
    perform pit_private.fail('same_person', 'You counted that box; somebody else releases it.');
  end if;
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if v_round.entries < 2 then
    perform pit_private.fail(
      'missing_argument',
      case v_round.entries
        when 0 then 'Two people count a box; nobody has.'
        else 'Two people count a box; one has.'
      end
    );
  end if;
  if v_round.amount_cents is null then
    perform pit_private.fail('invalid_amount', 'The two entries differ; count the box again.');
  end if;
  insert into pit.drop_count (
    casino_id, gaming_table_id, drop_event_id, amount_cents, released_by_staff_id, released_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.amount_cents, v_actor.staff_id,
    clock_timestamp()
  ) returning * into v_count;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.removed_at
  );
  v_count.amount_cents := null;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;
ALTER FUNCTION pit.rpc_release_drop_count(p_drop_event_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_request_table_credit(uuid, jsonb, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_request_table_credit(p_table_id uuid, p_chipset jsonb, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.request_slip(
    v_actor, 'credit', p_table_id, p_chipset, p_note, p_idempotency_key
  );
end
$$;
ALTER FUNCTION pit.rpc_request_table_credit(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_request_table_fill(uuid, jsonb, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_request_table_fill(p_table_id uuid, p_chipset jsonb, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.request_slip(
    v_actor, 'fill', p_table_id, p_chipset, p_note, p_idempotency_key
  );
end
$$;
ALTER FUNCTION pit.rpc_request_table_fill(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_resolve_command(text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_resolve_command(p_idempotency_key text) RETURNS TABLE(id uuid, idempotency_key text, is_applied boolean, function_name text, result jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_logged pit.command_log;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_idempotency_key is not null, 'key');
  perform pit_private.demand_read_committed();
  insert into pit.command_log as l (
    casino_id, idempotency_key, function_name, arguments, actor_id, is_fenced
  ) values (
    v_actor.casino_id, pit_private.checked_key(p_idempotency_key), 'rpc_resolve_command', '{}',
    v_actor.staff_id, true
  ) on conflict on constraint command_log_pkey do nothing;
  if found then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'command', 'rpc_resolve_command', p_idempotency_key,
      '{}', null, jsonb_build_object('is_fenced', true)
    );
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = v_actor.casino_id and l.idempotency_key = p_idempotency_key;
  if v_logged.actor_id <> v_actor.staff_id then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another person.');
  end if;
  return query select (v_logged.result ->> 'id')::uuid, v_logged.idempotency_key,
    not v_logged.is_fenced,
    case when not v_logged.is_fenced then v_logged.function_name end, v_logged.result;
end
$$;
ALTER FUNCTION pit.rpc_resolve_command(p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_resume_table_session(uuid, text, text, integer, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_resume_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_reason text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_reason := pit_private.checked_reason(p_reason);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_resume_table_session',
    jsonb_build_object('p_table_session_id', p_table_session_id, 'p_reason', v_reason)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'RUNDOWN' then
    perform pit_private.refuse_transition(v_session, 'only a RUNDOWN is taken back');
  end if;
  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = case when pit_private.opening_count_due(v_session) then 'OPEN' else 'ACTIVE' end,
    rundown_started_at = null, rundown_started_by_staff_id = null
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'resume',
    pit_private.record_transition(
      v_session, 'resume', 'RUNDOWN', v_actor.staff_id, v_now, v_reason
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_resume_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: rpc_reverse_table_buyin_telemetry(uuid, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_reverse_table_buyin_telemetry(p_telemetry_id uuid, p_reason text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.table_buyin_telemetry
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.table_buyin_telemetry;
  v_stands_cents bigint;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_telemetry_id is not null, 'entry');
  v_reason := pit_private.checked_note(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_reverse_table_buyin_telemetry',
    jsonb_build_object('p_telemetry_id', p_telemetry_id, 'p_reason', v_reason)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;
  select * into v_original from pit.table_buyin_telemetry b
  where b.casino_id = v_actor.casino_id and b.id = p_telemetry_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such entry in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_original.gaming_table_id);
  if v_original.telemetry_kind = 'REVERSAL' then
    perform pit_private.fail('invalid_argument', 'A reversal is not reversed; log the buy-in again.');
  end if;
  if v_original.telemetry_kind = 'ADJUSTMENT' then
    perform pit_private.fail('invalid_argument', 'An adjustment is finance''s; reverse the buy-in it adjusts.');
  end if;
  if exists (
    select from pit.table_buyin_telemetry r
    where r.casino_id = v_actor.casino_id and r.reverses_id = v_original.id
  ) then
    perform pit_private.fail('already_reversed', 'The entry was already reversed.');
  end if;
  perform pit_private.check_not_final(
    v_actor.casino_id, v_original.gaming_table_id, v_original.occurred_at
  );
  if v_reason is null and v_original.id is distinct from (
    select b.id from pit.table_buyin_telemetry b
    where b.casino_id = v_actor.casino_id and b.gaming_table_id = v_original.gaming_table_id
      and b.actor_id = v_actor.staff_id
      and b.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      and not pit_private.is_from_finance(b.idempotency_key)
      and not exists (
        select from pit.table_buyin_telemetry r
        where r.casino_id = b.casino_id and r.reverses_id = b.id
      )
    order by b.created_at desc
    limit 1
  ) then
    perform pit_private.fail('reason_required', 'Only your own last entry is undone without a reason.');
  end if;
  v_stands_cents := pit_private.standing_entry_cents(v_actor.casino_id, v_original.id);
  if v_stands_cents <= 0 then
    perform pit_private.fail('invalid_amount', 'Finance has adjusted all of the entry away.');
  end if;
  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    v_actor.casino_id, v_original.gaming_table_id, -v_stands_cents, 'REVERSAL',
    v_original.tender_type, v_original.visit_id, v_original.rating_slip_id, v_original.id,
    v_original.occurred_at, v_actor.staff_id, v_reason, v_key
  ) returning * into v_entry;
  perform pit_private.refresh_closed_sessions(
    v_actor.casino_id, v_entry.gaming_table_id, v_entry.occurred_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
ALTER FUNCTION pit.rpc_reverse_table_buyin_telemetry(p_telemetry_id uuid, p_reason text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_session_metrics(timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_session_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_table_id uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, table_id uuid, table_session_id uuid, opened_at timestamp with time zone, closed_at timestamp with time zone, fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint, estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint, win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamp with time zone, win_to timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_tables uuid[];
  v_sessions uuid[];
  v_count int;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_table_id is not null and not exists (
    select from pit.gaming_table t where t.casino_id = v_actor.casino_id and t.id = p_table_id
  ) then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  -- A moved edge reaches at most four hours beyond the window; an owed count comes at any time.
  select array_agg(s.gaming_table_id order by s.opened_at, s.id),
    array_agg(s.id order by s.opened_at, s.id)
  into v_tables, v_sessions
  from pit.gaming_table t
  cross join lateral (
    select least(
      pit_private.ran_since(t.casino_id, t.id, p_window_start - interval '4 hours'),
      (
        select max(n.opened_at) from pit.table_session n
        where n.casino_id = t.casino_id and n.gaming_table_id = t.id
          and n.opened_at < p_window_start - interval '4 hours'
      )
    ) as since
    offset 0
  ) ran
  cross join lateral (
    select n.gaming_table_id, n.id, n.opened_at from pit.table_session n
    where n.casino_id = t.casino_id and n.gaming_table_id = t.id
      and n.opened_at >= ran.since and n.opened_at < p_window_end + interval '4 hours'
      and (n.closed_at is null or n.closed_at >= p_window_start - interval '4 hours')
    union
    select n.gaming_table_id, n.id, n.opened_at from pit_private.standing_count c
    join pit.table_session n on n.casino_id = c.casino_id and n.id = c.table_session_id
    where c.casino_id = t.casino_id and c.gaming_table_id = t.id and c.snapshot_type = 'close'
      and c.counted_at >= p_window_start and c.counted_at < p_window_end + interval '4 hours'
      and n.opened_at < p_window_end + interval '4 hours'
  ) s
  where t.casino_id = v_actor.casino_id and (p_table_id is null or t.id = p_table_id);
  v_count := coalesce(cardinality(v_tables), 0);
  return query
  select s.id, f.gaming_table_id, s.id, s.opened_at, s.closed_at, f.fills_cents, f.credits_cents,
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.tray_cents, f.est_win_cents, f.win_from,
    f.win_to
  from pit_private.table_figures(
    v_actor.casino_id, v_tables, array_fill(p_window_start, array[v_count]),
    array_fill(p_window_end, array[v_count]), v_sessions
  ) f
  join pit.table_session s on s.casino_id = v_actor.casino_id and s.id = f.session_id
  where f.tray_cents is not null
    or s.opened_at < f.edge_end and (s.closed_at is null or s.closed_at >= f.edge_start)
  union all
  select null, o.* from pit_private.outside_sessions(
    v_actor.casino_id, p_window_start, p_window_end, p_table_id
  ) o
  order by 2, 4 nulls last;
end
$$;
ALTER FUNCTION pit.rpc_session_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_table_id uuid) OWNER TO pit_owner;

-- Name: rpc_shift_casino_metrics(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_shift_casino_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) RETURNS TABLE(id uuid, casino_id uuid, window_start timestamp with time zone, window_end timestamp with time zone, tables integer, tables_with_opening integer, tables_with_closing integer, tables_with_telemetry integer, tables_with_good_coverage integer, tables_with_estimate integer, tables_counted integer, fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_total_cents bigint, estimated_drop_grind_total_cents bigint, estimated_drop_buyins_total_cents bigint, win_loss_inventory_total_cents bigint, win_loss_estimated_total_cents bigint, since_count_buyins_total_cents bigint, since_count_fills_total_cents bigint, since_count_credits_total_cents bigint, discrepancy_total_cents bigint, outside_session_total_cents bigint, counted_drop_total_cents bigint, counted_win_total_cents bigint, hold_percent numeric, metric_grade text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select v_actor.casino_id, v_actor.casino_id, p_window_start, p_window_end, s.*
  from pit_private.sum_metrics(
    array(select t from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t)
  ) s;
end
$$;
ALTER FUNCTION pit.rpc_shift_casino_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) OWNER TO pit_owner;

-- Name: rpc_shift_pit_metrics(timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_shift_pit_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, pit_id uuid, pit_name text, window_start timestamp with time zone, window_end timestamp with time zone, tables integer, tables_with_opening integer, tables_with_closing integer, tables_with_telemetry integer, tables_with_good_coverage integer, tables_with_estimate integer, tables_counted integer, fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_total_cents bigint, estimated_drop_grind_total_cents bigint, estimated_drop_buyins_total_cents bigint, win_loss_inventory_total_cents bigint, win_loss_estimated_total_cents bigint, since_count_buyins_total_cents bigint, since_count_fills_total_cents bigint, since_count_credits_total_cents bigint, discrepancy_total_cents bigint, outside_session_total_cents bigint, counted_drop_total_cents bigint, counted_win_total_cents bigint, hold_percent numeric, metric_grade text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select p.id, p.id, p.name::text, p_window_start, p_window_end, s.*
  from (
    select t.pit_id, array_agg(t) as tables
    from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t
    group by t.pit_id
  ) g
  left join pit.pit p on p.casino_id = v_actor.casino_id and p.id = g.pit_id
  cross join lateral pit_private.sum_metrics(g.tables) s
  where p_pit_id is null or p.id = p_pit_id
  order by p.position nulls last;
end
$$;
ALTER FUNCTION pit.rpc_shift_pit_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) OWNER TO pit_owner;

-- Name: rpc_shift_table_metrics(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_shift_table_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) RETURNS SETOF pit.table_metrics
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select * from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end);
end
$$;
ALTER FUNCTION pit.rpc_shift_table_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) OWNER TO pit_owner;

-- Name: custody_signature; Type: TABLE; Schema: pit;
CREATE TABLE pit.custody_signature (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    record_kind text NOT NULL,
    record_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    CONSTRAINT custody_signature_record_kind_check CHECK ((record_kind = ANY (ARRAY['count'::text, 'drop'::text, 'void'::text, 'slip_void'::text])))
);
ALTER TABLE ONLY pit.custody_signature ALTER COLUMN record_kind SET STATISTICS 0;
ALTER TABLE ONLY pit.custody_signature FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.custody_signature OWNER TO pit_owner;

-- Name: TABLE custody_signature; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.custody_signature IS 'The signature of the second person on a count, a drop, a void or a voided slip; append-only.';

-- Name: rpc_sign_custody_record(text, uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_sign_custody_record(p_record_kind text, p_record_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.custody_signature
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_named uuid;
  v_table_id uuid;
  v_signature pit.custody_signature;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_record_kind is not null, 'kind of record');
  if p_record_kind not in ('count', 'drop', 'void', 'slip_void') then
    perform pit_private.fail('invalid_argument', 'A count, a drop, a void or a voided slip is signed.');
  end if;
  perform pit_private.demand_argument(p_record_id is not null, 'record');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_custody_record',
    jsonb_build_object('p_record_kind', p_record_kind, 'p_record_id', p_record_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_signature, v_replay);
  end if;
  perform pit_private.lock_table(v_actor.casino_id, n.gaming_table_id)
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  select n.staff_id, n.gaming_table_id into v_named, v_table_id
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such record to sign.');
  end if;
  if v_named <> v_actor.staff_id then
    perform pit_private.fail('forbidden', 'Only the second person who was named signs.');
  end if;
  if exists (
    select from pit.custody_signature g
    where g.casino_id = v_actor.casino_id and g.record_id = p_record_id
  ) then
    perform pit_private.fail('artifact_already_used', 'The record is already signed.');
  end if;
  insert into pit.custody_signature (casino_id, record_kind, record_id, staff_id, signed_at)
  values (v_actor.casino_id, p_record_kind, p_record_id, v_actor.staff_id, clock_timestamp())
  returning * into v_signature;
  perform pit_private.attach_owed_count(v_actor.staff_id, c, v_signature.signed_at)
  from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_record_id;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_signature), null, v_table_id);
  return v_signature;
end
$$;
ALTER FUNCTION pit.rpc_sign_custody_record(p_record_kind text, p_record_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_sign_in(); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_sign_in() RETURNS TABLE(id uuid, casino_id uuid, staff_id uuid, staff_name text, staff_role text, is_kept boolean)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_is_kept boolean;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin', 'display'
  );
  v_is_kept := not pit_private.is_too_often(v_actor, 'sign_in', 60);
  if v_is_kept then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'sign_in', 'rpc_sign_in', null,
      jsonb_build_object('role', v_actor.staff_role), null, null
    );
  end if;
  return query
  select v_actor.staff_id, v_actor.casino_id, v_actor.staff_id, v_actor.staff_name,
    v_actor.staff_role, v_is_kept;
end
$$;
ALTER FUNCTION pit.rpc_sign_in() OWNER TO pit_owner;

-- Name: shift_sign_off; Type: TABLE; Schema: pit;
CREATE TABLE pit.shift_sign_off (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    pit_id uuid,
    shift_name pit.label,
    window_start timestamp with time zone NOT NULL,
    window_end timestamp with time zone NOT NULL,
    sheet jsonb NOT NULL,
    note pit.note,
    outgoing_staff_id uuid NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    CONSTRAINT window_in_order CHECK ((window_end > window_start))
);
ALTER TABLE ONLY pit.shift_sign_off ALTER COLUMN shift_name SET STATISTICS 0;
ALTER TABLE ONLY pit.shift_sign_off ALTER COLUMN sheet SET STATISTICS 0;
ALTER TABLE ONLY pit.shift_sign_off ALTER COLUMN note SET STATISTICS 0;
ALTER TABLE ONLY pit.shift_sign_off FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.shift_sign_off OWNER TO pit_owner;

-- Name: TABLE shift_sign_off; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.shift_sign_off IS 'A shift''s sheet as the outgoing supervisor signed it; figures frozen, append-only.';

-- Name: rpc_sign_off_shift(timestamp with time zone, timestamp with time zone, uuid, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_sign_off_shift(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid DEFAULT NULL::uuid, p_note text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.shift_sign_off
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.check_window(p_window_start, p_window_end);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_off_shift',
    jsonb_build_object(
      'p_window_start', p_window_start at time zone 'UTC',
      'p_window_end', p_window_end at time zone 'UTC', 'p_pit_id', p_pit_id, 'p_note', v_note
    )
  );
  if v_replay is not null then
    -- The sheet is kept once, in its row, which nobody changes.
    select * into strict v_sign_off from pit.shift_sign_off s
    where s.casino_id = v_actor.casino_id and s.id = (v_replay ->> 'id')::uuid;
    return v_sign_off;
  end if;
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  if v_actor.staff_role = 'pit_boss' and p_pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  perform pit_private.check_shift_window(v_actor.casino_id, p_window_start, p_window_end);
  -- Whatever is being recorded commits before this sheet or after it, never in between.
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_off o
    where o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
      and o.window_start = p_window_start and o.window_end = p_window_end
  ) then
    perform pit_private.fail('already_final', 'The sheet of this shift is signed already.');
  end if;
  insert into pit.shift_sign_off (
    casino_id, pit_id, shift_name, window_start, window_end, sheet, note, outgoing_staff_id,
    signed_at
  ) values (
    v_actor.casino_id, p_pit_id,
    (
      select h.name from pit_private.shift_at(v_actor.casino_id, p_window_start) h
      where h.ends_at = p_window_end
    ),
    p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    v_note, v_actor.staff_id, clock_timestamp()
  ) returning * into v_sign_off;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_off) - 'sheet');
  return v_sign_off;
end
$$;
ALTER FUNCTION pit.rpc_sign_off_shift(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid, p_note text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: shift_sign_on; Type: TABLE; Schema: pit;
CREATE TABLE pit.shift_sign_on (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    shift_sign_off_id uuid NOT NULL,
    incoming_staff_id uuid NOT NULL,
    signed_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY pit.shift_sign_on FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.shift_sign_on OWNER TO pit_owner;

-- Name: TABLE shift_sign_on; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.shift_sign_on IS 'The incoming supervisor''s signature on the same sheet; append-only.';

-- Name: rpc_sign_on_shift(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_sign_on_shift(p_shift_sign_off_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.shift_sign_on
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
  v_sign_on pit.shift_sign_on;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_shift_sign_off_id is not null, 'signed sheet');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_on_shift',
    jsonb_build_object('p_shift_sign_off_id', p_shift_sign_off_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_sign_on, v_replay);
  end if;
  select * into v_sign_off from pit.shift_sign_off o
  where o.casino_id = v_actor.casino_id and o.id = p_shift_sign_off_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such signed sheet in this casino.');
  end if;
  if v_actor.staff_role = 'pit_boss' and v_sign_off.pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  if v_sign_off.outgoing_staff_id = v_actor.staff_id then
    perform pit_private.fail('same_person', 'Who goes and who comes are two people.');
  end if;
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_on n
    where n.casino_id = v_actor.casino_id and n.shift_sign_off_id = v_sign_off.id
  ) then
    perform pit_private.fail('already_final', 'The incoming supervisor has signed already.');
  end if;
  insert into pit.shift_sign_on (casino_id, shift_sign_off_id, incoming_staff_id, signed_at)
  values (v_actor.casino_id, v_sign_off.id, v_actor.staff_id, clock_timestamp())
  returning * into v_sign_on;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_on));
  return v_sign_on;
end
$$;
ALTER FUNCTION pit.rpc_sign_on_shift(p_shift_sign_off_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_start_rating_slip(uuid, uuid, integer, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_start_rating_slip(p_visit_id uuid, p_table_id uuid, p_seat_number integer DEFAULT NULL::integer, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.rating_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_visit pit.visit;
  v_slip pit.rating_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  if p_seat_number not between 1 and 30 then
    perform pit_private.fail('invalid_argument', 'A seat is from 1 to 30.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_rating_slip',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_table_id', p_table_id, 'p_seat_number', p_seat_number
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;
  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if not exists (select from pit_private.live_session(v_actor.casino_id, p_table_id)) then
    perform pit_private.fail('no_live_session', format('%s has no running session.', v_table.label));
  end if;
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_linkage', 'The visit has ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.seat_number = p_seat_number and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', format('Seat %s has an open slip.', p_seat_number));
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', 'The visit has an open slip at this table.');
  end if;
  insert into pit.rating_slip (casino_id, visit_id, gaming_table_id, seat_number, started_at)
  values (v_actor.casino_id, p_visit_id, p_table_id, p_seat_number, clock_timestamp())
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;
ALTER FUNCTION pit.rpc_start_rating_slip(p_visit_id uuid, p_table_id uuid, p_seat_number integer, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_start_table_rundown(uuid, text, integer, timestamp with time zone, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_start_table_rundown(p_table_session_id uuid, p_idempotency_key text DEFAULT NULL::text, p_expected_version integer DEFAULT NULL::integer, p_paper_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_paper_reason text DEFAULT NULL::text, p_paper_number text DEFAULT NULL::text) RETURNS pit.table_session
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;
  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or ACTIVE session is run down');
  end if;
  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'RUNDOWN', rundown_started_at = greatest(v_now, s.opened_at),
    rundown_started_by_staff_id = v_actor.staff_id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'rundown',
    pit_private.record_transition(
      v_session, 'rundown', v_from, v_actor.staff_id, v_session.rundown_started_at, null
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
ALTER FUNCTION pit.rpc_start_table_rundown(p_table_session_id uuid, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) OWNER TO pit_owner;

-- Name: rpc_start_visit(text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_start_visit(p_player_reference text DEFAULT NULL::text, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.visit
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reference text;
  v_replay jsonb;
  v_visit pit.visit;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  if p_player_reference is not null then
    v_reference := pit_private.checked_label(p_player_reference, 'player''s reference');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_visit', jsonb_build_object('p_player_reference', v_reference)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;
  insert into pit.visit (casino_id, player_reference) values (v_actor.casino_id, v_reference)
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit));
  return v_visit;
end
$$;
ALTER FUNCTION pit.rpc_start_visit(p_player_reference text, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_verify_table_credit(uuid, uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_verify_table_credit(p_credit_id uuid, p_runner_id uuid DEFAULT NULL::uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'dealer', 'floor_supervisor');
  return pit_private.verify_slip(v_actor, 'credit', p_credit_id, p_runner_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_verify_table_credit(p_credit_id uuid, p_runner_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_verify_table_fill(uuid, uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_verify_table_fill(p_fill_id uuid, p_runner_id uuid DEFAULT NULL::uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'dealer', 'floor_supervisor');
  return pit_private.verify_slip(v_actor, 'fill', p_fill_id, p_runner_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_verify_table_fill(p_fill_id uuid, p_runner_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_void_table_credit(uuid, text, text, uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_void_table_credit(p_credit_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_witnessed_by uuid DEFAULT NULL::uuid) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.void_slip(
    v_actor, 'credit', p_credit_id, p_reason, p_idempotency_key, p_witnessed_by
  );
end
$$;
ALTER FUNCTION pit.rpc_void_table_credit(p_credit_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) OWNER TO pit_owner;

-- Name: custody_void; Type: TABLE; Schema: pit;
CREATE TABLE pit.custody_void (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    inventory_snapshot_id uuid,
    drop_event_id uuid,
    replacing_snapshot_id uuid,
    replacing_drop_event_id uuid,
    reason pit.note NOT NULL,
    voided_at timestamp with time zone NOT NULL,
    voided_by_staff_id uuid NOT NULL,
    witnessed_by_staff_id uuid NOT NULL,
    CONSTRAINT replaced_by_its_kind CHECK ((((replacing_snapshot_id IS NULL) OR (inventory_snapshot_id IS NOT NULL)) AND ((replacing_drop_event_id IS NULL) OR (drop_event_id IS NOT NULL)))),
    CONSTRAINT voided_by_two_people CHECK ((witnessed_by_staff_id <> voided_by_staff_id)),
    CONSTRAINT voids_one_record CHECK ((num_nonnulls(inventory_snapshot_id, drop_event_id) = 1))
);
ALTER TABLE ONLY pit.custody_void ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE ONLY pit.custody_void FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.custody_void OWNER TO pit_owner;

-- Name: TABLE custody_void; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.custody_void IS 'Counts and drop records that were wrong, with what replaces them; append-only.';

-- Name: rpc_void_table_drop(uuid, text, text, uuid, text, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_void_table_drop(p_drop_event_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_witnessed_by uuid DEFAULT NULL::uuid, p_replacement_box_id text DEFAULT NULL::text, p_replacement_seal_no text DEFAULT NULL::text) RETURNS pit.custody_void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_box text;
  v_seal text;
  v_replay jsonb;
  v_wrong pit.table_drop_event;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'drop');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if num_nonnulls(p_replacement_box_id, p_replacement_seal_no) > 0 then
    v_box := pit_private.checked_label(p_replacement_box_id, 'right box');
    v_seal := pit_private.checked_label(p_replacement_seal_no, 'right seal');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_drop',
    jsonb_build_object(
      'p_drop_event_id', p_drop_event_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by,
      'p_replacement_box_id', v_box, 'p_replacement_seal_no', v_seal
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;
  select * into v_wrong from pit.table_drop_event d
  where d.casino_id = v_actor.casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such drop in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.removed_by_staff_id);
  perform pit_private.check_drop_may_be_voided(v_wrong, v_box is not null);
  if v_box is not null then
    if v_box = v_wrong.box_in_id then
      perform pit_private.fail('invalid_argument', 'That box was put in, not taken out.');
    end if;
    perform pit_private.queue_for_change(v_actor.casino_id);
    perform pit_private.check_box_out(
      v_actor.casino_id, v_wrong.gaming_table_id, v_box, v_wrong.removed_at
    );
    insert into pit.table_drop_event (
      casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
      box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_box, v_seal,
      v_wrong.box_in_id, v_wrong.box_in_seal_no, v_wrong.removed_at, v_actor.staff_id,
      p_witnessed_by, v_reason
    ) returning id into v_right_id;
    update pit.table_session s set drop_event_id = v_right_id
    where s.casino_id = v_actor.casino_id and s.gaming_table_id = v_wrong.gaming_table_id
      and s.drop_event_id = v_wrong.id;
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, drop_event_id, replacing_drop_event_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.removed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;
ALTER FUNCTION pit.rpc_void_table_drop(p_drop_event_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_box_id text, p_replacement_seal_no text) OWNER TO pit_owner;

-- Name: rpc_void_table_fill(uuid, text, text, uuid); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_void_table_fill(p_fill_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_witnessed_by uuid DEFAULT NULL::uuid) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.void_slip(
    v_actor, 'fill', p_fill_id, p_reason, p_idempotency_key, p_witnessed_by
  );
end
$$;
ALTER FUNCTION pit.rpc_void_table_fill(p_fill_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) OWNER TO pit_owner;

-- Name: rpc_void_table_inventory_snapshot(uuid, text, text, uuid, jsonb); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_void_table_inventory_snapshot(p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text DEFAULT NULL::text, p_witnessed_by uuid DEFAULT NULL::uuid, p_replacement_chipset jsonb DEFAULT NULL::jsonb) RETURNS pit.custody_void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_wrong pit.table_inventory_snapshot;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_inventory_snapshot_id is not null, 'count');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if p_replacement_chipset is not null then
    perform pit_private.check_chipset(p_replacement_chipset);
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_inventory_snapshot',
    jsonb_build_object(
      'p_inventory_snapshot_id', p_inventory_snapshot_id, 'p_reason', v_reason,
      'p_witnessed_by', p_witnessed_by, 'p_replacement_chipset', p_replacement_chipset
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;
  select * into v_wrong from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_inventory_snapshot_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such count in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.recorded_by_staff_id);
  perform pit_private.check_count_may_be_voided(v_wrong, p_replacement_chipset is not null);
  if p_replacement_chipset is not null then
    insert into pit.table_inventory_snapshot (
      casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
      recorded_by_staff_id, counted_with_staff_id, shift_boundary
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_wrong.snapshot_type,
      p_replacement_chipset, v_reason, v_wrong.counted_at, v_actor.staff_id, p_witnessed_by,
      v_wrong.shift_boundary
    ) returning id into v_right_id;
    perform pit_private.put_count_in_place(v_wrong, v_right_id);
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, inventory_snapshot_id, replacing_snapshot_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  -- The count a closed session owed was made after its close.
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id,
    least(
      v_wrong.counted_at,
      (
        select s.opened_at from pit.table_session s
        where s.casino_id = v_actor.casino_id and s.id = v_wrong.table_session_id
      )
    )
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;
ALTER FUNCTION pit.rpc_void_table_inventory_snapshot(p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_chipset jsonb) OWNER TO pit_owner;

-- Name: rpc_withdraw_table_credit(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_withdraw_table_credit(p_credit_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.withdraw_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_withdraw_table_credit(p_credit_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: rpc_withdraw_table_fill(uuid, text); Type: FUNCTION; Schema: pit;
CREATE FUNCTION pit.rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text DEFAULT NULL::text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.withdraw_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;
ALTER FUNCTION pit.rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text) OWNER TO pit_owner;

-- Name: acted_in_session(pit.table_session, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.acted_in_session(p_session pit.table_session, p_staff_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select from pit.table_session_event e
    where e.casino_id = p_session.casino_id and e.table_session_id = p_session.id
      and e.actor_id = p_staff_id
  ) or exists (
    select from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
      and (
        c.table_session_id = p_session.id
        or c.id in (
          p_session.expected_inventory_snapshot_id, p_session.opening_inventory_snapshot_id,
          p_session.closing_inventory_snapshot_id
        )
      )
      and p_staff_id in (c.recorded_by_staff_id, c.counted_with_staff_id)
  ) or exists (
    select from pit.table_drop_event d
    left join pit.drop_count_entry n on n.casino_id = d.casino_id and n.drop_event_id = d.id
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= coalesce(pit_private.box_left_at(p_session), 'infinity')
      and p_staff_id in (d.removed_by_staff_id, d.witnessed_by_staff_id, n.entered_by_staff_id)
  ) or exists (
    select from pit.fill_credit_slip s
    where s.casino_id = p_session.casino_id and s.table_session_id = p_session.id
      and p_staff_id in (
        s.requested_by_staff_id, s.issued_by_staff_id, s.runner_staff_id, s.verified_by_staff_id,
        s.deposited_by_staff_id, s.voided_by_staff_id, s.void_witnessed_by_staff_id,
        s.withdrawn_by_staff_id
      )
  ) or exists (
    select from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
      and b.occurred_at < coalesce(p_session.closed_at, 'infinity')
      and b.actor_id = p_staff_id
  ) or exists (
    select from pit.late_entry l
    where l.casino_id = p_session.casino_id and l.gaming_table_id = p_session.gaming_table_id
      and l.occurred_at >= p_session.opened_at
      and l.occurred_at <= coalesce(p_session.closed_at, 'infinity')
      and l.entered_by_staff_id = p_staff_id
  ) or exists (
    select from pit.custody_void v
    where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
      and v.voided_at >= p_session.opened_at
      and p_staff_id in (v.voided_by_staff_id, v.witnessed_by_staff_id)
  )
$$;
ALTER FUNCTION pit_private.acted_in_session(p_session pit.table_session, p_staff_id uuid) OWNER TO pit_owner;

-- Name: alert_causes(uuid, uuid[], timestamp with time zone, date, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.alert_causes(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone) RETURNS TABLE(gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamp with time zone, begins_at timestamp with time zone, amount_cents bigint, acknowledged_at timestamp with time zone, acknowledged_by_name text, note text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_house pit.casino_settings;
  v_double interval;
begin
  select * into v_house from pit.casino_settings h where h.casino_id = p_casino_id;
  v_double := make_interval(secs => v_house.same_amount_seconds);
  return query
  with live as materialized (
    select s.*, pit_private.opening_count_due(s) as waits_for_opener,
      o.counted_at as opener_at, o.total_cents as opener_cents
    from pit.table_session s
    left join pit.table_inventory_snapshot o
      on o.casino_id = p_casino_id and o.id = s.opening_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.status <> 'CLOSED'
      and s.gaming_table_id = any (p_table_ids)
  ),
  ended as materialized (
    select (l.session).id, (l.session).gaming_table_id, (l.session).closed_at,
      (l.session).closing_inventory_snapshot_id,
      pit_private.play_ended_at(l.session) as play_ended_at
    from unnest(p_table_ids) asked (table_id)
    cross join lateral (
      select s as session from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = asked.table_id
        and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
      order by s.closed_at desc
      limit 1
    ) l
  ),
  -- The opening count to begin with: a table that waits for it has no play to count at a change.
  changed as (
    select l.gaming_table_id, b.kind, b.at
    from live l
    cross join lateral (
      values ('day_change_uncounted', p_day_start), ('change_count_missing', p_shift_start)
    ) b (kind, at)
    where not l.waits_for_opener and l.opened_at < b.at
      and (b.kind = 'day_change_uncounted' or b.at <> p_day_start)
      and not exists (
        select from pit_private.standing_count c
        where c.casino_id = p_casino_id and c.gaming_table_id = l.gaming_table_id
          and c.shift_boundary = b.at and (
            not v_house.count_signature or pit_private.signature_due(p_casino_id, c.id) is null
          )
      )
  ),
  -- Looked up table by table: joined, the planner may read the whole history instead.
  entry as (
    select b.*, l.opened_at, lag(b.created_at) over entered as before_at,
      lead(b.created_at) over entered as after_at
    from live l
    cross join lateral (
      select n.id, n.gaming_table_id, n.amount_cents, n.actor_id, n.created_at
      from pit.table_buyin_telemetry n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
        and n.created_at >= greatest(p_day_start, l.opened_at - v_double)
        and n.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      offset 0
    ) b
    where v_house.same_amount_seconds > 0
    window entered as (
      partition by b.gaming_table_id, b.amount_cents order by b.created_at, b.id
    )
  ),
  -- Few entries have the same amount so near; only of these is asked whether they still stand.
  stood as (
    select n.*, lag(n.actor_id) over entered as before_by,
      lag(n.created_at) over entered as stood_at
    from entry n
    where (n.created_at - n.before_at <= v_double or n.after_at - n.created_at <= v_double)
      and (
        select true from pit.table_buyin_telemetry r
        where r.casino_id = p_casino_id and r.reverses_id = n.id
      ) is null
    window entered as (
      partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
    )
  ),
  -- Somebody else's last entry is the one before this person's began to follow each other: with
  -- it carried along, thousands of one amount are looked at once each.
  followed as (
    select n.*, max(n.stood_at) filter (where n.before_by <> n.actor_id) over (
        partition by n.gaming_table_id, n.amount_cents order by n.created_at, n.id
        rows unbounded preceding
      ) as other_at
    from stood n
  ),
  found as (
    select f.gaming_table_id, 'slip_late' as kind, f.id::text as cause, f.requested_at as since,
      f.requested_at + make_interval(secs => v_house.alert_slip_seconds) as begins_at,
      null::bigint as amount_cents
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = any (p_table_ids)
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
    union all
    select l.gaming_table_id, 'opener_differs', l.opening_inventory_snapshot_id || '/' || e.id,
      l.opener_at, '-infinity', l.opener_cents - e.total_cents
    from live l
    join pit.table_inventory_snapshot e
      on e.casino_id = p_casino_id and e.id = l.expected_inventory_snapshot_id
    where l.opener_cents <> e.total_cents
    union all
    select d.gaming_table_id, 'count_owed', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where d.closing_inventory_snapshot_id is null
      and not exists (select from live l where l.gaming_table_id = d.gaming_table_id)
    union all
    select c.gaming_table_id, c.kind, pit_private.alert_instant(c.at), c.at,
      c.at + make_interval(secs => v_house.alert_change_count_seconds), null
    from changed c
    union all
    select l.gaming_table_id, 'opening_count_late', l.id::text, l.opened_at,
      l.opened_at + make_interval(secs => v_house.alert_opening_count_seconds), null
    from live l
    where l.waits_for_opener
    union all
    select l.gaming_table_id, 'rundown_long', pit_private.alert_instant(l.rundown_started_at),
      l.rundown_started_at,
      l.rundown_started_at + make_interval(secs => v_house.alert_rundown_seconds), null
    from live l
    where l.status = 'RUNDOWN'
    union all
    select d.gaming_table_id, 'box_not_recorded', d.id::text, d.closed_at, '-infinity', null
    from ended d
    where (
      select true from pit_private.standing_drop n
      where n.casino_id = p_casino_id and n.gaming_table_id = d.gaming_table_id
        and n.removed_at >= d.play_ended_at
      limit 1
    ) is null
    union all
    select l.gaming_table_id, 'no_entry', pit_private.alert_instant(q.quiet_since),
      q.quiet_since,
      q.quiet_since + make_interval(secs => v_house.alert_no_entry_seconds), null
    from live l
    cross join lateral (
      select greatest(
        l.opened_at, l.opener_at,
        (
          select max(b.created_at) from pit.table_buyin_telemetry b
          where b.casino_id = p_casino_id and b.gaming_table_id = l.gaming_table_id
        )
      ) as quiet_since
    ) q
    where v_house.alert_no_entry_seconds > 0 and l.status = 'ACTIVE'
    union all
    select l.gaming_table_id, 'need_high', c.id::text, c.counted_at, '-infinity',
      t.par_cents - c.total_cents
    from live l
    join pit_private.terms_in_force(p_casino_id, p_table_ids, p_gaming_day) t
      on t.gaming_table_id = l.gaming_table_id
    cross join lateral (
      select n.id, n.counted_at, n.total_cents from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = l.gaming_table_id
      order by n.counted_at desc, n.id desc
      limit 1
    ) c
    where v_house.alert_need_cents > 0 and t.par_cents - c.total_cents > v_house.alert_need_cents
    union all
    select b.gaming_table_id, 'possible_double', b.id::text, b.created_at, '-infinity',
      b.amount_cents
    from followed b
    where b.created_at - b.other_at <= v_double and b.created_at >= b.opened_at
  ),
  keyed as (
    select f.*, f.kind || ':' || f.gaming_table_id || ':' || f.cause as alert_key,
      case
        when f.kind in ('no_entry', 'need_high', 'possible_double') then 'attention'
        else 'custody'
      end as alert_class
    from found f
  )
  select k.gaming_table_id, k.alert_key, k.kind, k.alert_class, k.since, k.begins_at,
    k.amount_cents, a.acknowledged_at, p.name::text, a.note::text
  from keyed k
  left join pit.alert_acknowledgement a
    on a.casino_id = p_casino_id and a.alert_key = k.alert_key
  left join pit.staff p on p.casino_id = p_casino_id and p.id = a.acknowledged_by_staff_id;
end
$$;
ALTER FUNCTION pit_private.alert_causes(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone) OWNER TO pit_owner;

-- Name: alert_instant(timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.alert_instant(p_at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select to_char(p_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS.US"Z"')
$$;
ALTER FUNCTION pit_private.alert_instant(p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: allow_gateway(text, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.allow_gateway(p_login text, p_is_allowed boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_login constant regrole := (
    select r.oid from pg_roles r
    where r.rolname::text = p_login and (r.rolcanlogin or not p_is_allowed)
  );
begin
  if v_login is null then
    perform pit_private.fail('entry_not_found', format('There is no login %s.', p_login));
  end if;
  if not p_is_allowed then
    delete from pit_private.gateway_login g where g.login = v_login;
  elsif exists (select from pit_private.staff_login l where l.login = v_login) or exists (
    select from pg_roles r where pg_has_role(v_login, r.oid, 'member') and (
      r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
      or r.rolname in (
        'pit_owner', 'pit_identity', 'pg_read_all_data', 'pg_write_all_data',
        'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'
      )
    )
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s is staff or administers the server.', p_login)
    );
  else
    insert into pit_private.gateway_login (login) values (v_login) on conflict do nothing;
  end if;
  perform pit_private.record_audit(
    c.id, null, 'administration', 'set gateway', null,
    jsonb_build_object('login', p_login, 'is_allowed', p_is_allowed), null, null
  )
  from pit.casino c;
end
$$;
ALTER FUNCTION pit_private.allow_gateway(p_login text, p_is_allowed boolean) OWNER TO pit_identity;

-- Name: amount_in_words(uuid, bigint); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.amount_in_words(p_casino_id uuid, p_cents bigint) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select s.currency_symbol || case when s.currency_symbol ~ '[[:alpha:]]$' then U&'\00A0' else '' end
    || to_char(
      p_cents / u.size,
      'FM999,999,990' || case when p_cents % u.size = 0 then ''
        else '.' || repeat('0', s.currency_minor_units) end
    )
  from pit.casino_settings s
  cross join lateral (select power(10::numeric, s.currency_minor_units)) u (size)
  where s.casino_id = p_casino_id
$_$;
ALTER FUNCTION pit_private.amount_in_words(p_casino_id uuid, p_cents bigint) OWNER TO pit_owner;

-- Name: announce_floor(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.announce_floor(p_casino_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  update pit.casino_change c
  set change_number = c.change_number + 1, whole_number = c.change_number + 1
  where c.casino_id = p_casino_id;
  select pg_notify('pitterm', '');
$$;
ALTER FUNCTION pit_private.announce_floor(p_casino_id uuid) OWNER TO pit_identity;

-- Name: attach_owed_count(uuid, pit.table_inventory_snapshot, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.attach_owed_count(p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_owing pit.table_session;
begin
  if p_count.snapshot_type <> 'close'
    or pit_private.signature_due(p_count.casino_id, p_count.id) is not null
    or exists (
      select from pit_private.live_session(p_count.casino_id, p_count.gaming_table_id)
    ) then
    return;
  end if;
  update pit.table_session s set closing_inventory_snapshot_id = p_count.id
  from pit_private.last_closed_session(p_count.casino_id, p_count.gaming_table_id) l
  where s.casino_id = p_count.casino_id and s.id = l.id and s.id = p_count.table_session_id
    and s.closing_inventory_snapshot_id is null
  returning s.* into v_owing;
  if found then
    perform pit_private.record_transition(
      v_owing, 'count_attached', 'CLOSED', p_actor_id, p_at, p_count.note
    );
    perform pit_private.refresh_rundowns(
      v_owing.casino_id, v_owing.gaming_table_id, v_owing.opened_at
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.attach_owed_count(p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: audit_administration(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.audit_administration() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row constant jsonb := coalesce(v_after, v_before);
begin
  if v_before - 'updated_at' = v_after - 'updated_at' then
    return null;
  end if;
  perform pit_private.record_audit(
    coalesce(v_row ->> 'casino_id', v_row ->> 'id')::uuid, null, 'administration',
    format('%s %s', lower(tg_op), tg_table_name), null, null, v_before, v_after
  );
  return null;
end
$$;
ALTER FUNCTION pit_private.audit_administration() OWNER TO pit_owner;

-- Name: audit_dated(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.audit_dated() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  v_after constant jsonb := to_jsonb(new);
  v_before_day constant date := new.effective_from - 1;
begin
  if tg_op = 'INSERT' and tg_table_name = 'casino_hours' then
    select to_jsonb(h) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h;
  elsif tg_op = 'INSERT' and tg_table_name = 'shift_hours' then
    select jsonb_build_object('starts_at', s.starts_at) into v_before
    from pit_private.hours_on(new.casino_id, v_before_day) h
    cross join lateral pit_private.shift_starts(new.casino_id, h.effective_from) s
    where s.shift_id = new.shift_id;
  elsif tg_op = 'INSERT' then
    select to_jsonb(t) - 'gaming_table_id' into v_before
    from pit_private.terms_in_force(
      new.casino_id, array[new.gaming_table_id], v_before_day
    ) t;
  end if;
  if v_before is not null and (v_before - 'effective_from' - 'begins_at') <@ v_after then
    return null;
  end if;
  perform pit_private.record_audit(
    new.casino_id, null, 'administration', format('%s %s', lower(tg_op), tg_table_name), null, null,
    v_before, v_after
  );
  return null;
end
$$;
ALTER FUNCTION pit_private.audit_dated() OWNER TO pit_owner;

-- Name: backfill_telemetry(uuid, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.backfill_telemetry(p_casino_id uuid, p_batch integer) RETURNS TABLE(done bigint, inserted bigint, remaining boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '30s'
    AS $$
declare
  v_place pit_private.backfill_place;
  v_last record;
begin
  done := 0;
  inserted := 0;
  v_place := pit_private.next_place_to_backfill(p_casino_id);
  if v_place.gaming_table_id is not null then
    select * into v_last from pit_private.next_to_backfill(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id, p_batch
    );
    done := coalesce(v_last.done, 0);
    inserted := pit_private.bridge_missing(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id,
      v_last.created_at, v_last.id, done
    );
    update pit_private.backfill_place p
    set created_at = coalesce(v_last.created_at, p.created_at),
      transaction_id = coalesce(v_last.id, p.transaction_id),
      is_done = not coalesce(v_last.remaining, false)
    where p.casino_id = p_casino_id and p.gaming_table_id = v_place.gaming_table_id;
  end if;
  remaining := exists (
    select from pit_private.backfill_place p where p.casino_id = p_casino_id and not p.is_done
  );
  if inserted > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'backfill telemetry', null,
      jsonb_build_object('batch', p_batch), null, jsonb_build_object('inserted', inserted)
    );
    update pit.casino_change c
    set change_number = c.change_number + 1, whole_number = c.change_number + 1
    where c.casino_id = p_casino_id;
    perform pg_notify('pitterm', '');
  end if;
  return next;
end
$$;
ALTER FUNCTION pit_private.backfill_telemetry(p_casino_id uuid, p_batch integer) OWNER TO pit_identity;

-- Name: begin_backfill(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.begin_backfill(p_casino_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '30s'
    AS $$
begin
  if exists (select from pit_private.backfill_place p where p.casino_id = p_casino_id) then
    return;
  end if;
  insert into pit_private.backfill_place (casino_id, gaming_table_id)
  select g.casino_id, g.id from pit.gaming_table g
  where g.casino_id = p_casino_id and (
    select true from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = g.id
    limit 1
  )
  order by g.id
  on conflict do nothing;
end
$$;
ALTER FUNCTION pit_private.begin_backfill(p_casino_id uuid) OWNER TO pit_identity;

-- Name: begin_command(pit_private.actor, text, text, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.begin_command(p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_logged pit.command_log;
begin
  perform pit_private.demand_read_committed();
  insert into pit.command_log (casino_id, idempotency_key, function_name, arguments, actor_id)
  values (p_actor.casino_id, p_key, p_function_name, p_arguments, p_actor.staff_id)
  on conflict (casino_id, idempotency_key) do nothing;
  if found then
    return null;
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = p_actor.casino_id and l.idempotency_key = p_key;
  if v_logged.is_fenced then
    perform pit_private.fail('idempotency_conflict', 'This command was given up and can never apply.');
  end if;
  if (v_logged.function_name, v_logged.arguments, v_logged.actor_id)
    is distinct from (p_function_name, p_arguments, p_actor.staff_id) then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another request.');
  end if;
  return v_logged.result;
end
$$;
ALTER FUNCTION pit_private.begin_command(p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb) OWNER TO pit_owner;

-- Name: board_alerts(uuid, uuid[], timestamp with time zone, date, timestamp with time zone, timestamp with time zone, boolean, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.board_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone, p_sees_figures boolean, p_sees_names boolean) RETURNS TABLE(gaming_table_id uuid, alerts json, next_alert_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select a.gaming_table_id, json_agg(
    json_build_object(
      'key', a.alert_key, 'kind', a.kind, 'alert_class', a.alert_class, 'since', a.since,
      'amount_cents', case when p_sees_figures then a.amount_cents end,
      'acknowledged_at', a.acknowledged_at,
      'acknowledged_by_name', case when p_sees_names then a.acknowledged_by_name end,
      'note', case when p_sees_figures and p_sees_names then a.note end
    )
    order by a.alert_class = 'attention', a.since, a.alert_key
  ) filter (where a.begins_at <= p_as_of),
  min(a.begins_at) filter (where a.begins_at > p_as_of)
  from pit_private.alert_causes(
    p_casino_id, p_table_ids, p_as_of, p_gaming_day, p_day_start, p_shift_start
  ) a
  group by a.gaming_table_id
$$;
ALTER FUNCTION pit_private.board_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone, p_sees_figures boolean, p_sees_names boolean) OWNER TO pit_owner;

-- Name: box_left_at(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.box_left_at(p_session pit.table_session) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select min(d.removed_at) from pit_private.standing_drop d
  where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
    and d.removed_at >= pit_private.play_ended_at(p_session)
$$;
ALTER FUNCTION pit_private.box_left_at(p_session pit.table_session) OWNER TO pit_owner;

-- Name: box_on_table(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.box_on_table(p_casino_id uuid, p_table_id uuid, p_before timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select d.box_in_id::text
  from (
    select n.box_in_id from pit_private.standing_drop n
    where n.casino_id = p_casino_id and n.gaming_table_id = p_table_id and n.removed_at < p_before
    order by n.removed_at desc, n.created_at desc
    limit 1
  ) d
  where pit_private.table_of_box(p_casino_id, d.box_in_id, p_before) = p_table_id
$$;
ALTER FUNCTION pit_private.box_on_table(p_casino_id uuid, p_table_id uuid, p_before timestamp with time zone) OWNER TO pit_owner;

-- Name: boxes_are_released(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.boxes_are_released(p_session pit.table_session) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select pit_private.box_left_at(p_session) is not null and not exists (
    select from pit_private.standing_drop d
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= pit_private.box_left_at(p_session)
      and not exists (
        select from pit.drop_count c
        where c.casino_id = d.casino_id and c.drop_event_id = d.id
          and pit_private.is_told(c.released_in)
      )
  )
$$;
ALTER FUNCTION pit_private.boxes_are_released(p_session pit.table_session) OWNER TO pit_owner;

-- Name: bridge_buyin(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_original pit.player_financial_transaction;
  v_correction pit.player_financial_transaction;
  v_entry pit.table_buyin_telemetry;
  v_bridged pit.table_buyin_telemetry;
  v_amount_cents bigint;
  v_inserted int := 0;
begin
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and t.id = p_original_id and t.transaction_kind = 'original'
    and t.direction = 'in' and t.rating_slip_id is not null;
  if not found then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, v_original.gaming_table_id);
  v_entry := pit_private.insert_bridged(v_original, null, v_original.amount_cents);
  if v_entry.id is not null then
    v_inserted := 1;
  else
    select * into strict v_entry from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || p_original_id;
    if exists (
      select from pit.table_buyin_telemetry r
      where r.casino_id = p_casino_id and r.reverses_id = v_entry.id
    ) then
      return 0;
    end if;
  end if;
  for v_correction in
    select t.* from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.corrects_id = p_original_id
    order by (t.transaction_kind = 'reversal'), t.created_at, t.id
  loop
    v_amount_cents := case v_correction.transaction_kind
      when 'adjustment' then v_correction.amount_cents
      else -pit_private.standing_entry_cents(p_casino_id, v_entry.id)
    end;
    -- Nothing is taken back of what was adjusted away.
    continue when v_amount_cents = 0;
    v_bridged := pit_private.insert_bridged(v_correction, v_entry, v_amount_cents);
    v_inserted := v_inserted + (v_bridged.id is not null)::int;
  end loop;
  return v_inserted;
end
$$;
ALTER FUNCTION pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) OWNER TO pit_owner;

-- Name: bridge_missing(uuid, uuid, timestamp with time zone, uuid, timestamp with time zone, uuid, bigint); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.bridge_missing(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid, p_number bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id uuid;
  v_inserted bigint;
begin
  if not pit_private.lacks_entries(
    p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
  ) then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, p_table_id);
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key
  )
  select o.id, o.casino_id, o.gaming_table_id, o.amount_cents, 'RATED_BUYIN', o.tender_type,
    o.visit_id, o.rating_slip_id, o.occurred_at, o.actor_id, o.note, 'pft:' || o.id
  from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and (o.created_at, o.id) > (p_after, p_after_id)
    and (o.created_at, o.id) <= (p_until, p_until_id)
    and o.transaction_kind = 'original' and o.direction = 'in' and o.rating_slip_id is not null
    and (
      select true from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = o.id
      limit 1
    ) is null
  order by o.created_at, o.id
  on conflict (casino_id, idempotency_key) do nothing;
  get diagnostics v_inserted = row_count;
  if v_inserted = p_number then
    return v_inserted;
  end if;
  for v_id in
    select id from pit_private.corrected_buyins(
      p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
    ) id
  loop
    v_inserted := v_inserted + pit_private.bridge_buyin(p_casino_id, v_id);
  end loop;
  return v_inserted;
end
$$;
ALTER FUNCTION pit_private.bridge_missing(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid, p_number bigint) OWNER TO pit_owner;

-- Name: bridge_transaction(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.bridge_transaction() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_inserted int;
begin
  begin
    v_inserted := pit_private.bridge_buyin(new.casino_id, coalesce(new.corrects_id, new.id));
  exception when others then
    raise log 'transaction % did not reach the telemetry: %', new.id, sqlstate;
    return null;
  end;
  if v_inserted > 0 then
    begin
      perform pit_private.refresh_closed_sessions(
        new.casino_id, new.gaming_table_id, new.occurred_at
      );
    exception when others then
      raise log 'the rundowns after transaction % were not computed: %', new.id, sqlstate;
    end;
  end if;
  return null;
end
$$;
ALTER FUNCTION pit_private.bridge_transaction() OWNER TO pit_owner;

-- Name: carry_hours(uuid, date, jsonb, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.carry_hours(p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from > p_effective_from
    order by h.effective_from
  loop
    v_kept := pit_private.kept_step(
      p_before, v_kept, pit_private.hours_said(p_casino_id, v_day)
    );
    exit when v_kept = '{}';
    perform pit_private.write_hours(
      p_casino_id, v_day, pit_private.hours_said(p_casino_id, v_day) || v_kept
    );
  end loop;
  update pit.casino_hours h
  set begins_at = (h.effective_from + h.gaming_day_start) at time zone h.time_zone
  where h.casino_id = p_casino_id and h.begins_at > clock_timestamp()
    and h.begins_at <> (h.effective_from + h.gaming_day_start) at time zone h.time_zone;
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from >= p_effective_from
      and h.begins_at
        <= pit_private.gaming_day_started_at(p_casino_id, h.effective_from - 1)
  loop
    perform pit_private.fail(
      'invalid_argument', format('Nothing would be left of the day before %s.', v_day)
    );
  end loop;
end
$$;
ALTER FUNCTION pit_private.carry_hours(p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb) OWNER TO pit_identity;

-- Name: carry_slip(pit_private.actor, text, uuid, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.carry_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_carry_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' and (p_kind = 'fill' or v_slip.status <> 'REQUESTED') then
    perform pit_private.refuse_slip_step(
      v_slip,
      case p_kind
        when 'fill' then 'its chips are carried once it is issued'
        else 'its chips are carried once it is requested or issued'
      end
    );
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'and a runner has signed for it already');
  end if;
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');
  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set runner_staff_id = p_actor.staff_id, carried_at = pit_private.next_slip_time(v_slip)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.carry_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) OWNER TO pit_owner;

-- Name: gaming_table; Type: TABLE; Schema: pit;
CREATE TABLE pit.gaming_table (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    pit_id uuid,
    label pit.label NOT NULL,
    spot integer NOT NULL,
    game pit.label NOT NULL,
    min_bet_cents bigint NOT NULL,
    max_bet_cents bigint NOT NULL,
    par_cents bigint,
    chip_set_id uuid NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT gaming_table_min_bet_cents_check CHECK ((min_bet_cents > 0)),
    CONSTRAINT gaming_table_par_cents_check CHECK (((par_cents >= 0) AND (par_cents <= '100000000000'::bigint))),
    CONSTRAINT gaming_table_spot_check CHECK (((spot >= 1) AND (spot <= 99))),
    CONSTRAINT gaming_table_status_check CHECK ((status = ANY (ARRAY['inactive'::text, 'active'::text, 'closed'::text]))),
    CONSTRAINT limits_in_order CHECK ((max_bet_cents >= min_bet_cents))
);
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN label SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN spot SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN game SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN min_bet_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN max_bet_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table ALTER COLUMN par_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.gaming_table FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.gaming_table OWNER TO pit_owner;

-- Name: TABLE gaming_table; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.gaming_table IS 'A table of the floor, with its limits, its par and the chips of its tray.';

-- Name: COLUMN gaming_table.status; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.gaming_table.status IS 'Whether the table is on the floor at all; not its session.';

-- Name: carry_terms(pit.gaming_table, date, jsonb, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.carry_terms(p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select t.effective_from from pit.table_terms t
    where t.casino_id = p_table.casino_id and t.gaming_table_id = p_table.id
      and t.effective_from > p_effective_from
    order by t.effective_from
  loop
    v_kept := pit_private.kept_step(p_before, v_kept, pit_private.terms_said(p_table, v_day));
    exit when v_kept = '{}';
    perform pit_private.write_terms(
      p_table, v_day, pit_private.terms_said(p_table, v_day) || v_kept
    );
  end loop;
end
$$;
ALTER FUNCTION pit_private.carry_terms(p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb) OWNER TO pit_identity;

-- Name: casino_at_work(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.casino_at_work(p_casino_id uuid) RETURNS TABLE(live_labels text[], has_history boolean, ran_labels text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select
    array(
      select t.label::text from pit.table_session s
      join pit.gaming_table t on t.casino_id = s.casino_id and t.id = s.gaming_table_id
      where s.casino_id = p_casino_id and s.status <> 'CLOSED'
      order by t.label
    ),
    exists (select from pit.table_session s where s.casino_id = p_casino_id)
    or exists (select from pit.table_inventory_snapshot n where n.casino_id = p_casino_id)
    or exists (select from pit.table_buyin_telemetry e where e.casino_id = p_casino_id)
    or exists (select from pit.player_financial_transaction m where m.casino_id = p_casino_id),
    array(
      select distinct t.label::text from pit.table_session s
      join pit.gaming_table t on t.casino_id = s.casino_id and t.id = s.gaming_table_id
      where s.casino_id = p_casino_id and (
        s.status <> 'CLOSED' or s.closed_at >= pit_private.gaming_day_started_at(
          p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp())
        )
      )
    )
$$;
ALTER FUNCTION pit_private.casino_at_work(p_casino_id uuid) OWNER TO pit_identity;

-- Name: change_counted_for(uuid, uuid[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.change_counted_for(p_casino_id uuid, p_table_ids uuid[]) RETURNS TABLE(gaming_table_id uuid, counted_for timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select asked.table_id, c.shift_boundary
  from unnest(p_table_ids) asked (table_id)
  cross join lateral (
    select n.shift_boundary from pit_private.standing_count n
    where n.casino_id = p_casino_id and n.gaming_table_id = asked.table_id
      and n.shift_boundary is not null
      and pit_private.signature_due(p_casino_id, n.id) is null
    order by n.shift_boundary desc
    limit 1
  ) c
$$;
ALTER FUNCTION pit_private.change_counted_for(p_casino_id uuid, p_table_ids uuid[]) OWNER TO pit_owner;

-- Name: check_box_in(uuid, text, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_box_in(p_casino_id uuid, p_box text, p_before timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_place constant uuid := coalesce(
    pit_private.table_of_box(p_casino_id, p_box, p_before),
    (
      select d.gaming_table_id from pit_private.standing_drop d
      where d.casino_id = p_casino_id and p_box in (d.drop_box_id, d.box_in_id)
        and d.removed_at >= p_before
      order by d.removed_at, d.created_at
      limit 1
    )
  );
begin
  if v_place is not null then
    perform pit_private.refuse_box(p_casino_id, p_box, v_place);
  end if;
end
$$;
ALTER FUNCTION pit_private.check_box_in(p_casino_id uuid, p_box text, p_before timestamp with time zone) OWNER TO pit_owner;

-- Name: check_box_out(uuid, uuid, text, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_box_out(p_casino_id uuid, p_table_id uuid, p_box text, p_before timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_place constant uuid := pit_private.table_of_box(p_casino_id, p_box, p_before);
  v_known constant text := pit_private.box_on_table(p_casino_id, p_table_id, p_before);
begin
  if v_place <> p_table_id then
    perform pit_private.refuse_box(p_casino_id, p_box, v_place);
  end if;
  if v_known <> p_box then
    perform pit_private.fail(
      'invalid_argument', format('The box on this table is %s; take that one out.', v_known)
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_box_out(p_casino_id uuid, p_table_id uuid, p_box text, p_before timestamp with time zone) OWNER TO pit_owner;

-- Name: check_box_took_its_forms(uuid, uuid, text, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_box_took_its_forms(p_casino_id uuid, p_table_id uuid, p_box text, p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_form text;
begin
  select f.slip_label into v_form from pit.fill_credit_slip f
  where f.casino_id = p_casino_id and f.gaming_table_id = p_table_id and f.drop_box_id = p_box
    and f.deposited_at > p_at
  order by f.deposited_at
  limit 1;
  if found then
    perform pit_private.fail(
      'invalid_argument', format('At that time %s was not in this box yet.', v_form)
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_box_took_its_forms(p_casino_id uuid, p_table_id uuid, p_box text, p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: check_buyin(bigint, text, text, uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_buyin(p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A buy-in is above zero and no more than one entry may carry.');
  end if;
  perform pit_private.demand_argument(p_kind is not null, 'kind of buy-in');
  if p_kind not in ('RATED_BUYIN', 'GRIND_BUYIN') then
    perform pit_private.fail('invalid_argument', 'A buy-in is rated or unrated.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
  if p_kind = 'RATED_BUYIN' and (p_visit_id is null or p_rating_slip_id is null) then
    perform pit_private.fail('invalid_linkage', 'A rated buy-in names its visit and its rating slip.');
  end if;
  if p_kind = 'GRIND_BUYIN' and (p_visit_id is not null or p_rating_slip_id is not null) then
    perform pit_private.fail('invalid_linkage', 'An unrated buy-in names neither visit nor slip.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_buyin(p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid) OWNER TO pit_owner;

-- Name: check_chipset(jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_chipset(p_chipset jsonb) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_fault text;
begin
  if jsonb_typeof(p_chipset) is distinct from 'object' or p_chipset = '{}' then
    perform pit_private.fail('invalid_chipset', 'The count names no denomination.');
  end if;
  if (select count(*) from jsonb_object_keys(p_chipset)) > 64 then
    perform pit_private.fail('invalid_chipset', 'A tray has at most 64 denominations.');
  end if;
  select case
    when key !~ '^[1-9][0-9]{0,8}$' or key::bigint > 100000000
      then 'A denomination is above zero and no more than a chip can be worth.'
    when jsonb_typeof(value) <> 'number' or value::text !~ '^[0-9]{1,6}$'
      or value::text::bigint > 100000
      then 'A count of one denomination is a whole number from 0 to 100,000.'
    end
  into v_fault
  from jsonb_each(p_chipset)
  order by 1 nulls last
  limit 1;
  if v_fault is not null then
    perform pit_private.fail('invalid_chipset', v_fault);
  end if;
  if pit_private.chipset_total_cents(p_chipset) > 100000000000 then
    perform pit_private.fail('invalid_chipset', 'The tray is worth more than a tray can be.');
  end if;
end
$_$;
ALTER FUNCTION pit_private.check_chipset(p_chipset jsonb) OWNER TO pit_owner;

-- Name: check_closing_artifacts(pit.table_session, uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_closing_artifacts(p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_made_in uuid;
  v_signer text;
begin
  if p_drop_event_id is null and p_count_id is null then
    perform pit_private.fail('missing_closing_artifact', 'Close with a closing count or a drop.');
  end if;
  if p_count_id is null and (
    select s.closing_count_required from pit.casino_settings s
    where s.casino_id = p_session.casino_id
  ) then
    perform pit_private.fail('missing_closing_artifact', 'This casino closes a table with a count.');
  end if;
  if p_count_id is not null then
    select c.table_session_id into v_made_in from pit_private.standing_count c
    where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
      and c.id = p_count_id and c.snapshot_type = 'close';
    if not found then
      perform pit_private.fail('artifact_not_found', 'That is not a closing count of this table.');
    end if;
    perform pit_private.check_made_in_session(
      p_session, v_made_in,
      exists (
        select from pit.table_session s
        where s.casino_id = p_session.casino_id and s.closing_inventory_snapshot_id = p_count_id
      )
    );
    v_signer := pit_private.signature_due(p_session.casino_id, p_count_id);
    if v_signer is not null then
      perform pit_private.fail(
        'missing_closing_artifact', format('%s has to sign the closing count first.', v_signer)
      );
    end if;
  end if;
  if p_drop_event_id is not null then
    select d.table_session_id into v_made_in from pit_private.standing_drop d
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.id = p_drop_event_id;
    if not found then
      perform pit_private.fail('artifact_not_found', 'That is not a drop of this table.');
    end if;
    perform pit_private.check_made_in_session(
      p_session, v_made_in,
      exists (
        select from pit.table_session s
        where s.casino_id = p_session.casino_id and s.drop_event_id = p_drop_event_id
      )
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_closing_artifacts(p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid) OWNER TO pit_owner;

-- Name: check_correction(text, bigint); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_correction(p_kind text, p_amount_cents bigint) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.demand_argument(p_kind is not null, 'kind of correction');
  if p_kind not in ('adjustment', 'reversal') then
    perform pit_private.fail('invalid_argument', 'A correction is an adjustment or a reversal.');
  end if;
  if p_kind = 'reversal' then
    if p_amount_cents is not null then
      perform pit_private.fail(
        'invalid_argument', 'A reversal takes back all that stands; it names no amount.'
      );
    end if;
    return;
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents = 0 or p_amount_cents not between -1000000000 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', 'An adjustment is not zero and no more than one entry may carry.'
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_correction(p_kind text, p_amount_cents bigint) OWNER TO pit_owner;

-- Name: check_count_fits_state(pit.table_session, boolean, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_count_fits_state(p_session pit.table_session, p_is_owed boolean, p_snapshot_type text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_session.id is null then
    if p_snapshot_type <> 'open' and not p_is_owed then
      perform pit_private.fail('no_live_session', 'Without a session only an opening count is taken.');
    end if;
  elsif p_snapshot_type = 'open' then
    if not pit_private.opening_count_due(p_session) then
      perform pit_private.refuse_transition(p_session, 'its time for an opening count is over');
    end if;
  elsif p_session.status = 'OPEN' then
    perform pit_private.fail('missing_opening_count', 'The session waits for its opening count.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_count_fits_state(p_session pit.table_session, p_is_owed boolean, p_snapshot_type text) OWNER TO pit_owner;

-- Name: check_count_may_be_voided(pit.table_inventory_snapshot, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_count_may_be_voided(p_count pit.table_inventory_snapshot, p_is_replaced boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_count.casino_id and v.inventory_snapshot_id = p_count.id
  ) then
    perform pit_private.fail('already_reversed', 'The count was already voided.');
  end if;
  perform pit_private.demand_not_final(
    p_count.casino_id,
    pit_private.lock_sessions_of_record(
      p_count.casino_id, p_count.gaming_table_id, p_count.table_session_id, p_count.id
    )
  );
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_count.casino_id and s.gaming_table_id = p_count.gaming_table_id
      and p_count.id in (
        s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
        s.closing_inventory_snapshot_id
      )
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That count opened or closed a session; give the right chips.'
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_count_may_be_voided(p_count pit.table_inventory_snapshot, p_is_replaced boolean) OWNER TO pit_owner;

-- Name: check_denominations(pit.gaming_table, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_denominations(p_table pit.gaming_table, p_chipset jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_foreign_cents bigint;
begin
  select min(c.cents::bigint) into v_foreign_cents
  from jsonb_object_keys(p_chipset) as c (cents)
  where c.cents::bigint <> all (
    select unnest(k.denominations_cents) from pit.chip_set k
    where k.casino_id = p_table.casino_id and k.id = p_table.chip_set_id
  );
  if v_foreign_cents is not null then
    perform pit_private.fail(
      'invalid_chipset',
      format(
        '%s has no chip of %s.', p_table.label,
        pit_private.amount_in_words(p_table.casino_id, v_foreign_cents)
      )
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_denominations(p_table pit.gaming_table, p_chipset jsonb) OWNER TO pit_owner;

-- Name: check_drop_may_be_voided(pit.table_drop_event, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_drop_may_be_voided(p_drop pit.table_drop_event, p_is_replaced boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_reversed', 'The drop was already voided.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_drop.casino_id and n.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  perform pit_private.demand_not_final(
    p_drop.casino_id,
    pit_private.lock_sessions_of_record(
      p_drop.casino_id, p_drop.gaming_table_id, p_drop.table_session_id, p_drop.id
    )
  );
  -- Without this removal, the play before it would be in the box of a session that is final.
  if not p_is_replaced then
    perform pit_private.demand_not_final(
      p_drop.casino_id,
      array(
        select s.id from pit.table_session s
        where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
          and s.opened_at >= p_drop.removed_at
          and p_drop.removed_at = (
            select max(d.removed_at) from pit.table_drop_event d
            where d.casino_id = s.casino_id and d.gaming_table_id = s.gaming_table_id
              and d.removed_at < pit_private.play_ended_at(s) and pit_private.is_clean_removal(d)
          )
      )
    );
  end if;
  if not p_is_replaced and exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.drop_event_id = p_drop.id
  ) then
    perform pit_private.fail(
      'invalid_argument', 'That drop closed a session; give the right box and seal.'
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_drop_may_be_voided(p_drop pit.table_drop_event, p_is_replaced boolean) OWNER TO pit_owner;

-- Name: check_made_in_session(pit.table_session, uuid, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_made_in_session(p_session pit.table_session, p_made_in uuid, p_is_used boolean) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_is_used then
    perform pit_private.fail('artifact_already_used', 'That count or drop already closed a session.');
  end if;
  if p_made_in is distinct from p_session.id then
    perform pit_private.fail('artifact_not_found', 'That count or drop was not made during this session.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_made_in_session(p_session pit.table_session, p_made_in uuid, p_is_used boolean) OWNER TO pit_owner;

-- Name: check_not_final(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_not_final(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (
    select from pit.table_rundown r
    join pit.table_session s on s.casino_id = r.casino_id and s.id = r.table_session_id
    where r.casino_id = p_casino_id and r.gaming_table_id = p_table_id
      and r.finalized_at is not null
      and p_occurred_at >= s.opened_at and p_occurred_at < s.closed_at
  ) then
    perform pit_private.fail('already_final', 'The session of that entry is final.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_not_final(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) OWNER TO pit_owner;

-- Name: check_not_on_slip(pit.fill_credit_slip, uuid, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_not_on_slip(p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_act constant text := case p_staff_id
    when p_slip.requested_by_staff_id then 'requested'
    when p_slip.issued_by_staff_id then 'issued'
    when p_slip.runner_staff_id then 'carried'
    when p_slip.verified_by_staff_id then 'verified'
  end;
begin
  if v_act is not null then
    perform pit_private.fail(
      'same_person',
      format('%s already %s this %s; it takes somebody else.', p_person, v_act, p_slip.kind)
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_not_on_slip(p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text) OWNER TO pit_owner;

-- Name: check_opener_is_expected(uuid, uuid, bigint); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_opener_is_expected(p_casino_id uuid, p_table_id uuid, p_total_cents bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_expected_cents bigint;
begin
  select c.total_cents into v_expected_cents
  from pit_private.last_closed_session(p_casino_id, p_table_id) s
  join pit.table_inventory_snapshot c
    on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id;
  if p_total_cents <> v_expected_cents then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_opener_is_expected(p_casino_id uuid, p_table_id uuid, p_total_cents bigint) OWNER TO pit_owner;

-- Name: check_paper_box(pit.fill_credit_slip); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_paper_box(p_slip pit.fill_credit_slip) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_known constant text := pit_private.box_on_table(
    p_slip.casino_id, p_slip.gaming_table_id, p_slip.deposited_at + interval '1 microsecond'
  );
begin
  if v_known <> p_slip.drop_box_id then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table was %s.', v_known)
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_paper_box(p_slip pit.fill_credit_slip) OWNER TO pit_owner;

-- Name: check_paper_people(pit.fill_credit_slip); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_paper_people(p_slip pit.fill_credit_slip) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_people constant uuid[] := array[
    p_slip.requested_by_staff_id, p_slip.issued_by_staff_id, p_slip.runner_staff_id,
    p_slip.verified_by_staff_id
  ];
begin
  perform pit_private.check_step_taker(
      p_slip.casino_id, p_slip.requested_by_staff_id, 'requested', 'floor_supervisor', 'pit_boss'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.issued_by_staff_id, 'issued', 'cashier'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.runner_staff_id, 'carried', 'security'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.verified_by_staff_id, 'verified', 'dealer', 'floor_supervisor'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.deposited_by_staff_id, 'deposited', 'floor_supervisor', 'pit_boss'
    );
  if (select count(distinct person) < 4 from unnest(v_people) as person) then
    perform pit_private.fail(
      'same_person', 'Who requested, issued, carried and verified it are four people.'
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_paper_people(p_slip pit.fill_credit_slip) OWNER TO pit_owner;

-- Name: check_pit(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_pit(p_casino_id uuid, p_pit_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_pit_id is not null and not exists (
    select from pit.pit p where p.casino_id = p_casino_id and p.id = p_pit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such pit in this casino.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_pit(p_casino_id uuid, p_pit_id uuid) OWNER TO pit_owner;

-- Name: check_retention(integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_retention(p_keep_days integer) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if (make_interval(days => p_keep_days) >= pit_private.shortest_retention()) is not true then
    perform pit_private.fail('invalid_argument', 'Commands are kept for at least 90 days.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_retention(p_keep_days integer) OWNER TO pit_owner;

-- Name: check_second_person(pit_private.actor, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_second_person(p_actor pit_private.actor, p_staff_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_staff_id is null then
    return;
  end if;
  if p_staff_id = p_actor.staff_id then
    perform pit_private.fail('same_person', 'You cannot be your own second person.');
  end if;
  if not exists (
    select from pit.staff s
    where s.casino_id = p_actor.casino_id and s.id = p_staff_id and s.is_active
      and s.role in (
        'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier'
      )
  ) then
    perform pit_private.fail('invalid_argument', 'That colleague cannot sign as a second person.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_second_person(p_actor pit_private.actor, p_staff_id uuid) OWNER TO pit_owner;

-- Name: check_shift_boundary(uuid, text, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_shift_boundary(p_casino_id uuid, p_snapshot_type text, p_boundary timestamp with time zone, p_counted_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_boundary is null then
    return;
  end if;
  if p_snapshot_type <> 'rundown' then
    perform pit_private.fail('invalid_argument', 'Only a rundown count stands for a shift change.');
  end if;
  if p_boundary not between p_counted_at - interval '4 hours'
    and p_counted_at + interval '1 hour' then
    perform pit_private.fail('invalid_argument', 'That shift change is not within reach of this count.');
  end if;
  if not exists (
    select from pit_private.shift_at(p_casino_id, p_boundary) h where h.started_at = p_boundary
  ) and p_boundary <> pit_private.gaming_day_started_at(
    p_casino_id, pit_private.gaming_day_of(p_casino_id, p_boundary)
  ) then
    perform pit_private.fail('invalid_argument', 'No shift and no gaming day begins at that time.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_shift_boundary(p_casino_id uuid, p_snapshot_type text, p_boundary timestamp with time zone, p_counted_at timestamp with time zone) OWNER TO pit_owner;

-- Name: check_shift_window(uuid, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_shift_window(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if not exists (
    select from pit_private.shift_at(p_casino_id, p_start) h
    where h.started_at = p_start and h.ends_at = p_end
  ) and not exists (
    select from (select pit_private.gaming_day_of(p_casino_id, p_start) as day) d
    where pit_private.gaming_day_started_at(p_casino_id, d.day) = p_start
      and pit_private.gaming_day_started_at(p_casino_id, d.day + 1) = p_end
  ) then
    perform pit_private.fail('invalid_window', 'That period is neither a shift nor a gaming day.');
  end if;
  if p_start > clock_timestamp() then
    perform pit_private.fail('invalid_window', 'That shift has not begun.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_shift_window(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) OWNER TO pit_owner;

-- Name: check_slip_may_be_voided(pit.fill_credit_slip); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_slip_may_be_voided(p_slip pit.fill_credit_slip) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_slip.status = 'REQUESTED' then
    perform pit_private.refuse_slip_step(p_slip, 'a request is withdrawn, not voided');
  end if;
  if p_slip.status in ('VERIFIED_AT_TABLE', 'DEPOSITED_IN_DROPBOX') then
    perform pit_private.refuse_slip_step(
      p_slip,
      format('send the chips back by a %s', case p_slip.kind when 'fill' then 'credit' else 'fill' end)
    );
  end if;
  if p_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(p_slip, 'only an issued one is voided');
  end if;
  if p_slip.kind = 'credit' and p_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(p_slip, 'but its runner has taken the chips');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_slip_may_be_voided(p_slip pit.fill_credit_slip) OWNER TO pit_owner;

-- Name: check_slip_session_is_live(pit.fill_credit_slip); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_slip_session_is_live(p_slip pit.fill_credit_slip) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if not exists (
    select from pit.table_session s
    where s.casino_id = p_slip.casino_id and s.id = p_slip.table_session_id
      and s.status <> 'CLOSED'
  ) then
    perform pit_private.fail('no_live_session', format('The session of this %s is closed.', p_slip.kind));
  end if;
end
$$;
ALTER FUNCTION pit_private.check_slip_session_is_live(p_slip pit.fill_credit_slip) OWNER TO pit_owner;

-- Name: check_step_taker(uuid, uuid, text, text[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_step_taker(p_casino_id uuid, p_staff_id uuid, p_step text, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if not exists (
    select from pit.staff s
    where s.casino_id = p_casino_id and s.id = p_staff_id and s.is_active
      and s.role = any (p_roles)
  ) then
    perform pit_private.fail(
      'invalid_argument',
      format(
        'Who %s it is somebody active of these: %s.', p_step,
        replace(array_to_string(p_roles, ', '), '_', ' ')
      )
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_step_taker(p_casino_id uuid, p_staff_id uuid, p_step text, VARIADIC p_roles text[]) OWNER TO pit_owner;

-- Name: check_table_takes_buyin(uuid, pit.gaming_table, timestamp with time zone, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_table_takes_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  select * into v_session from pit_private.live_session(p_casino_id, p_table.id);
  if v_session.id is null then
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    if not p_outside then
      perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
    end if;
    if p_occurred_at <= (
      select s.closed_at from pit_private.last_closed_session(p_casino_id, p_table.id) s
    ) then
      perform pit_private.fail('invalid_argument', 'That time is before the table last closed.');
    end if;
    if p_occurred_at < clock_timestamp() - interval '31 days' then
      perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
    end if;
    return;
  end if;
  if pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  if p_occurred_at < v_session.opened_at then
    perform pit_private.fail('invalid_argument', 'That time is before the session opened.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_table_takes_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) OWNER TO pit_owner;

-- Name: check_table_took_buyin(uuid, pit.gaming_table, timestamp with time zone, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_table_took_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table.id, p_occurred_at);
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table.id
    and s.close_reason is distinct from 'cancelled'
    and s.opened_at <= p_occurred_at and (s.closed_at is null or p_occurred_at < s.closed_at);
  if v_session.id is null then
    if not p_outside then
      perform pit_private.fail(
        'no_live_session', format('%s had no running session at that time.', p_table.label)
      );
    end if;
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    return;
  end if;
  if v_session.closed_at is null and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.check_table_took_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) OWNER TO pit_owner;

-- Name: check_transaction(text, bigint, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_transaction(p_direction text, p_amount_cents bigint, p_tender text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.demand_argument(p_direction is not null, 'direction');
  if p_direction not in ('in', 'out') then
    perform pit_private.fail('invalid_argument', 'Money goes in or out.');
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A transaction is above zero and no more than one entry may carry.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_transaction(p_direction text, p_amount_cents bigint, p_tender text) OWNER TO pit_owner;

-- Name: check_transaction_time(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_transaction_time(p_occurred_at timestamp with time zone, p_slip_started_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  if p_occurred_at < p_slip_started_at then
    perform pit_private.fail('invalid_argument', 'That time is before the rating slip started.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_transaction_time(p_occurred_at timestamp with time zone, p_slip_started_at timestamp with time zone) OWNER TO pit_owner;

-- Name: check_void_witness(pit_private.actor, uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_void_witness(p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.check_second_person(p_actor, p_witness_id);
  if p_witness_id = p_author_id then
    perform pit_private.fail('same_person', 'Whoever made the record does not witness its void.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_void_witness(p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid) OWNER TO pit_owner;

-- Name: check_window(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.check_window(p_start timestamp with time zone, p_end timestamp with time zone) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.demand_argument(p_start is not null and p_end is not null, 'period');
  if p_start < '1900-01-01' or p_end > '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That period is on no calendar of a casino.');
  end if;
  if p_end <= p_start then
    perform pit_private.fail('invalid_window', 'The period ends before it begins.');
  end if;
  if p_end - p_start > interval '400 days' then
    perform pit_private.fail('invalid_window', 'A period is at most 400 days long.');
  end if;
end
$$;
ALTER FUNCTION pit_private.check_window(p_start timestamp with time zone, p_end timestamp with time zone) OWNER TO pit_owner;

-- Name: checked_key(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_key(p_key text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
  if p_key is null then
    return gen_random_uuid()::text;
  end if;
  if length(p_key) > 128 or p_key !~ '^[!-~]+$' then
    perform pit_private.fail('invalid_argument', 'A key is 1 to 128 printable characters without spaces.');
  end if;
  if p_key like 'pft:%' then
    perform pit_private.fail('invalid_argument', 'Keys that begin with pft: are reserved.');
  end if;
  perform set_config('app.idempotency_key', p_key, true);
  return p_key;
end
$_$;
ALTER FUNCTION pit_private.checked_key(p_key text) OWNER TO pit_owner;

-- Name: checked_label(text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_label(p_text text, p_name text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_text is null or p_text !~ '[^[:space:]\u00a0\u2000-\u200a\u3000]' then
    perform pit_private.fail('missing_argument', format('The %s is missing.', p_name));
  end if;
  if length(p_text) > 64 then
    perform pit_private.fail('invalid_argument', format('The %s has more than 64 characters.', p_name));
  end if;
  if not pit_private.is_printable(p_text) then
    perform pit_private.fail('invalid_text', format('The %s has control characters in it.', p_name));
  end if;
  return btrim(p_text);
end
$$;
ALTER FUNCTION pit_private.checked_label(p_text text, p_name text) OWNER TO pit_owner;

-- Name: checked_note(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_note(p_text text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_text is null or p_text !~ '[^[:space:]\u00a0\u2000-\u200a\u3000]' then
    return null;
  end if;
  if length(p_text) > 1000 then
    perform pit_private.fail(
      'notes_too_long', format('The note has %s characters; 1000 fit.', length(p_text))
    );
  end if;
  if not pit_private.is_printable(p_text) then
    perform pit_private.fail('invalid_text', 'The note has control characters in it.');
  end if;
  return btrim(p_text);
end
$$;
ALTER FUNCTION pit_private.checked_note(p_text text) OWNER TO pit_owner;

-- Name: checked_paper(timestamp with time zone, text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_paper(p_at timestamp with time zone, p_reason text, p_number text) RETURNS pit_private.paper
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_paper pit_private.paper;
begin
  if p_at is null then
    perform pit_private.demand_argument(
      num_nonnulls(p_reason, p_number) = 0, 'time on the paper'
    );
    return null;
  end if;
  v_paper.occurred_at := p_at;
  v_paper.reason := pit_private.checked_reason(p_reason);
  if p_number is not null then
    v_paper.paper_number := pit_private.checked_label(p_number, 'number of the form');
  end if;
  return v_paper;
end
$$;
ALTER FUNCTION pit_private.checked_paper(p_at timestamp with time zone, p_reason text, p_number text) OWNER TO pit_owner;

-- Name: checked_reason(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_reason(p_text text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_reason constant text := pit_private.checked_note(p_text);
begin
  if v_reason is null then
    perform pit_private.fail('reason_required', 'Say in a few words why.');
  end if;
  return v_reason;
end
$$;
ALTER FUNCTION pit_private.checked_reason(p_text text) OWNER TO pit_owner;

-- Name: checked_slip_chips(text, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.checked_slip_chips(p_kind text, p_chipset jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_chipset jsonb;
begin
  perform pit_private.demand_argument(p_chipset is not null, 'count of chips');
  perform pit_private.check_chipset(p_chipset);
  select coalesce(jsonb_object_agg(c.key, c.value) filter (where c.value <> '0'), '{}')
  into v_chipset from jsonb_each(p_chipset) c;
  if pit_private.chipset_total_cents(v_chipset) not between 1 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', format('A %s is above zero and no more than one slip may carry.', p_kind)
    );
  end if;
  return v_chipset;
end
$$;
ALTER FUNCTION pit_private.checked_slip_chips(p_kind text, p_chipset jsonb) OWNER TO pit_owner;

-- Name: compute_gaming_day(timestamp with time zone, text, time without time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.compute_gaming_day(p_at timestamp with time zone, p_time_zone text, p_start time without time zone) RETURNS date
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return ((p_at at time zone p_time_zone) - p_start)::date;
end
$$;
ALTER FUNCTION pit_private.compute_gaming_day(p_at timestamp with time zone, p_time_zone text, p_start time without time zone) OWNER TO pit_owner;

-- Name: corrected_buyins(uuid, uuid, timestamp with time zone, uuid, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.corrected_buyins(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with corrected as materialized (
    select t.id, coalesce(t.corrects_id, t.id) as original_id
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and (
        t.corrects_id is not null or (
          select true from pit.player_financial_transaction c
          where c.casino_id = p_casino_id and c.corrects_id = t.id
          limit 1
        )
      )
  )
  select o.id from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and o.id in (
      select c.original_id from corrected c
      where (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || c.id
        limit 1
      ) is null
    )
  order by o.created_at, o.id
$$;
ALTER FUNCTION pit_private.corrected_buyins(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) OWNER TO pit_owner;

-- Name: count_round(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.count_round(p_casino_id uuid, p_drop_event_id uuid) RETURNS TABLE(round integer, entries integer, amount_cents bigint, entered_by uuid[])
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(max(e.round), 1), count(*)::int,
    case when count(*) = 2 and min(e.amount_cents) = max(e.amount_cents) then min(e.amount_cents) end,
    coalesce(array_agg(e.entered_by_staff_id), '{}')
  from pit.drop_count_entry e
  where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
    and e.round = (
      select max(l.round) from pit.drop_count_entry l
      where l.casino_id = p_casino_id and l.drop_event_id = p_drop_event_id
    )
$$;
ALTER FUNCTION pit_private.count_round(p_casino_id uuid, p_drop_event_id uuid) OWNER TO pit_owner;

-- Name: counted_wins(uuid, uuid[], timestamp with time zone[], timestamp with time zone[], boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.counted_wins(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_is_kept boolean DEFAULT false) RETURNS TABLE(gaming_table_id uuid, window_start timestamp with time zone, sessions integer, counted_drop_cents bigint, counted_win_cents bigint, counted_from timestamp with time zone, counted_to timestamp with time zone, sessions_in_window integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with asked as (
    select a.*, pit_private.ran_since(p_casino_id, a.gaming_table_id, a.window_start) as ran_since
    from unnest(p_table_ids, p_starts, p_ends)
      with ordinality as a (gaming_table_id, window_start, window_end, place)
  ),
  -- Materialized, because the block's end is used twice and would be looked up each time.
  ended as materialized (
    select a.place, a.gaming_table_id, a.window_start, a.window_end,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at < e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at desc
        limit 1
      ) as block_after,
      (
        select d.removed_at from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = a.gaming_table_id
          and d.removed_at >= e.ended_at and pit_private.is_clean_removal(d)
        order by d.removed_at
        limit 1
      ) as block_until
    from asked a
    -- Table by table: joined, the planner may read the whole history instead.
    cross join lateral (
      select pit_private.play_ended_at(s) as ended_at from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
        and s.close_reason in ('counted', 'drop_only')
        and s.closed_at >= a.window_start
        and s.opened_at >= a.ran_since and s.opened_at < a.window_end
      offset 0
    ) e
    where e.ended_at >= a.window_start and e.ended_at < a.window_end
  ),
  -- Of a block whose box is still at the table it matters only whether play went on after the
  -- window: what ended before the window is left unread.
  block as materialized (
    select e.place, e.gaming_table_id, coalesce(e.block_after, '-infinity') as block_after,
      coalesce(e.block_until, 'infinity') as block_until, e.window_start, e.window_end,
      pit_private.ran_since(
        p_casino_id, e.gaming_table_id,
        case
          when e.block_until is null then e.window_start else coalesce(e.block_after, '-infinity')
        end
      ) as ran_since
    from ended e
    group by 1, 2, 3, 4, 5, 6, e.block_until
  ),
  member as (
    select b.place, b.gaming_table_id, b.block_after, b.block_until, b.window_start, b.window_end,
      s.id,
      s.opened_at, n.ended_at,
      s.closing_inventory_snapshot_id is not null
        and (
          s.opening_inventory_snapshot_id is not null
          or s.expected_inventory_snapshot_id is not null
        ) as is_counted
    from block b
    join pit.table_session s
      on s.casino_id = p_casino_id and s.gaming_table_id = b.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= b.ran_since and s.opened_at <= b.block_until
      and (s.closed_at is null or s.closed_at > b.block_after)
    cross join lateral (select pit_private.play_ended_at(s) as ended_at offset 0) n
    where n.ended_at > b.block_after and n.ended_at <= b.block_until
  ),
  -- All of them in one call; a block whose box is still at the table is not known.
  tray as (
    select f.session_id, f.tray_cents
    from (
      select array_agg(m.gaming_table_id) as tables, array_agg(m.id) as sessions,
        count(*)::int as sessions_count
      from (
        select distinct m.gaming_table_id, m.id from member m where isfinite(m.block_until)
      ) m
    ) e
    cross join lateral pit_private.table_figures(
      p_casino_id, e.tables, array_fill('-infinity'::timestamptz, array[e.sessions_count]),
      array_fill('infinity'::timestamptz, array[e.sessions_count]), e.sessions
    ) f
  ),
  played as (
    select m.place, m.gaming_table_id, m.block_after, m.block_until,
      count(*)::int as sessions, bool_and(m.is_counted and t.tray_cents is not null) as is_counted,
      count(*) filter (
        where m.opened_at < m.window_end and m.ended_at >= m.window_start
      )::int as sessions_in_window,
      sum(t.tray_cents)::bigint as tray_cents, min(m.opened_at) as counted_from,
      max(m.ended_at) as counted_to
    from member m
    left join tray t on t.session_id = m.id
    group by m.place, m.gaming_table_id, m.block_after, m.block_until, m.window_end
    having max(m.ended_at) < m.window_end
  ),
  known as (
    select p.*, d.drop_cents,
      p.is_counted and isfinite(p.block_until) and d.boxes > 0 and d.boxes = d.released as is_known
    from played p
    cross join lateral (
      select count(*) as boxes, count(c.id) as released,
        coalesce(sum(c.amount_cents), 0)::bigint as drop_cents
      from pit_private.standing_drop d
      left join pit.drop_count c
        on c.casino_id = d.casino_id and c.drop_event_id = d.id
        and (p_is_kept or pit_private.is_told(c.released_in))
      where d.casino_id = p_casino_id and d.gaming_table_id = p.gaming_table_id
        and d.removed_at > p.block_after and d.removed_at <= p.block_until
    ) d
  )
  select a.gaming_table_id, a.window_start, coalesce(sum(k.sessions), 0)::int,
    case when bool_and(k.is_known) then sum(k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then sum(k.tray_cents + k.drop_cents)::bigint end,
    case when bool_and(k.is_known) then min(k.counted_from) end,
    case when bool_and(k.is_known) then max(k.counted_to) end,
    coalesce(sum(k.sessions_in_window), 0)::int
  from asked a
  left join known k on k.place = a.place
  group by a.place, a.gaming_table_id, a.window_start
$$;
ALTER FUNCTION pit_private.counted_wins(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_is_kept boolean) OWNER TO pit_owner;

-- Name: coverage_words(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.coverage_words(p_coverage text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case p_coverage
    when 'GOOD_COVERAGE' then 'rated + unrated'
    when 'LOW_COVERAGE' then 'rated only (at least)'
    else 'nothing logged'
  end
$$;
ALTER FUNCTION pit_private.coverage_words(p_coverage text) OWNER TO pit_owner;

-- Name: current_actor(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_actor() RETURNS pit_private.actor
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_login constant regrole := to_regrole(quote_ident(session_user));
  v_staff_id uuid;
  v_actor pit_private.actor;
begin
  select l.staff_id into v_staff_id from pit_private.staff_login l where l.login = v_login;
  if not found then
    select n.id into v_staff_id
    from pit_private.gateway_login g
    join pit.staff n on n.jwt_subject
      = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
    where g.login = v_login;
  end if;
  select s.casino_id, s.id, s.role, s.name::text, s.shows_money into v_actor
  from pit.staff s
  join pit.casino c on c.id = s.casino_id
  where s.id = v_staff_id and s.is_active and c.is_active
    and s.role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin', 'display'
    );
  return v_actor;
end
$$;
ALTER FUNCTION pit_private.current_actor() OWNER TO pit_identity;

-- Name: current_casino_id(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_casino_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return v_actor.casino_id;
end
$$;
ALTER FUNCTION pit_private.current_casino_id() OWNER TO pit_identity;

-- Name: current_counter_id(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_counter_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case when v_actor.staff_role = 'count_team' then v_actor.staff_id end;
end
$$;
ALTER FUNCTION pit_private.current_counter_id() OWNER TO pit_identity;

-- Name: current_figures_casino_id(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_figures_casino_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
    ) then v_actor.casino_id
  end;
end
$$;
ALTER FUNCTION pit_private.current_figures_casino_id() OWNER TO pit_identity;

-- Name: current_slips_casino_id(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_slips_casino_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier', 'auditor',
      'admin'
    ) then v_actor.casino_id
  end;
end
$$;
ALTER FUNCTION pit_private.current_slips_casino_id() OWNER TO pit_identity;

-- Name: current_staff_casino_id(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.current_staff_casino_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  return case
    when v_actor.staff_role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin'
    ) then v_actor.casino_id
  end;
end
$$;
ALTER FUNCTION pit_private.current_staff_casino_id() OWNER TO pit_identity;

-- Name: demand_argument(boolean, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.demand_argument(p_given boolean, p_name text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_given is not true then
    perform pit_private.fail('missing_argument', format('The %s is missing.', p_name));
  end if;
end
$$;
ALTER FUNCTION pit_private.demand_argument(p_given boolean, p_name text) OWNER TO pit_owner;

-- Name: demand_not_final(uuid, uuid[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.demand_not_final(p_casino_id uuid, p_session_ids uuid[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (
    select from pit.table_rundown r
    where r.casino_id = p_casino_id and r.table_session_id = any (p_session_ids)
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The session is final; its records stand.');
  end if;
end
$$;
ALTER FUNCTION pit_private.demand_not_final(p_casino_id uuid, p_session_ids uuid[]) OWNER TO pit_owner;

-- Name: demand_read_committed(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.demand_read_committed() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform pit_private.fail('invalid_argument', 'A command runs in a READ COMMITTED transaction.');
  end if;
end
$$;
ALTER FUNCTION pit_private.demand_read_committed() OWNER TO pit_owner;

-- Name: demand_role(pit_private.actor, text[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.demand_role(p_actor pit_private.actor, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if (p_actor.staff_role = any (p_roles)) is not true then
    perform pit_private.fail(
      'forbidden',
      format('The role %s may not do this.', coalesce(replace(p_actor.staff_role, '_', ' '), '?'))
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.demand_role(p_actor pit_private.actor, VARIADIC p_roles text[]) OWNER TO pit_owner;

-- Name: deposit_slip(pit_private.actor, text, uuid, text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.deposit_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_box text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_box_in_place text;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_deposit_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_drop_box_id', v_box)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'VERIFIED_AT_TABLE' then
    perform pit_private.refuse_slip_step(v_slip, 'only a verified one is deposited');
  end if;
  select d.box_in_id into v_box_in_place from pit_private.standing_drop d
  where d.casino_id = p_actor.casino_id and d.gaming_table_id = v_slip.gaming_table_id
  order by d.removed_at desc, d.id desc
  limit 1;
  if v_box_in_place <> v_box then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table is %s.', v_box_in_place)
    );
  end if;
  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'DEPOSITED_IN_DROPBOX', deposited_at = pit_private.next_slip_time(v_slip),
    deposited_by_staff_id = p_actor.staff_id, drop_box_id = v_box
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.deposit_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text) OWNER TO pit_owner;

-- Name: discrepancy_cents(uuid, uuid, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.discrepancy_cents(p_casino_id uuid, p_table_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (
    select sum(o.total_cents - e.total_cents)::bigint
    from pit.table_session s
    join pit.table_inventory_snapshot o
      on o.casino_id = s.casino_id and o.id = s.opening_inventory_snapshot_id
    join pit.table_inventory_snapshot e
      on e.casino_id = s.casino_id and e.id = s.expected_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= p_start and s.opened_at < p_end
  );
end
$$;
ALTER FUNCTION pit_private.discrepancy_cents(p_casino_id uuid, p_table_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) OWNER TO pit_owner;

-- Name: draw_slip_number(uuid, text, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.draw_slip_number(p_casino_id uuid, p_kind text, p_year integer) RETURNS integer
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.slip_series as drawn (casino_id, kind, slip_year, last_number)
  values (p_casino_id, p_kind, p_year, 1)
  on conflict (casino_id, kind, slip_year) do update set last_number = drawn.last_number + 1
  returning last_number
$$;
ALTER FUNCTION pit_private.draw_slip_number(p_casino_id uuid, p_kind text, p_year integer) OWNER TO pit_owner;

-- Name: empty_sessions(uuid, uuid[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.empty_sessions(p_casino_id uuid, p_session_ids uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.id
  from unnest(p_session_ids) asked (session_id)
  join pit.table_session s on s.casino_id = p_casino_id and s.id = asked.session_id
  cross join lateral (
    select exists (
      select from pit.table_buyin_telemetry b
      where b.casino_id = s.casino_id and b.gaming_table_id = s.gaming_table_id
        and b.occurred_at >= s.opened_at
      limit 1
    ) as has_entry
  ) e
  where not e.has_entry and not exists (
    select from pit.table_drop_event d
    where d.casino_id = s.casino_id and d.table_session_id = s.id
  ) and not exists (
    select from pit_private.standing_count c
    where c.casino_id = s.casino_id and c.table_session_id = s.id and c.snapshot_type <> 'open'
  ) and not exists (
    select from pit.fill_credit_slip f
    where f.casino_id = s.casino_id and f.table_session_id = s.id
  )
$$;
ALTER FUNCTION pit_private.empty_sessions(p_casino_id uuid, p_session_ids uuid[]) OWNER TO pit_owner;

-- Name: end_backfill(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.end_backfill(p_casino_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '30s'
    AS $$
begin
  perform from pit_private.backfill_place p where p.casino_id = p_casino_id
  for update skip locked;
  delete from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not exists (
    select from pit_private.backfill_place o where o.casino_id = p_casino_id and not o.is_done
  );
end
$$;
ALTER FUNCTION pit_private.end_backfill(p_casino_id uuid) OWNER TO pit_identity;

-- Name: fail(text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.fail(p_code text, p_hint text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET client_min_messages TO 'error'
    AS $_$
declare
  v_context text;
  v_key constant text := current_setting('app.idempotency_key', true);
  v_status constant int := case
    when p_code in ('forbidden', 'same_person') then 403
    when p_code in (
      'table_not_found', 'session_not_found', 'artifact_not_found', 'entry_not_found',
      'slip_not_found'
    ) then 404
    when p_code in (
      'active_session_exists', 'idempotency_conflict', 'already_reversed',
      'artifact_already_used', 'table_not_available', 'session_not_empty', 'no_live_session',
      'slips_in_flight', 'already_final'
    ) then 409
    when p_code = 'stale_version' then 412
    when p_code = 'invalid_state_transition' then 422
    when p_code in (
      'missing_closing_artifact', 'missing_opening_count', 'missing_argument', 'reason_required',
      'invalid_amount', 'invalid_chipset', 'invalid_linkage', 'invalid_window',
      'invalid_argument', 'notes_too_long', 'invalid_text'
    ) then 400
    else 500
  end;
begin
  get diagnostics v_context = pg_context;
  raise log 'pitterm refused: code=% function=% login=% key=%',
    p_code,
    coalesce(substring(v_context from '.*function pit[.](rpc_[a-z_]+)[(]'), '-'),
    regexp_replace(session_user::text, '[^!-~]', '?', 'g'),
    case when v_key ~ '^[!-~]{1,128}$' then v_key else '-' end;
  raise exception using errcode = 'PT' || v_status, message = p_code, hint = p_hint;
end
$_$;
ALTER FUNCTION pit_private.fail(p_code text, p_hint text) OWNER TO pit_owner;

-- Name: finish_command(pit_private.actor, text, jsonb, jsonb, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.finish_command(p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb DEFAULT NULL::jsonb, p_table_id uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_table_id constant uuid := coalesce(p_table_id, (p_result ->> 'gaming_table_id')::uuid);
  v_command pit.command_log;
  v_number bigint;
begin
  update pit.command_log set result = p_result
  where casino_id = p_actor.casino_id and idempotency_key = p_key
  returning * into v_command;
  perform pit_private.record_audit(
    p_actor.casino_id, p_actor.staff_id, 'command', v_command.function_name, p_key,
    v_command.arguments, p_before, p_result
  );
  update pit.casino_change c set change_number = c.change_number + 1
  where c.casino_id = p_actor.casino_id
  returning c.change_number into v_number;
  if v_table_id is not null then
    insert into pit.table_change (casino_id, gaming_table_id, change_number)
    values (p_actor.casino_id, v_table_id, v_number)
    on conflict (casino_id, gaming_table_id) do update set change_number = excluded.change_number;
  end if;
  perform pg_notify('pitterm', '');
end
$$;
ALTER FUNCTION pit_private.finish_command(p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb, p_table_id uuid) OWNER TO pit_owner;

-- Name: first_count(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.first_count(p_session pit.table_session) RETURNS TABLE(id uuid, counted_at timestamp with time zone, total_cents bigint, source text)
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.id, c.counted_at,
    case
      when c.id is null and p_session.id is not null then pit_private.par_of(p_session)
      else c.total_cents
    end,
    case
      when p_session.id is null then 'none'
      when c.id is null and pit_private.par_of(p_session) is not null then 'par'
      when c.id is null then 'none'
      when c.id = p_session.opening_inventory_snapshot_id then 'opening_count'
      when c.id = p_session.expected_inventory_snapshot_id then 'prior_count'
      else 'earliest_in_window'
    end
  from (select) as one
  left join lateral (
    select c.id, c.counted_at, c.total_cents
    from (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.id in (
        p_session.opening_inventory_snapshot_id, p_session.expected_inventory_snapshot_id
      )
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.table_session_id = p_session.id
        and n.snapshot_type <> 'open'
    ) c
    order by c.id = p_session.opening_inventory_snapshot_id desc nulls last,
      c.id = p_session.expected_inventory_snapshot_id desc nulls last, c.counted_at
    limit 1
  ) c on true
$$;
ALTER FUNCTION pit_private.first_count(p_session pit.table_session) OWNER TO pit_owner;

-- Name: forget_commands(uuid, integer, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.forget_commands(p_casino_id uuid, p_keep_days integer, p_batch integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '30s'
    AS $$
declare
  v_before constant timestamptz := clock_timestamp() - make_interval(days => p_keep_days);
  v_forgotten bigint;
begin
  perform pit_private.check_retention(p_keep_days);
  delete from pit.command_log l
  where l.casino_id = p_casino_id and l.idempotency_key = any (
    array(
      select o.idempotency_key from pit.command_log o
      where o.casino_id = p_casino_id and o.logged_at < v_before
      limit greatest(p_batch, 1)
    )
  );
  get diagnostics v_forgotten = row_count;
  if v_forgotten > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'forget commands', null,
      jsonb_build_object('before', v_before), null, jsonb_build_object('forgotten', v_forgotten)
    );
  end if;
  return v_forgotten;
end
$$;
ALTER FUNCTION pit_private.forget_commands(p_casino_id uuid, p_keep_days integer, p_batch integer) OWNER TO pit_identity;

-- Name: forgettable_commands(uuid, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.forgettable_commands(p_casino_id uuid, p_keep_days integer) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.check_retention(p_keep_days);
  return (
    select count(*) from pit.command_log l
    where l.casino_id = p_casino_id
      and l.logged_at < clock_timestamp() - make_interval(days => p_keep_days)
  );
end
$$;
ALTER FUNCTION pit_private.forgettable_commands(p_casino_id uuid, p_keep_days integer) OWNER TO pit_identity;

-- Name: form_number(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.form_number(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select lower(regexp_replace(normalize(p_text, NFKC), '[[:space:]]', '', 'g'))
$$;
ALTER FUNCTION pit_private.form_number(p_text text) OWNER TO pit_owner;

-- Name: gaming_day_of(uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.gaming_day_of(p_casino_id uuid, p_at timestamp with time zone) RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_is_dated boolean;
  v_from date;
  v_time_zone text;
  v_start time;
  v_next date;
begin
  select s.time_zone, s.gaming_day_start,
    exists (select from pit.casino_hours c where c.casino_id = p_casino_id)
  into v_time_zone, v_start, v_is_dated
  from pit.casino_settings s
  where s.casino_id = p_casino_id;
  if v_is_dated then
    select h.effective_from, coalesce(h.time_zone, v_time_zone),
      coalesce(h.gaming_day_start, v_start),
      (
        select c.effective_from from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
        order by c.begins_at
        limit 1
      )
    into v_from, v_time_zone, v_start, v_next
    from (select) one
    left join lateral (
      select c.effective_from, c.time_zone, c.gaming_day_start from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true;
  end if;
  return least(
    greatest(pit_private.compute_gaming_day(p_at, v_time_zone, v_start), v_from), v_next - 1
  );
end
$$;
ALTER FUNCTION pit_private.gaming_day_of(p_casino_id uuid, p_at timestamp with time zone) OWNER TO pit_identity;

-- Name: gaming_day_started_at(uuid, date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case
    when h.effective_from = p_gaming_day then h.begins_at
    else (p_gaming_day + coalesce(h.gaming_day_start, s.gaming_day_start))
      at time zone coalesce(h.time_zone, s.time_zone)
  end
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;
ALTER FUNCTION pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date) OWNER TO pit_identity;

-- Name: has_just_entered(uuid, uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.has_just_entered(p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select from pit.drop_count_entry e
    where e.casino_id = p_casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = p_staff_id and e.entered_at >= transaction_timestamp()
  )
$$;
ALTER FUNCTION pit_private.has_just_entered(p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid) OWNER TO pit_owner;

-- Name: hold_floor(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.hold_floor(p_casino_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select from pit.gaming_table t where t.casino_id = p_casino_id order by t.id for no key update
$$;
ALTER FUNCTION pit_private.hold_floor(p_casino_id uuid) OWNER TO pit_identity;

-- Name: hours_are_begun(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.hours_are_begun(p_casino_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select w.has_history or exists (
    select from pit.casino_hours h
    where h.casino_id = p_casino_id and h.begins_at <= clock_timestamp()
  )
  from pit_private.casino_at_work(p_casino_id) w
$$;
ALTER FUNCTION pit_private.hours_are_begun(p_casino_id uuid) OWNER TO pit_identity;

-- Name: hours_at(uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.hours_at(p_casino_id uuid, p_at timestamp with time zone) RETURNS TABLE(effective_from date, begins_at timestamp with time zone, time_zone text, gaming_day_start time without time zone, next_from date, ends_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start), n.effective_from, n.begins_at
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at <= p_at
    order by c.begins_at desc
    limit 1
  ) h on true
  left join lateral (
    select c.effective_from, c.begins_at from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at > p_at
    order by c.begins_at
    limit 1
  ) n on true
  where s.casino_id = p_casino_id
$$;
ALTER FUNCTION pit_private.hours_at(p_casino_id uuid, p_at timestamp with time zone) OWNER TO pit_identity;

-- Name: hours_on(uuid, date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.hours_on(p_casino_id uuid, p_gaming_day date) RETURNS TABLE(effective_from date, time_zone text, gaming_day_start time without time zone)
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select h.effective_from, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start)
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;
ALTER FUNCTION pit_private.hours_on(p_casino_id uuid, p_gaming_day date) OWNER TO pit_owner;

-- Name: hours_said(uuid, date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.hours_said(p_casino_id uuid, p_gaming_day date) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select jsonb_build_object(
    'time_zone', h.time_zone, 'gaming_day_start', h.gaming_day_start
  ) || coalesce(
    (
      select jsonb_object_agg('shift ' || s.name, s.starts_at)
      from pit_private.shift_starts(p_casino_id, h.effective_from) s
    ), '{}'
  )
  from pit_private.hours_on(p_casino_id, p_gaming_day) h
$$;
ALTER FUNCTION pit_private.hours_said(p_casino_id uuid, p_gaming_day date) OWNER TO pit_identity;

-- Name: insert_bridged(pit.player_financial_transaction, pit.table_buyin_telemetry, bigint); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.insert_bridged(p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry, p_amount_cents bigint) RETURNS pit.table_buyin_telemetry
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, adjusts_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    p_transaction.id, p_transaction.casino_id, p_transaction.gaming_table_id, p_amount_cents,
    case p_transaction.transaction_kind
      when 'original' then 'RATED_BUYIN' when 'adjustment' then 'ADJUSTMENT' else 'REVERSAL'
    end,
    coalesce(p_entry.tender_type, p_transaction.tender_type), p_transaction.visit_id,
    p_transaction.rating_slip_id,
    case p_transaction.transaction_kind when 'reversal' then p_entry.id end,
    case p_transaction.transaction_kind when 'adjustment' then p_entry.id end,
    coalesce(p_entry.occurred_at, p_transaction.occurred_at), p_transaction.actor_id,
    p_transaction.note, 'pft:' || p_transaction.id
  ) on conflict (casino_id, idempotency_key) do nothing
  returning *
$$;
ALTER FUNCTION pit_private.insert_bridged(p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry, p_amount_cents bigint) OWNER TO pit_owner;

-- Name: is_clean_removal(pit.table_drop_event); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.is_clean_removal(p_drop pit.table_drop_event) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  -- A variable: row security would keep a comparison with the function itself from the index.
  v_ran_since constant timestamptz := pit_private.ran_since(
    p_drop.casino_id, p_drop.gaming_table_id, p_drop.removed_at
  );
begin
  return not exists (
    select from pit.table_session s
    where s.casino_id = p_drop.casino_id and s.gaming_table_id = p_drop.gaming_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= v_ran_since and s.opened_at < p_drop.removed_at
      and (s.closed_at is null or s.closed_at > p_drop.removed_at)
      and pit_private.play_ended_at(s) > p_drop.removed_at
  ) and not exists (
    select from pit.custody_void v
    where v.casino_id = p_drop.casino_id and v.drop_event_id = p_drop.id
  );
end
$$;
ALTER FUNCTION pit_private.is_clean_removal(p_drop pit.table_drop_event) OWNER TO pit_owner;

-- Name: is_from_finance(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.is_from_finance(p_key text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_key like 'pft:%'
$$;
ALTER FUNCTION pit_private.is_from_finance(p_key text) OWNER TO pit_owner;

-- Name: is_told(xid8); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.is_told(p_released_in xid8) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select p_released_in is distinct from pg_current_xact_id_if_assigned()
$$;
ALTER FUNCTION pit_private.is_told(p_released_in xid8) OWNER TO pit_owner;

-- Name: is_too_often(pit_private.actor, text, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.is_too_often(p_actor pit_private.actor, p_kind text, p_limit integer) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select count(*) >= p_limit from (
    select from pit.audit_entry e
    where e.casino_id = p_actor.casino_id and e.staff_id = p_actor.staff_id and e.kind = p_kind
      and e.kind in ('sign_in', 'refusal', 'export')
      and e.logged_at > clock_timestamp() - interval '1 minute'
    limit p_limit
  ) recent
$$;
ALTER FUNCTION pit_private.is_too_often(p_actor pit_private.actor, p_kind text, p_limit integer) OWNER TO pit_owner;

-- Name: issue_slip(pit_private.actor, text, uuid, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.issue_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_issued_at timestamptz;
  v_year int;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_issue_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a requested one is issued');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');
  -- Held before the clock is read: the numbers of a series are in the order of their times.
  perform from pit.slip_series n
  where n.casino_id = p_actor.casino_id and n.kind = p_kind
  order by n.slip_year
  for no key update;
  v_before := to_jsonb(v_slip);
  v_issued_at := pit_private.next_slip_time(v_slip);
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, v_issued_at));
  update pit.fill_credit_slip f
  set status = 'ISSUED', issued_at = v_issued_at, issued_by_staff_id = p_actor.staff_id,
    slip_year = v_year,
    slip_number = pit_private.draw_slip_number(p_actor.casino_id, p_kind, v_year)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.issue_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) OWNER TO pit_owner;

-- Name: keep_late_entry(pit_private.actor, uuid, text, uuid, pit_private.paper, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.keep_late_entry(p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid, p_paper pit_private.paper, p_key text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_year double precision;
begin
  if p_paper.occurred_at is null then
    return;
  end if;
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, p_paper.occurred_at));
  if p_paper.paper_number is not null and p_kind <> 'entry' then
    perform pit_private.queue_for_change(p_actor.casino_id);
    if exists (
      select from pit.late_entry e
      where e.casino_id = p_actor.casino_id and e.record_kind = p_kind
        and e.form_number = pit_private.form_number(p_paper.paper_number)
        and extract(year from e.gaming_day) = v_year
        and pit_private.late_entry_stands(e)
    ) then
      perform pit_private.fail(
        'invalid_argument',
        format('Form %s was entered already, for another %s.', p_paper.paper_number, p_kind)
      );
    end if;
  end if;
  insert into pit.late_entry (
    casino_id, gaming_table_id, record_kind, record_id, occurred_at, entered_at,
    entered_by_staff_id, reason, paper_number, idempotency_key
  ) values (
    p_actor.casino_id, p_table_id, p_kind, p_record_id, p_paper.occurred_at, clock_timestamp(),
    p_actor.staff_id, p_paper.reason, p_paper.paper_number, p_key
  );
end
$$;
ALTER FUNCTION pit_private.keep_late_entry(p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid, p_paper pit_private.paper, p_key text) OWNER TO pit_owner;

-- Name: kept_step(jsonb, jsonb, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(jsonb_object_agg(n.key, n.value), '{}')
  from jsonb_each(p_said) n
  where p_before -> n.key is distinct from n.value
    and p_later -> n.key is not distinct from p_before -> n.key
$$;
ALTER FUNCTION pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) OWNER TO pit_owner;

-- Name: lacks_entries(uuid, uuid, timestamp with time zone, uuid, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lacks_entries(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  select exists (
    select from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and t.direction = 'in'
      and (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || t.id
        limit 1
      ) is null
  )
$$;
ALTER FUNCTION pit_private.lacks_entries(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) OWNER TO pit_owner;

-- Name: last_close_at(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.last_close_at(p_casino_id uuid, p_table_id uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(
    (
      select greatest(s.closed_at, c.counted_at)
      from pit_private.last_closed_session(p_casino_id, p_table_id) s
      left join pit.table_inventory_snapshot c
        on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id
    ),
    '-infinity'
  )
$$;
ALTER FUNCTION pit_private.last_close_at(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: last_closed_session(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.last_closed_session(p_casino_id uuid, p_table_id uuid) RETURNS SETOF pit.table_session
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
  order by s.closed_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.last_closed_session(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: last_event(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.last_event(p_casino_id uuid, p_table_id uuid, OUT what text, OUT happened_at timestamp with time zone) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select e.what, e.happened_at
  from (
    (
      select 'a move of its session' as what, v.occurred_at as happened_at
      from pit.table_session_event v
      where v.casino_id = p_casino_id and v.gaming_table_id = p_table_id
        and v.transition <> 'count_attached'
        and not pit_private.was_never_opened(p_casino_id, v.table_session_id)
      order by v.occurred_at desc
      limit 1
    )
    union all
    (
      select 'a count', c.counted_at from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
      order by c.counted_at desc
      limit 1
    )
    union all
    (
      select 'a box', d.removed_at from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
      order by d.removed_at desc
      limit 1
    )
    union all
    select 'a ' || f.kind, case
      when f.paper_number is not null then f.effective_at
      else greatest(
        f.requested_at, f.issued_at, f.carried_at, f.verified_at, f.deposited_at, f.voided_at,
        f.withdrawn_at
      )
    end
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = p_table_id
  ) e
  order by e.happened_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.last_event(p_casino_id uuid, p_table_id uuid, OUT what text, OUT happened_at timestamp with time zone) OWNER TO pit_owner;

-- Name: last_of_session(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.last_of_session(p_session pit.table_session, OUT what text, OUT happened_at timestamp with time zone) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select e.what, e.happened_at
  from (
    select 'a buy-in' as what, max(b.occurred_at) as happened_at
    from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
    union all
    select 'a slip', max(f.deposited_at) from pit.fill_credit_slip f
    where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  ) e
  where e.happened_at is not null
  order by e.happened_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.last_of_session(p_session pit.table_session, OUT what text, OUT happened_at timestamp with time zone) OWNER TO pit_owner;

-- Name: late_entry; Type: TABLE; Schema: pit;
CREATE TABLE pit.late_entry (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    record_kind text NOT NULL,
    record_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    gaming_day date NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_staff_id uuid NOT NULL,
    reason pit.note NOT NULL,
    paper_number pit.label,
    form_number text GENERATED ALWAYS AS (pit_private.form_number((paper_number)::text)) STORED,
    idempotency_key text NOT NULL,
    CONSTRAINT a_slip_has_its_number CHECK (((record_kind <> ALL (ARRAY['fill'::text, 'credit'::text])) OR (paper_number IS NOT NULL))),
    CONSTRAINT happened_before_it_was_entered CHECK ((occurred_at <= entered_at)),
    CONSTRAINT late_entry_record_kind_check CHECK ((record_kind = ANY (ARRAY['open'::text, 'activate'::text, 'rundown'::text, 'resume'::text, 'close'::text, 'cancel'::text, 'count'::text, 'drop'::text, 'entry'::text, 'fill'::text, 'credit'::text])))
);
ALTER TABLE ONLY pit.late_entry ALTER COLUMN record_kind SET STATISTICS 0;
ALTER TABLE ONLY pit.late_entry ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE ONLY pit.late_entry ALTER COLUMN paper_number SET STATISTICS 0;
ALTER TABLE ONLY pit.late_entry ALTER COLUMN form_number SET STATISTICS 0;
ALTER TABLE ONLY pit.late_entry ALTER COLUMN idempotency_key SET STATISTICS 0;
ALTER TABLE ONLY pit.late_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.late_entry OWNER TO pit_owner;

-- Name: TABLE late_entry; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.late_entry IS 'Every record that came from paper, with the form, the reason and who entered it; append-only.';

-- Name: COLUMN late_entry.record_id; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.late_entry.record_id IS 'The event of a move of the session, the count, the drop, the buy-in or the slip.';

-- Name: COLUMN late_entry.occurred_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.late_entry.occurred_at IS 'As the paper says; what is entered for the minute of the record before it counts right after that.';

-- Name: COLUMN late_entry.form_number; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.late_entry.form_number IS 'What two spellings of a form''s number have in common, by which it is entered once.';

-- Name: late_entry_stands(pit.late_entry); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.late_entry_stands(p_entry pit.late_entry) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with recursive said (record_id) as (
    select p_entry.record_id
    union all
    select coalesce(v.replacing_snapshot_id, v.replacing_drop_event_id)
    from said s
    join pit.custody_void v
      on v.casino_id = p_entry.casino_id
      and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    where num_nonnulls(v.replacing_snapshot_id, v.replacing_drop_event_id) > 0
  )
  select exists (
    select from said s
    where not exists (
      select from pit.custody_void v
      where v.casino_id = p_entry.casino_id
        and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    )
  ) and not exists (
    select from pit.table_session_event e
    join pit.table_session s on s.casino_id = e.casino_id and s.id = e.table_session_id
    where e.casino_id = p_entry.casino_id and e.id = p_entry.record_id
      and s.close_reason = 'cancelled'
  )
$$;
ALTER FUNCTION pit_private.late_entry_stands(p_entry pit.late_entry) OWNER TO pit_owner;

-- Name: late_events(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.late_events(p_session pit.table_session) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with closed (recorded_at) as (
    select coalesce(max(l.entered_at), p_session.closed_at)
    from pit.late_entry l
    join pit.table_session_event e on e.casino_id = l.casino_id and e.id = l.record_id
    where l.casino_id = p_session.casino_id and l.record_kind = 'close'
      and e.table_session_id = p_session.id
  )
  select (
    (
      select count(*) from pit.table_buyin_telemetry b
      where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
        and b.occurred_at >= p_session.opened_at and b.occurred_at < p_session.closed_at
        and b.created_at > d.recorded_at
    ) + (
      select count(*) from pit.table_inventory_snapshot c
      where c.casino_id = p_session.casino_id and c.table_session_id = p_session.id
        and c.created_at > d.recorded_at
    ) + (
      select count(*) from pit.custody_void v
      left join pit.table_inventory_snapshot c
        on c.casino_id = v.casino_id and c.id = v.inventory_snapshot_id
      left join pit.table_drop_event o on o.casino_id = v.casino_id and o.id = v.drop_event_id
      where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
        and coalesce(c.table_session_id, o.table_session_id) = p_session.id
        and v.voided_at > d.recorded_at
    ) + (
      select count(*) from pit.fill_credit_slip f
      where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
        and f.updated_at > d.recorded_at
    )
  )::int
  from closed d
$$;
ALTER FUNCTION pit_private.late_events(p_session pit.table_session) OWNER TO pit_owner;

-- Name: late_records(uuid, uuid, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.late_records(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_signed_at timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with edge as materialized (
    select t.id, t.label,
      pit_private.window_edge(p_casino_id, t.id, p_start) as starts_at,
      pit_private.window_edge(p_casino_id, t.id, p_end) as ends_at
    from pit.gaming_table t
    where t.casino_id = p_casino_id and (p_pit_id is null or t.pit_id = p_pit_id)
  )
  select coalesce(
    jsonb_agg(
      to_jsonb(r) - 'record_id' || jsonb_build_object(
        'is_from_paper', l.id is not null, 'paper_number', l.paper_number
      )
      order by r.recorded_at
    ),
    '[]'
  )
  from (
    select
      case b.telemetry_kind
        when 'REVERSAL' then 'reversal' when 'ADJUSTMENT' then 'adjustment' else 'buy-in'
      end as kind,
      t.label as table_label, b.amount_cents, b.occurred_at, b.created_at as recorded_at,
      a.name as actor_name, b.id as record_id
    from edge t
    join pit.table_buyin_telemetry b
      on b.casino_id = p_casino_id and b.gaming_table_id = t.id
      and b.occurred_at >= t.starts_at and b.occurred_at < t.ends_at
    join pit.staff a on a.casino_id = p_casino_id and a.id = b.actor_id
    where b.created_at > p_signed_at
    union all
    select 'count', t.label, c.total_cents, c.counted_at, c.created_at, a.name, c.id
    from edge t
    join pit.table_inventory_snapshot c
      on c.casino_id = p_casino_id and c.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = c.recorded_by_staff_id
    where (
        (c.counted_at >= t.starts_at and c.counted_at < t.ends_at)
        or c.shift_boundary in (p_start, p_end)
      )
      and c.created_at > p_signed_at
    union all
    select 'void', t.label, c.total_cents, coalesce(c.counted_at, d.removed_at), v.voided_at, a.name,
      v.id
    from edge t
    join pit.custody_void v on v.casino_id = p_casino_id and v.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = v.voided_by_staff_id
    left join pit.table_inventory_snapshot c
      on c.casino_id = p_casino_id and c.id = v.inventory_snapshot_id
    left join pit.table_drop_event d on d.casino_id = p_casino_id and d.id = v.drop_event_id
    where (
        (
          coalesce(c.counted_at, d.removed_at) >= t.starts_at
          and coalesce(c.counted_at, d.removed_at) < t.ends_at
        )
        or c.shift_boundary in (p_start, p_end)
      )
      and v.voided_at > p_signed_at
    union all
    select 'slip', t.label, s.amount_cents, s.effective_at, s.updated_at, a.name, s.id
    from edge t
    join pit.fill_credit_slip s on s.casino_id = p_casino_id and s.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = s.requested_by_staff_id
    where coalesce(s.effective_at, s.requested_at) >= t.starts_at
      and coalesce(s.effective_at, s.requested_at) < t.ends_at
      and s.updated_at > p_signed_at
    union all
    select case n.record_kind when 'drop' then 'drop' else 'move' end, t.label, null, n.occurred_at,
      n.entered_at, a.name, n.record_id
    from edge t
    join pit.late_entry n on n.casino_id = p_casino_id and n.gaming_table_id = t.id
    join pit.staff a on a.casino_id = p_casino_id and a.id = n.entered_by_staff_id
    where n.record_kind not in ('count', 'entry', 'fill', 'credit')
      and n.occurred_at >= t.starts_at and n.occurred_at < t.ends_at
      and n.entered_at > p_signed_at
  ) r
  left join pit.late_entry l on l.casino_id = p_casino_id and l.record_id = r.record_id
$$;
ALTER FUNCTION pit_private.late_records(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_signed_at timestamp with time zone) OWNER TO pit_owner;

-- Name: line_up_other_pits(uuid, text[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.line_up_other_pits(p_casino_id uuid, p_names text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with other as (
    select p.id, row_number() over (order by p.position, p.name) as place
    from pit.pit p where p.casino_id = p_casino_id and p.name <> all (p_names)
  )
  update pit.pit p set position = cardinality(p_names) + o.place
  from other o where p.id = o.id
$$;
ALTER FUNCTION pit_private.line_up_other_pits(p_casino_id uuid, p_names text[]) OWNER TO pit_identity;

-- Name: live_session(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.live_session(p_casino_id uuid, p_table_id uuid) RETURNS SETOF pit.table_session
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.status <> 'CLOSED'
$$;
ALTER FUNCTION pit_private.live_session(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: lock_box_to_count(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid) RETURNS pit.table_drop_event
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_drop pit.table_drop_event;
begin
  perform pit_private.lock_table(p_casino_id, d.gaming_table_id)
  from pit_private.standing_drop d where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  select * into v_drop from pit_private.standing_drop d
  where d.casino_id = p_casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such box to count.');
  end if;
  if exists (
    select from pit.drop_count n
    where n.casino_id = p_casino_id and n.drop_event_id = p_drop_event_id
  ) then
    perform pit_private.fail('already_final', 'The count of that box is released.');
  end if;
  return v_drop;
end
$$;
ALTER FUNCTION pit_private.lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid) OWNER TO pit_owner;

-- Name: lock_session(uuid, uuid, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_session(p_casino_id uuid, p_session_id uuid, p_expected_version integer) RETURNS pit.table_session
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_session pit.table_session;
begin
  perform pit_private.lock_table(p_casino_id, s.gaming_table_id)
  from pit.table_session s where s.casino_id = p_casino_id and s.id = p_session_id;
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.id = p_session_id
  for no key update;
  if not found then
    perform pit_private.fail('session_not_found', 'There is no such session in this casino.');
  end if;
  if v_session.version <> p_expected_version then
    perform pit_private.fail('stale_version', 'The session has changed since you looked.');
  end if;
  return v_session;
end
$$;
ALTER FUNCTION pit_private.lock_session(p_casino_id uuid, p_session_id uuid, p_expected_version integer) OWNER TO pit_owner;

-- Name: lock_sessions_of_record(uuid, uuid, uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_sessions_of_record(p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid) RETURNS uuid[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (
    select coalesce(array_agg(held.id), '{}')
    from (
      select s.id from pit.table_session s
      where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
        and (
          s.id = p_session_id
          or p_record_id in (
            s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
            s.closing_inventory_snapshot_id, s.drop_event_id
          )
        )
      order by s.id
      for no key update
    ) held
  );
end
$$;
ALTER FUNCTION pit_private.lock_sessions_of_record(p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid) OWNER TO pit_owner;

-- Name: lock_slip(uuid, text, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = (
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  perform from pit.table_session s
  where s.casino_id = p_casino_id and s.id = (
    select f.table_session_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_casino_id and f.kind = p_kind and f.id = p_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', format('There is no such %s in this casino.', p_kind));
  end if;
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid) OWNER TO pit_owner;

-- Name: lock_table(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_table(p_casino_id uuid, p_table_id uuid) RETURNS pit.gaming_table
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_table pit.gaming_table;
begin
  select * into v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = p_table_id
  for no key update;
  if not found then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  return v_table;
end
$$;
ALTER FUNCTION pit_private.lock_table(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: lock_visit(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.lock_visit(p_casino_id uuid, p_visit_id uuid) RETURNS pit.visit
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_visit pit.visit;
begin
  select * into v_visit from pit.visit v
  where v.casino_id = p_casino_id and v.id = p_visit_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  return v_visit;
end
$$;
ALTER FUNCTION pit_private.lock_visit(p_casino_id uuid, p_visit_id uuid) OWNER TO pit_owner;

-- Name: login_named(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.login_named(p_login text) RETURNS regrole
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select r.oid from pg_roles r where r.rolname::text = p_login
$$;
ALTER FUNCTION pit_private.login_named(p_login text) OWNER TO pit_identity;

-- Name: moment_after(uuid, timestamp with time zone, text, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.moment_after(p_casino_id uuid, p_at timestamp with time zone, p_what text, p_last timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_last is null or p_at > p_last then
    return p_at;
  end if;
  if p_at < p_last - interval '1 millisecond'
    and p_at <> date_trunc('minute', p_last, 'UTC') then
    perform pit_private.fail(
      'invalid_argument',
      (
        select format(
          'That time is before the table''s last record, %s at %s.', p_what,
          to_char(p_last at time zone h.time_zone, 'HH24:MI on DD Mon')
        )
        from pit_private.hours_at(p_casino_id, p_last) h
      )
    );
  end if;
  return p_last + interval '1 microsecond';
end
$$;
ALTER FUNCTION pit_private.moment_after(p_casino_id uuid, p_at timestamp with time zone, p_what text, p_last timestamp with time zone) OWNER TO pit_owner;

-- Name: moment_to_end(pit.table_session, pit_private.paper); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.moment_to_end(p_session pit.table_session, p_paper pit_private.paper) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_moment constant timestamptz := pit_private.moment_to_write(
    p_session.casino_id, p_session.gaming_table_id, p_paper
  );
  v_last record;
begin
  if p_paper.occurred_at is null then
    return v_moment;
  end if;
  select * into v_last from pit_private.last_of_session(p_session);
  return greatest(
    v_moment,
    pit_private.moment_after(
      p_session.casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
    )
  );
end
$$;
ALTER FUNCTION pit_private.moment_to_end(p_session pit.table_session, p_paper pit_private.paper) OWNER TO pit_owner;

-- Name: moment_to_write(uuid, uuid, pit_private.paper); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.moment_to_write(p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_last record;
begin
  if p_paper.occurred_at is null then
    return clock_timestamp();
  end if;
  if p_paper.occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_paper.occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table_id, p_paper.occurred_at);
  select * into v_last from pit_private.last_event(p_casino_id, p_table_id);
  return pit_private.moment_after(
    p_casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
  );
end
$$;
ALTER FUNCTION pit_private.moment_to_write(p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper) OWNER TO pit_owner;

-- Name: named_second_person(uuid, text, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.named_second_person(p_casino_id uuid, p_record_kind text, p_record_id uuid) RETURNS TABLE(gaming_table_id uuid, staff_id uuid)
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.gaming_table_id, c.counted_with_staff_id from pit_private.standing_count c
  where p_record_kind = 'count' and c.casino_id = p_casino_id and c.id = p_record_id
    and c.counted_with_staff_id is not null
  union all
  select d.gaming_table_id, d.witnessed_by_staff_id from pit_private.standing_drop d
  where p_record_kind = 'drop' and d.casino_id = p_casino_id and d.id = p_record_id
  union all
  select v.gaming_table_id, v.witnessed_by_staff_id from pit.custody_void v
  where p_record_kind = 'void' and v.casino_id = p_casino_id and v.id = p_record_id
  union all
  select f.gaming_table_id, f.void_witnessed_by_staff_id from pit.fill_credit_slip f
  where p_record_kind = 'slip_void' and f.casino_id = p_casino_id and f.id = p_record_id
    and f.void_witnessed_by_staff_id is not null
$$;
ALTER FUNCTION pit_private.named_second_person(p_casino_id uuid, p_record_kind text, p_record_id uuid) OWNER TO pit_owner;

-- Name: backfill_place; Type: TABLE; Schema: pit_private;
CREATE TABLE pit_private.backfill_place (
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    transaction_id uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid NOT NULL,
    is_done boolean DEFAULT false NOT NULL
);
ALTER TABLE pit_private.backfill_place OWNER TO pit_identity;

-- Name: TABLE backfill_place; Type: COMMENT; Schema: pit_private;
COMMENT ON TABLE pit_private.backfill_place IS 'How far a casino''s backfill came at each table: the last transaction it worked through. Empty where none is under way.';

-- Name: next_place_to_backfill(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.next_place_to_backfill(p_casino_id uuid) RETURNS pit_private.backfill_place
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_place pit_private.backfill_place;
begin
  select * into v_place from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not p.is_done
  order by p.gaming_table_id
  limit 1
  for update skip locked;
  if not found then
    select * into v_place from pit_private.backfill_place p
    where p.casino_id = p_casino_id and not p.is_done
    order by p.gaming_table_id
    limit 1
    for update;
  end if;
  return v_place;
end
$$;
ALTER FUNCTION pit_private.next_place_to_backfill(p_casino_id uuid) OWNER TO pit_owner;

-- Name: next_slip_time(pit.fill_credit_slip); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.next_slip_time(p_slip pit.fill_credit_slip) RETURNS timestamp with time zone
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select greatest(
    clock_timestamp(), p_slip.requested_at, p_slip.issued_at, p_slip.carried_at, p_slip.verified_at
  )
$$;
ALTER FUNCTION pit_private.next_slip_time(p_slip pit.fill_credit_slip) OWNER TO pit_owner;

-- Name: next_to_backfill(uuid, uuid, timestamp with time zone, uuid, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.next_to_backfill(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_batch integer) RETURNS TABLE(done bigint, created_at timestamp with time zone, id uuid, remaining boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with ahead as materialized (
    select t.created_at, t.id, row_number() over (order by t.created_at, t.id) as number
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
    order by t.created_at, t.id
    limit greatest(p_batch, 1) + 1
  )
  select a.number, a.created_at, a.id,
    exists (select from ahead n where n.number > greatest(p_batch, 1))
  from ahead a
  where a.number <= greatest(p_batch, 1)
  order by a.number desc
  limit 1
$$;
ALTER FUNCTION pit_private.next_to_backfill(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_batch integer) OWNER TO pit_owner;

-- Name: opening_count_due(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.opening_count_due(p_session pit.table_session) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return p_session.opening_count_required and p_session.opening_inventory_snapshot_id is null
    and p_session.status <> 'CLOSED';
end
$$;
ALTER FUNCTION pit_private.opening_count_due(p_session pit.table_session) OWNER TO pit_owner;

-- Name: outside_sessions(uuid, timestamp with time zone, timestamp with time zone, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.outside_sessions(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_table_id uuid) RETURNS TABLE(table_id uuid, table_session_id uuid, opened_at timestamp with time zone, closed_at timestamp with time zone, fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint, estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint, win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamp with time zone, win_to timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with edge as materialized (
    select t.id as gaming_table_id,
      pit_private.window_edge(p_casino_id, t.id, p_start) as edge_start,
      pit_private.window_edge(p_casino_id, t.id, p_end) as edge_end
    from pit.gaming_table t
    where t.casino_id = p_casino_id and (p_table_id is null or t.id = p_table_id)
  )
  select g.gaming_table_id, null::uuid, null::timestamptz, null::timestamptz, f.fills_cents,
    f.credits_cents,
    case when e.rated_entries > 0 then e.rated_cents end,
    case when e.entries > e.rated_entries then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    null::bigint, null::bigint, null::timestamptz, null::timestamptz
  from edge g
  cross join lateral (
    select count(*) as entries, count(b.rating_slip_id) as rated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents
    from pit.table_buyin_telemetry b
    join pit.casino_settings h on h.casino_id = b.casino_id
    where b.casino_id = p_casino_id and b.gaming_table_id = g.gaming_table_id
      and b.occurred_at >= g.edge_start and b.occurred_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= b.occurred_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or b.occurred_at < ran.closed_at
      )
  ) e
  cross join lateral (
    select count(*) as slips,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = g.gaming_table_id
      and s.effective_at >= g.edge_start and s.effective_at < g.edge_end
      and not exists (
        select from (
          select n.closed_at from pit.table_session n
          where n.casino_id = p_casino_id and n.gaming_table_id = g.gaming_table_id
            and n.opened_at <= s.effective_at and n.close_reason is distinct from 'cancelled'
          order by n.opened_at desc
          limit 1
        ) ran
        where ran.closed_at is null or s.effective_at < ran.closed_at
      )
  ) f
  where e.entries > 0 or f.slips > 0
$$;
ALTER FUNCTION pit_private.outside_sessions(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_table_id uuid) OWNER TO pit_owner;

-- Name: paper_arguments(pit_private.paper); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.paper_arguments(p_paper pit_private.paper) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_paper.occurred_at is null then
    return '{}';
  end if;
  return jsonb_build_object(
    'p_paper_at', p_paper.occurred_at at time zone 'UTC', 'p_paper_reason', p_paper.reason,
    'p_paper_number', p_paper.paper_number
  );
end
$$;
ALTER FUNCTION pit_private.paper_arguments(p_paper pit_private.paper) OWNER TO pit_owner;

-- Name: par_of(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.par_of(p_session pit.table_session) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select t.par_cents from pit_private.terms_in_force(
    p_session.casino_id, array[p_session.gaming_table_id], p_session.gaming_day
  ) t
$$;
ALTER FUNCTION pit_private.par_of(p_session pit.table_session) OWNER TO pit_owner;

-- Name: placed_on_paper(pit.fill_credit_slip, pit.table_session, pit_private.paper); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.placed_on_paper(p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_slip pit.fill_credit_slip := p_slip;
  v_moment timestamptz;
begin
  if v_slip.deposited_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  v_moment := pit_private.moment_to_write(
    p_slip.casino_id, p_slip.gaming_table_id, p_paper
  );
  v_slip.requested_at := pit_private.moment_after(
    p_slip.casino_id, v_slip.requested_at, 'the opening of its session',
    p_session.opened_at
  );
  if v_slip.kind = 'fill' then
    v_slip.verified_at := v_moment;
  else
    v_slip.requested_at := greatest(v_moment, v_slip.requested_at);
  end if;
  -- What moved within its minute takes the later steps of that minute along.
  v_slip.issued_at := greatest(v_slip.issued_at, v_slip.requested_at);
  v_slip.verified_at := greatest(v_slip.verified_at, v_slip.issued_at);
  v_slip.deposited_at := greatest(v_slip.deposited_at, v_slip.verified_at);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.placed_on_paper(p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper) OWNER TO pit_owner;

-- Name: play_ended_at(pit.table_session); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.play_ended_at(p_session pit.table_session) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_counted_at timestamptz;
  v_removed_at timestamptz;
begin
  if p_session.closed_at is null then
    return 'infinity';
  end if;
  if p_session.closing_inventory_snapshot_id is not null then
    select c.counted_at into v_counted_at from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.id = p_session.closing_inventory_snapshot_id;
  end if;
  if p_session.drop_event_id is not null then
    select d.removed_at into v_removed_at from pit.table_drop_event d
    where d.casino_id = p_session.casino_id and d.id = p_session.drop_event_id;
  end if;
  return least(v_counted_at, v_removed_at, p_session.closed_at);
end
$$;
ALTER FUNCTION pit_private.play_ended_at(p_session pit.table_session) OWNER TO pit_owner;

-- Name: provision_casino(text, text, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_casino(p_slug text, p_name text, p_is_active boolean) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_casino_id uuid;
begin
  insert into pit.casino as c (slug, name, is_active) values (p_slug, p_name, p_is_active)
  on conflict (slug) do update set name = excluded.name, is_active = excluded.is_active
  returning c.id into v_casino_id;
  insert into pit.casino_change (casino_id) values (v_casino_id) on conflict do nothing;
  return v_casino_id;
end
$$;
ALTER FUNCTION pit_private.provision_casino(p_slug text, p_name text, p_is_active boolean) OWNER TO pit_identity;

-- Name: provision_chip_mixes(uuid, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_chip_mixes(p_casino_id uuid, p_mixes jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  update pit.chip_mix m set position = null
  where m.casino_id = p_casino_id and not exists (
    select from jsonb_to_recordset(p_mixes) as n (game text, name text)
    where n.game = m.game and n.name = m.name
  );
  insert into pit.chip_mix (casino_id, game, name, position, shares)
  select p_casino_id, n.game, n.name, n.position, n.shares
  from jsonb_to_recordset(p_mixes) as n (game text, name text, position int, shares jsonb)
  on conflict (casino_id, game, name) do update
  set position = excluded.position, shares = excluded.shares
$$;
ALTER FUNCTION pit_private.provision_chip_mixes(p_casino_id uuid, p_mixes jsonb) OWNER TO pit_identity;

-- Name: provision_chip_set(uuid, text, bigint[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_chip_set(p_casino_id uuid, p_name text, p_denominations_cents bigint[]) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.chip_set (casino_id, name, denominations_cents)
  values (p_casino_id, p_name, p_denominations_cents)
  on conflict (casino_id, name) do update set denominations_cents = excluded.denominations_cents
  returning id
$$;
ALTER FUNCTION pit_private.provision_chip_set(p_casino_id uuid, p_name text, p_denominations_cents bigint[]) OWNER TO pit_identity;

-- Name: provision_hours(uuid, date, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_begins constant timestamptz :=
    pit_private.gaming_day_started_at(p_casino_id, p_effective_from);
  v_before constant jsonb := pit_private.hours_said(p_casino_id, p_effective_from);
  v_said constant jsonb := v_before || p_said;
  v_is_clock constant boolean := (v_before -> 'time_zone', v_before -> 'gaming_day_start')
    <> (v_said -> 'time_zone', v_said -> 'gaming_day_start');
  v_first timestamptz;
begin
  if v_said = v_before then
    return;
  end if;
  if p_effective_from < v_today or (v_is_clock and p_effective_from = v_today) then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today
    and (select w.ran_labels <> '{}' from pit_private.casino_at_work(p_casino_id) w) then
    perform pit_private.fail(
      'invalid_argument', 'Tables ran in this gaming day; name a later one.'
    );
  end if;
  perform pit_private.write_hours(p_casino_id, p_effective_from, v_said);
  perform pit_private.carry_hours(p_casino_id, p_effective_from, v_before, p_said);
  v_first := least(
    v_begins, pit_private.gaming_day_started_at(p_casino_id, p_effective_from)
  );
  -- What is entered until this commits has its gaming day by the hours of before.
  if p_effective_from > v_today and v_first <= clock_timestamp() + interval '1 minute' then
    perform pit_private.fail(
      'invalid_argument', 'By that clock the day has begun within a minute; name a later one.'
    );
  end if;
  if exists (
    select from pit.shift_sign_off o where o.casino_id = p_casino_id and o.window_end > v_first
  ) then
    perform pit_private.fail(
      'invalid_argument', 'A period that reaches into that day is signed; name a later one.'
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.provision_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) OWNER TO pit_identity;

-- Name: provision_pit(uuid, text, integer); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_pit(p_casino_id uuid, p_name text, p_position integer) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.pit (casino_id, name, position) values (p_casino_id, p_name, p_position)
  on conflict (casino_id, name) do update set position = excluded.position
  returning id
$$;
ALTER FUNCTION pit_private.provision_pit(p_casino_id uuid, p_name text, p_position integer) OWNER TO pit_identity;

-- Name: provision_settings(uuid, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_settings(p_casino_id uuid, p_settings jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_settings pit.casino_settings;
  v_booked pit.casino_settings;
  v_hours jsonb;
begin
  insert into pit.casino_settings (casino_id, time_zone)
  select p_casino_id, p_settings ->> 'time_zone'
  where not exists (select from pit.casino_settings s where s.casino_id = p_casino_id);
  select * into strict v_settings from pit.casino_settings s where s.casino_id = p_casino_id;
  v_booked := v_settings;
  v_settings := jsonb_populate_record(v_settings, p_settings - 'casino_id' - 'updated_at');
  v_hours := jsonb_build_object(
    'time_zone', v_settings.time_zone, 'gaming_day_start', v_settings.gaming_day_start
  );
  -- Days of the past are never computed anew; a clock of another day is a row of its own.
  if pit_private.hours_are_begun(p_casino_id) then
    select jsonb_object_agg(n.key, n.value) into v_hours
    from jsonb_each(v_hours) n where p_settings ? n.key;
    if not pit_private.hours_said(
      p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp())
    ) @> coalesce(v_hours, '{}') then
      perform pit_private.fail(
        'invalid_argument', 'The books are begun; another clock needs its first gaming day.'
      );
    end if;
    v_settings.time_zone := v_booked.time_zone;
    v_settings.gaming_day_start := v_booked.gaming_day_start;
  end if;
  -- What is in the books was written in one currency; only its symbol may still change.
  if exists (
    select from pit.casino_settings s
    where s.casino_id = p_casino_id
      and (s.currency, s.currency_minor_units)
        <> (v_settings.currency, v_settings.currency_minor_units)
  ) and (select w.has_history from pit_private.casino_at_work(p_casino_id) w) then
    perform pit_private.fail(
      'invalid_argument', 'The books hold amounts already; their currency stays.'
    );
  end if;
  update pit.casino_settings s
  set time_zone = v_settings.time_zone,
    gaming_day_start = v_settings.gaming_day_start,
    quick_amounts_cents = v_settings.quick_amounts_cents,
    unusual_amount_cents = v_settings.unusual_amount_cents,
    opening_count_required = v_settings.opening_count_required,
    closing_count_required = v_settings.closing_count_required,
    count_signature = v_settings.count_signature,
    discrepancy_report_cents = v_settings.discrepancy_report_cents,
    discrepancy_regulator_cents = v_settings.discrepancy_regulator_cents,
    box_tenders = v_settings.box_tenders,
    idle_lock_seconds = v_settings.idle_lock_seconds,
    undo_seconds = v_settings.undo_seconds,
    same_amount_seconds = v_settings.same_amount_seconds,
    alert_slip_seconds = v_settings.alert_slip_seconds,
    alert_opening_count_seconds = v_settings.alert_opening_count_seconds,
    alert_change_count_seconds = v_settings.alert_change_count_seconds,
    alert_rundown_seconds = v_settings.alert_rundown_seconds,
    alert_no_entry_seconds = v_settings.alert_no_entry_seconds,
    alert_need_cents = v_settings.alert_need_cents,
    alert_wall_count_seconds = v_settings.alert_wall_count_seconds,
    currency = v_settings.currency,
    currency_symbol = v_settings.currency_symbol,
    currency_minor_units = v_settings.currency_minor_units
  where s.casino_id = p_casino_id;
  if (v_booked.time_zone, v_booked.gaming_day_start)
    <> (v_settings.time_zone, v_settings.gaming_day_start) then
    perform pit_private.carry_hours(
      p_casino_id, '-infinity', jsonb_build_object(
        'time_zone', v_booked.time_zone, 'gaming_day_start', v_booked.gaming_day_start
      ), v_hours
    );
  end if;
end
$$;
ALTER FUNCTION pit_private.provision_settings(p_casino_id uuid, p_settings jsonb) OWNER TO pit_identity;

-- Name: provision_shifts(uuid, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_shifts(p_casino_id uuid, p_shifts jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_before jsonb;
  v_said jsonb;
begin
  select jsonb_object_agg('shift ' || n.key, n.value::time) into v_said
  from jsonb_each_text(p_shifts) n;
  if pit_private.hours_are_begun(p_casino_id) then
    perform pit_private.provision_hours(
      p_casino_id, pit_private.gaming_day_of(p_casino_id, clock_timestamp()), v_said
    );
    return;
  end if;
  v_before := pit_private.hours_said(p_casino_id, '-infinity');
  insert into pit.shift as s (casino_id, name, starts_at)
  select p_casino_id, n.key, n.value::time from jsonb_each_text(p_shifts) n
  on conflict (casino_id, name) do update set starts_at = excluded.starts_at;
  perform pit_private.carry_hours(p_casino_id, '-infinity', v_before, v_said);
end
$$;
ALTER FUNCTION pit_private.provision_shifts(p_casino_id uuid, p_shifts jsonb) OWNER TO pit_identity;

-- Name: provision_staff(uuid, text, text, text, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_staff(p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_login constant regrole := pit_private.login_named(p_login);
  v_staff_id uuid;
begin
  if v_login is null then
    perform pit_private.fail('entry_not_found', format('There is no login %s.', p_login));
  end if;
  if exists (select from pit_private.gateway_login g where g.login = v_login) then
    perform pit_private.fail(
      'invalid_argument', format('%s speaks for others and is nobody''s own.', p_login)
    );
  end if;
  insert into pit.staff (casino_id, name, role, shows_money)
  values (p_casino_id, p_name, p_role, p_shows_money)
  returning id into v_staff_id;
  insert into pit_private.staff_login (login, casino_id, staff_id)
  values (v_login, p_casino_id, v_staff_id);
  return v_staff_id;
end
$$;
ALTER FUNCTION pit_private.provision_staff(p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean) OWNER TO pit_identity;

-- Name: provision_table(uuid, uuid, uuid, text, integer, text, bigint, bigint, bigint, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_table(p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot integer, p_game text, p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_terms constant jsonb := jsonb_build_object(
    'min_bet_cents', p_min_bet_cents, 'max_bet_cents', p_max_bet_cents, 'par_cents', p_par_cents
  );
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_table pit.gaming_table;
  v_before jsonb;
begin
  select * into v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.label = p_label;
  if v_table.id is null then
    insert into pit.gaming_table (
      casino_id, pit_id, chip_set_id, label, spot, game, min_bet_cents, max_bet_cents, par_cents,
      status
    ) values (
      p_casino_id, p_pit_id, p_chip_set_id, p_label, p_spot, p_game, p_min_bet_cents,
      p_max_bet_cents, p_par_cents, p_status
    )
    returning * into v_table;
    return v_table.id;
  end if;
  update pit.gaming_table t
  set pit_id = p_pit_id, chip_set_id = p_chip_set_id, spot = p_spot, game = p_game,
    status = p_status
  where t.id = v_table.id
    and (t.pit_id, t.chip_set_id, t.spot, t.game::text, t.status)
      is distinct from (p_pit_id, p_chip_set_id, p_spot, p_game, p_status);
  v_before := pit_private.terms_said(v_table, v_today);
  if v_before = v_terms then
    return v_table.id;
  end if;
  if (select w.has_history from pit_private.casino_at_work(p_casino_id) w) or exists (
    select from pit.table_terms t
    where t.casino_id = p_casino_id and t.gaming_table_id = v_table.id
      and t.effective_from <= v_today
  ) then
    perform pit_private.provision_terms(p_casino_id, p_label, v_today, v_terms);
    return v_table.id;
  end if;
  update pit.gaming_table t
  set min_bet_cents = p_min_bet_cents, max_bet_cents = p_max_bet_cents, par_cents = p_par_cents
  where t.id = v_table.id;
  perform pit_private.carry_terms(v_table, v_today, v_before, v_terms);
  return v_table.id;
end
$$;
ALTER FUNCTION pit_private.provision_table(p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot integer, p_game text, p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text) OWNER TO pit_identity;

-- Name: provision_terms(uuid, text, date, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.provision_terms(p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_table pit.gaming_table;
  v_before jsonb;
begin
  select * into strict v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.label = p_label;
  v_before := pit_private.terms_said(v_table, p_effective_from);
  if v_before || p_said = v_before then
    return;
  end if;
  if p_effective_from < v_today then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today and (
    select p_label = any (w.ran_labels) from pit_private.casino_at_work(p_casino_id) w
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s ran in this gaming day; name a later one.', p_label)
    );
  end if;
  perform pit_private.write_terms(v_table, p_effective_from, v_before || p_said);
  perform pit_private.carry_terms(v_table, p_effective_from, v_before, p_said);
end
$$;
ALTER FUNCTION pit_private.provision_terms(p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb) OWNER TO pit_identity;

-- Name: put_count_in_place(pit.table_inventory_snapshot, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.put_count_in_place(p_wrong pit.table_inventory_snapshot, p_right_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  update pit.table_session s
  set expected_inventory_snapshot_id = case
      when s.expected_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.expected_inventory_snapshot_id
    end,
    opening_inventory_snapshot_id = case
      when s.opening_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.opening_inventory_snapshot_id
    end,
    closing_inventory_snapshot_id = case
      when s.closing_inventory_snapshot_id = p_wrong.id then p_right_id
      else s.closing_inventory_snapshot_id
    end
  where s.casino_id = p_wrong.casino_id and s.gaming_table_id = p_wrong.gaming_table_id
    and p_wrong.id in (
      s.expected_inventory_snapshot_id, s.opening_inventory_snapshot_id,
      s.closing_inventory_snapshot_id
    )
$$;
ALTER FUNCTION pit_private.put_count_in_place(p_wrong pit.table_inventory_snapshot, p_right_id uuid) OWNER TO pit_owner;

-- Name: queue_for_change(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.queue_for_change(p_casino_id uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform from pit.casino_change c where c.casino_id = p_casino_id for no key update;
end
$$;
ALTER FUNCTION pit_private.queue_for_change(p_casino_id uuid) OWNER TO pit_owner;

-- Name: ran_since(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_opened_at timestamptz;
begin
  select max(s.opened_at) into v_opened_at from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.opened_at < p_at
    and s.close_reason is distinct from 'cancelled';
  return least(v_opened_at, p_at - interval '1 day');
end
$$;
ALTER FUNCTION pit_private.ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: recent_entries(uuid, uuid[], timestamp with time zone[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.recent_entries(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[]) RETURNS TABLE(gaming_table_id uuid, entries json)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select asked.table_id, coalesce(listed.entries, '[]')
  from unnest(p_table_ids, p_starts) asked (table_id, starts_at)
  cross join lateral (
    select json_agg(e order by e.created_at desc) as entries
    from (
      select b.id, b.amount_cents, b.telemetry_kind as kind, b.tender_type as tender,
        b.occurred_at, b.created_at, b.actor_id, s.name as actor_name, b.reverses_id,
        pit_private.is_from_finance(b.idempotency_key) as from_finance,
        -- Asked row by row: as an EXISTS it may be hashed, which reads the whole history.
        coalesce((
          select true from pit.table_buyin_telemetry r
          where r.casino_id = b.casino_id and r.reverses_id = b.id
        ), false) as is_reversed,
        -- Sessions of a table follow each other: the last one opened by then is the one it ran in.
        not exists (
          select from (
            select t.closed_at from pit.table_session t
            where t.casino_id = p_casino_id and t.gaming_table_id = asked.table_id
              and t.opened_at <= b.occurred_at
            order by t.opened_at desc
            limit 1
          ) ran
          where ran.closed_at is null or b.occurred_at < ran.closed_at
        ) as outside_session
      from pit.table_buyin_telemetry b
      join pit.staff s on s.casino_id = b.casino_id and s.id = b.actor_id
      where b.casino_id = p_casino_id and b.gaming_table_id = asked.table_id
        and b.created_at >= asked.starts_at
      order by b.created_at desc
      limit 12
    ) e
  ) listed
$$;
ALTER FUNCTION pit_private.recent_entries(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[]) OWNER TO pit_owner;

-- Name: record_audit(uuid, uuid, text, text, text, jsonb, jsonb, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.record_audit(p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text, p_arguments jsonb, p_before jsonb, p_after jsonb) RETURNS uuid
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_id constant uuid := gen_random_uuid();
begin
  insert into pit.audit_entry (
    id, casino_id, staff_id, kind, login, terminal, client_address, function_name, idempotency_key,
    arguments, before, after
  ) values (
    v_id, p_casino_id, p_staff_id, p_kind, session_user, left(current_setting('application_name'), 64),
    inet_client_addr(), p_function_name, p_key, p_arguments, p_before, p_after
  );
  return v_id;
end
$$;
ALTER FUNCTION pit_private.record_audit(p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text, p_arguments jsonb, p_before jsonb, p_after jsonb) OWNER TO pit_owner;

-- Name: record_password(text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.record_password(p_login text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.record_audit(
    l.casino_id, null, 'administration', 'set password', null,
    jsonb_build_object('login', p_login, 'staff_id', l.staff_id), null, null
  )
  from pit_private.staff_login l where l.login = pit_private.login_named(p_login);
end
$$;
ALTER FUNCTION pit_private.record_password(p_login text) OWNER TO pit_identity;

-- Name: record_transition(pit.table_session, text, text, uuid, timestamp with time zone, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.record_transition(p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid, p_occurred_at timestamp with time zone, p_reason text) RETURNS uuid
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.table_session_event (
    casino_id, gaming_table_id, table_session_id, transition, from_status, to_status, actor_id,
    occurred_at, reason
  ) values (
    p_session.casino_id, p_session.gaming_table_id, p_session.id, p_transition, p_from_status,
    p_session.status, p_actor_id, p_occurred_at, p_reason
  ) returning id
$$;
ALTER FUNCTION pit_private.record_transition(p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid, p_occurred_at timestamp with time zone, p_reason text) OWNER TO pit_owner;

-- Name: refresh_closed_sessions(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refresh_closed_sessions(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (
    select from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.closed_at >= p_occurred_at
  ) then
    perform pit_private.refresh_rundowns(p_casino_id, p_table_id, p_occurred_at);
  end if;
end
$$;
ALTER FUNCTION pit_private.refresh_closed_sessions(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) OWNER TO pit_owner;

-- Name: refresh_rundown(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refresh_rundown(p_casino_id uuid, p_session_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
  insert into pit.table_rundown as r (
    casino_id, gaming_table_id, table_session_id, gaming_day, opening_bankroll_total_cents,
    closing_bankroll_total_cents, opening_source, fills_total_cents, credits_total_cents,
    estimated_drop_rated_cents, estimated_drop_grind_cents, estimated_drop_buyins_cents,
    telemetry_quality, win_loss_inventory_cents, win_loss_estimated_cents, win_from, win_to,
    discrepancy_cents, counted_drop_cents, counted_win_cents, metric_grade, late_events, computed_at
  )
  select s.casino_id, s.gaming_table_id, s.id, s.gaming_day, coalesce(f.opening_cents, o.total_cents),
    f.closing_cents, o.source, f.fills_cents, f.credits_cents, f.rated_cents, f.unrated_cents,
    f.est_drop_cents, f.coverage, f.tray_cents, f.est_win_cents, f.win_from, f.win_to,
    pit_private.discrepancy_cents(
      s.casino_id, s.gaming_table_id, s.opened_at, s.opened_at + interval '1 microsecond'
    ),
    c.counted_drop_cents, c.counted_win_cents,
    case when c.counted_win_cents is not null then 'COUNTED' else 'ESTIMATE' end,
    pit_private.late_events(s), clock_timestamp()
  from pit.table_session s
  cross join lateral pit_private.table_figures(
    s.casino_id, array[s.gaming_table_id], array['-infinity'::timestamptz],
    array['infinity'::timestamptz], array[s.id]
  ) f
  cross join lateral pit_private.first_count(s) o
  cross join lateral pit_private.play_ended_at(s) as ended_at
  -- A session alone has a counted win only where its boxes served no other.
  left join lateral (
    select w.* from pit_private.counted_wins(
      s.casino_id, array[s.gaming_table_id], array[ended_at],
      array[ended_at + interval '1 microsecond'], true
    ) w
    where w.sessions = 1
  ) c on true
  where s.casino_id = p_casino_id and s.id = p_session_id
    and s.close_reason in ('counted', 'drop_only')
  on conflict (table_session_id) do update
  set opening_bankroll_total_cents = excluded.opening_bankroll_total_cents,
    closing_bankroll_total_cents = excluded.closing_bankroll_total_cents,
    opening_source = excluded.opening_source,
    fills_total_cents = excluded.fills_total_cents,
    credits_total_cents = excluded.credits_total_cents,
    estimated_drop_rated_cents = excluded.estimated_drop_rated_cents,
    estimated_drop_grind_cents = excluded.estimated_drop_grind_cents,
    estimated_drop_buyins_cents = excluded.estimated_drop_buyins_cents,
    telemetry_quality = excluded.telemetry_quality,
    win_loss_inventory_cents = excluded.win_loss_inventory_cents,
    win_loss_estimated_cents = excluded.win_loss_estimated_cents,
    win_from = excluded.win_from,
    win_to = excluded.win_to,
    discrepancy_cents = excluded.discrepancy_cents,
    counted_drop_cents = excluded.counted_drop_cents,
    counted_win_cents = excluded.counted_win_cents,
    metric_grade = excluded.metric_grade,
    late_events = excluded.late_events,
    computed_at = excluded.computed_at,
    computed_in = excluded.computed_in
  where r.finalized_at is null
$$;
ALTER FUNCTION pit_private.refresh_rundown(p_casino_id uuid, p_session_id uuid) OWNER TO pit_owner;

-- Name: refresh_rundowns(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refresh_rundowns(p_casino_id uuid, p_table_id uuid, p_since timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select pit_private.refresh_rundown(p_casino_id, s.id)
  from pit.table_session s
  left join pit.table_rundown r on r.casino_id = s.casino_id and r.table_session_id = s.id
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and r.finalized_at is null
    and s.closed_at >= case
      when exists (
        select from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
          and d.removed_at >= p_since and pit_private.is_clean_removal(d)
      ) then coalesce(
        (
          select d.removed_at from pit.table_drop_event d
          where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
            and d.removed_at < p_since and pit_private.is_clean_removal(d)
          order by d.removed_at desc
          limit 1
        ),
        '-infinity'
      )
      else p_since
    end
$$;
ALTER FUNCTION pit_private.refresh_rundowns(p_casino_id uuid, p_table_id uuid, p_since timestamp with time zone) OWNER TO pit_owner;

-- Name: refuse_box(uuid, text, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_box(p_casino_id uuid, p_box text, p_table_id uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.fail(
    'artifact_already_used',
    (
      select format('Box %s is on %s.', p_box, t.label) from pit.gaming_table t
      where t.casino_id = p_casino_id and t.id = p_table_id
    )
  );
end
$$;
ALTER FUNCTION pit_private.refuse_box(p_casino_id uuid, p_box text, p_table_id uuid) OWNER TO pit_owner;

-- Name: refuse_changing_final(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_changing_final() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if old.finalized_at is not null then
    raise exception using
      errcode = '42501', message = 'the rundown is final',
      hint = 'Corrections are rows of their own.';
  end if;
  return new;
end
$$;
ALTER FUNCTION pit_private.refuse_changing_final() OWNER TO pit_owner;

-- Name: refuse_changing_past(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_changing_past() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if old.effective_from < pit_private.gaming_day_of(old.casino_id, clock_timestamp()) then
    raise exception using
      errcode = '42501', message = format('%s has been in effect', tg_table_name),
      hint = 'Give another value a gaming day of its own.';
  end if;
  return new;
end
$$;
ALTER FUNCTION pit_private.refuse_changing_past() OWNER TO pit_owner;

-- Name: refuse_forgetting_early(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_forgetting_early() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if old.logged_at > clock_timestamp() - pit_private.shortest_retention() then
    raise exception using
      errcode = '42501',
      message = format('%s is append-only for 90 days', tg_table_name),
      hint = 'pitterm db retain removes what is older.';
  end if;
  return old;
end
$$;
ALTER FUNCTION pit_private.refuse_forgetting_early() OWNER TO pit_owner;

-- Name: refuse_rewriting(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  raise exception using
    errcode = '42501',
    message = format('%s is append-only', tg_table_name),
    hint = 'Record a correction that points at the original.';
end
$$;
ALTER FUNCTION pit_private.refuse_rewriting() OWNER TO pit_owner;

-- Name: refuse_slip_step(pit.fill_credit_slip, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.fail(
    'invalid_state_transition',
    format('The %s is %s; %s.', p_slip.kind, replace(lower(p_slip.status), '_', ' '), p_wanted)
  );
end
$$;
ALTER FUNCTION pit_private.refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text) OWNER TO pit_owner;

-- Name: refuse_transition(pit.table_session, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.refuse_transition(p_session pit.table_session, p_wanted text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform pit_private.fail(
    'invalid_state_transition', format('The session is %s; %s.', p_session.status, p_wanted)
  );
end
$$;
ALTER FUNCTION pit_private.refuse_transition(p_session pit.table_session, p_wanted text) OWNER TO pit_owner;

-- Name: request_slip(pit_private.actor, text, uuid, jsonb, text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.request_slip(p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_note text;
  v_chipset jsonb;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_request_table_%s', p_kind),
    jsonb_build_object('p_table_id', p_table_id, 'p_chipset', v_chipset, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_table := pit_private.lock_table(p_actor.casino_id, p_table_id);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_chipset);
  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, chipset, note, requested_at,
    requested_by_staff_id
  ) values (
    p_actor.casino_id, p_table_id, v_session.id, p_kind, 'REQUESTED', v_chipset, v_note,
    -- A server clock that was set back never makes a request before its session.
    greatest(clock_timestamp(), v_session.opened_at), p_actor.staff_id
  ) returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.request_slip(p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text) OWNER TO pit_owner;

-- Name: schema_version(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.schema_version() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select 1 $$;
ALTER FUNCTION pit_private.schema_version() OWNER TO pit_owner;

-- Name: session_for_slip(pit.gaming_table, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.session_for_slip(p_table pit.gaming_table, p_kind text) RETURNS pit.table_session
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_session pit.table_session;
begin
  select * into v_session from pit_private.live_session(p_table.casino_id, p_table.id);
  if v_session.id is null then
    perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
  end if;
  if p_kind = 'credit' and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  return v_session;
end
$$;
ALTER FUNCTION pit_private.session_for_slip(p_table pit.gaming_table, p_kind text) OWNER TO pit_owner;

-- Name: set_gaming_day(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_gaming_day() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  -- A branch is only looked at where it runs, so each may name a column of its own table.
  if tg_table_name = 'table_inventory_snapshot' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.counted_at);
  elsif tg_table_name = 'table_drop_event' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.removed_at);
  elsif tg_table_name = 'fill_credit_slip' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.requested_at);
  else
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.occurred_at);
  end if;
  return new;
end
$$;
ALTER FUNCTION pit_private.set_gaming_day() OWNER TO pit_owner;

-- Name: set_rls_context_from_staff(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_rls_context_from_staff() RETURNS pit_private.actor
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_actor constant pit_private.actor := pit_private.current_actor();
begin
  if v_actor.staff_id is null then
    perform pit_private.fail('forbidden', 'This login has no active staff member behind it.');
  end if;
  perform set_config('app.casino_id', v_actor.casino_id::text, true),
    set_config('app.actor_id', v_actor.staff_id::text, true),
    set_config('app.staff_role', v_actor.staff_role, true),
    set_config('app.idempotency_key', '', true);
  return v_actor;
end
$$;
ALTER FUNCTION pit_private.set_rls_context_from_staff() OWNER TO pit_identity;

-- Name: set_session_times(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_session_times() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.opened_at);
    return new;
  end if;
  new.gaming_day := old.gaming_day;
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;
ALTER FUNCTION pit_private.set_session_times() OWNER TO pit_owner;

-- Name: set_staff_active(text, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_staff_active(p_login text, p_is_active boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update pit.staff s set is_active = p_is_active
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;
ALTER FUNCTION pit_private.set_staff_active(p_login text, p_is_active boolean) OWNER TO pit_identity;

-- Name: set_staff_name(text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_staff_name(p_login text, p_name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update pit.staff s set name = p_name
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;
ALTER FUNCTION pit_private.set_staff_name(p_login text, p_name text) OWNER TO pit_identity;

-- Name: set_staff_role(text, text, boolean); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_staff_role(p_login text, p_role text, p_shows_money boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update pit.staff s set role = p_role, shows_money = p_shows_money
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;
ALTER FUNCTION pit_private.set_staff_role(p_login text, p_role text, p_shows_money boolean) OWNER TO pit_identity;

-- Name: set_staff_subject(text, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.set_staff_subject(p_login text, p_subject text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update pit.staff s set jwt_subject = p_subject
  from pit_private.staff_login l
  where l.staff_id = s.id and l.login = pit_private.login_named(p_login);
  if not found then
    perform pit_private.fail('entry_not_found', format('No staff member signs in as %s.', p_login));
  end if;
end
$$;
ALTER FUNCTION pit_private.set_staff_subject(p_login text, p_subject text) OWNER TO pit_identity;

-- Name: settings_to_come(uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.settings_to_come(p_casino_id uuid) RETURNS TABLE(effective_from date, hours jsonb, terms jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with coming as (
    select h.effective_from as day from pit.casino_hours h where h.casino_id = p_casino_id
    union
    select t.effective_from from pit.table_terms t where t.casino_id = p_casino_id
  )
  select c.day, pit_private.hours_said(p_casino_id, c.day),
    coalesce(
      (
        select jsonb_object_agg(g.label, pit_private.terms_said(g, c.day))
        from pit.table_terms t
        join pit.gaming_table g on g.casino_id = p_casino_id and g.id = t.gaming_table_id
        where t.casino_id = p_casino_id and t.effective_from = c.day
      ), '{}'
    )
  from coming c
  where c.day > pit_private.gaming_day_of(p_casino_id, clock_timestamp())
  order by c.day
$$;
ALTER FUNCTION pit_private.settings_to_come(p_casino_id uuid) OWNER TO pit_identity;

-- Name: settle_slips(pit_private.actor, pit.table_session, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.settle_slips(p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  order by f.id
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and (
      f.status in ('ISSUED', 'VERIFIED_AT_TABLE')
      or (f.status = 'REQUESTED' and f.carried_at is not null)
    )
  order by f.requested_at, f.id
  limit 1;
  if found then
    perform pit_private.fail(
      'slips_in_flight',
      case
        when v_slip.status = 'REQUESTED'
          then 'A credit is on its way to the cage and not issued; have it issued first.'
        else format(
          '%s is %s; finish it first.', v_slip.slip_label,
          replace(lower(v_slip.status), '_', ' ')
        )
      end
    );
  end if;
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = greatest(p_closed_at, f.requested_at),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and f.status = 'REQUESTED';
end
$$;
ALTER FUNCTION pit_private.settle_slips(p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamp with time zone) OWNER TO pit_owner;

-- Name: shift_at(uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.shift_at(p_casino_id uuid, p_at timestamp with time zone) RETURNS TABLE(shift_id uuid, name text, started_at timestamp with time zone, ends_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with hours as materialized (
    select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone) as time_zone,
      (
        select min(c.begins_at) from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
      ) as ends_at
    from pit.casino_settings s
    left join lateral (
      select c.effective_from, c.begins_at, c.time_zone from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true
    where s.casino_id = p_casino_id
  ),
  begun as (
    select h.id, h.name, (d.day + n.starts_at) at time zone s.time_zone as started_at
    from hours s
    join pit.shift h on h.casino_id = p_casino_id
    left join pit.shift_hours dated
      on dated.casino_id = p_casino_id and dated.effective_from = s.effective_from
      and dated.shift_id = h.id
    cross join lateral (
      select case when s.effective_from is null then h.starts_at else dated.starts_at end
        as starts_at
    ) n
    cross join lateral (
      select (p_at at time zone s.time_zone)::date + step as day from generate_series(-1, 1) step
    ) d
    where n.starts_at is not null
  )
  select b.id, b.name::text, greatest(b.started_at, s.begins_at),
    least((select min(n.started_at) from begun n where n.started_at > b.started_at), s.ends_at)
  from begun b
  cross join hours s
  where b.started_at <= p_at
  order by b.started_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.shift_at(p_casino_id uuid, p_at timestamp with time zone) OWNER TO pit_identity;

-- Name: shift_sheet(uuid, uuid, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.shift_sheet(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
  with metric as (
    select m as row, m.table_id, m.table_label,
      pit_private.window_edge(p_casino_id, m.table_id, p_start) as edge_start,
      pit_private.window_edge(p_casino_id, m.table_id, p_end) as edge_end
    from pit_private.table_metrics(p_casino_id, p_start, p_end) m
    where p_pit_id is null or m.pit_id = p_pit_id
  ),
  sums as (
    select to_jsonb(s) || jsonb_build_object(
      'window_start', p_start, 'window_end', p_end, 'casino_id', p_casino_id,
      'pit_id', p_pit_id,
      'pit_name', (select p.name from pit.pit p where p.casino_id = p_casino_id and p.id = p_pit_id)
    ) as row
    from pit_private.sum_metrics(array(select m.row from metric m)) s
  ),
  house as (
    select * from pit.casino_settings s where s.casino_id = p_casino_id
  )
  select jsonb_build_object(
    'casino', case when p_pit_id is null then (select s.row from sums s) end,
    'pit', case when p_pit_id is not null then (select s.row from sums s) end,
    'tables', (select coalesce(jsonb_agg(to_jsonb(m.row)), '[]') from metric m),
    'live', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_id', m.table_id, 'table_label', m.table_label, 'status', s.status,
        'opened_at', s.opened_at, 'change_count_at', c.counted_at,
        'change_count_cents', c.total_cents
      ) order by m.table_label), '[]')
      from metric m
      join pit.table_session s
        on s.casino_id = p_casino_id and s.gaming_table_id = m.table_id and s.status <> 'CLOSED'
        and s.opened_at < p_end
      left join lateral (
        select n.counted_at, n.total_cents from pit_private.standing_count n
        where n.casino_id = p_casino_id and n.gaming_table_id = m.table_id
          and n.shift_boundary = p_end
          and pit_private.signature_due(p_casino_id, n.id) is null
        order by n.counted_at desc
        limit 1
      ) c on true
    ),
    'slips_in_flight', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'slip_id', f.id, 'table_label', m.table_label, 'kind', f.kind, 'status', f.status,
        'slip_label', f.slip_label, 'amount_cents', f.amount_cents, 'requested_at', f.requested_at
      ) order by f.requested_at), '[]')
      from metric m
      join pit.fill_credit_slip f
        on f.casino_id = p_casino_id and f.gaming_table_id = m.table_id
        and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE') and f.requested_at < p_end
    ),
    'counts_owed', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_id', m.table_id, 'table_label', m.table_label, 'closed_at', s.closed_at
      ) order by m.table_label), '[]')
      from metric m
      cross join lateral pit_private.last_closed_session(p_casino_id, m.table_id) s
      where s.closing_inventory_snapshot_id is null and s.closed_at < p_end
        and not exists (select from pit_private.live_session(p_casino_id, m.table_id))
    ),
    'discrepancies', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'opener_at', o.counted_at, 'opener_cents', o.total_cents,
        'expected_cents', e.total_cents, 'discrepancy_cents', o.total_cents - e.total_cents,
        'note', o.note,
        'is_reportable', abs(o.total_cents - e.total_cents) > h.discrepancy_report_cents,
        'is_regulatory', abs(o.total_cents - e.total_cents) >= h.discrepancy_regulator_cents
      ) order by o.counted_at), '[]')
      from metric m
      cross join house h
      join pit.table_session s
        on s.casino_id = p_casino_id and s.gaming_table_id = m.table_id
        and s.close_reason is distinct from 'cancelled'
        and s.opened_at >= m.edge_start and s.opened_at < m.edge_end
      join pit.table_inventory_snapshot o
        on o.casino_id = p_casino_id and o.id = s.opening_inventory_snapshot_id
      join pit.table_inventory_snapshot e
        on e.casino_id = p_casino_id and e.id = s.expected_inventory_snapshot_id
      where o.total_cents <> e.total_cents
    ),
    'big_entries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', b.id, 'table_label', m.table_label, 'amount_cents', b.amount_cents,
        'occurred_at', b.occurred_at, 'actor_name', a.name, 'tender', b.tender_type
      ) order by b.occurred_at), '[]')
      from metric m
      cross join house h
      join pit.table_buyin_telemetry b
        on b.casino_id = p_casino_id and b.gaming_table_id = m.table_id
        and b.occurred_at >= m.edge_start and b.occurred_at < m.edge_end
        and abs(b.amount_cents) >= h.unusual_amount_cents
      join pit.staff a on a.casino_id = p_casino_id and a.id = b.actor_id
    ),
    'boxes_not_recorded', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'closed_at', s.closed_at
      ) order by m.table_label), '[]')
      from metric m
      cross join lateral pit_private.last_closed_session(p_casino_id, m.table_id) s
      cross join lateral (select pit_private.play_ended_at(s) as at offset 0) played
      where s.closed_at >= p_start and s.closed_at < p_end and (
        select true from pit_private.standing_drop d
        where d.casino_id = p_casino_id and d.gaming_table_id = m.table_id
          and d.removed_at >= played.at
        limit 1
      ) is null
    ),
    'late_entries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'record_kind', l.record_kind, 'occurred_at', l.occurred_at,
        'entered_at', l.entered_at, 'entered_by', a.name, 'reason', l.reason,
        'paper_number', l.paper_number
      ) order by l.occurred_at, l.entered_at), '[]')
      from metric m
      join pit.late_entry l
        on l.casino_id = p_casino_id and l.gaming_table_id = m.table_id
        and l.occurred_at >= m.edge_start and l.occurred_at < m.edge_end
      join pit.staff a on a.casino_id = p_casino_id and a.id = l.entered_by_staff_id
    ),
    'alerts', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'table_label', m.table_label, 'kind', a.kind, 'since', a.since,
        'acknowledged_at', a.acknowledged_at
      ) order by a.alert_class = 'attention', a.since, m.table_label), '[]')
      from pit_private.table_alerts(
        p_casino_id, array(select m.table_id from metric m), clock_timestamp()
      ) a
      join metric m on m.table_id = a.gaming_table_id
    )
  )
$$;
ALTER FUNCTION pit_private.shift_sheet(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) OWNER TO pit_owner;

-- Name: shift_starts(uuid, date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.shift_starts(p_casino_id uuid, p_effective_from date) RETURNS TABLE(shift_id uuid, name text, starts_at time without time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select h.id, h.name::text, h.starts_at from pit.shift h
  where h.casino_id = p_casino_id and p_effective_from is null and h.starts_at is not null
  union all
  select h.id, h.name::text, d.starts_at
  from pit.shift_hours d
  join pit.shift h on h.casino_id = p_casino_id and h.id = d.shift_id
  where d.casino_id = p_casino_id and d.effective_from = p_effective_from
$$;
ALTER FUNCTION pit_private.shift_starts(p_casino_id uuid, p_effective_from date) OWNER TO pit_owner;

-- Name: shift_windows(uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.shift_windows(p_casino_id uuid, p_at timestamp with time zone) RETURNS TABLE(name text, shift_name text, gaming_day date, window_start timestamp with time zone, window_end timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with shift as (
    select 'shift' as name, h.* from pit_private.shift_at(p_casino_id, p_at) h
  ),
  previous as (
    select 'previous' as name, h.* from shift s
    cross join lateral pit_private.shift_at(
      p_casino_id, s.started_at - interval '1 microsecond'
    ) h
  ),
  -- Seven local days earlier, in the middle of the shift: a clock change moves an edge by one hour.
  last_week as (
    select 'last_week' as name, h.* from shift s
    cross join lateral pit_private.hours_at(p_casino_id, s.started_at) c
    cross join lateral pit_private.shift_at(
      p_casino_id,
      (
        ((s.started_at + (s.ends_at - s.started_at) / 2) at time zone c.time_zone)
        - interval '7 days'
      ) at time zone c.time_zone
    ) h
  )
  select w.name, w.shift_name, pit_private.gaming_day_of(p_casino_id, w.started_at),
    w.started_at, w.ends_at
  from (
    select s.name, s.started_at, s.ends_at, h.name::text as shift_name
    from (
      select * from shift union all select * from previous union all select * from last_week
    ) s (name, shift_id, shift_name, started_at, ends_at)
    join pit.shift h on h.casino_id = p_casino_id and h.id = s.shift_id
  ) w
  union all
  select 'day', null, d.day, pit_private.gaming_day_started_at(p_casino_id, d.day),
    pit_private.gaming_day_started_at(p_casino_id, d.day + 1)
  from (select pit_private.gaming_day_of(p_casino_id, p_at) as day) d
$$;
ALTER FUNCTION pit_private.shift_windows(p_casino_id uuid, p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: shortest_retention(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.shortest_retention() RETURNS interval
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select interval '90 days'
$$;
ALTER FUNCTION pit_private.shortest_retention() OWNER TO pit_owner;

-- Name: signature_due(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.signature_due(p_casino_id uuid, p_count_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.name::text
  from pit.casino_settings h
  join pit.table_inventory_snapshot c on c.casino_id = h.casino_id and c.id = p_count_id
  join pit.staff s on s.casino_id = c.casino_id and s.id = c.counted_with_staff_id
  where h.casino_id = p_casino_id and h.count_signature
    and not exists (
      select from pit.custody_signature g where g.casino_id = c.casino_id and g.record_id = c.id
    )
$$;
ALTER FUNCTION pit_private.signature_due(p_casino_id uuid, p_count_id uuid) OWNER TO pit_owner;

-- Name: slip_runner(pit.fill_credit_slip, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.slip_runner(p_slip pit.fill_credit_slip, p_named uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_slip.runner_staff_id <> p_named then
    perform pit_private.fail(
      'invalid_argument', format('Another runner signed for this %s.', p_slip.kind)
    );
  end if;
  if p_slip.runner_staff_id is not null then
    return p_slip.runner_staff_id;
  end if;
  perform pit_private.demand_argument(p_named is not null, 'runner');
  if not exists (
    select from pit.staff s
    where s.casino_id = p_slip.casino_id and s.id = p_named and s.is_active
      and s.role = 'security'
  ) then
    perform pit_private.fail('invalid_argument', 'A runner is somebody of security who is active.');
  end if;
  perform pit_private.check_not_on_slip(p_slip, p_named, 'That colleague');
  return p_named;
end
$$;
ALTER FUNCTION pit_private.slip_runner(p_slip pit.fill_credit_slip, p_named uuid) OWNER TO pit_owner;

-- Name: staff_roster(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.staff_roster() RETURNS TABLE(casino_slug text, login text, name text, role text, is_active boolean, may_sign_in boolean, shows_money boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.slug::text, r.rolname::text, s.name::text, s.role, s.is_active,
    coalesce(r.rolcanlogin, false), s.shows_money
  from pit.staff s
  join pit.casino c on c.id = s.casino_id
  left join pit_private.staff_login l on l.staff_id = s.id
  left join pg_roles r on r.oid = l.login
  order by c.slug, r.rolname
$$;
ALTER FUNCTION pit_private.staff_roster() OWNER TO pit_identity;

-- Name: standing_entry_cents(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select sum(b.amount_cents)::bigint from pit.table_buyin_telemetry b
  where b.casino_id = p_casino_id and (b.id = p_entry_id or b.adjusts_id = p_entry_id)
$$;
ALTER FUNCTION pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) OWNER TO pit_owner;

-- Name: standing_transaction_cents(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.standing_transaction_cents(p_casino_id uuid, p_original_id uuid) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select sum(t.amount_cents)::bigint from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and (t.id = p_original_id or t.corrects_id = p_original_id)
$$;
ALTER FUNCTION pit_private.standing_transaction_cents(p_casino_id uuid, p_original_id uuid) OWNER TO pit_owner;

-- Name: sum_metrics(pit.table_metrics[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.sum_metrics(p_tables pit.table_metrics[]) RETURNS pit_private.metric_sums
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select row(
    count(*)::int,
    count(*) filter (where not t.missing_opening_snapshot)::int,
    count(*) filter (where not t.missing_closing_snapshot)::int,
    count(*) filter (where t.telemetry_quality <> 'NONE')::int,
    count(*) filter (where t.telemetry_quality = 'GOOD_COVERAGE')::int,
    count(t.win_loss_estimated_cents)::int,
    count(t.counted_win_cents)::int,
    coalesce(sum(t.fills_total_cents), 0)::bigint,
    coalesce(sum(t.credits_total_cents), 0)::bigint,
    sum(t.estimated_drop_rated_cents)::bigint,
    sum(t.estimated_drop_grind_cents)::bigint,
    sum(t.estimated_drop_buyins_cents)::bigint,
    sum(t.win_loss_inventory_cents)::bigint,
    sum(t.win_loss_estimated_cents)::bigint,
    sum(t.since_count_buyins_cents)::bigint,
    coalesce(sum(t.since_count_fills_cents), 0)::bigint,
    coalesce(sum(t.since_count_credits_cents), 0)::bigint,
    sum(t.discrepancy_cents)::bigint,
    sum(t.outside_session_cents)::bigint,
    sum(t.counted_drop_cents)::bigint,
    sum(t.counted_win_cents)::bigint,
    round(
      100.0 * sum(t.counted_win_cents)
        / nullif(sum(t.counted_drop_cents) filter (where t.counted_win_cents is not null), 0), 2
    ),
    case
      when bool_and(t.metric_grade = 'FINAL') filter (where t.sessions > 0) then 'FINAL'
      when bool_and(t.metric_grade <> 'ESTIMATE') filter (where t.sessions > 0) then 'COUNTED'
      else 'ESTIMATE'
    end
  )::pit_private.metric_sums
  from unnest(p_tables) t
$$;
ALTER FUNCTION pit_private.sum_metrics(p_tables pit.table_metrics[]) OWNER TO pit_owner;

-- Name: table_alerts(uuid, uuid[], timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.table_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone) RETURNS TABLE(gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamp with time zone, acknowledged_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.gaming_table_id, c.alert_key, c.kind, c.alert_class, c.since, c.acknowledged_at
  from (select pit_private.gaming_day_of(p_casino_id, p_as_of) as day) d
  cross join lateral pit_private.alert_causes(
    p_casino_id, p_table_ids, p_as_of, d.day,
    pit_private.gaming_day_started_at(p_casino_id, d.day),
    (select h.started_at from pit_private.shift_at(p_casino_id, p_as_of) h)
  ) c
  where c.begins_at <= p_as_of
$$;
ALTER FUNCTION pit_private.table_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone) OWNER TO pit_owner;

-- Name: table_figures(uuid, uuid[], timestamp with time zone[], timestamp with time zone[], uuid[]); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.table_figures(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_session_ids uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(gaming_table_id uuid, session_id uuid, window_start timestamp with time zone, window_end timestamp with time zone, edge_start timestamp with time zone, edge_end timestamp with time zone, rated_cents bigint, unrated_cents bigint, est_drop_cents bigint, coverage text, fills_cents bigint, credits_cents bigint, tray_cents bigint, est_win_cents bigint, win_from timestamp with time zone, win_to timestamp with time zone, opening_count_id uuid, opening_cents bigint, closing_count_id uuid, closing_cents bigint, since_count_buyins_cents bigint, since_count_fills_cents bigint, since_count_credits_cents bigint, outside_session_cents bigint, opening_session_id uuid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  with house as (
    select s.box_tenders, s.count_signature from pit.casino_settings s
    where s.casino_id = p_casino_id
  ),
  -- The edges are half-open; the count that moves one still belongs to the window it ends.
  asked as (
    select a.*,
      coalesce(counted.start_at + interval '1 microsecond', a.window_start) as edge_start,
      coalesce(counted.end_at + interval '1 microsecond', a.window_end) as edge_end,
      coalesce(s.opened_at, '-infinity') as opened_at,
      -- Nothing was recorded in a cancelled session; what came later for its time is outside.
      case s.close_reason
        when 'cancelled' then s.opened_at else coalesce(s.closed_at, 'infinity')
      end as closed_at
    from unnest(p_table_ids, p_starts, p_ends, p_session_ids)
      with ordinality as a (gaming_table_id, window_start, window_end, session_id, place)
    cross join house h
    left join pit.table_session s on s.casino_id = p_casino_id and s.id = a.session_id
    cross join lateral (
      select max(c.counted_at) filter (where c.shift_boundary = a.window_start) as start_at,
        max(c.counted_at) filter (where c.shift_boundary = a.window_end) as end_at
      from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = a.gaming_table_id
        and c.shift_boundary in (a.window_start, a.window_end)
        and (not h.count_signature or pit_private.signature_due(p_casino_id, c.id) is null)
    ) counted
  ),
  -- Chosen before their predecessors are looked up: else the planner does that for every count.
  later as materialized (
    select a.place, a.gaming_table_id, c.table_session_id, c.id, c.counted_at, c.total_cents
    from asked a
    cross join lateral (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.gaming_table_id = a.gaming_table_id
        and n.counted_at >= a.edge_start and n.counted_at < a.edge_end
        and a.session_id is null
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_casino_id and n.table_session_id = a.session_id
        and n.counted_at < a.edge_end and n.counted_at >= a.edge_start
    ) c
    where c.snapshot_type <> 'open'
  ),
  -- What the first segment of a session begins with: its opener, else the previous closer. It is
  -- made beforehand, because row security keeps a comparison with a COALESCE from the index.
  begun as materialized (
    select later.*,
      coalesce(s.opening_inventory_snapshot_id, s.expected_inventory_snapshot_id) as begun_with_id
    from later
    join pit.table_session s on s.casino_id = p_casino_id and s.id = later.table_session_id
  ),
  segment as (
    select later.place, later.gaming_table_id, later.table_session_id,
      later.id as later_id, later.counted_at as later_at, later.total_cents as later_cents,
      earlier.id as earlier_id, earlier.counted_at as earlier_at,
      earlier.total_cents as earlier_cents
    from begun later
    -- The newest earlier count of the session or what it began with; none for a session's earliest
    -- known count. Asked one by one: with an OR, each answer is made of three indexes' bitmaps.
    cross join lateral (
      select c.id, c.counted_at, c.total_cents
      from (
        (
          select n.id, n.counted_at, n.total_cents
          from pit_private.standing_count n
          where n.casino_id = p_casino_id and n.table_session_id = later.table_session_id
            and n.snapshot_type <> 'open'
            and (n.counted_at, n.id) < (later.counted_at, later.id)
          order by n.counted_at desc, n.id desc
          limit 1
        )
        union all
        select n.id, n.counted_at, n.total_cents
        from pit_private.standing_count n
        where n.casino_id = p_casino_id and n.id = later.begun_with_id
          and (n.counted_at, n.id) < (later.counted_at, later.id)
      ) c
      order by c.counted_at desc, c.id desc
      limit 1
    ) earlier
  ),
  run as (
    select g.place, g.gaming_table_id, g.table_session_id,
      min(g.earlier_at) as run_from, max(g.later_at) as run_to,
      sum(g.later_cents - g.earlier_cents) as chips_cents,
      (array_agg(g.earlier_id order by g.earlier_at, g.later_at))[1] as opening_count_id,
      (array_agg(g.earlier_cents order by g.earlier_at, g.later_at))[1] as opening_cents,
      (array_agg(g.later_id order by g.later_at desc, g.later_id desc))[1] as closing_count_id,
      (array_agg(g.later_cents order by g.later_at desc, g.later_id desc))[1] as closing_cents
    from segment g
    group by g.place, g.gaming_table_id, g.table_session_id
  ),
  run_result as (
    select r.*, d.entries, d.drop_cents,
      r.chips_cents - f.fills_cents + f.credits_cents as tray_cents
    from run r
    cross join house h
    cross join lateral (
      select count(*) as entries,
        coalesce(sum(b.amount_cents) filter (where b.tender_type = any (h.box_tenders)), 0)
          as drop_cents
      from pit.table_buyin_telemetry b
      where b.casino_id = p_casino_id and b.gaming_table_id = r.gaming_table_id
        and b.occurred_at > r.run_from and b.occurred_at <= r.run_to
    ) d
    cross join lateral (
      select coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
        coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents
      from pit.fill_credit_slip s
      where s.casino_id = p_casino_id and s.gaming_table_id = r.gaming_table_id
        and s.effective_at > r.run_from and s.effective_at <= r.run_to
    ) f
  ),
  result as (
    select r.place,
      (array_agg(r.table_session_id order by r.run_from, r.run_to))[1] as opening_session_id,
      sum(r.tray_cents)::bigint as tray_cents,
      case when bool_and(r.entries > 0) then sum(r.tray_cents + r.drop_cents)::bigint end
        as est_win_cents,
      min(r.run_from) as win_from, max(r.run_to) as win_to,
      (array_agg(r.opening_count_id order by r.run_from, r.run_to))[1] as opening_count_id,
      (array_agg(r.opening_cents order by r.run_from, r.run_to))[1] as opening_cents,
      (array_agg(r.closing_count_id order by r.run_to desc))[1] as closing_count_id,
      (array_agg(r.closing_cents order by r.run_to desc))[1] as closing_cents
    from run_result r
    group by r.place
  )
  select a.gaming_table_id, a.session_id, a.window_start, a.window_end, a.edge_start, a.edge_end,
    case when e.entries > e.unrated_entries then e.rated_cents end,
    case when e.unrated_entries > 0 then e.unrated_cents end,
    case when e.entries > 0 then e.rated_cents + e.unrated_cents end,
    case
      when e.unrated_entries > 0 then 'GOOD_COVERAGE'
      when e.entries > 0 then 'LOW_COVERAGE'
      else 'NONE'
    end,
    f.fills_cents, f.credits_cents,
    w.tray_cents, w.est_win_cents, w.win_from, w.win_to,
    w.opening_count_id, w.opening_cents, w.closing_count_id, w.closing_cents,
    case when e.entries > 0 then e.since_count_cents end,
    f.since_count_fills_cents, f.since_count_credits_cents,
    e.outside_cents, w.opening_session_id
  from asked a
  cross join house h
  left join result w on w.place = a.place
  -- When the table was in play, looked up once and not for every entry; of a session it is known.
  -- The bound is that of ran_since, which would ask for each table who is calling.
  cross join lateral (
    select least(
      (
        select r.opened_at from pit.table_session r
        where a.session_id is null
          and r.casino_id = p_casino_id and r.gaming_table_id = a.gaming_table_id
          and r.opened_at < a.edge_start and r.close_reason is distinct from 'cancelled'
        order by r.opened_at desc
        limit 1
      ),
      a.edge_start - interval '1 day'
    ) as since
  ) ran
  cross join lateral (
    select range_agg(tstzrange(s.opened_at, s.closed_at)) as played
    from pit.table_session s
    where a.session_id is null
      and s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.opened_at >= ran.since
      and s.opened_at < a.edge_end
      and (s.closed_at is null or s.closed_at > a.edge_start)
      and s.close_reason is distinct from 'cancelled'
  ) p
  cross join lateral (
    select count(*) as entries,
      count(*) filter (where b.rating_slip_id is null) as unrated_entries,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is not null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as rated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.rating_slip_id is null and b.tender_type = any (h.box_tenders)
      ), 0)::bigint as unrated_cents,
      coalesce(sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders)
          and b.occurred_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_cents,
      sum(b.amount_cents) filter (
        where b.tender_type = any (h.box_tenders) and a.session_id is null
          and not coalesce(p.played @> b.occurred_at, false)
      )::bigint as outside_cents
    from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.gaming_table_id = a.gaming_table_id
      and b.occurred_at >= greatest(a.edge_start, a.opened_at)
      and b.occurred_at < least(a.edge_end, a.closed_at)
  ) e
  cross join lateral (
    select
      coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint as fills_cents,
      coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint as credits_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'fill' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_fills_cents,
      coalesce(sum(s.amount_cents) filter (
        where s.kind = 'credit' and s.effective_at > coalesce(w.win_to, '-infinity')
      ), 0)::bigint as since_count_credits_cents
    from pit.fill_credit_slip s
    where s.casino_id = p_casino_id and s.gaming_table_id = a.gaming_table_id
      and s.effective_at >= greatest(a.edge_start, a.opened_at)
      and s.effective_at < least(a.edge_end, a.closed_at)
  ) f
$$;
ALTER FUNCTION pit_private.table_figures(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_session_ids uuid[]) OWNER TO pit_owner;

-- Name: table_metrics(uuid, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.table_metrics(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) RETURNS SETOF pit.table_metrics
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_tables constant uuid[] := array(
    select t.id from pit.gaming_table t
    where t.casino_id = p_casino_id and (
      t.status = 'active'
      -- Asked table by table: as an EXISTS either may be hashed, which reads the whole history.
      or coalesce((
        select true from pit.table_session s
        where s.casino_id = p_casino_id and s.gaming_table_id = t.id
          and s.opened_at < p_end and (s.closed_at is null or s.closed_at >= p_start)
        limit 1
      ), false)
      or coalesce((
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.gaming_table_id = t.id
          and b.occurred_at >= p_start and b.occurred_at < p_end
        limit 1
      ), false)
    )
  );
  v_count constant int := cardinality(v_tables);
begin
  return query
  -- Each function is called once for all tables, whatever order the planner prefers.
  with figures as materialized (
    select f.*, pit_private.ran_since(p_casino_id, f.gaming_table_id, f.edge_start) as ran_since
    from pit_private.table_figures(
      p_casino_id, v_tables, array_fill(p_start, array[v_count]), array_fill(p_end, array[v_count])
    ) f
  ),
  edges as (
    select array_agg(f.gaming_table_id order by f.gaming_table_id) as tables,
      array_agg(f.edge_start order by f.gaming_table_id) as starts,
      array_agg(f.edge_end order by f.gaming_table_id) as ends
    from figures f
  ),
  counted as materialized (
    select c.* from edges e
    cross join lateral pit_private.counted_wins(p_casino_id, e.tables, e.starts, e.ends) c
  )
  select t.id, t.label::text, t.pit_id, p_start, p_end,
    coalesce(f.opening_count_id, o.id), coalesce(f.win_from, o.counted_at),
    coalesce(f.opening_cents, o.total_cents),
    f.closing_count_id, f.win_to, f.closing_cents,
    f.fills_cents, f.credits_cents,
    exists (
      select from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = t.id
        and d.removed_at >= f.edge_start and d.removed_at < f.edge_end
    ),
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.coverage,
    pit_private.coverage_words(f.coverage),
    f.tray_cents, f.est_win_cents,
    case
      when run.sessions > 0 and run.final = run.sessions then 'FINAL'
      when c.counted_win_cents is not null and run.live = 0
        and c.sessions_in_window = run.sessions
        then 'COUNTED'
      else 'ESTIMATE'
    end,
    coalesce(f.opening_count_id, o.id) is null, f.closing_count_id is null,
    case when f.opening_count_id <> o.id then 'opening_count' else o.source end,
    case
      when f.closing_count_id is null then 'none'
      when o.source = 'earliest_in_window' and o.id = f.opening_count_id then 'partial'
      else 'full'
    end,
    f.win_from, f.win_to, f.since_count_buyins_cents, f.since_count_fills_cents,
    f.since_count_credits_cents,
    pit_private.discrepancy_cents(p_casino_id, t.id, f.edge_start, f.edge_end),
    f.outside_session_cents,
    c.counted_drop_cents, c.counted_win_cents, c.counted_from, c.counted_to,
    round(100.0 * c.counted_win_cents / nullif(c.counted_drop_cents, 0), 2),
    run.sessions, t.id
  from figures f
  join pit.gaming_table t on t.casino_id = p_casino_id and t.id = f.gaming_table_id
  left join pit.pit p on p.casino_id = p_casino_id and p.id = t.pit_id
  join counted c on c.gaming_table_id = t.id
  left join lateral (
    select s.id from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
    order by s.opened_at
    limit 1
  ) first on true
  -- Row security keeps a comparison with a COALESCE from the index, so it is made beforehand.
  cross join lateral (
    select coalesce(f.opening_session_id, first.id) as session_id offset 0
  ) begun
  left join lateral pit_private.first_count(
    (
      select s from pit.table_session s
      where s.casino_id = p_casino_id and s.id = begun.session_id
    )
  ) o on true
  cross join lateral (
    select count(*)::int as sessions, count(*) filter (where s.closed_at is null)::int as live,
      count(r.finalized_at)::int as final
    from pit.table_session s
    left join pit.table_rundown r
      on r.casino_id = s.casino_id and r.table_session_id = s.id
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
  ) run
  order by p.position nulls last, t.spot, t.label;
end
$$;
ALTER FUNCTION pit_private.table_metrics(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) OWNER TO pit_owner;

-- Name: audit_entry; Type: TABLE; Schema: pit;
CREATE TABLE pit.audit_entry (
    id uuid NOT NULL,
    casino_id uuid NOT NULL,
    logged_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    kind text NOT NULL,
    login text NOT NULL,
    staff_id uuid,
    terminal text NOT NULL,
    client_address inet,
    function_name text NOT NULL,
    idempotency_key text,
    arguments jsonb,
    before jsonb,
    after jsonb,
    written_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT audit_entry_kind_check CHECK ((kind = ANY (ARRAY['command'::text, 'sign_in'::text, 'refusal'::text, 'administration'::text, 'export'::text])))
);
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN kind SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN login SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN terminal SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN client_address SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN function_name SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN idempotency_key SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN arguments SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN before SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN after SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry ALTER COLUMN written_in SET STATISTICS 0;
ALTER TABLE ONLY pit.audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.audit_entry OWNER TO pit_owner;

-- Name: TABLE audit_entry; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.audit_entry IS 'Who did what from where, with the main row before and after; append-only, read by one RPC.';

-- Name: COLUMN audit_entry.login; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.audit_entry.login IS 'The login of the connection, whoever it acted as.';

-- Name: COLUMN audit_entry.terminal; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.audit_entry.terminal IS 'What the program called itself: a label anybody can choose, no proof of anything.';

-- Name: COLUMN audit_entry.client_address; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.audit_entry.client_address IS 'As the server sees it; NULL over a local socket.';

-- Name: COLUMN audit_entry.arguments; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.audit_entry.arguments IS 'Of a command its arguments, of a refusal its code, of a sign-in the role, of an export what.';

-- Name: table_of_audit(pit.audit_entry); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.table_of_audit(p_entry pit.audit_entry) RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_record_id uuid;
begin
  if p_entry.kind = 'administration' then
    return case
      when p_entry.function_name like '% gaming_table'
        then (coalesce(p_entry.after, p_entry.before) ->> 'id')::uuid
      when p_entry.function_name like '% table_terms'
        then (p_entry.after ->> 'gaming_table_id')::uuid
    end;
  end if;
  if p_entry.after ? 'gaming_table_id' then
    return (p_entry.after ->> 'gaming_table_id')::uuid;
  end if;
  v_record_id := coalesce(p_entry.after ->> 'record_id', p_entry.after ->> 'table_session_id')::uuid;
  if v_record_id is null then
    return null;
  end if;
  return (
    select c.gaming_table_id from pit.table_inventory_snapshot c
    where c.casino_id = p_entry.casino_id and c.id = v_record_id
    union all
    select d.gaming_table_id from pit.table_drop_event d
    where d.casino_id = p_entry.casino_id and d.id = v_record_id
    union all
    select v.gaming_table_id from pit.custody_void v
    where v.casino_id = p_entry.casino_id and v.id = v_record_id
    union all
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_entry.casino_id and f.id = v_record_id
    union all
    select s.gaming_table_id from pit.table_session s
    where s.casino_id = p_entry.casino_id and s.id = v_record_id
    limit 1
  );
end
$$;
ALTER FUNCTION pit_private.table_of_audit(p_entry pit.audit_entry) OWNER TO pit_owner;

-- Name: table_of_box(uuid, text, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.table_of_box(p_casino_id uuid, p_box text, p_before timestamp with time zone) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case when d.box_in_id = p_box then d.gaming_table_id end
  from pit_private.standing_drop d
  where d.casino_id = p_casino_id and (d.drop_box_id = p_box or d.box_in_id = p_box)
    and d.removed_at < p_before
  order by d.removed_at desc, d.created_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.table_of_box(p_casino_id uuid, p_box text, p_before timestamp with time zone) OWNER TO pit_owner;

-- Name: terms_in_force(uuid, uuid[], date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.terms_in_force(p_casino_id uuid, p_table_ids uuid[], p_gaming_day date) RETURNS TABLE(gaming_table_id uuid, min_bet_cents bigint, max_bet_cents bigint, par_cents bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select t.id, coalesce(d.min_bet_cents, t.min_bet_cents),
    coalesce(d.max_bet_cents, t.max_bet_cents),
    case when d.gaming_table_id is null then t.par_cents else d.par_cents end
  from pit.gaming_table t
  left join lateral (
    select n.* from pit.table_terms n
    where n.casino_id = p_casino_id and n.gaming_table_id = t.id
      and n.effective_from <= p_gaming_day
    order by n.effective_from desc
    limit 1
  ) d on true
  where t.casino_id = p_casino_id and t.id = any (p_table_ids)
$$;
ALTER FUNCTION pit_private.terms_in_force(p_casino_id uuid, p_table_ids uuid[], p_gaming_day date) OWNER TO pit_owner;

-- Name: terms_said(pit.gaming_table, date); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.terms_said(p_table pit.gaming_table, p_gaming_day date) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select to_jsonb(t) - 'gaming_table_id'
  from pit_private.terms_in_force(p_table.casino_id, array[p_table.id], p_gaming_day) t
$$;
ALTER FUNCTION pit_private.terms_said(p_table pit.gaming_table, p_gaming_day date) OWNER TO pit_identity;

-- Name: touch_updated_at(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;
ALTER FUNCTION pit_private.touch_updated_at() OWNER TO pit_owner;

-- Name: touch_version(); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.touch_version() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;
ALTER FUNCTION pit_private.touch_version() OWNER TO pit_owner;

-- Name: unused_opening_count(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.unused_opening_count(p_casino_id uuid, p_table_id uuid) RETURNS SETOF pit.table_inventory_snapshot
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.* from pit_private.unused_opening_counts(p_casino_id, p_table_id) c
  where pit_private.signature_due(p_casino_id, c.id) is null
  order by c.counted_at desc
  limit 1
$$;
ALTER FUNCTION pit_private.unused_opening_count(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: unused_opening_counts(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.unused_opening_counts(p_casino_id uuid, p_table_id uuid) RETURNS SETOF pit.table_inventory_snapshot
    LANGUAGE sql STABLE ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select c.* from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id and c.snapshot_type = 'open'
    and c.counted_at > pit_private.last_close_at(p_casino_id, p_table_id)
    and not exists (
      select from pit.table_session s
      where s.casino_id = p_casino_id and s.opening_inventory_snapshot_id = c.id
    )
  order by c.counted_at desc
$$;
ALTER FUNCTION pit_private.unused_opening_counts(p_casino_id uuid, p_table_id uuid) OWNER TO pit_owner;

-- Name: verify_slip(pit_private.actor, text, uuid, uuid, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.verify_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_verify_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_runner_id', p_runner_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(v_slip, 'only an issued one is verified');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');
  v_before := to_jsonb(v_slip);
  v_slip.runner_staff_id := pit_private.slip_runner(v_slip, p_runner_id);
  update pit.fill_credit_slip f
  set status = 'VERIFIED_AT_TABLE', verified_at = pit_private.next_slip_time(v_slip),
    verified_by_staff_id = p_actor.staff_id, runner_staff_id = v_slip.runner_staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.verify_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text) OWNER TO pit_owner;

-- Name: void_slip(pit_private.actor, text, uuid, text, text, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.void_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text, p_witnessed_by uuid) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_void_table_%s', p_kind),
    jsonb_build_object(
      format('p_%s_id', p_kind), p_slip_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  perform pit_private.check_slip_may_be_voided(v_slip);
  perform pit_private.check_second_person(p_actor, p_witnessed_by);
  perform pit_private.check_not_on_slip(v_slip, p_witnessed_by, 'That colleague');
  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'VOID', voided_at = pit_private.next_slip_time(v_slip),
    voided_by_staff_id = p_actor.staff_id, void_witnessed_by_staff_id = p_witnessed_by,
    void_reason = v_reason
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.void_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text, p_witnessed_by uuid) OWNER TO pit_owner;

-- Name: was_never_opened(uuid, uuid); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.was_never_opened(p_casino_id uuid, p_session_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (
    select from pit.table_session s
    join pit.table_session_event e on e.casino_id = s.casino_id and e.table_session_id = s.id
    join pit.late_entry l
      on l.casino_id = e.casino_id and l.record_id = e.id and l.record_kind = 'open'
    where s.casino_id = p_casino_id and s.id = p_session_id and s.close_reason = 'cancelled'
  )
$$;
ALTER FUNCTION pit_private.was_never_opened(p_casino_id uuid, p_session_id uuid) OWNER TO pit_owner;

-- Name: window_edge(uuid, uuid, timestamp with time zone); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(max(c.counted_at) + interval '1 microsecond', p_at)
  from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
    and c.shift_boundary = p_at
    and pit_private.signature_due(p_casino_id, c.id) is null
$$;
ALTER FUNCTION pit_private.window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) OWNER TO pit_owner;

-- Name: withdraw_slip(pit_private.actor, text, uuid, text); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.withdraw_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) RETURNS pit.fill_credit_slip
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_withdraw_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;
  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a request is withdrawn');
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'but its runner has taken the chips');
  end if;
  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = pit_private.next_slip_time(v_slip),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
ALTER FUNCTION pit_private.withdraw_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) OWNER TO pit_owner;

-- Name: write_hours(uuid, date, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into pit.casino_hours as h (
    casino_id, effective_from, begins_at, time_zone, gaming_day_start
  ) values (
    p_casino_id, p_effective_from, pit_private.gaming_day_started_at(p_casino_id, p_effective_from),
    p_said ->> 'time_zone', (p_said ->> 'gaming_day_start')::time
  )
  on conflict (casino_id, effective_from) do update
  set time_zone = excluded.time_zone, gaming_day_start = excluded.gaming_day_start
  where (h.time_zone, h.gaming_day_start) <> (excluded.time_zone, excluded.gaming_day_start);
  insert into pit.shift (casino_id, name)
  select p_casino_id, substr(n.key, 7) from jsonb_each(p_said) n where n.key like 'shift %'
  on conflict (casino_id, name) do nothing;
  insert into pit.shift_hours as d (casino_id, effective_from, shift_id, starts_at)
  select p_casino_id, p_effective_from, s.id, n.value::time
  from jsonb_each_text(p_said) n
  join pit.shift s on s.casino_id = p_casino_id and n.key = 'shift ' || s.name
  on conflict (casino_id, effective_from, shift_id) do update set starts_at = excluded.starts_at
  where d.starts_at <> excluded.starts_at;
end
$$;
ALTER FUNCTION pit_private.write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) OWNER TO pit_identity;

-- Name: write_terms(pit.gaming_table, date, jsonb); Type: FUNCTION; Schema: pit_private;
CREATE FUNCTION pit_private.write_terms(p_table pit.gaming_table, p_effective_from date, p_said jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pit.table_terms as t (
    casino_id, gaming_table_id, effective_from, min_bet_cents, max_bet_cents, par_cents
  ) values (
    p_table.casino_id, p_table.id, p_effective_from, (p_said ->> 'min_bet_cents')::bigint,
    (p_said ->> 'max_bet_cents')::bigint, (p_said ->> 'par_cents')::bigint
  )
  on conflict (casino_id, gaming_table_id, effective_from) do update
  set min_bet_cents = excluded.min_bet_cents, max_bet_cents = excluded.max_bet_cents,
    par_cents = excluded.par_cents
$$;
ALTER FUNCTION pit_private.write_terms(p_table pit.gaming_table, p_effective_from date, p_said jsonb) OWNER TO pit_identity;

-- Name: casino; Type: TABLE; Schema: pit;
CREATE TABLE pit.casino (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    slug pit.label NOT NULL,
    name pit.label NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE ONLY pit.casino ALTER COLUMN slug SET STATISTICS 0;
ALTER TABLE ONLY pit.casino ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.casino FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.casino OWNER TO pit_owner;

-- Name: TABLE casino; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.casino IS 'One licensed property, the tenant every other row belongs to.';

-- Name: casino_change; Type: TABLE; Schema: pit;
CREATE TABLE pit.casino_change (
    casino_id uuid NOT NULL,
    change_number bigint DEFAULT 0 NOT NULL,
    whole_number bigint DEFAULT 0 NOT NULL,
    CONSTRAINT whole_number_was_counted CHECK ((whole_number <= change_number))
);
ALTER TABLE ONLY pit.casino_change ALTER COLUMN change_number SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_change ALTER COLUMN whole_number SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_change FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.casino_change OWNER TO pit_owner;

-- Name: TABLE casino_change; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.casino_change IS 'Counts the committed changes of a casino: a number other than the painted one means re-read.';

-- Name: COLUMN casino_change.whole_number; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_change.whole_number IS 'The last change that was not one table''s: an older picture is read again as a whole.';

-- Name: casino_hours; Type: TABLE; Schema: pit;
CREATE TABLE pit.casino_hours (
    casino_id uuid NOT NULL,
    effective_from date NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    time_zone text NOT NULL,
    gaming_day_start time without time zone NOT NULL,
    CONSTRAINT dated_zone_exists CHECK ((('1970-01-01 00:00:00+00'::timestamp with time zone AT TIME ZONE time_zone) IS NOT NULL))
);
ALTER TABLE ONLY pit.casino_hours ALTER COLUMN time_zone SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_hours ALTER COLUMN gaming_day_start SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.casino_hours OWNER TO pit_owner;

-- Name: TABLE casino_hours; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.casino_hours IS 'The casino''s clock, and with shift_hours its shifts, from a gaming day until the next row''s.';

-- Name: COLUMN casino_hours.begins_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_hours.begins_at IS 'The instant that gaming day begins; the day before ends then, whatever its own clock says.';

-- Name: casino_settings; Type: TABLE; Schema: pit;
CREATE TABLE pit.casino_settings (
    casino_id uuid NOT NULL,
    time_zone text NOT NULL,
    gaming_day_start time without time zone DEFAULT '06:00:00'::time without time zone NOT NULL,
    quick_amounts_cents bigint[] DEFAULT '{2500,5000,7500,10000,20000,30000,50000,100000}'::bigint[] NOT NULL,
    unusual_amount_cents bigint DEFAULT 1000000 NOT NULL,
    opening_count_required boolean DEFAULT false NOT NULL,
    closing_count_required boolean DEFAULT true NOT NULL,
    count_signature boolean DEFAULT false NOT NULL,
    discrepancy_report_cents bigint DEFAULT 2500 NOT NULL,
    discrepancy_regulator_cents bigint DEFAULT 10000 NOT NULL,
    box_tenders text[] DEFAULT '{cash,marker,coupon}'::text[] NOT NULL,
    idle_lock_seconds integer DEFAULT 180 NOT NULL,
    undo_seconds integer DEFAULT 120 NOT NULL,
    same_amount_seconds integer DEFAULT 60 NOT NULL,
    alert_slip_seconds integer DEFAULT 900 NOT NULL,
    alert_opening_count_seconds integer DEFAULT 900 NOT NULL,
    alert_change_count_seconds integer DEFAULT 1800 NOT NULL,
    alert_rundown_seconds integer DEFAULT 1800 NOT NULL,
    alert_no_entry_seconds integer DEFAULT 0 NOT NULL,
    alert_need_cents bigint DEFAULT 1000000 NOT NULL,
    alert_wall_count_seconds integer DEFAULT 7200 NOT NULL,
    currency text DEFAULT 'USD'::text NOT NULL,
    currency_symbol text DEFAULT '$'::text NOT NULL,
    currency_minor_units smallint DEFAULT 2 NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT casino_settings_alert_change_count_seconds_check CHECK (((alert_change_count_seconds >= 0) AND (alert_change_count_seconds <= 14400))),
    CONSTRAINT casino_settings_alert_need_cents_check CHECK (((alert_need_cents >= 0) AND (alert_need_cents <= '100000000000'::bigint))),
    CONSTRAINT casino_settings_alert_no_entry_seconds_check CHECK (((alert_no_entry_seconds >= 0) AND (alert_no_entry_seconds <= 86400))),
    CONSTRAINT casino_settings_alert_opening_count_seconds_check CHECK (((alert_opening_count_seconds >= 1) AND (alert_opening_count_seconds <= 86400))),
    CONSTRAINT casino_settings_alert_rundown_seconds_check CHECK (((alert_rundown_seconds >= 1) AND (alert_rundown_seconds <= 86400))),
    CONSTRAINT casino_settings_alert_slip_seconds_check CHECK (((alert_slip_seconds >= 1) AND (alert_slip_seconds <= 86400))),
    CONSTRAINT casino_settings_alert_wall_count_seconds_check CHECK (((alert_wall_count_seconds >= 1) AND (alert_wall_count_seconds <= 86400))),
    CONSTRAINT casino_settings_box_tenders_check CHECK ((box_tenders <@ '{cash,marker,coupon}'::text[])),
    CONSTRAINT casino_settings_check CHECK ((discrepancy_regulator_cents >= discrepancy_report_cents)),
    CONSTRAINT casino_settings_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT casino_settings_currency_minor_units_check CHECK ((currency_minor_units = ANY (ARRAY[0, 2, 3]))),
    CONSTRAINT casino_settings_currency_symbol_check CHECK ((currency_symbol ~ '^[^[:space:][:cntrl:]0-9+.,=-]{1,4}$'::text)),
    CONSTRAINT casino_settings_discrepancy_report_cents_check CHECK ((discrepancy_report_cents >= 0)),
    CONSTRAINT casino_settings_idle_lock_seconds_check CHECK (((idle_lock_seconds >= 15) AND (idle_lock_seconds <= 3600))),
    CONSTRAINT casino_settings_same_amount_seconds_check CHECK (((same_amount_seconds >= 0) AND (same_amount_seconds <= 3600))),
    CONSTRAINT casino_settings_undo_seconds_check CHECK (((undo_seconds >= 1) AND (undo_seconds <= 3600))),
    CONSTRAINT casino_settings_unusual_amount_cents_check CHECK ((unusual_amount_cents > 0)),
    CONSTRAINT eight_quick_amounts CHECK (((cardinality(quick_amounts_cents) = 8) AND (0 < ALL (quick_amounts_cents)))),
    CONSTRAINT time_zone_exists CHECK ((('1970-01-01 00:00:00+00'::timestamp with time zone AT TIME ZONE time_zone) IS NOT NULL))
);
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN time_zone SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN gaming_day_start SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN quick_amounts_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN unusual_amount_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN discrepancy_report_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN discrepancy_regulator_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN box_tenders SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN idle_lock_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN undo_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN same_amount_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_slip_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_opening_count_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_change_count_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_rundown_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_no_entry_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_need_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN alert_wall_count_seconds SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN currency SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN currency_symbol SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings ALTER COLUMN currency_minor_units SET STATISTICS 0;
ALTER TABLE ONLY pit.casino_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.casino_settings OWNER TO pit_owner;

-- Name: TABLE casino_settings; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.casino_settings IS 'The house''s own rules: its clock, limits and what it asks for.';

-- Name: COLUMN casino_settings.time_zone; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.time_zone IS 'Until the first row of casino_hours, as is the start of the gaming day.';

-- Name: COLUMN casino_settings.quick_amounts_cents; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.quick_amounts_cents IS 'The amounts of the keys 1-4 and 6-9; 5 is always a typed amount.';

-- Name: COLUMN casino_settings.box_tenders; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.box_tenders IS 'The tenders that go into the drop box and so into the estimated drop.';

-- Name: COLUMN casino_settings.alert_change_count_seconds; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.alert_change_count_seconds IS 'How long the walk from table to table may take before a missing change count is an alert.';

-- Name: COLUMN casino_settings.alert_no_entry_seconds; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.alert_no_entry_seconds IS '0: silence is no alert.';

-- Name: COLUMN casino_settings.alert_need_cents; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.alert_need_cents IS '0: no need is an alert.';

-- Name: COLUMN casino_settings.alert_wall_count_seconds; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.alert_wall_count_seconds IS 'How old a table''s last count may be for the wall to sum its estimated win.';

-- Name: COLUMN casino_settings.currency_minor_units; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.casino_settings.currency_minor_units IS 'Digits after the point; every column named cents counts the smallest unit.';

-- Name: chip_mix; Type: TABLE; Schema: pit;
CREATE TABLE pit.chip_mix (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    game pit.label NOT NULL,
    name pit.label NOT NULL,
    "position" integer,
    shares jsonb NOT NULL,
    CONSTRAINT chip_mix_position_check CHECK ((("position" >= 1) AND ("position" <= 9))),
    CONSTRAINT chip_mix_shares_check CHECK ((jsonb_typeof(shares) = 'object'::text))
);
ALTER TABLE ONLY pit.chip_mix ALTER COLUMN game SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_mix ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_mix ALTER COLUMN "position" SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_mix ALTER COLUMN shares SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_mix FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.chip_mix OWNER TO pit_owner;

-- Name: TABLE chip_mix; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.chip_mix IS 'The house''s usual mixes of a fill or credit: {denomination_cents: share of the amount in percent}.';

-- Name: COLUMN chip_mix."position"; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.chip_mix."position" IS 'Its place among the game''s mixes; NULL: not offered.';

-- Name: chip_set; Type: TABLE; Schema: pit;
CREATE TABLE pit.chip_set (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    name pit.label NOT NULL,
    denominations_cents bigint[] NOT NULL,
    CONSTRAINT chip_set_denominations_cents_check CHECK (((cardinality(denominations_cents) >= 1) AND (cardinality(denominations_cents) <= 20) AND (1 <= ALL (denominations_cents)) AND (100000000 >= ALL (denominations_cents))))
);
ALTER TABLE ONLY pit.chip_set ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_set ALTER COLUMN denominations_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.chip_set FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.chip_set OWNER TO pit_owner;

-- Name: TABLE chip_set; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.chip_set IS 'The denominations a tray holds, in cents.';

-- Name: command_log; Type: TABLE; Schema: pit;
CREATE TABLE pit.command_log (
    casino_id uuid NOT NULL,
    idempotency_key text NOT NULL,
    function_name text NOT NULL,
    arguments jsonb NOT NULL,
    actor_id uuid NOT NULL,
    is_fenced boolean DEFAULT false NOT NULL,
    result jsonb,
    logged_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT a_fence_has_no_result CHECK (((NOT is_fenced) OR (result IS NULL))),
    CONSTRAINT command_log_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 128) AND (idempotency_key ~ '^[!-~]+$'::text)))
);
ALTER TABLE ONLY pit.command_log ALTER COLUMN idempotency_key SET STATISTICS 0;
ALTER TABLE ONLY pit.command_log ALTER COLUMN function_name SET STATISTICS 0;
ALTER TABLE ONLY pit.command_log ALTER COLUMN arguments SET STATISTICS 0;
ALTER TABLE ONLY pit.command_log ALTER COLUMN result SET STATISTICS 0;
ALTER TABLE ONLY pit.command_log FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.command_log OWNER TO pit_owner;

-- Name: TABLE command_log; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.command_log IS 'Every command by its key, with its first result; a fenced key can never apply.';

-- Name: pit; Type: TABLE; Schema: pit;
CREATE TABLE pit.pit (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    name pit.label NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT pit_position_check CHECK (("position" > 0))
);
ALTER TABLE ONLY pit.pit ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.pit ALTER COLUMN "position" SET STATISTICS 0;
ALTER TABLE ONLY pit.pit FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.pit OWNER TO pit_owner;

-- Name: TABLE pit; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.pit IS 'Tables that are supervised together.';

-- Name: shift; Type: TABLE; Schema: pit;
CREATE TABLE pit.shift (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    name pit.label NOT NULL,
    starts_at time without time zone
);
ALTER TABLE ONLY pit.shift ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.shift ALTER COLUMN starts_at SET STATISTICS 0;
ALTER TABLE ONLY pit.shift FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.shift OWNER TO pit_owner;

-- Name: TABLE shift; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.shift IS 'The shifts of a gaming day, by the time each begins.';

-- Name: COLUMN shift.starts_at; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.shift.starts_at IS 'Local wall-clock time; a shift lasts until the next one starts. NULL: it began with dated hours.';

-- Name: shift_hours; Type: TABLE; Schema: pit;
CREATE TABLE pit.shift_hours (
    casino_id uuid NOT NULL,
    effective_from date NOT NULL,
    shift_id uuid NOT NULL,
    starts_at time without time zone NOT NULL
);
ALTER TABLE ONLY pit.shift_hours ALTER COLUMN starts_at SET STATISTICS 0;
ALTER TABLE ONLY pit.shift_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.shift_hours OWNER TO pit_owner;

-- Name: TABLE shift_hours; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.shift_hours IS 'When each shift starts from a gaming day on; a shift without a row does not run then.';

-- Name: slip_series; Type: TABLE; Schema: pit;
CREATE TABLE pit.slip_series (
    casino_id uuid NOT NULL,
    kind text NOT NULL,
    slip_year integer NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT slip_series_kind_check CHECK ((kind = ANY (ARRAY['fill'::text, 'credit'::text]))),
    CONSTRAINT slip_series_last_number_check CHECK ((last_number > 0))
);
ALTER TABLE ONLY pit.slip_series ALTER COLUMN kind SET STATISTICS 0;
ALTER TABLE ONLY pit.slip_series ALTER COLUMN slip_year SET STATISTICS 0;
ALTER TABLE ONLY pit.slip_series ALTER COLUMN last_number SET STATISTICS 0;
ALTER TABLE ONLY pit.slip_series FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.slip_series OWNER TO pit_owner;

-- Name: TABLE slip_series; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.slip_series IS 'The last number drawn in each series of slips: no gap, no twin.';

-- Name: staff; Type: TABLE; Schema: pit;
CREATE TABLE pit.staff (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    name pit.label NOT NULL,
    role text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    shows_money boolean DEFAULT false NOT NULL,
    jwt_subject text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT staff_jwt_subject_check CHECK (((length(jwt_subject) >= 1) AND (length(jwt_subject) <= 255) AND pit_private.is_printable(jwt_subject))),
    CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['dealer'::text, 'security'::text, 'floor_supervisor'::text, 'pit_boss'::text, 'shift_manager'::text, 'cashier'::text, 'count_team'::text, 'auditor'::text, 'admin'::text, 'display'::text])))
);
ALTER TABLE ONLY pit.staff ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY pit.staff ALTER COLUMN role SET STATISTICS 0;
ALTER TABLE ONLY pit.staff ALTER COLUMN jwt_subject SET STATISTICS 0;
ALTER TABLE ONLY pit.staff FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.staff OWNER TO pit_owner;

-- Name: TABLE staff; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.staff IS 'Everybody who may act, each with one role.';

-- Name: COLUMN staff.shows_money; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.staff.shows_money IS 'Whether a display login is allowed amounts; guests read walls.';

-- Name: COLUMN staff.jwt_subject; Type: COMMENT; Schema: pit;
COMMENT ON COLUMN pit.staff.jwt_subject IS 'The `sub` an HTTP gateway calls them by; NULL: they do not come that way.';

-- Name: table_change; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_change (
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    change_number bigint NOT NULL,
    CONSTRAINT table_change_change_number_check CHECK ((change_number > 0))
)
WITH (fillfactor='50');
ALTER TABLE ONLY pit.table_change ALTER COLUMN change_number SET STATISTICS 0;
ALTER TABLE ONLY pit.table_change FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_change OWNER TO pit_owner;

-- Name: TABLE table_change; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_change IS 'The casino''s last change of each table, so that a picture is read again only where it is old.';

-- Name: table_session_event; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_session_event (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    table_session_id uuid NOT NULL,
    transition text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    actor_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    reason pit.note,
    CONSTRAINT table_session_event_from_status_check CHECK ((from_status = ANY (ARRAY['OPEN'::text, 'ACTIVE'::text, 'RUNDOWN'::text, 'CLOSED'::text]))),
    CONSTRAINT table_session_event_to_status_check CHECK ((to_status = ANY (ARRAY['OPEN'::text, 'ACTIVE'::text, 'RUNDOWN'::text, 'CLOSED'::text]))),
    CONSTRAINT table_session_event_transition_check CHECK ((transition = ANY (ARRAY['open'::text, 'activate'::text, 'rundown'::text, 'resume'::text, 'close'::text, 'cancel'::text, 'count_attached'::text])))
);
ALTER TABLE ONLY pit.table_session_event ALTER COLUMN transition SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session_event ALTER COLUMN from_status SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session_event ALTER COLUMN to_status SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session_event ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE ONLY pit.table_session_event FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_session_event OWNER TO pit_owner;

-- Name: TABLE table_session_event; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_session_event IS 'Every transition of every session, append-only.';

-- Name: table_terms; Type: TABLE; Schema: pit;
CREATE TABLE pit.table_terms (
    casino_id uuid NOT NULL,
    gaming_table_id uuid NOT NULL,
    effective_from date NOT NULL,
    min_bet_cents bigint NOT NULL,
    max_bet_cents bigint NOT NULL,
    par_cents bigint,
    CONSTRAINT dated_limits_in_order CHECK ((max_bet_cents >= min_bet_cents)),
    CONSTRAINT table_terms_min_bet_cents_check CHECK ((min_bet_cents > 0)),
    CONSTRAINT table_terms_par_cents_check CHECK (((par_cents >= 0) AND (par_cents <= '100000000000'::bigint)))
);
ALTER TABLE ONLY pit.table_terms ALTER COLUMN min_bet_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_terms ALTER COLUMN max_bet_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_terms ALTER COLUMN par_cents SET STATISTICS 0;
ALTER TABLE ONLY pit.table_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE pit.table_terms OWNER TO pit_owner;

-- Name: TABLE table_terms; Type: COMMENT; Schema: pit;
COMMENT ON TABLE pit.table_terms IS 'A table''s limits and par from a gaming day until the next row''s.';

-- Name: gateway_login; Type: TABLE; Schema: pit_private;
CREATE TABLE pit_private.gateway_login (
    login regrole NOT NULL
);
ALTER TABLE pit_private.gateway_login OWNER TO pit_identity;

-- Name: TABLE gateway_login; Type: COMMENT; Schema: pit_private;
COMMENT ON TABLE pit_private.gateway_login IS 'Logins whose calls are made by the staff member that request.jwt.claims names.';

-- Name: staff_login; Type: TABLE; Schema: pit_private;
CREATE TABLE pit_private.staff_login (
    login regrole NOT NULL,
    casino_id uuid NOT NULL,
    staff_id uuid NOT NULL
);
ALTER TABLE pit_private.staff_login OWNER TO pit_identity;

-- Name: standing_count; Type: VIEW; Schema: pit_private;
CREATE VIEW pit_private.standing_count WITH (security_invoker='true') AS
 SELECT c.id,
    c.casino_id,
    c.gaming_table_id,
    c.table_session_id,
    c.snapshot_type,
    c.chipset,
    c.total_cents,
    c.note,
    c.counted_at,
    c.gaming_day,
    c.recorded_by_staff_id,
    c.counted_with_staff_id,
    c.shift_boundary,
    c.created_at
   FROM (pit.table_inventory_snapshot c
     LEFT JOIN pit.custody_void v ON (((v.casino_id = c.casino_id) AND (v.inventory_snapshot_id = c.id))))
  WHERE (v.id IS NULL);
ALTER VIEW pit_private.standing_count OWNER TO pit_owner;

-- Name: standing_drop; Type: VIEW; Schema: pit_private;
CREATE VIEW pit_private.standing_drop WITH (security_invoker='true') AS
 SELECT d.id,
    d.casino_id,
    d.gaming_table_id,
    d.table_session_id,
    d.drop_box_id,
    d.seal_no,
    d.box_in_id,
    d.box_in_seal_no,
    d.removed_at,
    d.gaming_day,
    d.removed_by_staff_id,
    d.witnessed_by_staff_id,
    d.note,
    d.created_at
   FROM (pit.table_drop_event d
     LEFT JOIN pit.custody_void v ON (((v.casino_id = d.casino_id) AND (v.drop_event_id = d.id))))
  WHERE (v.id IS NULL);
ALTER VIEW pit_private.standing_drop OWNER TO pit_owner;

-- Name: alert_acknowledgement alert_acknowledgement_casino_id_alert_key_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.alert_acknowledgement
    ADD CONSTRAINT alert_acknowledgement_casino_id_alert_key_key UNIQUE (casino_id, alert_key);

-- Name: alert_acknowledgement alert_acknowledgement_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.alert_acknowledgement
    ADD CONSTRAINT alert_acknowledgement_pkey PRIMARY KEY (id);

-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);

-- Name: casino_change casino_change_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_change
    ADD CONSTRAINT casino_change_pkey PRIMARY KEY (casino_id);

-- Name: casino_hours casino_hours_casino_id_begins_at_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_hours
    ADD CONSTRAINT casino_hours_casino_id_begins_at_key UNIQUE (casino_id, begins_at);

-- Name: casino_hours casino_hours_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_hours
    ADD CONSTRAINT casino_hours_pkey PRIMARY KEY (casino_id, effective_from);

-- Name: casino casino_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino
    ADD CONSTRAINT casino_pkey PRIMARY KEY (id);

-- Name: casino_settings casino_settings_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_settings
    ADD CONSTRAINT casino_settings_pkey PRIMARY KEY (casino_id);

-- Name: casino casino_slug_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino
    ADD CONSTRAINT casino_slug_key UNIQUE (slug);

-- Name: chip_mix chip_mix_casino_id_game_name_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_mix
    ADD CONSTRAINT chip_mix_casino_id_game_name_key UNIQUE (casino_id, game, name);

-- Name: chip_mix chip_mix_casino_id_game_position_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_mix
    ADD CONSTRAINT chip_mix_casino_id_game_position_key UNIQUE (casino_id, game, "position") DEFERRABLE INITIALLY DEFERRED;

-- Name: chip_mix chip_mix_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_mix
    ADD CONSTRAINT chip_mix_pkey PRIMARY KEY (id);

-- Name: chip_set chip_set_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_set
    ADD CONSTRAINT chip_set_casino_id_id_key UNIQUE (casino_id, id);

-- Name: chip_set chip_set_casino_id_name_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_set
    ADD CONSTRAINT chip_set_casino_id_name_key UNIQUE (casino_id, name);

-- Name: chip_set chip_set_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_set
    ADD CONSTRAINT chip_set_pkey PRIMARY KEY (id);

-- Name: command_log command_log_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.command_log
    ADD CONSTRAINT command_log_pkey PRIMARY KEY (casino_id, idempotency_key);

-- Name: custody_signature custody_signature_casino_id_record_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_signature
    ADD CONSTRAINT custody_signature_casino_id_record_id_key UNIQUE (casino_id, record_id);

-- Name: custody_signature custody_signature_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_signature
    ADD CONSTRAINT custody_signature_pkey PRIMARY KEY (id);

-- Name: custody_void custody_void_drop_event_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_drop_event_id_key UNIQUE (drop_event_id);

-- Name: custody_void custody_void_inventory_snapshot_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_inventory_snapshot_id_key UNIQUE (inventory_snapshot_id);

-- Name: custody_void custody_void_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_pkey PRIMARY KEY (id);

-- Name: custody_void custody_void_replacing_drop_event_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_replacing_drop_event_id_key UNIQUE (replacing_drop_event_id);

-- Name: custody_void custody_void_replacing_snapshot_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_replacing_snapshot_id_key UNIQUE (replacing_snapshot_id);

-- Name: drop_count drop_count_drop_event_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count
    ADD CONSTRAINT drop_count_drop_event_id_key UNIQUE (drop_event_id);

-- Name: drop_count_entry drop_count_entry_casino_id_drop_event_id_round_entered_by_s_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count_entry
    ADD CONSTRAINT drop_count_entry_casino_id_drop_event_id_round_entered_by_s_key UNIQUE (casino_id, drop_event_id, round, entered_by_staff_id);

-- Name: drop_count_entry drop_count_entry_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count_entry
    ADD CONSTRAINT drop_count_entry_pkey PRIMARY KEY (id);

-- Name: drop_count drop_count_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count
    ADD CONSTRAINT drop_count_pkey PRIMARY KEY (id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_id_key UNIQUE (casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_kind_slip_year_slip_number_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_kind_slip_year_slip_number_key UNIQUE (casino_id, kind, slip_year, slip_number);

-- Name: fill_credit_slip fill_credit_slip_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_pkey PRIMARY KEY (id);

-- Name: gaming_table gaming_table_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_id_key UNIQUE (casino_id, id);

-- Name: gaming_table gaming_table_casino_id_label_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_label_key UNIQUE (casino_id, label);

-- Name: gaming_table gaming_table_casino_id_pit_id_spot_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_pit_id_spot_key UNIQUE (casino_id, pit_id, spot) DEFERRABLE INITIALLY DEFERRED;

-- Name: gaming_table gaming_table_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_pkey PRIMARY KEY (id);

-- Name: late_entry late_entry_casino_id_record_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.late_entry
    ADD CONSTRAINT late_entry_casino_id_record_id_key UNIQUE (casino_id, record_id);

-- Name: late_entry late_entry_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.late_entry
    ADD CONSTRAINT late_entry_pkey PRIMARY KEY (id);

-- Name: pit pit_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.pit
    ADD CONSTRAINT pit_casino_id_id_key UNIQUE (casino_id, id);

-- Name: pit pit_casino_id_name_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.pit
    ADD CONSTRAINT pit_casino_id_name_key UNIQUE (casino_id, name);

-- Name: pit pit_casino_id_position_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.pit
    ADD CONSTRAINT pit_casino_id_position_key UNIQUE (casino_id, "position") DEFERRABLE INITIALLY DEFERRED;

-- Name: pit pit_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.pit
    ADD CONSTRAINT pit_pkey PRIMARY KEY (id);

-- Name: player_financial_transaction player_financial_transaction_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_casino_id_id_key UNIQUE (casino_id, id);

-- Name: player_financial_transaction player_financial_transaction_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_pkey PRIMARY KEY (id);

-- Name: rating_slip rating_slip_casino_id_gaming_table_id_visit_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.rating_slip
    ADD CONSTRAINT rating_slip_casino_id_gaming_table_id_visit_id_id_key UNIQUE (casino_id, gaming_table_id, visit_id, id);

-- Name: rating_slip rating_slip_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.rating_slip
    ADD CONSTRAINT rating_slip_pkey PRIMARY KEY (id);

-- Name: shift shift_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift
    ADD CONSTRAINT shift_casino_id_id_key UNIQUE (casino_id, id);

-- Name: shift shift_casino_id_name_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift
    ADD CONSTRAINT shift_casino_id_name_key UNIQUE (casino_id, name);

-- Name: shift shift_casino_id_starts_at_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift
    ADD CONSTRAINT shift_casino_id_starts_at_key UNIQUE (casino_id, starts_at) DEFERRABLE INITIALLY DEFERRED;

-- Name: shift_checkpoint shift_checkpoint_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_checkpoint
    ADD CONSTRAINT shift_checkpoint_pkey PRIMARY KEY (id);

-- Name: shift_hours shift_hours_casino_id_effective_from_starts_at_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_hours
    ADD CONSTRAINT shift_hours_casino_id_effective_from_starts_at_key UNIQUE (casino_id, effective_from, starts_at) DEFERRABLE INITIALLY DEFERRED;

-- Name: shift_hours shift_hours_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_hours
    ADD CONSTRAINT shift_hours_pkey PRIMARY KEY (casino_id, effective_from, shift_id);

-- Name: shift shift_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (id);

-- Name: shift_sign_off shift_sign_off_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_off
    ADD CONSTRAINT shift_sign_off_casino_id_id_key UNIQUE (casino_id, id);

-- Name: shift_sign_off shift_sign_off_casino_id_pit_id_window_start_window_end_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_off
    ADD CONSTRAINT shift_sign_off_casino_id_pit_id_window_start_window_end_key UNIQUE NULLS NOT DISTINCT (casino_id, pit_id, window_start, window_end);

-- Name: shift_sign_off shift_sign_off_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_off
    ADD CONSTRAINT shift_sign_off_pkey PRIMARY KEY (id);

-- Name: shift_sign_on shift_sign_on_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_on
    ADD CONSTRAINT shift_sign_on_pkey PRIMARY KEY (id);

-- Name: shift_sign_on shift_sign_on_shift_sign_off_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_on
    ADD CONSTRAINT shift_sign_on_shift_sign_off_id_key UNIQUE (shift_sign_off_id);

-- Name: slip_series slip_series_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.slip_series
    ADD CONSTRAINT slip_series_pkey PRIMARY KEY (casino_id, kind, slip_year);

-- Name: staff staff_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.staff
    ADD CONSTRAINT staff_casino_id_id_key UNIQUE (casino_id, id);

-- Name: staff staff_jwt_subject_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.staff
    ADD CONSTRAINT staff_jwt_subject_key UNIQUE (jwt_subject);

-- Name: staff staff_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_gaming_table_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_gaming_table_id_id_key UNIQUE (casino_id, gaming_table_id, id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_idempotency_key_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_idempotency_key_key UNIQUE (casino_id, idempotency_key);

-- Name: table_buyin_telemetry table_buyin_telemetry_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_pkey PRIMARY KEY (id);

-- Name: table_change table_change_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_change
    ADD CONSTRAINT table_change_pkey PRIMARY KEY (casino_id, gaming_table_id);

-- Name: table_drop_event table_drop_event_casino_id_gaming_table_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_casino_id_gaming_table_id_id_key UNIQUE (casino_id, gaming_table_id, id);

-- Name: table_drop_event table_drop_event_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_pkey PRIMARY KEY (id);

-- Name: table_inventory_snapshot table_inventory_snapshot_casino_id_gaming_table_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_casino_id_gaming_table_id_id_key UNIQUE (casino_id, gaming_table_id, id);

-- Name: table_inventory_snapshot table_inventory_snapshot_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_pkey PRIMARY KEY (id);

-- Name: table_rundown table_rundown_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_rundown
    ADD CONSTRAINT table_rundown_pkey PRIMARY KEY (id);

-- Name: table_rundown table_rundown_table_session_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_rundown
    ADD CONSTRAINT table_rundown_table_session_id_key UNIQUE (table_session_id);

-- Name: table_session table_session_casino_id_gaming_table_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_id_key UNIQUE (casino_id, gaming_table_id, id);

-- Name: table_session table_session_closing_inventory_snapshot_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_closing_inventory_snapshot_id_key UNIQUE (closing_inventory_snapshot_id);

-- Name: table_session table_session_drop_event_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_drop_event_id_key UNIQUE (drop_event_id);

-- Name: table_session_event table_session_event_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session_event
    ADD CONSTRAINT table_session_event_pkey PRIMARY KEY (id);

-- Name: table_session table_session_opening_inventory_snapshot_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_opening_inventory_snapshot_id_key UNIQUE (opening_inventory_snapshot_id);

-- Name: table_session table_session_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_pkey PRIMARY KEY (id);

-- Name: table_terms table_terms_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_terms
    ADD CONSTRAINT table_terms_pkey PRIMARY KEY (casino_id, gaming_table_id, effective_from);

-- Name: visit visit_casino_id_id_key; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.visit
    ADD CONSTRAINT visit_casino_id_id_key UNIQUE (casino_id, id);

-- Name: visit visit_pkey; Type: CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);

-- Name: backfill_place backfill_place_pkey; Type: CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.backfill_place
    ADD CONSTRAINT backfill_place_pkey PRIMARY KEY (casino_id, gaming_table_id);

-- Name: gateway_login gateway_login_pkey; Type: CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.gateway_login
    ADD CONSTRAINT gateway_login_pkey PRIMARY KEY (login);

-- Name: staff_login staff_login_pkey; Type: CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.staff_login
    ADD CONSTRAINT staff_login_pkey PRIMARY KEY (login);

-- Name: staff_login staff_login_staff_id_key; Type: CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.staff_login
    ADD CONSTRAINT staff_login_staff_id_key UNIQUE (staff_id);

-- Name: alert_acknowledgement_by_table; Type: INDEX; Schema: pit;
CREATE INDEX alert_acknowledgement_by_table ON pit.alert_acknowledgement USING btree (casino_id, gaming_table_id, acknowledged_at DESC);

-- Name: audit_entry_by_person; Type: INDEX; Schema: pit;
CREATE INDEX audit_entry_by_person ON pit.audit_entry USING btree (casino_id, staff_id, kind, logged_at) WHERE (kind = ANY (ARRAY['sign_in'::text, 'refusal'::text, 'export'::text]));

-- Name: audit_entry_by_time; Type: INDEX; Schema: pit;
CREATE INDEX audit_entry_by_time ON pit.audit_entry USING btree (casino_id, logged_at, id);

-- Name: command_log_by_time; Type: INDEX; Schema: pit;
CREATE INDEX command_log_by_time ON pit.command_log USING brin (logged_at);

-- Name: custody_void_by_table; Type: INDEX; Schema: pit;
CREATE INDEX custody_void_by_table ON pit.custody_void USING btree (casino_id, gaming_table_id, voided_at DESC);

-- Name: fill_credit_slip_by_effect; Type: INDEX; Schema: pit;
CREATE INDEX fill_credit_slip_by_effect ON pit.fill_credit_slip USING btree (casino_id, gaming_table_id, effective_at) WHERE (effective_at IS NOT NULL);

-- Name: fill_credit_slip_by_session; Type: INDEX; Schema: pit;
CREATE INDEX fill_credit_slip_by_session ON pit.fill_credit_slip USING btree (casino_id, table_session_id);

-- Name: fill_credit_slip_by_table; Type: INDEX; Schema: pit;
CREATE INDEX fill_credit_slip_by_table ON pit.fill_credit_slip USING btree (casino_id, gaming_table_id, requested_at DESC);

-- Name: fill_credit_slip_in_flight; Type: INDEX; Schema: pit;
CREATE INDEX fill_credit_slip_in_flight ON pit.fill_credit_slip USING btree (casino_id, requested_at) WHERE (status = ANY (ARRAY['REQUESTED'::text, 'ISSUED'::text, 'VERIFIED_AT_TABLE'::text]));

-- Name: gaming_table_chip_set; Type: INDEX; Schema: pit;
CREATE INDEX gaming_table_chip_set ON pit.gaming_table USING btree (casino_id, chip_set_id);

-- Name: late_entry_by_number; Type: INDEX; Schema: pit;
CREATE INDEX late_entry_by_number ON pit.late_entry USING btree (casino_id, record_kind, form_number) WHERE (form_number IS NOT NULL);

-- Name: late_entry_by_table; Type: INDEX; Schema: pit;
CREATE INDEX late_entry_by_table ON pit.late_entry USING btree (casino_id, gaming_table_id, occurred_at);

-- Name: one_open_slip_a_player; Type: INDEX; Schema: pit;
CREATE UNIQUE INDEX one_open_slip_a_player ON pit.rating_slip USING btree (casino_id, gaming_table_id, visit_id) WHERE (ended_at IS NULL);

-- Name: one_open_slip_a_seat; Type: INDEX; Schema: pit;
CREATE UNIQUE INDEX one_open_slip_a_seat ON pit.rating_slip USING btree (casino_id, gaming_table_id, seat_number) WHERE (ended_at IS NULL);

-- Name: player_financial_transaction_at_table; Type: INDEX; Schema: pit;
CREATE INDEX player_financial_transaction_at_table ON pit.player_financial_transaction USING btree (casino_id, gaming_table_id, created_at, id) WHERE (gaming_table_id IS NOT NULL);

-- Name: player_financial_transaction_by_original; Type: INDEX; Schema: pit;
CREATE INDEX player_financial_transaction_by_original ON pit.player_financial_transaction USING btree (casino_id, corrects_id) WHERE (corrects_id IS NOT NULL);

-- Name: player_financial_transaction_by_visit; Type: INDEX; Schema: pit;
CREATE INDEX player_financial_transaction_by_visit ON pit.player_financial_transaction USING btree (casino_id, visit_id);

-- Name: player_financial_transaction_reversed_once; Type: INDEX; Schema: pit;
CREATE UNIQUE INDEX player_financial_transaction_reversed_once ON pit.player_financial_transaction USING btree (casino_id, corrects_id) WHERE (transaction_kind = 'reversal'::text);

-- Name: rating_slip_by_visit; Type: INDEX; Schema: pit;
CREATE INDEX rating_slip_by_visit ON pit.rating_slip USING btree (casino_id, visit_id);

-- Name: rating_slip_open_at_table; Type: INDEX; Schema: pit;
CREATE INDEX rating_slip_open_at_table ON pit.rating_slip USING btree (casino_id, gaming_table_id) WHERE (ended_at IS NULL);

-- Name: shift_checkpoint_by_time; Type: INDEX; Schema: pit;
CREATE INDEX shift_checkpoint_by_time ON pit.shift_checkpoint USING btree (casino_id, made_at DESC);

-- Name: shift_hours_shift; Type: INDEX; Schema: pit;
CREATE INDEX shift_hours_shift ON pit.shift_hours USING btree (casino_id, shift_id);

-- Name: table_buyin_telemetry_by_adjusted; Type: INDEX; Schema: pit;
CREATE INDEX table_buyin_telemetry_by_adjusted ON pit.table_buyin_telemetry USING btree (casino_id, adjusts_id) WHERE (adjusts_id IS NOT NULL);

-- Name: table_buyin_telemetry_by_entry; Type: INDEX; Schema: pit;
CREATE INDEX table_buyin_telemetry_by_entry ON pit.table_buyin_telemetry USING btree (casino_id, gaming_table_id, created_at DESC);

-- Name: table_buyin_telemetry_by_occurrence; Type: INDEX; Schema: pit;
CREATE INDEX table_buyin_telemetry_by_occurrence ON pit.table_buyin_telemetry USING btree (casino_id, gaming_table_id, occurred_at);

-- Name: table_buyin_telemetry_reversed_once; Type: INDEX; Schema: pit;
CREATE UNIQUE INDEX table_buyin_telemetry_reversed_once ON pit.table_buyin_telemetry USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);

-- Name: table_drop_event_by_box_in; Type: INDEX; Schema: pit;
CREATE INDEX table_drop_event_by_box_in ON pit.table_drop_event USING btree (casino_id, box_in_id, removed_at DESC) WHERE (box_in_id IS NOT NULL);

-- Name: table_drop_event_by_box_out; Type: INDEX; Schema: pit;
CREATE INDEX table_drop_event_by_box_out ON pit.table_drop_event USING btree (casino_id, drop_box_id, removed_at DESC);

-- Name: table_drop_event_by_session; Type: INDEX; Schema: pit;
CREATE INDEX table_drop_event_by_session ON pit.table_drop_event USING btree (casino_id, table_session_id, removed_at);

-- Name: table_drop_event_by_time; Type: INDEX; Schema: pit;
CREATE INDEX table_drop_event_by_time ON pit.table_drop_event USING btree (casino_id, gaming_table_id, removed_at DESC);

-- Name: table_inventory_snapshot_by_boundary; Type: INDEX; Schema: pit;
CREATE INDEX table_inventory_snapshot_by_boundary ON pit.table_inventory_snapshot USING btree (casino_id, gaming_table_id, shift_boundary) WHERE (shift_boundary IS NOT NULL);

-- Name: table_inventory_snapshot_by_session; Type: INDEX; Schema: pit;
CREATE INDEX table_inventory_snapshot_by_session ON pit.table_inventory_snapshot USING btree (casino_id, table_session_id, counted_at);

-- Name: table_inventory_snapshot_by_time; Type: INDEX; Schema: pit;
CREATE INDEX table_inventory_snapshot_by_time ON pit.table_inventory_snapshot USING btree (casino_id, gaming_table_id, counted_at DESC);

-- Name: table_rundown_by_day; Type: INDEX; Schema: pit;
CREATE INDEX table_rundown_by_day ON pit.table_rundown USING btree (casino_id, gaming_day);

-- Name: table_session_by_close; Type: INDEX; Schema: pit;
CREATE INDEX table_session_by_close ON pit.table_session USING btree (casino_id, gaming_table_id, closed_at DESC);

-- Name: table_session_by_day; Type: INDEX; Schema: pit;
CREATE INDEX table_session_by_day ON pit.table_session USING btree (casino_id, gaming_day);

-- Name: table_session_by_opening; Type: INDEX; Schema: pit;
CREATE INDEX table_session_by_opening ON pit.table_session USING btree (casino_id, gaming_table_id, opened_at);

-- Name: table_session_event_by_session; Type: INDEX; Schema: pit;
CREATE INDEX table_session_event_by_session ON pit.table_session_event USING btree (casino_id, table_session_id, occurred_at);

-- Name: unique_active_session_per_table; Type: INDEX; Schema: pit;
CREATE UNIQUE INDEX unique_active_session_per_table ON pit.table_session USING btree (casino_id, gaming_table_id) WHERE (status <> 'CLOSED'::text);

-- Name: alert_acknowledgement alert_acknowledgement_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER alert_acknowledgement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.alert_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: audit_entry audit_entry_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: casino casino_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_audited AFTER INSERT OR DELETE OR UPDATE ON pit.casino FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: casino_hours casino_hours_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_hours_audited AFTER INSERT OR UPDATE ON pit.casino_hours FOR EACH ROW EXECUTE FUNCTION pit_private.audit_dated();

-- Name: casino_hours casino_hours_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_hours_kept BEFORE DELETE OR TRUNCATE ON pit.casino_hours FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: casino_hours casino_hours_stand; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_hours_stand BEFORE UPDATE ON pit.casino_hours FOR EACH ROW EXECUTE FUNCTION pit_private.refuse_changing_past();

-- Name: casino_settings casino_settings_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_settings_audited AFTER INSERT OR DELETE OR UPDATE ON pit.casino_settings FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: casino_settings casino_settings_touch; Type: TRIGGER; Schema: pit;
CREATE TRIGGER casino_settings_touch BEFORE UPDATE ON pit.casino_settings FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION pit_private.touch_updated_at();

-- Name: chip_mix chip_mix_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER chip_mix_audited AFTER INSERT OR DELETE OR UPDATE ON pit.chip_mix FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: chip_set chip_set_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER chip_set_audited AFTER INSERT OR DELETE OR UPDATE ON pit.chip_set FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: command_log command_log_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER command_log_kept BEFORE DELETE ON pit.command_log FOR EACH ROW EXECUTE FUNCTION pit_private.refuse_forgetting_early();

-- Name: command_log command_log_whole; Type: TRIGGER; Schema: pit;
CREATE TRIGGER command_log_whole BEFORE TRUNCATE ON pit.command_log FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: custody_signature custody_signature_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER custody_signature_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.custody_signature FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: custody_void custody_void_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER custody_void_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.custody_void FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: drop_count drop_count_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER drop_count_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.drop_count FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: drop_count_entry drop_count_entry_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER drop_count_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.drop_count_entry FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: fill_credit_slip fill_credit_slip_day; Type: TRIGGER; Schema: pit;
CREATE TRIGGER fill_credit_slip_day BEFORE INSERT ON pit.fill_credit_slip FOR EACH ROW EXECUTE FUNCTION pit_private.set_gaming_day();

-- Name: fill_credit_slip fill_credit_slip_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER fill_credit_slip_kept BEFORE DELETE OR TRUNCATE ON pit.fill_credit_slip FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: fill_credit_slip fill_credit_slip_version; Type: TRIGGER; Schema: pit;
CREATE TRIGGER fill_credit_slip_version BEFORE UPDATE ON pit.fill_credit_slip FOR EACH ROW EXECUTE FUNCTION pit_private.touch_version();

-- Name: gaming_table gaming_table_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER gaming_table_audited AFTER INSERT OR DELETE OR UPDATE ON pit.gaming_table FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: gaming_table gaming_table_touch; Type: TRIGGER; Schema: pit;
CREATE TRIGGER gaming_table_touch BEFORE UPDATE ON pit.gaming_table FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION pit_private.touch_updated_at();

-- Name: late_entry late_entry_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER late_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.late_entry FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: late_entry late_entry_day; Type: TRIGGER; Schema: pit;
CREATE TRIGGER late_entry_day BEFORE INSERT ON pit.late_entry FOR EACH ROW EXECUTE FUNCTION pit_private.set_gaming_day();

-- Name: pit pit_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER pit_audited AFTER INSERT OR DELETE OR UPDATE ON pit.pit FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: player_financial_transaction player_financial_transaction_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER player_financial_transaction_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.player_financial_transaction FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: player_financial_transaction player_financial_transaction_bridge; Type: TRIGGER; Schema: pit;
CREATE TRIGGER player_financial_transaction_bridge AFTER INSERT ON pit.player_financial_transaction FOR EACH ROW EXECUTE FUNCTION pit_private.bridge_transaction();

-- Name: shift shift_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_audited AFTER INSERT OR DELETE OR UPDATE ON pit.shift FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: shift_checkpoint shift_checkpoint_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_checkpoint_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.shift_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: shift_hours shift_hours_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_hours_audited AFTER INSERT OR UPDATE ON pit.shift_hours FOR EACH ROW EXECUTE FUNCTION pit_private.audit_dated();

-- Name: shift_hours shift_hours_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_hours_kept BEFORE DELETE OR TRUNCATE ON pit.shift_hours FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: shift_hours shift_hours_stand; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_hours_stand BEFORE UPDATE ON pit.shift_hours FOR EACH ROW EXECUTE FUNCTION pit_private.refuse_changing_past();

-- Name: shift_sign_off shift_sign_off_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_sign_off_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.shift_sign_off FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: shift_sign_on shift_sign_on_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER shift_sign_on_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.shift_sign_on FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: slip_series slip_series_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER slip_series_kept BEFORE DELETE OR TRUNCATE ON pit.slip_series FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: staff staff_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER staff_audited AFTER INSERT OR DELETE OR UPDATE ON pit.staff FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: staff staff_touch; Type: TRIGGER; Schema: pit;
CREATE TRIGGER staff_touch BEFORE UPDATE ON pit.staff FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION pit_private.touch_updated_at();

-- Name: table_buyin_telemetry table_buyin_telemetry_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_buyin_telemetry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.table_buyin_telemetry FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_buyin_telemetry table_buyin_telemetry_day; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_buyin_telemetry_day BEFORE INSERT ON pit.table_buyin_telemetry FOR EACH ROW EXECUTE FUNCTION pit_private.set_gaming_day();

-- Name: table_drop_event table_drop_event_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_drop_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.table_drop_event FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_drop_event table_drop_event_day; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_drop_event_day BEFORE INSERT ON pit.table_drop_event FOR EACH ROW EXECUTE FUNCTION pit_private.set_gaming_day();

-- Name: table_inventory_snapshot table_inventory_snapshot_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_inventory_snapshot_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.table_inventory_snapshot FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_inventory_snapshot table_inventory_snapshot_day; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_inventory_snapshot_day BEFORE INSERT ON pit.table_inventory_snapshot FOR EACH ROW EXECUTE FUNCTION pit_private.set_gaming_day();

-- Name: table_rundown table_rundown_final; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_rundown_final BEFORE UPDATE ON pit.table_rundown FOR EACH ROW EXECUTE FUNCTION pit_private.refuse_changing_final();

-- Name: table_rundown table_rundown_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_rundown_kept BEFORE DELETE OR TRUNCATE ON pit.table_rundown FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_session_event table_session_event_append_only; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_session_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON pit.table_session_event FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_session table_session_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_session_kept BEFORE DELETE OR TRUNCATE ON pit.table_session FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_session table_session_times; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_session_times BEFORE INSERT OR UPDATE ON pit.table_session FOR EACH ROW EXECUTE FUNCTION pit_private.set_session_times();

-- Name: table_terms table_terms_audited; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_terms_audited AFTER INSERT OR UPDATE ON pit.table_terms FOR EACH ROW EXECUTE FUNCTION pit_private.audit_dated();

-- Name: table_terms table_terms_kept; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_terms_kept BEFORE DELETE OR TRUNCATE ON pit.table_terms FOR EACH STATEMENT EXECUTE FUNCTION pit_private.refuse_rewriting();

-- Name: table_terms table_terms_stand; Type: TRIGGER; Schema: pit;
CREATE TRIGGER table_terms_stand BEFORE UPDATE ON pit.table_terms FOR EACH ROW EXECUTE FUNCTION pit_private.refuse_changing_past();

-- Name: staff_login staff_login_audited; Type: TRIGGER; Schema: pit_private;
CREATE TRIGGER staff_login_audited AFTER INSERT OR DELETE OR UPDATE ON pit_private.staff_login FOR EACH ROW EXECUTE FUNCTION pit_private.audit_administration();

-- Name: alert_acknowledgement alert_acknowledgement_casino_id_acknowledged_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.alert_acknowledgement
    ADD CONSTRAINT alert_acknowledgement_casino_id_acknowledged_by_staff_id_fkey FOREIGN KEY (casino_id, acknowledged_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: alert_acknowledgement alert_acknowledgement_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.alert_acknowledgement
    ADD CONSTRAINT alert_acknowledgement_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: audit_entry audit_entry_casino_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.audit_entry
    ADD CONSTRAINT audit_entry_casino_id_staff_id_fkey FOREIGN KEY (casino_id, staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: casino_change casino_change_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_change
    ADD CONSTRAINT casino_change_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: casino_hours casino_hours_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_hours
    ADD CONSTRAINT casino_hours_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: casino_settings casino_settings_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.casino_settings
    ADD CONSTRAINT casino_settings_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: chip_mix chip_mix_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_mix
    ADD CONSTRAINT chip_mix_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: chip_set chip_set_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.chip_set
    ADD CONSTRAINT chip_set_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: command_log command_log_casino_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.command_log
    ADD CONSTRAINT command_log_casino_id_actor_id_fkey FOREIGN KEY (casino_id, actor_id) REFERENCES pit.staff(casino_id, id);

-- Name: custody_signature custody_signature_casino_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_signature
    ADD CONSTRAINT custody_signature_casino_id_staff_id_fkey FOREIGN KEY (casino_id, staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: custody_void custody_void_casino_id_gaming_table_id_drop_event_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_gaming_table_id_drop_event_id_fkey FOREIGN KEY (casino_id, gaming_table_id, drop_event_id) REFERENCES pit.table_drop_event(casino_id, gaming_table_id, id);

-- Name: custody_void custody_void_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: custody_void custody_void_casino_id_gaming_table_id_inventory_snapshot__fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_gaming_table_id_inventory_snapshot__fkey FOREIGN KEY (casino_id, gaming_table_id, inventory_snapshot_id) REFERENCES pit.table_inventory_snapshot(casino_id, gaming_table_id, id);

-- Name: custody_void custody_void_casino_id_gaming_table_id_replacing_drop_even_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_gaming_table_id_replacing_drop_even_fkey FOREIGN KEY (casino_id, gaming_table_id, replacing_drop_event_id) REFERENCES pit.table_drop_event(casino_id, gaming_table_id, id);

-- Name: custody_void custody_void_casino_id_gaming_table_id_replacing_snapshot__fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_gaming_table_id_replacing_snapshot__fkey FOREIGN KEY (casino_id, gaming_table_id, replacing_snapshot_id) REFERENCES pit.table_inventory_snapshot(casino_id, gaming_table_id, id);

-- Name: custody_void custody_void_casino_id_voided_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_voided_by_staff_id_fkey FOREIGN KEY (casino_id, voided_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: custody_void custody_void_casino_id_witnessed_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.custody_void
    ADD CONSTRAINT custody_void_casino_id_witnessed_by_staff_id_fkey FOREIGN KEY (casino_id, witnessed_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: drop_count drop_count_casino_id_gaming_table_id_drop_event_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count
    ADD CONSTRAINT drop_count_casino_id_gaming_table_id_drop_event_id_fkey FOREIGN KEY (casino_id, gaming_table_id, drop_event_id) REFERENCES pit.table_drop_event(casino_id, gaming_table_id, id);

-- Name: drop_count drop_count_casino_id_released_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count
    ADD CONSTRAINT drop_count_casino_id_released_by_staff_id_fkey FOREIGN KEY (casino_id, released_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: drop_count_entry drop_count_entry_casino_id_entered_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count_entry
    ADD CONSTRAINT drop_count_entry_casino_id_entered_by_staff_id_fkey FOREIGN KEY (casino_id, entered_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: drop_count_entry drop_count_entry_casino_id_gaming_table_id_drop_event_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.drop_count_entry
    ADD CONSTRAINT drop_count_entry_casino_id_gaming_table_id_drop_event_id_fkey FOREIGN KEY (casino_id, gaming_table_id, drop_event_id) REFERENCES pit.table_drop_event(casino_id, gaming_table_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_deposited_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_deposited_by_staff_id_fkey FOREIGN KEY (casino_id, deposited_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_gaming_table_id_table_session_i_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_gaming_table_id_table_session_i_fkey FOREIGN KEY (casino_id, gaming_table_id, table_session_id) REFERENCES pit.table_session(casino_id, gaming_table_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_issued_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_issued_by_staff_id_fkey FOREIGN KEY (casino_id, issued_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_requested_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_requested_by_staff_id_fkey FOREIGN KEY (casino_id, requested_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_runner_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_runner_staff_id_fkey FOREIGN KEY (casino_id, runner_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_verified_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_verified_by_staff_id_fkey FOREIGN KEY (casino_id, verified_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_void_witnessed_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_void_witnessed_by_staff_id_fkey FOREIGN KEY (casino_id, void_witnessed_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_voided_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_voided_by_staff_id_fkey FOREIGN KEY (casino_id, voided_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: fill_credit_slip fill_credit_slip_casino_id_withdrawn_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.fill_credit_slip
    ADD CONSTRAINT fill_credit_slip_casino_id_withdrawn_by_staff_id_fkey FOREIGN KEY (casino_id, withdrawn_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: gaming_table gaming_table_casino_id_chip_set_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_chip_set_id_fkey FOREIGN KEY (casino_id, chip_set_id) REFERENCES pit.chip_set(casino_id, id);

-- Name: gaming_table gaming_table_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: gaming_table gaming_table_casino_id_pit_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.gaming_table
    ADD CONSTRAINT gaming_table_casino_id_pit_id_fkey FOREIGN KEY (casino_id, pit_id) REFERENCES pit.pit(casino_id, id);

-- Name: late_entry late_entry_casino_id_entered_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.late_entry
    ADD CONSTRAINT late_entry_casino_id_entered_by_staff_id_fkey FOREIGN KEY (casino_id, entered_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: late_entry late_entry_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.late_entry
    ADD CONSTRAINT late_entry_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: pit pit_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.pit
    ADD CONSTRAINT pit_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: player_financial_transaction player_financial_transaction_casino_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_casino_id_actor_id_fkey FOREIGN KEY (casino_id, actor_id) REFERENCES pit.staff(casino_id, id);

-- Name: player_financial_transaction player_financial_transaction_casino_id_corrects_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_casino_id_corrects_id_fkey FOREIGN KEY (casino_id, corrects_id) REFERENCES pit.player_financial_transaction(casino_id, id);

-- Name: player_financial_transaction player_financial_transaction_casino_id_gaming_table_id_vis_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_casino_id_gaming_table_id_vis_fkey FOREIGN KEY (casino_id, gaming_table_id, visit_id, rating_slip_id) REFERENCES pit.rating_slip(casino_id, gaming_table_id, visit_id, id);

-- Name: player_financial_transaction player_financial_transaction_casino_id_visit_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.player_financial_transaction
    ADD CONSTRAINT player_financial_transaction_casino_id_visit_id_fkey FOREIGN KEY (casino_id, visit_id) REFERENCES pit.visit(casino_id, id);

-- Name: rating_slip rating_slip_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.rating_slip
    ADD CONSTRAINT rating_slip_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: rating_slip rating_slip_casino_id_visit_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.rating_slip
    ADD CONSTRAINT rating_slip_casino_id_visit_id_fkey FOREIGN KEY (casino_id, visit_id) REFERENCES pit.visit(casino_id, id);

-- Name: shift shift_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift
    ADD CONSTRAINT shift_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: shift_checkpoint shift_checkpoint_casino_id_made_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_checkpoint
    ADD CONSTRAINT shift_checkpoint_casino_id_made_by_staff_id_fkey FOREIGN KEY (casino_id, made_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: shift_hours shift_hours_casino_id_effective_from_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_hours
    ADD CONSTRAINT shift_hours_casino_id_effective_from_fkey FOREIGN KEY (casino_id, effective_from) REFERENCES pit.casino_hours(casino_id, effective_from);

-- Name: shift_hours shift_hours_casino_id_shift_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_hours
    ADD CONSTRAINT shift_hours_casino_id_shift_id_fkey FOREIGN KEY (casino_id, shift_id) REFERENCES pit.shift(casino_id, id);

-- Name: shift_sign_off shift_sign_off_casino_id_outgoing_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_off
    ADD CONSTRAINT shift_sign_off_casino_id_outgoing_staff_id_fkey FOREIGN KEY (casino_id, outgoing_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: shift_sign_off shift_sign_off_casino_id_pit_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_off
    ADD CONSTRAINT shift_sign_off_casino_id_pit_id_fkey FOREIGN KEY (casino_id, pit_id) REFERENCES pit.pit(casino_id, id);

-- Name: shift_sign_on shift_sign_on_casino_id_incoming_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_on
    ADD CONSTRAINT shift_sign_on_casino_id_incoming_staff_id_fkey FOREIGN KEY (casino_id, incoming_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: shift_sign_on shift_sign_on_casino_id_shift_sign_off_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.shift_sign_on
    ADD CONSTRAINT shift_sign_on_casino_id_shift_sign_off_id_fkey FOREIGN KEY (casino_id, shift_sign_off_id) REFERENCES pit.shift_sign_off(casino_id, id);

-- Name: slip_series slip_series_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.slip_series
    ADD CONSTRAINT slip_series_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: staff staff_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.staff
    ADD CONSTRAINT staff_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_actor_id_fkey FOREIGN KEY (casino_id, actor_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_gaming_table_id_adjusts_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_gaming_table_id_adjusts_id_fkey FOREIGN KEY (casino_id, gaming_table_id, adjusts_id) REFERENCES pit.table_buyin_telemetry(casino_id, gaming_table_id, id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_gaming_table_id_reverses_i_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_gaming_table_id_reverses_i_fkey FOREIGN KEY (casino_id, gaming_table_id, reverses_id) REFERENCES pit.table_buyin_telemetry(casino_id, gaming_table_id, id);

-- Name: table_buyin_telemetry table_buyin_telemetry_casino_id_gaming_table_id_visit_id_r_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_buyin_telemetry
    ADD CONSTRAINT table_buyin_telemetry_casino_id_gaming_table_id_visit_id_r_fkey FOREIGN KEY (casino_id, gaming_table_id, visit_id, rating_slip_id) REFERENCES pit.rating_slip(casino_id, gaming_table_id, visit_id, id);

-- Name: table_change table_change_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_change
    ADD CONSTRAINT table_change_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: table_change table_change_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_change
    ADD CONSTRAINT table_change_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: table_drop_event table_drop_event_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: table_drop_event table_drop_event_casino_id_gaming_table_id_table_session_i_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_casino_id_gaming_table_id_table_session_i_fkey FOREIGN KEY (casino_id, gaming_table_id, table_session_id) REFERENCES pit.table_session(casino_id, gaming_table_id, id);

-- Name: table_drop_event table_drop_event_casino_id_removed_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_casino_id_removed_by_staff_id_fkey FOREIGN KEY (casino_id, removed_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_drop_event table_drop_event_casino_id_witnessed_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_drop_event
    ADD CONSTRAINT table_drop_event_casino_id_witnessed_by_staff_id_fkey FOREIGN KEY (casino_id, witnessed_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_inventory_snapshot table_inventory_snapshot_casino_id_counted_with_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_casino_id_counted_with_staff_id_fkey FOREIGN KEY (casino_id, counted_with_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_inventory_snapshot table_inventory_snapshot_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: table_inventory_snapshot table_inventory_snapshot_casino_id_gaming_table_id_table_s_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_casino_id_gaming_table_id_table_s_fkey FOREIGN KEY (casino_id, gaming_table_id, table_session_id) REFERENCES pit.table_session(casino_id, gaming_table_id, id);

-- Name: table_inventory_snapshot table_inventory_snapshot_casino_id_recorded_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_inventory_snapshot
    ADD CONSTRAINT table_inventory_snapshot_casino_id_recorded_by_staff_id_fkey FOREIGN KEY (casino_id, recorded_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_rundown table_rundown_casino_id_finalized_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_rundown
    ADD CONSTRAINT table_rundown_casino_id_finalized_by_staff_id_fkey FOREIGN KEY (casino_id, finalized_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_rundown table_rundown_casino_id_gaming_table_id_table_session_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_rundown
    ADD CONSTRAINT table_rundown_casino_id_gaming_table_id_table_session_id_fkey FOREIGN KEY (casino_id, gaming_table_id, table_session_id) REFERENCES pit.table_session(casino_id, gaming_table_id, id);

-- Name: table_session table_session_casino_id_closed_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_closed_by_staff_id_fkey FOREIGN KEY (casino_id, closed_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_session table_session_casino_id_gaming_table_id_closing_inventory__fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_closing_inventory__fkey FOREIGN KEY (casino_id, gaming_table_id, closing_inventory_snapshot_id) REFERENCES pit.table_inventory_snapshot(casino_id, gaming_table_id, id);

-- Name: table_session table_session_casino_id_gaming_table_id_drop_event_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_drop_event_id_fkey FOREIGN KEY (casino_id, gaming_table_id, drop_event_id) REFERENCES pit.table_drop_event(casino_id, gaming_table_id, id);

-- Name: table_session table_session_casino_id_gaming_table_id_expected_inventory_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_expected_inventory_fkey FOREIGN KEY (casino_id, gaming_table_id, expected_inventory_snapshot_id) REFERENCES pit.table_inventory_snapshot(casino_id, gaming_table_id, id);

-- Name: table_session table_session_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: table_session table_session_casino_id_gaming_table_id_opening_inventory__fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_gaming_table_id_opening_inventory__fkey FOREIGN KEY (casino_id, gaming_table_id, opening_inventory_snapshot_id) REFERENCES pit.table_inventory_snapshot(casino_id, gaming_table_id, id);

-- Name: table_session table_session_casino_id_opened_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_opened_by_staff_id_fkey FOREIGN KEY (casino_id, opened_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_session table_session_casino_id_rundown_started_by_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_rundown_started_by_staff_id_fkey FOREIGN KEY (casino_id, rundown_started_by_staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_session table_session_casino_id_shift_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session
    ADD CONSTRAINT table_session_casino_id_shift_id_fkey FOREIGN KEY (casino_id, shift_id) REFERENCES pit.shift(casino_id, id);

-- Name: table_session_event table_session_event_casino_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session_event
    ADD CONSTRAINT table_session_event_casino_id_actor_id_fkey FOREIGN KEY (casino_id, actor_id) REFERENCES pit.staff(casino_id, id);

-- Name: table_session_event table_session_event_casino_id_gaming_table_id_table_sessio_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_session_event
    ADD CONSTRAINT table_session_event_casino_id_gaming_table_id_table_sessio_fkey FOREIGN KEY (casino_id, gaming_table_id, table_session_id) REFERENCES pit.table_session(casino_id, gaming_table_id, id);

-- Name: table_terms table_terms_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.table_terms
    ADD CONSTRAINT table_terms_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: visit visit_casino_id_fkey; Type: FK CONSTRAINT; Schema: pit;
ALTER TABLE ONLY pit.visit
    ADD CONSTRAINT visit_casino_id_fkey FOREIGN KEY (casino_id) REFERENCES pit.casino(id);

-- Name: backfill_place backfill_place_casino_id_gaming_table_id_fkey; Type: FK CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.backfill_place
    ADD CONSTRAINT backfill_place_casino_id_gaming_table_id_fkey FOREIGN KEY (casino_id, gaming_table_id) REFERENCES pit.gaming_table(casino_id, id);

-- Name: staff_login staff_login_casino_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: pit_private;
ALTER TABLE ONLY pit_private.staff_login
    ADD CONSTRAINT staff_login_casino_id_staff_id_fkey FOREIGN KEY (casino_id, staff_id) REFERENCES pit.staff(casino_id, id);

-- Name: alert_acknowledgement; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.alert_acknowledgement ENABLE ROW LEVEL SECURITY;

-- Name: audit_entry; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.audit_entry ENABLE ROW LEVEL SECURITY;

-- Name: casino; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.casino ENABLE ROW LEVEL SECURITY;

-- Name: casino_change; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.casino_change ENABLE ROW LEVEL SECURITY;

-- Name: casino_hours; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.casino_hours ENABLE ROW LEVEL SECURITY;

-- Name: casino_settings; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.casino_settings ENABLE ROW LEVEL SECURITY;

-- Name: chip_mix; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.chip_mix ENABLE ROW LEVEL SECURITY;

-- Name: chip_set; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.chip_set ENABLE ROW LEVEL SECURITY;

-- Name: command_log; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.command_log ENABLE ROW LEVEL SECURITY;

-- Name: custody_signature; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.custody_signature ENABLE ROW LEVEL SECURITY;

-- Name: custody_void; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.custody_void ENABLE ROW LEVEL SECURITY;

-- Name: drop_count; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.drop_count ENABLE ROW LEVEL SECURITY;

-- Name: drop_count_entry; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.drop_count_entry ENABLE ROW LEVEL SECURITY;

-- Name: fill_credit_slip; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.fill_credit_slip ENABLE ROW LEVEL SECURITY;

-- Name: gaming_table; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.gaming_table ENABLE ROW LEVEL SECURITY;

-- Name: audit_entry identity_audit; Type: POLICY; Schema: pit;
CREATE POLICY identity_audit ON pit.audit_entry TO pit_identity USING (true) WITH CHECK (true);

-- Name: casino identity_casino; Type: POLICY; Schema: pit;
CREATE POLICY identity_casino ON pit.casino TO pit_identity USING (true) WITH CHECK (true);

-- Name: casino_change identity_change; Type: POLICY; Schema: pit;
CREATE POLICY identity_change ON pit.casino_change TO pit_identity USING (true) WITH CHECK (true);

-- Name: chip_mix identity_chip_mix; Type: POLICY; Schema: pit;
CREATE POLICY identity_chip_mix ON pit.chip_mix TO pit_identity USING (true) WITH CHECK (true);

-- Name: chip_set identity_chip_set; Type: POLICY; Schema: pit;
CREATE POLICY identity_chip_set ON pit.chip_set TO pit_identity USING (true) WITH CHECK (true);

-- Name: command_log identity_command; Type: POLICY; Schema: pit;
CREATE POLICY identity_command ON pit.command_log TO pit_identity USING (true) WITH CHECK (true);

-- Name: table_inventory_snapshot identity_count; Type: POLICY; Schema: pit;
CREATE POLICY identity_count ON pit.table_inventory_snapshot TO pit_identity USING (true) WITH CHECK (true);

-- Name: casino_hours identity_hours; Type: POLICY; Schema: pit;
CREATE POLICY identity_hours ON pit.casino_hours TO pit_identity USING (true) WITH CHECK (true);

-- Name: pit identity_pit; Type: POLICY; Schema: pit;
CREATE POLICY identity_pit ON pit.pit TO pit_identity USING (true) WITH CHECK (true);

-- Name: table_session identity_session; Type: POLICY; Schema: pit;
CREATE POLICY identity_session ON pit.table_session TO pit_identity USING (true) WITH CHECK (true);

-- Name: casino_settings identity_settings; Type: POLICY; Schema: pit;
CREATE POLICY identity_settings ON pit.casino_settings TO pit_identity USING (true) WITH CHECK (true);

-- Name: shift identity_shift; Type: POLICY; Schema: pit;
CREATE POLICY identity_shift ON pit.shift TO pit_identity USING (true) WITH CHECK (true);

-- Name: shift_hours identity_shift_hours; Type: POLICY; Schema: pit;
CREATE POLICY identity_shift_hours ON pit.shift_hours TO pit_identity USING (true) WITH CHECK (true);

-- Name: shift_sign_off identity_sign_off; Type: POLICY; Schema: pit;
CREATE POLICY identity_sign_off ON pit.shift_sign_off TO pit_identity USING (true) WITH CHECK (true);

-- Name: staff identity_staff; Type: POLICY; Schema: pit;
CREATE POLICY identity_staff ON pit.staff TO pit_identity USING (true) WITH CHECK (true);

-- Name: gaming_table identity_table; Type: POLICY; Schema: pit;
CREATE POLICY identity_table ON pit.gaming_table TO pit_identity USING (true) WITH CHECK (true);

-- Name: table_buyin_telemetry identity_telemetry; Type: POLICY; Schema: pit;
CREATE POLICY identity_telemetry ON pit.table_buyin_telemetry TO pit_identity USING (true) WITH CHECK (true);

-- Name: table_terms identity_terms; Type: POLICY; Schema: pit;
CREATE POLICY identity_terms ON pit.table_terms TO pit_identity USING (true) WITH CHECK (true);

-- Name: player_financial_transaction identity_transaction; Type: POLICY; Schema: pit;
CREATE POLICY identity_transaction ON pit.player_financial_transaction TO pit_identity USING (true) WITH CHECK (true);

-- Name: late_entry; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.late_entry ENABLE ROW LEVEL SECURITY;

-- Name: alert_acknowledgement owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.alert_acknowledgement TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: audit_entry owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.audit_entry TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: casino owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.casino TO pit_owner USING ((id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: casino_change owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.casino_change TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: casino_hours owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.casino_hours TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: casino_settings owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.casino_settings TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: chip_mix owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.chip_mix TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: chip_set owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.chip_set TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: command_log owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.command_log TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: custody_signature owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.custody_signature TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: custody_void owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.custody_void TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: drop_count owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.drop_count TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: drop_count_entry owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.drop_count_entry TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: fill_credit_slip owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.fill_credit_slip TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: gaming_table owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.gaming_table TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: late_entry owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.late_entry TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: pit owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.pit TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: player_financial_transaction owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.player_financial_transaction TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: rating_slip owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.rating_slip TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: shift owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.shift TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: shift_checkpoint owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.shift_checkpoint TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: shift_hours owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.shift_hours TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: shift_sign_off owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.shift_sign_off TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: shift_sign_on owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.shift_sign_on TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: slip_series owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.slip_series TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: staff owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.staff TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_buyin_telemetry owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_buyin_telemetry TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_change owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_change TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_drop_event owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_drop_event TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_inventory_snapshot owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_inventory_snapshot TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_rundown owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_rundown TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_session owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_session TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_session_event owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_session_event TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: table_terms owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.table_terms TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: visit owner_tenant; Type: POLICY; Schema: pit;
CREATE POLICY owner_tenant ON pit.visit TO pit_owner USING ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id))) WITH CHECK ((casino_id = ( SELECT pit_private.current_casino_id() AS current_casino_id)));

-- Name: pit; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.pit ENABLE ROW LEVEL SECURITY;

-- Name: player_financial_transaction; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.player_financial_transaction ENABLE ROW LEVEL SECURITY;

-- Name: rating_slip; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.rating_slip ENABLE ROW LEVEL SECURITY;

-- Name: shift; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.shift ENABLE ROW LEVEL SECURITY;

-- Name: shift_checkpoint; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.shift_checkpoint ENABLE ROW LEVEL SECURITY;

-- Name: shift_hours; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.shift_hours ENABLE ROW LEVEL SECURITY;

-- Name: shift_sign_off; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.shift_sign_off ENABLE ROW LEVEL SECURITY;

-- Name: shift_sign_on; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.shift_sign_on ENABLE ROW LEVEL SECURITY;

-- Name: slip_series; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.slip_series ENABLE ROW LEVEL SECURITY;

-- Name: staff; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.staff ENABLE ROW LEVEL SECURITY;

-- Name: alert_acknowledgement staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.alert_acknowledgement FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: casino staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.casino FOR SELECT TO authenticated USING ((id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: casino_hours staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.casino_hours FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: casino_settings staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.casino_settings FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: chip_mix staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.chip_mix FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: chip_set staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.chip_set FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: custody_signature staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.custody_signature FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: custody_void staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.custody_void FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: drop_count staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.drop_count FOR SELECT TO authenticated USING (((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)) AND (released_in IS DISTINCT FROM ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))));

-- Name: drop_count_entry staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.drop_count_entry FOR SELECT TO authenticated USING (((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)) AND (entered_by_staff_id = ( SELECT pit_private.current_counter_id() AS current_counter_id))));

-- Name: fill_credit_slip staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.fill_credit_slip FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_slips_casino_id() AS current_slips_casino_id)));

-- Name: gaming_table staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.gaming_table FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: late_entry staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.late_entry FOR SELECT TO authenticated USING ((casino_id =
CASE
    WHEN (record_kind = 'drop'::text) THEN ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)
    WHEN (record_kind = ANY (ARRAY['fill'::text, 'credit'::text])) THEN ( SELECT pit_private.current_slips_casino_id() AS current_slips_casino_id)
    ELSE ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)
END));

-- Name: pit staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.pit FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: player_financial_transaction staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.player_financial_transaction FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: rating_slip staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.rating_slip FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: shift staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.shift FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: shift_checkpoint staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.shift_checkpoint FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: shift_hours staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.shift_hours FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: shift_sign_off staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.shift_sign_off FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: shift_sign_on staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.shift_sign_on FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: staff staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.staff FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: table_buyin_telemetry staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_buyin_telemetry FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: table_drop_event staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_drop_event FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: table_inventory_snapshot staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_inventory_snapshot FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: table_rundown staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_rundown FOR SELECT TO authenticated USING (((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)) AND (computed_in IS DISTINCT FROM ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))));

-- Name: table_session staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_session FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_staff_casino_id() AS current_staff_casino_id)));

-- Name: table_session_event staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.table_session_event FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: visit staff_tenant; Type: POLICY; Schema: pit;
CREATE POLICY staff_tenant ON pit.visit FOR SELECT TO authenticated USING ((casino_id = ( SELECT pit_private.current_figures_casino_id() AS current_figures_casino_id)));

-- Name: table_buyin_telemetry; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_buyin_telemetry ENABLE ROW LEVEL SECURITY;

-- Name: table_change; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_change ENABLE ROW LEVEL SECURITY;

-- Name: table_drop_event; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_drop_event ENABLE ROW LEVEL SECURITY;

-- Name: table_inventory_snapshot; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_inventory_snapshot ENABLE ROW LEVEL SECURITY;

-- Name: table_rundown; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_rundown ENABLE ROW LEVEL SECURITY;

-- Name: table_session; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_session ENABLE ROW LEVEL SECURITY;

-- Name: table_session_event; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_session_event ENABLE ROW LEVEL SECURITY;

-- Name: table_terms; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.table_terms ENABLE ROW LEVEL SECURITY;

-- Name: visit; Type: ROW SECURITY; Schema: pit;
ALTER TABLE pit.visit ENABLE ROW LEVEL SECURITY;

-- Name: SCHEMA pit; Type: ACL; Schema: -;
GRANT USAGE ON SCHEMA pit TO pit_identity;
GRANT USAGE ON SCHEMA pit TO authenticated;
GRANT USAGE ON SCHEMA pit TO pit_display;

-- Name: SCHEMA pit_private; Type: ACL; Schema: -;
GRANT USAGE ON SCHEMA pit_private TO pit_identity;

-- Name: FUNCTION is_printable(p_text text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.is_printable(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.is_printable(p_text text) TO pit_identity;

-- Name: TABLE alert_acknowledgement; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.alert_acknowledgement TO authenticated;

-- Name: FUNCTION rpc_acknowledge_alert(p_alert_key text, p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_acknowledge_alert(p_alert_key text, p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_acknowledge_alert(p_alert_key text, p_note text, p_idempotency_key text) TO authenticated;

-- Name: TABLE table_session; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_session TO authenticated;

-- Name: COLUMN table_session.casino_id; Type: ACL; Schema: pit;
GRANT SELECT(casino_id) ON TABLE pit.table_session TO pit_identity;

-- Name: COLUMN table_session.gaming_table_id; Type: ACL; Schema: pit;
GRANT SELECT(gaming_table_id) ON TABLE pit.table_session TO pit_identity;

-- Name: COLUMN table_session.status; Type: ACL; Schema: pit;
GRANT SELECT(status) ON TABLE pit.table_session TO pit_identity;

-- Name: COLUMN table_session.closed_at; Type: ACL; Schema: pit;
GRANT SELECT(closed_at) ON TABLE pit.table_session TO pit_identity;

-- Name: FUNCTION rpc_activate_table_session(p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_activate_table_session(p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_activate_table_session(p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: FUNCTION rpc_cancel_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_cancel_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_cancel_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: FUNCTION chipset_total_cents(p_chipset jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.chipset_total_cents(p_chipset jsonb) FROM PUBLIC;

-- Name: TABLE fill_credit_slip; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.fill_credit_slip TO authenticated;

-- Name: FUNCTION rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_carry_table_credit(p_credit_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_close_table_session(p_table_session_id uuid, p_drop_event_id uuid, p_closing_inventory_snapshot_id uuid, p_notes text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_close_table_session(p_table_session_id uuid, p_drop_event_id uuid, p_closing_inventory_snapshot_id uuid, p_notes text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_close_table_session(p_table_session_id uuid, p_drop_event_id uuid, p_closing_inventory_snapshot_id uuid, p_notes text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: TABLE player_financial_transaction; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.player_financial_transaction TO authenticated;
GRANT SELECT ON TABLE pit.player_financial_transaction TO pit_identity;

-- Name: FUNCTION rpc_correct_player_transaction(p_transaction_id uuid, p_kind text, p_amount_cents bigint, p_reason text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_correct_player_transaction(p_transaction_id uuid, p_kind text, p_amount_cents bigint, p_reason text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_correct_player_transaction(p_transaction_id uuid, p_kind text, p_amount_cents bigint, p_reason text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_deposit_table_credit(p_credit_id uuid, p_drop_box_id text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_deposit_table_credit(p_credit_id uuid, p_drop_box_id text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_deposit_table_credit(p_credit_id uuid, p_drop_box_id text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_deposit_table_fill(p_fill_id uuid, p_drop_box_id text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_deposit_table_fill(p_fill_id uuid, p_drop_box_id text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_deposit_table_fill(p_fill_id uuid, p_drop_box_id text, p_idempotency_key text) TO authenticated;

-- Name: TABLE rating_slip; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.rating_slip TO authenticated;

-- Name: FUNCTION rpc_end_rating_slip(p_rating_slip_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_end_rating_slip(p_rating_slip_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_end_rating_slip(p_rating_slip_id uuid, p_idempotency_key text) TO authenticated;

-- Name: TABLE visit; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.visit TO authenticated;

-- Name: FUNCTION rpc_end_visit(p_visit_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text) TO authenticated;

-- Name: TABLE drop_count_entry; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.drop_count_entry TO authenticated;

-- Name: FUNCTION rpc_enter_drop_count(p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_enter_drop_count(p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_enter_drop_count(p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_enter_paper_slip(p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text, p_requested_by uuid, p_requested_at timestamp with time zone, p_issued_by uuid, p_issued_at timestamp with time zone, p_carried_by uuid, p_verified_by uuid, p_verified_at timestamp with time zone, p_deposited_by uuid, p_deposited_at timestamp with time zone, p_drop_box_id text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_enter_paper_slip(p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text, p_requested_by uuid, p_requested_at timestamp with time zone, p_issued_by uuid, p_issued_at timestamp with time zone, p_carried_by uuid, p_verified_by uuid, p_verified_at timestamp with time zone, p_deposited_by uuid, p_deposited_at timestamp with time zone, p_drop_box_id text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_enter_paper_slip(p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text, p_requested_by uuid, p_requested_at timestamp with time zone, p_issued_by uuid, p_issued_at timestamp with time zone, p_carried_by uuid, p_verified_by uuid, p_verified_at timestamp with time zone, p_deposited_by uuid, p_deposited_at timestamp with time zone, p_drop_box_id text, p_idempotency_key text) TO authenticated;

-- Name: TABLE table_rundown; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_rundown TO authenticated;

-- Name: FUNCTION rpc_finalize_table_rundown(p_table_session_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_finalize_table_rundown(p_table_session_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_finalize_table_rundown(p_table_session_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_get_audit(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_person text, p_table_id uuid, p_kind text, p_limit integer); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_audit(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_person text, p_table_id uuid, p_kind text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_audit(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_person text, p_table_id uuid, p_kind text, p_limit integer) TO authenticated;

-- Name: FUNCTION rpc_get_boxes_to_count(); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_boxes_to_count() FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_boxes_to_count() TO authenticated;

-- Name: FUNCTION rpc_get_current_table_session(p_gaming_table_id uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_current_table_session(p_gaming_table_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_current_table_session(p_gaming_table_id uuid) TO authenticated;

-- Name: FUNCTION rpc_get_heartbeat(); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_heartbeat() FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_heartbeat() TO authenticated;
GRANT ALL ON FUNCTION pit.rpc_get_heartbeat() TO pit_display;

-- Name: FUNCTION rpc_get_hourly_buyins(p_window_start timestamp with time zone, p_window_end timestamp with time zone); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_hourly_buyins(p_window_start timestamp with time zone, p_window_end timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_hourly_buyins(p_window_start timestamp with time zone, p_window_end timestamp with time zone) TO authenticated;

-- Name: FUNCTION rpc_get_pit_board(p_pit text, p_since bigint, p_due uuid[]); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_pit_board(p_pit text, p_since bigint, p_due uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_pit_board(p_pit text, p_since bigint, p_due uuid[]) TO authenticated;
GRANT ALL ON FUNCTION pit.rpc_get_pit_board(p_pit text, p_since bigint, p_due uuid[]) TO pit_display;

-- Name: FUNCTION rpc_get_shift_sheet(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_shift_sheet(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_shift_sheet(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) TO authenticated;

-- Name: FUNCTION rpc_get_shift_windows(p_at timestamp with time zone); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_get_shift_windows(p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_get_shift_windows(p_at timestamp with time zone) TO authenticated;

-- Name: FUNCTION rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_issue_table_fill(p_fill_id uuid, p_idempotency_key text) TO authenticated;

-- Name: TABLE table_buyin_telemetry; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_buyin_telemetry TO authenticated;
GRANT SELECT,INSERT ON TABLE pit.table_buyin_telemetry TO pit_identity;

-- Name: FUNCTION rpc_log_table_buyin_telemetry(p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid, p_rating_slip_id uuid, p_tender_type text, p_note text, p_idempotency_key text, p_occurred_at timestamp with time zone, p_outside_session boolean, p_is_late boolean, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_log_table_buyin_telemetry(p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid, p_rating_slip_id uuid, p_tender_type text, p_note text, p_idempotency_key text, p_occurred_at timestamp with time zone, p_outside_session boolean, p_is_late boolean, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_log_table_buyin_telemetry(p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid, p_rating_slip_id uuid, p_tender_type text, p_note text, p_idempotency_key text, p_occurred_at timestamp with time zone, p_outside_session boolean, p_is_late boolean, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: TABLE table_drop_event; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_drop_event TO authenticated;

-- Name: FUNCTION rpc_log_table_drop(p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid, p_note text, p_idempotency_key text, p_box_in_id text, p_box_in_seal_no text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_log_table_drop(p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid, p_note text, p_idempotency_key text, p_box_in_id text, p_box_in_seal_no text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_log_table_drop(p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid, p_note text, p_idempotency_key text, p_box_in_id text, p_box_in_seal_no text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: TABLE table_inventory_snapshot; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_inventory_snapshot TO authenticated;

-- Name: COLUMN table_inventory_snapshot.casino_id; Type: ACL; Schema: pit;
GRANT SELECT(casino_id) ON TABLE pit.table_inventory_snapshot TO pit_identity;

-- Name: FUNCTION rpc_log_table_inventory_snapshot(p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text, p_idempotency_key text, p_counted_with uuid, p_shift_boundary timestamp with time zone, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_log_table_inventory_snapshot(p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text, p_idempotency_key text, p_counted_with uuid, p_shift_boundary timestamp with time zone, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_log_table_inventory_snapshot(p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text, p_idempotency_key text, p_counted_with uuid, p_shift_boundary timestamp with time zone, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: TABLE shift_checkpoint; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.shift_checkpoint TO authenticated;

-- Name: FUNCTION rpc_mark_shift_checkpoint(p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_mark_shift_checkpoint(p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_mark_shift_checkpoint(p_note text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_note_export(p_what text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_note_export(p_what text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_note_export(p_what text) TO authenticated;

-- Name: FUNCTION rpc_note_refusal(p_code text, p_function_name text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_note_refusal(p_code text, p_function_name text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_note_refusal(p_code text, p_function_name text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_open_table_session(p_gaming_table_id uuid, p_idempotency_key text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_open_table_session(p_gaming_table_id uuid, p_idempotency_key text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_open_table_session(p_gaming_table_id uuid, p_idempotency_key text, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: FUNCTION rpc_record_player_transaction(p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid, p_tender_type text, p_occurred_at timestamp with time zone, p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_record_player_transaction(p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid, p_tender_type text, p_occurred_at timestamp with time zone, p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_record_player_transaction(p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid, p_tender_type text, p_occurred_at timestamp with time zone, p_note text, p_idempotency_key text) TO authenticated;

-- Name: TABLE drop_count; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.drop_count TO authenticated;

-- Name: FUNCTION rpc_release_drop_count(p_drop_event_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_release_drop_count(p_drop_event_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_release_drop_count(p_drop_event_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_request_table_credit(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_request_table_credit(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_request_table_credit(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_request_table_fill(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_request_table_fill(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_request_table_fill(p_table_id uuid, p_chipset jsonb, p_note text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_resolve_command(p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_resolve_command(p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_resolve_command(p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_resume_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_resume_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_resume_table_session(p_table_session_id uuid, p_reason text, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: FUNCTION rpc_reverse_table_buyin_telemetry(p_telemetry_id uuid, p_reason text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_reverse_table_buyin_telemetry(p_telemetry_id uuid, p_reason text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_reverse_table_buyin_telemetry(p_telemetry_id uuid, p_reason text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_session_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_table_id uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_session_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_table_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_session_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_table_id uuid) TO authenticated;

-- Name: FUNCTION rpc_shift_casino_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_shift_casino_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_shift_casino_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) TO authenticated;

-- Name: FUNCTION rpc_shift_pit_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_shift_pit_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_shift_pit_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid) TO authenticated;

-- Name: FUNCTION rpc_shift_table_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_shift_table_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_shift_table_metrics(p_window_start timestamp with time zone, p_window_end timestamp with time zone) TO authenticated;

-- Name: TABLE custody_signature; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.custody_signature TO authenticated;

-- Name: FUNCTION rpc_sign_custody_record(p_record_kind text, p_record_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_sign_custody_record(p_record_kind text, p_record_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_sign_custody_record(p_record_kind text, p_record_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_sign_in(); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_sign_in() FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_sign_in() TO authenticated;
GRANT ALL ON FUNCTION pit.rpc_sign_in() TO pit_display;

-- Name: TABLE shift_sign_off; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.shift_sign_off TO authenticated;

-- Name: COLUMN shift_sign_off.casino_id; Type: ACL; Schema: pit;
GRANT SELECT(casino_id) ON TABLE pit.shift_sign_off TO pit_identity;

-- Name: COLUMN shift_sign_off.window_end; Type: ACL; Schema: pit;
GRANT SELECT(window_end) ON TABLE pit.shift_sign_off TO pit_identity;

-- Name: FUNCTION rpc_sign_off_shift(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid, p_note text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_sign_off_shift(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid, p_note text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_sign_off_shift(p_window_start timestamp with time zone, p_window_end timestamp with time zone, p_pit_id uuid, p_note text, p_idempotency_key text) TO authenticated;

-- Name: TABLE shift_sign_on; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.shift_sign_on TO authenticated;

-- Name: FUNCTION rpc_sign_on_shift(p_shift_sign_off_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_sign_on_shift(p_shift_sign_off_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_sign_on_shift(p_shift_sign_off_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_start_rating_slip(p_visit_id uuid, p_table_id uuid, p_seat_number integer, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_start_rating_slip(p_visit_id uuid, p_table_id uuid, p_seat_number integer, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_start_rating_slip(p_visit_id uuid, p_table_id uuid, p_seat_number integer, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_start_table_rundown(p_table_session_id uuid, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_start_table_rundown(p_table_session_id uuid, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_start_table_rundown(p_table_session_id uuid, p_idempotency_key text, p_expected_version integer, p_paper_at timestamp with time zone, p_paper_reason text, p_paper_number text) TO authenticated;

-- Name: FUNCTION rpc_start_visit(p_player_reference text, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_start_visit(p_player_reference text, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_start_visit(p_player_reference text, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_verify_table_credit(p_credit_id uuid, p_runner_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_verify_table_credit(p_credit_id uuid, p_runner_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_verify_table_credit(p_credit_id uuid, p_runner_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_verify_table_fill(p_fill_id uuid, p_runner_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_verify_table_fill(p_fill_id uuid, p_runner_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_verify_table_fill(p_fill_id uuid, p_runner_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_void_table_credit(p_credit_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_void_table_credit(p_credit_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_void_table_credit(p_credit_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) TO authenticated;

-- Name: TABLE custody_void; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.custody_void TO authenticated;

-- Name: FUNCTION rpc_void_table_drop(p_drop_event_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_box_id text, p_replacement_seal_no text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_void_table_drop(p_drop_event_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_box_id text, p_replacement_seal_no text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_void_table_drop(p_drop_event_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_box_id text, p_replacement_seal_no text) TO authenticated;

-- Name: FUNCTION rpc_void_table_fill(p_fill_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_void_table_fill(p_fill_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_void_table_fill(p_fill_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid) TO authenticated;

-- Name: FUNCTION rpc_void_table_inventory_snapshot(p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_chipset jsonb); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_void_table_inventory_snapshot(p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_chipset jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_void_table_inventory_snapshot(p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text, p_witnessed_by uuid, p_replacement_chipset jsonb) TO authenticated;

-- Name: FUNCTION rpc_withdraw_table_credit(p_credit_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_withdraw_table_credit(p_credit_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_withdraw_table_credit(p_credit_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text); Type: ACL; Schema: pit;
REVOKE ALL ON FUNCTION pit.rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit.rpc_withdraw_table_fill(p_fill_id uuid, p_idempotency_key text) TO authenticated;

-- Name: FUNCTION acted_in_session(p_session pit.table_session, p_staff_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.acted_in_session(p_session pit.table_session, p_staff_id uuid) FROM PUBLIC;

-- Name: FUNCTION alert_causes(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.alert_causes(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION alert_instant(p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.alert_instant(p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION allow_gateway(p_login text, p_is_allowed boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.allow_gateway(p_login text, p_is_allowed boolean) FROM PUBLIC;

-- Name: FUNCTION amount_in_words(p_casino_id uuid, p_cents bigint); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.amount_in_words(p_casino_id uuid, p_cents bigint) FROM PUBLIC;

-- Name: FUNCTION announce_floor(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.announce_floor(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION attach_owed_count(p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.attach_owed_count(p_actor_id uuid, p_count pit.table_inventory_snapshot, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION audit_administration(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.audit_administration() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.audit_administration() TO pit_identity;

-- Name: FUNCTION audit_dated(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.audit_dated() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.audit_dated() TO pit_identity;

-- Name: FUNCTION backfill_telemetry(p_casino_id uuid, p_batch integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.backfill_telemetry(p_casino_id uuid, p_batch integer) FROM PUBLIC;

-- Name: FUNCTION begin_backfill(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.begin_backfill(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION begin_command(p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.begin_command(p_actor pit_private.actor, p_key text, p_function_name text, p_arguments jsonb) FROM PUBLIC;

-- Name: FUNCTION board_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone, p_sees_figures boolean, p_sees_names boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.board_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone, p_gaming_day date, p_day_start timestamp with time zone, p_shift_start timestamp with time zone, p_sees_figures boolean, p_sees_names boolean) FROM PUBLIC;

-- Name: FUNCTION box_left_at(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.box_left_at(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION box_on_table(p_casino_id uuid, p_table_id uuid, p_before timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.box_on_table(p_casino_id uuid, p_table_id uuid, p_before timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION boxes_are_released(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.boxes_are_released(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION bridge_buyin(p_casino_id uuid, p_original_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) TO pit_identity;

-- Name: FUNCTION bridge_missing(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid, p_number bigint); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.bridge_missing(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid, p_number bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.bridge_missing(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid, p_number bigint) TO pit_identity;

-- Name: FUNCTION bridge_transaction(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.bridge_transaction() FROM PUBLIC;

-- Name: FUNCTION carry_hours(p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.carry_hours(p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb) FROM PUBLIC;

-- Name: FUNCTION carry_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.carry_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) FROM PUBLIC;

-- Name: TABLE gaming_table; Type: ACL; Schema: pit;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.gaming_table TO pit_identity;

-- Name: COLUMN gaming_table.id; Type: ACL; Schema: pit;
GRANT SELECT(id) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.casino_id; Type: ACL; Schema: pit;
GRANT SELECT(casino_id) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.pit_id; Type: ACL; Schema: pit;
GRANT SELECT(pit_id) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.label; Type: ACL; Schema: pit;
GRANT SELECT(label) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.spot; Type: ACL; Schema: pit;
GRANT SELECT(spot) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.game; Type: ACL; Schema: pit;
GRANT SELECT(game) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.min_bet_cents; Type: ACL; Schema: pit;
GRANT SELECT(min_bet_cents) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.max_bet_cents; Type: ACL; Schema: pit;
GRANT SELECT(max_bet_cents) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.chip_set_id; Type: ACL; Schema: pit;
GRANT SELECT(chip_set_id) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.status; Type: ACL; Schema: pit;
GRANT SELECT(status) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.created_at; Type: ACL; Schema: pit;
GRANT SELECT(created_at) ON TABLE pit.gaming_table TO authenticated;

-- Name: COLUMN gaming_table.updated_at; Type: ACL; Schema: pit;
GRANT SELECT(updated_at) ON TABLE pit.gaming_table TO authenticated;

-- Name: FUNCTION carry_terms(p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.carry_terms(p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb) FROM PUBLIC;

-- Name: FUNCTION casino_at_work(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.casino_at_work(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION change_counted_for(p_casino_id uuid, p_table_ids uuid[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.change_counted_for(p_casino_id uuid, p_table_ids uuid[]) FROM PUBLIC;

-- Name: FUNCTION check_box_in(p_casino_id uuid, p_box text, p_before timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_box_in(p_casino_id uuid, p_box text, p_before timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_box_out(p_casino_id uuid, p_table_id uuid, p_box text, p_before timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_box_out(p_casino_id uuid, p_table_id uuid, p_box text, p_before timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_box_took_its_forms(p_casino_id uuid, p_table_id uuid, p_box text, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_box_took_its_forms(p_casino_id uuid, p_table_id uuid, p_box text, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_buyin(p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_buyin(p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid) FROM PUBLIC;

-- Name: FUNCTION check_chipset(p_chipset jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_chipset(p_chipset jsonb) FROM PUBLIC;

-- Name: FUNCTION check_closing_artifacts(p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_closing_artifacts(p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid) FROM PUBLIC;

-- Name: FUNCTION check_correction(p_kind text, p_amount_cents bigint); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_correction(p_kind text, p_amount_cents bigint) FROM PUBLIC;

-- Name: FUNCTION check_count_fits_state(p_session pit.table_session, p_is_owed boolean, p_snapshot_type text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_count_fits_state(p_session pit.table_session, p_is_owed boolean, p_snapshot_type text) FROM PUBLIC;

-- Name: FUNCTION check_count_may_be_voided(p_count pit.table_inventory_snapshot, p_is_replaced boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_count_may_be_voided(p_count pit.table_inventory_snapshot, p_is_replaced boolean) FROM PUBLIC;

-- Name: FUNCTION check_denominations(p_table pit.gaming_table, p_chipset jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_denominations(p_table pit.gaming_table, p_chipset jsonb) FROM PUBLIC;

-- Name: FUNCTION check_drop_may_be_voided(p_drop pit.table_drop_event, p_is_replaced boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_drop_may_be_voided(p_drop pit.table_drop_event, p_is_replaced boolean) FROM PUBLIC;

-- Name: FUNCTION check_made_in_session(p_session pit.table_session, p_made_in uuid, p_is_used boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_made_in_session(p_session pit.table_session, p_made_in uuid, p_is_used boolean) FROM PUBLIC;

-- Name: FUNCTION check_not_final(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_not_final(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_not_on_slip(p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_not_on_slip(p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text) FROM PUBLIC;

-- Name: FUNCTION check_opener_is_expected(p_casino_id uuid, p_table_id uuid, p_total_cents bigint); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_opener_is_expected(p_casino_id uuid, p_table_id uuid, p_total_cents bigint) FROM PUBLIC;

-- Name: FUNCTION check_paper_box(p_slip pit.fill_credit_slip); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_paper_box(p_slip pit.fill_credit_slip) FROM PUBLIC;

-- Name: FUNCTION check_paper_people(p_slip pit.fill_credit_slip); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_paper_people(p_slip pit.fill_credit_slip) FROM PUBLIC;

-- Name: FUNCTION check_pit(p_casino_id uuid, p_pit_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_pit(p_casino_id uuid, p_pit_id uuid) FROM PUBLIC;

-- Name: FUNCTION check_retention(p_keep_days integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_retention(p_keep_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.check_retention(p_keep_days integer) TO pit_identity;

-- Name: FUNCTION check_second_person(p_actor pit_private.actor, p_staff_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_second_person(p_actor pit_private.actor, p_staff_id uuid) FROM PUBLIC;

-- Name: FUNCTION check_shift_boundary(p_casino_id uuid, p_snapshot_type text, p_boundary timestamp with time zone, p_counted_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_shift_boundary(p_casino_id uuid, p_snapshot_type text, p_boundary timestamp with time zone, p_counted_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_shift_window(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_shift_window(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_slip_may_be_voided(p_slip pit.fill_credit_slip); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_slip_may_be_voided(p_slip pit.fill_credit_slip) FROM PUBLIC;

-- Name: FUNCTION check_slip_session_is_live(p_slip pit.fill_credit_slip); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_slip_session_is_live(p_slip pit.fill_credit_slip) FROM PUBLIC;

-- Name: FUNCTION check_step_taker(p_casino_id uuid, p_staff_id uuid, p_step text, VARIADIC p_roles text[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_step_taker(p_casino_id uuid, p_staff_id uuid, p_step text, VARIADIC p_roles text[]) FROM PUBLIC;

-- Name: FUNCTION check_table_takes_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_table_takes_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) FROM PUBLIC;

-- Name: FUNCTION check_table_took_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_table_took_buyin(p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamp with time zone, p_outside boolean) FROM PUBLIC;

-- Name: FUNCTION check_transaction(p_direction text, p_amount_cents bigint, p_tender text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_transaction(p_direction text, p_amount_cents bigint, p_tender text) FROM PUBLIC;

-- Name: FUNCTION check_transaction_time(p_occurred_at timestamp with time zone, p_slip_started_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_transaction_time(p_occurred_at timestamp with time zone, p_slip_started_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION check_void_witness(p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_void_witness(p_actor pit_private.actor, p_witness_id uuid, p_author_id uuid) FROM PUBLIC;

-- Name: FUNCTION check_window(p_start timestamp with time zone, p_end timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.check_window(p_start timestamp with time zone, p_end timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION checked_key(p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_key(p_key text) FROM PUBLIC;

-- Name: FUNCTION checked_label(p_text text, p_name text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_label(p_text text, p_name text) FROM PUBLIC;

-- Name: FUNCTION checked_note(p_text text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_note(p_text text) FROM PUBLIC;

-- Name: FUNCTION checked_paper(p_at timestamp with time zone, p_reason text, p_number text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_paper(p_at timestamp with time zone, p_reason text, p_number text) FROM PUBLIC;

-- Name: FUNCTION checked_reason(p_text text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_reason(p_text text) FROM PUBLIC;

-- Name: FUNCTION checked_slip_chips(p_kind text, p_chipset jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.checked_slip_chips(p_kind text, p_chipset jsonb) FROM PUBLIC;

-- Name: FUNCTION compute_gaming_day(p_at timestamp with time zone, p_time_zone text, p_start time without time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.compute_gaming_day(p_at timestamp with time zone, p_time_zone text, p_start time without time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.compute_gaming_day(p_at timestamp with time zone, p_time_zone text, p_start time without time zone) TO pit_identity;

-- Name: FUNCTION corrected_buyins(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.corrected_buyins(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.corrected_buyins(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) TO pit_identity;

-- Name: FUNCTION count_round(p_casino_id uuid, p_drop_event_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.count_round(p_casino_id uuid, p_drop_event_id uuid) FROM PUBLIC;

-- Name: FUNCTION counted_wins(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_is_kept boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.counted_wins(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_is_kept boolean) FROM PUBLIC;

-- Name: FUNCTION coverage_words(p_coverage text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.coverage_words(p_coverage text) FROM PUBLIC;

-- Name: FUNCTION current_actor(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_actor() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_actor() TO pit_owner;

-- Name: FUNCTION current_casino_id(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_casino_id() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_casino_id() TO pit_owner;

-- Name: FUNCTION current_counter_id(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_counter_id() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_counter_id() TO authenticated;

-- Name: FUNCTION current_figures_casino_id(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_figures_casino_id() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_figures_casino_id() TO authenticated;

-- Name: FUNCTION current_slips_casino_id(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_slips_casino_id() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_slips_casino_id() TO authenticated;

-- Name: FUNCTION current_staff_casino_id(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.current_staff_casino_id() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.current_staff_casino_id() TO authenticated;

-- Name: FUNCTION demand_argument(p_given boolean, p_name text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.demand_argument(p_given boolean, p_name text) FROM PUBLIC;

-- Name: FUNCTION demand_not_final(p_casino_id uuid, p_session_ids uuid[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.demand_not_final(p_casino_id uuid, p_session_ids uuid[]) FROM PUBLIC;

-- Name: FUNCTION demand_read_committed(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.demand_read_committed() FROM PUBLIC;

-- Name: FUNCTION demand_role(p_actor pit_private.actor, VARIADIC p_roles text[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.demand_role(p_actor pit_private.actor, VARIADIC p_roles text[]) FROM PUBLIC;

-- Name: FUNCTION deposit_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.deposit_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text) FROM PUBLIC;

-- Name: FUNCTION discrepancy_cents(p_casino_id uuid, p_table_id uuid, p_start timestamp with time zone, p_end timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.discrepancy_cents(p_casino_id uuid, p_table_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION draw_slip_number(p_casino_id uuid, p_kind text, p_year integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.draw_slip_number(p_casino_id uuid, p_kind text, p_year integer) FROM PUBLIC;

-- Name: FUNCTION empty_sessions(p_casino_id uuid, p_session_ids uuid[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.empty_sessions(p_casino_id uuid, p_session_ids uuid[]) FROM PUBLIC;

-- Name: FUNCTION end_backfill(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.end_backfill(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION fail(p_code text, p_hint text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.fail(p_code text, p_hint text) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.fail(p_code text, p_hint text) TO pit_identity;

-- Name: FUNCTION finish_command(p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.finish_command(p_actor pit_private.actor, p_key text, p_result jsonb, p_before jsonb, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION first_count(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.first_count(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION forget_commands(p_casino_id uuid, p_keep_days integer, p_batch integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.forget_commands(p_casino_id uuid, p_keep_days integer, p_batch integer) FROM PUBLIC;

-- Name: FUNCTION forgettable_commands(p_casino_id uuid, p_keep_days integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.forgettable_commands(p_casino_id uuid, p_keep_days integer) FROM PUBLIC;

-- Name: FUNCTION form_number(p_text text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.form_number(p_text text) FROM PUBLIC;

-- Name: FUNCTION gaming_day_of(p_casino_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.gaming_day_of(p_casino_id uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.gaming_day_of(p_casino_id uuid, p_at timestamp with time zone) TO pit_owner;

-- Name: FUNCTION gaming_day_started_at(p_casino_id uuid, p_gaming_day date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date) TO pit_owner;

-- Name: FUNCTION has_just_entered(p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.has_just_entered(p_casino_id uuid, p_drop_event_id uuid, p_staff_id uuid) FROM PUBLIC;

-- Name: FUNCTION hold_floor(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.hold_floor(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION hours_are_begun(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.hours_are_begun(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION hours_at(p_casino_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.hours_at(p_casino_id uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.hours_at(p_casino_id uuid, p_at timestamp with time zone) TO pit_owner;

-- Name: FUNCTION hours_on(p_casino_id uuid, p_gaming_day date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.hours_on(p_casino_id uuid, p_gaming_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.hours_on(p_casino_id uuid, p_gaming_day date) TO pit_identity;

-- Name: FUNCTION hours_said(p_casino_id uuid, p_gaming_day date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.hours_said(p_casino_id uuid, p_gaming_day date) FROM PUBLIC;

-- Name: FUNCTION insert_bridged(p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry, p_amount_cents bigint); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.insert_bridged(p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry, p_amount_cents bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.insert_bridged(p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry, p_amount_cents bigint) TO pit_identity;

-- Name: FUNCTION is_clean_removal(p_drop pit.table_drop_event); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.is_clean_removal(p_drop pit.table_drop_event) FROM PUBLIC;

-- Name: FUNCTION is_from_finance(p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.is_from_finance(p_key text) FROM PUBLIC;

-- Name: FUNCTION is_told(p_released_in xid8); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.is_told(p_released_in xid8) FROM PUBLIC;

-- Name: FUNCTION is_too_often(p_actor pit_private.actor, p_kind text, p_limit integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.is_too_often(p_actor pit_private.actor, p_kind text, p_limit integer) FROM PUBLIC;

-- Name: FUNCTION issue_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.issue_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) FROM PUBLIC;

-- Name: FUNCTION keep_late_entry(p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid, p_paper pit_private.paper, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.keep_late_entry(p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid, p_paper pit_private.paper, p_key text) FROM PUBLIC;

-- Name: FUNCTION kept_step(p_before jsonb, p_said jsonb, p_later jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) TO pit_identity;

-- Name: FUNCTION lacks_entries(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lacks_entries(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.lacks_entries(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_until timestamp with time zone, p_until_id uuid) TO pit_identity;

-- Name: FUNCTION last_close_at(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.last_close_at(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION last_closed_session(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.last_closed_session(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION last_event(p_casino_id uuid, p_table_id uuid, OUT what text, OUT happened_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.last_event(p_casino_id uuid, p_table_id uuid, OUT what text, OUT happened_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION last_of_session(p_session pit.table_session, OUT what text, OUT happened_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.last_of_session(p_session pit.table_session, OUT what text, OUT happened_at timestamp with time zone) FROM PUBLIC;

-- Name: TABLE late_entry; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.late_entry TO authenticated;

-- Name: FUNCTION late_entry_stands(p_entry pit.late_entry); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.late_entry_stands(p_entry pit.late_entry) FROM PUBLIC;

-- Name: FUNCTION late_events(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.late_events(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION late_records(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_signed_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.late_records(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_signed_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION line_up_other_pits(p_casino_id uuid, p_names text[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.line_up_other_pits(p_casino_id uuid, p_names text[]) FROM PUBLIC;

-- Name: FUNCTION live_session(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.live_session(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_box_to_count(p_casino_id uuid, p_drop_event_id uuid) FROM PUBLIC;

-- Name: FUNCTION lock_session(p_casino_id uuid, p_session_id uuid, p_expected_version integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_session(p_casino_id uuid, p_session_id uuid, p_expected_version integer) FROM PUBLIC;

-- Name: FUNCTION lock_sessions_of_record(p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_sessions_of_record(p_casino_id uuid, p_table_id uuid, p_session_id uuid, p_record_id uuid) FROM PUBLIC;

-- Name: FUNCTION lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid) FROM PUBLIC;

-- Name: FUNCTION lock_table(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_table(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.lock_table(p_casino_id uuid, p_table_id uuid) TO pit_identity;

-- Name: FUNCTION lock_visit(p_casino_id uuid, p_visit_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.lock_visit(p_casino_id uuid, p_visit_id uuid) FROM PUBLIC;

-- Name: FUNCTION login_named(p_login text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.login_named(p_login text) FROM PUBLIC;

-- Name: FUNCTION moment_after(p_casino_id uuid, p_at timestamp with time zone, p_what text, p_last timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.moment_after(p_casino_id uuid, p_at timestamp with time zone, p_what text, p_last timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION moment_to_end(p_session pit.table_session, p_paper pit_private.paper); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.moment_to_end(p_session pit.table_session, p_paper pit_private.paper) FROM PUBLIC;

-- Name: FUNCTION moment_to_write(p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.moment_to_write(p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper) FROM PUBLIC;

-- Name: FUNCTION named_second_person(p_casino_id uuid, p_record_kind text, p_record_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.named_second_person(p_casino_id uuid, p_record_kind text, p_record_id uuid) FROM PUBLIC;

-- Name: FUNCTION next_place_to_backfill(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.next_place_to_backfill(p_casino_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.next_place_to_backfill(p_casino_id uuid) TO pit_identity;

-- Name: FUNCTION next_slip_time(p_slip pit.fill_credit_slip); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.next_slip_time(p_slip pit.fill_credit_slip) FROM PUBLIC;

-- Name: FUNCTION next_to_backfill(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_batch integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.next_to_backfill(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_batch integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.next_to_backfill(p_casino_id uuid, p_table_id uuid, p_after timestamp with time zone, p_after_id uuid, p_batch integer) TO pit_identity;

-- Name: FUNCTION opening_count_due(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.opening_count_due(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION outside_sessions(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.outside_sessions(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION paper_arguments(p_paper pit_private.paper); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.paper_arguments(p_paper pit_private.paper) FROM PUBLIC;

-- Name: FUNCTION par_of(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.par_of(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION placed_on_paper(p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.placed_on_paper(p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper) FROM PUBLIC;

-- Name: FUNCTION play_ended_at(p_session pit.table_session); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.play_ended_at(p_session pit.table_session) FROM PUBLIC;

-- Name: FUNCTION provision_casino(p_slug text, p_name text, p_is_active boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_casino(p_slug text, p_name text, p_is_active boolean) FROM PUBLIC;

-- Name: FUNCTION provision_chip_mixes(p_casino_id uuid, p_mixes jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_chip_mixes(p_casino_id uuid, p_mixes jsonb) FROM PUBLIC;

-- Name: FUNCTION provision_chip_set(p_casino_id uuid, p_name text, p_denominations_cents bigint[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_chip_set(p_casino_id uuid, p_name text, p_denominations_cents bigint[]) FROM PUBLIC;

-- Name: FUNCTION provision_hours(p_casino_id uuid, p_effective_from date, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) FROM PUBLIC;

-- Name: FUNCTION provision_pit(p_casino_id uuid, p_name text, p_position integer); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_pit(p_casino_id uuid, p_name text, p_position integer) FROM PUBLIC;

-- Name: FUNCTION provision_settings(p_casino_id uuid, p_settings jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_settings(p_casino_id uuid, p_settings jsonb) FROM PUBLIC;

-- Name: FUNCTION provision_shifts(p_casino_id uuid, p_shifts jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_shifts(p_casino_id uuid, p_shifts jsonb) FROM PUBLIC;

-- Name: FUNCTION provision_staff(p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_staff(p_casino_id uuid, p_login text, p_name text, p_role text, p_shows_money boolean) FROM PUBLIC;

-- Name: FUNCTION provision_table(p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot integer, p_game text, p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_table(p_casino_id uuid, p_pit_id uuid, p_chip_set_id uuid, p_label text, p_spot integer, p_game text, p_min_bet_cents bigint, p_max_bet_cents bigint, p_par_cents bigint, p_status text) FROM PUBLIC;

-- Name: FUNCTION provision_terms(p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.provision_terms(p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb) FROM PUBLIC;

-- Name: FUNCTION put_count_in_place(p_wrong pit.table_inventory_snapshot, p_right_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.put_count_in_place(p_wrong pit.table_inventory_snapshot, p_right_id uuid) FROM PUBLIC;

-- Name: FUNCTION queue_for_change(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.queue_for_change(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION recent_entries(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.recent_entries(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[]) FROM PUBLIC;

-- Name: FUNCTION record_audit(p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text, p_arguments jsonb, p_before jsonb, p_after jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.record_audit(p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text, p_arguments jsonb, p_before jsonb, p_after jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.record_audit(p_casino_id uuid, p_staff_id uuid, p_kind text, p_function_name text, p_key text, p_arguments jsonb, p_before jsonb, p_after jsonb) TO pit_identity;

-- Name: FUNCTION record_password(p_login text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.record_password(p_login text) FROM PUBLIC;

-- Name: FUNCTION record_transition(p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid, p_occurred_at timestamp with time zone, p_reason text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.record_transition(p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid, p_occurred_at timestamp with time zone, p_reason text) FROM PUBLIC;

-- Name: FUNCTION refresh_closed_sessions(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refresh_closed_sessions(p_casino_id uuid, p_table_id uuid, p_occurred_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION refresh_rundown(p_casino_id uuid, p_session_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refresh_rundown(p_casino_id uuid, p_session_id uuid) FROM PUBLIC;

-- Name: FUNCTION refresh_rundowns(p_casino_id uuid, p_table_id uuid, p_since timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refresh_rundowns(p_casino_id uuid, p_table_id uuid, p_since timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION refuse_box(p_casino_id uuid, p_box text, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_box(p_casino_id uuid, p_box text, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION refuse_changing_final(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_changing_final() FROM PUBLIC;

-- Name: FUNCTION refuse_changing_past(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_changing_past() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.refuse_changing_past() TO pit_identity;

-- Name: FUNCTION refuse_forgetting_early(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_forgetting_early() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.refuse_forgetting_early() TO pit_identity;

-- Name: FUNCTION refuse_rewriting(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_rewriting() FROM PUBLIC;

-- Name: FUNCTION refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text) FROM PUBLIC;

-- Name: FUNCTION refuse_transition(p_session pit.table_session, p_wanted text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.refuse_transition(p_session pit.table_session, p_wanted text) FROM PUBLIC;

-- Name: FUNCTION request_slip(p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.request_slip(p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text) FROM PUBLIC;

-- Name: FUNCTION schema_version(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.schema_version() FROM PUBLIC;

-- Name: FUNCTION session_for_slip(p_table pit.gaming_table, p_kind text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.session_for_slip(p_table pit.gaming_table, p_kind text) FROM PUBLIC;

-- Name: FUNCTION set_gaming_day(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_gaming_day() FROM PUBLIC;

-- Name: FUNCTION set_rls_context_from_staff(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_rls_context_from_staff() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.set_rls_context_from_staff() TO pit_owner;

-- Name: FUNCTION set_session_times(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_session_times() FROM PUBLIC;

-- Name: FUNCTION set_staff_active(p_login text, p_is_active boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_staff_active(p_login text, p_is_active boolean) FROM PUBLIC;

-- Name: FUNCTION set_staff_name(p_login text, p_name text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_staff_name(p_login text, p_name text) FROM PUBLIC;

-- Name: FUNCTION set_staff_role(p_login text, p_role text, p_shows_money boolean); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_staff_role(p_login text, p_role text, p_shows_money boolean) FROM PUBLIC;

-- Name: FUNCTION set_staff_subject(p_login text, p_subject text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.set_staff_subject(p_login text, p_subject text) FROM PUBLIC;

-- Name: FUNCTION settings_to_come(p_casino_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.settings_to_come(p_casino_id uuid) FROM PUBLIC;

-- Name: FUNCTION settle_slips(p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.settle_slips(p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION shift_at(p_casino_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.shift_at(p_casino_id uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.shift_at(p_casino_id uuid, p_at timestamp with time zone) TO pit_owner;

-- Name: FUNCTION shift_sheet(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.shift_sheet(p_casino_id uuid, p_pit_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION shift_starts(p_casino_id uuid, p_effective_from date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.shift_starts(p_casino_id uuid, p_effective_from date) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.shift_starts(p_casino_id uuid, p_effective_from date) TO pit_identity;

-- Name: FUNCTION shift_windows(p_casino_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.shift_windows(p_casino_id uuid, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION shortest_retention(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.shortest_retention() FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.shortest_retention() TO pit_identity;

-- Name: FUNCTION signature_due(p_casino_id uuid, p_count_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.signature_due(p_casino_id uuid, p_count_id uuid) FROM PUBLIC;

-- Name: FUNCTION slip_runner(p_slip pit.fill_credit_slip, p_named uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.slip_runner(p_slip pit.fill_credit_slip, p_named uuid) FROM PUBLIC;

-- Name: FUNCTION staff_roster(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.staff_roster() FROM PUBLIC;

-- Name: FUNCTION standing_entry_cents(p_casino_id uuid, p_entry_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) TO pit_identity;

-- Name: FUNCTION standing_transaction_cents(p_casino_id uuid, p_original_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.standing_transaction_cents(p_casino_id uuid, p_original_id uuid) FROM PUBLIC;

-- Name: FUNCTION sum_metrics(p_tables pit.table_metrics[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.sum_metrics(p_tables pit.table_metrics[]) FROM PUBLIC;

-- Name: FUNCTION table_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.table_alerts(p_casino_id uuid, p_table_ids uuid[], p_as_of timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION table_figures(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_session_ids uuid[]); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.table_figures(p_casino_id uuid, p_table_ids uuid[], p_starts timestamp with time zone[], p_ends timestamp with time zone[], p_session_ids uuid[]) FROM PUBLIC;

-- Name: FUNCTION table_metrics(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.table_metrics(p_casino_id uuid, p_start timestamp with time zone, p_end timestamp with time zone) FROM PUBLIC;

-- Name: TABLE audit_entry; Type: ACL; Schema: pit;
GRANT INSERT ON TABLE pit.audit_entry TO pit_identity;

-- Name: FUNCTION table_of_audit(p_entry pit.audit_entry); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.table_of_audit(p_entry pit.audit_entry) FROM PUBLIC;

-- Name: FUNCTION table_of_box(p_casino_id uuid, p_box text, p_before timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.table_of_box(p_casino_id uuid, p_box text, p_before timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION terms_in_force(p_casino_id uuid, p_table_ids uuid[], p_gaming_day date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.terms_in_force(p_casino_id uuid, p_table_ids uuid[], p_gaming_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION pit_private.terms_in_force(p_casino_id uuid, p_table_ids uuid[], p_gaming_day date) TO pit_identity;

-- Name: FUNCTION terms_said(p_table pit.gaming_table, p_gaming_day date); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.terms_said(p_table pit.gaming_table, p_gaming_day date) FROM PUBLIC;

-- Name: FUNCTION touch_updated_at(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.touch_updated_at() FROM PUBLIC;

-- Name: FUNCTION touch_version(); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.touch_version() FROM PUBLIC;

-- Name: FUNCTION unused_opening_count(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.unused_opening_count(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION unused_opening_counts(p_casino_id uuid, p_table_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.unused_opening_counts(p_casino_id uuid, p_table_id uuid) FROM PUBLIC;

-- Name: FUNCTION verify_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.verify_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text) FROM PUBLIC;

-- Name: FUNCTION void_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text, p_witnessed_by uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.void_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text, p_witnessed_by uuid) FROM PUBLIC;

-- Name: FUNCTION was_never_opened(p_casino_id uuid, p_session_id uuid); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.was_never_opened(p_casino_id uuid, p_session_id uuid) FROM PUBLIC;

-- Name: FUNCTION window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.window_edge(p_casino_id uuid, p_table_id uuid, p_at timestamp with time zone) FROM PUBLIC;

-- Name: FUNCTION withdraw_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.withdraw_slip(p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text) FROM PUBLIC;

-- Name: FUNCTION write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb) FROM PUBLIC;

-- Name: FUNCTION write_terms(p_table pit.gaming_table, p_effective_from date, p_said jsonb); Type: ACL; Schema: pit_private;
REVOKE ALL ON FUNCTION pit_private.write_terms(p_table pit.gaming_table, p_effective_from date, p_said jsonb) FROM PUBLIC;

-- Name: TABLE casino; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.casino TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.casino TO pit_identity;

-- Name: TABLE casino_change; Type: ACL; Schema: pit;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.casino_change TO pit_identity;

-- Name: TABLE casino_hours; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.casino_hours TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.casino_hours TO pit_identity;

-- Name: TABLE casino_settings; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.casino_settings TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.casino_settings TO pit_identity;

-- Name: TABLE chip_mix; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.chip_mix TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.chip_mix TO pit_identity;

-- Name: TABLE chip_set; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.chip_set TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.chip_set TO pit_identity;

-- Name: TABLE command_log; Type: ACL; Schema: pit;
GRANT SELECT,DELETE ON TABLE pit.command_log TO pit_identity;

-- Name: TABLE pit; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.pit TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.pit TO pit_identity;

-- Name: TABLE shift; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.shift TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.shift TO pit_identity;

-- Name: TABLE shift_hours; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.shift_hours TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.shift_hours TO pit_identity;

-- Name: TABLE staff; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.staff TO authenticated;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.staff TO pit_identity;

-- Name: TABLE table_session_event; Type: ACL; Schema: pit;
GRANT SELECT ON TABLE pit.table_session_event TO authenticated;

-- Name: TABLE table_terms; Type: ACL; Schema: pit;
GRANT SELECT,INSERT,UPDATE ON TABLE pit.table_terms TO pit_identity;
