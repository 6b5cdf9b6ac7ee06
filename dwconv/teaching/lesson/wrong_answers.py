"""What the lesson says to wrong answers that more than one part expects."""

SWAPPED_ORDER = "That is the order q·C + k. Here it is k·M + q."
SWAPPED_K_AND_Q = "You swapped k and q."
DEPTHWISE_ALONE = "That is the depthwise layer alone, without the pointwise one."
FIRST_PLACE = "The first place counts, too: add 1."


def channels_counted_twice(channels: int) -> str:
    """For a factor that counts the output channels, of which both layers have as many."""
    return f"Both have {channels} output channels. Only the sum for each value is longer."
