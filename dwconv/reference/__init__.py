"""TensorFlow, in a worker process of its own; no other folder knows it.

`calls` says what is asked, `ask_tensorflow` sends it, `inside_tensorflow` runs it, and `check`
compares a layer with ours.
"""
