"""TensorFlow: what it is asked, and the process in which it answers."""
