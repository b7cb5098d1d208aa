-- A pit of this casino, where one is named.
create function pit_private.check_pit(p_casino_id uuid, p_pit_id uuid) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_pit_id is not null and not exists (
    select from pit.pit p where p.casino_id = p_casino_id and p.id = p_pit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such pit in this casino.');
  end if;
end
$$;

-- A shift or a gaming day is signed, as a whole, once it is about to end.
create function pit_private.check_shift_window(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
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
