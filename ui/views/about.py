"""About: what this is, and the papers and data behind it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from languages import _
from optimizers import OPTIMIZERS
from surfaces import SURFACES
from ui.controls.component import dressed


def page() -> None:
    """Where everything comes from."""
    st.subheader(_("About Descent"), anchor=False)
    st.markdown(
        _(
            "Descent shows what an optimizer does: its path over a loss surface, step by step,"
            " beside the paths of others. Paths are never clamped or smoothed, every rule is the"
            " paper's and is checked against PyTorch and Keras, and the address of a page holds all"
            " that you set. What you type or upload stays in your session. Its licence is MIT."
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(_("**Update rules**"))
        _sources(OPTIMIZERS)
        st.markdown(_("**Data**"))
        st.markdown(
            "- "
            + _("Digits: MNIST, Yann LeCun and Corinna Cortes; {licence}").format(
                licence="[CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/)"
            )
            + "\n- "
            + _(
                "Penguins: Gorman, Williams & Fraser (2014), from the R package palmerpenguins;"
                " {licence}"
            ).format(licence="[CC0](https://creativecommons.org/publicdomain/zero/1.0/)")
        )
    with right:
        st.markdown(_("**Loss surfaces**"))
        _sources(SURFACES)
    dressed()


def _sources(registry: Mapping[str, Any]) -> None:
    """Who published what."""
    lines = (f"- {_(kind.title)}: {_(kind.reference)}" for kind in registry.values())
    st.markdown("\n".join(lines))
