"""A scenario as one HTML file: the player with all that it needs, playable without a network.

It is in one language, whose words for the player it brings along.
"""

import base64
import json
import re
import tomllib
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from engine import Scenario
from engine.link import encode, to_text
from exports.staged import staged
from exports.tables import settings
from languages import _, language, speaking
from parameters import parameters
from plots.player.payload import Payload, player_files, plotly_js
from plots.player.words import words
from plots.style import DARK, MUTE, RUN_STYLES
from plots.view import View
from surfaces import SURFACES

_TEMPLATE = Path(__file__).with_suffix(".html")
_THEME = Path(__file__).parents[1] / ".streamlit" / "config.toml"
_STAGE = "file"


def page(scenario: Scenario, view: View, code: str) -> str:
    """The page: plots and transport, loss curve, settings and results of every run.

    It is in the language of that code: files are made where nobody knows any more who reads.
    """
    with speaking(code):
        return _page(scenario, view)


def _page(scenario: Scenario, view: View) -> str:
    shown = staged(scenario, view)
    names = [_named(slot, run["label"]) for slot, run in enumerate(shown.cast["runs"])]
    rows = [
        f"<tr><td>{name}<td>{escape(settings(run, scenario.surface.key))}"
        f"<td>{path.status}<td>{path.loss[-1]:.3g}"
        for name, run, path in zip(names, scenario.runs, shown.paths, strict=True)
    ]
    parts = {part["id"]: _part(part) for part in (shown.scene, *shown.runs)}
    query = escape(f"?{to_text(encode(scenario, view))}")
    said = {"language": language(), "words": words(language())}
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=language(),
        title=escape(_(SURFACES[scenario.surface.key].title)),
        style=player_files()["player.css"].decode(),
        colours=_colours(),
        legend="\n".join(f"<span>{name}</span>" for name in names),
        section=escape(_("Settings and results")),
        heads="".join(
            f"<th>{escape(head)}" for head in (_("Run"), _("Settings"), _("Status"), _("Final L"))
        ),
        rows="\n".join(rows),
        common=escape(_common(scenario)),
        link=escape(_("In Descent: {query}")).format(query=f"<code>{query}</code>"),
        plotly=plotly_js().decode().replace("</script", r"<\/script"),
        modules=_json({"imports": _modules()}),
        parts="\n".join(parts.values()),
        cast=_json(shown.cast | {"stage": _STAGE} | said),
    )


def _named(slot: int, label: str) -> str:
    """A run's mark and name."""
    style = RUN_STYLES[slot]
    colour = f"light-dark({style.light}, {style.dark})"
    return f'<span style="color: {colour}">{style.glyph}</span> {escape(label)}'


def _common(scenario: Scenario) -> str:
    """What the runs have in common, in a line."""
    surface, common = scenario.surface, parameters(Scenario)
    declared = surface.declared(surface.key)
    own = [f"{name} {declared[name].text(value)}" for name, value in surface.values]
    rest = [f"{name} {common[name].text(getattr(scenario, name))}" for name in common]
    w1, w2 = scenario.start
    return ", ".join([_(SURFACES[surface.key].title), *own, f"start ({w1:g}, {w2:g})", *rest])


def _part(payload: Payload) -> str:
    """A scene or a run in the form that the player reads."""
    text = f"{_STAGE} {payload['id']}\n{_json(payload)}"
    return f'<script type="text/plain" class="part">{text}</script>'


def _json(value: object) -> str:
    """JSON that may stand in a page."""
    return json.dumps(value).replace("<", r"\u003c")


@cache
def _modules() -> dict[str, str]:
    """The player's scripts as an import map: relative names mean nothing within data URLs."""
    return {
        f"player/{name}": _data_url(re.sub(rb'(\bfrom|\bimport) "\./', rb'\1 "player/', script))
        for name, script in player_files().items()
        if name.endswith(".js")
    }


def _data_url(script: bytes) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(script).decode()}"


@cache
def _colours() -> str:
    """The app's own theme as the variables that the player's styles name, for either scheme."""
    theme = tomllib.loads(_THEME.read_text(encoding="utf-8"))["theme"]
    pairs = {
        re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name): (light, theme["dark"][name])
        for name, light in theme["light"].items()
        if isinstance(light, str)
    }
    pairs["gray-text-color"] = MUTE, DARK[MUTE]
    return "\n".join(
        f"  --st-{name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items()
    )
