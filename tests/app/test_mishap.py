"""An error that nobody expected: the visitor gets a sentence and a way back, the log the rest."""

import re

from streamlit.testing.v1 import AppTest


def _broken() -> None:
    from ui.controls.mishap import mishap

    assert mishap(ZeroDivisionError("a secret of the house"))


def test_the_visitor_is_told_and_the_log_knows_where(caplog):
    app = AppTest.from_function(_broken)
    app.query_params["run"] = ["gd lr 0.3", "adam"]
    app.run()
    assert not app.exception
    (said,) = [each.value for each in app.error]
    (reference,) = re.findall(r"\*\*(\w+)\*\*", said)
    assert "secret" not in said
    assert "?run=gd+lr+0.3&run=adam" in app.markdown[0].value
    assert f"{reference} at ?run=gd+lr+0.3&run=adam" in caplog.text
    assert "a secret of the house" in caplog.text
