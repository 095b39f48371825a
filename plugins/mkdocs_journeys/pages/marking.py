"""A change under review on the pages: their notes and marks, and where each of them is put.

A page is written first and its marks are put in once the search index has read it: what they say
is kept meanwhile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from ..model import Handbook, Journey, Persona, Record, Stage
from . import views
from .addresses import CHANGES, HOME, Addresses
from .marks import Marks, PageMarks
from .page import Page, Section, section_name
from .preview import Preview, Row
from .templates import Templates, chart_comment
from .writer import Writer

_MARK = re.compile(re.escape(chart_comment("mark-0")).replace("mark\\-0", r"(mark-[0-9]+)"))


@dataclass(slots=True)
class Marking:
    """What the pages say of a change. `waiting` is kept for pages that are not drawn yet."""

    preview: Preview
    marks: Marks
    waiting: dict[str, dict[str, tuple[str, object]]] = field(default_factory=dict)

    note: ClassVar[str] = chart_comment("preview")
    """Where the note of a preview stands."""

    def marks_of_page(self) -> PageMarks:
        """Return what collects the marks of one page."""
        return PageMarks(self.marks)

    def by_section(self, page: Page) -> dict[str, tuple[Row, ...]]:
        """Return the changes of a page's own record, by the name of the part that shows them."""
        near = page.subject
        if not isinstance(near, Persona | Journey | Stage):
            return {}
        return views.changes.by_section(self.marks, near)

    def place(self, page: Page, writer: Writer, section: Section, html: str) -> str:
        """Return a part of a page with a place for what changed in it and has no mark there.

        What the marks in it will say is kept.
        """
        waiting = self.waiting.setdefault(page.source, {})
        told: set[int] = set()
        near = page.subject if isinstance(page.subject, Record) else None
        for name in dict.fromkeys(_MARK.findall(html)):
            # An override may place a mark that nobody asked for: it stays a comment.
            if writer.marks and (mark := writer.marks.asked.get(name)):
                told |= {id(row) for row in mark.rows}
                view = views.changes.marked(writer, mark, near)
                waiting[chart_comment(name)] = ("changes/mark.html", view)
        name = section_name(section.template)
        rows = self.by_section(page).get(name, ())
        left = tuple(row for row in rows if id(row) not in told)
        if not left:
            return html
        comment = chart_comment(f"here-{name}")
        waiting[comment] = ("changes/here.html", views.changes.here(writer, left, near))
        return f"{comment}{html}"  # a sum would escape it

    def draw(self, page: Page, writer: Writer, templates: Templates) -> dict[str, str]:
        """Return all that is said of the change on a page, by the comments that it replaces."""
        waiting = self.waiting.pop(page.source, {})
        drawn = {comment: templates.render(*said) for comment, said in waiting.items()}
        is_changes = page.source == writer.addresses.source(CHANGES)
        near = page.subject if isinstance(page.subject, Record) else None
        note = views.changes.note(
            writer, self.preview, near, is_changes=is_changes, is_marked=bool(waiting)
        )
        return {**drawn, self.note: templates.render("changes/note.html", note)}

    def is_changed(self, page: Page, addresses: Addresses) -> bool:
        """Whether something on a page is not as it was before."""
        match page.subject:
            case Persona() as persona:
                return ("persona", persona.id) in self.preview.pages
            case Journey() as journey:
                return ("journey", journey.id) in self.preview.pages
            case Stage() as stage:
                return ("stage", stage.address) in self.preview.pages
            case _:
                is_home = page.source == addresses.source(HOME)
                return is_home and ("handbook", "handbook") in self.preview.pages


def marking(preview: Preview, handbook: Handbook) -> Marking:
    """Return what the pages of a handbook say of a change under review."""
    return Marking(preview, Marks(preview, handbook))
