"""What may be kept of what people type."""

import pytest

from pitterm.domain.text import fault


def test_plain_words_in_any_script_may_be_kept() -> None:
    assert fault("Zoë 夜勤 🎲 \N{ARABIC LETTER ALEF}", "note", 64) is None


@pytest.mark.parametrize("sign", ["\x00", "\n", "\t", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_signs_a_terminal_would_obey_are_refused(sign: str) -> None:
    assert fault(f"a{sign}b", "seal", 64) == (
        "The seal has characters that cannot be kept; type it in plain letters."
    )


def test_the_limit_is_said_in_characters() -> None:
    assert fault("x" * 64, "seal", 64) is None
    assert fault("x" * 1001, "note", 1000) == "The note has 1,001 characters; 1,000 fit."
