"""The kinds of value a field may take, and how each is written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import babel
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..diagnostics import FAULTS, HOUSE_CODE, RULES, quoted
from ..nodes import NULLS, Plain
from ..suggestions import did_you_mean

MOST = 1e15
"""The largest number: beyond it a float no longer counts in ones."""
MOST_CHARACTERS = 20_000
"""The longest text: a parser of Markdown needs seconds for some that are longer."""
LONGEST_ID = 100
"""Characters of an id: it becomes the name of a file."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Lowercase kebab-case: what an id looks like, in files, keys and addresses."""

# ASCII: otherwise \d would take the digits of every script.
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERIOD = re.compile(r"(\d{1,7}) (day|week|month|year)s?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%", re.ASCII)

NUMBER_HELP = "write digits alone, as in 26500 or -0.5, without quotes, unit or spaces"
DATE_HELP = "write year-month-day, as in 2026-09-01"
ID_HELP = "use lowercase letters, digits and single hyphens, as in hr-director"
PERIOD_HELP = "write a count with days, weeks, months or years, as in 6 months"
PAGE_HELP = "write a title, or `off` to leave the page out"
SHARE_HELP = "write a percentage, as in 60%"


def is_id(name: str) -> bool:
    """Whether a name can be an id."""
    return len(name) <= LONGEST_ID and bool(re.fullmatch(ID_PATTERN, name))


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field as the id of a record of some kind (`persona`, `kpi`, …)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a text as Markdown: paragraphs and lists in a `block`, else a phrase or two."""

    block: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Marks a text as an address that becomes a link on a page."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Says in plain words what a value is, one and several of them; shown in the reference."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Lets a plain string stand for a record that says nothing but this field."""

    field: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def expand(value: Any) -> Any:
            return {self.field: value} if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(expand, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        record = handler(schema)
        fields = handler.resolve_ref_schema(record)["properties"]
        return {"anyOf": [_bare(fields[self.field]), record]}


def _bare(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return what a field accepts, less what is said of the field."""
    about = ("title", "description", "default")
    return {key: value for key, value in schema.items() if key not in about}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time as authors write it, for example 6 months."""

    count: int
    unit: str

    def after(self, day: dt.date) -> dt.date:
        """Return the day this long after the given one; a month's end stays within its month.

        What lies beyond the calendar, which ends with the year 9999, is its last day.
        """
        try:
            if self.unit in ("day", "week"):
                return day + dt.timedelta(days=self.count * (7 if self.unit == "week" else 1))
            months = self.count * (12 if self.unit == "year" else 1) + day.month - 1
            year, month = day.year + months // 12, months % 12 + 1
            return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        except (OverflowError, ValueError):
            return dt.date.max

    def before(self, day: dt.date) -> dt.date:
        """Return the first day from which the given one is at most this long away."""
        longest = 1 + self.count * _LONGEST[self.unit]
        guess = dt.date.fromordinal(max(1, day.toordinal() - longest))
        while self.after(guess) < day:
            guess += dt.timedelta(days=1)
        return guess

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}


def _number(value: Any) -> Any:
    """Read a number as YAML 1.2 writes it; a text in quotes is none."""
    if isinstance(value, str):
        if not isinstance(value, Plain) or not _NUMBER.fullmatch(value):
            raise PydanticCustomError(
                "wrong-type",
                "a number is needed here",
                {"help": NUMBER_HELP},
            )
        return float(value)
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, Plain) and value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError(
        "wrong-type",
        "true or false is needed here",
        {"help": "write it in lowercase and without quotes"},
    )


def is_more_than_text(text: str) -> bool:
    """Whether a scalar can be a number, a truth value or nothing, as it could not in quotes."""
    return isinstance(text, Plain) and (
        text in NULLS or text in ("true", "false") or bool(_NUMBER.fullmatch(text))
    )


def _date(value: Any) -> Any:
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                raise PydanticCustomError(
                    "invalid-date", "there is no such day", {"help": DATE_HELP}
                ) from None
        raise PydanticCustomError("invalid-date", "a date is needed here", {"help": DATE_HELP})
    return value


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    match = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        raise PydanticCustomError(
            "invalid-period",
            "a span of time is needed here",
            {"help": PERIOD_HELP},
        )
    return Period(int(match[1]), match[2])


def _share(value: Any) -> Any:
    if isinstance(value, float):
        return value
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None or float(match[1]) > 100:
        raise PydanticCustomError("invalid-share", "a share is needed here", {"help": SHARE_HELP})
    return float(match[1])


def _text(value: str) -> str:
    text = value.strip()
    if not text:
        raise PydanticCustomError(
            "invalid-text", "the text is empty", {"help": "write it, or leave the field out"}
        )
    if len(text) > MOST_CHARACTERS:
        raise PydanticCustomError(
            "limit-exceeded",
            f"a text longer than {MOST_CHARACTERS} characters",
            {"help": "shorten it"},
        )
    # YAML refuses these characters themselves, but not their escapes in double quotes.
    if stray := _CONTROL.search(text):
        raise PydanticCustomError(
            "invalid-text",
            "a control character that no page can show: {character}",
            {"help": "leave it out", "character": f"U+{ord(stray[0]):04X}"},
        )
    return text


_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ufffd\U00010000-\U0010ffff]")


def _one_line(value: str) -> str:
    if len(value.splitlines()) > 1:  # also the rarer line breaks that Markdown knows
        raise PydanticCustomError(
            "invalid-text", "this text must be one line", {"help": "shorten it"}
        )
    return value


def _page_title(value: str) -> str:
    if value.lower() in _TRUTHS and value != "off":
        raise PydanticCustomError(
            "wrong-type",
            "a title is needed here, not {word}",
            {"help": PAGE_HELP, "word": quoted(value)},
        )
    return value


_TRUTHS = ("no", "off", "false", "n", "yes", "on", "true", "y")
"""What a page's title is hardly meant to be: YAML 1.1 read them as truth values."""


def _facts(value: Any) -> Any:
    if not isinstance(value, str | list | tuple):
        raise PydanticCustomError(
            "wrong-type",
            "a text or a list of texts is needed here",
            {"help": "write `key: value`, or `key: [one, another]`"},
        )
    return (value,) if isinstance(value, str) else value


HOUSE_CODES = "house_codes"
"""The key in pydantic's context below which the codes stand that installed packages add."""


def _rule_code(value: str, info: ValidationInfo) -> str:
    if value in FAULTS:
        raise PydanticCustomError(
            "unknown-choice", "a fault is always an error", {"help": "take the line away"}
        )
    known = {*RULES, *(info.context or {}).get(HOUSE_CODES, ())}
    if value not in known:
        otherwise = (
            "install the package that adds it"
            if HOUSE_CODE.fullmatch(value)
            else "write the word in square brackets of a warning"
        )
        raise PydanticCustomError(
            "unknown-choice",
            "there is no such rule",
            {"help": did_you_mean(value, known) or otherwise},
        )
    return value


def _locale(value: str) -> str:
    try:
        return str(babel.Locale.parse(value.replace("-", "_")))
    except (ValueError, babel.UnknownLocaleError):
        raise PydanticCustomError(
            "invalid-locale",
            "no such locale",
            {"help": "write a language, or a language and a country, as in en or fr-CA"},
        ) from None


def _written(kinds: str | list[str], pattern: str, help_: str) -> WithJsonSchema:
    """Return how a field is written, for editors, which show the help where it is not."""
    return WithJsonSchema({"type": kinds, "pattern": pattern, "patternErrorMessage": help_})


# Editors read 42 and true without quotes as what YAML 1.2 says; to us they are texts.
_TEXT_JSON: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": "write a text, or leave the field out",
}
_ID_JSON: JsonSchemaValue = {
    "type": ["string", "integer"],
    "minimum": 0,
    "patternErrorMessage": ID_HELP,
}
_FACTS_JSON: JsonSchemaValue = {"anyOf": [_TEXT_JSON, {"type": "array", "items": _TEXT_JSON}]}
# Every day there is, and 29 February in years that do not have it.
_DATE_JSON = (
    r"^(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)
_PERIOD_JSON = r"^(?!0+ )[0-9]{1,7} (day|week|month|year)s?$"
_SHARE_JSON = r"^(0?[0-9]{1,2}(\.[0-9]+)?|100(\.0+)?) ?%$"

_PAGE_JSON = (
    r"^(?!([Nn]|[Yy]|[Nn][Oo]|[Oo][Nn]|O[Ff][Ff]|o(F[Ff]|fF)|[Yy][Ee][Ss]|[Tt][Rr][Uu][Ee]"
    r"|[Ff][Aa][Ll][Ss][Ee])$).*\S"
)

_AS_TEXT = WithJsonSchema(_TEXT_JSON)

PAIN_POINT_PATTERN = r"^[a-z0-9-]+(/[a-z0-9-]+)?$"

Id = Annotated[
    str,
    Field(pattern=ID_PATTERN, max_length=LONGEST_ID),
    WithJsonSchema({**_ID_JSON, "pattern": ID_PATTERN, "maxLength": LONGEST_ID}),
    Kind("id: lowercase letters, digits and hyphens", "ids"),
]
Label = Annotated[
    str,
    AfterValidator(_text),
    AfterValidator(_one_line),
    _AS_TEXT,
    Kind("text on one line", "texts on one line"),
]
"""A name or a title: plain text on one line."""
PageTitle = Annotated[
    Label,
    AfterValidator(_page_title),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "pattern": _PAGE_JSON,
            "patternErrorMessage": PAGE_HELP,
        }
    ),
]
"""The title of a page, or `off`."""
Text = Annotated[str, AfterValidator(_text), _AS_TEXT, Prose(), Kind("text", "texts")]
"""A phrase or two, inline Markdown."""
Markdown = Annotated[
    str,
    AfterValidator(_text),
    _AS_TEXT,
    Prose(block=True),
    Kind("text in Markdown, paragraphs and lists", "texts in Markdown"),
]
"""Paragraphs and lists in Markdown."""
Url = Annotated[
    str,
    AfterValidator(_text),
    AfterValidator(_one_line),
    _AS_TEXT,
    Link(),
    Kind("address on the web, or path of a file", "addresses"),
]
"""An address that a reader may follow."""
PicturePath = Annotated[
    str,
    AfterValidator(_text),
    AfterValidator(_one_line),
    _AS_TEXT,
    Kind("path of a picture", "paths of pictures"),
]
"""The path of a picture, relative to the handbook's folder."""
Facts = Annotated[
    tuple[Label, ...],
    BeforeValidator(_facts),
    WithJsonSchema(_FACTS_JSON),
    Kind("text or list of texts", "texts or lists of texts"),
]
"""One fact or several under a name of the author's own."""
Locale = Annotated[
    str, AfterValidator(_locale), Kind("language, or language and country", "locales")
]

Number = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=-MOST, le=MOST),
    Kind("number", "numbers"),
]
_Figure = Annotated[float, BeforeValidator(_number)]
Score = Annotated[_Figure, Field(ge=-2, le=2), Kind("number from -2 to 2", "numbers from -2 to 2")]
Rating = Annotated[_Figure, Field(ge=1, le=5), Kind("number from 1 to 5", "numbers from 1 to 5")]
Preference = Annotated[
    _Figure, Field(ge=0, le=5), Kind("number from 0 to 5", "numbers from 0 to 5")
]
Truth = Annotated[bool, BeforeValidator(_truth), Kind("`true` or `false`", "truth values")]
Date = Annotated[
    dt.date,
    BeforeValidator(_date),
    _written("string", _DATE_JSON, DATE_HELP),
    Kind("date: year-month-day", "dates"),
]
Span = Annotated[
    Period,
    PlainValidator(_period),
    _written("string", _PERIOD_JSON, PERIOD_HELP),
    Kind("span of days, weeks, months or years", "spans of time"),
]
Share = Annotated[
    float,
    PlainValidator(_share),
    _written("string", _SHARE_JSON, SHARE_HELP),
    Kind("percentage from 0% to 100%", "percentages"),
]
"""A percentage from 0 to 100."""

PersonaId = Annotated[Id, Reference("persona")]
JourneyId = Annotated[Id, Reference("journey")]
StageId = Annotated[Id, Reference("stage")]
PhaseId = Annotated[Id, Reference("phase")]
TouchpointId = Annotated[Id, Reference("touchpoint")]
ChannelId = Annotated[Id, Reference("channel")]
KpiId = Annotated[Id, Reference("kpi")]
ContentId = Annotated[Id, Reference("content")]
EvidenceId = Annotated[Id, Reference("evidence")]
TeamId = Annotated[Id, Reference("team")]
TermId = Annotated[Id, Reference("term")]
PainPointId = Annotated[
    str,
    Field(pattern=PAIN_POINT_PATTERN),
    WithJsonSchema({**_ID_JSON, "pattern": PAIN_POINT_PATTERN}),
    Kind(
        "id of a pain point of the stage, or `stage/pain-point`",
        "ids of pain points of the stage, or `stage/pain-point`",
    ),
]
"""A pain point of the same stage, or `stage/pain-point` of another stage of the journey."""

RuleCode = Annotated[
    str,
    AfterValidator(_rule_code),
    WithJsonSchema(
        {
            "type": "string",
            "anyOf": [{"enum": sorted(RULES)}, {"pattern": f"^{HOUSE_CODE.pattern}$"}],
        }
    ),
    Kind("code of a rule", "codes of rules"),
]
"""The code of a content rule, ours or of an installed package."""
ObjectiveLetter = Literal["attention", "interest", "desire", "action"]
