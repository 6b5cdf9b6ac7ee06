"""Checks every right answer and every mistake of the exercises by an independent count.

The layer is read from the question's own words, and nothing here uses a formula of the engine:
windows are counted by sliding them, taps by looping over them, SAME's padding by trying.
"""

import hashlib
import re
from functools import cache
from itertools import count, product

import numpy as np
import pytest

from dwconv.costs.latex_formulas import output_size
from dwconv.engine.errors import DwconvError
from dwconv.teaching.exercises import EDITION, KINDS, LEVELS, exercise, kinds, sheet
from dwconv.teaching.exercises.mistake_sentences import MISTAKES, wrong_answers
from tests.costs.test_latex_formulas import in_letters, value

EACH = 417  # of every kind at every level: 10,008 in all


@pytest.fixture(scope="module")
def made():
    """Ten thousand exercises, by their kind."""
    return {
        kind: [exercise(seed, kind, level, seed % 3) for level in LEVELS for seed in range(EACH)]
        for kind in KINDS
    }


# The layer, from the words of a question.


def both(text, name):
    found = re.search(rf"{name} (\d+)(?: down and (\d+) across)?", text)
    if found is None:
        return 1, 1
    return int(found[1]), int(found[2] or found[1])


class Layer:
    """What a question says of its layer."""

    def __init__(self, text, height=0, width=0, channels=0, kernel=(0, 0)):
        if size := re.search(r"Input (\d+)×(\d+)(?:×(\d+))? ", text):
            height, width, channels = (int(part or 0) for part in size.groups())
        if side := re.search(r"kernel (\d+)×(\d+)", text):
            kernel = int(side[1]), int(side[2])
        self.size, self.c, self.k = (height, width), channels, kernel
        self.m = both(text, "multiplier")[0]
        self.s, self.d = both(text, "stride"), both(text, "dilation")
        self.same = "padding SAME" in text
        if sides := re.search(r"padding top (\d+), bottom (\d+), left (\d+), right (\d+)", text):
            top, bottom, left, right = (int(part) for part in sides.groups())
            self.pads = (top, bottom), (left, right)
        elif self.same:
            self.pads = tuple(same_sides(*axis) for axis in self.axes())
        else:
            assert "padding VALID" in text, text
            self.pads = (0, 0), (0, 0)

    def axes(self):
        return list(zip(self.size, self.k, self.s, self.d, strict=True))

    def places(self, pads=None, **other):
        """Windows down and across; with something else instead where that is asked for."""
        size, k = other.get("size", self.size), other.get("k", self.k)
        s, d = other.get("s", self.s), other.get("d", self.d)
        pads = self.pads if pads is None else pads
        if pads == "SAME":
            pads = [same_sides(*axis) for axis in zip(size, k, s, d, strict=True)]
        return tuple(
            slid(n, taps, stride, dilation, *sides)
            for n, taps, stride, dilation, sides in zip(size, k, s, d, pads, strict=True)
        )


@cache
def slid(size, kernel, stride, dilation, before, after):
    """Slide a window over the padded axis and count where all of its taps find a place."""
    cells = ["padding"] * before + ["pixel"] * size + ["padding"] * after
    starts = 0
    for start in range(0, len(cells), stride):
        starts += all(start + tap * dilation < len(cells) for tap in range(kernel))
    return starts


@cache
def same_sides(size, kernel, stride, dilation):
    """One window for every stride begun in the input, and the least padding that makes room."""
    wanted = len(range(0, size, stride))
    for total in count():
        if slid(size, kernel, stride, dilation, 0, total) >= wanted:
            break
    before = after = 0
    for pixel in range(total):
        if pixel % 2:
            before += 1
        else:
            after += 1
    return before, after


def looped(*ranges):
    """Go through every combination and count."""
    return sum(1 for _ in product(*(range(each) for each in ranges)))


def diagnosed(one, expected):
    """Each expected mistake is named where its answer is wrong, and no answer names another.

    A mistake that can be made in several ways has a set of answers.
    """
    expected = {
        mistake: answer if isinstance(answer, set) else {answer}
        for mistake, answer in expected.items()
    }
    named = {
        (mistake, known.answer): known.explanation
        for known in one.wrong_answers
        for mistake in known.mistakes
    }
    for mistake, answer in named:
        assert answer in expected[mistake], (mistake, one.question)
    for mistake, answers in expected.items():
        for answer in answers - {None, one.answer}:
            assert MISTAKES[mistake] in named[mistake, answer], one.question


def positive(answer):
    return answer if answer is not None and min(answer) > 0 else None


# What holds for all.


def test_no_exercise_is_ambiguous(made):
    total = 0
    for one in (each for kind in made.values() for each in kind):
        total += 1
        wrong = [known.answer for known in one.wrong_answers]
        assert one.answer not in wrong
        assert len(set(wrong)) == len(wrong)
        for known in one.wrong_answers:
            assert known.mistakes
            assert all(mistake in MISTAKES for mistake in known.mistakes)
            grade = one.grade(one.written(known.answer))
            assert known.explanation in grade.message
            assert not grade.right
        assert one.grade(one.shown_answer).right
        assert not one.grade("").right
    assert total >= 10_000


def test_every_line_of_a_solution_comes_to_its_result(made):
    for one in (each for kind in made.values() for each in kind):
        assert one.solution
        for line in one.solution:
            if "text" not in line.numbers:
                assert value(line.numbers) == line.result, (one.kind, line)


def test_no_layer_has_stride_and_dilation_which_tensorflow_gets_wrong(made):
    for one in (each for kind in made.values() for each in kind):
        assert one.spec.stride == (1, 1) or one.spec.dilation == (1, 1)


def test_the_levels_are_what_they_say(made):
    for kind in ("shape", "value", "cost", "wrong step"):
        for one in made[kind]:
            layer = one.spec
            if one.level == 1:
                assert (layer.padding, layer.stride, layer.multiplier) == ("VALID", (1, 1), 1)
            if one.level < 3:
                assert layer.dilation == (1, 1)
                assert isinstance(layer.padding, str)
    assert any(not isinstance(one.spec.padding, str) for one in made["shape"])
    assert any(one.spec.dilation != (1, 1) for one in made["shape"])


# One kind after the other.


def test_answers_about_shapes_are_those_of_windows_that_slide(made):
    for one in made["shape"]:
        layer = Layer(one.question)
        high, wide = layer.places()
        deep = looped(layer.c, layer.m)
        assert one.answer == (high, wide, deep), one.question
        keep = "SAME" if layer.same else None
        (top, _), (left, _) = layer.pads
        wrong_places = {
            "padding forgotten": layer.places(pads=((0, 0), (0, 0))),
            "padded as SAME": layer.places(pads="SAME"),
            "stride ignored": layer.places(pads=keep, s=(1, 1)),
            "stride swapped": layer.places(pads=keep, s=layer.s[::-1]),
            "kernel swapped": layer.places(pads=keep, k=layer.k[::-1]),
            "axes swapped": (wide, high),
        }
        if layer.same:
            whole = [sum(at + s <= n for at in range(0, n, s)) for n, _, s, _ in layer.axes()]
            wrong_places["rounded down"] = whole
        else:
            # One more window where the last step would leave the padded input half-way.
            fits = [
                slid(n, k, 1, d, *p)
                for (n, k, _, d), p in zip(layer.axes(), layer.pads, strict=True)
            ]
            beyond = [(fit - 1) % s > 0 for fit, s in zip(fits, layer.s, strict=True)]
            wrong_places |= {
                "dilation ignored": layer.places(d=(1, 1)),
                "dilation swapped": layer.places(d=layer.d[::-1]),
                "rounded up": (high + beyond[0], wide + beyond[1]),
                "one too few": (high - 1, wide - 1),
            }
            if "top" in one.question:
                wrong_places["one side padded"] = layer.places(pads=((top, 0), (left, 0)))
        expected = {name: positive((*places, deep)) for name, places in wrong_places.items()}
        expected |= {
            "multiplier forgotten": (high, wide, layer.c),
            "channels forgotten": (high, wide, layer.m),
            "channels added": (high, wide, layer.c + layer.m),
            "channels first": (deep, high, wide),
        }
        if layer.pads != ((0, 0), (0, 0)):
            twice = tuple((2 * before, 2 * after) for before, after in layer.pads)
            expected["padding counted twice"] = (*layer.places(pads=twice), deep)
        diagnosed(one, expected)


def test_the_padding_that_same_adds(made):
    for one in made["same"]:
        # It is asked without what does not matter to it.
        assert "multiplier" not in one.question
        assert "channels" not in one.question
        assert "stride 1," not in one.question
        layer = Layer(one.question)
        assert layer.same
        (top, bottom), (left, right) = layer.pads
        assert one.answer == (top, bottom, left, right), one.question
        assert sum(one.answer) > 0
        spans = [max(tap * d for tap in range(k)) + 1 for _, k, _, d in layer.axes()]

        def sides(layer=layer, **other):
            sizes = [other.get(name, getattr(layer, name)) for name in ("size", "k", "s", "d")]
            return tuple(side for axis in zip(*sizes, strict=True) for side in same_sides(*axis))

        diagnosed(
            one,
            {
                "odd pixel before": (bottom, top, right, left),
                "all after": (0, top + bottom, 0, left + right),
                "all before": (top + bottom, 0, left + right, 0),
                "padding forgotten": (0, 0, 0, 0),
                "axes swapped": (left, right, top, bottom),
                "stride ignored": sides(s=(1, 1)),
                "dilation ignored": sides(d=(1, 1)),
                "stride swapped": sides(s=layer.s[::-1]),
                "dilation swapped": sides(d=layer.d[::-1]),
                "kernel swapped": sides(k=layer.k[::-1]),
                "half a kernel": tuple(span // 2 for span in spans for _ in range(2)),
                "padding counted twice": (*[top + bottom] * 2, *[left + right] * 2),
            },
        )


def operands(one):
    """Input (height, width, C) and filter (kh, kw, C, M), from the tables on the page."""
    inputs, slices = {}, {}
    for table in one.tables:
        if found := re.fullmatch(r"input, channel (\d+)", table.title):
            inputs[int(found[1])] = table.values
        else:
            found = re.fullmatch(r"filter\[:, :, (\d+), (\d+)\]", table.title)
            slices[int(found[1]), int(found[2])] = table.values
    return inputs, slices


def summed(image, weights, row, column, dilation, turned=False):
    """Multiply and add, tap by tap, from the first tap at (row, column); zero outside the image."""
    total, (kh, kw) = 0, weights.shape
    for di in range(kh):
        for dj in range(kw):
            y, x = row + di * dilation[0], column + dj * dilation[1]
            if 0 <= y < image.shape[0] and 0 <= x < image.shape[1]:
                weight = weights[kh - 1 - di, kw - 1 - dj] if turned else weights[di, dj]
                total += int(image[y, x]) * int(weight)
    return total


def test_exercises_about_one_output_value(made):
    for one in made["value"]:
        inputs, slices = operands(one)
        layer = Layer(one.question, *inputs[0].shape, len(inputs), slices[0, 0].shape)
        assert sorted(slices) == list(product(range(layer.c), range(layer.m)))
        i, j, n = (
            int(part)
            for part in re.search(r"row (\d+), column (\d+), channel (\d+)", one.question).groups()
        )
        k, q = list(product(range(layer.c), range(layer.m)))[n]
        row, column = i * layer.s[0] - layer.pads[0][0], j * layer.s[1] - layer.pads[1][0]
        here = row, column, layer.d
        right = summed(inputs[k], slices[k, q], *here)
        assert one.answer == (right,), one.question
        # The channels as they would follow one another if filter after filter came first.
        other_q, other_k = list(product(range(layer.m), range(layer.c)))[n]
        expected = {
            "flipped": (summed(inputs[k], slices[k, q], *here, turned=True),),
            "channels summed": (
                sum(summed(inputs[each], slices[each, q], *here) for each in inputs),
            ),
            "order": (summed(inputs[other_k], slices[other_k, other_q], *here),),
        }

        def at(
            i, j, s=layer.s, d=layer.d, pads=layer.pads, layer=layer, maps=(inputs[k], slices[k, q])
        ):
            """The value where the window would stand, if it can stand there."""
            high, wide = layer.places(s=s, d=d)
            if not (0 <= i < high and 0 <= j < wide):
                return None
            return (summed(*maps, i * s[0] - pads[0][0], j * s[1] - pads[1][0], d),)

        expected |= {"position swapped": at(j, i), "counted from one": at(i - 1, j - 1)}
        if layer.d != (1, 1):
            expected["dilation ignored"] = at(i, j, d=(1, 1))
        if layer.s != (1, 1):
            expected["stride ignored"] = at(i, j, s=(1, 1))
            expected["stride swapped"] = at(i, j, s=layer.s[::-1])
        if layer.pads[0][0] or layer.pads[1][0]:
            expected["padding forgotten"] = at(i, j, pads=((0, 0), (0, 0)))
        others = [other for other in inputs if other != k]
        expected |= {
            "other channel": {(summed(inputs[c], slices[c, q], *here),) for c in others},
            "other channel's filter": {(summed(inputs[k], slices[c, q], *here),) for c in others},
            "other filter": {
                (summed(inputs[k], slices[k, m], *here),) for m in range(layer.m) if m != q
            },
        }
        concepts = set().union(
            *(answer if isinstance(answer, set) else {answer} for answer in expected.values())
        )
        one_tap = np.zeros_like(slices[k, q])
        products = []
        for tap in np.ndindex(one_tap.shape):
            one_tap[:] = 0
            one_tap[tap] = slices[k, q][tap]
            products.append(summed(inputs[k], one_tap, *here))
        slips = {
            "signs ignored": {(summed(abs(inputs[k]), abs(slices[k, q]), *here),)},
            "product left out": {(right - one_product,) for one_product in products},
            "sign of a product": {(right - 2 * one_product,) for one_product in products},
        }
        diagnosed(one, expected | {slip: given - concepts for slip, given in slips.items()})
        assert expected["flipped"] != one.answer


def test_answers_about_channels_are_counted(made):
    for one in made["channel"]:
        if found := re.search(r"has (\d+) input channels and multiplier (\d+)", one.question):
            c, m = int(found[1]), int(found[2])
        elif found := re.search(r"has (\d+) output channels and multiplier (\d+)", one.question):
            c, m = int(found[1]) // int(found[2]), int(found[2])
        else:
            found = re.search(r"has the shape \(\d+, \d+, (\d+), (\d+)\)", one.question)
            c, m = int(found[1]), int(found[2])
        n = int(re.search(r"Output channel (\d+) is made", one.question)[1])
        order = [(k, q) for k in range(c) for q in range(m)]
        right = [pair for pair in order if one.grade(f"{pair[0]}, {pair[1]}").right]
        assert right == [order[n]] == [one.answer], one.question
        q, k = [(q, k) for q in range(m) for k in range(c)][n]
        named = {mistake for known in one.wrong_answers for mistake in known.mistakes}
        assert named == {"order", "exchanged", "counted from one"}
        for known in one.wrong_answers:
            counted = {tuple(part + 1 for part in one.answer), (order[n - 1] if n else None)}
            expected = {
                "order": {(k, q)},
                "exchanged": {one.answer[::-1]},
                "counted from one": counted,
            }
            assert all(known.answer in expected[mistake] for mistake in known.mistakes)
        assert (k, q) != one.answer


def test_answers_about_costs_are_counted_tap_by_tap(made):
    asked = set()
    for one in made["cost"]:
        layer = Layer(one.question)
        high, wide = layer.places()
        (kh, kw), c, m = layer.k, layer.c, layer.m
        asked.add(one.names)
        params = looped(c, m, kh, kw)
        if "parameters" in one.question:
            assert one.answer == (params,), one.question
            diagnosed(
                one,
                {
                    "standard": (looped(c, c * m, kh, kw),),
                    "multiplier forgotten": (looped(c, kh, kw),),
                    "channels forgotten": (looped(m, kh, kw),),
                    "one side of the kernel": (looped(c, m, kh),),
                    "with bias": (params + looped(c, m),),
                    "MACs": (looped(high, wide, c, m, kh, kw),),
                },
            )
            continue
        macs = looped(high, wide, c, m, kh, kw)
        assert one.answer == (macs,), one.question
        # Rows under a tap of a window, and columns: each pair of them is one product.
        rows, columns = (
            [
                0 <= window * s + tap * d - before < n
                for window in range(made_of)
                for tap in range(k)
            ]
            for (n, k, s, d), (before, _), made_of in zip(
                layer.axes(), layer.pads, (high, wide), strict=True
            )
        )
        diagnosed(
            one,
            {
                "flops": (looped(2, macs),),
                "standard": (macs * c,),
                "multiplier forgotten": (looped(high, wide, c, kh, kw),),
                "channels forgotten": (looped(high, wide, m, kh, kw),),
                "input size": (looped(*layer.size, c, m, kh, kw),),
                "padding left out": (looped(c, m, sum(rows), sum(columns)),),
                "one side of the kernel": (looped(high, wide, c, m, kh),),
                "taps forgotten": (looped(high, wide, c, m),),
                "parameters": (params,),
            },
        )
    assert asked == {("MACs",), ("parameters",)}


def test_answers_about_pictures_are_those_of_their_lines(made):
    seen = set()
    for one in made["picture"]:
        inputs, outputs = ({ends[side] for ends in one.connections} for side in (0, 1))
        assert len(inputs) > 1, "one channel alone is all kinds at once"
        assert inputs == set(range(len(inputs)))
        assert len(set(one.connections)) == len(one.connections)
        fed = [{a for a, b in one.connections if b == output} for output in sorted(outputs)]
        if all(len(each) == 1 for each in fed):
            kind = "depthwise"
        elif all(each == inputs for each in fed):
            kind = "standard"
        else:
            kind = "grouped"
            # Groups that share nothing, each complete.
            assert all(one == other or not one & other for one, other in product(fed, repeat=2))
        assert [word for word in one.words if one.grade(word).right] == [kind]
        assert f"{len(inputs)} input and {len(outputs)} output channels" in one.question
        assert kind not in one.question
        seen.add((one.level, kind))
    assert {(1, "depthwise"), (1, "standard"), (2, "grouped"), (3, "depthwise")} <= seen


def test_the_parameters_that_give_a_shape_are_tried_one_by_one(made):
    for at, one in enumerate(made["find"]):
        size = [int(part) for part in re.search(r"Input (\d+)×(\d+)×(\d+) ", one.question).groups()]
        wanted = [
            int(part) for part in re.search(r"output (\d+)×(\d+)×(\d+)\.", one.question).groups()
        ]
        everything = at % 16 == 0  # of the others what lies around the answer
        near = [range(max(part - 1, 0), part + 2) for part in one.answer]
        tries = right = 0
        for answer in product(range(1, 6), range(1, 6), range(6)) if everything else product(*near):
            first, second, third = answer
            kernel, stride, dilation, padding, multiplier = {
                ("KH", "KW", "M"): ((first, second), 1, 1, 0, third),
                ("K", "s", "M"): ((first, first), second, 1, 0, third),
                ("K", "d", "p"): ((first, first), 1, second, third, 1),
            }[one.names]
            allowed = min(*kernel, stride, dilation, multiplier) > 0
            allowed &= one.names[1] != "d" or min(first, second) > 1
            gives = allowed and [
                *(
                    slid(n, k, stride, dilation, padding, padding)
                    for n, k in zip(size, kernel, strict=False)
                ),
                looped(size[2], multiplier),
            ]
            grade = one.grade(" ".join(map(str, answer)))
            assert grade.right == (gives == wanted), (one.question, answer)
            assert grade.readable
            tries, right = tries + 1, right + grade.right
        assert right >= 1
        assert not everything or right <= tries // 8, "a lucky guess is no answer"
        assert one.answer == tuple(int(part) for part in re.findall(r"\d+", one.shown_answer))


def expected_line(line, layer, known):
    """What a line should come to, by counting, from what the lines above it say."""
    side, _, what = line.label.rpartition(": ")
    axis = 0 if side == "height" else 1
    size, kernel, stride, dilation = layer.axes()[axis]
    span = known.get((side, "effective kernel"), kernel)
    if what == "effective kernel":
        taps = [tap * dilation for tap in range(kernel)]
        return len(range(taps[0], taps[-1] + 1))
    if what == "padded input":
        return len([*range(layer.pads[axis][0]), *range(size), *range(layer.pads[axis][1])])
    if what == "output size" and layer.same:
        return len(range(0, size, stride))
    if what == "output size":
        return slid(known.get((side, "padded input"), size), span, stride, 1, 0, 0)
    if what == "padding, total":
        windows = known[side, "output size"]
        return next(p for p in count() if slid(size, span, stride, 1, 0, p) >= windows)
    if what == "padding before the input":
        return len(range(1, known[side, "padding, total"], 2))
    if what == "output channels":
        return looped(layer.c, layer.m)
    assert what.startswith("MACs")
    sizes = known["height", "output size"], known["width", "output size"]
    return looped(*sizes, known["", "output channels"], *layer.k)


def test_exactly_one_line_does_not_follow_from_the_layer(made):
    where = set()
    for one in made["wrong step"]:
        layer, known, wrong = Layer(one.question), {}, []
        for number, line in enumerate(one.lines, 1):
            assert value(line.numbers) == line.result, line  # it is never the arithmetic
            if line.result != expected_line(line, layer, known):
                wrong.append(number)
            side, _, what = line.label.rpartition(": ")
            known[side, what] = line.result
        assert wrong == [*one.answer], one.question
        numbers = range(1, len(one.lines) + 1)
        assert [number for number in numbers if one.grade(str(number)).right] == wrong
        for number in numbers:
            note = {-1: "too early", 0: "", 1: "too late"}[int(np.sign(number - wrong[0]))]
            assert (MISTAKES[note] if note else "Right: ") in one.grade(str(number)).message
        where.add(one.lines[wrong[0] - 1].label)
        assert one.solution[0].label in one.lines[wrong[0] - 1].label
    assert len(where) > 8, "mistakes of every sort"


def test_a_right_line_has_its_numbers_in_the_same_places_as_on_the_shapes_page(made):
    compared = set()
    for one in made["wrong step"]:
        (line,) = one.solution
        side, _, _ = line.label.rpartition(": ")
        axis = one.spec.vertical if side == "height" else one.spec.horizontal
        known = "explicit" if not isinstance(one.spec.padding, str) else one.spec.padding
        page = output_size(axis, known) if side else ()
        for same in (each for each in page if each.symbols == line.symbols):
            compared.add(line.symbols)
            wanted = same.substituted.replace(r"\cdot", r" \cdot ")
            assert line.substituted.split() == wanted.split()
            assert line.result == same.result
    assert len(compared) == 7  # all formulas along an axis


def test_a_letter_stands_for_one_thing_in_a_solution(made):
    padded = 0
    for one in made["wrong step"]:
        (line,) = one.solution
        side, _, what = line.label.rpartition(": ")
        if what != "output size":
            continue
        size, kernel, stride, dilation = Layer(one.question).axes()[side == "width"]
        before, after = Layer(one.question).pads[side == "width"]
        letters = {"n": size, "s": stride, "e": (kernel - 1) * dilation + 1}
        letters["n_padded"] = before + size + after
        assert in_letters(line.symbols, letters) == ("o", line.result), one.question
        padded += "n_{" in line.symbols
    assert padded > 5


# The same for everybody, for good.


def digest(edition, seeds):
    """What the numbers of all exercises of an edition come to."""
    numbers = [
        (
            one.kind,
            one.level,
            repr(one.spec),
            # as they were called when the first sheets were given out
            tuple({"KH": "Kh", "KW": "Kw"}.get(name, name) for name in one.names),
            one.answer,
            [(line.numbers, line.result) for line in one.lines],
            one.connections,
            one.words,
            one.step,
            one.seed,
            [table.values.tolist() for table in one.tables],
        )
        for seed in seeds
        for level in LEVELS
        for one in sheet(seed, level, edition)
    ]
    return hashlib.sha256(repr(numbers).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("edition", "numbers"),
    [(1, "3191168687b5f71c"), (2, "ea75c5fb0d1c0f8a"), (3, "ed018e8c17c0e09d")],
)
def test_a_link_gives_the_same_sheet_for_good(edition, numbers):
    """Who changes the numbers of an exercise makes a new EDITION: sheets were given out."""
    assert digest(edition, range(1, 31)) == numbers
    assert edition <= EDITION == 3


@cache
def sheet_of(seed, level):
    return sheet(seed, level)


def test_no_exercise_of_a_sheet_gives_away_the_answer_of_another():
    """What is worked out on the sheet is worked out for other rows and columns than the question's."""
    for seed in range(1, 301):
        for level in LEVELS:
            layers = [
                {(*axis, *pads) for axis, pads in zip(layer.axes(), layer.pads, strict=True)}
                for one in sheet_of(seed, level)
                if one.kind in {"shape", "same", "cost", "wrong step"}
                for layer in [Layer(one.question)]
            ]
            assert len(layers) == (3 if level == 1 else 4)
            assert len(set().union(*layers)) == sum(map(len, layers)), (seed, level)


def test_level_1_does_not_ask_about_same():
    for seed in range(1, 301):
        for one in sheet_of(seed, 1):
            assert "SAME" not in one.question + one.hint
    assert [one.kind for one in sheet(1, 1)] == [kind for kind in KINDS if kind != "same"]
    assert kinds(2) == kinds(3) == tuple(KINDS)


def test_a_hint_speaks_only_of_what_the_layer_has(made):
    for one in (*made["shape"], *made["value"], *made["same"]):
        assert one.spec.dilation != (1, 1) or not re.search("dilat|apart", one.hint)
        assert one.spec.stride != (1, 1) or "stride" not in one.hint or "SAME" in one.hint
        assert one.spec.padding == "SAME" or "SAME" not in one.hint
        padded = any(side for axis in one.spec.pads for side in axis)
        assert padded or "padding" not in one.hint.lower()
    for one in made["cost"]:
        padded = any(side for axis in one.spec.pads for side in axis)
        assert ("taps on padding" in one.question) == (padded and one.names == ("MACs",))


def test_an_edition_that_does_not_exist_is_refused():
    with pytest.raises(DwconvError, match="edition is 4, but must be from 1 to 3"):
        sheet(1, 1, 4)


def test_exercises_differ_by_seed_and_number():
    questions = {
        exercise(seed, "cost", 3, number).question for seed in range(20) for number in (0, 1)
    }
    assert len(questions) > 35


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((1, "sums", 1), "kind is 'sums', but must be one of shape, same"),
        ((1, "cost", 4), "level is 4, but must be 1, 2 or 3."),
        ((-1, "cost", 1), "seed is -1, but must be at least 0."),
    ],
)
def test_what_does_not_exist_is_refused(arguments, sentence):
    with pytest.raises(DwconvError) as refused:
        exercise(*arguments)
    assert str(refused.value).startswith(sentence)


def test_two_mistakes_with_one_answer_are_said_together():
    (known,) = wrong_answers(
        (3,), [("flops", (6,)), ("standard", (6,)), ("with bias", None), ("MACs", (3,))]
    )
    assert known.mistakes == ("flops", "standard")
    first, *items = known.explanation.split("\n")
    assert first == "More than one mistake gives that:"
    assert items == [MISTAKES["flops"], MISTAKES["standard"]]
    (alone,) = wrong_answers((3,), [("flops", (6,))])
    assert alone.explanation == MISTAKES["flops"]


def test_a_wrong_answer_that_no_mistake_gives_is_told_by_its_parts():
    one = exercise(12, "shape", 2)
    high, wide, deep = one.answer
    says = one.grade(f"{high + 40}x{wide}x{deep}").message
    assert "Right so far: width and channels." in says
    # More than one thing to say of it is a list.
    two = exercise(2, "shape", 2)
    assert two.answer == (6, 6, 6)
    assert two.grade("11x5x6").message.split("\n") == [
        "Not 11×5×6. Right so far: channels. Not right: height 11 and width 5.",
        f"height 11: {MISTAKES['stride ignored']}",
        f"width 5: {MISTAKES['padding forgotten']}",
    ]


def test_every_number_that_is_wrong_is_named_with_or_without_a_known_mistake():
    several = [
        each
        for kind, level in product(KINDS, (1, 2, 3))
        if len((each := exercise(1, kind, level)).answer) > 1 and not each.explain_miss
    ]
    assert len(several) > 3
    for each in several:
        known = [wrong.answer for wrong in each.wrong_answers]
        choices = [
            {number, number + 50, *(answer[at] for answer in known)}
            for at, number in enumerate(each.answer)
        ]
        for given in product(*choices):
            if given in known:
                continue
            message = each.grade(", ".join(map(str, given))).message
            told = message.partition("Not right: ")[2].partition(".")[0]
            for name, number, right in zip(each.names, given, each.answer, strict=True):
                assert (f"{name} {number}" in told) == (number != right)


def test_a_fraction_is_not_a_wrong_answer_where_whole_ones_are_asked_for():
    grade = exercise(3, "cost", 2).grade("1.152")
    assert not grade.right
    assert not grade.readable
    assert "a thousand is 1,000 or 1000" in grade.message


def test_a_number_of_an_unknown_mistake_is_said_to_be_too_large_or_too_small_and_no_choice_is():
    one = exercise(1, "value", 1)
    said = "Not 7,001. It is too large. I don't recognise that mistake."
    assert one.grade("7001").message == said
    assert one.grade(str(-one.answer[0])).message.endswith(" Only its sign is wrong.")
    assert "too" not in exercise(1, "wrong step", 1).grade("99").message


def test_what_is_told_of_a_mistake_is_whole_sentences():
    assert not [each for each in MISTAKES.values() if not (each[0].isupper() and each[-1] == ".")]
