"""Writes docs/reference from the program itself: `python -m docs.reference`."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path

import click

from pitterm.cli import root
from pitterm.database.assembly import OBJECTS
from pitterm.database.schema_dump import EXPECTED_SCHEMA, entries
from pitterm.domain.errors import CATALOGUE

REFERENCE = Path(__file__).parent / "reference"
_SOURCE = "<!-- Written by `python -m docs.reference`. -->"
_WIDTH = 96

_COMMANDS = """\
What each says to `--help`. Exit codes: 0 done, 1 unexpected or something was found, 2 usage or
configuration, 3 no server, 4 login refused, 128+n ended by a signal.
"""
_RPCS = """\
All in the schema `pit`, and the only way to write. [database.md](../database.md) has what all of
them keep to; [errors.md](errors.md) what they refuse with.
"""
_ERRORS = """\
A refusal's message is its code, its hint a sentence, its SQLSTATE `PT` and the HTTP status.
"""
_TABLES = """\
Every table has row security that is enabled and forced. Amounts are whole cents, in columns that
end in `_cents`. [database.md](../database.md) says who reads what; nobody writes but the
[RPCs](rpcs.md).
"""

_RPC = re.compile(r"create function pit\.(?P<signature>rpc_\w+\(.*?)\nlanguage", re.DOTALL)
_MAY_CALL = re.compile(r"demand_role\(\s*v_actor,(?P<roles>.*?)\)", re.DOTALL)
_COLUMN = re.compile(
    r"    (?P<name>\"?\w+\"?) (?P<type>.+?)"
    r"(?: DEFAULT (?P<default>.+?))?(?P<needed> NOT NULL)?,?"
)
_COMMENT = re.compile(r"COMMENT ON (?:TABLE|COLUMN) \S+ IS '(?P<text>.*)';")


def pages() -> dict[str, str]:
    """Every page of the reference by its file's name."""
    return {
        "commands.md": _page("Commands", _COMMANDS, _commands()),
        "rpcs.md": _page("RPCs", _RPCS, _rpcs()),
        "errors.md": _page("Refusals", _ERRORS, _errors()),
        "schema.md": _page("Tables", _TABLES, _schema()),
    }


def main() -> None:
    """Write every page, and remove what is no page."""
    REFERENCE.mkdir(exist_ok=True)
    written = pages()
    for path in REFERENCE.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")


def _page(title: str, lead: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", _SOURCE, "", lead.rstrip(), *lines]).rstrip() + "\n"


def commands() -> Iterator[tuple[click.Context, click.Command]]:
    """Every command there is, groups before what is in them."""
    return _commands_below(_context(root, "pitterm"))


def _commands_below(context: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    command = context.command
    yield context, command
    if isinstance(command, click.Group):
        for name in sorted(command.list_commands(context)):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _commands_below(_context(below, name, context))


def _context(
    command: click.Command, name: str, parent: click.Context | None = None
) -> click.Context:
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    return command.context_class(command, parent, info_name=name, **settings)


def _commands() -> Iterator[str]:
    for context, command in commands():
        yield from ("", f"## {context.command_path}", "", "```text")
        yield command.get_help(context)
        yield "```"


def _rpcs() -> Iterator[str]:
    for path in sorted((OBJECTS / "4_rpc").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        signature, may_call = _RPC.search(text), _MAY_CALL.search(text)
        if signature is None:
            raise ValueError(f"{path.name} creates no RPC")
        roles = re.findall(r"'(\w+)'", may_call["roles"]) if may_call else []
        yield from ("", f"## {path.stem}", "", *_leading_comment(text), "")
        yield from ("```sql", signature["signature"], "```", "")
        who = ", ".join(role.replace("_", " ") for role in roles) or "everybody, displays too"
        yield f"May call it: {who}."


def _leading_comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("--"):
            return
        yield line.removeprefix("--").strip()


def _errors() -> Iterator[str]:
    yield from ("", "| SQLSTATE | code | means | next step |", "|---|---|---|---|")
    for code, refusal in CATALOGUE.items():
        yield _row(f"`PT{refusal.status}`", f"`{code}`", refusal.title, refusal.next_step)


def _schema() -> Iterator[str]:
    found = entries(EXPECTED_SCHEMA.read_text(encoding="utf-8"))
    tables = {
        title.split()[1]: lines
        for title, lines in found.items()
        if title.startswith("TABLE ") and title.endswith(" in pit")
    }
    for table in sorted(tables):
        comment = _comment(found, f"TABLE {table}")
        yield from ("", f"## {table}", "", *([comment, ""] if comment else []))
        yield from ("| column | type | default | is |", "|---|---|---|---|")
        for column in _columns(tables[table]):
            name = column["name"]
            needed = "" if column["needed"] else " or NULL"
            default = f"`{_without_casts(column['default'])}`" if column["default"] else ""
            told = _comment(found, f"COLUMN {table}.{name}")
            yield _row(f"`{name.strip(chr(34))}`", f"{column['type']}{needed}", default, told)


def _columns(lines: tuple[str, ...]) -> Iterator[re.Match[str]]:
    for line in takewhile(lambda line: not line.startswith(")"), lines[1:]):
        column = _COLUMN.fullmatch(line)
        if column is not None and column["name"] != "CONSTRAINT":
            yield column


def _without_casts(default: str) -> str:
    return re.sub(
        r"::(?:\w+|time without time zone|timestamp with time zone)(?:\[\])?", "", default
    )


def _comment(found: Mapping[str, tuple[str, ...]], of: str) -> str:
    text = " ".join(found.get(f"COMMENT {of} in pit", ()))
    told = _COMMENT.search(text)
    return told["text"].replace("''", "'") if told else ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    main()
