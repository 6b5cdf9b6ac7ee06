"""The two images that most parts of the lesson are about."""

from dwconv.engine.spec import ConvSpec

LARGE_IMAGE = ConvSpec(15, 15, 3)
"""A small colour image, VALID: large enough for numbers that say something."""

FILTERS = 8
"""How many filters a standard convolution has on it."""

SMALL_IMAGE = ConvSpec(5, 5, 3)
"""The same in a size whose digits can be read in the animation."""

ON_THE_LARGE_IMAGE = (
    f"On a larger image, {LARGE_IMAGE.height}×{LARGE_IMAGE.width}×{LARGE_IMAGE.channels},"
)
"""How a sentence begins that is about another image than the one shown."""
