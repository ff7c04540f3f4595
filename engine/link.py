"""A scenario as readable URL text, and back.

    ?surface=rosenbrock&start=-0.7+2.5&run=gd+lr+0.02&run=momentum+alpha+0.95

A parameter that is not named has its default, so a bare URL is the default scenario. Blanks
separate; commas and equals signs are read too. A text that a person wrote, such as a loss of their
own, has a key of its own. Reading never fails: what cannot be used falls
back to the default and is reported.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from engine.scenario import DEFAULT_SURFACE, MOST_RUNS, START, Scenario
from engine.specs import RunSpec, Spec, SurfaceSpec, default_lr
from languages import N_, _
from parameters import Declared, Parameter, Value, parameters
from surfaces import SURFACES

Query = dict[str, list[str]]
DeclaredT = TypeVar("DeclaredT", bound=Declared)

_LONGEST = 400  # characters of one value; a full Adam run has about 80
_FREE = {  # the texts that some surface has, each a key of its own
    name for kind in SURFACES.values() for name, p in parameters(kind).items() if p.free
}
_QUOTED = 40  # characters of a bad value that a notice repeats

_NO_WINDOW = N_("{surface}: {error}. The window is the default one.")
_NO_FUNCTION = N_("{surface}: {error}. The function is the default one.")


def encode(scenario: Scenario, *views: Declared) -> Query:
    """What differs from the default, by key; `views` are dataclasses of parameters beside it."""
    query = dict(_of_scenario(scenario))
    for view in views:
        query |= differing(view)
    return query


@lru_cache(maxsize=256)  # every page has a link to every other
def _of_scenario(scenario: Scenario) -> Query:
    query: Query = {}
    standard = _standard(scenario.surface.key)
    if scenario.surface != _standard(DEFAULT_SURFACE).surface:
        query["surface"] = [_words(scenario.surface, {})]
    query |= {name: [str(text)] for name, text in _texts(scenario.surface).items()}
    if scenario.start != standard.start:
        query["start"] = [" ".join(_number(w) for w in scenario.start)]
    query |= differing(scenario)
    if scenario.runs != standard.runs:
        query["run"] = [
            _words(run, {"lr": default_lr(scenario.surface.key, run.key)}) for run in scenario.runs
        ]
    return query


@lru_cache(maxsize=64)
def _standard(surface: str) -> Scenario:
    return Scenario(surface=SurfaceSpec.of(surface))


def to_text(query: Mapping[str, list[str]]) -> str:
    """The query as it stands behind the question mark."""
    return urlencode(query, doseq=True)


def decode(query: Mapping[str, list[str]]) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario of a query, and a sentence for each part that could not be used."""
    notices: list[str] = []
    surface = _surface(query, notices)
    scenario = Scenario(surface=surface)
    scenario = replace(scenario, start=_start(query, scenario.start, notices))
    scenario = _read_declared(scenario, query, notices)
    texts = query.get("run", [])
    if len(texts) > MOST_RUNS:
        asked = _("The link asks for {count} runs; the first {most} are shown.")
        notices.append(asked.format(count=len(texts), most=MOST_RUNS))
    runs = [_run(text, surface.key, notices) for text in texts[:MOST_RUNS]]
    kept = tuple(run for run in runs if run is not None)
    if texts and not kept:
        notices.append(_("No run of the link could be used; these are the default ones."))
    return replace(scenario, runs=kept or scenario.runs), tuple(notices)


def decode_view(
    view: type[DeclaredT], query: Mapping[str, list[str]]
) -> tuple[DeclaredT, tuple[str, ...]]:
    """The view of a query, as `decode`."""
    notices: list[str] = []
    return _read_declared(view(), query, notices), tuple(notices)


def unknown_keys(query: Mapping[str, list[str]], *known: type[Declared]) -> tuple[str, ...]:
    """A sentence for the keys that belong neither to a scenario nor to `known` views."""
    names = {"surface", "start", "run", "embed", "embed_options", *_FREE}
    names.update(name for each in (Scenario, *known) for name in parameters(each))
    strange = [_quote(key) for key in query if key not in names]
    if not strange:
        return ()
    useless = _("The link has parts that mean nothing here: {parts}.")
    return (useless.format(parts=", ".join(strange[:5])),)


def _words(spec: Spec, defaults: Mapping[str, Value]) -> str:
    """`momentum alpha 0.95`: the key, and what differs from the default."""
    declared = spec.declared(spec.key)
    pairs = (
        f"{name} {declared[name].text(value)}"
        for name, value in spec.values
        if value != defaults.get(name, declared[name].default) and not declared[name].free
    )
    return " ".join((spec.key, *pairs))


def _texts(spec: SurfaceSpec) -> dict[str, Value]:
    """The texts that a person wrote."""
    declared = spec.declared(spec.key)
    return {
        name: value
        for name, value in spec.values
        if declared[name].free and value != declared[name].default
    }


def differing(declared: Declared) -> Query:
    """What differs from the default, by key."""
    return {
        name: [p.text(getattr(declared, name))]
        for name, p in parameters(declared).items()
        if getattr(declared, name) != p.default
    }


def _read_declared(
    declared: DeclaredT, query: Mapping[str, list[str]], notices: list[str]
) -> DeclaredT:
    """`declared` with every parameter that the query gives and that can be used."""
    used: dict[str, Any] = {}
    for name, p in parameters(declared).items():
        text = _last(query, name, notices)
        if text is not None:
            used[name] = _value(p, text, p.default, "", notices)
    return replace(declared, **used) if used else declared  # type: ignore[type-var]


def _surface(query: Mapping[str, list[str]], notices: list[str]) -> SurfaceSpec:
    default, text = Scenario().surface, _last(query, "surface", notices)
    key, *rest = ([default.key] if text is None else _split(text)) or [""]
    if key not in SurfaceSpec.registry:
        missing = _("There is no surface {name}; this is the {default} one.")
        notices.append(missing.format(name=_quote(key), default=default.key))
        key, rest = default.key, []
    declared = SurfaceSpec.declared(key)
    numbers = {name: p for name, p in declared.items() if not p.free}
    texts: dict[str, Value] = {}
    for name in _FREE & query.keys():
        if name not in declared:
            useless = _("The link's {part} means nothing on the {surface} surface.")
            notices.append(useless.format(part=name, surface=key))
        elif (written := _last(query, name, notices)) is not None:
            p = declared[name]
            texts[name] = _value(p, written, p.default, key, notices)
    return _together(key, _pairs(numbers, rest, {}, key, notices), texts, notices)


def _together(
    key: str, numbers: dict[str, Value], texts: dict[str, Value], notices: list[str]
) -> SurfaceSpec:
    """The surface of values that are valid each for itself; if not together, what can be kept."""
    tries = [(texts | numbers, _NO_WINDOW)] if numbers else []
    for values, notice in (*tries, (texts, _NO_FUNCTION)):
        try:
            return SurfaceSpec.of(key, **values)
        except ValueError as error:
            notices.append(_(notice).format(surface=key, error=_quote(str(error), 90)))
    return SurfaceSpec.of(key)


def _run(text: str, surface: str, notices: list[str]) -> RunSpec | None:
    if _too_long("run", text, notices):
        return None
    key, *rest = _split(text) or [""]
    if key not in RunSpec.registry:
        missing = _("There is no optimizer {name}; that run is left out.")
        notices.append(missing.format(name=_quote(key)))
        return None
    defaults = {"lr": default_lr(surface, key)}
    return RunSpec.on(surface, key, **_pairs(RunSpec.declared(key), rest, defaults, key, notices))


def _pairs(
    declared: Mapping[str, Parameter],
    words: list[str],
    defaults: Mapping[str, Value],
    owner: str,
    notices: list[str],
) -> dict[str, Value]:
    """`alpha 0.95 lr 0.1` as values; what cannot be used is left at its default."""
    used: dict[str, Value] = {}
    for name, text in zip(words[::2], [*words[1::2], ""], strict=False):
        if name not in declared:
            unknown = _("{owner} has no parameter {name}; it is ignored.")
            notices.append(unknown.format(owner=owner, name=_quote(name)))
        elif not text:
            empty = _("{owner}: {name} has no value; it is at its default.")
            notices.append(empty.format(owner=owner, name=name))
        else:
            default = defaults.get(name, declared[name].default)
            used[name] = _value(declared[name], text, default, owner, notices)
    return used


def _start(
    query: Mapping[str, list[str]], default: tuple[float, float], notices: list[str]
) -> tuple[float, float]:
    text = _last(query, "start", notices)
    if text is None:
        return default
    try:
        w1, w2 = (float(word) for word in _split(text))
    except ValueError:
        w1, w2 = math.nan, math.nan
    if START.contains(w1) and START.contains(w2):
        return w1, w2
    at = " ".join(_number(w) for w in default)
    wrong = _("The start {start} is not two numbers in {range}; it is at {default}.")
    notices.append(wrong.format(start=_quote(text), range=START, default=at))
    return default


def _value(p: Parameter, text: str, default: Value, owner: str, notices: list[str]) -> Value:
    """The value of `text`, or `default` and a notice."""
    try:
        return p.parse(text)
    except ValueError as error:
        instead = (
            _("{owner}: {error}. It is {default} instead.")
            if owner
            else _("{error}. It is {default} instead.")
        )
        said, kept = _quote(str(error), 90), p.text(default)
        kept = f"`{kept}`" if p.free else kept  # a formula's stars are no bold type
        notices.append(instead.format(owner=owner, error=said, default=kept))
        return default


def _last(query: Mapping[str, list[str]], key: str, notices: list[str]) -> str | None:
    texts = query.get(key)
    if not texts or _too_long(key, texts[-1], notices):
        return None
    return texts[-1]


def _too_long(key: str, text: str, notices: list[str]) -> bool:
    if len(text) <= _LONGEST:
        return False
    long = _("The link's {part} has {count} characters; that is too long and ignored.")
    notices.append(long.format(part=key, count=len(text)))
    return True


def _split(text: str) -> list[str]:
    return text.replace(",", " ").replace("=", " ").split()


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _quote(text: str, most: int = _QUOTED) -> str:
    """The beginning of a stranger's text, printable and on one line."""
    clean = "".join(c if c.isprintable() else "�" for c in text) or _("(empty)")
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def parse_query(pairs: Iterable[tuple[str, str]]) -> Query:
    """Repeated keys gathered, in order."""
    query: Query = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)
    return query
