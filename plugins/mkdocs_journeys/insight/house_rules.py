"""Rules of your own house: an installed package adds them through an entry point.

    [project.entry-points."mkdocs_journeys.rules"]
    acme = "acme_rules:RULES"

`RULES` is a list of `HouseRule`. Its codes carry the name of the entry point: a rule `unowned`
finds `acme/unowned`, so that no code of ours, now or later, can be taken for one of the house's.

The package's code is trusted to run, as every package that is installed, but not to be right: what
does not work is a diagnostic that names the package.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from pathlib import Path

from ..model import Origin, Record
from ..source.diagnostics import HOUSE_CODE, Diagnostic, quoted
from ..source.explaining import Example, Explanation
from ..source.positions import Position
from .rules import Context, Finding

GROUP = "mkdocs_journeys.rules"
"""The group of entry points that packages add rules to."""

MOST_FINDINGS = 10_000
"""What a rule may find at most: more is a rule that never ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """A rule that a package adds.

    `name` is the second half of its code, in lowercase kebab-case. `meaning` is a sentence that
    says what is wrong, `why` the reason to care; both are shown by `journeys explain` and in the
    reference. `find` yields the findings in a handbook. `bad` and `good` are examples, files by
    their path below the handbook's folder; they may be left out.
    """

    name: str
    meaning: str
    why: str
    find: Callable[[Context], Iterable[Finding]]
    bad: Mapping[str, str] = field(default_factory=dict)
    good: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledRule:
    """A house rule with the package that adds it and the code of what it finds."""

    code: str
    package: str
    rule: HouseRule

    @property
    def explanation(self) -> Explanation:
        """What the code means, in the form that ours are explained in."""
        bad, good = (
            tuple(Example(path=path, text=text) for path, text in sorted(examples.items()))
            for examples in (self.rule.bad, self.rule.good)
        )
        return Explanation(
            code=self.code,
            meaning=self.rule.meaning.strip(),
            why=self.rule.why.strip(),
            bad=bad,
            good=good,
            package=self.package,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """The rules that packages add, in the order of their codes, and what is wrong with others."""

    rules: tuple[InstalledRule, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all rules that can be run."""
        return frozenset(rule.code for rule in self.rules)

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """What the codes mean."""
        return tuple(rule.explanation for rule in self.rules)


class BrokenRuleError(Exception):
    """A package's rule does not do what it should; the message names the package."""


def installed_rules(found: Iterable[EntryPoint] | None = None) -> HouseRules:
    """Return the rules of all packages that are installed, or of some entry points."""
    points = sorted(
        entry_points(group=GROUP) if found is None else found,
        key=lambda point: (point.name, _package(point)),
    )
    names = Counter(point.name for point in points)
    rules: list[InstalledRule] = []
    broken: list[str] = []
    for point in points:
        if names[point.name] > 1:
            broken.append(f"{_said(point)} is one of several that call their rules {point.name}")
            continue
        try:
            made, wrong = _rules_of(point)
        except BrokenRuleError as error:
            made, wrong = [], [str(error)]
        rules += made
        broken += wrong
    return HouseRules(rules=tuple(sorted(rules, key=lambda r: r.code)), broken=tuple(broken))


def run(installed: InstalledRule, context: Context) -> list[Finding]:
    """Return what a rule finds; raise `BrokenRuleError` where it fails, whatever it does."""
    who = f"the package {installed.package}: the rule {installed.code}"
    try:
        found = list(islice(iter(installed.rule.find(context)), MOST_FINDINGS + 1))
    except (Exception, SystemExit) as error:
        raise BrokenRuleError(f"{who} stopped with {_reason(error)}") from error
    if len(found) > MOST_FINDINGS:
        raise BrokenRuleError(f"{who} found more than {MOST_FINDINGS} times something")
    for finding in found:
        if wrong := _wrong_with(finding):
            raise BrokenRuleError(f"{who} returned {wrong}")
    return [
        replace(finding, headline=_one_line(finding.headline), help=_one_line(finding.help))
        for finding in found
    ]


def broken_rule(message: str, root: str) -> Diagnostic:
    """Return the diagnostic of a broken rule; `root` is the handbook's folder as people see it."""
    return Diagnostic(
        position=Position(root),
        code="broken-rule",
        headline=_one_line(message),
        help="mend or uninstall the package; its other findings may be missing",
    )


def _rules_of(point: EntryPoint) -> tuple[list[InstalledRule], list[str]]:
    """Return the rules behind an entry point, and what is wrong with those that are left out."""
    try:
        loaded = point.load()
    except (Exception, SystemExit) as error:
        raise BrokenRuleError(f"{_said(point)} cannot be loaded: {_reason(error)}") from error
    if not isinstance(loaded, list | tuple):
        needed = "a list of HouseRule is needed"
        raise BrokenRuleError(f"{_said(point)}: {needed} at {point.value}, not {_kind(loaded)}")
    rules: dict[str, InstalledRule] = {}
    broken = []
    for number, rule in enumerate(loaded, start=1):
        wrong = _wrong_with_rule(rule)
        code = "" if wrong else f"{point.name}/{rule.name}"
        if not wrong and not HOUSE_CODE.fullmatch(code):
            wrong = f"{quoted(code)} cannot be a code: lowercase letters, digits and hyphens"
        if not wrong and code in rules:
            wrong = f"{code} is there twice"
        if wrong:
            broken.append(f"{_said(point)}: rule number {number}: {wrong}")
        else:
            rules[code] = InstalledRule(code=code, package=_package(point), rule=rule)
    return list(rules.values()), broken


def _wrong_with_rule(rule: object) -> str:
    """Return what is wrong with a rule, "" where nothing is."""
    if not isinstance(rule, HouseRule):
        return f"a HouseRule is needed, not {_kind(rule)}"
    for name in ("name", "meaning", "why"):
        text = getattr(rule, name)
        if not isinstance(text, str) or not text.strip():
            return f"it needs a {name}, a text"
    if not callable(rule.find):
        return "its `find` is no function"
    for name in ("bad", "good"):
        files = getattr(rule, name)
        if not isinstance(files, Mapping) or not all(
            isinstance(word, str) for item in files.items() for word in item
        ):
            return f"its `{name}` example is no mapping of paths to texts"
    return ""


def _wrong_with(finding: object) -> str:
    """Return what is wrong with something a rule returned, "" where it is a finding."""
    if not isinstance(finding, Finding):
        return f"{_kind(finding)} where a Finding is needed"
    if not isinstance(finding.record, Record) or not isinstance(finding.record.origin, Origin):
        return f"a Finding about {_kind(finding.record)}; a record of the handbook is needed"
    if not isinstance(finding.headline, str) or not finding.headline.strip():
        return "a Finding without a headline"
    if not isinstance(finding.help, str):
        return f"a Finding whose help is {_kind(finding.help)}, not a text"
    for path in (finding.value, finding.shown):
        if not isinstance(path, tuple) or not all(isinstance(part, str | int) for part in path):
            return f"a Finding whose path is {_kind(path)}; write it as in ('kpis', 0, 'target')"
    return ""


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def _said(point: EntryPoint) -> str:
    return f"the package {_package(point)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a value of type {type(value).__name__}"


def _reason(error: BaseException) -> str:
    """Return an error's name and words, and the line of the package where it came up."""
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    here = {str(Path(__file__)), "<frozen importlib._bootstrap>"}
    last = next((frame for frame in reversed(frames) if frame.filename not in here), None)
    where = f" ({Path(last.filename).name}, line {last.lineno})" if last else ""
    return _one_line(words)[:200] + where
