"""Settings that every test shares."""

from pathlib import Path

import pytest
from hypothesis import settings

_BROWSER = Path(__file__).parent / "browser"

# Machines under load make single examples slow; a deadline would only report that.
settings.register_profile("descent", deadline=None)
settings.load_profile("descent")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests take longest, so they begin, on a worker of their own.

    Two browsers at once would only slow each other down.
    """
    items.sort(key=lambda item: _BROWSER not in item.path.parents)
    for item in items:
        if _BROWSER in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
