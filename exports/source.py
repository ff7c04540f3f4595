"""The source of a rule or a surface, cut out of the project so that it stands alone.

The exported code is the code that ran: methods are copied as they are written, and only what they
name comes along.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterable
from types import FunctionType
from typing import Any

import numpy as np

from parameters import parameters

_OURS = ("optimizers", "surfaces", "engine")


def standalone(instance: Any, methods: Iterable[str], name: str, needed: dict[str, str]) -> None:
    """Add `instance`'s class to `needed` as a plain one: values as attributes, and `methods`.

    Args:
        instance: an optimizer, a surface or conditions.
        methods: the names of the methods that are wanted.
        name: what the class is called.
        needed: sources by name, in order; whatever the methods use is added first.
    """
    wanted = _reachable(type(instance), methods)
    for function in wanted.values():
        _gather(function, needed)
    constants = {*_named(wanted.values())} & {*getattr(instance, "constants", ())}
    values = "\n".join(
        f"    {each} = {_written(getattr(instance, each))}"
        for each in (*parameters(instance), *sorted(constants))
    )
    bodies = "\n\n".join(textwrap.indent(_source(f), "    ") for f in wanted.values())
    body = "\n\n".join(part for part in (values, bodies) if part)
    needed[name] = f"class {name}:\n{body}"


def whole(thing: type, needed: dict[str, str]) -> None:
    """Add a class of ours to `needed` as it is written."""
    _add(thing.__name__, thing, vars(sys.modules[thing.__module__]), needed)


def _reachable(owner: type, methods: Iterable[str]) -> dict[str, FunctionType]:
    """`methods` and every other method or property of ours that they reach through `self`."""
    found: dict[str, FunctionType] = {}
    waiting = list(methods)
    while waiting:
        name = waiting.pop(0)
        member = inspect.getattr_static(owner, name, None)
        function = member.fget if isinstance(member, property) else member
        if name in found or not isinstance(function, FunctionType):
            continue
        found[name] = function
        waiting += _named([function])
    return found


def _named(functions: Iterable[FunctionType]) -> list[str]:
    """The attributes of its own that functions of a class name."""
    return [
        node.attr
        for function in functions
        for node in ast.walk(ast.parse(_source(function)))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ]


def _written(value: Any) -> str:
    """A value as code, with all its digits."""
    return f"np.array({value.tolist()})" if isinstance(value, np.ndarray) else repr(value)


def _gather(function: FunctionType, needed: dict[str, str]) -> None:
    """Add the sources of the functions, classes and constants of ours that `function` names."""
    tree = ast.parse(_source(function))
    for name in _names(tree):
        _add(name, function.__globals__.get(name), function.__globals__, needed)


def _add(name: str, value: Any, scope: dict[str, Any], needed: dict[str, str]) -> None:
    module = getattr(value, "__module__", "")
    if name in needed or value is None:
        return
    if isinstance(value, float | int | str | tuple) and not isinstance(value, type):
        needed[name] = f"{name} = {value!r}"
    elif isinstance(value, FunctionType) and module.split(".")[0] in _OURS:
        _gather(value, needed)
        needed[name] = _source(value)
    elif isinstance(value, type) and module.split(".")[0] in _OURS:
        for other in _names(ast.parse(_source(value))):
            _add(other, vars(sys.modules[module]).get(other), scope, needed)
        needed[name] = _source(value)


def _names(tree: ast.AST) -> list[str]:
    """Names that are read when the code runs; those of annotations are not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    read = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return list(dict.fromkeys(node.id for node in read if isinstance(node.ctx, ast.Load)))


def _source(thing: Any) -> str:
    return textwrap.dedent(inspect.getsource(thing)).rstrip()
