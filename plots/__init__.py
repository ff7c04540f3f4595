"""Results as Plotly figures and as the player's payload: pure functions, no Streamlit."""
