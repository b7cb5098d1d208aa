"""Files that were whole once, and what befell them; JSON that says anything."""

import random
from typing import Any

TOKENS = (
    b"[[[[",
    b"{}",
    b'""',
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x1b]0;title\x07",
    b"\xe2\x80\xae",
    b"-1",
    b"1e999",
    b"nan",
    b"inf",
    b"true",
    b"null",
    b"9" * 25,
    b"9" * 5_000,
    b"[" * 20_000,
    b"{'a':" * 2_000,
    b"1979-05-27T07:32:00Z",
    b"~nobody\\u0000/",
    b"\r\n",
    b"\n",
    b"=",
    b"#",
    b'"',
    b"'''",
)
WORDS = (
    "",
    " ",
    "x",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\ud800",
    "~nobody\x00",
    "postgresql://[::1",
    "host='",
    "settled",
    "entry",
    "x" * 70_000,
    "0193b000-0000-7000-8000-000000000001",
    "2026-01-15T21:14:05Z",
    "9999-12-31T23:59:59Z",
)
NUMBERS = (0, -1, 1, 2**31, 2**63, 10**400, -(10**400), 0.5, 1e308, float("inf"), float("nan"))


def damaged(whole: bytes, dice: random.Random) -> bytes:
    """The file after one to four accidents."""
    hurt = bytearray(whole)
    for _ in range(dice.randint(1, 4)):
        at = dice.randint(0, len(hurt))
        end = min(len(hurt), at + dice.choice((1, 1, 4, 40, 400)))
        accident = dice.randrange(7)
        if accident == 0 and at < len(hurt):
            hurt[at] ^= 1 << dice.randrange(8)
        elif accident == 1:
            hurt[at:end] = dice.randbytes(end - at)
        elif accident == 2:
            del hurt[at:end]
        elif accident == 3:
            hurt[at:at] = hurt[at:end]
        elif accident == 4:
            hurt[at:at] = dice.choice(TOKENS)
        elif accident == 5:
            hurt[at:end] = dice.choice(TOKENS)
        else:
            del hurt[at:]
    return bytes(hurt)


def noise(dice: random.Random) -> bytes:
    """A file that never was anything."""
    return dice.randbytes(dice.choice((0, 1, 50, 2_000))) + dice.choice((b"", *TOKENS))


def anything(dice: random.Random, depth: int = 3) -> Any:
    """A value of JSON."""
    kind = dice.randrange(6 if depth else 4)
    if kind == 0:
        return dice.choice(WORDS)
    if kind == 1:
        return dice.choice(NUMBERS)
    if kind == 2:
        return dice.choice((None, True, False))
    if kind == 3:
        return dice.randint(-(10**6), 10**6)
    if kind == 4:
        return [anything(dice, depth - 1) for _ in range(dice.randrange(4))]
    return {dice.choice(WORDS): anything(dice, depth - 1) for _ in range(dice.randrange(4))}


def bent(value: Any, dice: random.Random) -> Any:
    """The value with something in it replaced, left out or put in."""
    if isinstance(value, dict) and value and dice.random() < 0.9:
        key = dice.choice(sorted(value))
        accident = dice.random()
        if accident < 0.1:
            return {name: each for name, each in value.items() if name != key}
        if accident < 0.2:
            return {**value, dice.choice(WORDS): anything(dice)}
        return {**value, key: bent(value[key], dice)}
    if isinstance(value, list) and value and dice.random() < 0.9:
        at = dice.randrange(len(value))
        return [*value[:at], bent(value[at], dice), *value[at + 1 :]]
    return anything(dice)
