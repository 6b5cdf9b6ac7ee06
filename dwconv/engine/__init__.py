"""The mathematics of the convolution, in plain NumPy."""
