"""Headlines in title case and texts in capitals, brought to the case that the parser knows.

Only words that the lexicons know as common are lowered, so a name keeps its capital.
"""

from __future__ import annotations

import re
from functools import cache

from reckoning.extract.lexicon import lexicon

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
TITLE_SHARE = 0.6
FEWEST = 4
COMMON = """
a an the and or but nor of in on at by to from for with without into over under near after before during since until amid among
against between across as is are was were be been being has have had will would could may might must not no more than at least about
around nearly almost up this that these those his her their its it they he she who which where when while says said say reports
reported claims claimed warns denies left leaves leaving hit hits strike strikes attack attacks attacked bomb bombs blast blasts bombing
bombings raid raids shelling clash clashes clashed fighting explosion explosions fire opens open gunmen car suicide air airstrike
airstrikes drone rocket rockets missile missiles mortar mine shooting stabbing massacre toll rises rise climbs reaches tops passes
death deaths found body bodies mass grave graves burial village villages town city market hospital school mosque church bus camp
border region province district north south east west northern southern eastern western central amid police army troops forces force
government officials official monitor group groups ministry state media others other people dozens scores hundreds thousands several
many some one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million new old young latest day days week weeks month months year years last first second third yesterday today night morning
during operation operations fight battle battles war conflict violence protest protests demonstration quake earthquake flood floods storm
crash ferry boat plane train truck convoy checkpoint base patrol ambush hostage hostages prisoner prisoners suspect suspects arrest
arrests arrested detained held seized captured kidnapped abducted missing fled flee flees displaced injured injures injuring wounded
wounds wounding hurt dead die dies died kill kills killed killing shot shoots executed executes beheaded murdered
"""


@cache
def _common() -> frozenset[str]:
    people = lexicon("people")
    nouns = {
        w.replace("_", " ")
        for table in ("civilian", "combatant", "neutral", "animals", "things")
        for w in people[table].split()
    }
    return (
        frozenset(COMMON.split())
        | nouns
        | {n + "s" for n in nouns}
        | {"civilians", "policemen", "women", "men", "children"}
    )


def title_cased(sentence: str) -> bool:
    """Whether most words of a line open with a capital: a headline, not running text."""
    words = [w for w in WORD.findall(sentence) if len(w) > 3]
    return len(words) >= FEWEST and sum(w[0].isupper() for w in words) >= TITLE_SHARE * len(words)


def lowered(sentence: str) -> list[tuple[int, int, str]]:
    """Edits (start, end, new) that lower the common words of a title-cased or capital sentence; the first stays."""
    if not title_cased(sentence):
        return []
    capitals = sentence.upper() == sentence
    edits = []
    for match in WORD.finditer(sentence):
        word = match.group()
        if word.lower() in _common() and word != word.lower() and match.start() > 0:
            edits.append((match.start(), match.end(), word.lower()))
        elif capitals and len(word) > 1 and word.lower() not in _common():
            edits.append((match.start() + 1, match.end(), word[1:].lower()))
    return edits
