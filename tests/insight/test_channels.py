"""Which channels a persona likes, and on which of them she meets us."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_journeys.insight.channels import Investment, channel_uses
from tests.model.loading import handbook_of

CHANNELS = "mail: {name: Mail}\nchat: {name: Chat}\nfair: {name: Fair}\n"
TOUCHPOINTS = """\
letter: {name: Letter, channel: mail, reach: direct}
leaflet: {name: Leaflet, channel: mail, reach: direct}
bot: {name: Bot, channel: chat, reach: direct}
stand: {name: Stand, channel: fair, reach: direct}
rumour: {name: Rumour, reach: indirect}
"""


def uses(folder: Path, preferences: str, *stages: str, state: str = "current") -> dict[str, str]:
    """Return preference, meetings and investment by channel, for a journey of these stages."""
    journey = f"title: T\npersona: ada\nstate: {state}\nstages:\n" + "".join(
        f"  - {{id: s{number}, name: S, {stage}}}\n" for number, stage in enumerate(stages)
    )
    files = {
        "library/channels.yml": CHANNELS,
        "library/touchpoints.yml": TOUCHPOINTS,
        "personas/ada.yml": f"name: Ada\nchannels: {{{preferences}}}\n",
        "journeys/t.yml": journey,
    }
    persona = handbook_of(folder, files).personas[0]
    return {
        channel.id: f"{use.preference} {use.meetings} {use.investment}"
        for channel, use in channel_uses(persona).items()
    }


def test_a_touchpoint_counts_once_for_each_stage_wherever_it_is_written(tmp_path: Path) -> None:
    stage = (
        "touchpoints: [letter, rumour], steps: [{id: a, name: A, touchpoint: letter},"
        " {id: b, name: B, touchpoint: bot}], messages: [{text: M, touchpoint: leaflet}]"
    )
    assert uses(tmp_path, "", stage, "touchpoints: [letter]") == {
        "mail": "None 3 fitting",
        "chat": "None 1 fitting",
    }


def test_a_target_is_not_where_we_meet_her(tmp_path: Path) -> None:
    found = uses(tmp_path, "mail: 5", "touchpoints: [letter]", state="target")
    assert found == {"mail": "5.0 0 fitting"}


@pytest.mark.parametrize(
    ("preference", "meetings", "expected"),
    [
        # Six meetings on two channels: three on average.
        (4, 1, Investment.UNDER),
        (5, 0, Investment.UNDER),
        (3.9, 0, Investment.FITTING),
        (4, 2, Investment.FITTING),
        (2, 4, Investment.OVER),
        (0, 6, Investment.OVER),
        (2.1, 6, Investment.FITTING),
        (2, 3, Investment.FITTING),
        (0, 0, Investment.FITTING),
    ],
)
def test_much_liked_and_little_used_is_under_invested_and_the_reverse(
    preference: float, meetings: int, expected: Investment, tmp_path: Path
) -> None:
    stages = ["touchpoints: [bot]"] * meetings + ["touchpoints: [letter]"] * (6 - meetings)
    found = uses(tmp_path, f"chat: {preference}, mail: 3", *stages)
    assert found["chat"] == f"{float(preference)} {meetings} {expected}"


def test_nothing_stands_out_where_nothing_is_known_of_use(tmp_path: Path) -> None:
    assert set(uses(tmp_path, "mail: 5, chat: 0", "goal: G").values()) == {
        "5.0 0 fitting",
        "0.0 0 fitting",
    }
