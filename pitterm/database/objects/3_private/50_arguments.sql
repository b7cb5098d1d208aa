-- A note as it may be stored: NULL when blank, else within its bound and printable.
create function pit_private.checked_note(p_text text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
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

-- A reason is a note that must be there.
create function pit_private.checked_reason(p_text text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_reason constant text := pit_private.checked_note(p_text);
begin
  if v_reason is null then
    perform pit_private.fail('reason_required', 'Say in a few words why.');
  end if;
  return v_reason;
end
$$;

-- A short label such as a box or a seal, under the name a person knows it by.
create function pit_private.checked_label(p_text text, p_name text) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
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

create function pit_private.demand_argument(p_given boolean, p_name text) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_given is not true then
    perform pit_private.fail('missing_argument', format('The %s is missing.', p_name));
  end if;
end
$$;

-- Whole counts of whole denominations within their bounds, or invalid_chipset.
create function pit_private.check_chipset(p_chipset jsonb) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
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
$$;

-- A colleague who may stand as the second person; NULL stays NULL.
create function pit_private.check_second_person(p_actor pit_private.actor, p_staff_id uuid)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
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
