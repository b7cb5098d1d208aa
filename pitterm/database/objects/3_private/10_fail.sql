-- The one place a refusal is raised: MESSAGE is the code, HINT a sentence for a person, SQLSTATE
-- PT + the HTTP status. A code outside the catalogue is a fault of ours and says so.
-- What is refused is rolled back, so the server's log has a line of it first: code, outermost RPC,
-- login and key, as far as they are known, and never an argument. It is for the log alone, whatever
-- the client asks to be sent.
create function pit_private.fail(p_code text, p_hint text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set client_min_messages = 'error'
as $$
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
$$;
