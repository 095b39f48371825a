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
from .addresses import CHANGES
from .marks import Brief, Marks, PageMarks
from .page import Overview, Page, Section, section_name
from .preview import Extent, Preview, Row
from .templates import Templates, chart_comment
from .writer import Writer

_LISTS = {
    "home/people.html": "persona",
    "personas.html": "persona",
    "personas/table.html": "persona",
    "journeys.html": "journey",
    "journeys/table.html": "journey",
}
"""Templates that list all records of a kind."""

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
                if isinstance(mark, Brief):
                    waiting[chart_comment(name)] = ("changes/brief.html", mark)
                    continue
                told |= {id(row) for row in mark.rows}
                view = views.changes.marked(writer, mark, near)
                waiting[chart_comment(name)] = ("changes/mark.html", view)
        name = section_name(section.template)
        html = self._with_gone(writer, section, html, waiting)
        rows = self.by_section(page).get(name, ())
        left = tuple(row for row in rows if id(row) not in told)
        if not left:
            return html
        comment = chart_comment(f"here-{name}")
        waiting[comment] = ("changes/here.html", views.changes.here(writer, left, near))
        return f"{comment}{html}"  # a sum would escape it

    def _with_gone(
        self, writer: Writer, section: Section, html: str, waiting: dict[str, tuple[str, object]]
    ) -> str:
        """Return cards, or a table of what they tell, with a place for those that have gone."""
        kind = _LISTS.get(section.template, "")
        gone = views.briefs.gone(writer, self.preview, kind) if kind and html else ()
        if not gone:
            return html
        comment = chart_comment(f"gone-{kind}")
        waiting[comment] = ("changes/gone.html", gone)
        return "".join((html, comment))  # a sum would escape it

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

    def extent(self, page: Page) -> Extent | None:
        """Return how far a change goes on a page: None where all is as it was before."""
        match page.subject:
            case Persona() | Journey() | Stage() as record:
                if self.preview.is_new(record):
                    return "changed"
                own, others = self.preview.on_page(record)
                return "changed" if own else "reached" if others else None
            case Overview(name="home"):
                is_changed = ("handbook", "handbook") in self.preview.pages
            case Overview(name="glossary"):
                is_changed = ("glossary", "glossary") in self.preview.pages
            case _:
                is_changed = False
        return "changed" if is_changed else None


def marking(preview: Preview, handbook: Handbook) -> Marking:
    """Return what the pages of a handbook say of a change under review."""
    return Marking(preview, Marks(preview, handbook))
