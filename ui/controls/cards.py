"""The cards of the Reference page, generated from the rules and surfaces themselves."""

import inspect
import textwrap
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from engine import RunSpec, Scenario, SurfaceSpec
from exports.libraries import LIBRARIES, recipes
from languages import N_, _
from optimizers import OPTIMIZERS, Optimizer
from parameters import Array, Interval, Parameter, parameters
from plots.view import ReferenceView, View
from surfaces import SURFACES, DataSurface, Surface
from ui.controls.bound import bound
from ui.controls.catalogue import CATALOGUE
from ui.controls.navigation import ABOUT, explore_link, page_link
from ui.controls.player import player
from ui.controls.state import put, view
from ui.controls.viewing import who

_PICTURE = 300  # pixels


def contents() -> str:
    """The list of all cards in the sidebar; returns the key of the open one."""
    card = view(ReferenceView).card
    groups = {N_("Optimizers"): list(OPTIMIZERS), N_("Surfaces"): list(SURFACES)}
    with st.sidebar:
        for title, keys in groups.items():
            shown = card if card in keys else None
            tied = bound(f"reference {title}", shown, lambda key: put(ReferenceView(key)), keys)
            st.radio(_(title), keys, format_func=_title, index=None, **tied)
        page_link(ABOUT, _(ABOUT), {}, icon=":material/info:")
    return card


def _title(key: str) -> str:
    return _((OPTIMIZERS[key] if key in OPTIMIZERS else SURFACES[key]).title)


def optimizer_card(rule: type[Optimizer]) -> None:
    """All there is to know of a rule, and the rule at work beside plain gradient descent."""
    brings, costs = CATALOGUE[rule.key]
    _heading(list(OPTIMIZERS), rule.key)
    st.markdown(f"{_(summary(rule))} :gray[{_(rule.reference)}]")
    formula, source = st.columns([2, 3])
    with formula:
        for line in rule.formula:
            st.latex(line)
        _otherwise(rule)
        st.markdown(f":material/add_circle: {_(brings)}")
        st.markdown(f":material/do_not_disturb_on: {_(costs)}")
        st.markdown(
            "  \n".join(f"${latex}$ &ensp; `{name}`" for name, latex in rule.symbols.items())
        )
    with source:
        st.code(_source(rule), language="python")
    _parameters(parameters(rule))
    st.subheader(_("In the libraries"), anchor=False)
    st.table(_libraries(rule()), border="horizontal")
    _at_work(Scenario(runs=_beside("gd", rule.key)))


def surface_card(surface: type[Surface]) -> None:
    """All there is to know of a surface, and the default runs on it."""
    _heading(list(SURFACES), surface.key)
    st.markdown(f"{_(summary(surface))} :gray[{_(surface.reference)}]")
    left, right = st.columns(2)
    made = surface()
    with left:
        st.latex(made.formula)
        minima = ", ".join(f"({w1:.6g}, {w2:.6g})" for w1, w2 in made.minima.T)
        st.markdown(
            _("Global minima: {points}").format(points=minima or _("none"))
            + "  \n"
            + _("Infimum: {loss}").format(loss=_lowest(made))
        )
    with right:
        own = made.source(surface.__name__)
        source = own or textwrap.dedent(inspect.getsource(_gradient(surface)))
        st.code(source, language="python")
    _parameters(parameters(surface))
    _at_work(Scenario(surface=SurfaceSpec.of(surface.key)))


def _lowest(surface: Surface) -> str:
    """The lowest loss, or why there is none."""
    if surface.infimum is not None:
        return f"{surface.infimum:.6g}"
    return _("none: {reason}").format(reason=_(surface.no_infimum))


def _beside(*keys: str) -> tuple[RunSpec, ...]:
    surface = Scenario().surface.key
    return tuple(RunSpec.on(surface, key) for key in dict.fromkeys(keys))


def _at_work(scenario: Scenario) -> None:
    """A live picture with a link that opens the same in Explore."""
    st.subheader(_("At work"), anchor=False)
    st.markdown(who(scenario))
    player(scenario, View(), stage="card", height=_PICTURE)
    explore_link(scenario)


def _heading(keys: Sequence[str], key: str) -> None:
    """The title, with the cards before and after in teaching order."""
    place = keys.index(key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_title(key), anchor=False)
        for step, icon in ((-1, "arrow_back"), (1, "arrow_forward")):
            if 0 <= place + step < len(keys):
                other = keys[place + step]
                st.button(
                    _title(other),
                    icon=f":material/{icon}:",
                    key=f"reference {icon}",
                    on_click=put,
                    args=(ReferenceView(other),),
                )


def _parameters(declared: dict[str, Parameter]) -> None:
    if not declared:
        return
    st.subheader(_("Parameters"), anchor=False)
    rows = [
        {
            _("Symbol"): f"${p.symbol}$" if p.symbol else "",
            _("Name"): f"`{name}`",
            _("Default"): _default(p),
            _("Range"): _range(p),
            _("Meaning"): _(p.meaning),
        }
        for name, p in declared.items()
    ]
    st.table(pd.DataFrame(rows).set_index(_("Symbol")), border="horizontal")


def _gradient(surface: type[Surface]) -> Callable[..., Array]:
    """The method with the formula in it: that of a mean has none."""
    return surface.each_gradient if issubclass(surface, DataSurface) else surface.gradient


def _default(declared: Parameter) -> str:
    """A number as it is, a word or a text as code."""
    text = declared.text(declared.default)
    return text if isinstance(declared.valid, Interval) else f"`{text}`"


def _range(declared: Parameter) -> str:
    if declared.free:
        return _("an expression in w1 and w2")
    if isinstance(declared.valid, Interval):
        return str(declared.valid)
    *most, last = (f"`{word}`" for word in declared.words or ("on", "off"))
    return _("{words} or {word}").format(words=", ".join(most), word=last)


def _otherwise(rule: type[Optimizer]) -> None:
    """What the formula becomes where a switch stands otherwise."""
    for name, declared in parameters(rule).items():
        others = declared.words or ((False, True) if isinstance(declared.default, bool) else ())
        for other in others:
            formula = rule(**{name: other}).current_formula()
            if formula != rule.formula:
                instead = _("With `{name}` `{value}` instead:")
                st.markdown(instead.format(name=name, value=declared.text(other)))
                for line in formula:
                    if line not in rule.formula:
                        st.latex(line)


def _libraries(rule: Optimizer) -> pd.DataFrame:
    rows = [
        {
            _("Library"): LIBRARIES[key],
            _("Call"): f"`{recipe.call}`" if recipe.call else "–",
            _("Note"): _(recipe.note),
        }
        for key, recipe in recipes(rule).items()
    ]
    return pd.DataFrame(rows).set_index(_("Library"))


def summary(thing: type) -> str:
    """The first paragraph of the docstring."""
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def _source(rule: type[Optimizer]) -> str:
    return textwrap.dedent(inspect.getsource(rule.step))
