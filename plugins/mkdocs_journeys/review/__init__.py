"""A change of the handbook, for those who review it: two revisions compared, and told.

`review_of` compares; `as_json` writes down all that is known, `as_text` tells it in a terminal and
`as_markdown` in a comment on a pull request, `preview_of` to the pages of a preview.
"""

from .comparing import Compared, Review, review_of
from .markdown import MARKER, as_markdown
from .preview import preview_of
from .review_json import as_json
from .text import as_text

__all__ = [
    "MARKER",
    "Compared",
    "Review",
    "as_json",
    "as_markdown",
    "as_text",
    "preview_of",
    "review_of",
]
