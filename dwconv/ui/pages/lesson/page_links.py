"""Links from the lesson to the other pages."""

from __future__ import annotations

from dwconv.teaching.claims import Claim, CostQuestion
from dwconv.teaching.lesson import Animation
from dwconv.ui.navigation import page_link
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.table import Values, defaults

_LABELS = {
    "": "Open the depthwise layer in the sliding window",
    "comparison": "Open it in the comparison",
    "shapes": "Work out its shapes",
    "cost": "Work out its cost",
    "tensorflow": "Ask TensorFlow about it",
    "networks": "See it layer by layer",
}


def animation_link(animation: Animation, page: str) -> dict[str, str]:
    """Return the parameters that open an animation's layer on a page.

    Examples
    --------
    >>> from dwconv.teaching.lesson import parts
    >>> from dwconv.ui.parameters.layer_values import make_spec
    >>> from dwconv.ui.parameters.links import read_link
    >>> worked = parts()[8].beats[0].animation
    >>> make_spec(read_link(animation_link(worked, "shapes"))[0]).output_shape
    (1, 2, 3, 2)
    """
    values: Values = {
        "input": animation.input,
        "kernel": animation.kernel,
        "seed": animation.seed,
        "beside": "separable" if animation.shows == "separable" else "conv2d",
        "n": animation.filters_beside,
    }
    spec = animation.depthwise_spec if page == "" else animation.spec
    return write_link(defaults() | values_of(spec) | values, page)


def cost_link(question: CostQuestion) -> dict[str, str]:
    """Return the parameters that open a layer on the cost page."""
    spec = values_of(question.spec)
    return write_link(defaults() | spec | {"n": question.filters}, "cost")


def claim_link(claim: Claim) -> dict[str, str]:
    """Return the parameters that open what a claim is about on its page."""
    values: Values = {} if claim.spec is None else values_of(claim.spec)
    counts = [question for question in claim.questions if isinstance(question, CostQuestion)]
    if counts:
        values["n"] = counts[0].filters
    return write_link(defaults() | values | dict(claim.link_values), claim.page)


def show_animation_links(animation: Animation) -> None:
    """Show a link to each page that has the same layer."""
    for page in animation.pages:
        _show_link(page, animation_link(animation, page), _label(animation, page))


def show_cost_link(question: CostQuestion) -> None:
    """Show a link to the cost page."""
    size = "×".join(map(str, question.spec.input_shape[1:]))
    label = f"Work out the cost on {size} (N = {question.filters})"
    _show_link("cost", cost_link(question), label)


def show_claim_link(claim: Claim) -> None:
    """Show a link to the page that shows best what a claim is about, if there is one."""
    if claim.spec is not None or claim.link_values:
        timed = claim.link_values.get("view") == "time"
        label = "Measure this and other layers" if timed else _LABELS[claim.page]
        _show_link(claim.page, claim_link(claim), label)


def _show_link(page: str, query: dict[str, str], label: str) -> None:
    page_link(page, label, ":material/open_in_new:", query)


def _label(animation: Animation, page: str) -> str:
    """What of an animation a page shows."""
    if page == "" and animation.shows == "depthwise":
        return "Open this layer in the sliding window"
    if page == "" and animation.shows == "depth":
        return "Open the left side in the sliding window"
    if page == "cost":
        which = "the cost of the right side" if animation.shows == "depth" else "its cost"
        return f"Work out {which} (N = {animation.filters_beside})"
    return _LABELS[page]
