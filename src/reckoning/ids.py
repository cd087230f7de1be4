"""Canonical JSON (RFC 8785), digests and short ids."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

SHORT = 12


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a JSON value (dict, list, str, int, float, bool or None)."""
    return rfc8785.dumps(value)


def digest(data: bytes) -> str:
    """SHA-256 of bytes, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(*parts: Any) -> str:
    """Digest of a list of JSON values: the way every key in Reckoning is made."""
    return digest(canonical(list(parts)))


def short(full: str) -> str:
    """The first twelve hex digits of a digest: for people, addresses and file names."""
    return full[:SHORT]
