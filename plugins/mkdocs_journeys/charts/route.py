"""The route through a journey: stages in line, ways back over them, ways out below.

A line is as thick as the share of people who take it. Nothing is cut: texts break into as many
lines as they need, and what stands over or under the stages moves away for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lettering import fold
from .svg import Drawn, clean_text, enclose, node, number

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_:-]*")

_PITCH, _BOX, _MARGIN = 196.0, 140.0, 34.0
_SIZE, _SMALL, _LINE = 12.5, 11.5, 15.0
_PADDING = 9.0
_ROUND = 12.0
_STEM = 30.0
_WIDEST_LABEL = 260.0
_FIRST_LANDING, _NEXT_LANDING = 52.0, 15.0
"""From the middle of a box: where the shortest arc lands, and how much nearer each longer one."""
_THINNEST, _THICKEST = 1.5, 10.0
_UNKNOWN = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from a stage into a stage, or out of the journey where `end` is None; 0-based."""

    start: int
    end: int | None
    share: float | None
    """A percentage of those in the stage; None is unknown."""
    said: str
    """The share in words of the page's language; empty where it is unknown."""
    text: str = ""
    """When it is taken, or what the way out is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A diagram's content. Raises ValueError for a way between stages that are not there."""

    id: str
    """Unique in the page; every id inside the diagram begins with it."""
    title: str
    description: str
    stages: tuple[str, ...]
    ways: tuple[Way, ...]

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id: {self.id!r}")
        for way in self.ways:
            if not all(0 <= at < len(self.stages) for at in (way.start, way.end or 0)):
                raise ValueError(f"a way of a stage that is not there: {way!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arc:
    """A way over the stages, with the lines of its label and the floor it runs on."""

    way: Way
    end: int
    lines: tuple[str, ...]
    floor: int


def draw_route(route: Route) -> str:
    """Return the diagram as inline SVG for HTML 5: no style, no script, nothing remote."""
    arcs = _stack(route)
    floors = _measure_floors(arcs)
    top = sum(floors) + 16
    names = [fold(clean_text(name), _BOX - 2 * _PADDING, _SIZE) for name in route.stages]
    box_height = max(map(len, names)) * _LINE + _LINE + 2 * _PADDING - 2
    bottom = top + box_height
    exits = [
        [way for way in route.ways if way.start == at and way.end is None]
        for at in range(len(route.stages))
    ]
    width = 2 * _MARGIN + (len(route.stages) - 1) * _PITCH + _BOX
    texts = [_set_exits(ways, _left(at), bottom + _STEM) for at, ways in enumerate(exits)]
    height = max(below for _, below in texts) + 8

    middle = top + box_height / 2
    drawn = [
        node("title", "", route.title, id=f"{route.id}-title"),
        node("desc", "", route.description, id=f"{route.id}-desc"),
        _draw_start(middle),
    ]
    for way in route.ways:
        if way.end == way.start + 1:
            drawn.extend(_draw_onward(way, middle))
    for at, ways in enumerate(exits):
        if ways:
            drawn.append(_draw_stem(ways, _left(at), bottom))
        drawn.extend(texts[at][0])
    landings = _land(arcs)
    for number_of_arc, arc in enumerate(arcs):
        height_of_arc = top - 16 - sum(floors[: arc.floor])
        drawn.extend(_draw_arc(arc, landings[number_of_arc], height_of_arc, top))
    drawn.extend(_draw_stage(at, lines, top, box_height) for at, lines in enumerate(names))
    steps = min(max(1, round(width / 320)), 9)
    return enclose(
        "svg",
        f"jn-chart jn-chart-w{steps}",
        drawn,
        direction="ltr",
        role="img",
        aria_labelledby=f"{route.id}-title {route.id}-desc",
        viewBox=f"0 0 {number(width)} {number(height)}",
    )


def _left(stage: int) -> float:
    return _MARGIN + stage * _PITCH


def _middle(stage: int) -> float:
    return _left(stage) + _BOX / 2


def _weigh(share: float | None) -> float:
    """Return how thick the line of a share is."""
    if share is None:
        return _UNKNOWN
    return _THINNEST + (_THICKEST - _THINNEST) * min(max(share, 0), 100) / 100


# --- over the stages


def _stack(route: Route) -> tuple[_Arc, ...]:
    """Give each way over the stages a floor: short ones low, none through another."""
    over = [
        (way, way.end) for way in route.ways if way.end is not None and way.end != way.start + 1
    ]
    over.sort(key=lambda o: (abs(o[1] - o[0].start), o[0].start))
    arcs: list[_Arc] = []
    for way, end in over:
        low, high = sorted((way.start, end))
        room = min(max((high - low) * _PITCH - 2 * _FIRST_LANDING + 30, 104), _WIDEST_LABEL)
        lines = (*([way.said] if way.said else []), *fold(clean_text(way.text), room, _SMALL))
        taken = {
            arc.floor
            for arc in arcs
            if min(arc.way.start, arc.end) < max(high, low + 1)
            and low < max(arc.way.start, arc.end, min(arc.way.start, arc.end) + 1)
        }
        floor = next(n for n in range(len(over)) if n not in taken)
        # Nothing runs below what it encloses.
        floor = max([floor, *(n + 1 for n in taken)])
        arcs.append(_Arc(way=way, end=end, lines=lines, floor=floor))
    return tuple(arcs)


def _measure_floors(arcs: Sequence[_Arc]) -> list[float]:
    """Return how high each floor is, the lowest first."""
    count = max((arc.floor + 1 for arc in arcs), default=0)
    return [
        22 + _LINE * max(len(arc.lines) for arc in arcs if arc.floor == floor)
        if any(arc.floor == floor for arc in arcs)
        else 0.0
        for floor in range(count)
    ]


def _land(arcs: Sequence[_Arc]) -> list[tuple[float, float]]:
    """Return where each arc leaves and lands; longer ones nearer to a box's middle."""
    used: dict[tuple[int, int], int] = {}

    def place(stage: int, side: int) -> float:
        count = used[stage, side] = used.get((stage, side), 0) + 1
        return _middle(stage) + side * max(_FIRST_LANDING - (count - 1) * _NEXT_LANDING, 6)

    found = []
    for arc in arcs:
        if arc.end == arc.way.start:
            found.append((_middle(arc.end) + 16, _middle(arc.end) - 16))
            continue
        side = 1 if arc.end > arc.way.start else -1
        found.append((place(arc.way.start, side), place(arc.end, -side)))
    return found


def _draw_arc(
    arc: _Arc, landing: tuple[float, float], height: float, top: float
) -> Iterable[Drawn]:
    start, end = landing
    thick = _weigh(arc.way.share)
    turn = min(_ROUND, abs(end - start) / 2)
    inwards = turn if end > start else -turn
    kind = "jn-route-skip" if arc.end > arc.way.start else "jn-route-back"
    tip = top - 1
    neck = tip - _head(thick)
    yield node(
        "path",
        f"jn-route-way {kind}",
        d=f"M{number(start)} {number(top)}V{number(height + turn)}"
        f"Q{number(start)} {number(height)} {number(start + inwards)} {number(height)}"
        f"H{number(end - inwards)}"
        f"Q{number(end)} {number(height)} {number(end)} {number(height + turn)}V{number(neck)}",
        stroke_width=thick,
    )
    yield _draw_head(end, tip, thick, kind, down=True)
    first = height - thick / 2 - 6 - _LINE * (len(arc.lines) - 1)
    yield _set(arc.lines, (start + end) / 2, first, arc.way.said, "jn-chart-middle")


# --- between the stages, and below


def _draw_start(middle: float) -> Drawn:
    return node("circle", "jn-route-start", cx=_MARGIN / 2, cy=middle, r=6)


def _draw_onward(way: Way, middle: float) -> Iterable[Drawn]:
    thick = _weigh(way.share)
    start, tip = _left(way.start) + _BOX, _left(way.start + 1) - 1
    neck = tip - _head(thick)
    yield node(
        "path",
        "jn-route-way jn-route-on",
        d=f"M{number(start)} {number(middle)}H{number(neck)}",
        stroke_width=thick,
    )
    yield _draw_head(tip, middle, thick, "jn-route-on", down=False)
    if way.said:
        x = (start + tip) / 2
        yield node(
            "text",
            "jn-route-share jn-chart-middle",
            way.said,
            x=x,
            y=middle - max(thick / 2, _head(thick) * 0.6) - 4,
        )


def _draw_stem(ways: Sequence[Way], left: float, bottom: float) -> Drawn:
    known = [way.share for way in ways if way.share is not None]
    thick = _weigh(sum(known) if known else None)
    x, tip = left + 16, bottom + _STEM - 4
    neck = tip - _head(thick)
    line = f"M{number(x)} {number(bottom)}V{number(neck)}"
    path = node("path", "jn-route-way jn-route-exit", d=line, stroke_width=thick)
    return enclose("g", "", [path, _draw_head(x, tip, thick, "jn-route-exit", down=True)])


def _set_exits(ways: Sequence[Way], left: float, top: float) -> tuple[list[Drawn], float]:
    """Set the ways out below each other; return them and where they end."""
    texts = []
    y = top + _LINE - 3
    for way in ways:
        folded = fold(clean_text(way.text), _PITCH - 28, _SMALL)
        lines = (*([way.said] if way.said else []), *folded)
        if lines:
            texts.append(_set(lines, left + 4, y, way.said, "jn-chart-start"))
            y += _LINE * len(lines) + 6
    return texts, (y - _LINE if ways else top - _STEM)


def _draw_stage(at: int, lines: Sequence[str], top: float, height: float) -> Drawn:
    box = node("rect", "", x=_left(at), y=top, width=_BOX, height=height, rx=8)
    x, y = _left(at) + _PADDING, top + _PADDING + _SIZE - 2
    number_of_stage = node("text", "jn-route-number", str(at + 1), x=x, y=y)
    spans = [node("tspan", "", line, x=x, dy=_LINE if n else 0.0) for n, line in enumerate(lines)]
    name = enclose("text", "jn-route-name", spans, x=x, y=y + _LINE)
    return enclose("g", "jn-route-stage", [box, number_of_stage, name])


def _set(lines: Sequence[str], x: float, y: float, said: str, anchor: str) -> Drawn:
    """Set a label below each other: the share, then its text."""
    spans = [
        node(
            "tspan",
            "jn-route-share" if n == 0 and said else "",
            line,
            x=x,
            dy=_LINE if n else 0.0,
        )
        for n, line in enumerate(lines)
    ]
    return enclose("text", f"jn-route-text {anchor}", spans, x=x, y=y)


def _head(thick: float) -> float:
    """Return the length of an arrow's head."""
    return 5 + thick * 0.7


def _draw_head(x: float, y: float, thick: float, kind: str, *, down: bool) -> Drawn:
    """Draw an arrow's head with its tip at a place."""
    long, half = _head(thick), 3 + thick * 0.6
    if down:
        d = f"M{number(x)} {number(y)}l{number(-half)} {number(-long)}h{number(2 * half)}z"
    else:
        d = f"M{number(x)} {number(y)}l{number(-long)} {number(-half)}v{number(2 * half)}z"
    return node("path", f"jn-route-head {kind}", d=d)
