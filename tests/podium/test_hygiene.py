"""How the program behaves when something breaks under it."""

import pytest

from pitterm.terminal import theme
from tests.podium.recorded import PASSWORD, RecordedPit, settled, sign_in


async def test_a_fault_ends_in_one_sentence_without_local_variables(
    pit: RecordedPit, capsys: pytest.CaptureFixture[str]
) -> None:
    podium = pit.podium()

    def fails(secret: str) -> None:
        raise RuntimeError(f"{len(secret)}")

    async def run() -> None:
        async with podium.run_test() as pilot:
            await sign_in(pilot)
            podium.call_later(fails, PASSWORD)
            await settled(pilot)

    with pytest.raises(RuntimeError):
        await run()
    assert podium.return_code == 1
    printed = capsys.readouterr()
    assert "Tell support the reference" in printed.err
    assert PASSWORD not in printed.err
    assert "Traceback" not in printed.err


def test_an_ansi_theme_is_refused_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert theme.why_not_theme("ansi-dark") is not None
    assert theme.why_not_theme("pit") is None
    monkeypatch.delenv("NO_COLOR")
    assert theme.why_not_theme("ansi-dark") is None


def test_an_unknown_theme_is_named_with_the_nearest_one() -> None:
    assert theme.why_not_theme("pitt") == "There is no theme pitt; did you mean pit?"


async def test_closing_a_dialog_does_not_cut_off_what_is_being_sent(pit: RecordedPit) -> None:
    pit.may_answer.clear()
    podium = pit.podium()
    async with podium.run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        podium.conversations.drop()
        assert podium.outgoing.is_busy
        pit.may_answer.set()
        await settled(pilot)
        assert not podium.outgoing.is_busy
