"""What was said to be kept is read again, whatever befell the program, the power or the disk."""

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pitterm.outbox import records
from pitterm.outbox.box import Outbox
from pitterm.outbox.faults import Damaged, NotKept
from tests.outbox.kept import make_kept


@pytest.fixture
def directory(shared_directory: Path) -> Path:
    """A place that makes no test wait for a disk."""
    return Path(tempfile.mkdtemp(dir=shared_directory)) / "state/outbox"


def the_file(directory: Path) -> Path:
    [path] = directory.iterdir()
    return path


def keys(box: Outbox) -> list[str]:
    return [entry.key for entry in box.entries]


def reopened(directory: Path) -> Outbox:
    """The next program on this terminal."""
    box = Outbox(directory)
    box.adopt()
    return box


def left_behind(directory: Path, *numbers: int) -> bytes:
    """What a program that was killed leaves on the disk."""
    box = Outbox(directory)
    for number in numbers:
        box.keep(make_kept(number))
    box.close()
    return the_file(directory).read_bytes()


def changed(**fields: Any) -> records.Fields:
    """An entry as it is written, but for these fields."""
    entry = make_kept().model_dump(mode="json")
    time = {**entry["time"], **fields.pop("time", {})}
    return {**entry, **fields, "time": time}


def test_what_is_kept_is_there_for_the_next_program(directory: Path) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.keep(make_kept(2, 5_000, is_asked=True))
    box.close()
    assert reopened(directory).entries == (make_kept(1), make_kept(2, 5_000, is_asked=True))


def test_only_its_owner_reads_it_and_nothing_secret_is_in_it(directory: Path) -> None:
    written = left_behind(directory, 1)
    assert stat.S_IMODE(the_file(directory).stat().st_mode) == 0o600
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert b"password" not in written


def test_a_record_torn_at_any_byte_is_left_out_and_those_before_it_stand(directory: Path) -> None:
    whole = left_behind(directory, 1, 2)
    path = the_file(directory)
    begin = whole[:-1].rindex(b"\n") + 1
    for cut in range(begin, len(whole)):
        for zeros in (b"", b"\0\0\0"):
            path.write_bytes(whole[:cut] + zeros)
            box = reopened(directory)
            assert keys(box) == ["key-1"], cut
            assert path.read_bytes() == whole[:begin]
            box.close()


def test_an_entry_kept_after_a_torn_one_is_read(directory: Path) -> None:
    whole = left_behind(directory, 1, 2)
    path = the_file(directory)
    path.write_bytes(whole[:-20])
    box = reopened(directory)
    box.refuse("key-1", "No.")
    box.close()
    [entry] = reopened(directory).entries
    assert entry.refusal == "No."


def test_a_flipped_bit_anywhere_refuses_the_file_and_names_it(directory: Path) -> None:
    whole = left_behind(directory, 1, 2)
    path = the_file(directory)
    starts = [0, *(at + 1 for at, byte in enumerate(whole[:-1]) if byte == 10)]
    for at in range(len(whole)):
        flipped = whole[at] ^ (1 << random.Random(at).randrange(8))
        damaged = whole[:at] + bytes([flipped]) + whole[at + 1 :]
        with pytest.raises(Damaged) as caught:
            records.read(damaged, path)
        begin = max(start for start in starts if start <= at)
        assert caught.value.offset in (begin, len(whole[:at]) + 1, starts[-1])
        assert str(path) in str(caught.value)


def test_nothing_of_a_damaged_file_is_sent_and_it_is_kept(directory: Path) -> None:
    whole = left_behind(directory, 1, 2)
    path = the_file(directory)
    damaged = whole.replace(b'"BJ-01"', b'"BJ-02"', 1)
    path.write_bytes(damaged)
    box = reopened(directory)
    assert box.entries == ()
    [sentence] = box.unreadable
    assert f"{path} is damaged at byte" in sentence
    box.keep(make_kept(3))
    assert path.read_bytes() == damaged


def test_garbage_is_refused_and_never_crashes(directory: Path) -> None:
    whole = left_behind(directory, 1)
    dice = random.Random(7)
    for _ in range(500):
        garbage = dice.randbytes(dice.randrange(80))
        position = dice.choice([at for at, byte in enumerate(whole) if byte != 10])
        for written in (garbage + b"\n", whole + garbage + b"\n", whole[:position] + b"\n"):
            with pytest.raises(Damaged):
                records.read(written, Path("x.journal"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "journal", "version": 99},
        {"kind": "poem"},
        {"kind": "entry", "entry": {"key": "k"}},
        {"kind": "entry", "entry": changed(key="two words")},
        {"kind": "entry", "entry": changed(time={"occurred_at": "2026-01-15T21:14:05"})},
        {"kind": "entry", "entry": changed(time={"occurred_at": "0001-01-01T00:00:00Z"})},
        {"kind": "again", "key": "key-1", "new_key": 7},
        {"kind": "settled", "key": "nobody's"},
        {"kind": "refused", "key": ["a"], "sentence": ""},
    ],
)
def test_a_record_of_another_version_refuses_the_file(
    directory: Path, fields: records.Fields
) -> None:
    whole = left_behind(directory, 1)
    the_file(directory).write_bytes(whole + records.line(fields))
    [sentence] = reopened(directory).unreadable
    assert f"at byte {len(whole)}" in sentence


def test_the_file_stays_until_everything_in_it_is_settled(directory: Path) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.keep(make_kept(2))
    box.settle("key-1", "applied")
    assert keys(box) == ["key-2"]
    box.close()
    box = reopened(directory)
    assert keys(box) == ["key-2"]
    box.settle("key-2", "applied")
    assert list(directory.iterdir()) == []
    box.keep(make_kept(3))
    assert keys(box) == ["key-3"]


def test_a_refused_entry_stays_until_its_author_dismisses_it(directory: Path) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.refuse("key-1", "The table had no running session.")
    box.close()
    box = reopened(directory)
    [entry] = box.entries
    assert (entry.refusal, entry.is_waiting) == ("The table had no running session.", False)
    box.dismiss("key-1", "written on paper")
    assert box.entries == ()
    assert list(directory.iterdir()) == []


def test_an_entry_whose_key_is_fenced_goes_on_under_another(directory: Path) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1, is_asked=True))
    box.keep(make_kept(2))
    box.rename("key-1", "key-9")
    box.close()
    box = reopened(directory)
    assert [(each.key, each.is_asked) for each in box.entries] == [
        ("key-9", False),
        ("key-2", False),
    ]


# The disk


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A disk that is full at this size: the write stops in the middle of a record."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_keeps_nothing_says_so_and_loses_nothing(directory: Path) -> None:
    before = left_behind(directory, 1)
    box = reopened(directory)
    with files_no_larger_than(50), pytest.raises(NotKept, match="Nothing was logged"):
        box.keep(make_kept(2))
    assert [path.read_bytes() for path in directory.iterdir()] == [before]
    box.keep(make_kept(3))
    box.close()
    assert keys(reopened(directory)) == ["key-1", "key-3"]


def test_a_record_cut_off_by_a_full_disk_is_taken_back(directory: Path) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    whole = the_file(directory).read_bytes()
    with files_no_larger_than(len(whole) + 50), pytest.raises(NotKept):
        box.keep(make_kept(2))
    assert the_file(directory).read_bytes() == whole
    assert keys(box) == ["key-1"]


def test_a_disk_that_cannot_be_synced_keeps_nothing(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    whole = the_file(directory).read_bytes()

    def fails(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(NotKept, match="input/output error"):
            box.keep(make_kept(2))
    assert the_file(directory).read_bytes() == whole


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file in the way")
    with pytest.raises(NotKept):
        Outbox(tmp_path / "outbox").keep(make_kept())


def test_what_was_applied_is_not_sent_again_where_no_mark_could_be_written(
    directory: Path,
) -> None:
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.keep(make_kept(2))
    with files_no_larger_than(10):
        box.settle("key-1", "applied")
        assert keys(box) == ["key-2"]
        box.settle("key-2", "applied")
    assert list(directory.iterdir()) == []


# Two programs


_PROGRAM = """
import sys, time
from pathlib import Path
from pitterm.outbox.box import Outbox
from tests.outbox.kept import make_kept
box = Outbox(Path(sys.argv[1]))
box.adopt()
box.keep(make_kept(int(sys.argv[2])))
print("kept", len(box.entries), flush=True)
sys.stdin.read()
"""


def start(directory: Path, number: int) -> subprocess.Popen[str]:
    """Another pitterm on this terminal, once it has kept its entry."""
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(directory), str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "kept 1\n"
    return program


def test_a_living_programs_entries_are_its_own_and_a_killed_ones_are_adopted_once(
    directory: Path,
) -> None:
    first = start(directory, 1)
    box = reopened(directory)
    box.keep(make_kept(2))
    assert keys(box) == ["key-2"]
    first.kill()
    first.communicate()
    rivals = [Outbox(directory), Outbox(directory)]
    assert [rival.adopt() for rival in rivals] == [True, False]
    assert [keys(rival) for rival in rivals] == [["key-1"], []]
    assert box.adopt() is False
