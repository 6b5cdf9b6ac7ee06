"""The lesson: its sentences hold the numbers that counting by hand gives."""

import ast
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dwconv import costs
from dwconv.files.snippets import tensorflow_source
from dwconv.player.comparison import unpack_comparison
from dwconv.player.payload import unpack
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call
from dwconv.teaching.claims import CostQuestion, claims, find_claim
from dwconv.teaching.lesson import chapters, parts
from dwconv.teaching.lesson.wording import picture_in_words
from dwconv.ui import cached
from dwconv.ui.pages.lesson.beat_animation import as_lab, calls_of, comparison_payload, payload_of
from dwconv.ui.pages.lesson.claim_tests import program
from dwconv.ui.pages.lesson.page_links import animation_link, claim_link, cost_link
from dwconv.ui.pages.lesson.text import printed
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import read_link
from dwconv.ui.parameters.table import number_of
from dwconv.ui.session import Lab

ROOT = Path(__file__).resolve().parents[2]
BEATS = [(part, beat) for part in range(len(parts())) for beat in range(len(parts()[part].beats))]


def text_of(part, beat):
    return parts()[part].beats[beat - 1].text


def places(n, f, s=1, d=1):
    """Where a window fits, by trying every place."""
    return [i for i in range(0, n, s) if i + (f - 1) * d < n]


def macs(height, width, depth, kernels):
    """Multiplications of 3×3 kernels without padding, one window at a time."""
    return sum(3 * 3 * depth * kernels for _ in places(height, 3) for _ in places(width, 3))


def minus(number):
    return f"{number:g}".replace("-", "−")


def one_value(image, kernel, column=0):
    """A value of the first row, one product at a time."""
    return sum(
        float(image[0, di, column + dj, k]) * float(kernel[di, dj, k])
        for di, dj, k in np.ndindex(kernel.shape)
    )


def test_the_order_is_from_one_channel_to_the_whole_op():
    assert list(chapters()) == [
        "In ten minutes",
        "One channel, one filter",
        "Three channels, one filter",
        "Many filters",
        "Depthwise: every channel by itself",
        "What it costs",
        "The separable pair",
        "Every parameter of the op",
        "A worked example",
        "Both index formulas",
        "Side by side on 15×15×3",
        "True or false?",
    ]


@pytest.mark.parametrize(("part", "beat"), BEATS)
def test_who_listens_hears_the_outputs_that_the_picture_has(part, beat):
    one = parts()[part].beats[beat]
    for animation in {one.picture(is_open=False), one.animation}:
        payload = payload_of(animation)
        sides = [payload] if animation.shows == "depthwise" else unpack_comparison(payload)[1]
        shapes = [unpack(side)[1]["output"].shape for side in sides]
        made = [(*shape[-2:], math.prod(shape[:-2])) for shape in shapes]
        words = " ".join(picture_in_words(animation))
        said = re.findall(r"output (\d+) by (\d+), (\d+) channels?\.", words)
        said *= 2 if animation.shows == "depth" else 1  # what both have is said once
        assert [tuple(map(int, each)) for each in said] == made


def test_ten_minutes_count_as_by_hand():
    """On 4×4 and 4×5×3 values, 3×3 kernels: two rows of two and of three places."""
    path = parts()[0]
    assert len(path.beats) == 12
    assert path.beats[2].animation.shows == "depthwise"
    assert path.beats[2].animation.spec.channels == 3
    products = [3, 5, 4, 5, 5, 1, 0, -1, -3]
    weights = [2, 1, -2, 0, -1, -1, -1, -2, -2]
    total = sum(a * b for a, b in zip(products, weights, strict=True))
    assert f"**{minus(total)}**" in path.beats[0].text
    assert "4×4 becomes 2×2" in path.beats[1].text
    assert path.question_after(2)[1] == f"6 − 3 + 1 = {len(places(6, 3))} places."
    assert "C·M = 3·2 = 6" in path.beats[3].text
    assert "(1, 4, 5, 3), filter (3, 3, 3, 2), output (1, 2, 3, 6)" in path.beats[4].text
    assert path.question_after(5)[1] == "10 = 3·3 + 1: channel k = 3, filter q = 1."
    one, all_channels = 3 * macs(4, 5, 1, 1), macs(4, 5, 3, 3)
    assert path.beats[6].caption == f"{one} multiplications against {all_channels}."
    assert path.question_after(7)[1].startswith("64 times")
    pair = one + 2 * 3 * 3 * 3
    assert f"{one} + 54 = {pair}" in path.beats[8].text
    assert f"{1 / 256 + 1 / 9:.1%}" in path.question_after(9)[1]
    rows = len(places(6, 3, 2))
    assert path.beats[9].caption == f"Stride 2: 6 rows become {rows}. 1 row is never used."
    assert path.beats[10].caption == "SAME adds zeros: 6 rows become 3. VALID adds none."
    assert path.question_after(11)[1].startswith("0 above, 1 below.")
    assert path.beats[11].caption == "Dilation 2: 3 weights span 5 pixels."
    assert path.question_after(12)[1] == f"7 − 5 + 1 = {len(places(7, 3, d=2))} rows."


def test_the_part_about_one_channel_has_the_numbers_of_a_hand_count():
    animation = parts()[1].beats[0].animation
    image, filter = animation.operands()
    assert f"**{minus(one_value(image, filter[:, :, :, 0]))}**" in text_of(1, 1)
    assert f"15 − 3 + 1 = {len(places(15, 3))}" in text_of(1, 3)
    assert text_of(1, 3).count("13×13") == 1
    assert parts()[1].answer.startswith("Columns 1 to 3")
    assert "stride 1 and VALID" in parts()[1].answer


def test_the_parts_about_three_channels_and_many_kernels_have_the_numbers_of_a_hand_count():
    animation = parts()[2].beats[1].animation
    image, _ = animation.operands()
    # What stands there when the beat begins is not what the beat builds up.
    assert [beat.first for beat in parts()[2].beats] == [0, 1, 2]
    assert (
        f"**{minus(one_value(image, animation.standard_filter()[..., 0], column=1))}**"
        in text_of(2, 2)
    )
    assert "3·3 weights · 3 channels = 27" in text_of(2, 2)
    assert (
        f"The filter has 3×3 positions here, so it takes {macs(5, 5, 3, 1)} multiplications. On a larger"
        in text_of(2, 3)
    )
    assert f"{13 * 13} positions, 27 multiplications at each, {macs(15, 15, 3, 1):,}" in text_of(
        2, 3
    )
    assert "as deep as the input: 1 on one channel, 3 on 3 channels" in text_of(3, 1)
    assert (
        f"On 3 channels this gives 3×3×4 and takes {macs(5, 5, 3, 4)} multiplications"
        in text_of(3, 2)
    )
    assert f"15×15×3, 8 filters give 13×13×8, with {3 * 3 * 3 * 8} weights" in text_of(3, 2)
    assert f"and {macs(15, 15, 3, 8):,} multiplications" in text_of(3, 2)
    assert str(3 * 3 * 64) in parts()[2].answer


@pytest.mark.parametrize(("part", "beat"), [(2, 3), (3, 2), (5, 3), (6, 3)])
def test_numbers_of_another_image_than_the_one_that_is_shown_say_so(part, beat):
    one = parts()[part].beats[beat - 1]
    assert one.animation.spec.input_shape != one.cost_of.spec.input_shape == (1, 15, 15, 3)
    said = one.text.partition("On a larger image, 15×15×3,")[2]
    kind = "standard"
    assert f"{costs(one.cost_of.spec, one.cost_of.filters)[kind].macs:,}" in said
    # The counter over the animation never comes to that.
    header, _ = unpack_comparison(comparison_payload(one.animation))
    assert all(f"{track['macs']:,}" not in said for track in header["tracks"])


def test_the_part_about_depthwise_has_the_numbers_of_a_hand_count():
    # Three channels of 6×7: twenty windows each, of nine taps.
    assert f"= 4·5·3·3 = {macs(6, 7, 1, 1)} multiplications" in text_of(4, 2)
    assert f"All C = 3 channels take {macs(6, 7, 1, 3)}." in text_of(4, 2)
    assert "3·2 = 6 channels" in text_of(4, 3)
    order = [(k, q) for k in range(3) for q in range(2)]
    k, q = order[4]
    assert f"k = {k} and q = {q}" in parts()[4].answer


def test_the_part_about_costs_has_the_numbers_of_a_hand_count():
    depthwise, standard = macs(15, 15, 1, 3), macs(15, 15, 3, 8)
    assert f"{depthwise:,} MACs (M = 1), and 8 standard filters {standard:,}." in text_of(5, 3)
    assert f"FLOPs: {2 * depthwise:,} against {2 * standard:,}." in text_of(5, 3)
    assert f"Weights: {9 * 3} against {9 * 3 * 8}." in text_of(5, 3)
    assert parts()[5].answer.startswith("64 times")
    pointwise = 13 * 13 * 3 * 8
    assert f"here {macs(5, 5, 1, 3)} + {3 * 3 * 3 * 3}." in text_of(6, 3)
    assert f"{depthwise:,} + {pointwise:,} = {depthwise + pointwise:,}" in text_of(6, 3)
    assert f"1/8 + 1/9 = {(1 / 8 + 1 / 9):.1%}" in text_of(6, 3)
    assert f"{(1 / 128 + 1 / 9):.1%}" in parts()[6].answer


def test_the_part_about_parameters_has_the_numbers_of_a_hand_count():
    assert "(1, 6, 7, 2)" in text_of(7, 1)
    assert "(3, 3, 2, 2)" in text_of(7, 2)
    assert "(1, 4, 5, 4)" in text_of(7, 2)
    strided = places(6, 3, s=2)
    left = 6 - (strided[-1] + 3)
    assert f"= {len(strided)} rows, and {left} row of the input" in text_of(7, 3)
    # Three windows that begin at rows 0, 2 and 4 need seven rows, and there are six.
    assert "= 3 rows" in text_of(7, 4)
    assert "0 above, 1 below" in text_of(7, 4)
    assert "[[0, 0], [1, 0], [0, 2], [0, 0]], that is 1 row above and 2 columns" in text_of(7, 5)
    assert f"span e = (K − 1)·d + 1 = {[0, 2, 4][-1] + 1} pixels" in text_of(7, 6)
    assert f"= {len(places(6, 3, d=2))} rows" in text_of(7, 6)
    assert "input (1, 2, 6, 7), output (1, 4, 4, 5)" in text_of(7, 7)
    assert "[1, 2, 2, 1] becomes [1, 1, 2, 2]" in text_of(7, 7)
    assert "as in this picture and its links" in text_of(7, 7)
    order = ["input", "filter", "strides", "padding", "dilations", "data_format", "name"]
    assert all(any(f"**{name}**" in text_of(7, beat) for beat in range(1, 9)) for name in order)


def test_a_beat_about_a_single_window_does_not_play():
    still = [beat for beat in range(1, 9) if len({*_stretch(7, beat)}) == 1]
    assert still == [1, 7, 8]
    assert _stretch(7, 1)[0] == 0
    assert _stretch(7, 8) == _stretch(7, 7) == 2 * (4 * 5 * 4 - 1,)


def _stretch(part, beat):
    one = parts()[part].beats[beat - 1]
    return one.first, one.last


def test_both_formulas_are_about_numbers_that_differ():
    spec = parts()[9].beats[0].animation.spec
    c, m = spec.channels, spec.multiplier
    assert len({c, m, c * m}) == 3
    assert f"C = {c} input channels, *q* one of its M = {m} filters" in text_of(9, 1)
    assert f"N = {c * m} **output** channels" in text_of(9, 2)
    assert f"C and M {(c, m)} against C and N {(c, c * m)}." in text_of(9, 3)
    k, q = [(k, q) for k in range(c) for q in range(m)][5]
    assert f"k = {k}, q = {q}:" in parts()[9].question
    assert f"{k}·{m} + {q} = 5." in parts()[9].answer


def test_the_worked_example_has_the_numbers_of_a_hand_count():
    numbers = np.arange(1, 10).reshape(3, 3)
    pairs = [
        [(a * 1 + b * 3, a * 2 + b * 4) for a, b in zip(numbers[i], numbers[i + 1], strict=True)]
        for i in range(2)
    ]
    rows = " / ".join(", ".join(f"{a} {b}" for a, b in row) for row in pairs)
    assert rows == "13 18, 17 24, 21 30 / 25 36, 29 42, 33 48"
    assert text_of(8, 3).endswith(f"In memory: {rows}.")
    assert "1·1 + 4·3 = **13**" in text_of(8, 2)
    assert "1·2 + 4·4 = **18**" in text_of(8, 2)
    assert "6·2 + 9·4 = 48" in parts()[8].answer


def test_the_closing_comparison_has_the_numbers_of_a_hand_count():
    assert "= 9 output channels" in text_of(10, 1)
    assert "makes 8 output channels. Each output channel is 13×13." in text_of(10, 1)
    assert "(3, 3, 3, 3)" in text_of(10, 1)
    assert "(3, 3, 3, 8)" in text_of(10, 1)
    assert f"{macs(15, 15, 1, 9):,} against {macs(15, 15, 3, 8):,}" in text_of(10, 2)
    assert f"{9 * 9} weights against {9 * 3 * 8}" in text_of(10, 2)
    assert "stay 15×15" in text_of(10, 3)


def test_no_sentence_says_where_one_of_two_pictures_lies():
    """On a phone they lie behind each other, and before an answer another one is shown."""
    for beat in (beat for part in parts() for beat in part.beats):
        said = f"{beat.text} {beat.caption}"
        assert not re.search(r"beside it|until the answer", said, re.I), said
        if beat.animation.shows != "depthwise":
            assert not re.search(r"\b(left|right)\b", said, re.I), said


def test_no_sentence_has_a_number_typed_into_it():
    """Whatever is larger than 2 is put in, so that it follows the layer."""
    files = sorted((ROOT / "dwconv" / "teaching" / "lesson").glob("part_[0-9]*.py"))
    assert len(files) == len(parts())
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    calls = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Beat"
    ]
    tuples = [
        node
        for node in nodes
        if isinstance(node, ast.Tuple)
        and len(node.elts) == 2
        and isinstance(node.elts[0], ast.Call)
        and getattr(node.elts[0].func, "id", "") == "Animation"
    ]
    sentences = [call.args[0] for call in calls] + [pair.elts[1] for pair in tuples]
    assert len(sentences) > 30
    for sentence in sentences:
        for node in ast.walk(sentence):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                typed = re.findall(r"(?<![\w{])\d+", node.value)
                assert all(int(number) <= 2 for number in typed), node.value


@pytest.mark.parametrize(("part", "beat"), BEATS)
def test_a_stretch_lies_within_its_animation(part, beat):
    one = parts()[part].beats[beat]
    animation = one.animation
    if animation.shows == "depthwise":
        _, arrays = unpack(cached.payload(as_lab(animation)))
        windows = arrays["output"].size
    else:
        header, payloads = unpack_comparison(comparison_payload(animation))
        sizes = [unpack(payload)[1]["output"].size for payload in payloads]
        windows = sum(sizes) if header["order"] == "in turn" else sizes[0]
    assert animation.windows == windows
    assert 0 <= one.first <= one.last < windows


def opened(query):
    """What a page makes of a link."""
    values, complaints = read_link(query)
    assert complaints == []
    assert make_legal(values) == (values, [])
    spec = make_spec(values)
    return Lab(spec, *make_operands(spec, values), values)


def drawn(animation):
    """The tracks of a animation: header and arrays of each."""
    header, payloads = unpack_comparison(comparison_payload(animation))
    return [
        (said, unpack(payload)[1]) for said, payload in zip(header["tracks"], payloads, strict=True)
    ]


@pytest.mark.parametrize(("part", "beat"), BEATS)
def test_a_link_opens_what_is_shown(part, beat):
    """The sliding window has the depthwise layer, the comparison both, the cost page their MACs."""
    animation = parts()[part].beats[beat].animation
    assert animation.pages
    for page in animation.pages:
        lab = opened(animation_link(animation, page))
        if animation.shows == "depthwise":
            assert lab.spec == animation.spec
            for shown, there in zip(animation.operands(), (lab.input, lab.filter), strict=True):
                assert np.array_equal(shown, there)
            continue
        tracks = drawn(animation)
        if page == "comparison":
            groups = number_of(lab.values, "g") if lab.values["beside"] == "conv2d" else None
            comparison = unpack_comparison(cached.comparison(lab, groups)[1])[1]
            assert comparison == unpack_comparison(comparison_payload(animation))[1]
        elif page == "":
            left = tracks[0][1]
            there = unpack(cached.payload(lab))[1]
            assert np.array_equal(there["input"], left["input"])
            assert np.array_equal(there["output"].ravel(), left["output"].ravel())
        else:
            assert page == "cost"
            cost = costs(lab.spec, number_of(lab.values, "n"))
            own, standard = cost["depthwise"].macs, cost["standard"].macs
            right = {"separable": cost["separable"].macs - own}.get(animation.shows, standard)
            assert tracks[1][0]["macs"] == right
            if animation.shows != "depth":  # there the left side is no part of the page
                assert tracks[0][0]["macs"] == own


def test_a_link_opens_what_is_counted():
    counts = [beat.cost_of for part in parts() for beat in part.beats if beat.cost_of]
    assert [count.filters for count in counts] == [1, 8, 8, 8]
    for count in counts:
        lab = opened(cost_link(count))
        assert (lab.spec, lab.values["n"]) == (count.spec, count.filters)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.key)
def test_a_link_opens_what_a_claim_is_about(claim):
    lab = opened(claim_link(claim))
    if claim.spec is not None:
        assert lab.spec == claim.spec
    calls = [each for each in claim.questions if isinstance(each, Call)]
    kernels = {call.filter.shape[3] for call in calls if call.op == "conv2d"}
    if claim.page == "comparison":  # which has as many outputs on both sides
        assert kernels == {lab.spec.channels * lab.spec.multiplier}
    if claim.page == "cost" and claim.spec is not None:
        counts = [each.filters for each in claim.questions if isinstance(each, CostQuestion)]
        assert lab.values["n"] in kernels | {*counts}


def test_the_first_claim_opens_with_the_numbers_of_the_worked_example():
    lab = opened(claim_link(find_claim("same-shape")))
    assert lab.input.ravel().tolist() == [*range(1, 10)]
    assert lab.filter.ravel().tolist() == [1, 2, 3, 4]


def test_the_calls_of_a_claim_run_as_they_stand():
    known = {"np", "tf", "input", "filter", "output", "print"}
    for claim in claims():
        for call in claim.questions:
            if isinstance(call, Call):
                names = ast.walk(ast.parse(program(call)))
                assert {each.id for each in names if isinstance(each, ast.Name)} <= known, claim.key


@pytest.mark.usefixtures("backend")  # TensorFlow runs, if not in that process
def test_the_calls_of_a_picture_give_the_values_that_it_shows():
    for animation in {beat.animation for part in parts() for beat in part.beats}:
        packed = (
            [cached.payload(as_lab(animation))]
            if animation.shows == "depthwise"
            else unpack_comparison(comparison_payload(animation))[1]
        )
        for payload, call in zip(packed, calls_of(animation), strict=True):
            planes = unpack(payload)[1]["output"]
            shown = np.moveaxis(planes.reshape(-1, *planes.shape[-2:]), 0, -1)
            theirs = run(call).result(timeout=60).output
            np.testing.assert_array_equal(shown[None], theirs, str(animation))


@pytest.mark.usefixtures("backend")  # TensorFlow runs, if not in that process
def test_every_call_prints_what_is_shown():
    pictures = {beat.animation for part in parts() if not part.calls for beat in part.beats}
    calls = [call for part in parts() for call in part.calls]
    calls += [call for picture in pictures for call in calls_of(picture)]
    programs = [tensorflow_source(call) for call in calls]
    runner = (
        "import contextlib, io, json, sys\n"
        "printed = []\n"
        "for program in json.load(sys.stdin):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        try:\n"
        "            exec(program, {})\n"
        "        except Exception as error:\n"  # NCHW, on a processor whose TensorFlow has no oneDNN
        "            print(type(error).__name__)\n"
        "    printed.append(out.getvalue())\n"
        "print('PRINTED' + json.dumps(printed))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", runner],
        input=json.dumps(programs),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    wanted = json.loads(done.stdout.partition("PRINTED")[2])
    for call, text in zip(calls, wanted, strict=True):
        done_here = run(call).result(timeout=60)
        shown = done_here.error if done_here.output is None else printed(done_here)
        assert shown == text.strip()
        assert done_here.output is not None or call.data_format == "NCHW"
