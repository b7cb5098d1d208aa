create table pit.table_session (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  gaming_day date not null,
  shift_id uuid,
  status text not null check (status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  opening_count_required boolean not null,
  close_reason text check (close_reason in ('counted', 'drop_only', 'cancelled')),
  opened_at timestamptz not null,
  opened_by_staff_id uuid not null,
  rundown_started_at timestamptz,
  rundown_started_by_staff_id uuid,
  closed_at timestamptz,
  closed_by_staff_id uuid,
  expected_inventory_snapshot_id uuid,
  opening_inventory_snapshot_id uuid unique,
  closing_inventory_snapshot_id uuid unique,
  drop_event_id uuid unique,
  notes pit.note,
  metadata jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, shift_id) references pit.shift (casino_id, id),
  foreign key (casino_id, opened_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, rundown_started_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, closed_by_staff_id) references pit.staff (casino_id, id),
  constraint closed_has_its_time check (
    (status = 'CLOSED') = (closed_at is not null)
    and (closed_at is null) = (closed_by_staff_id is null)
    and (closed_at is null) = (close_reason is null)
  ),
  constraint rundown_has_its_time check (
    (status <> 'RUNDOWN' or rundown_started_at is not null)
    and (status not in ('OPEN', 'ACTIVE') or rundown_started_at is null)
    and (rundown_started_at is null) = (rundown_started_by_staff_id is null)
  ),
  constraint times_in_order check (
    rundown_started_at >= opened_at and closed_at >= opened_at and closed_at >= rundown_started_at
  ),
  constraint open_waits_for_its_count check (
    status not in ('OPEN', 'ACTIVE')
    or (status = 'OPEN') = (opening_count_required and opening_inventory_snapshot_id is null)
  ),
  constraint closes_with_an_artifact check (
    close_reason is null
    or (close_reason = 'counted' and closing_inventory_snapshot_id is not null)
    or (close_reason = 'drop_only' and drop_event_id is not null)
    or (
      close_reason = 'cancelled'
      and closing_inventory_snapshot_id is null and drop_event_id is null
    )
  )
);
comment on column pit.table_session.expected_inventory_snapshot_id is
  'The previous closer this session''s opener is held against.';
comment on column pit.table_session.version is 'Counts the changes of this row; callers may name the one they saw.';

create unique index unique_active_session_per_table
  on pit.table_session (casino_id, gaming_table_id) where status <> 'CLOSED';
create index table_session_by_close on pit.table_session (casino_id, gaming_table_id, closed_at desc);
create index table_session_by_opening
  on pit.table_session (casino_id, gaming_table_id, opened_at);
create index table_session_by_day on pit.table_session (casino_id, gaming_day);

create table pit.table_session_event (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid not null,
  transition text not null check (
    transition in ('open', 'activate', 'rundown', 'resume', 'close', 'cancel', 'count_attached')
  ),
  from_status text check (from_status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  to_status text not null check (to_status in ('OPEN', 'ACTIVE', 'RUNDOWN', 'CLOSED')),
  actor_id uuid not null,
  occurred_at timestamptz not null,
  reason pit.note,
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, actor_id) references pit.staff (casino_id, id)
);
comment on table pit.table_session_event is 'Every transition of every session, append-only.';
create index table_session_event_by_session
  on pit.table_session_event (casino_id, table_session_id, occurred_at);
