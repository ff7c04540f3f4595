"""What a visitor sees where the app itself made a mistake: a sentence and a way back.

The rest, with the link that leads there, goes to the server's log.
"""

import logging
import secrets

import streamlit as st

from engine.link import to_text

_LOG = logging.getLogger("descent")


def mishap(error: Exception) -> bool:
    """Tell the visitor and the log of an error that nobody expected; True for Streamlit: told."""
    reference = secrets.token_hex(4)
    link = to_text({key: st.query_params.get_all(key) for key in st.query_params})
    _LOG.error("%s at ?%s", reference, link, exc_info=error)
    st.error(
        "Something went wrong here, and it is our mistake. Nothing is lost: your link still holds"
        f" all you have set. If you report it, please give this number: **{reference}**.",
        icon=":material/error:",
    )
    st.markdown(f"[Try this link again](?{link}) &ensp; [Start anew](.)")
    return True
