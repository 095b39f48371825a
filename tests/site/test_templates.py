"""Templates of a site: what Jinja lets them do, they may do with our macros and words too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from mkdocs_journeys.pages.languages import language
from mkdocs_journeys.pages.templates import Templates

MACROS = """
{% macro loud(text) %}<b>{{ text }}</b>{% endmacro %}
{% macro pair(one, other="two") %}{{ one }}-{{ other }}{% endmacro %}
{% macro every() %}{{ varargs | join("+") }}{% for name in kwargs %} {{ name }}{% endfor %}
{%- endmacro %}
{% macro box() %}[{{ caller() }}]{% endmacro %}
{% set shout = loud %}
{% set named = "no macro" %}
"""

CASES = {
    "a text is escaped": ("{{ view.text }}", "&lt;i&gt; &amp; co"),
    "a text is escaped each time": ("{{ view.text }}{{ view.text }}", "&lt;i&gt; &amp; co" * 2),
    "HTML is not escaped again": ("{{ view.html }}{{ view.html }}", "<i>1 &amp; 2</i>" * 2),
    "the same text as HTML and as a text": (
        "{{ view.html }} {{ view.same }}",
        "<i>1 &amp; 2</i> &lt;i&gt;1 &amp;amp; 2&lt;/i&gt;",
    ),
    "numbers, yes and no, and nothing": (
        "{{ 1 }} {{ 1.0 }} {{ view.one }} {{ view.float }} {{ view.yes }} {{ view.none }}",
        "1 1.0 1 1.0 True None",
    ),
    "a macro of ours": (
        '{% from "macros.html" import letter %}{{ letter(view.letter) }}',
        '<span class="jn-letter" data-value="&lt;" aria-hidden="true">&amp;c</span>',
    ),
    "a macro escapes": (
        '{% from "m.html" import loud %}{{ loud(view.text) }}',
        "<b>&lt;i&gt; &amp; co</b>",
    ),
    "a macro in a macro": (
        '{% from "m.html" import loud %}{{ loud(loud(view.text)) }}',
        "<b><b>&lt;i&gt; &amp; co</b></b>",
    ),
    "a macro by another name": ('{% from "m.html" import loud as l %}{{ l(1) }}', "<b>1</b>"),
    "a macro of a module": ('{% import "m.html" as m %}{{ m.loud(1) }}', "<b>1</b>"),
    "a macro by keyword": ('{% from "m.html" import loud %}{{ loud(text=1) }}', "<b>1</b>"),
    "a macro with a default": (
        '{% from "m.html" import pair %}{{ pair(1) }} {{ pair(1, 2) }} {{ pair(1, other=3) }}',
        "1-two 1-2 1-3",
    ),
    "a macro that takes anything": (
        '{% from "m.html" import every %}{{ every(1, 2) }} {{ every(1, **{"class": 2}) }}',
        "1+2 1 class",
    ),
    "values from a list": ('{% from "m.html" import pair %}{{ pair(*[1, 2]) }}', "1-2"),
    "a macro with something in it": (
        '{% from "m.html" import box %}{% call box() %}{{ view.text }}{% endcall %}',
        "[&lt;i&gt; &amp; co]",
    ),
    "a macro that is a variable": ('{% from "m.html" import shout %}{{ shout(1) }}', "<b>1</b>"),
    "a variable of the name of a macro": (
        '{% from "m.html" import loud %}{% for loud in ["a", "b"] %}{{ loud }}{% endfor %}',
        "ab",
    ),
    "a macro of its own": ("{% macro own(a) %}({{ a }}){% endmacro %}{{ own(1) }}", "(1)"),
    "a word": ('{{ _("Goal") }}', "But"),
    "a word in a macro": ("{% macro own() %}{{ _('Goal') }}{% endmacro %}{{ own() }}", "But"),
    "a word for a variable": ('{% set word = _("Goal") %}{{ word }}', "But"),
    "a word from a variable": ('{% set word = "Goal" %}{{ _(word) }}', "But"),
    "a word with what is filled in": (
        '{{ _("due %(date)s", date=view.text) }}',
        "pour le &lt;i&gt; &amp; co",
    ),
    "a word of the site's own": ('{{ _("Our <b>own</b>") }}', "Our <b>own</b>"),
    "a per cent sign": ('{{ _("10 %%") }}', "10 %"),
    "a keyword of Python": ('{{ _("%(class)s", class=1) }}', "1"),
    "a variable called as the words are": (
        "{% for _ in range(2) %}{{ _ }}{% endfor %}{{ _('Goal') }}",
        "01But",
    ),
    "a macro called as the words are": (
        "{% macro _(text) %}own {{ text }}{% endmacro %}{{ _('Goal') }}",
        "own Goal",
    ),
    "a variable called as a function is": ("{% set mark = 'own' %}{{ mark }}", "own"),
    "gettext": ('{{ gettext("Goal") }}{% trans %}Goal{% endtrans %}', "But" * 2),
    "nothing escaped where that is said": (
        '{% from "m.html" import loud %}{% autoescape false %}{{ loud("<") }}>{% endautoescape %}',
        "<b>&lt;</b>>",
    ),
    "a part with the variables at hand": (
        '{% with own = 1 %}{% include "part.html" %}{% endwith %}',
        "1 But",
    ),
    "an item of its own, by a dot": ("{% set own = {'a': view.one} %}{{ own.a }}", "1"),
    "a keyword of Python by a dot": ("{% set own = {'class': 2} %}{{ own.class }}", "2"),
    "whether there is something": (
        "{{ view.nothing is defined }} {{ view.one is defined }}",
        "False True",
    ),
    "something else for nothing": ('{{ view.nothing | default("else") }}', "else"),
    "nothing where a condition fails": (
        '({{ "no" if view.none }}{{ "yes" if view.one }})',
        "(yes)",
    ),
    "a block of another template": (
        '{% extends "base.html" %}{% block b %}own{% endblock %}',
        "(own)",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the templates above."""
    folder = tmp_path_factory.mktemp("journeys")
    files = {
        "m.html": MACROS,
        "part.html": "{{ own }} {{ _('Goal') }}",
        "base.html": "({% block b %}{{ _('Goal') }}{% endblock %})",
        **{f"{name}.html": text for name, (text, _) in CASES.items()},
        "misspelt.html": "{{ view.txet }}",
        "no macro.html": '{% from "m.html" import quiet %}{{ quiet(1) }}',
        "no function.html": '{% from "m.html" import named %}{{ named(1) }}',
        "too many.html": '{% from "m.html" import loud %}{{ loud(1, 2) }}',
        "too few.html": '{% from "m.html" import loud %}{{ loud() }}',
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


VIEW = {
    "text": "<i> & co",
    "html": Markup("<i>1 &amp; 2</i>"),
    "same": "<i>1 &amp; 2</i>",
    "one": 1,
    "float": 1.0,
    "yes": True,
    "none": None,
    "letter": {"value": "<", "word": "&c"},
}


Fill: TypeAlias = Callable[[str, object], str]
RECORD = SimpleNamespace(**{**VIEW, "letter": SimpleNamespace(value="<", word="&c")})
VIEWS = pytest.mark.parametrize("view", [VIEW, RECORD], ids=["items", "attributes"])


@pytest.fixture(scope="module")
def fill(folder: Path) -> Fill:
    """Return what fills French templates; those that were filled with items know of it."""
    made = {id(view): Templates((folder,), language("fr")) for view in (VIEW, RECORD)}
    return lambda name, view: made[id(view)].render(f"{name}.html", view)


@VIEWS
@pytest.mark.parametrize("name", CASES)
def test_a_template_of_the_site_says(fill: Fill, name: str, view: object) -> None:
    for _ in range(2):
        assert fill(name, view).strip() == CASES[name][1]


@VIEWS
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("misspelt", UndefinedError),
        ("no macro", UndefinedError),
        ("no function", TypeError),
        ("too many", TypeError),
        ("too few", UndefinedError),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_fails(
    fill: Fill, name: str, error: type[Exception], view: object
) -> None:
    with pytest.raises(error):
        fill(name, view)
