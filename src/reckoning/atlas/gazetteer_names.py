"""Keys under which a gazetteer files a name: plain, without Arabic articles, and as a consonant skeleton.

Reach for these when two spellings of one place must meet: ``Dayr az-Zawr``, ``Deir ez-Zor`` and ``Deir Ezzor``.
"""

from __future__ import annotations

import re
import unicodedata

# The Arabic article and its assimilated forms; they begin European names too: dropped on a second try only.
ARTICLES = frozenset((
    "al", "el", "ul", "ar", "as", "ash", "at", "az", "an", "ad", "adh", "ath", "ez", "er", "es", "esh", "et", "en",
    "ed", "il",
))  # fmt: skip
GENERIC = frozenset((
    "province", "governorate", "district", "county", "state", "city", "town", "village", "municipality",
    "prefecture", "region", "department", "oblast", "raion", "wilaya", "wilayat", "muhafazah", "subdistrict",
    "division", "tehsil", "taluka", "woreda", "kebele", "commune", "parish", "canton", "territory", "republic",
    "locality", "township", "borough", "area", "of", "the",
))  # fmt: skip
SEPARATORS = re.compile(r"[\s\-‐-―_/.,()]+")
QUOTES = re.compile(r"['’‘`ʼʿʾʹ´\"“”]")
ACRONYM = re.compile(r"\b(?:[a-z]\.){1,4}[a-z]?(?![a-z])")
FOLD = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ŋ": "n",
        "ħ": "h",
    }
)
DIGRAPHS = (
    ("shch", "s"), ("tch", "s"), ("kh", "k"), ("gh", "k"), ("sh", "s"), ("ch", "s"), ("zh", "j"), ("dj", "j"),
    ("dz", "z"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ts", "z"), ("tz", "z"), ("q", "k"),
    ("x", "ks"), ("c", "k"),
    ("g", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
VOWELS = re.compile(r"[aeiouyw]+|h")
DOUBLED = re.compile(r"(.)\1+")
SHORTEST_SKELETON = 3


def plain_key(name: str) -> str:
    """Lower case, no accents, no apostrophes, single blanks."""
    text = unicodedata.normalize(
        "NFKD", QUOTES.sub("", ACRONYM.sub(lambda m: m.group().replace(".", ""), name.lower()))
    )
    text = "".join(ch for ch in text if not unicodedata.combining(ch)).translate(FOLD)
    return " ".join(SEPARATORS.sub(" ", text).split())


def bare_key(key: str) -> str:
    """A plain key without Arabic articles and a final h ("Ar Raqqah" and "Raqqa" meet)."""
    words = [w for w in key.split() if w not in ARTICLES]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith(("ah", "eh")) else w for w in words)


def skeleton(key: str) -> str:
    """Consonants of a plain key, likely confusions of transliteration merged; empty if too short to trust."""
    words = []
    for word in bare_key(key).split():
        text = word
        for pair, one in DIGRAPHS:
            text = text.replace(pair, one)
        lead = "a" if text[:1] in "aeiou" else text[:1]
        words.append(lead + DOUBLED.sub(r"\1", VOWELS.sub("", text[1:])))
    joined = DOUBLED.sub(r"\1", "".join(words))
    return joined if len(joined) >= SHORTEST_SKELETON else ""


def without_generic(key: str) -> str:
    """A plain key without words like province or district at its ends ("the city of Jos", "Idlib province")."""
    words = key.split()
    while len(words) > 1 and words[-1] in GENERIC:
        words.pop()
    while len(words) > 1 and words[0] in GENERIC:
        words.pop(0)
    return " ".join(words)
