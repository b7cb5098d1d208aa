-- What each role may do: staff read tables and call RPCs, a display signs in and calls the board and
-- the heartbeat; nobody writes a table, and nobody looks into pit_private.
revoke all on all functions in schema pit, pit_private from public;
revoke all on all tables in schema pit, pit_private from public;

grant usage on schema pit to authenticated, pit_display;

-- The par is a figure in a table whose other columns are status: only the board tells it.
revoke select on pit.gaming_table from authenticated;
grant select (
  id, casino_id, pit_id, label, spot, game, min_bet_cents, max_bet_cents, chip_set_id, status,
  created_at, updated_at
) on pit.gaming_table to authenticated;

grant select, insert, update on
  pit.casino, pit.casino_settings, pit.casino_change, pit.shift, pit.pit, pit.chip_set,
  pit.chip_mix, pit.gaming_table, pit.staff, pit.casino_hours, pit.shift_hours, pit.table_terms
to pit_identity;
grant select (casino_id, window_end) on pit.shift_sign_off to pit_identity;
grant select on pit.player_financial_transaction to pit_identity;
grant select (casino_id) on pit.table_inventory_snapshot to pit_identity;
grant select (casino_id, gaming_table_id, status, closed_at) on pit.table_session to pit_identity;
-- What it changes is recorded.
grant insert on pit.audit_entry to pit_identity;
grant select, insert on pit.table_buyin_telemetry to pit_identity;
grant select, delete on pit.command_log to pit_identity;
grant execute on function
  pit_private.fail(text, text),
  pit_private.record_audit(uuid, uuid, text, text, text, jsonb, jsonb, jsonb),
  pit_private.audit_administration(),
  pit_private.is_printable(text),
  pit_private.lock_table(uuid, uuid),
  pit_private.audit_dated(),
  pit_private.refuse_changing_past(),
  pit_private.hours_on(uuid, date),
  pit_private.shift_starts(uuid, date),
  pit_private.terms_in_force(uuid, uuid[], date),
  pit_private.kept_step(jsonb, jsonb, jsonb),
  pit_private.compute_gaming_day(timestamptz, text, time),
  pit_private.standing_entry_cents(uuid, uuid),
  pit_private.insert_bridged(
    pit.player_financial_transaction, pit.table_buyin_telemetry, bigint
  ),
  pit_private.bridge_buyin(uuid, uuid),
  pit_private.next_place_to_backfill(uuid),
  pit_private.next_to_backfill(uuid, uuid, timestamptz, uuid, int),
  pit_private.lacks_entries(uuid, uuid, timestamptz, uuid, timestamptz, uuid),
  pit_private.bridge_missing(uuid, uuid, timestamptz, uuid, timestamptz, uuid, bigint),
  pit_private.corrected_buyins(uuid, uuid, timestamptz, uuid, timestamptz, uuid),
  pit_private.check_retention(int),
  pit_private.shortest_retention(),
  pit_private.refuse_forgetting_early()
to pit_identity;
grant execute on function
  pit_private.current_actor(),
  pit_private.current_casino_id(),
  pit_private.set_rls_context_from_staff(),
  pit_private.hours_at(uuid, timestamptz),
  pit_private.gaming_day_of(uuid, timestamptz),
  pit_private.gaming_day_started_at(uuid, date),
  pit_private.shift_at(uuid, timestamptz)
to pit_owner;
-- Policies call these with the reader's own rights.
grant execute on function
  pit_private.current_staff_casino_id(),
  pit_private.current_figures_casino_id(),
  pit_private.current_slips_casino_id(),
  pit_private.current_counter_id()
to authenticated;

grant execute on function
  pit.rpc_open_table_session(uuid, text, timestamptz, text, text),
  pit.rpc_activate_table_session(uuid, uuid, text, text, int, timestamptz, text, text),
  pit.rpc_start_table_rundown(uuid, text, int, timestamptz, text, text),
  pit.rpc_resume_table_session(uuid, text, text, int, timestamptz, text, text),
  pit.rpc_cancel_table_session(uuid, text, text, int, timestamptz, text, text),
  pit.rpc_close_table_session(uuid, uuid, uuid, text, text, int, timestamptz, text, text),
  pit.rpc_get_current_table_session(uuid),
  pit.rpc_log_table_inventory_snapshot(
    uuid, text, jsonb, text, text, uuid, timestamptz, timestamptz, text, text
  ),
  pit.rpc_log_table_drop(
    uuid, text, text, uuid, text, text, text, text, timestamptz, text, text
  ),
  pit.rpc_void_table_inventory_snapshot(uuid, text, text, uuid, jsonb),
  pit.rpc_void_table_drop(uuid, text, text, uuid, text, text),
  pit.rpc_sign_custody_record(text, uuid, text),
  pit.rpc_enter_drop_count(uuid, bigint, text),
  pit.rpc_release_drop_count(uuid, text),
  pit.rpc_get_boxes_to_count(),
  pit.rpc_log_table_buyin_telemetry(
    uuid, bigint, text, uuid, uuid, text, text, text, timestamptz, boolean, boolean, text, text
  ),
  pit.rpc_reverse_table_buyin_telemetry(uuid, text, text),
  pit.rpc_request_table_fill(uuid, jsonb, text, text),
  pit.rpc_withdraw_table_fill(uuid, text),
  pit.rpc_issue_table_fill(uuid, text),
  pit.rpc_carry_table_fill(uuid, text),
  pit.rpc_verify_table_fill(uuid, uuid, text),
  pit.rpc_deposit_table_fill(uuid, text, text),
  pit.rpc_void_table_fill(uuid, text, text, uuid),
  pit.rpc_request_table_credit(uuid, jsonb, text, text),
  pit.rpc_withdraw_table_credit(uuid, text),
  pit.rpc_issue_table_credit(uuid, text),
  pit.rpc_carry_table_credit(uuid, text),
  pit.rpc_verify_table_credit(uuid, uuid, text),
  pit.rpc_deposit_table_credit(uuid, text, text),
  pit.rpc_void_table_credit(uuid, text, text, uuid),
  pit.rpc_enter_paper_slip(
    text, uuid, jsonb, text, text, uuid, timestamptz, uuid, timestamptz, uuid, uuid, timestamptz,
    uuid, timestamptz, text, text
  ),
  pit.rpc_start_visit(text, text),
  pit.rpc_end_visit(uuid, text),
  pit.rpc_start_rating_slip(uuid, uuid, int, text),
  pit.rpc_end_rating_slip(uuid, text),
  pit.rpc_record_player_transaction(
    uuid, text, bigint, uuid, text, timestamptz, text, text
  ),
  pit.rpc_correct_player_transaction(uuid, text, bigint, text, text),
  pit.rpc_resolve_command(text),
  pit.rpc_get_shift_windows(timestamptz),
  pit.rpc_shift_table_metrics(timestamptz, timestamptz),
  pit.rpc_shift_pit_metrics(timestamptz, timestamptz, uuid),
  pit.rpc_shift_casino_metrics(timestamptz, timestamptz),
  pit.rpc_session_metrics(timestamptz, timestamptz, uuid),
  pit.rpc_get_hourly_buyins(timestamptz, timestamptz),
  pit.rpc_get_shift_sheet(timestamptz, timestamptz, uuid),
  pit.rpc_mark_shift_checkpoint(text, text),
  pit.rpc_acknowledge_alert(text, text, text),
  pit.rpc_sign_off_shift(timestamptz, timestamptz, uuid, text, text),
  pit.rpc_sign_on_shift(uuid, text),
  pit.rpc_finalize_table_rundown(uuid, text),
  pit.rpc_note_refusal(text, text, text),
  pit.rpc_note_export(text),
  pit.rpc_get_audit(timestamptz, timestamptz, text, uuid, text, int)
to authenticated;
grant execute on function
  pit.rpc_get_pit_board(text, bigint, uuid[]),
  pit.rpc_get_heartbeat(),
  pit.rpc_sign_in()
to authenticated, pit_display;
