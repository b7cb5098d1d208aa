create table pit_private.backfill_place (
  casino_id uuid primary key references pit.casino (id),
  created_at timestamptz not null default '-infinity',
  transaction_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
comment on table pit_private.backfill_place is
  'The last transaction a casino''s backfill worked through; before the first where none is under way.';
