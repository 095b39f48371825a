"""Small pictures beside words: strokes on a field of 20 × 20, drawn by ourselves.

They never stand alone: a word beside each says the same, so they are hidden from assistive
technology. The stylesheet gives them their colour and the thickness of their lines.
"""

from __future__ import annotations

from functools import lru_cache

from ..model import Touchpoint

LANES = {
    "curve": "M2 13c4 0 4-8 8-8s4 8 8 8M2 16h16",
    "steps": "M3 15h4v-4h4V7h4V3h3",
    "goal": "M10 2a8 8 0 1 0 .1 0M10 6a4 4 0 1 0 .1 0M10 10h.1",
    "mindset": "M3 9a7 5.5 0 1 1 6 5.4L5 17l.6-3.6A5.5 5.5 0 0 1 3 9",
    "actions": "M4 10h11M11 5l5 5-5 5",
    "questions": "M7 7.5a3 3 0 1 1 3.5 3c-.5.2-.5 1-.5 2M10 16h.1",
    "seeks": "M8.5 3a5.5 5.5 0 1 0 .1 0M12.5 12.5 17 17",
    "motivations": "M10 3v14M5 8l5-5 5 5M5 13l5-5 5 5",
    "touchpoints": "M10 18s6-5.6 6-10a6 6 0 0 0-12 0c0 4.4 6 10 6 10M10 6a2 2 0 1 0 .1 0",
    "aida": "M4 18V3h11l-2.5 4L15 11H4",
    "messages": "M3 4h14v9H9l-4 4v-4H3z",
    "pain_points": "M11 2 4 11h5l-1 7 8-10h-5z",
    "opportunities": "M7 14a5 5 0 1 1 6 0v2H7zM8 18h4",
    "kpis": "M3 17h14M5 14v-4M10 14V4M15 14V8",
    "experiments": "M8 3h4M9 3v5L4 16c-.5 1 0 1.5 1 1.5h10c1 0 1.5-.5 1-1.5L11 8V3M7 12h6",
    "teams": "M7 4a2.5 2.5 0 1 0 .1 0M2 16c0-6 10-6 10 0M13 5a2 2 0 1 1 0 4M14 11c3 0 4 2 4 5",
    "backstage": "M3 3h14M4 3c0 5 0 9-1 14M16 3c0 5 0 9 1 14M8 3c0 4-1 6-4 7M12 3c0 4 1 6 4 7",
    "next": "M4 17V9a3 3 0 0 1 3-3h9M12 2l4 4-4 4",
}
"""Of the lanes, by their names."""

CHANNELS = {
    "mail": "M2 5h16v11H2zM2 6l8 6 8-6",
    "web": "M10 2a8 8 0 1 0 .1 0M2 10h16M10 2c-5 5-5 11 0 16M10 2c5 5 5 11 0 16",
    "app": "M6 2h8v16H6zM9 15.5h2",
    "phone": "M4 3l3-1 2 4-2 2c1 2 2.5 3.5 5 5l2-2 4 2-1 3c-1 2-5 2-9-2S2 4 4 3",
    "video": "M2 5h11v10H2zM13 9l5-3v8l-5-3",
    "event": "M3 4h14v13H3zM3 8h14M7 2v4M13 2v4",
    "person": "M10 3a3 3 0 1 0 .1 0M4 18c0-9 12-9 12 0",
    "chat": "M3 4h14v9H9l-4 4v-4H3z",
    "post": "M4 2h12v16H4zM7 6h6M7 10h6M7 14h3",
    "star": "M10 2l2.4 5.2 5.6.7-4.2 3.9 1.1 5.7L10 14.7 5.1 17.5l1.1-5.7L2 7.9l5.6-.7z",
    "place": "M10 18s6-5.6 6-10a6 6 0 0 0-12 0c0 4.4 6 10 6 10M10 6a2 2 0 1 0 .1 0",
}
"""Of the ways to reach people, by kind."""

_KINDS = (
    ("mail", ("mail", "newsletter")),
    ("video", ("video", "webinar", "youtube")),
    ("phone", ("phone", "call", "tel", "hotline")),
    ("app", ("app-", "-app", "mobile")),
    ("chat", ("chat", "whatsapp", "sms", "messenger", "word-of-mouth")),
    ("star", ("review", "rating")),
    ("event", ("event", "fair", "conference")),
    ("person", ("person", "sales", "visit", "meeting", "branch", "store", "shop")),
    ("post", ("linkedin", "social", "facebook", "instagram", "press", "print", "ads", "post")),
    ("web", ("web", "site", "search", "online", "portal", "seo")),
)
"""Kinds of channel, and what in an author's id speaks for each."""


def kind_of_channel(touchpoint: Touchpoint) -> str:
    """Return the kind of a touchpoint's channel, guessed from its id; else from the medium."""
    kind = _kind_of(touchpoint.channel.id) if touchpoint.channel else None
    return kind or ("place" if touchpoint.medium == "offline" else "web")


@lru_cache(maxsize=256)  # a handbook has few channels, and every map shows most of them
def _kind_of(channel: str) -> str | None:
    """Return the kind that a channel's id speaks for, None for none."""
    channel = f"-{channel}-"
    return next((kind for kind, signs in _KINDS if any(sign in channel for sign in signs)), None)
