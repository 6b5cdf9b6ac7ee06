"""The text of a beat, the question at the end of a part, and its calls of TensorFlow."""

from __future__ import annotations

from html import escape

import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets import tensorflow_source
from dwconv.player.signs_in_words import signs_in_words, with_words
from dwconv.reference.calls import Call, Run
from dwconv.teaching.lesson import Part
from dwconv.teaching.lesson.part_and_beat import Shows
from dwconv.teaching.lesson.wording import keep_together, picture_in_words, plain_text
from dwconv.ui import cached
from dwconv.ui.components.announcer import announce
from dwconv.ui.navigation import page_link
from dwconv.ui.pages.lesson.current_beat import (
    answer_key,
    go_to_next_part,
    is_answer_open,
    next_answers,
    position,
    progress,
)
from dwconv.ui.pages.lesson.page_links import show_animation_links, show_cost_link
from dwconv.ui.widgets.markdown import escape_markdown, show_caption
from dwconv.ui.widgets.show_when_ready import show_when_ready

_WAYS = (
    ("exercises", "Exercises: work layers out yourself", ":material/edit:"),
    ("", "Explore: change a layer and watch it", ":material/play_arrow:"),
)
_LONG, _SCROLLS = 20, 400  # lines of what a call prints from which it scrolls, in so many pixels
_EARLIER = 2  # beats that stay above the current one: as many as fit on a projector


def show_text(part: Part, beat: int) -> None:
    """Show the text of a beat, counted from 1, below that of the beats before it."""
    st.markdown(f"## {part.title}")
    if before := beats_before(part, beat):
        with st.container(key="lesson-before"):
            for at in before:
                earlier = part.beats[at - 1]
                asked = f"Question. {earlier.question} Answer. {earlier.answer}"
                _show_paragraph(
                    _place_and_layer(part, at), earlier.text, asked if earlier.question else ""
                )
    current = part.beats[beat - 1]
    with st.container(key="lesson-now"):
        _show_paragraph(_place_and_layer(part, beat), current.text, current.heard)
    question, answer = part.question_after(beat)
    if question:
        _show(f"**Question.** {question}")
        with st.expander("The answer", key=answer_key(), on_change="rerun"):
            _show(answer)
    announce(
        _place_and_layer(part, beat),
        plain_text(current.text),
        current.heard,
        f"Question. {plain_text(question)}" if question else "",
        "Think, then press Answer" if next_answers() else "",
        f"Answer. {plain_text(answer)}" if question and is_answer_open() else "",
    )
    show_animation_links(current.picture(is_open=is_answer_open()))
    if current.cost_of is not None:
        show_cost_link(current.cost_of)


def beats_before(part: Part, beat: int) -> list[int]:
    """The beats whose texts stay above that of a beat, counted from 1.

    A text about another picture goes: its numbers would be read as those of the picture that is shown.
    """
    found: list[int] = []
    for at in range(beat - 1, max(0, beat - 1 - _EARLIER), -1):
        if _what_it_shows(part, at) != _what_it_shows(part, beat):
            break
        found.insert(0, at)
    return found


def _what_it_shows(part: Part, beat: int) -> tuple[ConvSpec, Shows]:
    animation = part.beats[beat - 1].animation
    return animation.spec, animation.shows


def show_farewell(part: Part, following: Part) -> None:
    """Show what is said after the last beat of a part, and where to go from there."""
    with st.container(key="lesson-now"):
        _show(f"**{part.farewell}** What now?")
        for page, label, icon in _WAYS:
            page_link(page, label, icon)
        # A button of its own: a second press on Next, meant for the farewell, leads no further.
        st.button(
            f"The long way: {following.title}",
            key="lesson-long-way",
            icon=":material/arrow_forward:",
            type="tertiary",
            on_click=go_to_next_part,
        )
    announce(part.farewell)


def _show(text: str) -> None:
    """Show a text (Markdown) whose signs are heard as words."""
    st.markdown(with_words(keep_together(text)), unsafe_allow_html=True)


def _show_paragraph(before: str, text: str, after: str) -> None:
    """Show a text, with sentences before and after it for whoever does not see the picture."""
    _show(f"{_unseen(before)} {text} {_unseen(after) if after else ''}".rstrip())


def _unseen(sentence: str) -> str:
    return f'<span class="dw-unseen">{escape(signs_in_words(sentence))}</span>'


def _place_and_layer(part: Part, beat: int) -> str:
    """Which beat of the part this is, and the layers of its picture."""
    now = part.beats[beat - 1].picture(is_open=is_answer_open() or beat < position()[1])
    said = picture_in_words(now)
    before = picture_in_words(part.beats[beat - 2].animation) if beat > 1 else []
    if said == before:
        said = ["The layer as before." if now.shows == "depthwise" else "The layers as before."]
    elif said[0] in before:
        said[0] = "The layer as before."
    return " ".join((f"{progress(beat)}.", *said))


def show_calls(calls: tuple[Call, ...]) -> None:
    """Show calls as code, with what TensorFlow prints."""
    for call in calls:
        _show_call(call)


def _show_call(call: Call) -> None:
    st.code(tensorflow_source(call), language="python")
    show_when_ready(lambda: cached.printed(call), _show_printed)


def _show_printed(run: Run) -> None:
    if run.output is None:
        show_caption(escape_markdown(f"{run.op} raises {run.error}: {run.message}"))
        return
    show_caption("It prints:")
    text = printed(run)
    st.code(text, language=None, height=_SCROLLS if text.count("\n") > _LONG else "content")


def printed(run: Run) -> str:
    """Return what the program of a call prints, from the call's result.

    Examples
    --------
    >>> import numpy as np
    >>> print(printed(Run("an op", np.ones((1, 1, 1, 2)))))
    (1, 1, 1, 2)
    [[[[1. 1.]]]]
    """
    assert run.output is not None
    return f"{run.output.shape}\n{run.output}"
