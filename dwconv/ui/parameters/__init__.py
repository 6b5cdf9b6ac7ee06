"""The parameters of the lab as plain values, without Streamlit: their table, and links of them."""
