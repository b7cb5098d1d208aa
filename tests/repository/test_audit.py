"""What pitterm's programs leave in the audit: each sign-in once, each refusal behind the back."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.board import Snapshot
from pitterm.domain.errors import LoginRefused, PitError, Refused
from pitterm.domain.metrics import WindowName
from pitterm.domain.sessions import OpenTable
from pitterm.podium.wiring import Wiring
from pitterm.reporting.audit import AuditKind
from pitterm.repository.audit import note_export, read_audit
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials, terminal_name
from pitterm.repository.desk import Desk, prove_password
from pitterm.repository.feed import watch
from pitterm.repository.metrics import read_shift_windows
from pitterm.repository.requests import perform
from tests.databases import Database

Line = tuple[Any, ...]


def lines(database: Database, kind: str, login: str) -> list[Line]:
    """Terminal, RPC, key and arguments of a login's lines, as the administrator sees them."""
    with database.connect_admin() as admin:
        return admin.execute(
            "select terminal, function_name, idempotency_key, arguments from pit.audit_entry"
            " where kind = %s and login = %s order by logged_at",
            [kind, login],
        ).fetchall()


async def test_a_desk_signs_in_once_however_often_it_connects(database: Database) -> None:
    desk = await Desk.sign_in(database.credentials("boss"))
    await desk._drop()
    await read_shift_windows(desk)
    await desk.close()
    ((terminal, _, _, arguments),) = lines(database, "sign_in", "boss")
    assert terminal == f"pitterm podium {terminal_name()}"
    assert arguments == {"role": "pit_boss"}


async def test_a_refused_sign_in_has_no_line(database: Database) -> None:
    with pytest.raises(LoginRefused):
        await Desk.sign_in(Credentials(database.conninfo, "boss", "wrong"))
    assert lines(database, "sign_in", "boss") == []


async def test_the_wall_signs_in_once_though_its_login_only_reads(database: Database) -> None:
    wall = Credentials(database.conninfo, "wall", DEMO_PASSWORD, "wall")
    feed = watch(wall, is_sign_in=True)
    assert isinstance(await anext(feed), Snapshot)
    with database.connect_admin() as admin:
        admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename='wall'")
    while not isinstance(await anext(feed), Snapshot):
        pass
    await feed.aclose()
    ((terminal, *_),) = lines(database, "sign_in", "wall")
    assert terminal.startswith("pitterm wall ")


async def test_the_podiums_feed_is_no_second_sign_in(database: Database) -> None:
    feed = watch(database.credentials("floor"))
    await anext(feed)
    await feed.aclose()
    assert lines(database, "sign_in", "floor") == []


async def test_a_board_that_is_printed_and_an_unlocking_are_sign_ins(database: Database) -> None:
    await read_once(database.credentials("wall"), is_sign_in=True)
    await prove_password(database.credentials("floor"))
    assert len(lines(database, "sign_in", "wall")) == len(lines(database, "sign_in", "floor")) == 1


async def test_whoever_was_disabled_does_not_unlock(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("select pit_private.set_staff_active('floor', false)")
    with pytest.raises(LoginRefused):
        await prove_password(database.credentials("floor"))


async def test_a_refusal_is_told_after_it_was_answered(database: Database) -> None:
    desk = await Desk.sign_in(database.credentials("dealer"))
    request = OpenTable(gaming_table_id=database.table_id("BJ-01"), key=str(uuid4()))
    with pytest.raises(Refused):
        await perform(desk, request)
    await desk.close()
    ((_, function, key, arguments),) = lines(database, "refusal", "dealer")
    assert (function, key) == ("rpc_open_table_session", request.key)
    assert arguments == {"code": "forbidden"}


async def test_a_second_persons_refusal_is_told_behind_their_back(database: Database) -> None:
    request = OpenTable(gaming_table_id=database.table_id("BJ-01"), key=str(uuid4()))
    with pytest.raises(Refused):
        await Wiring().perform_as(database.credentials("dealer"), request, None)
    async with asyncio.timeout(20):
        while not lines(database, "refusal", "dealer"):
            await asyncio.sleep(0.02)


async def test_all_pages_make_the_whole(database: Database) -> None:
    boss = await Desk.sign_in(database.credentials("boss"))
    await perform(boss, OpenTable(gaming_table_id=database.table_id("BJ-01"), key=str(uuid4())))
    await boss.close()
    auditor = await Desk.sign_in(database.credentials("auditor"))
    windows = await read_shift_windows(auditor)
    day = next(window for window in windows if window.name is WindowName.DAY)
    whole = await read_audit(auditor, day)
    assert len(whole.lines) > 50
    assert (await read_audit(auditor, day, page_lines=7)).lines == whole.lines
    signed_in = await read_audit(auditor, day, kind=AuditKind.SIGN_IN)
    assert {line.login for line in signed_in.lines} == {"boss", "auditor"}
    of_table = await read_audit(
        auditor, day, table_id=database.table_id("BJ-01"), person="boss", kind=AuditKind.COMMAND
    )
    assert [line.what for line in of_table.lines] == ["rpc_open_table_session"]
    unknown = await read_audit(auditor, day, table_id=UUID(int=0))
    assert unknown.lines == ()
    await auditor.close()


async def test_a_file_is_told_of_before_it_is_written_and_the_thirty_first_is_not(
    database: Database,
) -> None:
    desk = await Desk.sign_in(database.credentials("boss"))
    for _ in range(30):
        await note_export(desk, "list")
    with pytest.raises(PitError, match="Wait a moment"):
        await note_export(desk, "screenshot")
    await desk.close()
    assert [line[3] for line in lines(database, "export", "boss")] == [{"what": "list"}] * 30
