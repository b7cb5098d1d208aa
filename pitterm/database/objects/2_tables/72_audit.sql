create table pit.audit_entry (
  id uuid primary key,
  casino_id uuid not null,
  logged_at timestamptz not null default clock_timestamp(),
  kind text not null check (
    kind in ('command', 'sign_in', 'refusal', 'administration', 'export')
  ),
  login text not null,
  staff_id uuid,
  terminal text not null,
  client_address inet,
  function_name text not null,
  idempotency_key text,
  arguments jsonb,
  before jsonb,
  after jsonb,
  written_in xid8 not null default pg_current_xact_id(),
  foreign key (casino_id, staff_id) references pit.staff (casino_id, id)
);
comment on table pit.audit_entry is
  'Who did what from where, with the main row before and after; append-only, read by one RPC.';
comment on column pit.audit_entry.login is 'The login of the connection, whoever it acted as.';
comment on column pit.audit_entry.terminal is
  'What the program called itself: a label anybody can choose, no proof of anything.';
comment on column pit.audit_entry.client_address is 'As the server sees it; NULL over a local socket.';
comment on column pit.audit_entry.arguments is
  'Of a command its arguments, of a refusal its code, of a sign-in the role, of an export what.';

create index audit_entry_by_time on pit.audit_entry (casino_id, logged_at, id);
create index audit_entry_by_person on pit.audit_entry (casino_id, staff_id, kind, logged_at)
  where kind in ('sign_in', 'refusal', 'export');
