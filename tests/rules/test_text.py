"""What text may be kept is one rule, held twice: before the wire and in the database."""

from pitterm.domain.text import has_control
from tests.rules.house import House

_SURROGATES = range(0xD800, 0xE000)
_CHARACTERS = [
    chr(code) for code in [*range(1, 0x10000), *range(0xE0000, 0xE0100)] if code not in _SURROGATES
]


def test_the_podium_and_the_database_refuse_the_same_characters(house: House) -> None:
    refused = set(
        house.value(
            "select array_agg(c) from unnest(%s::text[]) c where not pit_private.is_printable(c)",
            _CHARACTERS,
        )
    )
    assert refused == {character for character in _CHARACTERS if has_control(character)}
    assert {"\x1b", "\x9b", "\u202e", "\u200b", "\ufeff", "\U000e0041"} <= refused
