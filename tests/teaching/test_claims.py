"""Tests the claims: each verdict is computed, and a true claim is found true."""

import re
from dataclasses import replace

import pytest

from dwconv.engine.errors import DwconvError
from dwconv.networks import network, profiled
from dwconv.reference.calls import Call
from dwconv.teaching.claims import (
    Answer,
    Claim,
    Prediction,
    check_predictions,
    claims,
    engine_answers,
    find_claim,
    tensorflow_answers,
)

# Worked out on paper: what each prediction comes to.
FOUND = {
    "same-shape": ["(1, 2, 3, 2)"],
    "n-f+1": [7, 5, 11, 15],
    "padding-13": ["(1, 15, 15, 3)"],
    "27": [27 * 169],
    "equal-multiplications": [169 * 9 * 3 * 8, 169 * 9 * 3 * 9],
    "pointwise-saves": ["more"],
    "macs-are-flops": [2 * 169 * 9 * 3],
    "input-size": [169 * 27, 49 * 27, 169 * 81],
    "conv2d-keeps-channels": [8],
    "maps-need-1x1": [8],
    "one-filter-a-channel": [[0, 1, 2]],
    "channel-becomes-kM": [3],
    "q-is-output": [[1 * 2 + 1]],
    "filter-by-filter": [[0, 2, 4]],
    "multiples-of-3": [2 % 3, 4 % 3, 20 % 3],
    "only-k-and-q": [9, 3],
    "free-third-axis": ["an error"],
    "more-batch-axes": ["an error"],
    "four-strides": ["an error"],
    "dilation-refuses-stride": ["(1, 3, 3, 1)"],
    "conv2d-no-dilation": [11],
    "nchw-filter": ["an error"],
    "nchw-everywhere": ["an output"],
    "array-of-strides": ["an error"],
    "unequal-strides": ["an output", "an output"],
    "macs-are-time": [None],
    "xception-is-mobile": [f"{8_357_403_496 / 568_740_352:.1f} times as many"],
    "conv2d-in-groups": [0],
    "same-is-uneven": [[4, 1]],
}
TRUE = {
    "padding-13",
    "27",
    "pointwise-saves",
    "macs-are-flops",
    "conv2d-keeps-channels",
    "filter-by-filter",
    "only-k-and-q",
    "free-third-axis",
    "four-strides",
    "conv2d-no-dilation",
    "nchw-filter",
    "conv2d-in-groups",
    "same-is-uneven",
}
# Where TensorFlow itself does not do what the formula says.
OWN = {
    "more-batch-axes": ["(2, 13, 13, 3)"],
    "dilation-refuses-stride": ["(1, 4, 4, 1)"],
    "nchw-everywhere": ["an error"],
    "unequal-strides": ["an output", "an error"],
}
# True of the formula, and not of TensorFlow.
OURS_ALONE = {"nchw-everywhere", "unequal-strides"}

everyone = pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.key)


def read(claim: Claim, answers: tuple[Answer, ...]) -> list[object]:
    return [each.read(answers) for each in claim.predictions]


def test_every_claim_is_found_by_its_key() -> None:
    assert [claim.key for claim in claims()] == list(FOUND)
    assert all(find_claim(key).key == key for key in FOUND)
    with pytest.raises(DwconvError, match=r"must be one of same-shape"):
        find_claim("flat-earth")


def test_about_half_of_the_claims_are_true() -> None:
    assert 0.4 <= len(TRUE) / len(claims()) <= 0.6


@everyone
def test_the_engine_gives_the_answers_that_were_worked_out_on_paper(claim: Claim) -> None:
    ours = engine_answers(claim)
    assert read(claim, ours) == FOUND[claim.key]
    holds = all(row.holds for row in check_predictions(claim, ours, ours))
    assert holds == (claim.key in OURS_ALONE | TRUE)


@everyone
def test_tensorflow_confirms_the_true_claims_and_refutes_the_others(claim: Claim) -> None:
    theirs = tensorflow_answers(claim).result(timeout=60)
    holds = all(row.holds for row in check_predictions(claim, engine_answers(claim), theirs))
    if claim.key == "macs-are-time":  # on a machine that does other work it may hold by chance
        [said] = read(claim, theirs)
        assert re.fullmatch(r"[\d.]+ times" if not holds else "about 128 times", str(said))
        return
    assert read(claim, theirs) == OWN.get(claim.key, FOUND[claim.key])
    assert holds == (claim.key in TRUE)


@everyone
def test_a_claim_that_is_true_comes_out_as_true(claim: Claim) -> None:
    true = replace(
        claim,
        predictions=tuple(
            Prediction(each.quantity, found, each.read)
            for each, found in zip(claim.predictions, FOUND[claim.key], strict=True)
        ),
    )
    ours = engine_answers(true)
    assert all(row.holds for row in check_predictions(true, ours, ours))


def test_a_claim_holds_only_where_engine_and_tensorflow_both_say_so() -> None:
    claim = find_claim("dilation-refuses-stride")
    claim = replace(
        claim, predictions=(Prediction("shape", "(1, 3, 3, 1)", claim.predictions[0].read),)
    )
    ours, theirs = engine_answers(claim), tensorflow_answers(claim).result(timeout=60)
    [row] = check_predictions(claim, ours, theirs)
    assert (row.claimed, row.ours, row.theirs) == ("(1, 3, 3, 1)", "(1, 3, 3, 1)", "(1, 4, 4, 1)")
    assert not row.holds


@pytest.mark.parametrize(
    ("seconds", "said", "holds"),
    [
        ({"depthwise": 0.001, "standard": 0.128}, "about 128 times", True),
        ({"depthwise": 0.001, "standard": 0.065}, "about 128 times", True),
        ({"depthwise": 0.001, "standard": 0.063}, "63.0 times", False),
        ({"depthwise": 0.001, "standard": 0.257}, "257.0 times", False),
        ({"standard": 0.128}, "an error", False),
    ],
)
def test_only_tensorflow_is_asked_for_times(
    seconds: dict[str, float], said: str, holds: bool
) -> None:
    claim = find_claim("macs-are-time")
    [row] = check_predictions(claim, engine_answers(claim), [Answer(seconds=seconds)])
    assert (row.claimed, row.ours, row.theirs, row.holds) == ("about 128 times", "–", said, holds)


def test_the_first_claim_runs_the_numbers_that_it_names() -> None:
    claim = find_claim("same-shape")
    assert claim.test.startswith("The numbers 1 to 9 ")
    [call] = claim.questions
    assert isinstance(call, Call)
    assert call.input.ravel().tolist() == [*range(1, 10)]
    assert call.filter.ravel().tolist() == [1, 2, 3, 4]


def test_a_network_is_counted_layer_by_layer() -> None:
    """As the profiler counted it when the whole network was built."""
    answers = tensorflow_answers(find_claim("xception-is-mobile")).result(timeout=60)
    layers = network("Xception") + network("MobileNet")
    own = [
        (answer.flops or {})["depthwise" if layer.kind == "depthwise" else "standard"]
        for answer, layer in zip(answers, layers, strict=True)
    ]
    split = len(network("Xception"))
    for name, flops in ("Xception", own[:split]), ("MobileNet", own[split:]):
        whole = profiled(name)
        ops = ("Conv2D", "DepthwiseConv2dNative", "MatMul")
        assert sum(flops) == sum(whole.get(op, 0) for op in ops)


def test_the_true_version_of_a_claim_has_the_computed_numbers() -> None:
    truth = {claim.key: claim.truth for claim in claims()}
    assert "(1, 3, 3, 1) becomes (1, 2, 3, 2)" in truth["same-shape"]
    assert f"{27 * 169:,} multiplications" in truth["27"]
    assert "here 41,067" in truth["equal-multiplications"]
    assert "adds 4,056 to 4,563" in truth["pointwise-saves"]
    assert "8,619 replace the 36,504" in truth["pointwise-saves"]
    assert "4,563 MACs are 9,126 FLOPs" in truth["macs-are-flops"]
    assert "1·2 + 1 = 3" in truth["q-is-output"]
    assert "spans 5 pixels" in truth["conv2d-no-dilation"]
    assert "gives (1, 7, 13, 3)" in truth["unequal-strides"]
    assert "22.9 M parameters and takes 8.36 G MACs" in truth["xception-is-mobile"]
    assert "MobileNet 4.2 M and 0.57 G" in truth["xception-is-mobile"]


def test_a_refusal_is_quoted() -> None:
    [ours] = engine_answers(find_claim("free-third-axis"))
    assert ours.output is None
    assert ours.message.startswith("filter.shape")
    [theirs] = tensorflow_answers(find_claim("free-third-axis")).result(timeout=60)
    assert theirs.error == "InvalidArgumentError"
