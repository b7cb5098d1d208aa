"""Digits: spots, and the repeats of a held key."""

from pitterm.podium.jump import HeldDigit, SpotKeys


def test_the_first_digit_jumps_at_once() -> None:
    assert SpotKeys().press("1", 10.0) == 1


def test_a_second_digit_in_time_makes_twelve() -> None:
    keys = SpotKeys()
    keys.press("1", 10.0)
    assert keys.press("2", 10.6) == 12


def test_a_second_digit_too_late_is_a_spot_of_its_own() -> None:
    keys = SpotKeys()
    keys.press("1", 10.0)
    assert keys.press("2", 10.61) == 2


def test_a_third_digit_starts_again() -> None:
    keys = SpotKeys()
    keys.press("1", 10.0)
    keys.press("2", 10.1)
    assert keys.press("3", 10.2) == 3


def test_a_leading_zero_is_no_spot_and_ten_is_one() -> None:
    keys = SpotKeys()
    assert keys.press("0", 10.0) is None
    keys.press("1", 10.1)
    assert keys.press("0", 10.2) == 10


def test_another_key_between_two_digits_parts_them() -> None:
    keys = SpotKeys()
    keys.press("1", 10.0)
    keys.forget()
    assert keys.press("2", 10.1) == 2


def test_a_held_digit_is_told_from_a_typed_one() -> None:
    held = HeldDigit()
    held.start("1", 10.0)
    assert held.is_repeat("1", 10.5)
    assert held.is_repeat("1", 10.98)
    assert held.is_repeat("1", 11.01)
    assert not held.is_repeat("1", 11.5)


def test_the_digit_that_logged_is_no_jump_when_it_is_tapped_twice() -> None:
    held = HeldDigit()
    held.start("1", 10.0)
    assert held.is_repeat("1", 10.3)
    assert not held.is_repeat("2", 10.4)
    assert not held.is_repeat("1", 10.5)
