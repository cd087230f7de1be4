"""What is not the report's own prose: datelines, bylines, captions, biographies, related stories, page furniture.

Every test is about a phenomenon of pages, and every one is shy: a body paragraph taken for furniture loses deaths,
so a paragraph that states harm stays body unless its form leaves no doubt (a photo credit, a related-story list).
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from reckoning.read.dates import MONTH_WORD, full_dates

AGENCY = r"(?:reuters|afp|ap|associated press|epa(?:-efe)?|efe|dpa|upi|xinhua|tass|anadolu|aa|getty(?: images)?|sana|ria novosti|ansa|ukrinform|wam)"
HARM = re.compile(
    r"\b(?:kill\w*|dead|die[ds]?|dying|deaths?|wound\w*|injur\w*|casualt\w*|massacre\w*|execut(?:ed|ions?)|slain|slaughter\w*"
    r"|murder\w*|shot|bod(?:y|ies)|corpses?|toll|missing|abduct\w*|kidnap\w*|displac\w*|detain\w*|arrest\w*|rap(?:ed?|es)"
    r"|victims?|fled|flee\w*|bur(?:y|ied)|perish\w*|lost their lives|bomb\w*|attack\w*|struck|strikes?)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
PROSE = re.compile(r"[.!?][\"'”’)\]]*(?:\s+[A-Z“\"]|$)")

# ---- datelines -------------------------------------------------------------------------------------------------
PLACE_WORD = r"[A-Z][\w.'’-]*"
PLACE = rf"{PLACE_WORD}(?: (?:{PLACE_WORD}|of|de|al|el)){{0,3}}"
SHORT_DATE = rf"(?:(?:(?:{MONTH_WORD})\.? [0-3]?\d(?:st|nd|rd|th)?|[0-3]?\d (?:{MONTH_WORD})\.?)(?:,? \d{{2,4}})?)"
WIRE = r"\([A-Z][\w .,/&-]{1,40}\)"
TAGS = r"(?:\s*\[[A-Z][A-Z \n,.'-]{2,60}\])*"
DATELINE = re.compile(
    rf"(?:[(\[](?P<wire1>[\w .]{{2,20}})[)\]] ?[-–—]* ?)?\(?(?P<place>{PLACE}(?:, {PLACE}){{0,2}})"
    rf"(?P<date>,? \(?(?i:{SHORT_DATE})\)?| ?[|/] ?(?i:{SHORT_DATE}))?(?P<wire> {WIRE})?\)?\s*(?P<dash>--+|[-–—]|$)\s*"
)
LABELLED_DATE = re.compile(
    r"(?P<label>published|posted|date|first published|publication date|issued|released|last (?:updated|modified)|updated)"
    r"(?: (?:on|at))?\s*[:\s]\s*",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"[\d:.\s,|/–—-]*(?:\b(?:a\.?m|p\.?m|gmt|utc|est|edt|cet|bst|msk|at|on|local time)\b[\d:.\s,+|/-]*)*", re.IGNORECASE
)

# ---- bylines ---------------------------------------------------------------------------------------------------
NAME = r"[A-ZÀ-ÞА-Я][\w.'’-]*"
BYLINE = re.compile(
    rf"(?:(?:[Bb]y|BY)\s+|(?:Author|Authors|Written by|Reported by|Reporting by|Story by|Text by|Words by|From our correspondent)\s*:?\s+)"
    rf"(?P<names>(?:{NAME}|al|el|bin|ibn|de|van|von|der|la)(?:\s*,?\s+(?:{NAME}|al|el|bin|ibn|de|van|von|der|la|and|in|of|for|the|our|staff"
    rf"|writers?|reporters?|correspondents?|editors?)){{0,14}})\.?"
)
TIME_WORD = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:night|morning|dawn|noon|evening|midnight|today|then|now|early|late)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)

# ---- captions --------------------------------------------------------------------------------------------------
CREDIT_END = re.compile(
    rf"(?:^|[.!?”\"\n\s(\[])(?:(?:{AGENCY})\s*/\s*[A-Z][\w.'’-]*(?:[ /-]+[\w.'’-]+){{0,5}}"
    rf"|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,3}}\s*/\s*(?:{AGENCY})"
    r"|[(\[](?:(?:ap|afp|reuters|epa|file|courtesy|handout)\W{0,3})?\s*(?:photo|photograph|image|picture|file photo|credit|getty)s?\b[^)\]]{0,80}[)\]]"
    r"|(?:photo(?:graph)?|image|picture)s?(?: credit)?\s*(?::|by|courtesy)\s*[^.]{2,60})[)\]]?\.?$",
    re.IGNORECASE,
)
CAPTION_START = re.compile(
    r"[(\[]?\s*(?:file\s+)?(?:photo(?:graph)?|image|picture|caption|file image)s?(?: (?:credit|caption|source|illustration))?"
    r"(?:\s*:|\s+by\b|\s+courtesy\b|\s*[–—-]\s)|(?:file photo|handout photo)\b|an? (?:undated |file |handout )+(?:photo|image|picture)",
    re.IGNORECASE,
)
CREDIT_SPAN = 110

# ---- biographies -----------------------------------------------------------------------------------------------
AUTHOR_MARK = re.compile(
    r"(?:about the (?:authors?|writers?)|authors?(?: bios?)?|contributors?)\s*(?::.{0,60})?$", re.IGNORECASE
)
PROFESSION = (
    r"(?:editor|journalist|reporter|correspondent|writer|columnist|author|fellow|researcher|analyst|professor|lecturer|"
    r"producer|bureau chief|photojournalist|blogger|historian|contributor|director of \w+|news director|scholar)"
)
BIOGRAPHY = re.compile(
    rf"(?:{NAME}(?:\s+(?:{NAME}|al|bin|de|van)){{0,4}}|He|She|They|The author|The writer)\s+(?:is|was|has been|works as|serves as)"
    rf"\s+(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){{0,6}}{PROFESSION}s?\b",
    re.IGNORECASE,
)
CAREER = re.compile(
    r"years?(?:’|')? (?:of )?(?:experience|reporting)|(?:his|her|their) (?:work|writing|articles?|reporting) (?:has|have) (?:been published|appeared)"
    r"|(?:has|have) (?:written|reported|worked|covered|freelanced) (?:for|from)|(?:is )?the author of|(?:is )?based in|follow (?:him|her|them)"
    r"|on (?:twitter|x|bluesky|mastodon)\b|\b(?:at|for) (?:the )?[A-Z][\w.]+",
)

# ---- related stories, navigation, boilerplate --------------------------------------------------------------------
RELATED_HEAD = re.compile(
    r"(?:related(?: (?:news|stories|story|articles?|content|topics|links|reading|coverage))?|read (?:more|also|next)|also read|see also|sources?"
    r"|references|further reading|external links|recommended(?: for you)?|most (?:read|popular|viewed)|you (?:may|might) also like|sister links"
    r"|more (?:from|on|in|about) [\w' ’-]{1,30}|more (?:news|stories)|in other news|don['’]t miss|latest news|trending(?: now)?|tags|topics)\s*:?",
    re.IGNORECASE,
)
RELATED_LINE = re.compile(
    r"[\[(]?(?:related(?: (?:news|stories|story|articles?|coverage))?|read (?:more|also|next)|also read|see also|watch|listen|more)\s*[:|»>–—]",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"(?:©|\(c\)|copyright\b|all rights reserved|subscribe\b|sign (?:up|in)\b|log in\b|register\b.{0,40}newsletter|follow us\b|share (?:this|on)\b|click here"
    r"|advertise?ment|skip to (?:main )?content|terms (?:of|and)|privacy policy|for immediate release|support our|donate\b|print this|e-?mail this"
    r"|reporting by\b|editing by\b|\(?(?:additional )?reporting by\b|this (?:article|story|piece|report) (?:was|is|has been|originally|first) .{0,60}"
    r"(?:published|licen|republished|appeared|updated|corrected)|we use cookies|our standards|the views expressed|download (?:the|our) app"
    r"|[\w .]+ contributed to this (?:report|story|article)|###|-+\s*ends?\s*-+|ends$|\[ends\]|[\w-]*\d[\w/-]*(?=\s*(?:$|[\r\n\u2028])))",
    re.IGNORECASE,
)
NAVIGATION = re.compile(
    r"[^.!?\d]{1,40}(?:\s+[|>»›·•]\s+[^.!?\d|>»›·•]{1,40}){2,}$|(?:home|menu|search|back to top|next|previous|share|print|comments?)$",
    re.IGNORECASE,
)
HEADERS = re.compile(
    r"(?:from|to|cc|date|sent|subject|reply-to|message-id|received|return-path|mime-version|content-type|x-[\w-]+):",
    re.IGNORECASE,
)
HEADER_LINE = re.compile(r"[A-Z][\w-]{1,40}:[^\r\n]{0,500}(?:\r?\n[ \t][^\r\n]{0,500}){0,20}(?:\r?\n|\Z)")


def dateline_length(paragraph: str) -> int:
    """How many characters of the paragraph's beginning are a dateline ("HOMS, March 7 (Agency) - "); 0 for none."""
    match = DATELINE.match(paragraph[:400])
    if not match or (not match["dash"] and match.end() < len(paragraph)):
        return 0
    city = match["place"].split(",")[0]
    wire = match["wire"] and (city.isupper() or re.search(rf"\b{AGENCY}\b", match["wire"], re.IGNORECASE))
    marked = match["date"] or wire or match["wire1"]
    capitals = city.isupper() and len(city) > 3 and not paragraph.isupper()
    opens = paragraph[match.end() : match.end() + 1]
    if not (marked or (capitals and match["dash"] and (opens.isupper() or opens in "“\"‘'["))):
        return 0
    tags = re.compile(TAGS).match(paragraph, match.end())
    return _skip_space(paragraph, tags.end() if tags else match.end())


def _skip_space(paragraph: str, here: int) -> int:
    while here < len(paragraph) and paragraph[here].isspace():
        here += 1
    return here


def is_dateline(line: str) -> bool:
    """Whether a whole line is a date, with a label, a place or a clock time perhaps ("Friday, March 7, 2025")."""
    if len(line) > 120:
        return False
    label = LABELLED_DATE.match(line)
    found = next(full_dates(line), None)
    if found is None:
        return False
    before = line[label.end() if label else 0 : found.start]
    after = line[found.end :]
    return bool(
        _placeish(before) and re.fullmatch(rf"[)\].]?\s*{CLOCK.pattern}(?:\([A-Z][\w .]+\))?", after, re.IGNORECASE)
    )


def _placeish(before: str) -> bool:
    """Nothing, or a place and an opening bracket or dash, before the date of a dateline."""
    return not before.strip() or bool(re.fullmatch(rf"{PLACE}(?:, {PLACE}){{0,2}}\s*[,(|–—-]*\s*", before))


def is_byline(line: str) -> bool:
    """Whether a line names its author and nothing else; "By Monday night, 12 were dead" is none."""
    match = BYLINE.fullmatch(line) if len(line) <= 140 else None
    return bool(match and not TIME_WORD.search(match["names"]) and not HARM.search(match["names"]))


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is a picture's: it opens with a label or ends in a photographer's credit."""
    if len(paragraph.split()) > 90:
        return False
    if CAPTION_START.match(paragraph[:200]):
        return True
    return bool(CREDIT_END.search(paragraph[-CREDIT_SPAN:]))


def is_biography(paragraph: str, *, marked: bool) -> bool:
    """Whether a paragraph tells of the author; ``marked`` says that an "Author:" line stands before it."""
    head = paragraph[:300]
    speaks_of_author = BIOGRAPHY.match(head) and CAREER.search(paragraph[:1200])
    if marked:
        return bool(BIOGRAPHY.match(head) or CAREER.search(paragraph[:1200]))
    return bool(speaks_of_author and not HARM.search(paragraph))


def is_related_head(line: str) -> bool:
    return len(line) <= 60 and bool(RELATED_HEAD.fullmatch(line.strip("#*_=-–— \t")))


def is_related_line(paragraph: str) -> bool:
    """A single pointer to another story in the middle of a text."""
    one_line = len(paragraph.splitlines()) == 1 and len(paragraph.split()) <= 30
    return one_line and bool(RELATED_LINE.match(paragraph)) and len(PROSE.findall(paragraph)) <= 1


def is_list_item(paragraph: str) -> bool:
    """Whether a paragraph below a "Related news" heading is still an item: short, or a citation, and not prose."""
    words = len(paragraph.split())
    return words <= 18 or (
        words <= 45 and len(PROSE.findall(paragraph)) <= 2 and bool(re.match(r"[\"“*•‘-]|https?:", paragraph))
    )


def is_boilerplate(paragraph: str) -> bool:
    """Copyright, subscription and sharing lines; one that states harm is no boilerplate."""
    short = len(paragraph.split()) <= 70
    return short and bool(BOILERPLATE.match(paragraph[:500])) and not HARM.search(paragraph)


def is_navigation(paragraph: str) -> bool:
    return len(paragraph) <= 300 and bool(NAVIGATION.match(paragraph)) and not HARM.search(paragraph)


def mail_header_length(content: str) -> int:
    """How many characters of the text's beginning are the header of a mail, of which two names at least are known."""
    end = known = 0
    for line in HEADER_LINE.finditer(content[:8_000].lstrip("\ufeff")):
        if line.start() != end:
            break
        known += bool(HEADERS.match(line.group()))
        end = line.end()
    return end if known >= 2 else 0


def is_author_mark(line: str) -> bool:
    return len(line) <= 100 and bool(AUTHOR_MARK.match(line)) and not HARM.search(line)
