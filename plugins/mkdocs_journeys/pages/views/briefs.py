"""A change under review in a word or two: on a card, and in a cell of the messages' matrix.

Nothing here is asked for where no change is shown: few builds show one, and others need not load
what finds it.
"""

from __future__ import annotations

from ...insight.changes import Change, RecordAdded, RecordRemoved, ValueChanged
from ...model import Journey, Persona, Stage
from ...source.reports.report import harmless
from ..addresses import CHANGES
from ..addresses import section as section_id
from ..marks import Brief, Marks
from ..preview import Preview
from ..viewing import a_view
from ..writer import Writer


def card(writer: Writer, marks: Marks, record: Persona | Journey) -> Brief | None:
    """Return what a card says of what changed on the page that it leads to."""
    own, others = marks.preview.on_page(record)
    language, url = writer.language, writer.url(record)
    if marks.preview.is_new(record):
        return Brief(kind="new", text=language.word("new"), url=url, about=harmless(record.name))
    if own:
        text = language.words("{count} change", "{count} changes", len(own))
        return Brief(kind="changed", text=text, url=url, about=harmless(record.name))
    if others:
        return Brief(
            kind="reached", text=language.word("reached"), url=url, about=harmless(record.name)
        )
    return None


def gone(writer: Writer, preview: Preview, kind: str) -> tuple[Brief, ...]:
    """Return the names of the personas, or of the journeys, that have gone."""
    removed, url = writer.language.word("removed"), writer.url(CHANGES)
    return tuple(
        Brief(kind="removed", text=row.where, url=url, about=removed) for row in preview.gone(kind)
    )


@a_view
class _Said:
    """How many messages came to a stage for a letter, how many went, and whether others changed."""

    came: int
    went: int
    others: bool


def message_cell(
    writer: Writer, marks: Marks, stage: Stage, letter: str | None, state: str
) -> Brief | None:
    """Return what changed in what a stage says for a letter; `state` is what the cell shows."""
    word, number = writer.language.word, writer.language.number
    url = f"{writer.url(stage)}#{section_id('tell')}"
    said = _said(marks, stage, letter)
    if said.came and not said.went and not said.others:
        about = word("messages that came")
        return Brief(kind="new", text=number(said.came), url=url, about=about)
    if said.went and not said.came and not said.others:
        about = word("messages that went")
        return Brief(kind="removed", text=number(said.went), url=url, about=about)
    if said.came or said.went or said.others:
        return Brief(kind="changed", text="", url=url, about=word("other messages than before"))
    objectives = [
        row.change for keys, row in marks.of(stage) if letter and keys == ("aida", letter)
    ]
    if state == "silent" and any(_came(change) for change in objectives):
        return Brief(kind="new", text=word("gap"), url=url)
    if state == "none" and any(_went(change) for change in objectives):
        return Brief(kind="removed", text=word("gap"), url=url)
    return None


def _said(marks: Marks, stage: Stage, letter: str | None) -> _Said:
    came = went = 0
    others = False
    of_letter = {message for message in stage.messages if message.aida == letter}
    for keys, row in marks.of(stage):
        change = row.change
        if keys[0] != "messages":
            continue
        if change.record == "message" and isinstance(change, RecordAdded):
            came += _letter_of(change.after.value if change.after else None) == letter
        elif change.record == "message" and isinstance(change, RecordRemoved):
            went += _letter_of(change.before.value if change.before else None) == letter
        elif keys[2:] == ("aida",) and change.before and change.after:
            came += change.after.value == letter
            went += change.before.value == letter
    for message in of_letter:
        for keys, row in marks.of(message):
            others |= keys != ("aida",) and not isinstance(row.change, RecordAdded)
    return _Said(came=came, went=went, others=others)


def _letter_of(said: object) -> object:
    return said.get("aida") if isinstance(said, dict) else None


def _came(change: Change) -> bool:
    return (
        isinstance(change, ValueChanged)
        and change.before is not None
        and (change.before.value is None)
    )


def _went(change: Change) -> bool:
    return (
        isinstance(change, ValueChanged)
        and change.after is not None
        and (change.after.value is None)
    )
