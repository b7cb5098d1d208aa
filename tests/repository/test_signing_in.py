"""Who is let in, and what they are told when they are not."""

import asyncio

import psycopg
import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.errors import LoginRefused, Unreachable
from pitterm.domain.staff import Role
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk, prove_password
from pitterm.repository.faults import explain_connecting
from pitterm.repository.house import read_house
from tests.databases import Database
from tests.repository.proxy import Wire


async def test_signing_in_learns_who_the_server_takes_one_for(boss: Desk) -> None:
    assert boss.signed_in.role is Role.PIT_BOSS
    assert boss.signed_in.login == "boss"
    assert boss.signed_in.name


async def test_a_wrong_password_is_refused(database: Database) -> None:
    known = database.credentials("boss")
    wrong = Credentials(known.conninfo, "boss", "not it")
    with pytest.raises(LoginRefused):
        await Desk.sign_in(wrong)
    with pytest.raises(LoginRefused):
        await prove_password(wrong)
    await prove_password(known)


async def test_an_unknown_login_is_refused_like_a_wrong_password(database: Database) -> None:
    with pytest.raises(LoginRefused):
        await Desk.sign_in(Credentials(database.conninfo, "nobody-here", "x"))


async def test_a_missing_server_is_unreachable(database: Database) -> None:
    with pytest.raises(Unreachable):
        await Desk.sign_in(Credentials("host=/nonexistent port=1 dbname=x", "boss", "x"))


async def test_a_line_cut_while_signing_in_is_no_wrong_password(
    wire: Wire, database: Database
) -> None:
    await prove_password(wire.credentials)
    whole = wire.heard
    assert whole > 200
    for heard in range(20, whole, 30):
        wire.cut_next_after = heard
        with pytest.raises(Unreachable):
            await prove_password(wire.credentials)
    wire.mute_next_after = whole // 2
    with pytest.raises(Unreachable):
        await prove_password(wire.credentials)
    await prove_password(wire.credentials)


async def test_a_line_that_breaks_or_falls_silent_after_the_password_is_unreachable(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pitterm.repository.desk.ANSWER_SECONDS", 0.3)
    for heard in range(620, 1000, 40):
        wire.cut_next_after = heard
        with pytest.raises(Unreachable):
            await Desk.sign_in(wire.credentials)
    wire.mute_next_after = 640
    async with asyncio.timeout(10):
        with pytest.raises(Unreachable):
            await Desk.sign_in(wire.credentials)


async def test_a_full_server_is_no_wrong_password(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("alter role count2 connection limit 0")
    try:
        with pytest.raises(Unreachable):
            await prove_password(database.credentials("count2"))
    finally:
        with database.connect_admin() as admin:
            admin.execute("alter role count2 connection limit -1")


async def test_a_server_whose_disk_is_full_is_no_wrong_password(database: Database) -> None:
    with pytest.raises(psycopg.OperationalError) as wrong:
        database.connect("boss", "guessed")
    refused = wrong.value
    assert isinstance(explain_connecting(refused), LoginRefused)
    # Its words after a right password, where it cannot write what it keeps for the next sign-in.
    words = "FATAL:  could not write init file: No space left on device"
    full = psycopg.OperationalError(words, pgconn=refused.pgconn)
    assert isinstance(explain_connecting(full), Unreachable)


def test_a_wrong_password_stays_one_where_libpq_then_tries_without_tls() -> None:
    with pytest.raises(psycopg.OperationalError) as nowhere:
        psycopg.connect("host=/nonexistent user=boss password=guessed")
    assert isinstance(explain_connecting(nowhere.value), Unreachable)
    # With sslmode=prefer, from a server that lets nobody in without TLS.
    words = (
        'FATAL:  password authentication failed for user "boss"\n'
        'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "boss", no encryption'
    )
    refused = psycopg.OperationalError(words, pgconn=nowhere.value.pgconn)
    assert isinstance(explain_connecting(refused), LoginRefused)


async def test_a_server_that_takes_no_writes_is_no_wrong_password(database: Database) -> None:
    with database.connect_admin() as admin:
        fence = "alter database {} set default_transaction_read_only = on"
        admin.execute(fence.format(database.name).encode())
    conninfo = f"{database.conninfo} target_session_attrs=read-write"
    with pytest.raises(Unreachable):
        await Desk.sign_in(Credentials(conninfo, "boss", DEMO_PASSWORD))


async def test_whoever_only_reads_is_let_in_where_the_url_asks_for_a_writer(
    database: Database,
) -> None:
    conninfo = f"{database.conninfo} target_session_attrs=read-write"
    wall = Credentials(conninfo, "wall", DEMO_PASSWORD)
    with pytest.raises(Unreachable):
        await prove_password(wall)
    await prove_password(wall.for_reading())
    assert database.credentials("wall").for_reading() == database.credentials("wall")


async def test_inactive_staff_are_refused_with_the_reason(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.staff set is_active = false where role = 'dealer'")
    with pytest.raises(LoginRefused) as refused:
        await Desk.sign_in(database.credentials("dealer"))
    assert "no active staff" in refused.value.title


async def test_a_password_never_shows_in_a_credential(database: Database) -> None:
    credentials = Credentials("host=h", "boss", "s3cret-word")
    assert "s3cret-word" not in repr(credentials)
    assert "s3cret-word" not in str(credentials)


async def test_the_house_is_read_for_its_own_casino_only(boss: Desk, database: Database) -> None:
    house = await read_house(boss)
    assert house.casino_name == "Harbor"
    assert house.time_zone == "America/Los_Angeles"
    assert len(house.quick_amounts_cents) == 8
    assert {sum(mix.shares.values()) for mix in house.mixes} == {100}
    assert [pit.position for pit in house.pits] == sorted(pit.position for pit in house.pits)
    assert boss.signed_in.staff_id in {member.id for member in house.staff}
    desk = await Desk.sign_in(database.credentials("boss2"))
    other = await read_house(desk)
    await desk.close()
    assert other.casino_name == "Lakeside"
    assert not {member.id for member in other.staff} & {member.id for member in house.staff}
    assert not {mix.id for mix in other.mixes} & {mix.id for mix in house.mixes}


async def test_whoever_pays_or_counts_sees_status_and_no_figure(database: Database) -> None:
    for login in ("security", "cashier", "count"):
        picture = await read_once(database.credentials(login))
        assert picture.tables
        for table in picture.tables:
            assert table.day is None
            assert table.par_cents is None
            assert table.recent_entries == ()


async def test_a_display_reads_the_board_and_nothing_else(database: Database) -> None:
    picture = await read_once(database.credentials("wall"))
    assert picture.tables
    with pytest.raises(LoginRefused):
        await Desk.sign_in(Credentials(database.conninfo, "wall", "wrong"))
