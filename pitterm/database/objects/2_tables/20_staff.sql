create table pit.staff (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null references pit.casino (id),
  name pit.label not null,
  role text not null check (
    role in (
      'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
      'count_team', 'auditor', 'admin', 'display'
    )
  ),
  is_active boolean not null default true,
  shows_money boolean not null default false,
  jwt_subject text unique check (
    length(jwt_subject) >= 1 and length(jwt_subject) <= 255
    and pit_private.is_printable(jwt_subject)
  ),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id)
);
comment on table pit.staff is 'Everybody who may act, each with one role.';
comment on column pit.staff.shows_money is 'Whether a display login is allowed amounts; guests read walls.';
comment on column pit.staff.jwt_subject is
  'The `sub` an HTTP gateway calls them by; NULL: they do not come that way.';

-- Bound by OID, not by name: a login dropped and made again inherits nothing.
create table pit_private.staff_login (
  login regrole primary key,
  casino_id uuid not null,
  staff_id uuid not null unique,
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);

-- Logins that are trusted to say who calls, as an HTTP gateway does: whoever has the password of one
-- is everybody. Bound by OID too.
create table pit_private.gateway_login (
  login regrole primary key
);
comment on table pit_private.gateway_login is
  'Logins whose calls are made by the staff member that request.jwt.claims names.';
