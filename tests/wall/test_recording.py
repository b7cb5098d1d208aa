"""The feed as JSON lines: written as it is seen, played back in its own rhythm."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from pitterm.repository.feed import Lost, Sighting
from pitterm.wall.listening import Ear
from pitterm.wall.recording import Recorder, RecordingError, check_recording, replay
from tests.podium.recorded import until
from tests.podium.values import make_pulse
from tests.wall.recorded import Clock, RecordedFloor, make_picture, text_of

GONE = Lost(reason="The database does not answer.", is_refused=False)


def _record(path: Path, *sightings: tuple[float, Sighting]) -> None:
    clock = Clock()
    recorder = Recorder(path, clock)
    for seconds, sighting in sightings:
        clock.seconds = 1_000.0 + seconds
        recorder.note(sighting)
    recorder.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A picture, a pulse, an outage and the picture after it: nine seconds."""
    path = tmp_path / "evening.jsonl"
    _record(
        path,
        (0.0, make_picture()),
        (1.0, make_pulse()),
        (3.0, GONE),
        (9.0, make_picture(change_number=2)),
    )
    return path


async def test_a_replay_shows_what_was_recorded(recording: Path) -> None:
    seen = [sighting async for sighting in replay(recording, 1000)]
    assert seen == [make_picture(), make_pulse(), GONE, make_picture(change_number=2)]


async def test_a_replay_keeps_the_rhythm_at_its_own_speed(recording: Path) -> None:
    began = time.monotonic()
    assert len([sighting async for sighting in replay(recording, 30)]) == 4
    assert 0.29 <= time.monotonic() - began < 3


def test_a_recording_is_one_json_object_a_line_and_its_owners_alone(recording: Path) -> None:
    heading, *lines = map(json.loads, recording.read_text(encoding="utf-8").splitlines())
    assert heading == {"pitterm": "feed", "version": 1}
    assert [line["at"] for line in lines] == [0.0, 1.0, 3.0, 9.0]
    assert [next(key for key in line if key != "at") for line in lines] == [
        "snapshot",
        "pulse",
        "lost",
        "snapshot",
    ]
    assert recording.stat().st_mode & 0o777 == 0o600


async def test_the_wall_records_what_it_shows_without_names_and_masked_money(
    tmp_path: Path,
) -> None:
    path = tmp_path / "masked.jsonl"
    floor = RecordedFloor()
    wall = floor.wall(mask_money=True, recorder=Recorder(path))
    async with wall.run_test(size=(80, 24)) as pilot:
        floor.send(make_pulse())
        await until(pilot, lambda: len(path.read_text(encoding="utf-8").splitlines()) == 3)
    written = path.read_text(encoding="utf-8")
    assert "Mira" not in written
    assert '"day":{' not in written


async def test_a_replay_says_that_it_is_one_and_when_it_ended(recording: Path) -> None:
    floor = RecordedFloor()
    wall = floor.wall(replay_speed=30.0)
    may_end = asyncio.Event()

    async def replayed() -> AsyncGenerator[Sighting, None]:
        async for news in replay(recording, 30):
            yield news
        await may_end.wait()

    wall.ear = Ear(
        wall,
        replayed,
        wall.picture,
        mask_money=False,
        recorder=None,
        may_end=True,
    )
    async with wall.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "REPLAY ×30" in text_of(wall))
        may_end.set()
        await until(pilot, lambda: "REPLAY ENDED" in text_of(wall))
        assert "BJ-01" in text_of(wall)
        floor.clock.seconds += 1
        wall.beat()
        await pilot.pause()
        assert "STALE 00:30" in text_of(wall)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_text("kept")
    with pytest.raises(RecordingError, match="cannot be recorded into"):
        Recorder(path)
    assert path.read_text() == "kept"


@pytest.mark.parametrize(
    "content",
    ["", "{}\n", "not json\n", '{"pitterm":"feed","version":1}\n', "9" * 5_000, "[" * 99_999],
)
def test_what_is_no_recording_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(content)
    with pytest.raises(RecordingError, match=r"other\.jsonl"):
        check_recording(path)


def test_a_recording_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="cannot be read"):
        check_recording(tmp_path / "nowhere")


async def test_a_line_cut_off_by_a_crash_ends_the_replay_quietly(recording: Path) -> None:
    whole = recording.read_text(encoding="utf-8")
    recording.write_text(whole[:-40], encoding="utf-8")
    assert len([sighting async for sighting in replay(recording, 1000)]) == 3


@pytest.mark.parametrize(
    "line",
    [
        '{"at":1,"pulse":{}}',
        '{"at":Infinity,"lost":{"reason":"","is_refused":false}}',
        f'{{"at":1{"0" * 400},"lost":{{"reason":"","is_refused":false}}}}',
        '{"at":' + "[" * 99_999,
    ],
)
async def test_a_damaged_line_is_named(recording: Path, line: str) -> None:
    lines = recording.read_text(encoding="utf-8").splitlines(keepends=True)
    recording.write_text("".join([*lines[:2], f"{line}\n"]), encoding="utf-8")
    with pytest.raises(RecordingError, match="Line 3 of"):
        _ = [sighting async for sighting in replay(recording, 1000)]


def test_a_full_disk_ends_the_recording_and_not_the_wall(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "evening")
    with open("/dev/null", encoding="utf-8") as read_only:
        assert recorder._file is not None
        recorder._file.close()
        recorder._file = read_only
        recorder.note(make_picture())
    assert recorder.fault
    recorder.note(make_picture())
