"""Reports of made-up diagnostics, and of handbooks in a throwaway project."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from mkdocs_journeys.cli import main
from mkdocs_journeys.source import reports
from mkdocs_journeys.source.diagnostics import Diagnostic, Severity
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports import Report, SourceLines

SCHEMAS = Path(__file__).parent / "schemas"

HOSTILE = {
    "line ends": "one\ntwo\r\nthree\rfour\u2028five\x85six",
    "commands": "x\n::error file=a::b\n::stop-commands::c\n##[error]d",
    "percent": "100% %0A %25 %s %(a)s {0} {{}}",
    "quotes": "\"a\" 'b' `c` \\ \\u0041",
    "HTML": "<script>alert(1)</script><!-- --> &amp;",
    "link": "[click](https://evil.example) [1](2)",
    "control characters": "\x1b[31mred\x1b]0;title\x07\x08\x00\x7f\x9b2J",
    "right to left": "\u202etxt.exe\u202c \u2067\u05d0\u05d1\u2069 \u061c",
    "unusual": "\U0001f469\u200d\U0001f4bb é e\u0301 日本 \ufeff \U000e0041 \ufffe \U0010ffff",
    "half a surrogate pair": "a\ud800b",
    "long": "x" * 10_240,
}
"""Texts that break out of carelessly written reports."""


def diagnostic(headline: str = "it is wrong", **changes: Any) -> Diagnostic:
    """Return an error in line 2 of a persona, with changes."""
    place = Position("content/personas/ada.yml", 2, 1)
    return Diagnostic(
        **{"position": place, "code": "unknown-field", "headline": headline, **changes}
    )


def report_of(*diagnostics: Diagnostic, lines: SourceLines | None = None) -> Report:
    """Return a report, of files that are nowhere if no lines are given."""
    return Report(diagnostics=diagnostics, lines=lines or SourceLines(Path("nowhere"), ()))


def hostile_report() -> Report:
    """Return a report in which every text that can be hostile is, in each of its places."""
    return report_of(
        *(
            diagnostic(
                text,
                help=text,
                severity=severity,
                position=Position(f"a:b, c/{text}", 2, 3),
                reaches=(text,),
            )
            for severity in Severity
            for text in HOSTILE.values()
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What `journeys check` wrote to its two outputs, and its exit code."""

    output: bytes
    summary: str
    code: int

    @property
    def text(self) -> str:
        """The standard output, which is UTF-8."""
        return self.output.decode()


def run(project: Path, *arguments: str, **environment: str | None) -> Run:
    """Run `journeys check` in a project; an exception that escapes it is raised here."""
    with contextlib.chdir(project):
        done = CliRunner(env=environment).invoke(main, ["check", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(output=done.stdout_bytes, summary=done.stderr, code=done.exit_code)


def validator_of(schema: Path) -> Validator:
    """Return what checks a value against a schema, which is checked itself."""
    content = json.loads(schema.read_text(encoding="utf-8"))
    kind = validator_for(content)
    kind.check_schema(content)
    return kind(content)


VALIDATORS = {
    "json": validator_of(Path(reports.__file__).with_name("check.schema.json")),
    "sarif": validator_of(SCHEMAS / "sarif-2.1.0-rtm.5.json"),
    "gitlab": validator_of(SCHEMAS / "gitlab-code-quality.schema.json"),
}
"""What checks the formats that have a schema, by their names."""


def valid(format_: str, text: str) -> Any:
    """Return what a report says, valid by its format's schema."""
    value = json.loads(text)
    VALIDATORS[format_].validate(value)
    return value
