"""Reads the project's own source: which files there are, and what each imports."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

#: The layers from the ground up; a package imports only what stands below it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("symbols", "languages"),
    ("parameters",),
    ("optimizers", "surfaces"),
    ("engine", "networks"),
    ("lessons",),
    ("plots",),
    ("exports",),
    ("ui.controls",),
    ("ui.views",),
    ("app",),
)
RANK = {package: rank for rank, layer in enumerate(LAYERS) for package in layer}
OUTSIDE = ("tests", "benchmarks", "data", "docs", "deploy")  # may import everything, for themselves


class Source(NamedTuple):
    """A file: its path from the root with slashes, its module name, its syntax tree."""

    path: str
    module: str
    tree: ast.Module


class Import(NamedTuple):
    """One imported module, and whether the statement runs when the file is imported."""

    line: int
    module: str
    eager: bool


def source(path: str, text: str) -> Source:
    """A file as the rules see it."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Source(path, module, ast.parse(text))


def sources() -> list[Source]:
    """Every Python file of the project but its tests and virtual environments."""
    environments = [config.parent for config in ROOT.glob("*/pyvenv.cfg")]
    found = []
    for file in sorted(ROOT.rglob("*.py")):
        path = file.relative_to(ROOT)
        hidden = any(part.startswith(".") for part in path.parts)
        foreign = any(file.is_relative_to(each) for each in environments)
        if not hidden and not foreign and path.parts[0] != "tests":
            found.append(source(path.as_posix(), file.read_text(encoding="utf-8")))
    return found


def package_of(module: str) -> str:
    """The layer's name for a module: `ui.views.step` is in `ui.views`, `engine.run` in `engine`.

    What else lies in ui/ serves the controls and counts among them.
    """
    top, _, rest = module.partition(".")
    if top != "ui":
        return top
    return "ui.views" if rest.split(".")[0] == "views" else "ui.controls"


def imports(each: Source) -> Iterator[Import]:
    """Every import, also within functions, under TYPE_CHECKING and through importlib."""
    lazy = _lazy_nodes(each.tree)
    for node in ast.walk(each.tree):
        for module in _imported(node, each):
            yield Import(node.lineno, module, node not in lazy)


def _imported(node: ast.AST, each: Source) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = _absolute(node, each)
        members = [f"{base}.{alias.name}" for alias in node.names]
        return [member if _exists(member) else base for member in members]
    if isinstance(node, ast.Call) and name_of(node.func) in ("import_module", "__import__"):
        return [a.value for a in node.args[:1] if isinstance(a, ast.Constant)]
    return []


def _absolute(node: ast.ImportFrom, each: Source) -> str:
    if not node.level:
        return node.module or ""
    inner = each.module.split(".") + ["."] * each.path.endswith("__init__.py")
    return ".".join([*inner[: len(inner) - node.level], *filter(None, [node.module])])


def _exists(module: str) -> bool:
    """Whether `module` is a file or folder of the project rather than a name inside one."""
    place = ROOT.joinpath(*module.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def _lazy_nodes(tree: ast.Module) -> set[ast.AST]:
    """What does not run at import: the insides of functions and of `if TYPE_CHECKING:`."""
    lazy: set[ast.AST] = set()
    for node in ast.walk(tree):
        checking = isinstance(node, ast.If) and name_of(node.test) == "TYPE_CHECKING"
        if checking or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = node.body if isinstance(node.body, list) else [node.body]
            lazy.update(inner for statement in body for inner in ast.walk(statement))
    return lazy


def name_of(node: ast.AST | None) -> str:
    """`a` of `a` and `b` of `a.b`; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
