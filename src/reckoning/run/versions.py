"""The versions that are present now: what an output must have been made by to count as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reckoning import plugins
from reckoning.config import Settings
from reckoning.ids import digest, digest_of
from reckoning.problems import ReckoningError
from reckoning.run.verbs import Verbs, resolve
from reckoning.types import Source

UNREAD = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Names of the present code: ``readers`` by media type, ``extractor`` joining all extractors' names.

    ``config`` is the digest of the settings that bear on extraction.
    """

    extractor: str
    config: str
    readers: Mapping[str, str]

    def reader(self, source: Source) -> str:
        """The versioned name of the reader that takes this source now, or ``none``."""
        return self.readers.get(source.media_type.partition(";")[0].strip().lower(), UNREAD)


def present(verbs: Verbs, settings: Settings) -> Versions:
    """The versions of the installed code and plug-ins; imports the built-in extractor's module, not its parser."""
    further = (extractor.name for extractor in plugins.extractors(settings).things)
    return Versions(
        extractor="+".join((str(resolve(verbs.extract_version)), *further)),
        config=_config(settings),
        readers={kind: name for name, reader in all_readers(verbs).items() for kind in reader.media_types},
    )


def all_readers(verbs: Verbs) -> dict[str, Any]:
    """The built-in readers and, after them so that they win for their media types, those of plug-ins."""
    return {**resolve(verbs.readers), **{reader.name: reader for reader in plugins.readers().things}}


def _config(settings: Settings) -> str:
    try:
        lists: list[Any] = [digest(path.read_bytes()) for path in settings.gazetteers]
    except OSError as error:
        raise ReckoningError(f"The gazetteer {error.filename} cannot be read: {error.strerror}.") from error
    asked = [] if settings.model is None else [settings.model.name]
    return digest_of(settings.language, lists, *asked)
