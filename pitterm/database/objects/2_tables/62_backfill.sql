create table pit_private.backfill_place (
  casino_id uuid not null,
  gaming_table_id uuid not null,
  created_at timestamptz not null default '-infinity',
  transaction_id uuid not null default '00000000-0000-0000-0000-000000000000',
  is_done boolean not null default false,
  primary key (casino_id, gaming_table_id),
  foreign key (casino_id, gaming_table_id) references pit.gaming_table (casino_id, id)
);
comment on table pit_private.backfill_place is
  'How far a casino''s backfill came at each table: the last transaction it worked through. Empty where none is under way.';
