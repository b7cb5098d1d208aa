create table pit.alert_acknowledgement (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  alert_key text not null check (length(alert_key) between 1 and 200),
  gaming_table_id uuid not null,
  acknowledged_at timestamptz not null,
  acknowledged_by_staff_id uuid not null,
  note pit.note,
  unique (casino_id, alert_key),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, acknowledged_by_staff_id) references pit.staff (casino_id, id)
);
comment on table pit.alert_acknowledgement is
  'Who saw an alert, and when; append-only. The alert stays until its cause ends.';
create index alert_acknowledgement_by_table
  on pit.alert_acknowledgement (casino_id, gaming_table_id, acknowledged_at desc);
