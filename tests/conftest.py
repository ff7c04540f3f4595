"""Settings that every test shares, and how the tests are dealt out to two cores."""

from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

_BROWSER = Path(__file__).parent / "browser"

# Machines under load make single examples slow; a deadline would only report that.
settings.register_profile("descent", deadline=None)
settings.load_profile("descent")


class _Dealt(LoadScopeScheduling):
    """Files are dealt out whole, and all browser tests together.

    Two browsers at once would only slow each other down. (Marks of groups do nothing with this
    version of pytest.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if "/browser/" in nodeid else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Dealt:
    """Deal the tests out as said."""
    return _Dealt(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests take longest, so they begin."""
    items.sort(key=lambda item: _BROWSER not in item.path.parents)
