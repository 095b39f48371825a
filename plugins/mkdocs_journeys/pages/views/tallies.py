"""A count at the top of a page, which leads to what it counts."""

from __future__ import annotations

from ..viewing import a_view
from ..writer import Writer


@a_view
class TallyView:
    """A count with its word. `value` picks the sign and the colour.

    `table` names the table that holds what is counted, `choice` what is chosen there to see no
    more than that; "" for all of it.
    """

    count: str
    word: str
    value: str
    table: str
    choice: str = ""


def tally(
    writer: Writer, count: int, word: str, value: str, *, table: str, choice: str = ""
) -> TallyView:
    """Return a count; `word` and `choice` are in the reader's language already."""
    number = writer.language.number(count)
    return TallyView(count=number, word=word, value=value, table=table, choice=choice)
