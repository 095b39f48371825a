"""Volanta's own rules: what we ask of our handbook beyond what every handbook should have."""

from collections.abc import Iterator

from mkdocs_journeys import Context, Finding, HouseRule

MOST_CHARACTERS = 200


def find_long_messages(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for message in stage.messages:
            if len(message.text) > MOST_CHARACTERS:
                yield Finding(
                    message,
                    f"a message of {len(message.text)} characters",
                    f"say it in {MOST_CHARACTERS}, or make two messages of it",
                    value=("text",),
                )


def find_personas_without_owner(context: Context) -> Iterator[Finding]:
    for persona in context.handbook.personas:
        if persona.priority == "strategic" and persona.owner is None:
            yield Finding(
                persona,
                "nobody owns this strategic persona",
                "write `owner:`, a team of library/teams.yml",
                shown=("name",),
            )


RULES = [
    HouseRule(
        name="long-message",
        meaning=f"A message is longer than {MOST_CHARACTERS} characters.",
        why="Our sales people read messages aloud. What does not fit in a breath is skipped.",
        find=find_long_messages,
    ),
    HouseRule(
        name="persona-without-owner",
        meaning="A strategic persona has no owner.",
        why="Each strategic persona is discussed once a quarter, and somebody has to prepare it.",
        find=find_personas_without_owner,
        bad={"personas/claire.yml": "name: Claire\npriority: strategic\n"},
        good={"personas/claire.yml": "name: Claire\npriority: strategic\nowner: growth\n"},
    ),
]
