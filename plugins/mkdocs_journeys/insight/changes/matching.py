"""Which item of a list was which before: by key, then by equal content, then by likeness."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from .kinds import Plain

RECORDS_ALIKE = 0.6
"""From how much likeness a record that went and one that came are the same, renamed."""
MOVED_ALIKE = 0.3
"""From how much likeness they are where whatever referred to the one now refers to the other."""
TEXTS_ALIKE = 0.5
"""From how much likeness two texts are one, reworded."""
MOST_WORDS = 2_000
"""Words of a record that are compared: what follows tells no more."""
MOST_EFFORT = 1_000_000
"""Words that are compared within a list, about a second's half; beyond it likeness is not asked."""

Profile: TypeAlias = Counter[Any]
Pairs: TypeAlias = list[tuple[int, int]]

# In scripts without spaces each character counts as a word.
_WORD = re.compile(r"[^\W\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff]")


def profile(value: Plain) -> Profile:
    """Return the words of a value and of all in it, each with the field it stands in."""
    words: Profile = Counter()
    room = MOST_WORDS
    for word in _words(value, ()):
        if not room:
            break
        words[word] += 1
        room -= 1
    return words


def _words(value: Plain, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for key, item in sorted(value.items()):
            yield from _words(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from _words(item, path)
    elif isinstance(value, str):
        for match in _WORD.finditer(value.casefold()):
            yield path, match[0]
    else:
        yield path, value


def likeness(one: Profile, other: Profile) -> float:
    """Return Sørensen and Dice's coefficient of two profiles: 0 nothing in common, 1 the same."""
    total = one.total() + other.total()
    if not total:
        return 0.0
    if len(other) < len(one):
        one, other = other, one
    return 2 * sum(min(count, other[word]) for word, count in one.items() if word in other) / total


def pair(
    before: Sequence[Plain],
    after: Sequence[Plain],
    *,
    key: Callable[[Plain], object],
    profile_of: Callable[[int, bool], Profile] | None,
    alike: float,
    text: Callable[[Plain], str] | None = None,
    hints: Mapping[str, str] | None = None,
) -> Pairs:
    """Pair the items of two lists that are the same, as their places, in the order of `after`.

    `key` is what an item is known by, None where nothing is; items of one key are paired by equal
    content, then in their order. `hints` are keys known to have changed. The rest is paired by
    equal content, equal `text`, then by likeness from `alike` on; without `profile_of` (of the
    item at a place of `before`, or of `after` where the second argument is true) it is left
    unpaired. The same two lists the other way round give the same pairs.
    """
    made: Pairs = []
    gone, come = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))

    def take(one: int, other: int) -> None:
        made.append((one, other))
        del gone[one], come[other]

    by_key: defaultdict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((before, after)):
        for place, item in enumerate(items):
            if (name := key(item)) is not None:
                by_key[name][side].append(place)
    for ones, others in by_key.values():
        if len(ones) == 1 == len(others):
            take(ones[0], others[0])
        elif ones and others:
            _take_equal(before, after, ones, others, take, by=frozen)
            left = [one for one in ones if one in gone], [one for one in others if one in come]
            for one, other in zip(*left, strict=False):
                take(one, other)
    for old, new in (hints or {}).items():
        ones, others = by_key.get(old, ([], []))[0], by_key.get(new, ([], []))[1]
        if ones and others and ones[0] in gone and others[0] in come:
            take(ones[0], others[0])
    if profile_of is not None and gone and come:
        _take_equal(before, after, list(gone), list(come), take, by=_content)
        if text is not None:
            _take_equal(before, after, list(gone), list(come), take, by=text)
        _take_alike(list(gone), list(come), profile_of, alike, take)
    return sorted(made, key=lambda pair: pair[1])


def _take_equal(
    before: Sequence[Plain],
    after: Sequence[Plain],
    ones: list[int],
    others: list[int],
    take: Callable[[int, int], None],
    *,
    by: Callable[[Plain], str],
) -> None:
    """Pair items of which something is equal, in their order."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for other in reversed(others):
        waiting[by(after[other])].append(other)
    for one in ones:
        if found := waiting.get(by(before[one])):
            take(one, found.pop())


def _content(item: Plain) -> str:
    """Return what an item says, whatever its id."""
    return frozen({key: value for key, value in item.items() if key != "id"})


def frozen(item: Plain) -> str:
    """Return a text that two plain values share only when they are equal."""
    if isinstance(item, dict):
        return "{" + ",".join(f"{key!r}:{frozen(item[key])}" for key in sorted(item)) + "}"
    if isinstance(item, list):
        return "[" + ",".join(map(frozen, item)) + "]"
    return repr(item)


def _take_alike(
    gone: list[int],
    come: list[int],
    profile_of: Callable[[int, bool], Profile],
    alike: float,
    take: Callable[[int, int], None],
) -> None:
    if len(gone) * len(come) > MOST_EFFORT:
        return
    ones = {one: profile_of(one, False) for one in gone}
    others = {other: profile_of(other, True) for other in come}
    effort = sum(map(len, ones.values())) * len(come) + sum(map(len, others.values())) * len(gone)
    if effort > 2 * MOST_EFFORT:
        return
    found = [
        (-score, one + other, one, other)
        for one in gone
        for other in come
        if (score := likeness(ones[one], others[other])) >= alike
    ]
    # Two pairs that compete share one item, and so differ in their sum: no order is by chance.
    free_ones, free_others = set(gone), set(come)
    for _, _, one, other in sorted(found):
        if one in free_ones and other in free_others:
            free_ones.discard(one)
            free_others.discard(other)
            take(one, other)
