"""The lesson on a page: narration, animation, and the claims at its end."""

from __future__ import annotations

import itertools
import time
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dwconv.engine.grouped import block_diagonal, grouped_filter
from dwconv.files.snippets import tensorflow_source
from dwconv.player import component as player
from dwconv.player.component import Stretch
from dwconv.player.tracks import Track, pack_race
from dwconv.reference.calls import Call, Run
from dwconv.teaching import claims
from dwconv.teaching.claims import Answer, Claim, Clock, Count, Row
from dwconv.teaching.lesson import Beat, Part, Picture, chapters, parts
from dwconv.ui import cached, session
from dwconv.ui import parameters as state
from dwconv.ui.parameters import Values
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.plain import plain
from dwconv.ui.widgets.waiting import when_ready

_TAKE = "_lesson_take"  # how often "Again" was clicked
_TESTED = "_lesson_tested"  # which test of each claim is shown
_STYLE = Path(__file__).with_name("lesson.css").read_text(encoding="utf-8")
_PAGES = {
    "": ("pages/see/sliding_window.py", "Open the depthwise layer in the sliding window"),
    "comparison": ("pages/see/comparison.py", "Open it in the comparison"),
    "shapes": ("pages/count/shapes.py", "Work out its shapes"),
    "cost": ("pages/count/cost.py", "Work out its cost"),
    "tensorflow": ("pages/check/tensorflow.py", "Ask TensorFlow about it"),
    "networks": ("pages/count/networks.py", "See it layer by layer"),
}
_runs = itertools.count()  # of all visitors: a click must not return another's test


def choose_part() -> None:
    """All parts by their titles."""
    titles = list(chapters())
    now = state.number(lab().values, "part")
    # Another one in every part: what the browser still says of the last one is not taken for a choice.
    chosen = st.selectbox(
        "Part of the lesson",
        range(1, len(titles) + 1),
        index=now - 1,
        key=f"part-{now}",
        format_func=lambda part: f"{part} of {len(titles)}: {titles[part - 1]}",
        label_visibility="collapsed",
        width=340,
    )
    if chosen != now:
        _go(chosen, 1)
        st.rerun()


def show() -> None:
    """The part that the link names: what is said, and beside it what moves."""
    st.html(f"<style>{_STYLE}</style>")
    part, beat = (state.number(lab().values, name) for name in ("part", "beat"))
    text, picture = st.columns([4, 9], gap="medium")
    chapter = parts()[part - 1] if part <= len(parts()) else None
    with text:
        _moves(part, beat)
        with st.container(key="lesson-text"):
            if chapter is None:
                _claim_text(claims.claims()[beat - 1])
            else:
                _narration(chapter, beat)
    with picture, st.container(key="lesson-picture"):
        if chapter is None:
            _test(claims.claims()[beat - 1], part)
        else:
            _animation(
                chapter.beats[beat - 1].picture, _stretch(chapter.beats[beat - 1], part, beat)
            )
    if chapter is not None and chapter.calls:
        with st.expander("In TensorFlow: the call, and what it prints", icon=":material/code:"):
            for call in chapter.calls:
                _code(call)


# What is said


def neighbours(part: int, beat: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The beats before and after one, across the parts; None at either end.

    Examples
    --------
    >>> neighbours(1, 1)
    (None, (1, 2))
    >>> neighbours(2, 1)
    ((1, 3), (2, 2))
    """
    all_of_them = [
        (at, each)
        for at, beats in enumerate(chapters().values(), 1)
        for each in range(1, beats + 1)
    ]
    here = all_of_them.index((part, beat))
    return (
        all_of_them[here - 1] if here else None,
        all_of_them[here + 1] if here + 1 < len(all_of_them) else None,
    )


def _moves(part: int, beat: int) -> None:
    before, after = neighbours(part, beat)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="lesson-moves"
    ):
        st.button(
            "Back",
            key="lesson-back",
            on_click=_go,
            args=before or (part, beat),
            disabled=before is None,
            shortcut="PageUp",
        )
        st.button(
            "Next part" if after and after[0] != part else "Next",
            key="lesson-next",
            type="primary",
            on_click=_go,
            args=after or (part, beat),
            disabled=after is None,
            shortcut="PageDown",
        )
        if part <= len(parts()):
            st.button(
                "Again",
                key="lesson-again",
                icon=":material/replay:",
                type="tertiary",
                on_click=_again,
            )
        st.caption(f"{beat} of {list(chapters().values())[part - 1]}", width="content")


def _go(part: int, beat: int) -> None:
    session.put({"part": part, "beat": beat})


def _again() -> None:
    st.session_state[_TAKE] = st.session_state.get(_TAKE, 0) + 1


def _narration(part: Part, beat: int) -> None:
    st.markdown(f"##### {part.title}")
    if beat > 1:
        with st.container(key="lesson-before"):
            for each in part.beats[max(0, beat - 3) : beat - 1]:  # what fits above the fold
                st.markdown(each.says)
    with st.container(key="lesson-now"):
        st.markdown(part.beats[beat - 1].says)
    if beat == len(part.beats):
        st.markdown(f"**Question.** {part.asks}")
        with st.expander("The answer"):
            st.markdown(part.answer)
    picture, counts = part.beats[beat - 1].picture, part.beats[beat - 1].counts
    for page in picture.pages:
        _link(page, link(picture, page), _label(picture, page))
    if counts is not None:
        size = "×".join(map(str, counts.spec.input_shape[1:]))
        _link("cost", count_link(counts), f"Work out the cost on {size} (N = {counts.filters})")


def link(picture: Picture, page: str) -> dict[str, str]:
    """The parameters that open a picture's layer on a page.

    Examples
    --------
    >>> worked = parts()[7].beats[0].picture
    >>> state.make_spec(state.parse(link(worked, "shapes"))[0]).output_shape
    (1, 2, 3, 2)
    """
    values: Values = {
        "input": picture.input,
        "kernel": picture.kernel,
        "seed": picture.seed,
        "beside": "separable" if picture.shows == "separable" else "conv2d",
        "n": picture.maps,
    }
    spec = picture.alone if page == "" else picture.spec
    return state.write(state.DEFAULTS | state.read_spec(spec) | values, page)


def count_link(count: Count) -> dict[str, str]:
    """The parameters that open what is counted on the cost page."""
    spec = state.read_spec(count.spec)
    return state.write(state.DEFAULTS | spec | {"n": count.filters}, "cost")


def _label(picture: Picture, page: str) -> str:
    """What of a picture a page shows."""
    if page == "" and picture.shows == "depthwise":
        return "Open this layer in the sliding window"
    if page == "" and picture.shows == "depth":
        return "Open the left side in the sliding window"
    if page == "cost":
        which = "the cost of the right side" if picture.shows == "depth" else "its cost"
        return f"Work out {which} (N = {picture.maps})"
    return _PAGES[page][1]


def _link(page: str, query: dict[str, str], label: str = "") -> None:
    path, general = _PAGES[page]
    st.page_link(path, label=label or general, icon=":material/open_in_new:", query_params=query)


def _code(call: Call) -> None:
    st.code(tensorflow_source(call), language="python", height=280)
    when_ready(lambda: cached.printed(call), _print)


def _print(run: Run) -> None:
    if run.output is None:
        st.caption(plain(f"{run.op} raises {run.error}: {run.message}"))
        return
    st.caption("It prints:")
    st.code(printed(run), language=None, height=200)


def printed(run: Run) -> str:
    """What the program of a call prints, out of its result.

    Examples
    --------
    >>> import numpy as np
    >>> print(printed(Run("an op", np.ones((1, 1, 1, 2)))))
    (1, 1, 1, 2)
    [[[[1. 1.]]]]
    """
    assert run.output is not None
    return f"{run.output.shape}\n{run.output}"


# What moves


def _stretch(beat: Beat, part: int, number: int) -> Stretch:
    take = (100 * part + number) * 1000 + st.session_state.get(_TAKE, 0)
    return Stretch(beat.first, beat.last, beat.unit, beat.speed, take)


@st.fragment
def _animation(picture: Picture, stretch: Stretch) -> None:
    """What the player reports reruns only this."""
    alone = picture.shows == "depthwise"
    key = "lesson-player" if alone else "lesson-race"

    def on_next() -> None:
        _asked_on(key)

    if alone:
        player.player(cached.payload(as_lab(picture)), key=key, stretch=stretch, on_next=on_next)
    else:
        player.race(race_payload(picture), key=key, stretch=stretch, on_next=on_next)
    session.catch_up()


def _asked_on(key: str) -> None:
    """A presenter, whose window the player fills, goes on to the next beat or back."""
    part, beat = (state.number(lab().values, name) for name in ("part", "beat"))
    before, after = neighbours(part, beat)
    by = st.session_state[key].next
    there = after if by == 1 else before if by == -1 else None
    if there:
        _go(*there)


@lru_cache(maxsize=32)
def as_lab(picture: Picture) -> Lab:
    """A picture's layer and numbers, as the other pages have them from its link."""
    values = state.parse(link(picture, "comparison"))[0]
    return Lab(picture.spec, *picture.operands(), values)


@lru_cache(maxsize=32)
def race_payload(picture: Picture) -> bytes:
    """Two layers on one clock, as `Picture.shows` says."""
    spec = picture.spec
    # Without a word on the ratio at the end: that is for whoever gives the lesson.
    if picture.shows == "conv2d":
        return pack_race(cached.race(as_lab(picture), 1)[0], "together")
    if picture.shows == "separable":
        return pack_race(cached.race(as_lab(picture), None)[0], "in turn")
    image, filter = picture.operands()
    bank = picture.bank()
    hues = tuple(range(spec.channels))
    if picture.shows == "depth":
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
    whole = Track("tf.nn.conv2d", "grouped", spec, image, bank, hues)
    own = grouped_filter(block_diagonal(filter), spec.channels)
    name = "tf.nn.depthwise_conv2d"
    return pack_race((Track(name, "depthwise", spec, image, own, hues), whole), "in turn")


# What is often said


def _claim_text(claim: Claim) -> None:
    st.markdown(f"##### {list(chapters())[-1]}")
    with st.container(key="lesson-now"):
        st.markdown(f"“{claim.says}”")
    st.markdown(f"**The test.** {claim.tried}")
    shown = _tests()
    st.button(
        "Test it again" if claim.key in shown else "Test it",
        key="lesson-test",
        type="primary",
        icon=":material/science:",
        on_click=_try,
        args=(claim,),
    )
    if claim.key not in shown:
        st.caption("True or not? Decide, then let this lab and TensorFlow work it out.")


def _test(claim: Claim, part: int) -> None:
    shown = _tests()
    if claim.key in shown:
        when_ready(
            lambda: cached.answers_to(claim.key, shown[claim.key]),
            lambda theirs: _verdict(claim, claims.engine(claim), theirs),
        )
    _all_claims(part, shown)


def _tests() -> dict[str, int]:
    """Which test of each claim this visitor has seen."""
    shown: dict[str, int] = st.session_state.get(_TESTED, {})
    return shown


def _try(claim: Claim) -> None:
    # A second of TensorFlow's time is shared by all who click in the same minute.
    timed = any(isinstance(each, Clock) for each in claim.questions)
    test = int(time.time() // 60) if timed else next(_runs)
    st.session_state[_TESTED] = {**_tests(), claim.key: test}


def _verdict(claim: Claim, ours: tuple[Answer, ...], theirs: tuple[Answer, ...]) -> None:
    found = claims.rows(claim, ours, theirs)
    _table(found)
    for name, answers in (("dwconv", ours), ("TensorFlow", theirs)):
        for answer in answers:
            if answer.error:
                first = answer.message.partition("\n")[0]
                st.caption(plain(f"{name} raises {answer.error}: {first}"))
    holds = all(row.holds for row in found)
    if holds:
        st.badge("As the claim says", icon=":material/check:", color="green")
    else:
        st.badge("Not so", icon=":material/close:", color="red")
    st.markdown(f"**{'Why' if holds else 'What is true'}.** {claim.truth}")
    if claim.spec is not None or claim.also:
        timed = "Measure this and other layers" if claim.also.get("view") == "time" else ""
        _link(claim.page, claim_link(claim), timed)
    calls = [each for each in claim.questions if isinstance(each, Call)]
    if calls:
        with st.expander("The exact calls, to copy and run", icon=":material/code:"):
            for call in calls:
                st.code(program(call), language="python", height=220)


def _table(found: list[Row]) -> None:
    st.table(
        {
            "": [row.what for row in found],
            "by the claim": [row.claimed for row in found],
            "dwconv": [row.ours for row in found],
            "TensorFlow": [row.theirs for row in found],
        }
    )


def program(call: Call) -> str:
    """A call of a claim as Python; an array among its arguments prints itself without its module."""
    return tensorflow_source(call).replace("=array(", "=np.array(")


def claim_link(claim: Claim) -> dict[str, str]:
    """The parameters that open what a claim is about on its page."""
    values: Values = {} if claim.spec is None else state.read_spec(claim.spec)
    counts = [each for each in claim.questions if isinstance(each, Count)]
    if counts:
        values["n"] = counts[0].filters
    return state.write(state.DEFAULTS | values | dict(claim.also), claim.page)


def _all_claims(part: int, tested: dict[str, int]) -> None:
    st.markdown("##### All claims")
    with st.container(gap=None, key="lesson-claims"):
        for at, claim in enumerate(claims.claims(), 1):
            mark = (
                ":material/check_box:"
                if claim.key in tested
                else ":material/check_box_outline_blank:"
            )
            st.button(
                claim.says,
                key=f"claim-{claim.key}",
                icon=mark,
                type="tertiary",
                on_click=_go,
                args=(part, at),
                wrap=True,
            )
