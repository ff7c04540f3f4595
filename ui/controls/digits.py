"""The Digits page: how the networks are trained, and the race in slices of time."""

import os
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import streamlit as st

from engine import RunSpec, Scenario
from engine.turns import hand_on
from languages import N_, _
from networks import GRID, USUAL_RATES, Perceptron, Race, Racer, digits, each_at
from networks.batches import batches_of
from networks.digits import DIGITS
from parameters import Value, parameters
from plots.view import DigitsView
from ui.controls.places import Places
from ui.controls.runs import runs
from ui.controls.state import hold, put, scenario, view
from ui.controls.widgets import control

_PLACES = Places(max(1, (os.cpu_count() or 2) - 1))  # one core is for everybody else
_SLICE = 0.25  # seconds
_STARTED = "digits started"
_LABELS = {
    "hidden": N_("Hidden units"),
    "activation": N_("Activation"),
    "batch": N_("Batch"),
    "epochs": N_("Epochs"),
    "rates": N_("Learning rates"),
}
_TITLES = {
    "relu": "ReLU",
    "tanh": "tanh",
    "sigmoid": N_("Sigmoid"),
    "usual": N_("The usual ones"),
    "own": N_("Those of the runs"),
    "best": N_("Each optimizer's best"),
}


class Settings(NamedTuple):
    """All that a race depends on.

    Attributes:
        runs: the optimizers, with their learning rates.
        view: the network and its training.
        seed: of the first weights and of the batches.
    """

    runs: tuple[RunSpec, ...]
    view: DigitsView
    seed: int

    @property
    def steps(self) -> int:
        """How many steps everybody takes."""
        return self.view.epochs * batches_of(len(digits().train.labels), self.view.batch)


def settings() -> Settings:
    """Those on the screen."""
    racing, seen = scenario().runs, view(DigitsView)
    if seen.rates != "own":
        racing = tuple(run.with_value("lr", USUAL_RATES[run.key]) for run in racing)
    return Settings(racing, replace(seen, mistakes=DigitsView().mistakes), scenario().seed)


@lru_cache(maxsize=64)  # shared by all with these settings; fewer would lose a class its races
def race(chosen: Settings) -> Race:
    """The race with those settings, as far as it is."""
    images, now = digits(), chosen.view
    racers = [
        Racer(run.build(), run.conditions.factors(chosen.steps), run.conditions.limit)
        for run in chosen.runs
    ]
    return Race(
        Perceptron(images.train.x.shape[1], now.hidden, DIGITS, now.activation),
        images,
        each_at(racers, GRID) if now.rates == "best" else [racers],
        batch=now.batch,
        epochs=now.epochs,
        seed=chosen.seed,
    )


def is_on(chosen: Settings) -> bool:
    """Whether a person started the race, and it is neither over nor stopped."""
    return st.session_state.get(_STARTED) == chosen and not race(chosen).finished


def go_on(chosen: Settings) -> str:
    """Train for a slice of time; returns where things stand."""
    now = race(chosen)
    if not now.finished and not _PLACES.ask(now):
        return _("Waiting for a free place: others are training.")
    now.advance(_SLICE, hand_on)
    if now.finished:
        _PLACES.leave(now)
        hold()
        st.rerun()
    if len(now.trials) == 1:
        return _("Epoch {epoch} of {epochs}").format(epoch=now.epoch, epochs=now.epochs)
    return _("Learning rate {rate:g}, {trial} of {trials}: epoch {epoch} of {epochs}").format(
        rate=GRID[now.trial],
        trial=now.trial + 1,
        trials=len(GRID),
        epoch=now.epoch,
        epochs=now.epochs,
    )


def sidebar() -> None:
    """The network, its training, and the runs."""
    declared, own = parameters(Scenario)["seed"], view(DigitsView).rates == "own"
    with st.sidebar:
        left, right = st.columns(2, gap="xsmall")
        with left:
            _control("hidden")
        with right:
            _control("activation")
        left, middle, right = st.columns(3, gap="xsmall")
        with left:
            _control("batch")
        with middle:
            _control("epochs")
        with right:
            control("digits.seed", declared, scenario().seed, _put_seed, label=_("Seed"))
        _control("rates")
        runs(scenario(), but="" if own else "lr")


def _control(name: str) -> None:
    declared, value = parameters(DigitsView)[name], getattr(view(DigitsView), name)
    change = partial(_put, name)
    control(f"digits.{name}", declared, value, change, label=_(_LABELS[name]), titles=_TITLES)


def _put(name: str, value: Value) -> None:
    put(replace(view(DigitsView), **{name: value}))  # type: ignore[arg-type]


def _put_seed(value: Value) -> None:
    put(replace(scenario(), seed=int(value)))


def buttons(chosen: Settings) -> None:
    """Start, stop, and when the race is over another one."""
    now = race(chosen)
    if is_on(chosen):
        st.button(
            _("Stop"), icon=":material/stop:", key="digits.stop", on_click=_stop, args=(chosen,)
        )
    elif now.finished:
        st.button(_("Another seed"), icon=":material/casino:", on_click=_reseed)
        if chosen.view.rates != "own":
            st.button(
                _("Edit the learning rates"),
                icon=":material/edit:",
                help=_("Writes them into the runs, on every page."),
                on_click=_take_over,
                args=(chosen,),
            )
    else:
        label = _("Go on") if now.part else _start_in(now.seconds)
        icon, key = ":material/play_arrow:", "digits.start"
        st.button(label, icon=icon, type="primary", key=key, on_click=_start)


def _start_in(seconds: float) -> str:
    """What the start button says of how long it will take."""
    if seconds < 100:
        return _("Start, about {seconds} s").format(seconds=max(1, round(seconds)))
    return _("Start, {minutes:.0f} min").format(minutes=seconds / 60)


def _start() -> None:
    st.session_state[_STARTED] = settings()
    hold()


def _stop(chosen: Settings) -> None:
    st.session_state.pop(_STARTED)
    _PLACES.leave(race(chosen))
    hold()


def _reseed() -> None:
    _put_seed((scenario().seed + 1) % parameters(Scenario)["seed"].whole.stop)
    _start()


def _take_over(chosen: Settings) -> None:
    """From now on the learning rates are those of the runs, and those are what they were here."""
    rates = [float(racer.rule.lr) for racer in race(chosen).winners]
    pairs = zip(scenario().runs, rates, strict=True)
    put(replace(scenario(), runs=tuple(run.with_value("lr", rate) for run, rate in pairs)))
    put(replace(view(DigitsView), rates="own"))
