"""A language model as a second reader, behind the hook ``register_extractors``; off unless a case sets ``model``.

A model only points: at a quote, at the number in it, at the words for the harm, the harmed and the speaker. What
it points at is read by the same code that reads everything else, and what does not stand in the text becomes a
Problem. It never changes a claim of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from reckoning.config import Settings
from reckoning.plugins import Extractor, hookimpl

NAME = "model.v1"


@hookimpl
def register_extractors(settings: Settings) -> Iterable[Extractor]:
    """The model's extractor where the case names an endpoint; otherwise none."""
    if settings.model is None:
        return ()
    from reckoning.extract.model.run import extract  # noqa: PLC0415 - a case without a model imports none of it

    compare = partial(extract, settings=settings.model)
    return (Extractor(name=NAME, extract=compare, languages=("en",), beside=True),)
