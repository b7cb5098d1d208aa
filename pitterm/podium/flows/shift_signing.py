"""Signing a shift over: the one who goes signs as themselves, the one who comes after them."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.errors import PitError
from pitterm.domain.metrics import ShiftWindow, SignOff, SignOffShift, SignOn, SignOnShift
from pitterm.domain.sheets import Sheet
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.dialogs.signature import Signature, Signer
from pitterm.podium.flows.signing import credentials_of, sign_as
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.wording import harmless, show_time, zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_FREEZING = (
    "Your signature freezes the figures as the books have them then; what comes later is late."
)


async def sign_off(app: "Podium", sheet: Sheet, window: ShiftWindow, title: str) -> None:
    """Let whoever is signed in sign the sheet with their password."""
    sitting, intent = Sitting(app), Intent(app)
    oneself, complaint = sitting.signed_in.login, ""
    while True:
        dialog = Signature(
            f"Sign off {title}",
            _outgoing_sentence(sitting, window),
            _figures(sheet, sitting.house.casino_name),
            login=oneself,
            complaint=complaint,
        )
        signer: Signer | None = await app.push_screen_wait(dialog)
        if signer is None:
            return
        complaint = await _why_not_oneself(sitting, signer)
        del signer
        if complaint:
            continue
        request = SignOffShift(
            window_start=sheet.window_start,
            window_end=sheet.window_end,
            pit_id=sheet.pit_id,
            key=intent.key,
        )
        signed = await intent.send(request, SignOff, lambda _: f"Signed off {title}")
        if signed is not None:
            return
        complaint = intent.complaint


async def sign_on(app: "Podium", sheet: Sheet, title: str) -> None:
    """Let the one who comes sign over their own login; nobody's sign-in ends."""
    if sheet.sign_off_id is None:
        return
    sitting, sign_off_id = Sitting(app), sheet.sign_off_id
    await sign_as(
        sitting,
        f"Take over {title}",
        "The incoming supervisor signs with their own login; you stay signed in.",
        _figures(sheet, sitting.house.casino_name),
        lambda key: SignOnShift(shift_sign_off_id=sign_off_id, key=key),
        SignOn,
        lambda _: f"Took over {title}",
    )


async def _why_not_oneself(sitting: Sitting, signer: Signer) -> str:
    """Why this is not the signature of whoever is signed in; empty when it is."""
    if signer.login != sitting.signed_in.login:
        own = harmless(sitting.signed_in.login)
        return f"The one who goes signs as themselves, {own}; whoever comes signs after them."
    try:
        credentials = credentials_of(sitting.app, signer)
        await sitting.app.patience.ask(
            signer.login, lambda: sitting.app.wiring.prove_password(credentials)
        )
    except PitError as error:
        return str(error)
    return ""


def _outgoing_sentence(sitting: Sitting, window: ShiftWindow) -> str:
    now = sitting.app.picture.now()
    if now is not None and now < window.window_end:
        until = show_time(window.window_end, zone(sitting.house.time_zone))
        return f"It runs until {until}. {_FREEZING}"
    return _FREEZING


def _figures(sheet: Sheet, casino_name: str) -> Figures:
    line = sheet.body.sum_line(casino_name)
    if line is None:
        return ()
    present = line.present
    estimated = f" · {present.with_estimate} of {present.tables} tables" if present else ""
    items = sheet.body.open_items
    return (
        ("est. drop", money.show(line.est_drop_cents)),
        ("est. win/loss", f"{money.show_change(line.est_win_cents)}{estimated}"),
        ("left open", f"▲ {items}" if items else "nothing"),
    )
