"""Two calm sets of colours, light and dark. Colours come on top of signs and lines; nothing is said by colour alone.

The hues are blue, amber, vermilion and purple of Okabe and Ito (2008), darkened or lightened for contrast; people
who do not tell red from green tell these apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.app import App
from textual.theme import Theme

from assistant.domain.details import Directness
from assistant.domain.risk import Tier

LIGHT = Theme(
    name="discreet-light",
    primary="#1f5f99",
    secondary="#5b6670",
    accent="#1f5f99",
    foreground="#22282e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e7e4dc",
    warning="#8a5a00",
    error="#b23c00",
    success="#1f5f99",
    dark=False,
    variables={
        "tier-low": "#1f5f99",
        "tier-raised": "#8a5a00",
        "tier-high": "#b23c00",
        "tier-unknown": "#7a3f78",
        "added": "#1f5f99",
        "removed": "#a3420a",
        "quiet": "#69737c",
        "footer-background": "#e7e4dc",
        "footer-key-foreground": "#1f5f99",
        "border": "#c4c0b6",
        "block-cursor-background": "#d5e3f0",
        "block-cursor-foreground": "#22282e",
        "block-cursor-blurred-background": "#e7e4dc",
        "block-cursor-text-style": "none",
        "input-selection-background": "#bcd6ec",
    },
)
DARK = Theme(
    name="discreet-dark",
    primary="#7fb6e6",
    secondary="#9aa5ae",
    accent="#7fb6e6",
    foreground="#dfe3e6",
    background="#1b1f23",
    surface="#22272c",
    panel="#2c3238",
    warning="#e6ac3c",
    error="#f0894e",
    success="#7fb6e6",
    dark=True,
    variables={
        "tier-low": "#7fb6e6",
        "tier-raised": "#e6ac3c",
        "tier-high": "#f0894e",
        "tier-unknown": "#d39ad0",
        "added": "#8cc2f0",
        "removed": "#f0a070",
        "quiet": "#96a1aa",
        "footer-background": "#2c3238",
        "footer-key-foreground": "#7fb6e6",
        "border": "#454d55",
        "block-cursor-background": "#33475a",
        "block-cursor-foreground": "#f2f4f5",
        "block-cursor-blurred-background": "#2c3238",
        "block-cursor-text-style": "none",
        "input-selection-background": "#34587a",
    },
)

SIGNS = {Tier.LOW: "○", Tier.RAISED: "◐", Tier.HIGH: "●", Tier.CANNOT_TELL: "?"}
"""One sign a tier, so that it is read without its colour."""

_TIERS = {
    Tier.LOW: "tier-low",
    Tier.RAISED: "tier-raised",
    Tier.HIGH: "tier-high",
    Tier.CANNOT_TELL: "tier-unknown",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """The styles of the theme that is on."""

    tiers: dict[Tier, Style]
    details: dict[Directness, Style]
    """Lines below words: by itself doubly clear (bold), with others plain, by what happened slanted, by exact words
    both."""
    added: Style
    removed: Style
    quiet: Style
    strong: Style


def other(name: str) -> str:
    """The light theme's name for the dark one's, and the other way round."""
    return DARK.name if name == LIGHT.name else LIGHT.name


def paint(app: App[object]) -> Paint:
    """The styles of the theme that `app` has on."""
    colours = app.theme_variables

    def of(name: str) -> str:
        return str(colours.get(name, colours["foreground"]))

    return Paint(
        tiers={tier: Style(color=of(name), bold=tier >= Tier.HIGH) for tier, name in _TIERS.items()},
        details={
            Directness.DIRECT: Style(color=of("tier-high"), underline=True, bold=True),
            Directness.QUASI: Style(color=of("tier-raised"), underline=True),
            Directness.EPISODIC: Style(color=of("tier-unknown"), underline=True, italic=True),
            Directness.VERBATIM: Style(color=of("tier-unknown"), underline=True, italic=True, bold=True),
        },
        added=Style(color=of("added"), underline=True),
        removed=Style(color=of("removed"), strike=True),
        quiet=Style(color=of("quiet")),
        strong=Style(bold=True),
    )
