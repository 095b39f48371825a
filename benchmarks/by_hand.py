"""A built page → the Markdown with which somebody would write the same content by hand.

Headings, paragraphs, lists, quotes and tables are Markdown's own; charts are HTML in it. Cards,
badges and the like become plain text, and links lead to pages, not to places in them: nothing
costs more than what a person would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .elements import Element

Link = Callable[[str], str | None]
"""What a link leads to in the sources, None where its text shall stand alone."""

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "section"),
        *("summary", "table", "ul", "caption", "figcaption", "dt", "dd", "li"),
    }
)
_STRONG = frozenset({"b", "strong", "dt", "summary"})
_HEADING = re.compile(r"h([1-6])")
_ROLE_CELLS = frozenset({"cell", "columnheader", "rowheader"})
_SMALL_CHART = 2_000
"""Characters of a chart that still stands in a table's cell; a larger one stands before it."""

_MARKUP = re.compile(r"[\\`*_\[\]]")
_AT_START = re.compile(r"^(?:([#>+|=~-])|(\d+)([.)]))")
_PLACE = re.compile(r'href="([^"#]*)#[^"]*"')
_INDENT = "    "


def as_markdown(content: Element, link: Link) -> str:
    """Return the content of a page as Markdown."""
    return "\n\n".join(_Writer(link).blocks(content)) + "\n"


class _Writer:
    def __init__(self, link: Link) -> None:
        self.link = link

    def parts(self, element: Element) -> Iterator[str | Element]:
        """Yield what stands in an element: words between blocks as a line, and the blocks."""
        line: list[Element | str] = []
        for child in element.children:
            if not isinstance(child, Element) or not _is_block(child):
                line.append(child)
                continue
            if text := self.line(line):
                yield text
            line = []
            yield child
        if text := self.line(line):
            yield text

    def blocks(self, element: Element) -> list[str]:
        """Return what stands in an element, block by block."""
        blocks: list[str] = []
        for part in self.parts(element):
            blocks += self.block(part) if isinstance(part, Element) else [_paragraph(part)]
        return blocks

    def block(self, element: Element) -> list[str]:
        if heading := _HEADING.fullmatch(element.tag):
            text = self.line(element.children)
            return [f"{'#' * int(heading[1])} {text}"] if text else []
        if element.source:
            return [_figure(element)]
        if element.tag == "table" or element.get("role") == "table":
            return self.table(element)
        match element.tag:
            case "ul" | "ol":
                return self.listed(element)
            case "dl":
                return self.terms(element)
            case "blockquote":
                inside = "\n\n".join(self.blocks(element))
                return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))]
            case "summary" | "dt":
                text = self.line(element.children)
                return [f"**{text}**"] if text else []
            case _:
                return self.blocks(element)

    def listed(self, element: Element) -> list[str]:
        marks = "1." if element.tag == "ol" else "-"
        items = [
            _item(marks, found)
            for child in element.elements()
            if (found := self.blocks(child) if child.tag == "li" else self.block(child))
        ]
        return [_listed(items)] if items else []

    def terms(self, element: Element) -> list[str]:
        items: list[str] = []
        said: list[str] = []
        for child in element.every("dt", "dd"):
            if child.tag == "dt":
                term = self.line(child.children)
                said.append(f"**{term}**" if term else "")
            elif found := self.blocks(child):
                head = " ".join([*said, found[0]]) if _is_text(found[0]) else " ".join(said)
                rest = found[1:] if _is_text(found[0]) else found
                items.append(_item("-", [head, *rest]))
                said = []
        return [_listed(items)] if items else []

    def table(self, element: Element) -> list[str]:
        rows = [row for row in map(self.row, _rows(element)) if row]
        if not rows:
            return []
        width = max(map(len, rows))
        head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
        lines = [_row(head), _row(["---"] * width), *map(_row, body)]
        before = [
            _figure(chart) for chart in element.every("svg") if len(chart.source) > _SMALL_CHART
        ]
        caption = next(element.every("caption"), None)
        title = self.line(caption.children) if caption else ""
        return [*([f"**{title}**"] if title else []), *before, "\n".join(lines)]

    def row(self, row: Element) -> list[str]:
        cells: list[str] = []
        for cell in _cells(row):
            text = "<br>".join(self.cell(cell)).replace("|", "&#124;")
            span = cell.get("colspan")
            cells += [text, *[""] * (int(span) - 1 if span else 0)]
        return cells

    def cell(self, element: Element) -> list[str]:
        """Return what stands in a cell, line by line."""
        lines: list[str] = []
        for part in self.parts(element):
            if not isinstance(part, Element):
                lines.append(part)
                continue
            inside = self.cell(part)
            if part.tag in _STRONG and inside:
                inside = [f"**{inside[0]}**", *inside[1:]]
            elif part.tag == "li" and inside:
                inside = [f"• {inside[0]}", *inside[1:]]
            lines += inside
        return lines

    def line(self, nodes: Iterable[Element | str]) -> str:
        """Return text with the marks of Markdown on one line."""
        return _one_line("".join(self.inline(nodes)))

    def inline(self, nodes: Iterable[Element | str]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, str):
                yield _escaped(node)
            elif node.source:
                if len(node.source) <= _SMALL_CHART:
                    yield f" {_chart(node)} "
            elif node.tag == "br":
                yield " "
            elif node.tag == "img":
                if picture := self.link(node.get("src")):
                    yield f"![{_escaped(node.get('alt'))}]({picture})"
            elif text := self.line(node.children):
                yield self.marked(node, text)

    def marked(self, node: Element, text: str) -> str:
        match node.tag:
            case "a":
                target = self.link(node.get("href"))
                return f" [{text}]({target}) " if target else f" {text} "
            case "strong" | "b":
                return f" **{text}** " if "**" not in text else f" {text} "
            case "em":
                return f" *{text}* " if "*" not in text else f" {text} "
            case "code":
                return f" `{text}` "
            case _:
                return f" {text} "


def _is_block(node: Element) -> bool:
    if node.tag == "svg":
        return len(node.source) > _SMALL_CHART
    return node.tag in _BLOCKS or node.get("role") == "table"


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in it; header rows come first."""
    for child in table.elements():
        if child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)
        elif child.tag == "tr" or child.get("role") == "row":
            yield child
        elif child.get("role") == "rowgroup":
            yield from _rows(child)


def _cells(row: Element) -> list[Element]:
    return [
        cell
        for cell in row.elements()
        if cell.tag in {"td", "th"} or cell.get("role") in _ROLE_CELLS
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(mark: str, blocks: list[str]) -> str:
    """Return an item of a list; what follows its first block is set in below it."""
    text = "\n\n".join(blocks)
    first, *rest = text.split("\n")
    inside = "".join(f"\n{_INDENT}{line}".rstrip(" ") for line in rest)
    return f"{mark} {first}{inside}"


def _listed(items: list[str]) -> str:
    """Return items as a list, with room between them where one has several blocks."""
    return ("\n\n" if any("\n" in item for item in items) else "\n").join(items)


def _is_text(block: str) -> bool:
    return not block.startswith(("- ", "1. ", "> ", "| ", "#", "<figure"))


def _figure(chart: Element) -> str:
    return f"<figure>{_chart(chart)}</figure>"


def _chart(element: Element) -> str:
    """Return a chart on one line; its links lead to pages, as all others do."""
    source = _PLACE.sub(lambda link: f'href="{link[1] or "./"}"', element.source)
    return _one_line(source)


def _paragraph(text: str) -> str:
    """Return a paragraph that does not begin like something else."""
    return _AT_START.sub(lambda at: f"\\{at[1]}" if at[1] else f"{at[2]}\\{at[3]}", text)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(lambda mark: f"\\{mark[0]}", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
