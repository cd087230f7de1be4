"""``reckoning.toml`` and the environment, as frozen settings.

Reach for :func:`load_settings` when a case is opened. The environment wins over the file: ``RECKONING_MAX_BYTES``
overrides ``max_bytes``; tuples are given as JSON there. A key that is not listed here is refused, so that a
misspelt setting is a message and not a silent default.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from reckoning.problems import ReckoningError
from reckoning.types import SourceKind

FILE = "reckoning.toml"


class SourceAlias(BaseModel):
    """A source by its full name, and the other names under which the case's reports speak of it.

    ``heads`` are the people who speak for it; ``party`` names the side of the conflict that it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    also: tuple[str, ...] = ()
    kind: SourceKind = "unknown"
    heads: tuple[str, ...] = ()
    party: str = ""


class ModelSettings(BaseModel):
    """A language model as a second reader: an endpoint that takes OpenAI's chat completions, and where calls are kept.

    ``key_variable`` names the environment variable that holds the key, which is never written anywhere. ``offline``
    answers from the records in ``calls`` alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint: str
    name: str
    key_variable: str = "OPENAI_API_KEY"
    calls: Path = Path("model-calls")
    offline: bool = False
    timeout: float = Field(default=120.0, gt=0)


class Settings(BaseSettings):
    """What a case may set. Every field is documented in ``docs/keeping.md``."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="RECKONING_")

    title: str = Field(default="A reckoning", description="Heading of the dossier's first page.")
    max_bytes: int = Field(default=20_000_000, ge=1, description="A larger file becomes a Problem, unread.")
    workers: int = Field(default=1, ge=1, description="Processes that read and extract.")
    language: str = Field(default="en", description="Language of a text that does not say its own.")
    names_policy: Literal["full", "initials", "none"] = Field(
        default="full", description="How victims' names appear in what is published."
    )
    gazetteers: tuple[Path, ...] = Field(default=(), description="Place lists of the user's own, beside the built-in.")
    aliases: tuple[SourceAlias, ...] = Field(default=(), description="The case's own names for its sources.")
    model: ModelSettings | None = Field(default=None, description="A language model as a second reader.")
    lock_wait: float = Field(default=60.0, ge=0, description="Seconds to wait for another process on this case.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 pydantic-settings fixes this signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what the file gave; dotenv and secret files are not read."""
        return env_settings, init_settings


def load_settings(folder: Path | None = None) -> Settings:
    """Settings of the case in ``folder`` (defaults where it has no ``reckoning.toml``), environment on top.

    Raises ``ReckoningError`` naming the file and each key that is wrong. Relative paths of
    gazetteers and of a model's calls are resolved against ``folder``.
    """
    file = None if folder is None else folder / FILE
    try:
        settings = Settings(**_read(file))
    except ValidationError as error:
        raise ReckoningError(_says(error, file)) from error
    except SettingsError as error:
        raise ReckoningError(f"A RECKONING_* setting in the environment is wrong: {error}.") from error
    if folder is None:
        return settings
    gazetteers = tuple(folder / path for path in settings.gazetteers)
    return settings.model_copy(update={"gazetteers": gazetteers, "model": _at(folder, settings.model)})


def _at(folder: Path, model: ModelSettings | None) -> ModelSettings | None:
    """The model's settings with the folder of its calls inside the case, unless its path is absolute."""
    return None if model is None else model.model_copy(update={"calls": folder / model.calls})


def _read(file: Path | None) -> dict[str, Any]:
    if file is None or not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReckoningError(f"{file} could not be read as TOML: {error}. Correct it and run again.") from error


def _says(error: ValidationError, file: Path | None) -> str:
    known = ", ".join(Settings.model_fields)
    faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    origin = f"{file} and RECKONING_* in the environment" if file else "RECKONING_* in the environment"
    return f"Settings from {origin} are wrong: {faults}. Known settings are {known}."


def environment() -> tuple[str, ...]:
    """The names of the RECKONING_* settings that the environment overrides now, sorted; for ``--json`` and logs."""
    names = {f"RECKONING_{name.upper()}" for name in Settings.model_fields}
    return tuple(sorted(names & {name.upper() for name in os.environ}))
