"""Reading a floor file, and saying where it is wrong."""

import re
import tempfile
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from pitterm.database.demo import DEMO_FLOOR
from pitterm.database.floor import Floor, FloorError, read_floor
from pitterm.database.floor.file import MODELS
from pitterm.database.floor.lines import lines_of
from pitterm.database.floor.writing import write_floor
from pitterm.database.floor.zones import why_not_start
from tests.database.floors import floors


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ('name = "Harbor"', 'nmae = "Harbor"', "5, casinos harbor, nmae: there is no such key."),
        ("spot = 2,", "spto = 2,", "pits Pit 1, tables BJ-02, spto: there is no such key. Mean"),
        ("spot = 2,", "", "pits Pit 1, tables BJ-02, spot: The key is missing."),
        ("spot = 2,", "spot = 1,", "tables BJ-02, spot: The spot 1 is there 2 times."),
        ("spot = 2,", "spot = 0,", "tables BJ-02, spot: Input should be greater than or equal"),
        ("spot = 2,", "spot = true,", "tables BJ-02, spot: Input should be a valid integer"),
        ("par_cents = 40_000_00", 'par_cents = ""', "par_cents: It is neither an amount from 0"),
        ('"BJ-02"', '"BJ-01"', "tables BJ-01, label: The table BJ-01 is there 2 times."),
        ('"BJ-02"', '"BJ\\u202e02"', "label: The text has characters that cannot be kept"),
        ('"BJ-02"', '" "', "label: It is empty or has blanks around it."),
        ('chip_set = "Poker"', 'chip_set = "Faro"', "TC-01 names the unknown chip set Faro."),
        ("1_000_00, 500_00,", "500_00, 500_00,", "denominations_cents 2: The chip 50000 is"),
        ("max_bet_cents = 2_000_00", "max_bet_cents = 2_00", "The highest bet is below the lowest"),
        ("min_bet_cents = 15_00", "min_bet_cents = 15.5", "min_bet_cents: Input should be a valid"),
        ("America/Los_Angeles", "Pacific", "settings, time_zone: There is no time zone Pacific"),
        ("America/Los_Angeles", "america/los_angeles", "; its name is America/Los_Angeles."),
        ("America/Los_Angeles", "localtime", "There is no time zone localtime"),
        ("day_start = 06:00:00", "day_start = 02:30:00", "cannot start at 02:30 in America/Los_An"),
        ("day_start = 06:00:00", "day_start = 6", "gaming_day_start: Input should be a valid time"),
        ("starts_at = 14:00:00", "starts_at = 14:00:30", "starts_at: It is not on a whole minute."),
        ("starts_at = 14", "starts_at = 06", "The start of a shift 06:00:00 is there 2 times."),
        ('"floor_supervisor"', '"floorman"', "staff floor, role: Input should be 'dealer'"),
        ('login = "boss2"', 'login = "boss"', "lakeside, staff boss, login: The login boss is"),
        ('login = "boss2"', 'login = "pg_boss"', "PostgreSQL keeps the login pg_boss to itself."),
        ('login = "boss2"', 'login = "public"', "PostgreSQL keeps the login public to itself."),
        ('login = "boss2"', f'login = "{"ö" * 32}"', "login: A login has at most 63 bytes."),
        ("[casinos.settings]", "[casinos.settings", "line 50, column 18, is no TOML: Expected"),
        ("{ 100_00 = 50,", "{ 100_00 = 45,", "shares: The shares make 95 percent and not 100."),
        ("{ 100_00 = 50,", "{ 100_00 = 50.5,", "shares, 100_00: Input should be a valid integer"),
        ("{ 100_00 = 50,", "{ black = 50,", "shares, black, [key]: Input should be a valid"),
        ('name = "Black"', 'name = "Usual"', "name: The Blackjack mix Usual is there 2 times."),
        ("{ 100_00 = 50,", "{ 75_00 = 50,", "No Blackjack table has all the chips of the mix"),
        ('game = "Craps", name', 'game = "Faro", name', "is for Faro, which no table deals."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    file = tmp_path / "floor.toml"
    text = DEMO_FLOOR.read_text(encoding="utf-8")
    broken = text.replace(written, instead, 1)
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(FloorError) as refused:
        read_floor(file)
    assert sentence in str(refused.value)
    assert refused.value.exit_code == 2
    # Of a pair that does not go together the second is named, which lies behind the change.
    named = re.match(r"floor\.toml, line (\d+), ", str(refused.value))
    assert named is not None
    changed = text[: text.index(written)].count("\n") + 1
    assert changed <= int(named[1]) <= changed + 2


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "floor.toml"
    file.write_bytes(b'a = 1\nb = "\xff"\n')
    with pytest.raises(FloorError, match=r"floor\.toml, line 2: it is no UTF-8"):
        read_floor(file)


@pytest.mark.parametrize("text", [f"a = {'9' * 5000}", f"a = {'[' * 5000}{']' * 5000}", ""])
def test_a_file_of_anything_else_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "floor.toml"
    file.write_text(text)
    with pytest.raises(FloorError, match=r"is no floor file|line 1, casinos: The key is missing"):
        read_floor(file)


@pytest.mark.parametrize(
    ("zone", "start", "goes"),
    [
        ("America/New_York", time(3, 59), False),
        ("America/New_York", time(4), True),
        ("Europe/London", time(1), False),
        ("America/Phoenix", time(2, 30), True),
        ("Asia/Tokyo", time(1), True),
        # There the clock is changed at midnight.
        ("Africa/Cairo", time(0, 30), False),
        ("Africa/Cairo", time(6), True),
    ],
)
def test_a_gaming_day_does_not_start_while_a_clock_is_changed(
    zone: str, start: time, goes: bool
) -> None:
    assert (why_not_start(zone, start) is None) is goes


def test_every_key_of_a_file_has_its_line() -> None:
    text = '''
a.b = [  # 2
  1,
  { c = """
x""" },
]
[t]
"d d" = 1979-05-27 07:32:00
[[t.u]]
[[t.u]]
e = [[2]]
'''
    assert lines_of(text) == {
        ("a",): 2,
        ("a", "b"): 2,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("a", "b", 1, "c"): 4,
        ("t",): 7,
        ("t", "d d"): 8,
        ("t", "u"): 9,
        ("t", "u", 0): 9,
        ("t", "u", 1): 10,
        ("t", "u", 1, "e"): 11,
        ("t", "u", 1, "e", 0): 11,
        ("t", "u", 1, "e", 0, 0): 11,
    }


def test_the_example_of_the_manual_is_a_floor_and_has_every_key(tmp_path: Path) -> None:
    manual = Path(__file__).parents[2] / "docs" / "floor.md"
    [example] = re.findall(r"```toml\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "floor.toml"
    file.write_text(example, encoding="utf-8")
    assert [casino.slug for casino in read_floor(file).casinos] == ["harbor"]
    written = {part for place in lines_of(example) for part in place}
    for model in MODELS.values():
        assert set(model.model_fields) <= written


@given(floors())
@settings(max_examples=25, deadline=None)
def test_what_is_written_reads_as_the_same_floor(floor: Floor) -> None:
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "floor.toml"
        file.write_text(write_floor(floor), encoding="utf-8")
        assert read_floor(file) == floor


def test_a_game_has_nine_mixes_at_most(tmp_path: Path) -> None:
    file = tmp_path / "floor.toml"
    more = "".join(
        f'  {{ game = "Craps", name = "Mix {number}", shares = {{ 5_00 = 100 }} }},\n'
        for number in range(7)
    )
    text = DEMO_FLOOR.read_text(encoding="utf-8").replace("mixes = [\n", "mixes = [\n" + more, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FloorError, match="Craps has 10 mixes; 9 fit"):
        read_floor(file)


@pytest.mark.parametrize("casino", [0, 1])
def test_every_game_of_the_demo_has_three_mixes_of_its_own_chips(casino: int) -> None:
    floor = read_floor(DEMO_FLOOR).casinos[casino]
    for game in {table.game for table in floor.tables}:
        assert len([mix for mix in floor.mixes if mix.game == game]) == 3


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FloorError, match=r"none\.toml cannot be read: No such file"):
        read_floor(tmp_path / "none.toml")


@pytest.mark.parametrize("value", ["9" * 5_000, "[" * 9_999])
def test_a_number_or_a_list_without_end_is_no_floor_file(tmp_path: Path, value: str) -> None:
    file = tmp_path / "floor.toml"
    file.write_text(f"casinos = {value}", encoding="utf-8")
    with pytest.raises(FloorError, match="is no floor file"):
        read_floor(file)


def test_a_floor_file_sets_the_limits_of_alerts(tmp_path: Path) -> None:
    """Zero turns off what may be off, and nothing else."""
    written = DEMO_FLOOR.read_text(encoding="utf-8")
    file = tmp_path / "floor.toml"
    limits = "alert_slip_seconds = 600\nalert_no_entry_seconds = 0\nalert_need_cents = 0\n"
    heading = "[casinos.settings]\n"
    file.write_text(written.replace(heading, heading + limits, 1), encoding="utf-8")
    settings = read_floor(file).casinos[0].settings
    assert (settings.alert_slip_seconds, settings.alert_need_cents) == (600, 0)
    file.write_text(written.replace(heading, heading + "alert_slip_seconds = 0\n", 1))
    with pytest.raises(FloorError, match="alert_slip_seconds"):
        read_floor(file)


@pytest.mark.parametrize("words", [', par_cents = "none"', ""])
def test_a_table_has_no_par_by_the_word_or_by_leaving_it_out(tmp_path: Path, words: str) -> None:
    file = tmp_path / "floor.toml"
    text = DEMO_FLOOR.read_text(encoding="utf-8")
    file.write_text(text.replace(", par_cents = 40_000_00", words, 1), encoding="utf-8")
    assert read_floor(file).casinos[0].pits[0].tables[0].par_cents is None
