"""A stage's page, section by section: a module for each, a function that returns its view."""

from .backstage import backstage
from .experiments import experiments
from .improve import improve
from .likes import likes
from .measures import measures
from .mind import doing, mind
from .onward import onward
from .steps import steps
from .tell import tell
from .touchpoints import touchpoints
from .whereabouts import head, jumps

__all__ = [
    "backstage",
    "doing",
    "experiments",
    "head",
    "improve",
    "jumps",
    "likes",
    "measures",
    "mind",
    "onward",
    "steps",
    "tell",
    "touchpoints",
]
