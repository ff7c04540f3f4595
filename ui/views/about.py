"""About: what this is, and the papers and data behind it."""

import streamlit as st

from optimizers import OPTIMIZERS
from surfaces import SURFACES


def page() -> None:
    """Where everything comes from."""
    st.subheader("About Descent", anchor=False)
    st.markdown(
        "Descent shows what an optimizer does: its path over a loss surface, step by step, beside"
        " the paths of others. Paths are never clamped or smoothed, every rule is the paper's and"
        " is checked against PyTorch and Keras, and the address of a page holds all that you set."
        " What you type or upload stays in your session. Its licence is MIT."
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Update rules**")
        st.markdown("\n".join(f"- {rule.title}: {rule.reference}" for rule in OPTIMIZERS.values()))
        st.markdown("**Data**")
        st.markdown(
            "- Digits: MNIST, Yann LeCun and Corinna Cortes;"
            " [CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/)\n"
            "- Penguins: Gorman, Williams & Fraser (2014), from the R package palmerpenguins;"
            " [CC0](https://creativecommons.org/publicdomain/zero/1.0/)"
        )
    with right:
        st.markdown("**Loss surfaces**")
        st.markdown("\n".join(f"- {kind.title}: {kind.reference}" for kind in SURFACES.values()))
