"""Faces beside the axis words: what a level means before a word is read."""

from collections.abc import Iterable

from .smooth import Spot
from .svg import Drawn, node, number

RADIUS = 7.0


def draw_faces(faces: Iterable[tuple[int, Spot]]) -> Drawn:
    """Draw one path of all `faces`, each a level from −2 (sad) to +2 (glad) and its centre."""
    return node("path", "jn-chart-face", d="".join(_draw_face(*face) for face in faces))


def _draw_face(level: int, spot: Spot) -> str:
    x, y = spot
    outline = f"M{number(x)} {number(y - RADIUS)}a7 7 0 1 0 .1 0z"
    eyes = f"M{number(x - 2.5)} {number(y - 2)}v.1m5 0v-.1"
    mouth = f"M{number(x - 3)} {number(y + 3 - 0.6 * level)}q3 {number(1.8 * level)} 6 0"
    return outline + eyes + mouth
