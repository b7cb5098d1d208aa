-- A wrong count or drop record is voided by two people; figures and rules use what stands.
create table pit.custody_void (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  inventory_snapshot_id uuid unique,
  drop_event_id uuid unique,
  replacing_snapshot_id uuid unique,
  replacing_drop_event_id uuid unique,
  reason pit.note not null,
  voided_at timestamptz not null,
  voided_by_staff_id uuid not null,
  witnessed_by_staff_id uuid not null,
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, gaming_table_id, inventory_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, replacing_snapshot_id)
    references pit.table_inventory_snapshot (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, gaming_table_id, replacing_drop_event_id)
    references pit.table_drop_event (casino_id, gaming_table_id, id),
  foreign key (casino_id, voided_by_staff_id) references pit.staff (casino_id, id),
  foreign key (casino_id, witnessed_by_staff_id) references pit.staff (casino_id, id),
  constraint voids_one_record check (num_nonnulls(inventory_snapshot_id, drop_event_id) = 1),
  constraint replaced_by_its_kind check (
    (replacing_snapshot_id is null or inventory_snapshot_id is not null)
    and (replacing_drop_event_id is null or drop_event_id is not null)
  ),
  constraint voided_by_two_people check (witnessed_by_staff_id <> voided_by_staff_id)
);
comment on table pit.custody_void is
  'Counts and drop records that were wrong, with what replaces them; append-only.';
create index custody_void_by_table on pit.custody_void (casino_id, gaming_table_id, voided_at desc);

-- A second person who was named signs over their own login; without a row here the name is only named.
create table pit.custody_signature (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  record_kind text not null check (record_kind in ('count', 'drop', 'void', 'slip_void')),
  record_id uuid not null,
  staff_id uuid not null,
  signed_at timestamptz not null,
  unique (casino_id, record_id),
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);
comment on table pit.custody_signature is
  'The signature of the second person on a count, a drop, a void or a voided slip; append-only.';

-- Only what stands: not voided.
create view pit_private.standing_count with (security_invoker = true) as
select c.* from pit.table_inventory_snapshot c
left join pit.custody_void v on v.casino_id = c.casino_id and v.inventory_snapshot_id = c.id
where v.id is null;

create view pit_private.standing_drop with (security_invoker = true) as
select d.* from pit.table_drop_event d
left join pit.custody_void v on v.casino_id = d.casino_id and v.drop_event_id = d.id
where v.id is null;
