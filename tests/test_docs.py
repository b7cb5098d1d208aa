"""Every command in the documentation runs, or at least is one that pitterm knows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from docs import reference
from pitterm.cli import root
from pitterm.database.demo import DEMO_PASSWORD
from pitterm.settings import settings_table
from tests.databases import Database

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
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
    for words in commands_in(page.read_text(encoding="utf-8")):
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


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if RUN.search(page.read_text(encoding="utf-8"))],
    ids=lambda page: page.name,
)
def test_every_command_runs(
    page: Path,
    database: Database,
    environment: dict[str, str],
    tmp_path: Path,
    shared_directory: Path,
) -> None:
    place = shared_directory / f"run-{page.stem}"
    place.mkdir(mode=0o711)
    program = tmp_path / "bin" / "pitterm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pitterm "$@"\n')
    program.chmod(0o755)
    here = {
        **environment,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PITTERM_DATA_DIR": str(database.server.data_dir),
        "PITTERM_DATABASE_URL": database.server.admin_url(database.name),
        "PITTERM_STAFF": "boss",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }
    script = "\n".join(RUN.findall(page.read_text(encoding="utf-8")))
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=place,
        env=here,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
