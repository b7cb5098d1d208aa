"""The README tells the truth about keys, commands and settings."""

import re
from pathlib import Path

import pytest

from pitterm.cli import root
from pitterm.podium.keymap import key_table
from pitterm.podium.screen_commands import EVERY
from pitterm.settings import VARIABLES, settings_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_the_programs_own() -> None:
    assert f"prints these tables -->\n{key_table()}<!-- /keys -->\n" in README


def test_the_settings_page_has_the_table_that_the_program_prints() -> None:
    assert settings_table() in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_every_command_of_the_podium_is_in_the_key_table() -> None:
    for command in EVERY:
        assert f"**{command.title}**" in README


def test_every_command_of_the_command_line_is_named() -> None:
    named = set(re.findall(r"[a-z][a-z-]+", README.split("## Commands")[1].split("##")[0]))
    for group in (root.commands["db"], root):
        assert set(group.table) <= named  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
    ],
)
def test_every_file_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).is_file(), target


def test_every_variable_is_named_and_no_other() -> None:
    assert set(re.findall(r"PITTERM_[A-Z_]*[A-Z]", README)) == set(VARIABLES)


def test_there_are_two_commands_that_set_everything_up() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert [command.rsplit(" && ", 1)[1] for command in commands] == [
        ".venv/bin/pitterm demo",
        ".venv/bin/pytest",
    ]


def test_a_checkout_has_one_stylesheet() -> None:
    assert (ROOT / "pitterm.tcss").is_file()
    assert not (ROOT / "pitterm" / "pitterm.tcss").exists()
