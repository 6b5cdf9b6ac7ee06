"""TensorFlow's profiler counts the same FLOPs."""

import pytest

from dwconv import ConvSpec, DwconvError, costs
from dwconv.reference.profile import count_flops


@pytest.mark.usefixtures("backend")
def test_the_profiler_counts_as_we_do() -> None:
    spec = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")
    assert count_flops(spec, 8).result() == {"depthwise": 9216, "standard": 36864}
    assert count_flops(spec, 8, bias=True).result()["depthwise"] == 9728
    for each in (
        spec,
        ConvSpec(15, 12, 3, stride=2, batch=2),
        ConvSpec(9, 9, 2, kernel=(1, 4), multiplier=3, padding=((1, 2), (0, 3))),
        ConvSpec(9, 9, 2, data_format="NCHW"),
    ):
        for bias in (False, True):
            ours = costs(each, 7, bias=bias)
            theirs = count_flops(each, 7, bias=bias).result()
            assert theirs == {name: ours[name].flops for name in ("depthwise", "standard")}, each
    with pytest.raises(DwconvError, match="filters is 0"):
        count_flops(spec, 0)
