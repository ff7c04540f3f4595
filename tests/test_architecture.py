"""The dependency direction and the house rules, read from the source with `ast`."""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator

import pytest

import optimizers
import surfaces
from optimizers import OPTIMIZERS, Optimizer
from surfaces import SURFACES, Surface
from tests.architecture import OUTSIDE, RANK, Source, imports, name_of, package_of, source, sources

Rule = Callable[[Source], Iterator[str]]
KEYS = {*OPTIMIZERS, *SURFACES}
SAYING = {"_", "N_", "ngettext", "pgettext"}
PLOTTERS = ("plots", "exports")


def direction(each: Source) -> Iterator[str]:
    """A package imports itself and what stands below it, never its neighbours on its own floor."""
    mine = package_of(each.module)
    if mine in OUTSIDE:
        return
    for line, module, _ in imports(each):
        theirs = package_of(module)
        below = RANK.get(theirs, len(RANK)) < RANK[mine]
        if theirs in OUTSIDE or (theirs in RANK and theirs != mine and not below):
            yield f"{line}: {mine} imports {module}"


def libraries(each: Source) -> Iterator[str]:
    """Streamlit above, Plotly in the drawing layers, NumPy and lazily pandas beneath."""
    mine = package_of(each.module)
    if mine in OUTSIDE:
        return
    for line, module, eager in imports(each):
        library = module.split(".")[0]
        if library in sys.stdlib_module_names or package_of(module) in RANK:
            continue
        forbidden = (
            (library == "streamlit" and RANK[mine] < RANK["ui.controls"])
            or (library == "plotly" and mine not in PLOTTERS)
            or (library == "pandas" and RANK[mine] < RANK["plots"] and (mine != "engine" or eager))
            or (library not in ("numpy", "pandas") and RANK[mine] < RANK["plots"])
        )
        if forbidden:
            yield f"{line}: {mine} imports {module}"


def no_eval(each: Source) -> Iterator[str]:
    """Nobody's text is run as code."""
    for node in ast.walk(each.tree):
        if isinstance(node, ast.Call) and name_of(node.func) in ("eval", "exec"):
            bare = isinstance(node.func, ast.Name) or name_of(node.func.value) == "builtins"
            if bare:  # `frame.eval` is another thing
                yield f"{node.lineno}: {name_of(node.func)}"


def no_comparison_with_a_key(each: Source) -> Iterator[str]:
    """What differs between rules or surfaces stands in their classes, not in branches on keys."""
    for node in ast.walk(each.tree):
        if isinstance(node, ast.Compare):
            compared = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            compared = [node.value]
        else:
            continue
        for inner in (inner for each_side in compared for inner in ast.walk(each_side)):
            if isinstance(inner, ast.Constant) and inner.value in KEYS:
                yield f"{node.lineno}: compares with {inner.value!r}"


def no_mutable_globals(each: Source) -> Iterator[str]:
    """A list at the top of a module would be shared by everyone who uses the app.

    Names in capitals are constants by convention, `__all__` is Python's own.
    """
    literals = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    makers = ("list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict")
    for node in each.tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        made = isinstance(node.value, ast.Call) and name_of(node.value.func) in makers
        if not made and not isinstance(node.value, literals):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for name in map(name_of, targets):
            if name != name.upper() and not name.startswith("__"):
                yield f"{node.lineno}: {name} can be changed by one user for all"


def session_state_in_controls_only(each: Source) -> Iterator[str]:
    """One place writes the session."""
    if each.path.startswith("ui/controls/") or package_of(each.module) in OUTSIDE:
        return
    for node in ast.walk(each.tree):
        named = name_of(node) == "session_state" or (
            isinstance(node, ast.Constant) and node.value == "session_state"
        )
        if named:
            yield f"{node.lineno}: session_state"


def whole_sentences(each: Source) -> Iterator[str]:
    """What is given to `_` is a sentence, neither filled nor glued, and `_` is nothing else."""
    imported = {alias.name for alias in _imports_from(each, "languages")}
    for node in ast.walk(each.tree):
        if isinstance(node, ast.Call) and name_of(node.func) in imported & SAYING:
            for inner in (inner for given in node.args for inner in ast.walk(given)):
                sides = (inner.left, inner.right) if isinstance(inner, ast.BinOp) else ()
                glued = any(isinstance(getattr(side, "value", None), str) for side in sides)
                if glued or isinstance(inner, ast.JoinedStr) or name_of(inner) == "format":
                    yield f"{inner.lineno}: no catalogue has a sentence that is made here"
        named = getattr(node, "arg", None) == "_" or (
            isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)
        )
        if "_" in imported and named:
            yield f"{node.lineno}: _ says sentences in this file"


def _imports_from(each: Source, module: str) -> Iterator[ast.alias]:
    for node in ast.walk(each.tree):
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from node.names


RULES: tuple[Rule, ...] = (
    direction,
    libraries,
    no_eval,
    no_comparison_with_a_key,
    no_mutable_globals,
    session_state_in_controls_only,
    whole_sentences,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule):
    broken = [f"{each.path}:{text}" for each in sources() for text in rule(each)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (direction, "optimizers/new.py", "from surfaces import Saddle"),
        (direction, "surfaces/new.py", "import optimizers.adam"),
        (direction, "parameters.py", "import engine"),
        (direction, "engine/new.py", "def f():\n    from plots import scene"),
        (direction, "engine/new.py", "if TYPE_CHECKING:\n    import networks"),
        (direction, "networks/new.py", "import importlib\nimportlib.import_module('engine.run')"),
        (direction, "exports/new.py", "from ui.controls import state"),
        (direction, "ui/controls/new.py", "from ui import views"),
        (direction, "ui/controls/new.py", "from ..views import explore"),
        (direction, "ui/__init__.py", "from .views import explore"),
        (direction, "plots/new.py", "from tests.helpers import drawn"),
        (direction, "ui/views/new.py", "import app"),
        (libraries, "plots/new.py", "import streamlit as st"),
        (libraries, "ui/views/new.py", "import plotly.graph_objects as go"),
        (libraries, "engine/new.py", "import pandas as pd"),
        (libraries, "surfaces/new.py", "def f():\n    import pandas"),
        (libraries, "optimizers/new.py", "import torch"),
        (no_eval, "surfaces/new.py", "eval('1')"),
        (no_eval, "ui/views/new.py", "import builtins\nbuiltins.exec('1')"),
        (no_comparison_with_a_key, "plots/new.py", "if run.key == 'adam': pass"),
        (no_comparison_with_a_key, "ui/views/new.py", "x = 1 if key in ('a', 'saddle') else 2"),
        (no_comparison_with_a_key, "engine/new.py", "match key:\n    case 'gd': pass"),
        (no_mutable_globals, "engine/new.py", "cache = {}"),
        (no_mutable_globals, "engine/new.py", "seen: list[int] = []"),
        (no_mutable_globals, "engine/new.py", "_paths = defaultdict(list)"),
        (session_state_in_controls_only, "ui/views/new.py", "st.session_state['x'] = 1"),
        (session_state_in_controls_only, "app.py", "getattr(st, 'session_state')"),
        (whole_sentences, "plots/new.py", "from languages import _\n_(f'step {k}')"),
        (whole_sentences, "plots/new.py", "from languages import _\n_('step ' + str(k))"),
        (whole_sentences, "plots/new.py", "from languages import _\n_('step {k}'.format(k=k))"),
        (whole_sentences, "plots/new.py", "from languages import ngettext\nngettext('a', f'b', 2)"),
        (whole_sentences, "plots/new.py", "from languages import _\nw1, _ = w"),
        (whole_sentences, "plots/new.py", "from languages import _\nbare = lambda _: 1"),
    ],
)
def test_the_rule_notices(rule: Rule, path: str, text: str):
    assert list(rule(source(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("engine/new.py", "import numpy as np\ndef f():\n    import pandas"),
        ("engine/new.py", "from __future__ import annotations\nfrom engine.run import run"),
        ("engine/new.py", "CACHED = {}\n__all__ = ['x']\nif frame.eval('a') == 'start': pass"),
        ("plots/new.py", "import plotly.graph_objects as go\nNAMES = {'adam': 'Adam'}"),
        ("ui/controls/new.py", "import streamlit as st\nst.session_state['x'] = 1"),
        ("ui/views/new.py", "from ui.controls import state\nfrom parameters import Parameter"),
        ("benchmarks/speed.py", "import streamlit\nimport plotly"),
        ("plots/new.py", "from languages import _\n_('step {k}').format(k=f'{k:g}')"),
        ("plots/new.py", "from languages import _\n_(TITLES[k + 1])"),
        ("plots/new.py", "from languages import N_\nfor _ in range(3): N_('step')"),
    ],
)
def test_the_rules_let_honest_code_pass(path: str, text: str):
    assert [said for rule in RULES for said in rule(source(path, text))] == []


def test_the_files_are_read_and_each_has_its_layer():
    read = {package_of(each.module) for each in sources()}
    assert read >= {"parameters", "optimizers", "surfaces", "engine"}
    assert read <= {*RANK, *OUTSIDE}


@pytest.mark.parametrize(
    ("package", "base", "registry"),
    [(optimizers, Optimizer, OPTIMIZERS), (surfaces, Surface, SURFACES)],
    ids=["optimizers", "surfaces"],
)
def test_no_class_is_left_out_of_its_registry(package, base, registry):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    ours = [each for each in _subclasses(base) if each.__module__.startswith(package.__name__)]
    # A base shared by several has no key of its own and is not itself offered.
    offered = {each for each in ours if "key" in vars(each) or not each.__subclasses__()}
    assert offered == set(registry.values())
    assert {key: kind.key for key, kind in registry.items()} == {key: key for key in registry}


def _subclasses(base: type) -> Iterator[type]:
    for each in base.__subclasses__():
        yield each
        yield from _subclasses(each)
