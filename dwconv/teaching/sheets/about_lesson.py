"""Teacher's sheets for the ten-minute lesson and for a live class."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.lesson import part_00_ten_minutes
from dwconv.teaching.lesson.wording import plain_text
from dwconv.teaching.sheets.teacher_sheet import PageLink, TeacherSheet


def ten_minutes() -> TeacherSheet:
    """Build the sheet for the ten-minute lesson; the questions are those of the lesson itself."""
    asked = [
        (f"Step {step}. {plain_text(beat.question)}", plain_text(beat.answer))
        for step, beat in enumerate(part_00_ten_minutes.part().beats, 1)
        if beat.question
    ]
    return TeacherSheet(
        title="The ten-minute lesson",
        aim="Students can explain depthwise convolution, the multiplier, and what a depthwise separable "
        "layer saves.",
        plan=(
            (2, "Steps 1 and 2: one kernel on one channel. Say the products aloud."),
            (2, "Steps 3 to 5: a kernel for each channel, the multiplier M, the order of outputs."),
            (2, "Steps 6 and 7: beside a standard convolution. Let the class guess the count."),
            (1, "Steps 8 and 9: a pointwise layer mixes the channels."),
            (2, "Steps 10 to 12: stride, padding, dilation."),
            (1, "Let two students explain the picture of step 3 in their own words."),
        ),
        questions=tuple(asked),
        mistakes=(
            (
                "Students watch and do not think.",
                "Wait after each question. PageDown opens the answer, and goes on the next time.",
            ),
            (
                "The back row cannot read it.",
                "Press P: the picture fills the window, and one short sentence stays.",
            ),
            (
                "Stride, padding and dilation take all the time.",
                "Leave steps 10 to 12 out: the idea is complete after step 9.",
            ),
        ),
        links=(
            PageLink("The lesson", "lesson", more={"part": 0, "beat": 1}),
            PageLink("Exercises for afterwards", "exercises", more={"sheet": 1, "level": "1"}),
        ),
    )


def live_class() -> TeacherSheet:
    """Build the sheet for the page Class."""
    layer = ConvSpec(6, 6, 3, multiplier=2, padding="SAME")
    strided = layer.replace(stride=(2, 2))
    cost = costs(layer)["depthwise"]
    k, q = divmod(3, layer.multiplier)
    return TeacherSheet(
        title="Class",
        aim="Every student answers before the answer is shown, and you see which mistakes are common.",
        plan=(
            (2, "Start a class. Students open the address or scan the code on the screen."),
            (3, "Play the picture slowly. Students see it on their own screens."),
            (4, "Pause and ask for the next value. Close, reveal, talk about the histogram."),
            (4, "Ask two more questions about the layer, then one true-or-false claim."),
            (2, "Save the counts as CSV if you want them, and end the class."),
        ),
        questions=(
            (
                "What is the output's shape?",
                f"{layer.output_shape}.",
            ),
            (
                "What does it become with stride 2?",
                f"{strided.output_shape}.",
            ),
            (
                "Which channel and filter make output channel 3?",
                f"Channel {k}, filter {q}: {k}·{layer.multiplier} + {q} = 3.",
            ),
            ("How many multiply-accumulates (MACs) does the layer take?", f"{cost.macs:,}."),
            ("How many weights does it have?", f"{cost.params}."),
        ),
        mistakes=(
            (
                "Phones cannot open the address.",
                "Start the lab so that other computers can open it: see the README.",
            ),
            (
                "The answer is revealed too early.",
                "Wait until the count of answers stands still. A student can change an answer until then.",
            ),
            (
                "Only the right answers are discussed.",
                "Begin with the most common wrong one: the histogram names known mistakes.",
            ),
        ),
        links=(PageLink("The layer of these questions", "class", layer, {"seed": 4}),),
    )
