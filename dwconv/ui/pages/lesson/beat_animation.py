"""The animation of a beat: its payload, the stretch that is played, and keys that lead on."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from dwconv.engine.grouped import block_diagonal, grouped_filter
from dwconv.engine.plurals import counted
from dwconv.player import component as player
from dwconv.player.comparison import Track, pack_comparison
from dwconv.player.player_options import Caption, Stretch
from dwconv.reference.calls import Call, depthwise_call, standard_call
from dwconv.teaching.lesson import Animation, Part
from dwconv.teaching.lesson.wording import first_sentence, plain_text
from dwconv.ui import cached, live_class, session
from dwconv.ui.pages.lesson.current_beat import (
    go_back,
    go_on,
    is_answer_open,
    is_at_end,
    position,
    progress,
    replays,
)
from dwconv.ui.pages.lesson.page_links import animation_link
from dwconv.ui.parameters.links import read_link
from dwconv.ui.session import Lab

WHAT_NOW = "What now? Exercises, the long way, or explore the lab."


def show_animation(part: Part, number: int) -> None:
    """Play the stretch of a beat, counted from 1, with what a presenter's picture says."""
    beat = part.beats[number - 1]
    part_number, _ = position()
    repeat = (100 * part_number + number) * 1000 + replays()  # another number plays it once more
    question, answer = part.question_after(number)
    caption = beat.caption or first_sentence(beat.text)
    if is_at_end():
        question, caption = "", f"{part.farewell}\n{WHAT_NOW}"
    if question:  # as many lines before and after: the picture keeps its place
        caption = f"{question}\n{answer}" if is_answer_open() else f"{caption}\n{question}"
    animation = beat.picture(is_open=is_answer_open())
    first, last = beat.first, beat.last
    if animation is not beat.animation:
        first = last = animation.windows - 1
    stretch = Stretch(first, last, beat.unit, beat.speed, repeat)
    _show(animation, stretch, Caption(plain_text(caption), progress()))


@st.fragment
def _show(animation: Animation, stretch: Stretch, caption: Caption) -> None:
    """What the player reports reruns only this."""
    alone = animation.shows == "depthwise"
    payload = payload_of(animation)
    key = "lesson-player" if alone else "lesson-comparison"

    def on_next() -> None:
        _go_on_from_player(key)

    if alone:
        player.player(payload, key=key, stretch=stretch, caption=caption, on_next=on_next)
    else:
        player.comparison(payload, key=key, stretch=stretch, caption=caption, on_next=on_next)
    session.rerun_if_needed()


def _go_on_from_player(key: str) -> None:
    """Go to the next beat or back for a presenter, whose window the player fills."""
    direction = session.sent_by(key, "next")
    if direction == 1:
        go_on()
    elif direction == -1:
        go_back()


def show_to_class(part: Part, number: int) -> None:
    """Show a beat, counted from 1, to the live class that this session teaches, if there is one."""
    beat = part.beats[number - 1]
    animation = beat.picture(is_open=is_answer_open())
    page = animation.pages[0]
    first = beat.first if animation is beat.animation else animation.windows - 1
    said = part.farewell if is_at_end() else beat.caption or first_sentence(beat.text)
    live_class.show_picture(
        payload_of(animation),
        animation_link(animation, page),
        path=page,
        caption=plain_text(said),
        moment={"step": first, "unit": beat.unit, "speed": beat.speed},
    )


def payload_of(animation: Animation) -> bytes:
    """Return the numbers of an animation, for a player or for a comparison."""
    if animation.shows == "depthwise":
        return cached.payload(as_lab(animation))
    return comparison_payload(animation)


@lru_cache(maxsize=32)
def as_lab(animation: Animation) -> Lab:
    """Return an animation's layer and numbers, as the other pages have them from its link."""
    values = read_link(animation_link(animation, "comparison"))[0]
    return Lab(animation.spec, *animation.operands(), values)


@lru_cache(maxsize=32)
def calls_of(animation: Animation) -> tuple[Call, ...]:
    """Return the calls of TensorFlow that compute the layers of an animation from its numbers."""
    if animation.shows == "depthwise":
        return (depthwise_call(animation.spec, *animation.operands()),)
    return tuple(_call_of(track) for track in _tracks_of(animation))


def _call_of(track: Track) -> Call:
    if track.kind == "depthwise":
        return depthwise_call(track.spec, track.input, track.filter.reshape(track.filter_shape))
    return standard_call(track.spec, track.input, track.filter)


@lru_cache(maxsize=32)
def comparison_payload(animation: Animation) -> bytes:
    """Pack two layers on one clock, as `Animation.shows` says."""
    # Without a word on the ratio at the end: that is for whoever gives the lesson.
    together = animation.shows in ("conv2d", "depth")
    return pack_comparison(_tracks_of(animation), "together" if together else "in turn")


def _tracks_of(animation: Animation) -> tuple[Track, Track]:
    """The two layers that an animation shows beside each other."""
    spec = animation.spec
    if animation.shows == "conv2d":
        return cached.comparison(as_lab(animation), 1)[0]
    if animation.shows == "separable":
        return cached.comparison(as_lab(animation), None)[0]
    image, filter = animation.operands()
    bank = animation.standard_filter()
    hues = tuple(range(spec.channels))
    if animation.shows == "depth":
        first, whole = (
            Track(
                f"on {counted(depth, '{n} channel', '{n} channels')}",
                "grouped",
                spec.replace(channels=depth),
                image[..., :depth],
                bank[:, :, :depth],
                hues[:depth],
            )
            for depth in (1, spec.channels)
        )
        return first, whole
    standard = Track("tf.nn.conv2d", "grouped", spec, image, bank, hues)
    own_filters = grouped_filter(block_diagonal(filter), spec.channels)
    depthwise = Track("tf.nn.depthwise_conv2d", "depthwise", spec, image, own_filters, hues)
    return depthwise, standard
