"""The log is private, bounded, and carries no password."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm import journal

SECRET = "0pen-Sesame!"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "state" / "log" / "pitterm.log"
    assert journal.open_journal(path, "debug") == path
    yield path
    close()


def close() -> None:
    root = logging.getLogger()
    for handler in [h for h in root.handlers if type(h).__module__ == journal.__name__]:
        root.removeHandler(handler)
        handler.close()


def test_only_its_owner_reads_the_log(log: Path) -> None:
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "line",
    [
        f"postgresql://owner:{SECRET}@host/db",
        f"postgresql://owner:half@{SECRET}@host/db",
        f"host=db password={SECRET} user=owner",
        f"host=db password='{SECRET} and more' user=owner",
        f"postgresql:///db?user=a&password={SECRET}&host=b",
        f"{{'user': 'a', 'password': '{SECRET}', 'host': 'b'}}",
        f"PGPASSWORD={SECRET} psql",
        f"PITTERM_PASSWORD={SECRET}",
        f"ALTER ROLE boss PASSWORD '{SECRET}'",
        f"alter role boss password 'it''s {SECRET}'",
        f"SCRAM-SHA-256$4096:{SECRET}",
    ],
)
def test_a_password_never_reaches_the_log(log: Path, line: str) -> None:
    logging.getLogger("pitterm").error("before %s after", line)
    written = log.read_text()
    assert SECRET not in written
    assert "before" in written
    assert "***" in written


def test_a_traceback_is_redacted_too(log: Path) -> None:
    try:
        raise ValueError(f"password={SECRET}")
    except ValueError as error:
        reference = journal.crash_reference(error)
    written = log.read_text()
    assert reference in written
    assert "Traceback" in written
    assert SECRET not in written


def test_a_known_secret_is_hidden_wherever_it_turns_up(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_secrets", set())
    journal.hide(SECRET)
    logging.getLogger("asyncio").warning("it was %s all along", SECRET)
    assert "it was *** all along" in log.read_text()


def test_a_passfile_is_no_password() -> None:
    line = "host=db passfile=/home/boss/.pgpass user=boss"
    assert journal.redact(line) == line


def test_the_log_stays_within_its_bounds(log: Path) -> None:
    for _ in range(70):
        logging.getLogger("pitterm").info("x" * 100_000)
    files = list(log.parent.iterdir())
    assert len(files) == 5
    assert sum(file.stat().st_size for file in files) < 6_000_000
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert journal.open_journal(tmp_path / "file" / "pitterm.log") is None
    try:
        logging.getLogger("pitterm").error("unheard")
        assert capsys.readouterr() == ("", "")
    finally:
        journal.open_journal(tmp_path / "pitterm.log")
        close()


def test_a_log_path_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("")
    os.symlink(tmp_path / "target", tmp_path / "pitterm.log")
    assert journal.open_journal(tmp_path / "pitterm.log") is None
    journal.open_journal(tmp_path / "other.log")
    close()


def test_nothing_in_the_log_is_obeyed_by_a_terminal_or_looks_like_another_line(log: Path) -> None:
    noted = "rain\x1b[2J\x9b31m\u202e\x07\r\n2026-01-15 00:00:00 ERROR forged"
    logging.getLogger("pitterm").info("a note: %s", noted)
    try:
        raise ValueError(noted)
    except ValueError as error:
        journal.crash_reference(error)
    written = log.read_text()
    assert not {"\x1b", "\x9b", "\u202e", "\x07", "\r"} & set(written)
    assert "rain\\u001b[2J" in written
    assert not [line for line in written.splitlines() if line.startswith("2026-01-15 00:00:00")]
