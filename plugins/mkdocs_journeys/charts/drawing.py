"""The whole chart: pygal's grid and dots, the smooth line, words, key and links, in one SVG."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from .boxes import Box, Obstacle, reached, weigh
from .curve import LEVELS, LOWEST, Curve, Words
from .faces import RADIUS, draw_faces
from .key import draw_key, measure_key
from .labels import Label, place_labels, surround
from .lettering import measure_text, truncate, wrap
from .links import draw_links, draw_tooltips
from .marks import draw_diamond, draw_mark, name_dash
from .plot import Dot, Plot, draw_plot
from .size import Size
from .smooth import Piece, Spot, smooth
from .svg import Drawn, enclose, letter, node, number, open_node
from .unknowns import QUESTION, WORD_SIZE, find_unknowns

_HEAD_SIZE = 11.5
_WORD_INDENT = 27.0
_WORD_GAP = 8.0
"""Between the longest word of the axis and the first column."""
_WIDEST_GUTTER = 150.0
"""Words that need more room are cut."""
_HEAD_LINE_HEIGHT = 15.0
_NARROWEST_LABEL, _WIDEST_LABEL = 110.0, 150.0
SCALE_WIDTH = 130.0
"""Of the axis that stands beside a chart."""
_ROOM_FOR_NOTES = 110.0
"""Columns this wide carry the word for a moment of truth beside its mark, others in the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn of a curve, before its title, areas for the mouse and links are put to it."""

    plot: Plot
    drawing: str


def draw_curve(curve: Curve, *, size: Size) -> str:
    """Return the chart as inline SVG for HTML 5: no style, no script, nothing remote.

    Same curve and size, same string. Raises nothing for any `Curve` that could be made.
    """
    size = _fit_gutter(size, curve.words)
    picture = draw_picture(curve, size)
    several = " jn-chart-several" if len(curve.series) > 1 else ""
    steps = f"jn-chart-w{size.count_steps(curve.measure_length())}"
    opened = open_chart(curve, picture.plot, steps + several)
    tooltips = "".join(draw_tooltips(curve, picture.plot))
    links = [
        enclose("g", curve.name_accent(number_of_series), [link for _, link in members])
        for number_of_series, members in groupby(
            draw_links(curve, picture.plot), key=lambda e: e[0].series
        )
    ]
    group = enclose("g", "jn-chart-links", links) if links else ""
    return f"{opened}{picture.drawing}{tooltips}</g>{group}</svg>"


def _fit_gutter(size: Size, words: Words) -> Size:
    """Return a size whose gutter, where it has one, holds the words of the axis uncut."""
    if not size.gutter:
        return size
    longest = max(measure_text(word, WORD_SIZE) for word in words.levels)
    needed = min(math.ceil(_WORD_INDENT + longest + _WORD_GAP), _WIDEST_GUTTER)
    return replace(size, gutter=max(size.gutter, needed))


def open_chart(curve: Curve, plot: Plot, cls: str, *, name: str = "") -> str:
    """Return a chart's start, up to its title and description; `cls` are classes of it.

    Two nodes are open: the chart, and the drawing, which is what `role="img"` covers. The ids in
    it begin with `name`, or with the curve's.
    """
    name = name or curve.id
    # Anchors of texts depend on the direction, which a page may have turned.
    chart = open_node(
        "svg",
        f"jn-chart {cls}",
        direction="ltr",
        viewBox=f"0 0 {number(plot.width)} {number(plot.height)}",
    )
    labelled = f"{name}-title {name}-desc"
    drawing = open_node("g", "jn-chart-drawing", role="img", aria_labelledby=labelled)
    title = node("title", "", curve.title, id=f"{name}-title")
    description = node("desc", "", curve.description, id=f"{name}-desc")
    return f"{chart}>{drawing}>{title}{description}"


def draw_picture(curve: Curve, size: Size) -> Picture:
    """Draw everything that is looked at."""
    length = curve.measure_length()
    column_width = size.measure_column(length)
    notes_in_key = column_width < _ROOM_FOR_NOTES or len(curve.series) > 1 or not size.key
    width = size.measure_width(length)
    has_key = size.lettered and size.key
    unknowns = find_unknowns(curve, column_width) if size.lettered else []
    has_questions = any(word == QUESTION for _, word in unknowns)
    key_height = measure_key(curve, width, notes_in_key, has_questions) if has_key else 0.0
    heads = [
        wrap(head, column_width * (curve.place(i + 1) - curve.place(i)) - 4, _HEAD_SIZE)
        for i, head in enumerate(curve.columns if size.heads else ())
    ]
    head_height = 16 + _HEAD_LINE_HEIGHT * max(map(len, heads)) if any(heads) else 0.0
    plot = draw_plot(curve, size, key_height=key_height, head_height=head_height)
    lines = tuple(_smooth_runs(dots) for dots in plot.dots)

    series = [
        _draw_series(curve, plot, i, dots, lines[i], size.dot) for i, dots in enumerate(plot.dots)
    ]
    drawn = [*_draw_grid(plot, size.gutter)]
    if size.lettered:
        line = [piece for of_series in lines for run in of_series for piece in run]
        words, taken = _draw_words(curve, plot, size, line) if size.axis else ([], [])
        key = draw_key(curve, width, notes_in_key, has_questions) if has_key else []
        obstacles = [*taken, *(Obstacle(box, 10.0) for _, box in key)]
        field = Box(max(0, size.gutter - 24), 2, plot.width, plot.head_line - 2)
        labels = place_labels(
            plot.dots,
            line,
            obstacles,
            field,
            line_width=min(max(column_width * 0.95, _NARROWEST_LABEL), _WIDEST_LABEL),
            note="" if notes_in_key else curve.words.moment_of_truth,
        )
        gaps = _draw_unknowns(plot, unknowns, size.gutter)
        drawn += [*words, *series, *gaps, *_draw_labels(curve, labels)]
        drawn += [swatch for swatch, _ in key]
        if any(heads):
            drawn.append(_draw_heads(curve, plot, heads, size.gutter))
    else:
        drawn += series
    return Picture(plot=plot, drawing="".join(drawn))


def draw_scale(words: Words, *, size: Size) -> str:
    """Return the axis in faces and words, as high as the chart of that size without a key.

    Hidden from assistive technology: the chart's description names the ends of the axis.
    """
    top, bottom = size.head_room, size.height - size.foot_room
    middles = [bottom + (top - bottom) * i / (len(LEVELS) - 1) for i in range(len(LEVELS))]
    spots = [Spot(8 + RADIUS, middle) for middle in middles]
    drawn = [draw_faces(zip(LEVELS, spots, strict=True))]
    for word, middle in zip(words.levels, middles, strict=True):
        text = truncate(word, SCALE_WIDTH - _WORD_INDENT, WORD_SIZE)
        drawn.append(node("text", "jn-chart-word", text, x=_WORD_INDENT, y=middle + 4))
    return enclose(
        "svg",
        "jn-chart jn-chart-scale",
        drawn,
        direction="ltr",
        aria_hidden="true",
        viewBox=f"0 0 {number(SCALE_WIDTH)} {number(size.height)}",
    )


def _draw_grid(plot: Plot, gutter: float) -> list[Drawn]:
    place = {"x": gutter} if gutter else {}
    width, height = plot.width - gutter, plot.head_line - plot.zero
    low = node("rect", "jn-chart-low", **place, y=plot.zero, width=width, height=height)
    zero = -LOWEST
    guides = (
        ("jn-chart-column", plot.separators),
        ("jn-chart-level", plot.levels[:zero] + plot.levels[zero + 1 :]),
        ("jn-chart-zero", plot.levels[zero : zero + 1]),
    )
    return [low, *(node("path", cls, d="".join(lines)) for cls, lines in guides if lines)]


def _draw_words(
    curve: Curve, plot: Plot, size: Size, line: Sequence[Piece]
) -> tuple[list[Drawn], list[Obstacle]]:
    """Set the axis in faces and words at the left, and say what room they take.

    Each stands on its grid line, or a little beside it where the curve passes.
    """
    room = (size.gutter - _WORD_GAP if size.gutter else plot.column_width - 4) - _WORD_INDENT
    dots = (dot for of_series in plot.dots for dot in of_series if dot.known)
    taken = [Obstacle(surround(dot), 1.0) for dot in dots]
    faces: list[tuple[int, Spot]] = []
    texts: list[Drawn] = []
    obstacles: list[Obstacle] = []
    for level, word, height in zip(LEVELS, curve.words.levels, plot.level_heights, strict=True):
        text = truncate(word, room, WORD_SIZE)
        right = _WORD_INDENT + measure_text(text, WORD_SIZE)
        places = [
            Box(6, height + shift - RADIUS, right, height + shift + RADIUS)
            for shift in (0, -11, 11, -18, 18)
        ]
        span = Box(6, places[-2].top, right, places[-1].bottom)
        near = reached(span, line, (*taken, *obstacles))
        box = min(places, key=partial(weigh, obstacles=near))
        middle = (box.top + box.bottom) / 2
        faces.append((level, Spot(8 + RADIUS, middle)))
        texts.append(node("text", "jn-chart-word", text, x=_WORD_INDENT, y=middle + 4))
        room_of_word = Box(box.left, box.top - 4, box.right + 4, box.bottom + 4)
        obstacles.append(Obstacle(room_of_word, 5.0))
    return [draw_faces(faces), *texts], obstacles


def _smooth_runs(dots: Sequence[Dot]) -> tuple[tuple[Piece, ...], ...]:
    """Join the dots of a series, broken where a score is unknown."""
    runs = (
        smooth([dot.spot for dot in run])
        for known, run in groupby(dots, key=lambda d: d.known)
        if known
    )
    return tuple(run for run in runs if run)


def _draw_series(
    curve: Curve,
    plot: Plot,
    series: int,
    dots: Sequence[Dot],
    runs: Sequence[Sequence[Piece]],
    radius: float,
) -> Drawn:
    drawn = []
    if len(curve.series) == 1 and runs:
        drawn.append(node("path", "jn-chart-fill", d="".join(_close(r, plot.zero) for r in runs)))
    assumed = {dot.spot for dot in dots if dot.point.assumed and dot.known}
    for run in runs:
        for dashed, pieces in groupby(run, key=lambda p: p.start in assumed or p.end in assumed):
            cls = "jn-chart-assumed" if dashed else name_dash(series)
            drawn.append(node("path", f"jn-chart-line {cls}", d=_trace(list(pieces))))
    for dot in dots:
        if dot.known:
            growth = 1 + 0.7 * _count_later(plot, dot)
            if dot.point.moment_of_truth:
                drawn.append(draw_diamond(dot.spot, 3 * (radius - 1) * growth, "jn-chart-truth"))
            cls = "jn-chart-dot jn-chart-assumed" if dot.point.assumed else "jn-chart-dot"
            drawn.append(draw_mark(series, dot.spot, radius * growth, cls))
    return enclose("g", f"jn-chart-series {curve.name_accent(series)}", drawn)


def _count_later(plot: Plot, dot: Dot) -> int:
    """Count the later series that have a dot on this one; it grows to be seen behind them."""
    return sum(
        any(abs(d.spot.x - dot.spot.x) < 3 and abs(d.spot.y - dot.spot.y) < 3 for d in dots)
        for dots in plot.dots[dot.series + 1 :]
    )


def _trace(pieces: Sequence[Piece]) -> str:
    start = pieces[0].start
    curves = " ".join(
        f"{number(x)} {number(y)}" for p in pieces for x, y in (p.handle_out, p.handle_in, p.end)
    )
    return f"M{number(start.x)} {number(start.y)}C{curves}"


def _close(pieces: Sequence[Piece], zero: float) -> str:
    # Whole units will do: the line hides the edge.
    whole = [Piece(*(Spot(round(x), round(y)) for x, y in piece)) for piece in pieces]
    return f"{_trace(whole)}V{number(zero)}H{round(pieces[0].start.x)}Z"


def _draw_unknowns(plot: Plot, unknowns: Sequence[tuple[float, str]], gutter: float) -> list[Drawn]:
    """Set what is said of gaps at the foot of the plot."""
    # Rounded first: series share a `?` where their gaps are.
    places = sorted({(round(gutter + x * plot.column_width, 1), word) for x, word in unknowns})
    return [
        node("text", "jn-chart-word jn-chart-middle", word, x=x, y=plot.head_line - 10)
        for x, word in places
    ]


def _draw_labels(curve: Curve, labels: Sequence[Label]) -> list[Drawn]:
    """Set the labels, a group for each series."""
    groups = []
    for series, members in groupby(labels, key=lambda label: label.dot.series):
        texts = []
        for label in members:
            anchor = f"jn-chart-{label.anchor}" if label.anchor != "middle" else ""
            lines = [
                (line.text, "jn-chart-note" if line.note else "", line.height)
                for line in label.lines
            ]
            baseline = label.box.top + label.lines[0].height - 4
            texts.append(_set_lines(anchor, lines, label.x, baseline))
        accent = curve.name_accent(series)
        groups.append(enclose("g", f"jn-chart-labels {accent}", texts))
    return groups


def _draw_heads(curve: Curve, plot: Plot, heads: Sequence[Sequence[str]], gutter: float) -> Drawn:
    texts = []
    for i, head in enumerate(heads):
        if head:
            x = gutter + curve.place(i + 0.5) * plot.column_width
            lines = [(line, "", _HEAD_LINE_HEIGHT) for line in head]
            texts.append(_set_lines("", lines, x, plot.head_line + 20))
    return enclose("g", "jn-chart-heads", texts)


def _set_lines(cls: str, lines: Sequence[tuple[str, str, float]], x: float, y: float) -> Drawn:
    """Set lines, each with its class and height, below each other; `y` is the first baseline."""
    drawn = []
    for n, (line, of_line, height) in enumerate(lines):
        if n:
            drawn.append(node("tspan", of_line, line, x=x, dy=height))
        elif of_line:
            drawn.append(node("tspan", of_line, line))
        else:
            drawn.append(letter(line))
    return enclose("text", cls, drawn, x=x, y=y)
