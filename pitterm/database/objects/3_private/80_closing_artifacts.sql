-- The rules a closing artifact meets: one is there, the count where the casino insists on it, each
-- belongs to this table, closed nothing yet, and was made during this session.
create function pit_private.check_closing_artifacts(
  p_session pit.table_session, p_drop_event_id uuid, p_count_id uuid
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
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

create function pit_private.check_made_in_session(
  p_session pit.table_session, p_made_in uuid, p_is_used boolean
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_is_used then
    perform pit_private.fail('artifact_already_used', 'That count or drop already closed a session.');
  end if;
  if p_made_in is distinct from p_session.id then
    perform pit_private.fail('artifact_not_found', 'That count or drop was not made during this session.');
  end if;
end
$$;
