"""A report's file: new, whole, and for its owner alone."""

import stat
from pathlib import Path

import pytest

from pitterm.reporting import Format, NotWritten, offered_name, write_new


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = write_new(tmp_path / "shift.txt", "figures\r\n")
    assert path.read_bytes() == b"figures\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_there_already_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "shift.txt"
    path.write_text("mine")
    with pytest.raises(NotWritten, match="is there already"):
        write_new(path, "other")
    assert path.read_text() == "mine"


def test_no_link_leads_elsewhere(tmp_path: Path) -> None:
    elsewhere, link = tmp_path / "elsewhere", tmp_path / "link"
    link.symlink_to(elsewhere)
    with pytest.raises(NotWritten):
        write_new(link, "figures")
    assert not elsewhere.exists()


@pytest.mark.parametrize("name", ["missing/shift.txt", "", "nul\0l"])
def test_a_place_that_cannot_be_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWritten, match=r"there already|cannot be written"):
        write_new(tmp_path / name, "figures")


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("Swing shift", "swing-shift-2026-01-15.csv"),
        ("../../etc ; rm", "etc-rm-2026-01-15.csv"),
        ("夜", "report-2026-01-15.csv"),
    ],
)
def test_the_offered_name_is_harmless(about: str, name: str) -> None:
    assert offered_name(about, "2026-01-15", Format.CSV) == name
