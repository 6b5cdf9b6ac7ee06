"""What the browser gets of two blocks: the engine's values, and counts made by hand."""

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.engine.blocks import inverted_residual, separable_block
from dwconv.player.blocks import count_windows, pack_blocks, unpack_blocks

RANDOM = np.random.default_rng(3)


def blocks_of(spec: ConvSpec, expansion: int):
    draw = lambda *shape: RANDOM.normal(size=shape).astype("float32")  # noqa: E731
    wide = spec.replace(channels=expansion * spec.channels, multiplier=1)
    image = draw(*spec.input_shape)
    made = spec.channels * spec.multiplier
    return (
        separable_block(spec, image, draw(*spec.filter_shape), draw(1, 1, made, spec.channels)),
        inverted_residual(
            wide,
            image,
            draw(1, 1, spec.channels, wide.channels),
            draw(*wide.filter_shape),
            draw(1, 1, wide.channels, spec.channels),
        ),
    )


@pytest.mark.parametrize(
    "spec",
    [
        ConvSpec(4, 5, 2, kernel=(3, 2), padding="SAME", multiplier=3),
        ConvSpec(4, 5, 2, kernel=(3, 2), stride=2),
    ],
)
def test_it_has_every_value_in_its_place(spec: ConvSpec) -> None:
    upper, lower = blocks_of(spec, 2)
    header, values = unpack_blocks(pack_blocks(upper, lower))
    places = (None, None, *upper), (*lower, None)[:6]
    for stages, packed, block in zip(places, values, header["blocks"], strict=True):
        assert len(packed) == 6
        for stage, plane, said in zip(stages, packed, block["stages"], strict=True):
            if stage is None:
                assert plane is None
                continue
            assert np.array_equal(np.moveaxis(plane, 0, 2), stage.output[0])
            if stage.kind == "ReLU6":
                cut = sum(not 0 <= value <= 6 for value in stage.input.ravel().tolist())
                assert said["changed"] == cut
    sizes = [
        max(stages[at].output.size for stages in places if stages[at] is not None)
        for at in range(6)
    ]
    assert count_windows(spec, 2) == sum(sizes)


def test_the_multiplications_are_those_of_the_loops() -> None:
    # 4x4 inputs, SAME: 16 positions; expansion 3 -> 6, kernel 3x3, projection 6 -> 3
    upper, lower = blocks_of(ConvSpec(4, 4, 3, padding="SAME"), 2)
    header, _ = unpack_blocks(pack_blocks(upper, lower))
    counts = [[stage and stage["macs"] for stage in block["stages"]] for block in header["blocks"]]
    assert counts[0] == [None, None, 16 * 3 * 9, 0, 16 * 3 * 3, 0]
    assert counts[1] == [16 * 3 * 6, 0, 16 * 6 * 9, 0, 16 * 6 * 3, 0]
    assert [block["macs"] for block in header["blocks"]] == [576, 1440]


def test_it_is_said_why_there_is_no_sum() -> None:
    header, _ = unpack_blocks(pack_blocks(*blocks_of(ConvSpec(4, 5, 2, kernel=3), 2)))
    assert header["blocks"][1]["why"] == "no sum: the output is 2×3, the input 4×5"
    assert header["blocks"][1]["stages"][5] is None
