"""Settings that every test shares, and how the tests are dealt out to two cores."""

from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

_BROWSER = Path(__file__).parent / "browser"
#: Files of browser tests that whoever has done all others takes from whoever began with them.
_LATE = ("test_digits.py", "test_embed.py", "test_maps.py")

# Machines under load make single examples slow; a deadline would only report that.
settings.register_profile("descent", deadline=None)
settings.load_profile("descent")


class _Dealt(LoadScopeScheduling):
    """Files are dealt out whole, and browser tests in two lots.

    More browsers would only slow each other down. (Marks of groups do nothing with this version of
    pytest.)
    """

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        if "/browser/" not in scope:
            return scope
        return "late browser" if scope.endswith(_LATE) else "browser"


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Dealt:
    """Deal the tests out as said."""
    return _Dealt(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests take longest, so they begin; the late ones come last."""
    items.sort(key=lambda item: _place(item.path))


def _place(path: Path) -> int:
    if _BROWSER not in path.parents:
        return 1
    return 2 if path.name in _LATE else 0
