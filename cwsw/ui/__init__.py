"""Everything that speaks to Streamlit: shell, guards, steps, cards, tables and chart blocks."""
