"""The canonical order of a record's fields: that of the schema.

Only records that the schema knows are put in order. Lists, facts and the ids of a library stay as
their author arranged them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..source.nodes import Path
from ..source.schema import Draft
from ..source.schema.drafts import record_at
from .written import Collection, Comment, Document, Entry


def put_in_order(document: Document, model: type[Draft], *, by_id: bool = False) -> None:
    """Put the fields of every record into the schema's order, those it does not know behind.

    `by_id` says that the file is a mapping from ids to such records. A file with aliases stays as
    it is: an alias must come behind its anchor.
    """
    _part_head(document)
    if not document.has_aliases:
        for record, path in _records(document.root.holder, ()):
            where = path[1:] if by_id else path
            draft = None if by_id and not path else record_at(model, where)
            if draft is not None:
                _sort(record, draft, pinned=not path and any(c.silences for c in document.head))


def _part_head(document: Document) -> None:
    """Take the comments at the top from the first key: most often they are about the file.

    Where several are parted by blank lines, the last ones are about the key.
    """
    root = document.root
    if root.flow or not root.entries:
        return
    first = root.entries[0]
    notes = first.above
    parted = [number for number, note in enumerate(notes) if number and note.blank_above]
    end = parted[-1] if parted and not first.blank_above else len(notes)
    document.head += notes[:end]
    del notes[:end]


def _records(entry: Entry, path: Path) -> Iterator[tuple[Collection, Path]]:
    value = entry.value
    if not isinstance(value, Collection):
        return
    if value.is_mapping:
        yield value, path
    for number, below in enumerate(value.entries):
        part = below.key.value if below.key else number
        yield from _records(below, (*path, part))


def _sort(record: Collection, draft: type[Draft], *, pinned: bool) -> None:
    known = [info.alias or name for name, info in draft.model_fields.items()]
    rank = {key: number for number, key in enumerate(known)}

    def place(entry: Entry) -> int:
        return rank.get(entry.key.value if entry.key else "", len(rank))

    former = record.entries[0] if record.entries else None
    ordered = sorted(record.entries, key=place)
    if former is None or ordered[0] is former:
        record.entries[:] = ordered
        return
    # The line of a record's first field is the record's as well. A comment that silences a
    # finding there holds for both, so that this line must neither lose nor gain one.
    holder = record.holder
    if not record.flow and (
        pinned or former.silences or ordered[0].silences or (not holder.key and holder.silences)
    ):
        ordered.remove(former)
        ordered.insert(0, former)
    record.entries[:] = ordered
    if holder.within is None and any(entry.above for entry in ordered[:1]):
        _set_apart(ordered[0])


def _set_apart(entry: Entry) -> None:
    """Put a blank line above the comments of what has become a file's first field.

    They are about this field, those above them about the file.
    """
    first = entry.above[0]
    entry.above[0] = Comment(first.text, blank_above=True)
