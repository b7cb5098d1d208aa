"""Rows and sums of cents of every table: what a restored database must add up to."""

from typing import Any

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from pitterm.database.backup.contents import TableTally

SCHEMAS = ("pit", "pit_private", "supabase_migrations")
BINDINGS = ("pit_private.staff_login", "pit_private.gateway_login")
"""A dump writes a login that was dropped as a bare number. The list of logins keeps the staff's; a
gateway is trusted anew where it is restored."""

_COLUMNS = """
select n.nspname, c.relname,
  coalesce(
    array_agg(a.attname::text order by a.attname) filter (where a.attname like '%%\\_cents'), '{}'
  ),
  coalesce(
    array_agg(a.attname::text) filter (
      where a.attname like '%%\\_cents' and a.atttypid::regtype::text like '%%[]'
    ), '{}'
  )
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname = any (%s) and c.relkind in ('r', 'p')
group by n.nspname, c.relname
order by n.nspname, c.relname
"""


def tally(connection: Connection[TupleRow]) -> dict[str, TableTally]:
    """Every table but the bindings, as the open transaction sees it.

    Row security that would hide a row is an error, not a smaller number.
    """
    connection.execute("set local row_security = off")
    tables = connection.execute(_COLUMNS, [list(SCHEMAS)]).fetchall()
    return {
        f"{schema}.{table}": _one(connection, schema, table, columns, arrays)
        for schema, table, columns, arrays in tables
        if f"{schema}.{table}" not in BINDINGS
    }


def _one(
    connection: Connection[Any], schema: str, table: str, columns: list[str], arrays: list[str]
) -> TableTally:
    sums = [_sum(column, is_array=column in arrays) for column in columns]
    query = sql.SQL("select {} from {}").format(
        sql.SQL(", ").join([sql.SQL("count(*)"), *sums]), sql.Identifier(schema, table)
    )
    row = connection.execute(query).fetchone()
    if row is None:
        raise AssertionError("count(*) without a row")
    amounts = zip(columns, row[1:], strict=True)
    return TableTally(rows=row[0], sums_cents={name: int(amount) for name, amount in amounts})


def _sum(column: str, *, is_array: bool) -> sql.Composed:
    each = "(select sum(e) from unnest({}) e)" if is_array else "{}"
    return sql.SQL("coalesce(sum(" + each + "), 0)").format(sql.Identifier(column))


def differences(wanted: dict[str, TableTally], found: dict[str, TableTally]) -> list[str]:
    """Every table that does not add up, as a line."""
    lines = []
    for table in sorted({*wanted, *found}):
        if table not in found or table not in wanted:
            lines.append(f"{table} is {'missing' if table not in found else 'not expected'}")
            continue
        if wanted[table].rows != found[table].rows:
            lines.append(f"{table} has {found[table].rows} rows instead of {wanted[table].rows}")
        elif wanted[table].sums_cents != found[table].sums_cents:
            lines.append(f"{table} does not add up to the same cents")
    return lines
