-- Text is bounded and free of control and bidirectional-override characters:
-- whatever is stored here is played by somebody's terminal later.
create domain pit.label as text
  constraint label_is_short check (pg_catalog.length(value) between 1 and 64)
  constraint label_is_printable check (
    value !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
  );

create domain pit.note as text
  constraint note_is_bounded check (pg_catalog.length(value) between 1 and 1000)
  constraint note_is_printable check (
    value !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
  );
