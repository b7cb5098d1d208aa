"""Every command in the documentation runs, and what is not run is listed with its reason."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import click
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from docs import reference
from pitterm.cli import root
from pitterm.database.backup.making import back_up
from pitterm.database.demo import DEMO_PASSWORD
from pitterm.database.embedded.programs import wheel_programs
from pitterm.settings import settings_table
from tests.databases import Database, drop_database
from tests.documents import (
    NOT_RUN,
    OTHERS,
    PAGES,
    PARSED,
    ROOT,
    RUN,
    SCREENS,
    blocks,
    statements,
)
from tests.servers import FreshServers, make_owner
from tests.terminals import Terminal
from tests.warm import warm_pitterm

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
WRITTEN = re.compile(r"(?:^|[`(/]|&& |\|\| |=\S* )pitterm((?: +[^\s`|;&>#)]+)+)", re.MULTILINE)
IN_LINE = re.compile(r"`(pitterm [^`]+)`")


def commands_in(text: str) -> list[list[str]]:
    """What is written behind `pitterm` in code, word by word."""
    code = [*FENCE.findall(text), *IN_LINE.findall(text)]
    found = [words.split() for each in code for words in WRITTEN.findall(each)]
    # A line of the server's log and a program's name for itself begin with the same word.
    return [words for words in found if words[0][0] not in "<…" and words[0][-1] != ":"]


def test_the_reference_is_what_the_program_says() -> None:
    kept = {
        path.name: path.read_text(encoding="utf-8") for path in reference.REFERENCE.glob("*.md")
    }
    assert kept == reference.pages(), "python -m docs.reference writes it"


def test_every_setting_has_its_sentence() -> None:
    assert [line for line in settings_table().splitlines() if line.endswith("|  |")] == []


def test_every_page_is_on_the_first_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [*(ROOT / "docs").glob("*.md"), *reference.REFERENCE.glob("*.md")]
    linked = {(ROOT / "docs" / target).resolve() for target in re.findall(r"\]\(([^)#]+)", index)}
    assert {page.resolve() for page in pages} - linked == {ROOT / "docs" / "index.md"}


def test_every_table_has_its_sentence() -> None:
    tables = reference.pages()["schema.md"].split("\n## ")[1:]
    assert [table.split()[0] for table in tables if table.splitlines()[2].startswith("|")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_written_down_is_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for module in re.findall(r"python -m\s+([a-z][\w.]+)", text):
        assert find_spec(module) is not None, (page.name, module)
    for words in commands_in(text):
        command: click.Command = root
        context = click.Context(root)
        for number, word in enumerate(words):
            below = command.get_command(context, word) if isinstance(command, click.Group) else None
            if below is not None:
                command = below
            elif word.startswith("-"):
                known = {
                    name
                    for each in (command, root)
                    for option in each.get_params(context)
                    for name in (*option.opts, *option.secondary_opts)
                }
                assert word.partition("=")[0] in known, (page.name, words)
            else:
                is_group = isinstance(command, click.Group)
                has_argument = not is_group or words[number - 1].startswith("-")
                assert has_argument, (page.name, words)


def test_every_block_says_what_it_is_and_no_listed_line_is_gone() -> None:
    known = {RUN, PARSED, *OTHERS}
    assert [
        (page.name, block.text.partition("\n")[0])
        for page in PAGES
        for block in blocks(page)
        if block.language not in known
    ] == []
    begins = re.compile(r"^(?:pitterm|psql|python3?|pytest|\.venv/\S+) ", re.MULTILINE)
    others = [block for page in PAGES for block in blocks(page) if block.language in OTHERS]
    assert [block.text for block in others if begins.search(block.text)] == []
    written = {statement for page in PAGES for statement in statements(page)}
    assert (NOT_RUN.keys() | SCREENS.keys()) - written == set()


class Reader:
    """Somebody who types what a page says, one line after the other, in a place of their own."""

    def __init__(self, place: Path, environment: dict[str, str], addresses: dict[str, str]) -> None:
        self._place = place
        self._environment = environment
        self._addresses = addresses
        self._kept: list[str] = []
        self._typed: list[str] = []

    def reads(self, page: Path) -> None:
        for written in statements(page):
            line = written
            for address, here in self._addresses.items():
                line = line.replace(address, here)
            if written in SCREENS:
                self._run()
                self._look(line, SCREENS[written])
            elif line.startswith("export "):
                self._run()
                self._kept.append(line)
            elif written not in NOT_RUN:
                self._typed.append(line)
        self._run()

    def _run(self) -> None:
        if not self._typed:
            return
        script, self._typed = "\n".join([*self._kept, *self._typed]), []
        done = subprocess.run(
            ["bash", "-xeuc", script],
            cwd=self._place,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def _look(self, line: str, wanted: str) -> None:
        script = "\n".join([*self._kept, f"cd {shlex.quote(str(self._place))}", line])
        program = ("bash", "-euc", script)
        with closing(Terminal(environment=self._environment, program=program)) as terminal:
            terminal.wait_for(wanted)
            terminal.press("\x03")
            assert terminal.ends() == 0, line


@pytest.fixture(scope="module")
def path(shared_directory: Path) -> Iterator[str]:
    """Where pitterm is found, and the server's programs."""
    directory = shared_directory / "warm"
    directory.mkdir(mode=0o711)
    with warm_pitterm(directory) as ours:
        yield f"{ours}:{wheel_programs(18)}:{os.environ['PATH']}"


@pytest.fixture
def place(shared_directory: Path, tmp_path: Path) -> Path:
    place = shared_directory / f"run-{tmp_path.name}"
    place.mkdir(mode=0o711)
    return place


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name != "deploy.md" and set(statements(page)) - set(NOT_RUN)],
    ids=lambda page: page.name,
)
def test_every_command_of_a_page_runs(
    page: Path, place: Path, database: Database, environment: dict[str, str], path: str
) -> None:
    server = database.server
    administrator = conninfo_to_dict(server.admin_conninfo())
    host = administrator["host"]
    if "2026-11-21-0630.pit" in page.read_text(encoding="utf-8"):
        back_up(database.admin_conninfo, place / "2026-11-21-0630.pit")
    here = {
        "PATH": path,
        "PGPASSFILE": str(administrator["passfile"]),
        "PITTERM_DATA_DIR": str(server.data_dir),
        "PITTERM_DATABASE_URL": server.admin_url(database.name),
        "PITTERM_STAFF": "boss",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }
    addresses = {
        "db.example/pitterm?sslmode=verify-full": f"/{database.name}?host={host}",
        "-h new.example pitterm": f"-h {host} -U postgres restored",
        "postgres@new.example/pitterm": f"postgres@/restored?host={host}",
    }
    try:
        Reader(place, environment | here, addresses).reads(page)
    finally:
        drop_database(server, "restored")


def test_every_command_that_deploys_runs(
    place: Path,
    environment: dict[str, str],
    path: str,
    tmp_path: Path,
    fresh_servers: FreshServers,
    postgres_version: int,
) -> None:
    """On a server whose line needs no TLS, as the role of the page that is no superuser."""
    server = fresh_servers.start(postgres_version)
    make_owner(server, "pit_installer")
    with psycopg.connect(server.admin_conninfo(), autocommit=True) as administrator:
        administrator.execute("alter database pitterm owner to pit_installer")
    [example] = [each for each in blocks(ROOT / "docs/floor.md") if each.language == "toml"]
    (place / "harbor.toml").write_text(example.text, encoding="utf-8")
    host = str(conninfo_to_dict(server.conninfo())["host"])
    kept = tmp_path / ".pgpass"
    kept.write_text("*:*:pitterm:pit_installer:in-the-test\n")
    kept.chmod(0o600)
    secure = "db.example/pitterm?sslmode=verify-full&sslrootcert=/etc/pitterm/pit-ca.crt"
    addresses = {secure: f"/pitterm?host={host}", "/var/run/postgresql": host}
    variables = {"PATH": path, "PITTERM_PASSWORD": "in-the-test"}
    Reader(place, environment | variables, addresses).reads(ROOT / "docs" / "deploy.md")
