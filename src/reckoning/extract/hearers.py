"""Who was told: the reporter that a speaker spoke to passes on what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reckoning.extract.voice import kind_of, name_tokens, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token


def hearer_of(verb: Token) -> tuple[int, ...]:
    """The reporter who was told: "told Reuters", "said to the agency", "in a statement to the BBC"."""
    if verb.lemma_.lower() in vocabulary().hearer and (told := _next_name(verb)):
        return told
    for child in verb.children:
        listens = child.dep_ in ("dobj", "dative") and verb.lemma_.lower() in vocabulary().hearer
        if listens and (names := _medium(child)):
            return names
        said_to = child.dep_ in ("prep", "dative") and child.lower_ in ("to", "in", "with", "by")
        if said_to or child.dep_ in ("nsubj", "xcomp"):
            for token in child.subtree:
                if token.dep_ == "pobj" and token.head.lower_ in ("to", "with") and (names := _medium(token)):
                    return names
    return ()


def _next_name(verb: Token) -> tuple[int, ...]:
    """The capitalised run right behind "told", where the parser hung it on the next clause."""
    run: list[Token] = []
    for token in verb.doc[verb.i + 1 :]:
        if token.pos_ not in ("PROPN", "DET", "ADJ", "NOUN") or token.dep_ in ("nummod", "punct"):
            break
        run.append(token)
        if kind_of(" ".join(t.text for t in run)) == "media" and not _goes_on(token):
            return tuple(t.i for t in run)
    return ()


def _goes_on(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in ("PROPN", "NOUN")


def _medium(token: Token) -> tuple[int, ...]:
    names = name_tokens(token)
    words = " ".join(t.text for t in names)
    return tuple(t.i for t in names) if kind_of(words) == "media" else ()
