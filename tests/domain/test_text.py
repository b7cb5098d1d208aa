"""What may be kept of what people type."""

import json

import pytest

from pitterm.domain.text import escaped, fault, harmless_lines


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


def test_json_with_what_a_terminal_obeys_escaped_is_the_same_json() -> None:
    odd = {"n": "a\x1b\x7f\x9b\u202e\U000e0041\u2028é👍\u200d\n"}
    written = escaped(json.dumps(odd, ensure_ascii=False, indent=2))
    assert not {"\x1b", "\x7f", "\x9b", "\u202e", "\U000e0041", "\u2028"} & set(written)
    assert "é👍" in written
    assert json.loads(written) == odd


def test_lines_of_print_keep_their_breaks() -> None:
    assert harmless_lines("a\tb\n\x1bc") == "a\tb\n\N{REPLACEMENT CHARACTER}c"
