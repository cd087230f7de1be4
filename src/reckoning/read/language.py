"""Which language a text is in: a vote of stop words and scripts, enough to choose an extractor."""

from __future__ import annotations

import re
from types import MappingProxyType

SAMPLE = 20_000
WORD = re.compile(r"[^\W\d_]+")
STOP_WORDS = MappingProxyType(
    {
        "en": "the of and to in that was were have has been for with by from they said it not which who after more at",
        "fr": "le la les des et une dans que qui pour sur avec ont été est par plus selon après cette du au",
        "es": "el los las del que una por con para fue han sido según más como sus este pero entre desde muertos",
        "pt": "os das dos uma não foram pelo pela mais segundo são com para que após mortos entre seu também",
        "de": "der die das und nicht mit von den dem wurden nach sich auf ist eine bei aus als auch worden",
        "it": "il gli della delle che sono stati per con una dei nel alla dopo secondo più anche morti tra",
        "tr": "ve bir bu için ile olarak olan daha sonra göre kişi çok ise ancak kadar öldü gibi de da",
        "ru": "и в не на что с по были как из от это за также его было после при человек их",
        "uk": "і та в не на що з за було як від це також його були після при осіб їх внаслідок",
        "ar": "في من على إلى أن عن التي الذي هذا هذه مع كان بعد ما قال بين كما وقد لم خلال",
        "fa": "در از به که این را با است برای آن شد های بود می یک تا شده گفت و نیز",
        "he": "של על את לא עם כי הוא זה גם היו בין אל או כל היא יותר אחרי לפי אשר",
    }
)
SETS = MappingProxyType({code: frozenset(words.split()) for code, words in STOP_WORDS.items()})


def language_of(content: str) -> str:
    """An ISO 639-1 code; ``en`` where nothing else has clearly more votes."""
    votes = _votes(content)
    best = max(sorted(votes), key=lambda code: votes[code])
    return best if votes[best] > votes["en"] else "en"


def undecided(content: str) -> bool:
    """Whether no word of the text speaks for any language: a list of names, say."""
    return not any(_votes(content).values())


def _votes(content: str) -> dict[str, int]:
    words = [w.lower() for w in WORD.findall(content[:SAMPLE])]
    return {code: sum(1 for w in words if w in stops) for code, stops in SETS.items()}
