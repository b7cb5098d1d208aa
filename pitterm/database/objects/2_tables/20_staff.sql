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
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, id)
);
comment on column pit.staff.shows_money is 'Whether a display login is allowed amounts; guests read walls.';

-- Bound by OID, not by name: a login dropped and made again inherits nothing.
create table pit_private.staff_login (
  login regrole primary key,
  casino_id uuid not null,
  staff_id uuid not null unique,
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);
