"""A file that says anything is read or refused with a sentence, and is left as it is."""

import contextlib
import hashlib
import io
import json
import math
import random
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from pitterm import settings
from pitterm.database.backup.contents import LoginEntry, LoginList, Manifest, TableTally
from pitterm.database.backup.file import NotABackup, new_file, opened, write_backup
from pitterm.database.demo import DEMO_FLOOR
from pitterm.database.floor import FloorError, read_floor
from pitterm.domain.errors import PitError
from pitterm.outbox import records
from pitterm.outbox.box import Outbox
from pitterm.outbox.faults import Damaged
from pitterm.outbox.journal import SUFFIX
from pitterm.wall.recording import Recorder, RecordingError, check_recording, replay
from tests.fuzz.garbage import bent, damaged, noise
from tests.outbox.kept import make_kept
from tests.podium.values import make_pulse
from tests.wall.recorded import make_picture

SETTINGS = b"""# a terminal's own
data_dir = "place"
database_url = "postgresql://db.example/pitterm?sslmode=verify-full"
staff = "boss"
log_file = "~/pitterm.log"
log_level = "debug"
"""


def spoilt(whole: bytes, dice: random.Random) -> bytes:
    return noise(dice) if dice.random() < 0.1 else damaged(whole, dice)


def answer(read: Callable[[], object], refusal: type[PitError]) -> str:
    """The sentence a file is refused with; any other error is a fault of ours."""
    try:
        read()
    except refusal as error:
        return str(error)
    return "It is read."


def test_a_settings_file(dice: random.Random, rounds: int, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for _ in range(150 * rounds):
        path.write_bytes(spoilt(SETTINGS, dice))
        told = answer(lambda: settings.load(config=path, environment={}), settings.SettingsError)
        assert told.endswith((".", "?"))


def test_a_floor_file(dice: random.Random, rounds: int, tmp_path: Path) -> None:
    path, whole = tmp_path / "floor.toml", DEMO_FLOOR.read_bytes()
    # The first casino alone is quicker to read.
    casino = whole[: whole.index(b"[[casinos]]", whole.index(b"[[casinos]]") + 1)]
    for _ in range(150 * rounds):
        path.write_bytes(spoilt(casino, dice))
        assert answer(lambda: read_floor(path), FloorError).endswith((".", "?"))


def a_journal(directory: Path) -> bytes:
    box = Outbox(directory)
    for number in range(1, 6):
        box.keep(make_kept(number))
    box.refuse("key-1", "The table was closed.")
    box.rename("key-2", "key-9")
    box.settle("key-3", "applied")
    box.close()
    [path] = directory.iterdir()
    whole = path.read_bytes()
    path.unlink()
    return whole


def bent_journal(whole: bytes, dice: random.Random) -> bytes:
    """Records that say something else, with their lengths and checksums right."""
    fields = [placed.fields for placed in records.read(whole, Path("whole")).records]
    at = dice.randrange(len(fields))
    told = bent(fields[at], dice)
    changed = [*fields[:at], told if isinstance(told, dict) else {"kind": told}, *fields[at + 1 :]]
    return b"".join(records.line(each) for each in changed)


def intact_entries(written: bytes) -> list[str]:
    """The keys of whole records before the first byte that is not as it was written."""
    keys: list[str] = []
    for line in written.split(b"\n")[:-1]:
        try:
            [placed] = records.read(line + b"\n", Path("line")).records
        except (Damaged, ValueError):
            break
        if placed.fields.get("kind") == "entry":
            keys.append(placed.fields["entry"]["key"])
    return keys


@pytest.mark.parametrize("spoil", [spoilt, bent_journal])
def test_a_journal_of_the_outbox(
    spoil: Callable[[bytes, random.Random], bytes],
    dice: random.Random,
    rounds: int,
    tmp_path: Path,
) -> None:
    whole, path = a_journal(tmp_path), tmp_path / f"1{SUFFIX}"
    for _ in range(150 * rounds):
        written = spoil(whole, dice)
        path.write_bytes(written)
        box = Outbox(tmp_path)
        box.adopt()
        if box.unreadable:
            # Nothing of it is sent and nothing of it is touched.
            assert box.entries == ()
            assert path.read_bytes() == written
        elif spoil is spoilt:
            # What is left out was cut off at the end: every record before it counts.
            kept = records.read(written, path).length
            assert all(key in written[:kept].decode() for key in (e.key for e in box.entries))
            ended = {"key-3", "key-2"}
            assert set(intact_entries(written)) - ended <= {e.key for e in box.entries} | ended
        box.close()
        path.unlink(missing_ok=True)


async def test_a_recording_of_the_wall(dice: random.Random, rounds: int, tmp_path: Path) -> None:
    path = tmp_path / "evening.jsonl"
    recorder = Recorder(path)
    for sighting in (make_picture(), make_pulse(), make_picture(change_number=2)):
        recorder.note(sighting)
    recorder.close()
    whole = path.read_bytes()
    lines = [json.loads(line) for line in whole.splitlines()]
    for number in range(100 * rounds):
        if number % 2:
            told = [bent(line, dice) if dice.random() < 0.4 else line for line in lines]
            path.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in told))
        else:
            path.write_bytes(spoilt(whole, dice))
        assert answer(lambda: check_recording(path), RecordingError).endswith(".")
        with contextlib.suppress(RecordingError):
            async for _ in replay(path, math.inf):
                pass


def a_backup(path: Path) -> bytes:
    at = datetime(2026, 1, 15, tzinfo=UTC)
    person = UUID(int=1)
    manifest = Manifest(
        pitterm_version="1",
        made_at=at,
        server_version=18,
        pg_dump_version=18,
        schema_versions=("1",),
        casinos=(),
        tables={"pit.table_session": TableTally(rows=1, sums_cents={"par_cents": 5})},
    )
    login = LoginEntry(
        casino_id=person,
        staff_id=person,
        name="Ana",
        role="dealer",
        is_active=True,
        login="ana",
        may_sign_in=True,
        valid_until=at,
        groups=("authenticated",),
        verifier=None,
    )
    with new_file(path) as file:
        write_backup(file, manifest, LoginList(logins=(login,)), io.BytesIO(b"PGDMP" * 500))
    return path.read_bytes()


def dump_of(path: Path) -> None:
    """What is damaged where nothing is read is whole all the same."""
    with opened(path) as backup:
        assert backup.dump.read_bytes() == b"PGDMP" * 500


def bent_backup(whole: bytes, dice: random.Random) -> bytes:
    """Members that say something else, with their sums right."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        members = {
            member.name: content.read()
            for member in archive
            if (content := archive.extractfile(member)) is not None
        }
    name = dice.choice(("manifest.json", "logins.json"))
    members[name] = json.dumps(bent(json.loads(members[name]), dice)).encode("utf-8", "replace")
    sums = (
        f"{hashlib.sha256(content).hexdigest()}  {each}\n"
        for each, content in members.items()
        if each != "SHA256SUMS"
    )
    members["SHA256SUMS"] = "".join(sums).encode()
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for each, told in members.items():
            member = tarfile.TarInfo(each)
            member.size = len(told)
            archive.addfile(member, io.BytesIO(told))
    return written.getvalue()


@pytest.mark.parametrize("spoil", [spoilt, bent_backup])
def test_a_backup(
    spoil: Callable[[bytes, random.Random], bytes],
    dice: random.Random,
    rounds: int,
    tmp_path: Path,
) -> None:
    path = tmp_path / "night.pit"
    whole = a_backup(path)
    for _ in range(100 * rounds):
        written = spoil(whole, dice)
        path.write_bytes(written)
        assert answer(lambda: dump_of(path), NotABackup).endswith(".")
        assert path.read_bytes() == written
