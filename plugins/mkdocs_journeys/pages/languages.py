"""Interface words, dates and numbers, as readers of a language write them.

The words are English in the code. A catalogue in `catalogues/`, `<language>.po`, has those of
another language; adding a language is adding one. `make catalogues` collects what there is to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF"}
_SILENT_UNITS = {"count", "score"}
"""Units that a reader knows from the KPI's name."""


_BEFORE = re.compile(r"(?<=\S) (?=[;:!?»%](?:\W|$))")
_AFTER = re.compile(r"(?<=«) (?=\S)")


def _french(text: str) -> str:
    """Keep the punctuation that French sets apart with its word: no line begins with it."""
    return _AFTER.sub("\N{NO-BREAK SPACE}", _BEFORE.sub("\N{NO-BREAK SPACE}", text))


@lru_cache(maxsize=32)
def _typeset(locale: str) -> Callable[[str], str]:
    return _french if locale.partition("_")[0] == "fr" else str


@dataclass(frozen=True, slots=True)
class Language:
    """The words of the interface, and a locale for dates and numbers.

    `locale` is a Babel identifier such as `en` or `fr_CA`.
    """

    locale: str
    translations: NullTranslations

    @property
    def has_words(self) -> bool:
        """Whether the interface speaks this language, and not English in its place."""
        spoken = self.locale.partition("_")[0] == "en"
        return spoken or isinstance(self.translations, GNUTranslations)

    def word(self, text: str) -> str:
        """Return an interface text in this language."""
        return self.translations.gettext(text)

    def words(self, one: str, many: str, count: float) -> str:
        """Return an interface text that depends on a count, with `{count}` filled in."""
        # Catalogues count in whole numbers; a fraction takes the form of two.
        whole = int(count) if float(count).is_integer() else 2
        return self.translations.ngettext(one, many, whole).format(count=self.number(count))

    def date(self, day: dt.date) -> str:
        """Return a date with its month as a word, shortened."""
        return _date(day, self.locale)

    def period(self, count: int, unit: str) -> str:
        """Return a span of time in words; `unit` is day, week, month or year."""
        return format_unit(count, f"duration-{unit}", "long", locale=self.locale)

    def number(self, number: float) -> str:
        """Return a number with at most two decimals."""
        if number:
            return _rounded(number, self.locale)
        return _decimal(str(round(number, 2)), self.locale)

    def precise(self, number: float) -> str:
        """Return a number with every decimal."""
        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def percent(self, number: float) -> str:
        """Return a percentage; 60 is sixty per cent."""
        return _percent(str(number / 100), self.locale)

    @property
    def typeset(self) -> Callable[[str], str]:
        """What makes the spaces of an author's text those of the language."""
        return _typeset(self.locale)

    def signed(self, number: float) -> str:
        """Return a number with its sign, a true minus included; zero has none."""
        text = self.number(abs(number))
        return text if number == 0 else ("+" if number > 0 else "−") + text

    def quantity(self, number: float, unit: str | None, *, exact: bool = False) -> str:
        """Return a number with its unit, placed as the language places it.

        It has as many decimals as pages have room for, or, to be `exact`, all of them.
        """
        if unit == "%":
            if exact:
                return _percent(str(Decimal(str(number)) / 100), self.locale, exact=True)
            return self.percent(number)
        if unit in _CURRENCIES:
            decimals = "" if float(number).is_integer() else ".00"
            return _amount(str(number), _CURRENCIES[unit], decimals, self.locale, exact=exact)
        text = self.precise(number) if exact else self.number(number)
        return text if unit is None or unit in _SILENT_UNITS else f"{text}\N{NO-BREAK SPACE}{unit}"


def known_locale(name: str) -> str:
    """Return the locale of a language as themes name it, such as `pt-BR`; English if unknown."""
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return "en"


def spoken_languages() -> tuple[str, ...]:
    """Return the languages, by their code, that interface words can be had in."""
    catalogues = (files(__package__) / "catalogues").iterdir()
    return tuple(sorted({"en", *(c.name[:-3] for c in catalogues if c.name.endswith(".po"))}))


@lru_cache(maxsize=32)
def language(locale: str) -> Language:
    """Return the language of a handbook: words of its catalogue, the locale's dates and numbers.

    `fr_CA` speaks with the words of `fr_CA.po`, else of `fr.po`; what has no catalogue, English.
    """
    return Language(locale, _translations(locale))


# Babel looks a locale up for every date and number, and most are written many times. Numbers are
# told by their digits where they may be zero: 0.0 and -0.0 are one key, and are not written alike.


@lru_cache(maxsize=4_096)
def _date(day: dt.date, locale: str) -> str:
    return format_date(day, "medium", locale=locale)


@lru_cache(maxsize=4_096)
def _decimal(number: str, locale: str) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4_096, typed=True)
def _rounded(number: float, locale: str) -> str:
    return _decimal(str(round(number, 2)), locale)


@lru_cache(maxsize=4_096)
def _percent(number: str, locale: str, *, exact: bool = False) -> str:
    pattern = Locale.parse(locale).percent_formats[None].pattern
    return format_percent(
        number,
        format=pattern.replace("0%", "0.##%"),
        locale=locale,
        decimal_quantization=not exact,
    )


@lru_cache(maxsize=4_096)
def _amount(number: str, currency: str, decimals: str, locale: str, *, exact: bool) -> str:
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    return format_currency(
        number,
        currency,
        format=pattern.replace(".00", decimals),
        locale=locale,
        currency_digits=False,
        decimal_quantization=not exact,
    )


def _translations(locale: str) -> NullTranslations:
    parts = locale.replace("-", "_").split("_")
    for name in ("_".join(parts[:count]) for count in range(len(parts), 0, -1)):
        file = files(__package__) / "catalogues" / f"{name}.po"
        if file.is_file():
            # English has no catalogue, and to load what reads them takes a while.
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            with file.open("rb") as text:
                catalogue = read_po(text, locale=name)
            # Compiled here, so that the repository holds nothing that a reader cannot read.
            compiled = BytesIO()
            write_mo(compiled, catalogue)
            compiled.seek(0)
            return GNUTranslations(compiled)
    return NullTranslations()
