-- What was written on paper while the system was away and entered afterwards.
create table pit.late_entry (
  id uuid primary key default gen_random_uuid(),
  casino_id uuid not null,
  gaming_table_id uuid not null,
  record_kind text not null check (
    record_kind in (
      'open', 'activate', 'rundown', 'resume', 'close', 'cancel', 'count', 'drop', 'entry', 'fill',
      'credit'
    )
  ),
  record_id uuid not null,
  occurred_at timestamptz not null,
  gaming_day date not null,
  entered_at timestamptz not null,
  entered_by_staff_id uuid not null,
  reason pit.note not null,
  paper_number pit.label,
  form_number text generated always as (pit_private.form_number(paper_number)) stored,
  idempotency_key text not null,
  unique (casino_id, record_id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id),
  foreign key (casino_id, entered_by_staff_id) references pit.staff (casino_id, id),
  constraint happened_before_it_was_entered check (occurred_at <= entered_at),
  constraint a_slip_has_its_number check (
    record_kind not in ('fill', 'credit') or paper_number is not null
  )
);
comment on table pit.late_entry is
  'Every record that came from paper, with the form, the reason and who entered it; append-only.';
comment on column pit.late_entry.record_id is
  'The event of a move of the session, the count, the drop, the buy-in or the slip.';
comment on column pit.late_entry.occurred_at is
  'As the paper says; what is entered for the minute of the record before it counts right after that.';
create index late_entry_by_table on pit.late_entry (casino_id, gaming_table_id, occurred_at);
comment on column pit.late_entry.form_number is
  'What two spellings of a form''s number have in common, by which it is entered once.';
create index late_entry_by_number on pit.late_entry (casino_id, record_kind, form_number)
  where form_number is not null;
