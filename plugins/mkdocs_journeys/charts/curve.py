"""What is drawn. Values are checked by whoever read them: a fault here is a caller's bug."""

import math
import re
from dataclasses import dataclass

from .svg import clean_text

ACCENTS = 8
"""How many accents the stylesheet holds; higher numbers start again at the first."""

LOWEST, HIGHEST = -2, 2
LEVELS = range(LOWEST, HIGHEST + 1)

_FURTHEST = 10_000

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_:-]*")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One stage or step of a series.

    Raises ValueError for a score beyond −2 … +2, an `x` that is no place on the axis, or an
    address that could run a script.
    """

    x: float
    """In columns: 0.5 is the centre of the first; steps of a stage lie inside its column."""
    score: float | None
    """−2 … +2. None is unknown: a gap, never 0."""
    label: str
    """Name of the stage or step."""
    feeling: str = ""
    url: str = ""
    """Address relative to the page; empty: no link."""
    moment_of_truth: bool = False
    assumed: bool = False
    """Segments that touch the point are dashed, its dot is hollow."""

    def __post_init__(self) -> None:
        if not 0 <= self.x <= _FURTHEST:
            raise ValueError(f"a point's x is a place on the axis, in columns: {self.x!r}")
        if self.score is not None and not LOWEST <= self.score <= HIGHEST:
            raise ValueError(f"a score lies between {LOWEST} and +{HIGHEST}: {self.score!r}")
        # Browsers skip blanks and control characters before and inside a scheme, and what a
        # chart leaves out of its markup must not bring forth a scheme either.
        scheme = _SCHEME.match(_INVISIBLE.sub("", clean_text(self.url)))
        if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
            raise ValueError(f"not an address to link to: {self.url!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line: a persona's way through a journey."""

    name: str
    points: tuple[Point, ...]
    accent: int | None = None
    """0-based number of the persona's accent: class `jn-accent-N`. None: nobody's, neutral ink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Interface words, already in the page's language."""

    levels: tuple[str, str, str, str, str]
    """From −2 to +2."""
    unknown: str
    moment_of_truth: str
    assumption: str
    decimal_mark: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A chart's content.

    Raises ValueError when `id` cannot begin an id in a page, or for a column without a width.
    """

    id: str
    """Unique in the page; every id inside the chart begins with it."""
    title: str
    description: str
    columns: tuple[str, ...]
    """Heads of the columns: names of stages or phases."""
    series: tuple[Series, ...]
    words: Words
    widths: tuple[float, ...] = ()
    """How wide each column is, 1 being an ordinary one; columns without a number are ordinary."""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id: {self.id!r}")
        if not all(0 < width <= _FURTHEST for width in self.widths):
            raise ValueError(f"a column has a width: {self.widths!r}")

    def name_accent(self, series: int) -> str:
        """Name the class that lends a series its colour; empty for neutral ink."""
        accent = self.series[series].accent
        return "" if accent is None else f"jn-accent-{accent % ACCENTS}"

    def count_columns(self) -> int:
        """Return at least one, and enough for a series that is longer than the heads."""
        furthest = max((p.x for series in self.series for p in series.points), default=0.0)
        return max(1, len(self.columns), math.ceil(furthest))

    def place(self, x: float) -> float:
        """Return how far a place on the axis lies from its start, in ordinary columns."""
        whole = min(int(x), len(self.widths))
        within = x - whole
        if whole < len(self.widths):
            within *= self.widths[whole]
        return math.fsum(self.widths[:whole]) + within

    def measure_length(self) -> float:
        """Return the length of the axis, in ordinary columns."""
        return self.place(self.count_columns())
