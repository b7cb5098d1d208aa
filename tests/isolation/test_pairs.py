"""Two people at one table at once are told and leave what one after the other would."""

import random
from itertools import islice, product

from pitterm.database.embedded import EmbeddedServer
from tests.databases import TEMPLATE, Database
from tests.isolation.operations import AT_NO_TABLE, OPERATIONS
from tests.isolation.pairs import Theatre

HELD_BEFORE_THE_TABLE = {"command_log", "staff", "gaming_table"}
"""A key of one's own, and the person and the table that may not go meanwhile."""
WAITS_FOR_NO_TABLE = {"sign off", "sign on", "end a visit"}
"""A shift and a visit are of no one table."""
DONE_ONLY_BEHIND_ANOTHER = {"close by a count to be signed"}


def test_every_writing_rpc_is_among_the_operations(server: EmbeddedServer, template: None) -> None:
    with Database(server, TEMPLATE).connect_admin() as admin:
        rows = admin.execute(
            "select proname::text from pg_proc"
            " where pronamespace = 'pit'::regnamespace and provolatile = 'v'"
        ).fetchall()
    played = {one.rpc for one in OPERATIONS.values()}
    assert {name for (name,) in rows} == played | AT_NO_TABLE


def test_whoever_writes_at_a_table_waits_for_it_first_and_holds_nothing_before(
    theatre: Theatre,
) -> None:
    done: set[str] = set()
    for scene, at in enumerate(theatre.scenes):
        for name in theatre.possible(at):
            if name not in done and theatre.is_done_alone(scene, name):
                done.add(name)
                held = theatre.held_before_the_table(scene, name)
                assert (held is None) == (name in WAITS_FOR_NO_TABLE), (name, held)
                assert held is None or held <= HELD_BEFORE_THE_TABLE, (name, held)
    assert set(OPERATIONS) - done == DONE_ONLY_BEHIND_ANOTHER


def test_a_pair_ends_as_one_after_the_other(
    theatre: Theatre, sample_of_pairs: tuple[int | None, int]
) -> None:
    size, seed = sample_of_pairs
    print(f"seed {seed}")
    pairs = [
        (scene, first, second)
        for scene, at in enumerate(theatre.scenes)
        for first, second in product(theatre.possible(at), repeat=2)
    ]
    random.Random(seed).shuffle(pairs)
    # Whoever is refused holds nothing that somebody could wait for.
    meeting = (pair for pair in pairs if theatre.is_done_alone(*pair[:2]))
    faults: list[str] = []
    number = 0
    for number, (scene, first, second) in enumerate(islice(meeting, size), 1):  # noqa: B007 - told
        at_once = theatre.at_once(scene, first, second)
        orders = [theatre.one_after_the_other(scene, first, second)]
        if at_once not in orders:
            orders.append(theatre.one_after_the_other(scene, second, first))
        taken_back = theatre.behind_nothing(scene, first, second)
        alone = theatre.alone(scene, second)
        where = f"{second} behind {first}, {theatre.scenes[scene].name}, seed {seed}"
        if at_once not in orders:
            differences = "\nor\n".join(at_once.unlike(order) for order in orders)
            faults.append(f"{where}:\n{differences}")
        if taken_back != alone:
            faults.append(f"{where}, taken back:\n{taken_back.unlike(alone)}")
        if at_once.broken or taken_back.broken:
            faults.append(f"{where}: {at_once.broken} {taken_back.broken}")
    print(f"{number} pairs")
    assert number
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:10])
