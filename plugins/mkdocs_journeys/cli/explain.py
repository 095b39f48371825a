"""`journeys explain`: what a code means, why it matters, and how it is done well."""

from __future__ import annotations

import click

from ..insight.house_rules import installed_rules
from ..source.explaining import Explanation, as_plain_text, explanations
from ..source.suggestions import did_you_mean
from .output import print_text


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain CODE, the word in square brackets of a fault or a finding.

    Says what it means and why it matters, with a bad example and a good one. Lists all codes when
    CODE is left out, those of installed house rules among them.
    """
    house = installed_rules()
    known = {**explanations(), **{found.code: found for found in house.explanations}}
    for message in house.broken:
        click.echo(f"broken-rule: {message}", err=True)
    if code is None:
        print_text(_list(list(known.values())))
        return
    if code not in known:
        near = did_you_mean(code, known) or "`journeys explain` lists all codes"
        raise click.BadParameter(f"there is no code {code!r}; {near}", param_hint="'CODE'")
    print_text(as_plain_text(known[code]))


def _list(known: list[Explanation]) -> str:
    width = max(len(explanation.code) for explanation in known)
    sections = (
        ("Faults: always errors", [e for e in known if e.is_fault]),
        ("Rules: warnings, unless handbook.yml says else", [e for e in known if _is_ours(e)]),
        ("House rules: warnings, unless handbook.yml says else", [e for e in known if e.package]),
    )
    return "\n".join(
        f"{title}\n" + "".join(f"  {e.code:{width}}  {e.meaning}\n" for e in found)
        for title, found in sections
        if found
    )


def _is_ours(explanation: Explanation) -> bool:
    return not explanation.package and not explanation.is_fault
