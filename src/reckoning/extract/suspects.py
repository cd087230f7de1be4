"""Who a text as a whole holds responsible: claims of responsibility, blame, and the suspects it names."""

from __future__ import annotations

import re

Span = tuple[int, int]
# A capital letter that is not only the start of a sentence.
SMALL = "In|On|At|The|A|An|But|And|After|Before|While|When|It|No|By|For|As|This|That|These|Those|He|She|They|There|Its"
BIG = rf"(?!(?:{SMALL})\b)[A-ZÀ-Þ][\w’'-]{{0,30}}"
PARTY = (
    rf"(?<![\w-])((?:(?:the|a|an)\s+(?:[\w-]+\s+){{0,2}}?)?(?:{BIG}|al-{BIG})(?:\s+(?:of|the|and|in|al-{BIG}|{BIG})){{0,6}}"
    rf"(?:\s+(?:group|militants?|rebels?|fighters|insurgents|forces|army|militia|movement|network|gunmen))?)"
)
NOT = re.compile(r"\b(?:no|nobody|none|not|neither|never|nor|yet|denied|denies|deny)\b", re.IGNORECASE)
RESPONSIBILITY = (
    re.compile(rf"{PARTY}(?:,[^.,;“”\"]{{2,60}},|\s+(?:which|who|that|group|militants?|movement|spokes\w+))?\s(?:(?:has|have|had|later|since|also|immediately)\s+)*claimed\s+(?:\w+\s+)?responsibility"),
    re.compile(rf"\bresponsib\w+[^.;]{{0,40}}?\b(?:claimed|taken|assumed)\s+by\s+{PARTY}"),
    re.compile(rf"\b(?:attack|bombing|blast|killing|raid|massacre|ambush|shooting|strike|assault|explosion|abduction)\w*\s+(?:was|were|is|are)\s+"
               rf"(?:\w+ly\s+)?(?:carried\s+out|perpetrated|committed|staged|claimed)\s+by\s+(?:an?\s+[^.;,]{{2,40}},\s+)?{PARTY}"),
)  # fmt: skip
EVENT = (
    r"(?:attack|killing|bombing|blast|massacre|raid|strike|assault|violence|shooting|ambush|explosion|abduction|shelling"
    r"|murder|death|incident|bloodshed)"
)
DOING = rf"(?:{EVENT}|carrying|firing|bombing|killing|shelling|attacking)"
NOT_PASSIVE = r"(?<!been )(?<!is )(?<!are )(?<!was )(?<!were )"
WAS = r"(?:was|were|is|are|has\s+been|have\s+been)"
LOOSE = r"((?:(?:the|a|an)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,4}?)"
BLAME = (
    re.compile(rf"\bblam(?:ed|es|ing)\s+(?:it|this|the\s+(?:\w+\s+)?{EVENT}\w*)?\s*on\s+{PARTY}"),
    re.compile(rf"\bblam(?:ed|es|ing)\s+{LOOSE}\s+for\s+(?:\w+\s+){{0,4}}?{EVENT}"),
    re.compile(rf"{NOT_PASSIVE}\baccus(?:ed|es|ing)\s+{LOOSE}\s+of\s+(?:\w+\s+){{0,4}}?{DOING}"),
    re.compile(rf"{PARTY}(?:\s+\w+)?\s+{WAS}\s+(?:widely\s+)?blamed\s+for\s+(?:the\s+)?(?:\w+\s+){{0,2}}?{EVENT}"),
)
PERSON = rf"(?<![\w-])((?:{BIG}\s+){{1,3}}{BIG})"
SUSPECT = (
    re.compile(rf"{PERSON},\s+(?:the\s+)?(?:\w+\s+)?(?:suspect|accused|gunman|shooter|attacker|assailant)\b"),
    re.compile(rf"(?:suspect|suspected\s+(?:gunman|attacker|shooter)|gunman|shooter|attacker|assailant|him|man)\b[^.;]{{0,40}}?\b(?:named|identified)\b[^.;]{{0,60}}?\bas\s+(?:[^.;]{{0,60}}?\s)?{PERSON}"),
    re.compile(rf"(?:named|identified)\s+(?:him|the\s+(?:man|suspect|attacker|gunman|shooter|assailant))[^.;]{{0,20}}?\s+as\s+(?:[^.;]{{0,60}}?\s)?{PERSON}"),
    re.compile(rf"\b(?:suspect|gunman|shooter|accused),\s+(?:[^.;]{{0,30}}?\s)?{PERSON}"),
    re.compile(rf"{PERSON}[^.;]{{0,80}}?\bcharged\s+with\s+(?:\w+\s+){{0,3}}?(?:murder|manslaughter|homicide|killing)"),
)  # fmt: skip


def responsible(content: str) -> tuple[Span, ...]:
    """The party that claims responsibility; else the suspect named; nothing where a denial stands with it."""
    for patterns in (RESPONSIBILITY, SUSPECT):
        for pattern in patterns:
            for match in pattern.finditer(content):
                if not NOT.search(content[max(0, match.start() - 20) : match.end()]):
                    return (match.span(1),)
    return ()


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.lower())


def blamed(content: str) -> tuple[Span, ...]:
    """All parties that somebody in the text blames for its event, in order, each once."""
    spans = {m.span(1) for p in BLAME for m in p.finditer(content) if not NOT.search(m.group(0))}
    kept: list[Span] = []
    for start, end in sorted(spans):
        if all(_bare(content[start:end]) != _bare(content[a:b]) for a, b in kept):
            kept.append((start, end))
    return tuple(kept)
