"""What the tests of the app share."""

import logging

import pytest

pytest.register_assert_rewrite("tests.app.page")


@pytest.fixture(autouse=True)
def _outside_a_script(monkeypatch):
    """Streamlit logs, for every value that is read or set from here, that no script is running."""
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    monkeypatch.setattr(logger, "disabled", True)
