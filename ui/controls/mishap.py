"""What a visitor sees where the app itself made a mistake: a sentence and a way back.

The rest, with the link that leads there, goes to the server's log.
"""

import logging
import secrets

import streamlit as st

from engine.link import to_text
from languages import _

_LOG = logging.getLogger("descent")


def mishap(error: Exception) -> bool:
    """Tell the visitor and the log of an error that nobody expected; True for Streamlit: told."""
    reference = secrets.token_hex(4)
    link = to_text({key: st.query_params.get_all(key) for key in st.query_params})
    _LOG.error("%s at ?%s", reference, link, exc_info=error)
    said = _(
        "Something went wrong here, and it is our mistake. Nothing is lost: your link still holds"
        " all you have set. If you report it, please give this number: **{number}**."
    )
    st.error(said.format(number=reference), icon=":material/error:")
    again, anew = _("Try this link again"), _("Start anew")
    st.markdown(f"[{again}](?{link}) &ensp; [{anew}](.)")
    return True
