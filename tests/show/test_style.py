"""The style sheet: contrast in light and dark, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("reckoning.show").joinpath("static/dossier.css").read_text(encoding="utf-8")
DARK_FROM = CSS.index("@media (prefers-color-scheme: dark)")


def colours(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", part))


LIGHT = colours(CSS[:DARK_FROM])
DARK = LIGHT | colours(CSS[DARK_FROM : CSS.index("*, *::before")])


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_published():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


TEXT = ["ink", "quiet", "link", "link-strong", "warn", *(f"hue{i}" for i in range(1, 9))]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme):
    for name in TEXT:
        assert contrast(scheme[name], scheme["paper"]) >= 4.5, name
    for name in ("ink", "quiet", "link", "warn"):
        assert contrast(scheme[name], scheme["sheet"]) >= 4.5, name
    for ground in ("mark", "said", "land", "water"):
        assert contrast(scheme["ink"], scheme[ground]) >= 4.5, ground
    assert contrast(scheme["link"], scheme["mark"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_drawings_stand_out(scheme):
    for name in ("band", "best", "area", "rail", "mark-edge"):
        assert contrast(scheme[name], scheme["paper"]) >= 3, name


def test_dark_is_dark_and_sets_every_colour():
    assert luminance(DARK["paper"]) < 0.02 < luminance(DARK["ink"])
    assert set(colours(CSS[DARK_FROM : CSS.index("*, *::before")])) == set(LIGHT)


def test_nothing_is_fetched():
    assert not re.search(r"url\(|@import|expression", CSS)


def test_every_class_of_a_colour_exists():
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", CSS))
    assert used <= set(LIGHT) | {"serif", "sans", "mono"}
