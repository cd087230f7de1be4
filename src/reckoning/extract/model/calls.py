"""Calls to the endpoint, each recorded before it is used, so that a run can be repeated without any network.

A record is one canonical JSON file named by the digest of its request. It also travels in the findings
(``Findings.calls``), whose segment the ledger names: a changed answer is found by ``reckon verify``.
"""

from __future__ import annotations

import json
import os
from typing import Any

from reckoning.codec import from_plain, to_plain
from reckoning.config import ModelSettings
from reckoning.ids import canonical, digest
from reckoning.types import ModelCall


class ModelCallError(Exception):
    """An endpoint that cannot be reached, refuses, or gives no completion; the message says what to do."""


def ask(settings: ModelSettings, request: dict[str, Any]) -> ModelCall:
    """The recorded answer to a request, or a new one, recorded; ``ModelCallError`` if there is none."""
    key = digest(canonical(request))
    file = settings.calls / f"{key}.json"
    if file.exists():
        return _recorded(file.read_bytes(), key)
    if settings.offline:
        raise ModelCallError(
            f"no recorded answer {key[:12]} in {settings.calls}, and `model.offline` is set. "
            "Put the record there, or ask the endpoint."
        )
    call = ModelCall(key=key, model=settings.name, answer=_post(settings, request))
    settings.calls.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(canonical(to_plain(call)))
    unfinished.replace(file)
    return call


def _recorded(data: bytes, key: str) -> ModelCall:
    try:
        call = from_plain(ModelCall, json.loads(data))
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelCallError(f"the record {key[:12]} is damaged ({error}). Remove it and ask again.") from error
    if call.key != key or not isinstance(call.answer, str):
        raise ModelCallError(f"the record {key[:12]} holds another call. Remove it and ask again.")
    return call


def _post(settings: ModelSettings, request: dict[str, Any]) -> str:
    """The text of the first choice."""
    try:
        import httpx  # noqa: PLC0415 - the extra `llm` brings it; only a live call needs it
    except ImportError as error:
        raise ModelCallError("a call needs the extra `llm`: pip install 'open-reckoning[llm]'.") from error
    key = os.environ.get(settings.key_variable, "")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    address = settings.endpoint.rstrip("/") + "/chat/completions"
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=2), timeout=settings.timeout) as client:
            answer = client.post(address, json=request, headers=headers)
            answer.raise_for_status()
            content = answer.json()["choices"][0]["message"]["content"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError) as error:
        says = f"{address} gave no completion ({type(error).__name__}: {error}). Run again when it can be reached."
        raise ModelCallError(says) from error
    if not isinstance(content, str):
        raise ModelCallError(f"{address} gave a completion without text. Does {settings.name} take a schema?")
    return content
