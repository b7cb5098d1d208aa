create schema pit;
create schema pit_private;

comment on schema pit is 'The pit: tables that staff may read, and the RPCs that are the only way to write.';
comment on schema pit_private is 'Identity and internals; nobody but the owners may look inside.';

alter schema pit owner to pit_owner;
alter schema pit_private owner to pit_owner;
grant usage on schema pit to pit_identity;
-- CREATE is taken back once the identity owner holds its functions (5_access/10_owners.sql).
grant usage, create on schema pit_private to pit_identity;
