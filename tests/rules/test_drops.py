"""Drop boxes: custody without an amount, witnessed by another."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, refused

CONTROL = ["\x01", "\t", "\n", "\x1b[2J", "\x7f", "\x9b", "\u200e", "\u202e", "\u2066", "\u2028"]
"""Characters that the next terminal would play, or that turn text around."""


def test_a_drop_names_box_seal_remover_and_witness(floor: Pit, boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    drop = floor.drop(table, " BOX-7 ", "S-99", note="torn seal")
    assert (drop["drop_box_id"], drop["seal_no"], drop["note"]) == ("BOX-7", "S-99", "torn seal")
    assert drop["table_session_id"] == session["id"]
    assert drop["removed_by_staff_id"] == floor.staff_id
    assert drop["witnessed_by_staff_id"] == floor.dealer
    assert drop["removed_at"] > session["opened_at"]
    assert not [name for name in drop if "cents" in name]


def test_a_drop_may_happen_without_a_session(floor: Pit, table: UUID) -> None:
    assert floor.drop(table)["table_session_id"] is None


def test_a_drop_has_a_witness_who_is_someone_else(boss: Pit, house: House, table: UUID) -> None:
    with refused("missing_argument"):
        boss.drop(table, witnessed_by=None)
    with refused("same_person"):
        boss.drop(table, witnessed_by=boss.staff_id)
    gone = house.new_colleague()
    house.change("staff", gone, is_active=False)
    for nobody in (
        gone,
        house.new_colleague("auditor"),
        house.new_colleague("count_team"),
        house.new_colleague("dealer", "lakeside"),
        UUID(int=0),
    ):
        with refused("invalid_argument"):
            boss.drop(table, witnessed_by=nobody)
    assert boss.drop(table, witnessed_by=house.new_colleague("security"))


def test_box_and_seal_are_one_to_sixty_four_characters(boss: Pit, table: UUID) -> None:
    for empty in (None, "", "   "):
        with refused("missing_argument"):
            boss.call(
                "rpc_log_table_drop",
                table_id=table,
                drop_box_id=empty,
                seal_no="S",
                witnessed_by=boss.dealer,
            )
        with refused("missing_argument"):
            boss.call(
                "rpc_log_table_drop",
                table_id=table,
                drop_box_id="B",
                seal_no=empty,
                witnessed_by=boss.dealer,
            )
    for long in ("b" * 65, "b" * 2_000_000):
        with refused("invalid_argument"):
            boss.drop(table, long)
        with refused("invalid_argument"):
            boss.drop(table, "B", long)
    drop = boss.drop(table, "b" * 64, "é" * 64)
    assert (drop["drop_box_id"], drop["seal_no"]) == ("b" * 64, "é" * 64)


@pytest.mark.parametrize("character", CONTROL, ids=ascii)
def test_text_that_plays_tricks_on_a_terminal_is_refused(
    boss: Pit, table: UUID, character: str
) -> None:
    text = f"a{character}b"
    with refused("invalid_text"):
        boss.drop(table, text)
    with refused("invalid_text"):
        boss.drop(table, "B", text)
    with refused("invalid_text"):
        boss.drop(table, note=text)
    with refused("invalid_text"):
        boss.count(table, "open", note=text)
    with refused("invalid_text"):
        boss.buy_in(table, note=text)


def test_plain_text_of_any_language_is_kept(boss: Pit, table: UUID) -> None:
    note = "Täglich geprüft — 已检查 ✓ 👍 «quoted»; drop table --"
    assert boss.drop(table, note=note)["note"] == note


def test_a_note_holds_a_thousand_characters_and_a_blank_one_is_none(boss: Pit, table: UUID) -> None:
    for long in ("n" * 1_001, "n" * 2_000_000):
        with refused("notes_too_long"):
            boss.drop(table, note=long)
    assert boss.drop(table, note="é" * 1_000)["note"] == "é" * 1_000
    assert boss.drop(table, note="   ")["note"] is None


def test_a_drop_at_an_unknown_or_foreign_table_is_refused(boss: Pit, house: House) -> None:
    for nowhere in (UUID(int=0), house.new_table("lakeside")):
        with refused("table_not_found"):
            boss.drop(nowhere)
