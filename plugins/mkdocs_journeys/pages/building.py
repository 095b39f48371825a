"""The handbook as pages: a short Markdown skeleton each, with HTML fragments to put in its place.

A page is written in two strokes. The first gives the skeleton and its fragments, to be put in
when the Markdown is converted. The second draws the charts, to be put in once the search index
has read the page: ticks and coordinates are no words to search for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..charts import Curve
from ..model import Handbook, Journey, Named, Persona, Stage
from ..model.reads import Derived, Memo, note, watched
from . import dividing, views
from .addresses import CHANGES, GLOSSARY, Addresses
from .addresses import section as section_id
from .checked import Checked
from .curves import Curves, can_be_compared, has_curve, shown_journeys
from .first_mentions import FirstMentions
from .glossary import WORDS, Entry, Glossary, glossary_of
from .languages import Language, language
from .navigation import navigation_of
from .overviews import SISTERS, insights_of
from .page import (
    Body,
    NavigationItem,
    Overview,
    Page,
    Section,
    Subject,
    Written,
    every_item,
    section_name,
)
from .printing import Printed, WholeView, place_of, printed, whole_view
from .templates import Templates, chart_comment, templates_of
from .writer import FOUND_BY_CHECK, Writer

if TYPE_CHECKING:
    from .marking import Marking
    from .preview import Extent, Preview
    from .views.explaining import Explained


_TITLE = re.compile(r"<h1\b([^>]*)>")
_HEAD_TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages of a handbook, written one at a time.

    `today` is what ages are counted from, `marking` what the pages say of a change under review.
    """

    handbook: Handbook
    addresses: Addresses
    language: Language
    templates: Templates
    today: dt.date
    pages: tuple[Page, ...]
    navigation: tuple[NavigationItem, ...]
    by_source: Mapping[str, Page] = field(repr=False)
    glossary: Glossary | None = field(default=None, repr=False)
    checked: Checked | None = None
    marking: Marking | None = field(default=None, repr=False)
    small_curves: Memo[Journey, Curve] = field(default_factory=Memo, repr=False)
    explained: Memo[Named, Explained] = field(default_factory=Memo, repr=False)

    def written(self, page: Page) -> Written:
        """Return a page with its charts, and what of the handbook it shows."""
        with watched() as reads:
            body, charts = self.write(page), self.draw(page)
        if isinstance(page.subject, Overview):
            reads |= page.subject.laid_out_from
        return Written(body=body, charts=charts, reads=frozenset(reads))

    @property
    def derived(self) -> Derived:
        """What pages read that follows from the handbook as a whole, by the name it is noted by."""
        return {
            **self.addresses.derived,
            **dividing.derived(),
            SISTERS: lambda handbook, word: insights_of(handbook, self.language),
            WORDS: lambda handbook, word: self.glossary.entries if self.glossary else (),
            FOUND_BY_CHECK: lambda handbook, word: self.checked.told() if self.checked else None,
        }

    def write(self, page: Page) -> Body:
        """Return a page without its charts."""
        writer = self._writer(page)
        changed = self.marking.by_section(page) if self.marking else {}
        sections = [
            section
            for section in self._sections(page, writer)
            # A part that lost all it had still has that to tell.
            if section.view or (section.heading and section_name(section.template) in changed)
        ]
        explained = views.explaining.explanations(writer, self.explained)
        if explained:
            heading = self.language.word("Sources and terms")
            sections.append(Section(heading=heading, template="explanations.html", view=explained))
        terms = self._first_mentions(page, writer)
        fragments: dict[str, str] = {}
        lines = [f"# {as_markdown(page.title)}"]
        if self.marking:
            lines.append(self.marking.note)
        for number, section in enumerate(sections):
            comment = f"<!-- journeys:{number} -->"
            rendered = self._rendered(section, page.subject) if section.view else ""
            if self.marking:
                rendered = self.marking.place(page, writer, section, rendered)
            explains = section.view is explained  # what has a name there is no mention of it
            fragments[comment] = terms.mark(rendered) if terms and not explains else rendered
            lines += ([f"## {as_markdown(section.heading)}"] if section.heading else []) + [comment]
        return Body(markdown="\n\n".join(lines) + "\n", fragments=fragments)

    def _rendered(self, section: Section, subject: Subject) -> str:
        """Return a section's HTML; those of a stage can be linked to from its map."""
        html = self.templates.render(section.template, section.view)
        named = section.heading and isinstance(subject, Stage)
        return f"{_anchor_of(section.template)}\n{html}" if named else html

    def draw(self, page: Page) -> Mapping[str, str]:
        """Return a page's charts, by the comment that each takes the place of."""
        writer = self._writer(page)
        drawn = self._draw(page.subject, writer)
        if self.marking:
            return {**drawn, **self.marking.draw(page, writer, self.templates)}
        return drawn

    def extent(self, page: Page) -> Extent | None:
        """Return how far the change under review goes on a page; None where nothing changed."""
        return self.marking.extent(page) if self.marking else None

    def _draw(self, subject: Subject, writer: Writer) -> Mapping[str, str]:
        curves = Curves(writer, today=self.today, small=self.small_curves)
        match subject:
            case Persona() as persona:
                return _draw_persona(curves, persona)
            case Journey() as journey:
                return _draw_journey(curves, journey)
            case Stage() as stage if has_curve(stage.journey):
                return {chart_comment("curve"): curves.marked(stage)}
            case Overview(charts=charts) if charts:
                return charts(curves)
            case _:
                return {}

    def _writer(self, page: Page) -> Writer:
        return Writer(
            self.handbook,
            self.addresses,
            self.language,
            page.source,
            _near(page),
            self.glossary,
            explains_terms=self.glossary is None or _is_whole(page),
            checked=self.checked,
            marks=self.marking.marks_of_page() if self.marking and not _is_whole(page) else None,
        )

    def _whole(self, whole: Page) -> WholeView:
        """Return the view of the page with all others in it, charts included."""
        shared = self._writer(whole)
        addresses = self.addresses
        records = printed(self.handbook)
        places: dict[str, str | None] = {
            addresses.relative(whole.source, page.source): None for page in self.pages
        }
        for record in records:
            way = addresses.relative(whole.source, addresses.source(record))
            places[way] = place_of(record)

        def beside(record: Printed) -> Mapping[str, str]:
            if not isinstance(record, Stage):
                return {}
            # The small curve is drawn once for all stages of a journey, with links between them.
            here = addresses.beside_stages(record.journey)
            return {
                addresses.relative(here, addresses.source(stage)): place_of(stage)
                for stage in record.journey.stages
            }

        def written(record: Printed) -> str:
            writer = replace(shared, near=record)
            parts: list[str] = []
            for section in self._sections_of(record, writer):
                if section.view:
                    heading = f"<h2>{escape(section.heading)}</h2>" if section.heading else ""
                    parts.append(heading + self._rendered(section, record))
            return put_in("".join(parts), self._draw(record, writer))

        return whole_view(
            records,
            written,
            places=places,
            beside=beside,
            explain=lambda: views.explaining.explanations(shared, self.explained),
            summary=shared.block(self.handbook.summary),
            word=self.language.word,
        )

    def _first_mentions(self, page: Page, writer: Writer) -> FirstMentions | None:
        """Return what marks the first mentions of terms on a page.

        None in the glossary, on paper, where what a term means stands on the page, and where
        authors' words are shown as they were and are.
        """
        address = writer.url(GLOSSARY)
        unmarked = [self.addresses.source(name) for name in (GLOSSARY, CHANGES)]
        if self.glossary is None or writer.explains_terms or page.source in unmarked:
            return None

        note(self.handbook, WORDS)

        def explain(entry: Entry) -> str:
            return writer.first_words(entry.text) or entry.name

        return FirstMentions(self.glossary, address, explain)

    def _sections(self, page: Page, writer: Writer) -> Iterator[Section]:
        match page.subject:
            case Overview(is_whole=True):
                yield _section("", "print.html", self._whole(page))
            case Overview() as overview:
                yield from overview.sections(writer, self.today)
            case record:
                yield from self._sections_of(record, writer)

    def _sections_of(self, record: Persona | Journey | Stage, writer: Writer) -> Iterator[Section]:
        match record:
            case Persona():
                return self._persona(writer, record)
            case Journey():
                return self._journey(writer, record)
            case Stage():
                return self._stage(writer, record)

    def _persona(self, writer: Writer, persona: Persona) -> Iterator[Section]:
        word, page = self.language.word, views.persona
        parts: tuple[tuple[str, str, object], ...] = (
            ("before", word("Before you write to {name}"), views.briefing.before(writer, persona)),
            ("told", word("What we tell {name}"), views.briefing.told(writer, persona)),
            (
                "objections",
                word("What {name} objects, and our answers"),
                views.briefing.objections(writer, persona),
            ),
            ("decision", word("How {name} decides"), page.decision(writer, persona)),
            ("profile", word("About {name}"), page.profile(writer, persona)),
            ("journeys", word("The journeys {name} takes"), page.journeys(writer, persona)),
        )
        said = tuple((place, view) for place, _, view in parts)
        yield _section("", "persona/head.html", page.head(writer, persona, said))
        for place, heading, view in parts:
            named = heading.format(name=persona.name)
            yield _section(named, f"persona/{place}.html", view)

    def _journey(self, writer: Writer, journey: Journey) -> Iterator[Section]:
        word, page = self.language.word, views.journey
        yield _section("", "journey/head.html", page.head(writer, journey))
        yield _section(word("The map"), "journey/map.html", views.map.map_(writer, journey))
        route = views.route.route(writer, journey)
        yield _section(word("The route"), "journey/route.html", route)
        compared = page.compared(writer, journey)
        heading = word("Compared with {name}")
        if compared:
            heading = heading.format(name=compared.other.text)
        yield _section(heading, "journey/compared.html", compared)
        family = page.family(writer, journey)
        yield _section(word("Variations of this map"), "journey/family.html", family)

    def _stage(self, writer: Writer, stage: Stage) -> Iterator[Section]:
        word, page = self.language.word, views.stage
        head = page.head(writer, stage)  # first: sources are numbered as they come
        parts: tuple[tuple[str, str, object], ...] = (
            ("mind", word("How it feels"), page.mind(writer, stage, today=self.today)),
            ("tell", word("What we say"), page.tell(writer, stage)),
            ("doing", word("What they ask and do"), page.doing(writer, stage)),
            ("steps", word("Step by step"), page.steps(writer, stage)),
            ("touchpoints", word("Touchpoints"), page.touchpoints(writer, stage)),
            ("measures", word("KPIs"), page.measures(writer, stage)),
            (
                "improve",
                word("Pain points and answers"),
                page.improve(writer, stage, today=self.today),
            ),
            ("experiments", word("Experiments"), page.experiments(writer, stage)),
            ("backstage", word("Teams and backstage"), page.backstage(writer, stage)),
            ("onward", word("What comes next"), page.onward(writer, stage)),
            ("likes", word("The same stage for others"), page.likes(writer, stage)),
        )
        said = tuple((place, heading) for place, heading, view in parts if view)
        yield _section("", "stage/head.html", replace(head, jumps=page.jumps(said)))
        for place, heading, view in parts:
            yield _section(heading, f"stage/{place}.html", view)


def build(
    handbook: Handbook,
    *,
    path: str = "",
    directory_urls: bool = True,
    overrides: tuple[Path, ...] = (),
    today: dt.date,
    locale: str = "en",
    checked: Checked | None = None,
    preview: Preview | None = None,
) -> Site:
    """Lay out the pages of a handbook.

    `path` is the handbook's folder in the site, `overrides` are folders with templates that go
    before ours, the first of them before the others; `locale` is that of a handbook that
    names none, `checked` what a check of it found, `preview` a change that the pages are to show.
    """
    addresses = Addresses(handbook, path, directory_urls)
    words = language(handbook.locale or locale)
    told: Overview | None = None
    marks: Marking | None = None
    if preview:
        # Few builds show a change: others need not load what tells it.
        from .changes import changes
        from .marking import marking

        told, marks = changes(preview, words), marking(preview, handbook)
    navigation = navigation_of(handbook, addresses, words, told)
    pages = tuple(item.page for item in every_item(navigation) if item.page)
    by_source = {page.source: page for page in pages}
    return Site(
        handbook=handbook,
        addresses=addresses,
        language=words,
        templates=templates_of(overrides, words),
        today=today,
        pages=pages,
        navigation=navigation,
        by_source=by_source,
        glossary=glossary_of(handbook, words) if addresses.source(GLOSSARY) in by_source else None,
        checked=checked,
        marking=marks,
    )


def _draw_journey(curves: Curves, journey: Journey) -> dict[str, str]:
    drawn: dict[str, str] = {}
    if has_curve(journey):
        curve, table = curves.in_map(journey)
        drawn[chart_comment("curve")] = curve
        drawn[chart_comment("scale")] = curves.scale()
        drawn[chart_comment("table")] = table
    if views.route.has_route(journey):
        drawn[chart_comment("route")] = curves.route(journey)
    if can_be_compared(journey):
        drawn[chart_comment("compared")] = curves.compared(journey)
    return drawn


def _is_whole(page: Page) -> bool:
    return isinstance(page.subject, Overview) and page.subject.is_whole


def _near(page: Page) -> Persona | Journey | Stage | None:
    return None if isinstance(page.subject, Overview) else page.subject


def as_html(text: str) -> Markup:
    """Return a plain text as HTML, in a type that keeps a theme from escaping it once more."""
    return escape(text)


def extent_mark(language: Language, extent: Extent) -> Markup:
    """Return the sign of a page that changed: for the eyes, and as a word for all others.

    It is filled where the page's own record changed, and hollow where it is only reached.
    """
    is_own = extent == "changed"
    return Markup(
        '<span class="jn-changed" title="{0}"><span aria-hidden="true">{1}</span>'
        '<span class="jn-changed__word">{0}</span></span>'
    ).format(
        language.word("changed") if is_own else language.word("reached by a change"),
        "●" if is_own else "○",
    )


def put_in(html: str, pieces: Mapping[str, str]) -> str:
    """Return HTML with the comments that are in `pieces` replaced, in one pass.

    Raises ValueError where one is not there: a Markdown extension took it out.
    """
    if not pieces:
        return html
    if missing := [comment for comment in pieces if comment not in html]:
        raise ValueError(f"a Markdown extension took out {', '.join(missing)}")
    pattern = re.compile("|".join(re.escape(comment) for comment in pieces))
    return pattern.sub(lambda match: pieces[match[0]], html)


def entitled(html: str, page: Page) -> str:
    """Return a page's HTML with its title marked as that of one of its kind.

    The stylesheet goes by it: what a title, and the headings after it, look like must not wait for
    what comes below them. A title that is marked stays as it is.
    """
    return _TITLE.sub(lambda tag: _marked(tag[1], page), html, count=1)


def fully_entitled(document: str, page: Page) -> str:
    """Return a page, theme and all, with its full title in its head.

    The theme writes the title there beside the name of the site, and escapes it or does not. One
    that writes something else is left alone.
    """
    head = document[: max(document.find("<body"), 0)]
    found = _HEAD_TITLE.search(head) if page.full_title != page.title else None
    if found is None:
        return document
    said, full = found[1], str(as_html(page.full_title))
    for title in dict.fromkeys((str(as_html(page.title)), page.title)):
        if said.startswith(title):
            return document[: found.start(1)] + full + document[found.start(1) + len(title) :]
        if said.endswith(title):
            return document[: found.end(1) - len(title)] + full + document[found.end(1) :]
    return document


def _marked(attributes: str, page: Page) -> str:
    names = f"jn-title jn-title--{page.kind}"
    if 'class="' not in attributes:
        return f'<h1 class="{names}"{attributes}>'
    if "jn-title" in attributes:
        return f"<h1{attributes}>"
    return f"<h1{attributes}>".replace('class="', f'class="{names} ', 1)


def _draw_persona(curves: Curves, persona: Persona) -> Mapping[str, str]:
    drawn: dict[str, str] = {}
    if shown_journeys(persona):
        drawn[chart_comment("curves")] = curves.of_persona(persona)
    for journey in views.persona.drawn_small(persona):
        name = views.persona.small_chart(journey)
        drawn[chart_comment(name)] = curves.small_of(journey, name)
    return drawn


@lru_cache(maxsize=128)  # the same on every page of a kind
def _anchor_of(template: str) -> Markup:
    """Return the place that the map links to: headings have other ids in every language."""
    name = section_id(section_name(template))
    return Markup('<span id="{}" class="jn-section"></span>').format(name)


def _section(heading: str, template: str, view: object) -> Section:
    return Section(heading=heading, template=template, view=view)


_NOT_PLAIN = re.compile(r"[!-/:-@\[-`{-~]")


@lru_cache(maxsize=1024)  # most are headings, the same on every page of a kind
def as_markdown(text: str) -> str:
    """Return a text so that Markdown takes no character of it for markup."""
    return _NOT_PLAIN.sub(lambda match: f"&#{ord(match[0])};", text)
