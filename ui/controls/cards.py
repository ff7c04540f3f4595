"""The cards of the Reference page, generated from the rules and surfaces themselves."""

import inspect
import textwrap
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from engine import RunSpec, Scenario, SurfaceSpec
from exports.libraries import LIBRARIES, recipes
from languages import _
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
    groups = {"Optimizers": list(OPTIMIZERS), "Surfaces": list(SURFACES)}
    with st.sidebar:
        for title, keys in groups.items():
            shown = card if card in keys else None
            tied = bound(f"reference {title}", shown, lambda key: put(ReferenceView(key)))
            st.radio(title, keys, format_func=_title, index=None, **tied)
        page_link(ABOUT, ABOUT, {}, icon=":material/info:")
    return card


def _title(key: str) -> str:
    return OPTIMIZERS[key].title if key in OPTIMIZERS else SURFACES[key].title


def optimizer_card(rule: type[Optimizer]) -> None:
    """All there is to know of a rule, and the rule at work beside plain gradient descent."""
    brings, costs = CATALOGUE[rule.key]
    _heading(list(OPTIMIZERS), rule.key)
    st.markdown(f"{_(summary(rule))} :gray[{rule.reference}]")
    formula, source = st.columns([2, 3])
    with formula:
        for line in rule.formula:
            st.latex(line)
        _otherwise(rule)
        st.markdown(f":material/add_circle: {brings}")
        st.markdown(f":material/do_not_disturb_on: {costs}")
        st.markdown(
            "  \n".join(f"${latex}$ &ensp; `{name}`" for name, latex in rule.symbols.items())
        )
    with source:
        st.code(_source(rule), language="python")
    _parameters(parameters(rule))
    st.subheader("In the libraries", anchor=False)
    st.table(_libraries(rule()), border="horizontal")
    _at_work(Scenario(runs=_beside("gd", rule.key)))


def surface_card(surface: type[Surface]) -> None:
    """All there is to know of a surface, and the default runs on it."""
    _heading(list(SURFACES), surface.key)
    st.markdown(f"{_(summary(surface))} :gray[{surface.reference}]")
    left, right = st.columns(2)
    made = surface()
    with left:
        st.latex(made.formula)
        minima = ", ".join(f"({w1:.6g}, {w2:.6g})" for w1, w2 in made.minima.T)
        lowest = f"{made.infimum:.6g}" if made.infimum is not None else f"none: {made.no_infimum}"
        st.markdown(f"Global minima: {minima or 'none'}  \nInfimum: {lowest}")
    with right:
        own = made.source(surface.__name__)
        source = own or textwrap.dedent(inspect.getsource(_gradient(surface)))
        st.code(source, language="python")
    _parameters(parameters(surface))
    _at_work(Scenario(surface=SurfaceSpec.of(surface.key)))


def _beside(*keys: str) -> tuple[RunSpec, ...]:
    surface = Scenario().surface.key
    return tuple(RunSpec.on(surface, key) for key in dict.fromkeys(keys))


def _at_work(scenario: Scenario) -> None:
    """A live picture with a link that opens the same in Explore."""
    st.subheader("At work", anchor=False)
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
    st.subheader("Parameters", anchor=False)
    rows = [
        {
            "Symbol": f"${p.symbol}$" if p.symbol else "",
            "Name": f"`{name}`",
            "Default": f"`{p.text(p.default)}`" if p.free else p.text(p.default),
            "Range": _range(p),
            "Meaning": p.meaning,
        }
        for name, p in declared.items()
    ]
    st.table(pd.DataFrame(rows).set_index("Symbol"), border="horizontal")


def _gradient(surface: type[Surface]) -> Callable[..., Array]:
    """The method with the formula in it: that of a mean has none."""
    return surface.each_gradient if issubclass(surface, DataSurface) else surface.gradient


def _range(declared: Parameter) -> str:
    if declared.free:
        return "an expression in w1 and w2"
    if isinstance(declared.valid, Interval):
        return str(declared.valid)
    return " or ".join(declared.words or ("on", "off"))


def _otherwise(rule: type[Optimizer]) -> None:
    """What the formula becomes where a switch stands otherwise."""
    for name, declared in parameters(rule).items():
        others = declared.words or ((False, True) if isinstance(declared.default, bool) else ())
        for other in others:
            formula = rule(**{name: other}).current_formula()
            if formula != rule.formula:
                st.markdown(f"With `{name}` {declared.text(other)} instead:")
                for line in formula:
                    if line not in rule.formula:
                        st.latex(line)


def _libraries(rule: Optimizer) -> pd.DataFrame:
    rows = [
        {
            "Library": LIBRARIES[key],
            "Call": f"`{recipe.call}`" if recipe.call else "–",
            "Note": recipe.note,
        }
        for key, recipe in recipes(rule).items()
    ]
    return pd.DataFrame(rows).set_index("Library")


def summary(thing: type) -> str:
    """The first paragraph of the docstring."""
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def _source(rule: type[Optimizer]) -> str:
    return textwrap.dedent(inspect.getsource(rule.step))
