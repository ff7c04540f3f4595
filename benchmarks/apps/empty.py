"""Nothing but a word: what Streamlit itself takes to start."""

import streamlit as st

st.write("ready")
