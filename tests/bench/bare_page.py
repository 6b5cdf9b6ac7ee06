"""The least page that does what the lab does: one number field, and a canvas that shows its number.

What a visitor waits for here is Streamlit's own; `bench_app` puts the lab beside it.
"""

import struct

import streamlit as st
from streamlit.components.v2 import component

SCRIPT = """
export default ({ data, parentElement }) => {
  const canvas = parentElement.querySelector("canvas");
  const context = canvas.getContext("2d");
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillText(new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true), 20, 20);
};
"""

seed = st.number_input("seed", min_value=0, max_value=9999, value=5, key="seed")
draw = component("bare_canvas", html="<canvas width=600 height=300></canvas>", js=SCRIPT)
draw(data=struct.pack("<f", seed), key="canvas")
