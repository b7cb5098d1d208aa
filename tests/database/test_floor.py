"""Reading a floor file, and saying where it is wrong."""

from pathlib import Path

import pytest

from pitterm.database.demo import DEMO_FLOOR
from pitterm.database.floor import FloorError, read_floor


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ('name = "Harbor"', 'nmae = "Harbor"', "casinos harbor, nmae: there is no such key."),
        ("spot = 2,", "spto = 2,", "tables BJ-02, spto: there is no such key. Mean spot?"),
        ("spot = 2,", "spot = 1,", "pits Pit 1: The spot 1 is there 2 times."),
        ("spot = 2,", "spot = 0,", "tables BJ-02, spot: Input should be greater than or equal"),
        ('"BJ-02"', '"BJ-01"', "casinos harbor: The table BJ-01 is there 2 times."),
        ('"BJ-02"', '"BJ\\u202e02"', "label: The text has characters that cannot be kept"),
        ('"BJ-02"', '" "', "label: It is empty or has blanks around it."),
        (
            'chip_set = "Poker"',
            'chip_set = "Pai Gow"',
            "casinos harbor: TC-01 names the unknown chip set Pai Gow.",
        ),
        (
            "max_bet_cents = 2_000_00",
            "max_bet_cents = 2_00",
            "tables BJ-01: The highest bet is below the lowest.",
        ),
        ("min_bet_cents = 15_00", "min_bet_cents = 15.5", "min_bet_cents: Input should be a valid"),
        ("America/Los_Angeles", "Pacific", "settings, time_zone: There is no time zone Pacific."),
        ("starts_at = 14", "starts_at = 06", "The start of a shift 06:00:00 is there 2 times."),
        ('"floor_supervisor"', '"floorman"', "staff floor, role: Input should be 'dealer'"),
        ('login = "boss2"', 'login = "boss"', "the file: The login boss is there 2 times."),
        ("[casinos.settings]", "[casinos.settings", "is no TOML: "),
        (
            "{ 100_00 = 50,",
            "{ 100_00 = 45,",
            "mixes Usual: The shares make 95 percent and not 100.",
        ),
        ("{ 100_00 = 50,", "{ 100_00 = 50.5,", "shares, 100_00: Input should be a valid integer"),
        (
            "{ 100_00 = 50,",
            "{ black = 50,",
            "shares, black, [key]: Input should be a valid integer",
        ),
        ('name = "Black"', 'name = "Usual"', "The Blackjack mix Usual is there 2 times."),
        (
            "{ 100_00 = 50,",
            "{ 75_00 = 50,",
            "casinos harbor: No Blackjack table has all the chips of the mix Usual.",
        ),
        (
            'game = "Craps", name',
            'game = "Faro", name',
            "The mix Usual is for Faro, which no table deals.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    file = tmp_path / "floor.toml"
    text = DEMO_FLOOR.read_text(encoding="utf-8")
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FloorError) as refused:
        read_floor(file)
    assert str(refused.value).startswith("floor.toml")
    assert sentence in str(refused.value)
    assert refused.value.exit_code == 2


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
def test_a_number_or_a_list_without_end_is_no_toml(tmp_path: Path, value: str) -> None:
    file = tmp_path / "floor.toml"
    file.write_text(f"casinos = {value}", encoding="utf-8")
    with pytest.raises(FloorError, match="is no TOML"):
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
