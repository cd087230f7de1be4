"""Faults: a ``Problem`` is data with an address, a ``ReckoningError`` is a mistake of the caller.

Every code is listed here with one plain sentence; ``docs/problems.md`` documents each, and a test compares them.
"""

from __future__ import annotations

from types import MappingProxyType

CODES = MappingProxyType(
    {
        # read
        "READ-EMPTY": "The file holds no text.",
        "READ-BINARY": "The file is not text; convert it first.",
        "READ-TOO-LARGE": "The file is larger than max_bytes.",
        "READ-ENCODING": "The encoding was uncertain; some characters were replaced.",
        "READ-UNREADABLE": "The file could not be opened.",
        "READ-UNKNOWN-TYPE": "No reader is registered for this kind of file.",
        "READ-NO-DATE": "No publication date was found; relative dates stay open.",
        "READ-SIDECAR": "The sidecar file could not be used.",
        "READ-LANGUAGE": "The language has no extractor; nothing was extracted.",
        "READ-FAILED": "A reader failed on the file.",
        # extract
        "EXTRACT-FAILED": "An extractor failed on the document.",
        "NUM-AMBIGUOUS": "A number near a casualty word could not be told to be a count.",
        "PLACE-AMBIGUOUS": "A place name has several candidates.",
        "MODEL-FAILED": "A language model could not be asked; the next run asks again.",
        "MODEL-ANSWER": "A language model's answer, or a part of it, was not of the form asked for.",
        "MODEL-UNSUPPORTED": "What a language model said does not stand in the report; it was left out.",
        "MODEL-ONLY": "Only a language model has the claim.",
        "MODEL-MISSED": "A language model does not have a claim of the rules.",
        "MODEL-DIFFERS": "A language model reads a claim otherwise than the rules.",
        # weigh
        "TOLL-CONTRADICTION": "Two claims cannot both hold.",
        "SERIES-FALL": "A running total falls without a stated correction.",
        "SERIES-MISFIT": "An increment does not fit the difference of the totals.",
        "PARTS-EXCEED": "A part is larger than its whole.",
        "PARTS-MISFIT": "Parts that should sum to the whole do not.",
        "RELAY-DISTORTED": "A relay changed the figure, the group or the hedge.",
        # keep
        "KEEP-TAMPERED": "A blob, segment or entry is not what its digest says.",
        "KEEP-REDACTED": "The document was withheld by a redaction and is not taken in again.",
        "KEEP-DUPLICATE": "The same bytes are already in the case under another name; they count once.",
        "KEEP-NAMESAKE": "The case holds another document of the same name; both count.",
        "DECISION-LAPSED": "A decision's source and finding have both changed; someone has to look again.",
        "DECISION-ORPHAN": "The words that a decision is about are in no document any more; nothing rests on it.",
        "DECISION-UNCLEAR": "A decision gives a number, but not for which of several claims, or not as a number.",
        "PLUGIN-FAILED": "A plug-in failed; the run went on.",
    }
)

STOPS = frozenset({"EXTRACT-FAILED", "KEEP-TAMPERED", "PLUGIN-FAILED", "READ-FAILED"})
"""Codes that say that a part of the work failed, not that the world is unclear: the command line exits with 1."""


class ReckoningError(Exception):
    """A mistake of the caller; the message says what to do. The command line exits with status 2."""
