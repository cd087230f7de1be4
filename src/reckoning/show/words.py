"""Plain words for the codes that claims, origins, relays and rule sets carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from reckoning.types import Toll

MEASURES = MappingProxyType(
    {
        "killed": "Killed",
        "injured": "Injured",
        "casualties": "Killed or injured",
        "missing": "Missing",
        "abducted": "Abducted",
        "detained": "Detained",
        "displaced": "Displaced",
        "sexual_violence": "Subjected to sexual violence",
        "bodies_found": "Bodies found",
        "identified": "Remains identified",
        "buried": "Buried",
    }
)
STANCES = MappingProxyType(
    {
        "asserted": "stated as fact",
        "claimed": "claimed",
        "denied": "denied",
        "hypothetical": "supposed",
        "forecast": "expected",
    }
)
KINDS = MappingProxyType(
    {
        "belligerent": "party to the conflict",
        "state": "state body",
        "monitor": "monitoring group",
        "medical": "medical source",
        "un": "United Nations body",
        "ngo": "non-governmental organisation",
        "witness": "witness",
        "media": "news medium",
        "expert": "expert",
        "unnamed": "unnamed source",
        "unknown": "kind not known",
    }
)
SIDES = MappingProxyType(
    {
        "own": "the side that the dead belonged to",
        "other": "the side accused, or opposed to the dead",
        "third": "neither side",
        "unknown": "side not known",
    }
)
FIDELITIES = MappingProxyType(
    {
        "faithful": "passes the figure on unchanged",
        "rounded": "rounds the figure",
        "group_dropped": "drops the group that was counted",
        "hedge_lost": "drops the reservation",
        "superseded": "repeats a figure since replaced",
        "distorted": "changes the figure",
    }
)
SCOPES = MappingProxyType(
    {"running": "running total", "increment": "addition of one period", "single": "count given once"}
)
PRECISIONS = MappingProxyType(
    {
        "exact": "the named place itself",
        "near": "near the named place",
        "admin2": "the district",
        "admin1": "the province",
        "region": "a wider region",
        "country": "the country only",
        "unresolved": "not found in the gazetteer",
    }
)
REMARKS = MappingProxyType(
    {
        "superseded": "the text itself says that this figure was replaced",
        "withdrawn": "the text itself says that this figure was withdrawn",
        "disputed": "the text itself says that this figure is disputed",
        "corrected": "the text itself corrects this figure",
    }
)
STATEMENTS = MappingProxyType(
    {
        "order": "Order",
        "announcement": "Announcement",
        "declaration": "Declaration",
        "denial": "Denial",
        "claim": "Claim",
        "blame": "Blame",
        "warning": "Warning",
        "inquiry": "Inquiry",
        "admission": "Admission",
        "evidence": "Evidence mentioned",
        "destruction": "Destruction of property",
        "event": "Event",
        "status": "Status of the dead",
        "unknown_toll": "Toll said to be unknown",
        "assessment": "Assessment",
        "labelling": "Labelling",
        "fear": "Fear",
        "act": "Act",
        "caption": "Caption",
    }
)
ALIASES = MappingProxyType(
    {
        "former": "formerly",
        "other": "also called",
        "abbreviation": "abbreviated",
        "label": "called by some",
        "role": "by role",
    }
)
UNITS = MappingProxyType({"people": "", "families": "families", "households": "households", "bodies": "bodies"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNote:
    """What a reader must know of a rule set: its plain title, what it does, and where it was published."""

    title: str
    does: str
    source: str


RULES = MappingProxyType(
    {
        "latest-per-origin": RuleNote(
            title="Latest figure of each original source",
            does="Takes the last figure that each original source gave for the same group, and spans them.",
            source="Reckoning's own rule; it follows no published code book.",
        ),
        "acled": RuleNote(
            title="ACLED",
            does="Takes the most conservative figure where reports differ, and fixed values for vague words.",
            source="Armed Conflict Location and Event Data, codebook, section on fatalities.",
        ),
        "ucdp": RuleNote(
            title="UCDP",
            does="Gives a low, a best and a high estimate; the best is the sum of the counts by side.",
            source="Uppsala Conflict Data Program, Georeferenced Event Dataset codebook.",
        ),
        "ibc": RuleNote(
            title="Iraq Body Count",
            does="Asks for two independent sources; spans lowest to highest after taking off combatants and overlaps.",
            source="Iraq Body Count, methods.",
        ),
        "airwars": RuleNote(
            title="Airwars",
            does="Grades the evidence; where the status of the dead is contested, both minimums become zero.",
            source="Airwars, methodology and casualty grading.",
        ),
        "gtd": RuleNote(
            title="Global Terrorism Database",
            does="Takes the most recent figure, else the one most sources give, else the lowest.",
            source="Global Terrorism Database codebook, START consortium.",
        ),
        "ohchr.documented": RuleNote(
            title="UN Human Rights Office, documented deaths",
            does="Counts only deaths for which a name, a date and a place are known.",
            source="OHCHR, Guidance on Casualty Recording.",
        ),
        "names": RuleNote(
            title="Names",
            does="Counts the named dead as the minimum, and adds identified but unnamed dead for the maximum.",
            source="Practice of recorders who publish lists, such as Airwars and Iraq Body Count.",
        ),
    }
)


NOTHING = MappingProxyType(
    {
        "two-sources": "needs two sources",
        "blank": "words too vague",
        "no-figure": "no number stated",
        "outlier": "all set aside",
    }
)


def why_nothing(toll: Toll) -> str:
    """Why a rule set states no range, in a few words; empty where its steps do not say."""
    return next((NOTHING[step.rule] for step in reversed(toll.steps) if step.rule in NOTHING), "")


def rule_note(name: str) -> RuleNote:
    """The note of a rule set by its versioned name ("acled.v1"); one that nobody described gets its name as title."""
    plain = re.sub(r"[.@]v\d+$", "", name)
    nothing = RuleNote(title=plain, does="This rule set came from a plug-in and brought no description.", source="")
    return RULES.get(plain, nothing)
