"""The words a handbook explains: those of the method in its language, and the authors' own.

An author's term takes the place of a built-in one with the same id or the same name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import groupby

from markupsafe import escape

from ..model import Handbook, Term
from .languages import Language

WORDS = "glossary-words"
"""What is noted as read where a page depends on which words are explained."""
FALLBACK = "en"
"""The language of the method's words where there is no glossary in the handbook's."""

_MOST_KNOWN = 50_000
"""Texts that a glossary remembers what it found in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term and what it means.

    `text` is Markdown; `words` are the forms that count as the term in a text. A term that is
    `alone` counts only where it stands by itself, as a label does: in a sentence its word has an
    everyday sense. `term` is the author's record, None for a term that is built in.
    """

    id: str
    name: str
    text: str
    see: tuple[str, ...]
    words: tuple[str, ...]
    alone: bool = False
    term: Term | None = None


@dataclass(frozen=True)  # not slotted: cached_property needs a __dict__
class Glossary:
    """All terms of a handbook, in the order of the alphabet, and how they are found in a text."""

    entries: tuple[Entry, ...]
    language: str
    by_id: dict[str, Entry] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {entry.id: entry for entry in self.entries})

    @property
    def letters(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The terms by the letter they begin with; those that begin with none are under “#”."""
        grouped = groupby(self.entries, key=lambda entry: first_letter(entry.name))
        return tuple((letter, tuple(found)) for letter, found in grouped)

    def with_terms(self, texts: Iterable[str]) -> list[str]:
        """Return those of several texts that mention a term, in their order (see `found_in`).

        Most of a page's texts mention none, and stand on other pages, too: they are remembered.
        """
        plain, find = self._plain, self.found_in
        if len(plain) > _MOST_KNOWN:
            plain.clear()
        asked = [text for text in texts if text not in plain]
        found = [text for text in asked if find(text)]
        if len(found) < len(asked):
            plain.update(set(asked).difference(found))
        return found

    @cached_property
    def _plain(self) -> set[str]:
        """Texts that are known to mention no term."""
        return set()

    @cached_property
    def found_in(self) -> Callable[[str], tuple[tuple[int, int, str], ...]]:
        """What finds terms in a text that is HTML-escaped: start, end and id of each.

        Whole words, whatever their case, the longest where several begin at one place.
        """
        pattern, ids = self._pattern
        labels = self._labels

        @lru_cache(maxsize=_MOST_KNOWN)
        def found_in(text: str) -> tuple[tuple[int, int, str], ...]:
            bare = text.strip()
            if not bare:
                return ()
            if label := labels.get(_folded(bare)):
                start = text.index(bare)
                return ((start, start + len(bare), label),)
            small = text.lower()
            if pattern is None or len(small) != len(text):  # a few letters change their length
                return ()
            return tuple(
                (match.start(), match.end(), ids[match.lastindex - 1])
                for match in pattern.finditer(small)
                if match.lastindex
            )

        return found_in

    @cached_property
    def _pattern(self) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
        """All terms as one pattern, a group for each form, and the id of each group.

        Forms stand by the letter they begin with: most words of a text begin like none of them,
        and are passed over at once.
        """
        forms = [
            (_in_any_number(word.lower(), self.language), word, entry.id)
            for entry in self.entries
            if not entry.alone
            for word in entry.words
        ]
        if not forms:
            return None, ()
        forms.sort(key=lambda form: (_letter(form[0]), -len(form[1]), form[1]))
        groups = "|".join(
            f"{letter}(?:{'|'.join(f'({form[len(letter) :]})' for form, _, _ in alike)})"
            for letter, alike in groupby(forms, key=lambda form: _letter(form[0]))
        )
        # No word before or behind, and no part of an escaped character such as &amp;.
        pattern = re.compile(rf"(?<![\w&#-])(?:{groups})(?![\w-])")
        return pattern, tuple(id_ for _, _, id_ in forms)

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The ids of the terms that count where they stand alone, by their words."""
        labels: dict[str, str] = {}
        for entry in self.entries:
            if entry.alone:
                for word in entry.words:
                    for form in (word, *_plurals(word, self.language)):
                        labels.setdefault(_folded(str(escape(form))), entry.id)
        return labels


def glossary_of(handbook: Handbook, language: Language) -> Glossary:
    """Return the glossary of a handbook in its language."""
    own = {
        term.id: Entry(
            id=term.id, name=term.name, text=term.text, see=term.see, words=(term.name,), term=term
        )
        for term in handbook.terms
    }
    names = {entry.name.casefold() for entry in own.values()}
    found_in, built_in = built_in_entries(language.locale)
    kept = [
        entry for entry in built_in if entry.id not in own and entry.name.casefold() not in names
    ]
    entries = sorted([*own.values(), *kept], key=lambda entry: (*sort_key(entry.name), entry.id))
    speaks = language.locale.replace("-", "_").partition("_")[0] if own else found_in
    return Glossary(tuple(entries), speaks)


@lru_cache(maxsize=8)
def built_in_entries(locale: str) -> tuple[str, tuple[Entry, ...]]:
    """Return the method's words in a locale's language, and the language they are in."""
    wanted = locale.replace("-", "_").partition("_")[0]
    folder = files(__package__) / "glossaries"
    language = wanted if (folder / f"{wanted}.toml").is_file() else FALLBACK
    written = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return language, tuple(
        Entry(
            id=id_,
            name=entry["name"],
            text=entry["text"],
            see=tuple(entry["see"]),
            # Of a name such as “Action (AIDA)” the words say what is looked for.
            words=(*(() if "(" in entry["name"] else (entry["name"],)), *entry.get("words", ())),
            alone=entry.get("alone", False),
        )
        for id_, entry in written.items()
    )


def sort_key(name: str) -> tuple[str, str]:
    """Return what a name is sorted by: its letters without accents and case, then itself."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), name


def first_letter(name: str) -> str:
    """Return the letter that a name stands under, "#" for none."""
    letter = sort_key(name)[0][:1].upper()
    return letter if letter.isalpha() else "#"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" :")


_ENGLISH_OF = re.compile(r"\bof\b")


def _plurals(word: str, language: str) -> tuple[str, ...]:
    """Return the forms of a single label in the plural."""
    if language == "en":
        if word.endswith("y") and word[-2:-1] not in "aeiou":
            return (f"{word[:-1]}ies",)
        return (f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s",)
    if language == "fr":
        every = " ".join(
            part if len(part) < 4 or part[-1] in "sxz" else f"{part}s" for part in word.split(" ")
        )
        return (every,)
    return ()


def _in_any_number(word: str, language: str) -> str:
    """Return a pattern for a term, singular or plural, in a text that is escaped."""
    parts = re.split(r"([\s\u00a0]+)", word)
    names = [part for part in parts if part.strip()]
    patterns = []
    for number, part in enumerate(names):
        last = number == len(names) - 1
        before_of = not last and bool(_ENGLISH_OF.fullmatch(names[number + 1]))
        patterns.append(_word(part, language, counts=last or before_of))
    return r"[\s\u00a0]+".join(patterns)


def _word(part: str, language: str, *, counts: bool) -> str:
    if language == "en" and counts and part.isascii() and part[-1:].isalpha():
        if part.endswith("y") and part[-2:-1] not in "aeiou":
            return f"{_escaped(part[:-1])}(?:y|ies)"
        return f"{_escaped(part)}(?:e?s)?" if part[-1] in "sxh" else f"{_escaped(part)}s?"
    if language == "fr" and len(part) > 3 and part[-1].isalpha() and part[-1] not in "sxz":
        if part.endswith("al"):
            return f"{_escaped(part[:-2])}(?:als?|aux)"
        return f"{_escaped(part)}[sx]?"
    return _escaped(part)


def _letter(pattern: str) -> str:
    """Return the letter or digit that all that a pattern finds begins with, "" for another sign."""
    return pattern[0] if pattern[:1].isalnum() else ""


def _escaped(text: str) -> str:
    """Return a pattern for a text as HTML has it, with either form of the apostrophe."""
    pieces = re.split(r"(['’])", text)
    return "".join(
        "(?:'|’|&#39;)" if piece in ("'", "’") else re.escape(str(escape(piece)))
        for piece in pieces
    )
