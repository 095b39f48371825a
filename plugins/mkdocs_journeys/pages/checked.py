"""What a check of the handbook found, for the page that lists it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..source.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings of a check, and what is needed to speak of them.

    `meanings` say what each code stands for, those of house rules included. `edit_url` gives the
    address where a file can be edited, by its path as a finding shows it; None where there is no
    such place. `explained_in` gives the Markdown page of the site that explains a code, under a
    heading of its name; None where none does.
    """

    findings: tuple[Diagnostic, ...]
    meanings: Mapping[str, str]
    edit_url: Callable[[str], str | None]
    explained_in: Callable[[str], str | None]

    def told(self) -> tuple[object, ...]:
        """Return all that a page may say of the findings."""
        return tuple(
            (
                finding,
                self.meanings.get(finding.code),
                self.edit_url(finding.position.path),
                self.explained_in(finding.code),
            )
            for finding in self.findings
        )
