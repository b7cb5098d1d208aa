"""Colours as people see them: what a colour-blind eye receives, and how far two colours differ."""

import math
from enum import Enum
from typing import NamedTuple

from textual.color import Color

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]


class Eye(Enum):
    """Full colour blindness in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0)."""

    TRICHROMAT = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    PROTANOPE = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    DEUTERANOPE = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    TRITANOPE = (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    )


_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


class Lab(NamedTuple):
    """CIELAB under D65."""

    lightness: float
    a: float
    b: float


def seen_by(eye: Eye, color: Color) -> Lab:
    """The colour as this eye sees it, in CIELAB."""
    red, green, blue = (_linear(each / 255) for each in color.rgb)
    received = _times(eye.value, (red, green, blue))
    clipped = (_clip(received[0]), _clip(received[1]), _clip(received[2]))
    tristimulus = zip(_times(_TO_XYZ, clipped), _WHITE, strict=True)
    x, y, z = (_root(each / white) for each, white in tristimulus)
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000: 1 is just noticeable side by side (Sharma, Wu and Dalal 2005)."""
    mean_chroma = (math.hypot(one.a, one.b) + math.hypot(other.a, other.b)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    (chroma1, hue1), (chroma2, hue2) = (_polar(each, stretch) for each in (one, other))
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 * chroma2 else 0.0
    lightness = other.lightness - one.lightness
    chroma = chroma2 - chroma1
    hue = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    mean_lightness = (one.lightness + other.lightness) / 2
    mean_chroma = (chroma1 + chroma2) / 2
    mean_hue = (hue1 + turn / 2) % 360 if chroma1 * chroma2 else hue1 + hue2
    weight = (
        1
        - 0.17 * _cos(mean_hue - 30)
        + 0.24 * _cos(2 * mean_hue)
        + 0.32 * _cos(3 * mean_hue + 6)
        - 0.20 * _cos(4 * mean_hue - 63)
    )
    offset = (mean_lightness - 50) ** 2
    s_lightness = 1 + 0.015 * offset / math.sqrt(20 + offset)
    s_chroma = 1 + 0.045 * mean_chroma
    s_hue = 1 + 0.015 * mean_chroma * weight
    spread = 60 * math.exp(-(((mean_hue - 275) / 25) ** 2))
    twist = -2 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    twist *= math.sin(math.radians(spread))
    parts = (lightness / s_lightness, chroma / s_chroma, hue / s_hue)
    return math.sqrt(sum(each**2 for each in parts) + twist * parts[1] * parts[2])


def contrast(one: Color, other: Color) -> float:
    """WCAG 2: 1 is none, 21 is black on white."""
    darker, lighter = sorted(_luminance(each) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(each / 255) for each in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _polar(lab: Lab, stretch: float) -> tuple[float, float]:
    a = lab.a * stretch
    return math.hypot(a, lab.b), math.degrees(math.atan2(lab.b, a)) % 360


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _clip(share: float) -> float:
    return min(1.0, max(0.0, share))


def _root(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def _times(matrix: Matrix, vector: Vector) -> Vector:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three
