"""Reference: a card for every optimizer and surface, in teaching order."""

import streamlit as st

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from ui.controls.cards import contents, optimizer_card, surface_card
from ui.controls.state import notices


def page() -> None:
    """Read from gradient descent to L-BFGS and see what each one adds."""
    card = contents()
    for notice in notices():
        st.warning(notice, icon=":material/info:")
    if card in OPTIMIZERS:
        optimizer_card(OPTIMIZERS[card])
    else:
        surface_card(SURFACES[card])
