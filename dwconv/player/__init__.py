"""The animation: the bytes it draws from, and the element that draws them."""
