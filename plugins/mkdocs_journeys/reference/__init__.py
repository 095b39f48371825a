"""The reference for authors, as Markdown pages: made from what the program itself goes by.

Fields come from the schema, codes from their table and explanations, commands and options from
those who declare them. So the pages cannot say anything else than the program does.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..source.explaining import Explanation
from .codes import faults_page, rules_page
from .commands import Command, Parameter, commands_page
from .files import handbook_page, journey_page, library_page, persona_page
from .options import Option, options_of, options_page

__all__ = ["Command", "Option", "Parameter", "options_of", "reference_pages"]


def reference_pages(
    *,
    commands: Iterable[Command],
    options: Iterable[Option],
    house: Iterable[Explanation] = (),
) -> dict[str, str]:
    """Return the pages by the name of their file.

    `commands` are those of the command line, `options` the plugin's, `house` the codes that
    installed packages add.
    """
    return {
        "persona.md": persona_page(),
        "journey.md": journey_page(),
        "library.md": library_page(),
        "handbook.md": handbook_page(),
        "faults.md": faults_page(),
        "rules.md": rules_page(house),
        "commands.md": commands_page(commands),
        "options.md": options_page(options),
    }
