-- Free of control, bidirectional and invisible characters: whatever is stored here is played by
-- somebody's terminal later, and two texts that look alike are alike.
create function pit_private.is_printable(p_text text) returns boolean
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select p_text !~ (
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e'
    '\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]'
  )
$$;

-- The number of a form as what it is told from others by: neither case nor width nor blanks are.
create function pit_private.form_number(p_text text) returns text
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select lower(regexp_replace(normalize(p_text, NFKC), '[[:space:]]', '', 'g'))
$$;

create domain pit.label as text
  constraint label_is_short check (pg_catalog.length(value) between 1 and 64)
  constraint label_is_printable check (pit_private.is_printable(value));

create domain pit.note as text
  constraint note_is_bounded check (pg_catalog.length(value) between 1 and 1000)
  constraint note_is_printable check (pit_private.is_printable(value));
