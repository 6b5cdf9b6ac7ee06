"""Pictures of a convolution for slides and papers, in the look of the player.

One moment as SVG, PDF or PNG, the whole convolution as a strip of frames, and the
frames of an animation as GIF or MP4. Everything is drawn from the numbers: equal
arguments give equal bytes.
"""

from dwconv.files.figures.animation import (
    MOST_FRAMES,
    draw_frames,
    ffmpeg,
    frames,
    gif,
    mp4,
    spread,
)
from dwconv.files.figures.frame_strip import MOST_IN_A_STRIP, strip
from dwconv.files.figures.layer_numbers import Format, StepUnit
from dwconv.files.figures.one_moment import picture

__all__ = [
    "MOST_FRAMES",
    "MOST_IN_A_STRIP",
    "Format",
    "StepUnit",
    "draw_frames",
    "ffmpeg",
    "frames",
    "gif",
    "mp4",
    "picture",
    "spread",
    "strip",
]
