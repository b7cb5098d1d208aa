create table pit.table_inventory_snapshot (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid,
  snapshot_type text not null check (snapshot_type in ('open', 'rundown', 'close')),
  chipset jsonb not null,
  total_cents bigint not null generated always as (pit_private.chipset_total_cents(chipset)) stored
    check (total_cents between 0 and 100000000000),
  note pit.note,
  counted_at timestamptz not null,
  gaming_day date not null,
  recorded_by_staff_id uuid not null,
  counted_with_staff_id uuid,
  shift_boundary timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, recorded_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, counted_with_staff_id) references pit.staff (casino_id, id),
  constraint counted_by_two_people check (counted_with_staff_id <> recorded_by_staff_id)
);
comment on table pit.table_inventory_snapshot is 'A count of a tray by denomination; append-only.';
comment on column pit.table_inventory_snapshot.counted_with_staff_id is
  'The second person, named by the first; a named person is not a signature.';
comment on column pit.table_inventory_snapshot.shift_boundary is
  'The shift or day change this count stands for: the table''s edge moves to the count''s own time.';
create index table_inventory_snapshot_by_time
  on pit.table_inventory_snapshot (casino_id, gaming_table_id, counted_at desc);
create index table_inventory_snapshot_by_session
  on pit.table_inventory_snapshot (casino_id, table_session_id, counted_at);
create index table_inventory_snapshot_by_boundary
  on pit.table_inventory_snapshot (casino_id, gaming_table_id, shift_boundary)
  where shift_boundary is not null;

create table pit.table_drop_event (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  table_session_id uuid,
  drop_box_id pit.label not null,
  seal_no pit.label not null,
  box_in_id pit.label,
  box_in_seal_no pit.label,
  removed_at timestamptz not null,
  gaming_day date not null,
  removed_by_staff_id uuid not null,
  witnessed_by_staff_id uuid not null,
  note pit.note,
  created_at timestamptz not null default clock_timestamp(),
  unique (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, table_session_id)
    references pit.table_session (casino_id, gaming_table_id, id),
  foreign key (casino_id, removed_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, witnessed_by_staff_id) references pit.staff (casino_id, id),
  constraint witnessed_by_another check (witnessed_by_staff_id <> removed_by_staff_id),
  constraint box_in_has_its_seal check ((box_in_id is null) = (box_in_seal_no is null)),
  constraint another_box_comes_in check (box_in_id <> drop_box_id)
);
comment on table pit.table_drop_event is 'A drop box taken out and, where it is known, the one put in: custody only, no amount.';
create index table_drop_event_by_time
  on pit.table_drop_event (casino_id, gaming_table_id, removed_at desc);
create index table_drop_event_by_session
  on pit.table_drop_event (casino_id, table_session_id, removed_at);
create index table_drop_event_by_box_out
  on pit.table_drop_event (casino_id, drop_box_id, removed_at desc);
create index table_drop_event_by_box_in
  on pit.table_drop_event (casino_id, box_in_id, removed_at desc) where box_in_id is not null;

-- The artifacts of a session are of its own table and casino.
alter table pit.table_session
  add foreign key (casino_id, gaming_table_id, expected_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, opening_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, closing_inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  add foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id);
