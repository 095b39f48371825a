"""Words of which made-up texts are put together."""

from __future__ import annotations

from random import Random

FIRST_NAMES = (
    *("Ada", "Bruno", "Chiara", "Dilek", "Edvin", "Farah", "Goran", "Hanne", "Imre", "Jonas"),
    *("Katell", "Lucía", "Milan", "Nadia", "Olek", "Paola", "Rahel", "Søren", "Tomas", "Yasmine"),
)
ROLES = (
    *("office manager", "plant engineer", "head of sales", "payroll officer", "shop owner"),
    *("works council member", "school principal", "fleet planner", "family doctor", "buyer"),
)
SECTORS = ("logistics", "retail", "care", "printing", "food", "energy", "education", "banking")
COMPANIES = ("family firm", "public body", "chain of shops", "start-up", "cooperative")
PLACES = ("on the train", "between two meetings", "at the counter", "in the lift", "on Sunday")
THINGS = (
    *("price", "contract", "invoice", "demo", "offer", "review", "trial", "form", "call", "report"),
    *("newsletter", "comparison", "reference", "deadline", "budget", "delivery", "refund", "app"),
)
QUALITIES = (
    *("clear", "late", "honest", "missing", "confusing", "short", "expensive", "friendly"),
    *("complete", "hidden", "quick", "personal", "outdated", "reliable"),
)
VERBS = (
    *(
        "compares",
        "looks for",
        "asks about",
        "forwards",
        "doubts",
        "waits for",
        "checks",
        "rejects",
    ),
    *("explains", "signs", "postpones", "reads", "questions", "prints"),
)
REASONS = (
    *("because nobody answers", "since the last one failed", "before the board meets"),
    *("as the year ends", "although it is not urgent", "while the others wait"),
    *("when a colleague insists", "so that the team agrees", "once the figures are there"),
)
FEELINGS = ("curiosity", "worry", "relief", "doubt", "pride", "impatience", "trust", "fatigue")
FORMATS = ("PDF", "video", "page", "template", "calculator", "podcast")
UNITS = ("%", "€", "days", "count", "score")
CHANNELS = ("e-mail", "phone", "web", "shop", "events", "press", "social networks", "post")


def phrase(random: Random) -> str:
    """Return some words without a full stop, as for a goal or a pain point."""
    return (
        f"{random.choice(QUALITIES).capitalize()} {random.choice(THINGS)} "
        f"{random.choice(REASONS)}, {random.choice(PLACES)}"
    )


def sentence(random: Random) -> str:
    """Return a sentence in which someone does something."""
    return (
        f"She {random.choice(VERBS)} the {random.choice(QUALITIES)} {random.choice(THINGS)} "
        f"{random.choice(REASONS)}, and {random.choice(VERBS)} a {random.choice(THINGS)} "
        f"{random.choice(PLACES)}."
    )


def quote(random: Random) -> str:
    """Return what somebody says."""
    return (
        f"I'd rather have a {random.choice(QUALITIES)} {random.choice(THINGS)} than another "
        f"{random.choice(THINGS)}"
    )


def question(random: Random) -> str:
    """Return what somebody asks."""
    return (
        f"How {random.choice(QUALITIES)} is the {random.choice(THINGS)} {random.choice(REASONS)}?"
    )


def story(random: Random, sentences: int) -> str:
    """Return sentences with some Markdown among them, in one paragraph a line."""
    told = [sentence(random) for _ in range(sentences)]
    told[0] = told[0].replace(" the ", " **the** ", 1)
    return "\n\n".join(" ".join(told[at : at + 3]) for at in range(0, len(told), 3)) + "\n"
