"""What a template may ask while one page is drawn: addresses as seen from it, figures, quotes, dates, names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup, escape

from reckoning.show.address import relative
from reckoning.show.casebook import Casebook, Cited
from reckoning.show.figure import claim_figure, figure_link
from reckoning.show.numerals import day, interval_code, interval_words
from reckoning.show.prose import prose
from reckoning.show.whereabouts import document_id
from reckoning.show.withhold import Veil
from reckoning.types import Anchor, Claim, Figure, Incident, Interval, Text


class Here:
    """One page's point of view; holds no state but the page's path."""

    def __init__(self, book: Casebook, veil: Veil, page: str) -> None:
        self.book, self.veil, self.page = book, veil, page

    def link(self, path: str) -> str:
        """A path within the dossier as seen from this page."""
        return relative(path, page=self.page)

    def href(self, reference: str) -> str:
        """A reference ("claim:KEY") as an address seen from this page."""
        return self.book.addresses.href(reference, page=self.page)

    def figure(self, figure: Figure) -> Markup:
        """A number with its why."""
        return figure_link(figure, self.href(figure.refers))

    def claimed(self, claim: Claim) -> Markup:
        """A claim's number."""
        return self.figure(claim_figure(claim))

    def prose(self, text: str, fallback: str, keys: Iterable[str] = ()) -> Markup:
        """A machine's sentence with its numbers as figures; ``keys`` are the claims it may speak of."""
        claims = [self.book.cited[key].claim for key in keys if key in self.book.cited]
        return prose(self.veil.over(text), claims=claims, fallback=fallback, href=self.href)

    def quote(self, cited: Cited) -> Markup:
        """A claim's own words, leading to where they stand."""
        words = self.veil.over(cited.claim.anchor.exact, document_id(cited.report.text))
        return Markup('<q><a href="{}">{}</a></q>').format(
            self.href(f"claim:{cited.claim.key}"), " ".join(words.split())
        )

    def words(self, anchor: Anchor) -> Markup:
        """The words at an anchor with a little of their surroundings, leading to the claim or document there."""
        report = self.book.texts.get((anchor.source, anchor.text))
        document = document_id(report.text) if report else None
        around = (_from_a_word(anchor.prefix), anchor.exact, _to_a_word(anchor.suffix))
        before, exact, after = (self.veil.over(part, document) for part in around)
        address = self.href(self.book.at(anchor))
        return Markup('<q>{}<a href="{}"><mark>{}</mark></a>{}</q>').format(before, address, exact, after)

    def source(self, anchor: Anchor) -> Markup:
        """The document of an anchor and the origin of the claim that stands there, as a line below a quotation."""
        report = self.book.texts.get((anchor.source, anchor.text))
        if report is None:
            return Markup("a document that this dossier does not hold")
        cited = self.book.cited.get(self.book.at(anchor).removeprefix("claim:"))
        who = cited.origin if cited else None
        if who is None:
            return self.document(report.text)
        name = Markup('<a href="{}">{}</a>').format(self.href(f"origin:{who.id}"), self.name(who.name))
        return Markup("{}, in {}").format(name, self.document(report.text))

    def name(self, text: str) -> Markup:
        """A name as a text gives it: of a place, a group, a source, an incident."""
        return Markup(f'<span class="name">{escape(self.veil.over(text))}</span>')  # noqa: S704  # escaped

    def label(self, incident: Incident) -> Markup:
        """An incident's name as a link to its page."""
        return Markup('<a href="{}">{}</a>').format(self.href(f"incident:{incident.id}"), self.name(incident.label))

    def document(self, text: Text) -> Markup:
        """A document's title, or its file name, as a link to its page."""
        address = self.href(f"document:{document_id(text)}")
        shown = self.veil.over(text.title or text.name, document_id(text))
        return Markup('<a href="{}"><cite>{}</cite></a>').format(address, shown)

    def day(self, when: date | None) -> Markup:
        """One day."""
        if when is None:
            return Markup("date not known")
        return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), day(when))

    def when(self, interval: Interval | None) -> Markup:
        """A stretch of days."""
        code = interval_code(interval)
        if code is None:
            return Markup("date not known")
        return Markup('<time datetime="{}">{}</time>').format(code, interval_words(interval))


def _from_a_word(prefix: str) -> str:
    """Words before a quotation, without a piece of a word at their start."""
    head, space, rest = prefix.partition(" ")
    return rest if space and head else prefix.lstrip() if space else ""


def _to_a_word(suffix: str) -> str:
    """Words after a quotation, without a piece of a word at their end."""
    return suffix.rpartition(" ")[0]
