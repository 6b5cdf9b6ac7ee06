"""The lesson: its sentences hold the numbers that counting by hand gives."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dwconv import reference
from dwconv.lesson import chapters, parts
from dwconv.player.payload import unpack
from dwconv.player.tracks import unpack_race
from dwconv.snippets import tensorflow_source
from dwconv.ui import state
from dwconv.ui.lesson import as_lab, link, printed, race_payload

ROOT = Path(__file__).resolve().parent.parent
BEATS = [(part, beat) for part in range(len(parts())) for beat in range(len(parts()[part].beats))]


def says(part, beat):
    return parts()[part - 1].beats[beat - 1].says


def places(n, f, s=1, d=1):
    """Where a window fits, by trying every place."""
    return [i for i in range(0, n, s) if i + (f - 1) * d < n]


def macs(height, width, depth, kernels):
    """Multiplications of 3×3 kernels without padding, one window at a time."""
    return sum(3 * 3 * depth * kernels for _ in places(height, 3) for _ in places(width, 3))


def minus(number):
    return f"{number:g}".replace("-", "−")


def one_value(image, kernel):
    """The value at the top left, one product at a time."""
    return sum(
        float(image[0, di, dj, k]) * float(kernel[di, dj, k])
        for di, dj, k in np.ndindex(kernel.shape)
    )


def test_the_order_is_from_one_channel_to_the_whole_op():
    assert list(chapters()) == [
        "One channel, one kernel",
        "Three channels, one kernel",
        "Many kernels",
        "Depthwise: every channel by itself",
        "What it costs",
        "The separable pair",
        "Every parameter of the op",
        "A worked example",
        "Both index formulas",
        "Side by side on 15×15×3",
        "Often said, not so",
    ]


def test_one_channel():
    picture = parts()[0].beats[0].picture
    image, filter = picture.operands()
    assert f"**{minus(one_value(image, filter[:, :, :, 0]))}**" in says(1, 1)
    assert f"15 − 3 + 1 = {len(places(15, 3))}" in says(1, 3)
    assert says(1, 3).count("13×13") == 1
    assert parts()[0].answer.startswith("Columns 1 to 3")


def test_three_channels_and_many_kernels():
    picture = parts()[1].beats[1].picture
    image, _ = picture.operands()
    assert f"**{minus(one_value(image, picture.bank()[..., 0]))}**" in says(2, 2)
    assert "3·3·3 = 27" in says(2, 2)
    assert f"{13 * 13} positions, 27 multiplications at each, {macs(15, 15, 3, 1):,}" in says(2, 3)
    assert f"with {3 * 3 * 3 * 8} weights and {macs(15, 15, 3, 8):,}" in says(3, 2)
    assert str(3 * 3 * 64) in parts()[1].answer


def test_depthwise():
    # Three channels of 5×5: nine windows each, of nine taps.
    assert f"= {macs(5, 5, 1, 1)} multiplications" in says(4, 2)
    assert f"all 3 cost {macs(5, 5, 1, 3)}." in says(4, 2)
    assert "3·2 = 6 channels" in says(4, 3)
    order = [(k, q) for k in range(3) for q in range(2)]
    k, q = order[4]
    assert f"k = {k} and q = {q}" in parts()[3].answer


def test_costs():
    depthwise, standard = macs(15, 15, 1, 3), macs(15, 15, 3, 8)
    assert f"{depthwise:,} MACs with M = 1; with 8 normal kernels {standard:,}." in says(5, 3)
    assert f"so {2 * depthwise:,} against {2 * standard:,}" in says(5, 3)
    assert f"Weights: {9 * 3} against {9 * 3 * 8}." in says(5, 3)
    assert parts()[4].answer.startswith("64 times")
    pointwise = 13 * 13 * 3 * 8
    assert f"{depthwise:,} + {pointwise:,} = {depthwise + pointwise:,}" in says(6, 3)
    assert f"1/8 + 1/9 = {(1 / 8 + 1 / 9):.1%}" in says(6, 3)
    assert f"{(1 / 128 + 1 / 9):.1%}" in parts()[5].answer


def test_parameters():
    assert "(1, 6, 6, 2)" in says(7, 1)
    assert "(3, 3, 2, 2)" in says(7, 2)
    assert "(1, 4, 4, 4)" in says(7, 2)
    strided = places(6, 3, s=2)
    left = 6 - (strided[-1] + 3)
    assert f"= {len(strided)} rows, and {left} row of the input" in says(7, 3)
    # Three windows that begin at rows 0, 2 and 4 need seven rows, and there are six.
    assert "= 3 rows" in says(7, 4)
    assert "0 above, 1 below" in says(7, 4)
    assert "[[0, 0], [1, 0], [0, 2], [0, 0]], that is 1 row above and 2 columns" in says(7, 5)
    assert f"span e = (k − 1)·d + 1 = {[0, 2, 4][-1] + 1} pixels" in says(7, 6)
    assert f"= {len(places(6, 3, d=2))} rows" in says(7, 6)
    assert "input (1, 2, 6, 6), output (1, 4, 4, 4)" in says(7, 7)
    order = ["input", "filter", "strides", "padding", "dilations", "data_format", "name"]
    assert all(any(f"**{name}**" in says(7, beat) for beat in range(1, 9)) for name in order)


def test_the_worked_example():
    numbers = np.arange(1, 10).reshape(3, 3)
    pairs = [
        [(a * 1 + b * 3, a * 2 + b * 4) for a, b in zip(numbers[i], numbers[i + 1], strict=True)]
        for i in range(2)
    ]
    rows = " / ".join(", ".join(f"{a} {b}" for a, b in row) for row in pairs)
    assert rows == "13 18, 17 24, 21 30 / 25 36, 29 42, 33 48"
    assert says(8, 3).endswith(f"In memory: {rows}.")
    assert "1·1 + 4·3 = **13**" in says(8, 2)
    assert "1·2 + 4·4 = **18**" in says(8, 2)
    assert "6·2 + 9·4 = 48" in parts()[7].answer


def test_the_closing_comparison():
    assert "13×13×9" in says(10, 1)
    assert "13×13×8" in says(10, 1)
    assert "(3, 3, 3, 3)" in says(10, 1)
    assert "(3, 3, 3, 8)" in says(10, 1)
    assert f"{macs(15, 15, 1, 9):,} against {macs(15, 15, 3, 8):,}" in says(10, 2)
    assert f"{9 * 9} weights against {9 * 3 * 8}" in says(10, 2)
    assert "stay 15×15" in says(10, 3)


def test_no_sentence_has_a_number_typed_into_it():
    """Whatever is larger than 2 is put in, so that it follows the layer."""
    tree = ast.parse((ROOT / "dwconv" / "lesson.py").read_text("utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Beat"
    ]
    tuples = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        and len(node.elts) == 2
        and isinstance(node.elts[0], ast.Call)
        and getattr(node.elts[0].func, "id", "") == "Picture"
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
    picture = one.picture
    if picture.shows == "depthwise":
        from dwconv.ui import cached

        _, arrays = unpack(cached.payload(as_lab(picture)))
        windows = arrays["output"].size
    else:
        header, payloads = unpack_race(race_payload(picture))
        sizes = [unpack(payload)[1]["output"].size for payload in payloads]
        windows = sum(sizes) if header["order"] == "in turn" else sizes[0]
    assert picture.windows == windows
    assert 0 <= one.first <= one.last < windows


@pytest.mark.parametrize(("part", "beat"), BEATS)
def test_a_link_opens_the_layer_that_is_shown(part, beat):
    picture = parts()[part].beats[beat].picture
    assert picture.pages
    for page in picture.pages:
        values, complaints = state.parse(link(picture, page))
        assert complaints == []
        assert state.repair(values) == (values, [])
        assert state.make_spec(values) == picture.spec
        for shown, opened in zip(picture.operands(), state.make_operands(values), strict=True):
            assert np.array_equal(shown, opened)


def test_every_call_prints_what_is_shown():
    calls = [call for part in parts() for call in part.calls]
    assert len(calls) == 5
    programs = [tensorflow_source(call) for call in calls]
    runner = (
        "import contextlib, io, json, sys\n"
        "printed = []\n"
        "for program in json.load(sys.stdin):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        exec(program, {})\n"
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
        assert printed(reference.run(call).result(timeout=60)) == text.strip()
