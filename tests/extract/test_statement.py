"""Statements beside the numbers, on made-up sentences: each line is ``kind | words of the anchor | speaker``."""

from __future__ import annotations

from datetime import date

import pytest

from reckoning.extract import sentences
from reckoning.extract.parse import sentences_of
from reckoning.extract.statement import find_statements
from reckoning.ids import digest
from reckoning.read.reader import read
from reckoning.types import Source, Statement, Text

# Something of violence that gives no statement itself, so that the text is about it.
AROUND = "Nine civilians died in Dorma."


def text_of(content: str) -> Text:
    data = content.encode()
    text = read(Source(digest=digest(data), name="t", media_type="text/plain", size=len(data)), data).text
    assert text is not None
    return text


def found(sentence: str, around: str = AROUND) -> tuple[Statement, ...]:
    text = text_of(f"{sentence}\n\n{around}")
    statements = find_statements(text, sentences_of(text))
    for s in statements:
        assert text.content[s.anchor.start : s.anchor.end] == s.anchor.exact
    return statements


CASES = [
    # orders
    ("The army chief ordered his soldiers to leave the village.", "order", "The army chief ordered his soldiers to leave the village", "The army chief", "asserted"),
    ("Governor Ana Ruiz issued a decree on Friday banning gatherings, after crowds marched on the barracks.", "order", "issued a decree on Friday banning gatherings", "Governor Ana Ruiz", "asserted"),
    ("Troops imposed a curfew in Arl.", "order", "Troops imposed a curfew in Arl", "Troops", "asserted"),
    ("Doctors were forbidden to speak to reporters.", "order", "Doctors were forbidden to speak to reporters", None, "asserted"),
    # announcements and declarations
    ("The interior ministry announced that its forces had entered Bel and had secured the bridge.", "announcement", "announced that its forces had entered Bel", "The interior ministry", "claimed"),
    ("The interior ministry announced that its forces had entered Bel and had secured the bridge.", "announcement", "had secured the bridge", "The interior ministry", "claimed"),
    ("The rebels declared victory in the valley.", "declaration", "The rebels declared victory in the valley", "The rebels", "claimed"),
    # denials
    ("The militia denied any role in the raid.", "denial", "The militia denied any role in the raid", "The militia", "denied"),
    ("A spokesman rejected the accusation as propaganda.", "denial", "A spokesman rejected the accusation", "A spokesman", "denied"),
    # claims and blame
    ("A group calling itself the Owls claimed responsibility for the blast.", "claim", "claimed responsibility for the blast", "A group", "claimed"),
    ("Residents accused the police of firing into the crowd.", "blame", "Residents accused the police of firing into the crowd", "Residents", "claimed"),
    ("The mayor blamed smugglers for the fighting, but promised calm.", "blame", "The mayor blamed smugglers for the fighting", "The mayor", "claimed"),
    # warnings
    ("The Red Crescent warned that water would run out within days.", "warning", "The Red Crescent warned that water would run out within days", "The Red Crescent", "asserted"),
    ("Aid agencies issued a warning about cholera.", "warning", "Aid agencies issued a warning about cholera", "Aid agencies", "asserted"),
    # inquiries
    ("Parliament set up a commission of inquiry into the shooting.", "inquiry", "Parliament set up a commission of inquiry into the shooting", "Parliament", "asserted"),
    ("The president promised to open an investigation.", "inquiry", "The president promised to open an investigation", "The president", "asserted"),
    ("A probe has been launched into the deaths at the camp.", "inquiry", "A probe has been launched into the deaths at the camp", None, "asserted"),
    ("The families called for an independent inquiry.", "inquiry", "The families called for an independent inquiry", "The families", "asserted"),
    # admissions
    ("The navy admitted that its ship had fired the shell.", "admission", "The navy admitted that its ship had fired the shell", "The navy", "asserted"),
    ("The general acknowledged mistakes in the raid.", "admission", "The general acknowledged mistakes in the raid", "The general", "asserted"),
    # evidence
    ("Satellite images show burned fields around Arl.", "evidence", "Satellite images show burned fields around Arl", None, "asserted"),
    ("Three videos circulated online, in which men in uniform kick a prisoner.", "evidence", "Three videos circulated online", None, "asserted"),
    ("The monitor said it had obtained documents from the base.", "evidence", "it had obtained documents from the base", "The monitor", "asserted"),
    ("He spoke of “solid evidence” against the brigade.", "evidence", "“solid evidence”", None, "asserted"),
    ("Farmers came upon a mass grave near the well.", "evidence", "a mass grave", None, "asserted"),
    # destruction
    ("Shells destroyed two schools in the old town.", "destruction", "Shells destroyed two schools in the old town", None, "asserted"),
    ("They walked past the shops that the militia had looted.", "destruction", "the shops that the militia had looted", None, "asserted"),
    ("The clinic was burned to the ground.", "destruction", "The clinic was burned to the ground", None, "asserted"),
    ("People returned to burned houses.", "destruction", "burned houses", None, "asserted"),
    ("Gunmen set fire to the market.", "destruction", "Gunmen set fire to the market", None, "asserted"),
    # events and acts
    ("Clashes erupted near the airport on Sunday.", "event", "Clashes erupted near the airport on Sunday", None, "asserted"),
    ("A wave of arson and looting swept the port.", "event", "swept the port", None, "asserted"),
    ("The guards carried out summary executions in the valley.", "act", "The guards carried out summary executions in the valley", None, "asserted"),
    ("The two sides agreed a ceasefire.", "act", "The two sides agreed a ceasefire", "The two sides", "asserted"),
    ("The bishop, who was visiting Dorma, prayed with the families.", "act", "The bishop, who was visiting Dorma", "The bishop", "asserted"),
    ("Two raids carried out by the air force emptied the village.", "act", "raids carried out by the air force", None, "asserted"),
    ("A video posted by a baker named the men.", "evidence", "A video posted by a baker", None, "asserted"),
    # status
    ("Fighting is still under way in the hills.", "status", "Fighting is still under way in the hills", None, "asserted"),
    ("The siege appears to be over.", "status", "The siege appears to be over", None, "hypothetical"),
    ("The offensive ended on Tuesday.", "status", "The offensive ended on Tuesday", None, "asserted"),
    # what is not known
    ("The number of victims is not yet known.", "unknown_toll", "The number of victims is not yet known", None, "asserted"),
    ("It was not immediately clear how many people were inside.", "unknown_toll", "It was not immediately clear how many people", None, "asserted"),
    ("The ministry did not say how many had been hurt.", "unknown_toll", "The ministry did not say how many", None, "asserted"),
    ("There was no official toll available on Monday.", "unknown_toll", "no official toll available", None, "asserted"),
    # what a source is worth
    ("The figure is much lower than other estimates.", "assessment", "The figure is much lower than other estimates", None, "asserted"),
    ("The account could not be independently verified.", "assessment", "The account could not be independently verified", None, "asserted"),
    ("Conflicting reports reached the capital.", "assessment", "Conflicting reports", None, "asserted"),
    ("The real toll may be higher.", "assessment", "The real toll may be higher", None, "hypothetical"),
    # labels and fear
    ("The governor described the marchers as bandits.", "labelling", "The governor described the marchers as bandits", "The governor", "asserted"),
    ("Officials called the prisoners “wolves” on state radio.", "labelling", "Officials called the prisoners “wolves”", "Officials", "asserted"),
    ("Shepherds fear that the raiders will return.", "fear", "Shepherds fear that the raiders will return", "Shepherds", "claimed"),
    ("Nuns in the hills voiced alarm about the shelling.", "fear", "Nuns in the hills voiced alarm", "Nuns in the hills", "claimed"),
    ("The envoy expressed condolences to the families.", "act", "The envoy expressed condolences to the families", "The envoy", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "words", "speaker", "stance"), CASES, ids=[c[2][:50] + "/" + c[1] for c in CASES]
)
def test_a_statement_is_found_on_its_clause(
    sentence: str, kind: str, words: str, speaker: str | None, stance: str
) -> None:
    fitting = [s for s in found(sentence) if s.kind == kind and words in s.anchor.exact]
    assert fitting, [(s.kind, s.anchor.exact) for s in found(sentence)]
    best = min(fitting, key=lambda s: len(s.anchor.exact))
    assert len(best.anchor.exact) <= 2 * len(words) + 20
    assert (best.speaker, best.stance) == (speaker, stance)


NOTHING = [
    ("order", "The barracks were in good order."),
    ("order", "She ordered tea."),
    ("denial", "The army did not deny the report."),
    ("denial", "Nobody denied it."),
    ("claim", "The blast claimed nine lives."),
    ("claim", "The earthquake claimed many victims."),
    ("admission", "The ministry declined to confirm the toll."),
    ("admission", "Nine confirmed cases were counted."),
    ("warning", "The siren gave no warning."),
    ("inquiry", "The committee met in the town hall."),
    ("inquiry", "No inquiry was opened."),
    ("destruction", "No house was burned."),
    ("destruction", "The soldier burned his hand."),
    ("destruction", "The fire destroyed his hopes."),
    ("evidence", "Children played a video game."),
    ("event", "The clashes were feared by all."),
    ("event", "The meeting took place on Sunday."),
    ("status", "The road is over the hill."),
    ("status", "The holidays are over."),
    ("unknown_toll", "The toll was known by noon."),
    ("unknown_toll", "The number of buses is known."),
    ("assessment", "The tower is higher than the church."),
    ("labelling", "He called the hospital at noon."),
    ("labelling", "She described the road and the river."),
    ("blame", "Nobody was blamed."),
    ("declaration", "He was declared dead at noon."),
    ("announcement", "Nothing was announced."),
]


@pytest.mark.parametrize(("kind", "sentence"), NOTHING)
def test_what_only_looks_like_a_statement_is_none(kind: str, sentence: str) -> None:
    assert kind not in {s.kind for s in found(sentence)}


def test_a_text_that_is_not_about_violence_gives_nothing() -> None:
    sport = "The coach announced the team. The referee warned two players. The striker conceded a penalty."
    assert found(sport, around="The stadium was full and the rain had stopped by the second half.") == ()


def test_captions_give_captions_only_and_furniture_gives_nothing() -> None:
    content = (
        "Nine civilians died in Dorma.\n\n"
        "Soldiers fight rebels near the bridge of Arl. REUTERS/Lens Holder\n\n"
        "The town was quiet.\n\n"
        "Related news\n\nArmy denies raid on Bel\n\n"
    )
    text = text_of(content)
    assert [(s.kind, s.anchor.exact) for s in find_statements(text, sentences_of(text))] == [
        ("caption", "Soldiers fight rebels near the bridge of Arl")
    ]


def test_a_quotation_and_its_repetition_have_keys_of_their_own() -> None:
    text = text_of("The army denied it. Nine civilians died.\n\nThe army denied it.")
    keys = [s.key for s in find_statements(text, sentences_of(text)) if s.kind == "denial"]
    assert len(keys) == len(set(keys)) == 2


def test_what_somebody_reports_is_his() -> None:
    (event,) = [s for s in found("Clashes broke out in Arl, a monitor said.") if s.kind == "event"]
    assert event.speaker == "a monitor"


def test_a_claimed_event_is_claimed() -> None:
    (deed,) = [s for s in found("The rebels claim that the army destroyed the bridge.") if s.kind == "destruction"]
    assert (deed.speaker, deed.stance) == ("The rebels", "claimed")


def test_the_same_text_gives_the_same_statements() -> None:
    sentence = "The army denied the raid, and its chief ordered an inquiry after videos showed burned houses."
    assert found(sentence) == found(sentence)
    assert {s.kind for s in found(sentence)} >= {"denial", "evidence"}


def test_a_sentence_without_end_gives_no_quote_without_end() -> None:
    statements = found("The army denied it and " * 2_000)
    assert {s.kind for s in statements} == {"denial"}
    assert max(len(s.anchor.exact) for s in statements) <= sentences.LONGEST


def test_a_statements_time_is_its_own_words_and_never_a_guess() -> None:
    def time_of(content: str) -> tuple[str, date | None, date | None] | None:
        text = text_of(content)
        (event,) = [s for s in find_statements(text, sentences_of(text)) if s.kind == "event"]
        return (event.time.text, event.time.start, event.time.end) if event.time else None

    body = "Nine civilians died.\n\nClashes erupted near Arl on Sunday."
    assert time_of(f"Dorma mourns\n\nPublished: 4 March 2025\n\n{body}") == (
        "on Sunday",
        date(2025, 3, 2),
        date(2025, 3, 2),
    )
    assert time_of(body) == ("on Sunday", None, None)
    assert time_of(body.replace(" on Sunday", "")) is None
