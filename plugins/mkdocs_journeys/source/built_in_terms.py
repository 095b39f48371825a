"""The terms that every handbook explains: their ids, which texts may link to as to its own.

What they mean is told in each language by `pages/glossaries`.
"""

BUILT_IN_TERMS = frozenset(
    (
        *("action", "aida", "alert", "assumption", "attention", "backstage", "base-map"),
        *("baseline", "buying-committee", "channel", "content-gap", "customer-journey", "desire"),
        *("effort", "emotion", "emotion-curve", "evidence", "experiment", "impact", "interest"),
        *("journey-map", "kpi", "lane", "message", "mindset", "moment-of-truth", "objection"),
        *("opportunity", "pain-point", "persona", "phase", "stage", "step", "target", "target-map"),
        *("touchpoint", "variation"),
    )
)
