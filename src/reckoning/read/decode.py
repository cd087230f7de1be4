"""Bytes to characters: by BOM, as UTF-8, by what the page declares, and only then by a guess that says it is one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 65_536
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
)
# Only plain character sets: Python also knows codecs that unpack, escape or take quadratic time.
PLAIN = re.compile(
    r"^(?:utf[-_]?(?:8|16|32)(?:[-_]?[bl]e)?|us-ascii|ascii|(?:windows|cp)[-_]?\d{3,4}|iso[-_]?8859[-_]\d{1,2}"
    r"|latin[-_]?[19]|koi8[-_][ru]|gb2312|gbk|gb18030|big5|shift[-_]jis|euc[-_](?:jp|kr)|mac[-_]?(?:roman|cyrillic))$",
    re.IGNORECASE,
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Windows leaves these five of its bytes unassigned; a decoder that refuses them would lose the whole page.
LAX = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, the codec that gave them, and how sure that is; ``binary`` says what the file is instead."""

    content: str = ""
    encoding: str = "utf-8"
    doubt: str | None = None
    binary: str | None = None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Characters of a file. Valid UTF-8 is decoded as Python's ``utf-8`` does it: a BOM stays as U+FEFF."""
    archive = next((says for magic, says in MAGIC if data.startswith(magic)), None)
    if archive:
        return Decoded(binary=archive)
    for bom, codec in BOMS:
        if data.startswith(bom):
            return _checked(data, codec, certain=True)
    if b"\x00" in data[:SAMPLE]:
        wide = _wide(data[:SAMPLE])
        return _checked(data, wide, certain=False) if wide else Decoded(binary="a binary file")
    try:
        return _textual(Decoded(content=data.decode("utf-8")))
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _legacy(data: bytes, declared: str | None) -> Decoded:
    """What is not valid UTF-8: as declared, else damaged UTF-8, else guessed."""
    if declared and PLAIN.match(declared.strip()):
        return _checked(data, declared.strip(), certain=not declared.strip().lower().startswith("utf"))
    if _mostly_utf8(data):
        return _checked(data, "utf-8", certain=False)
    return _checked(data, guess(data), certain=False)


def guess(data: bytes) -> str:
    """The likeliest legacy encoding of the first 64 kB; cp1252 where nothing is likelier."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms to load, for rare files

    best = from_bytes(_dense(data)).best()
    name = best.encoding if best else "cp1252"
    return name if PLAIN.match(name.replace("_", "-")) else "cp1252"


def _dense(data: bytes) -> bytes:
    """A sample that holds the first bytes beyond ASCII, which are all that tell encodings apart."""
    first = next((i for i, byte in enumerate(data) if byte > 0x7F), 0)
    begin = max(0, first - 2_048)
    return data[begin : begin + SAMPLE // 4]


def _mostly_utf8(data: bytes) -> bool:
    """Whether valid multi-byte sequences outnumber the broken ones ten to one."""
    content = data[: SAMPLE * 4].decode("utf-8", errors="replace")
    broken = content.count("\ufffd")
    return sum(1 for c in content if c > "\x7f") - broken >= 10 * broken


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a BOM shows as zero bytes in every second place."""
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None


def _checked(data: bytes, codec: str, *, certain: bool) -> Decoded:
    try:
        content = data.decode(codec, errors=LAX)
    except (LookupError, UnicodeError):
        content, codec, certain = data.decode("utf-8", errors=LAX), "utf-8", False
    broken = content.count("\ufffd")
    doubt = None if certain and not broken else f"read as {codec}; {broken} characters were replaced"
    return _textual(Decoded(content=content, encoding=codec, doubt=doubt))


def _textual(decoded: Decoded) -> Decoded:
    """Text has next to no control characters; more than two in a hundred, or a NUL, is something else."""
    head = decoded.content[:SAMPLE]
    controls = len(CONTROL.findall(head))
    if "\x00" in head or controls * 50 > max(len(head), 1):
        return Decoded(binary="a binary file")
    return decoded
