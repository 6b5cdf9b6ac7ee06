"""The animation of a beat: its payload, the stretch that is played, and keys that lead on."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from dwconv.engine.grouped import block_diagonal, grouped_filter
from dwconv.player import component as player
from dwconv.player.moment import Stretch
from dwconv.player.race import Track, pack_race
from dwconv.teaching.lesson import Animation, Beat
from dwconv.ui import cached, session
from dwconv.ui.pages.lesson.links import animation_link
from dwconv.ui.pages.lesson.navigation import go_to, neighbours, position, replays
from dwconv.ui.parameters.links import read_link
from dwconv.ui.session import Lab


def show_animation(beat: Beat) -> None:
    """Play the stretch of a beat, the one that the link names."""
    part, number = position()
    take = (100 * part + number) * 1000 + replays()  # another number plays it once more
    _show(beat.animation, Stretch(beat.first, beat.last, beat.unit, beat.speed, take))


@st.fragment
def _show(animation: Animation, stretch: Stretch) -> None:
    """What the player reports reruns only this."""
    alone = animation.shows == "depthwise"
    key = "lesson-player" if alone else "lesson-race"

    def on_next() -> None:
        _go_on_from_player(key)

    if alone:
        payload = cached.payload(as_lab(animation))
        player.player(payload, key=key, stretch=stretch, on_next=on_next)
    else:
        player.race(race_payload(animation), key=key, stretch=stretch, on_next=on_next)
    session.rerun_if_needed()


def _go_on_from_player(key: str) -> None:
    """Go to the next beat or back for a presenter, whose window the player fills."""
    before, after = neighbours(*position())
    direction = st.session_state[key].next
    target = after if direction == 1 else before if direction == -1 else None
    if target:
        go_to(*target)


@lru_cache(maxsize=32)
def as_lab(animation: Animation) -> Lab:
    """Return an animation's layer and numbers, as the other pages have them from its link."""
    values = read_link(animation_link(animation, "comparison"))[0]
    return Lab(animation.spec, *animation.operands(), values)


@lru_cache(maxsize=32)
def race_payload(animation: Animation) -> bytes:
    """Pack two layers on one clock, as `Animation.shows` says."""
    spec = animation.spec
    # Without a word on the ratio at the end: that is for whoever gives the lesson.
    if animation.shows == "conv2d":
        return pack_race(cached.race(as_lab(animation), 1)[0], "together")
    if animation.shows == "separable":
        return pack_race(cached.race(as_lab(animation), None)[0], "in turn")
    image, filter = animation.operands()
    bank = animation.standard_filter()
    hues = tuple(range(spec.channels))
    if animation.shows == "depth":
        tracks = [
            Track(
                f"on {depth} channel{'s' if depth > 1 else ''}",
                "grouped",
                spec.replace(channels=depth),
                image[..., :depth],
                bank[:, :, :depth],
                hues[:depth],
            )
            for depth in (1, spec.channels)
        ]
        return pack_race((tracks[0], tracks[1]), "together")
    standard = Track("tf.nn.conv2d", "grouped", spec, image, bank, hues)
    own_filters = grouped_filter(block_diagonal(filter), spec.channels)
    depthwise = Track("tf.nn.depthwise_conv2d", "depthwise", spec, image, own_filters, hues)
    return pack_race((depthwise, standard), "in turn")
