"""Colours, shapes and sizes.

Figures are drawn in the light colours; `DARK` says what each becomes in the dark, so one figure
serves both.

Runs take their hues from Okabe and Ito without vermillion, which would be confused with the red
that is kept for ends; lightness is spread so that they also differ without colour.
"""

from dataclasses import dataclass
from urllib.parse import quote

PAGE = "#FFFFFF"
INK = "#1B2430"
MUTE = "#5B6777"
GRID = "#E3E8EE"
AXIS = "#8EA0B3"
HALO = "#FEFFFF"
END = "#E3172F"
SURFACE = ("#FBFCFD", "#EFF3F7", "#DFE7EE", "#D0DBE5", "#BFCDDA", "#AEBECE")
HEAT = ("#12355B", "#22598A", "#4583AE", "#7FB0CB", "#BAD6E2", "#EDF4F6")  # from low to high
ISO_PLANE = "rgba(84,104,126,0.38)"
ISO_SPACE = "#9DAFC1"  # opaque: a translucent one is drawn white
HOVER = "#FFFFFE"
LOST = "#E9E4E1"  # where runs diverge
HATCH = "#B9AFA9"
SECOND = "#5A10B0"  # beside ink: what carries over, and w₂ beside w₁

#: What each light colour becomes in the dark.
DARK = (
    {
        PAGE: "#0F141C",
        INK: "#E8EDF3",
        MUTE: "#9AA7B6",
        GRID: "#273140",
        AXIS: "#66788C",
        HALO: "#0B1017",
        END: "#FF4D5E",
        ISO_PLANE: "rgba(168,188,210,0.30)",
        ISO_SPACE: "#54697F",
        HOVER: "#1A2330",
        LOST: "#2A2526",
        HATCH: "#5C5152",
        SECOND: "#C79BFF",
    }
    | dict(
        zip(HEAT, ("#D9F0F4", "#9CCADD", "#5F9DC0", "#3A709B", "#274C71", "#1B3049"), strict=True)
    )
    | dict(
        zip(
            SURFACE, ("#131C28", "#1A2635", "#233345", "#2D4156", "#395068", "#46607A"), strict=True
        )
    )
)


@dataclass(frozen=True)
class RunStyle:
    """How one run is told from the others: a colour, and a shape as the second channel.

    Attributes:
        light, dark: its colour in either theme.
        glyph: its shape in text.
        symbol: its shape on the plane.
        head: its shape in space, where Plotly has fewer.
        outline: its shape as an SVG path in a square of 16.
        scale: makes shapes of different outlines look equally large.
    """

    light: str
    dark: str
    glyph: str
    symbol: str
    head: str
    outline: str
    scale: float


RUN_STYLES = (
    RunStyle(
        "#2E36FA", "#9BB6FE", "●", "circle", "circle", "M8 3a5 5 0 1 1 0 10A5 5 0 1 1 8 3z", 1.0
    ),
    RunStyle("#B47A24", "#CB9621", "■", "square", "square", "M3.5 3.5h9v9h-9z", 0.95),
    RunStyle("#0A5449", "#25A582", "◆", "diamond", "diamond", "M8 2l6 6-6 6-6-6z", 1.1),
    RunStyle("#982F89", "#F330D5", "▲", "triangle-up", "circle", "M8 2.5l6 10.5H2z", 1.15),
    RunStyle("#0E91B0", "#41FCFC", "▼", "triangle-down", "square", "M8 13.5L2 3h12z", 1.15),
    RunStyle(
        "#611303", "#FFC7B1", "⬟", "pentagon", "diamond", "M8 2l6 4.4-2.3 7.1H4.3L2 6.4z", 1.05
    ),
)


def picture(style: RunStyle, dark: bool) -> str:
    """The run's mark as a picture, for places that show text in one colour only."""
    colour = quote(style.dark if dark else style.light)
    return (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        f"<path d='{style.outline}' fill='{colour}'/></svg>"
    )


_HEAD_SIZE = {"circle": 8.0, "square": 7.0, "diamond": 6.5}


def head_size(style: RunStyle) -> float:
    """The size at which the heads of space look equally large."""
    return _HEAD_SIZE[style.head]


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` of `other` in it; both as #RRGGBB."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _shades(share: float) -> tuple[tuple[str, str], ...]:
    """Every run's colour mixed with the page's end of the surface, (light, dark)."""
    paper = SURFACE[0], DARK[SURFACE[0]]
    return tuple(
        (mix(run.light, paper[0], share), mix(run.dark, paper[1], share)) for run in RUN_STYLES
    )


_LINES = _shades(0.22)
_EARLY = _shades(0.38)
_FAINT = _shades(0.78)

#: The colour of each run's line on the plane.
LINE_COLOURS = tuple(light for light, _ in _LINES)


def _by_slot(shades: tuple[tuple[str, str], ...]) -> list[list[float | str]]:
    """A colour scale on which slot + x, with x in [0, 1), goes from that run's shade to its own."""
    last: list[float | str] = [1.0, RUN_STYLES[-1].light]
    stops: list[list[float | str]] = [
        [(slot + x) / len(RUN_STYLES), colour]
        for slot, run in enumerate(RUN_STYLES)
        for x, colour in ((0, shades[slot][0]), (0.999, run.light))
    ]
    return [*stops, last]


#: On which slot + age is that run's colour at that age: pale when early, strong when late.
AGE_SCALE = _by_slot(_EARLY)

#: On which slot + share is that run's colour, hardly there where the share is 0.
SHARE_SCALE = _by_slot(_FAINT)

DARK |= {run.light: run.dark for run in RUN_STYLES} | dict(_LINES) | dict(_EARLY) | dict(_FAINT)


def even_stops(colours: tuple[str, ...]) -> list[list[float | str]]:
    """A Plotly colour scale with even stops."""
    return [[i / (len(colours) - 1), colour] for i, colour in enumerate(colours)]
