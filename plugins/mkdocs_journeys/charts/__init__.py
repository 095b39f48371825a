"""Emotion curves and routes: plain values in, one inline SVG out.

A caller describes what is drawn (`Curve`, `Series`, `Point`, `Words`) and for which use
(`Size`), and gets a string to put into a page. Nothing here knows personas or journeys.

    curve.py      what is drawn
    size.py       how large, for which use
    frame.py      pygal lays out and draws; its tree is cleaned (the only importer of pygal)
    plot.py       a curve in its frame
    smooth.py     the line through the points
    lettering.py  how wide a text is, where it breaks
    boxes.py      what room is taken
    labels.py     which points are labelled, and where the words find room
    links.py      what is announced and can be clicked
    marks.py      shapes of dots
    faces.py      what the levels look like
    key.py        what shapes and marks mean
    svg.py        nodes, numbers, bytes
    drawing.py    the whole chart
    sparkline.py  the small one, with a column marked
    route.py      a journey's ways on, back and out
    charts.css    all of the look
"""

from .curve import ACCENTS, Curve, Point, Series, Words
from .drawing import draw_curve, draw_scale
from .route import Route, Way, draw_route
from .size import COMPARED, FIGURE, IN_MAP, Size
from .sparkline import draw_silent_sparkline, draw_sparkline

__all__ = [
    "ACCENTS",
    "COMPARED",
    "FIGURE",
    "IN_MAP",
    "Curve",
    "Point",
    "Route",
    "Series",
    "Size",
    "Way",
    "Words",
    "draw_curve",
    "draw_route",
    "draw_scale",
    "draw_silent_sparkline",
    "draw_sparkline",
]
