"""Interface words, dates and numbers, as readers of a language write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF"}
_SILENT_UNITS = {"count", "score"}
"""Units that a reader knows from the KPI's name."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of the interface, and a locale for dates and numbers.

    `locale` is a Babel identifier such as `en` or `fr_CA`.
    """

    locale: str
    translations: NullTranslations

    def word(self, text: str) -> str:
        """Return an interface text in this language."""
        return self.translations.gettext(text)

    def words(self, one: str, many: str, count: int) -> str:
        """Return an interface text that depends on a count, with `{count}` filled in."""
        return self.translations.ngettext(one, many, count).format(count=self.number(count))

    def date(self, day: dt.date) -> str:
        """Return a date with its month as a word, shortened."""
        return format_date(day, "medium", locale=self.locale)

    def number(self, number: float) -> str:
        """Return a number with at most two decimals."""
        return format_decimal(round(number, 2), locale=self.locale)

    def percent(self, number: float) -> str:
        """Return a percentage; 60 is sixty per cent."""
        pattern = Locale.parse(self.locale).percent_formats[None].pattern
        return format_percent(
            number / 100, format=pattern.replace("0%", "0.##%"), locale=self.locale
        )

    def signed(self, number: float) -> str:
        """Return a number with its sign, a true minus included; zero has none."""
        text = self.number(abs(number))
        return text if number == 0 else ("+" if number > 0 else "−") + text

    def quantity(self, number: float, unit: str | None) -> str:
        """Return a number with its unit, placed as the language places it."""
        if unit == "%":
            return self.percent(number)
        if unit in _CURRENCIES:
            pattern = Locale.parse(self.locale).currency_formats["standard"].pattern
            decimals = "" if float(number).is_integer() else ".00"
            return format_currency(
                number,
                _CURRENCIES[unit],
                format=pattern.replace(".00", decimals),
                locale=self.locale,
                currency_digits=False,
            )
        text = self.number(number)
        return text if unit is None or unit in _SILENT_UNITS else f"{text}\N{NO-BREAK SPACE}{unit}"


def language(locale: str) -> Language:
    """Return the language of a handbook: English words, the locale's dates and numbers."""
    return Language(locale, NullTranslations())
