"""Tests curves against costs computed one by one, and the threshold against a search."""

from hypothesis import given
from hypothesis import strategies as st

from dwconv import ConvSpec
from dwconv.costs.curves import breakeven, curve
from dwconv.costs.layer import count_costs

LAYER = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")
PARAMETERS = ("kernel", "filters", "multiplier", "resolution")

specs = st.builds(
    ConvSpec,
    height=st.integers(5, 20),
    width=st.integers(5, 20),
    channels=st.integers(1, 5),
    kernel=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    multiplier=st.integers(1, 4),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.sampled_from(["VALID", "SAME"]),
)


@given(specs, st.integers(1, 40), st.sampled_from(PARAMETERS), st.booleans(), st.booleans())
def test_the_layer_itself_stands_on_every_curve_once(spec, filters, parameter, bias, real):
    points = curve(parameter, spec, filters, bias=bias, real=real)
    (own,) = [point for point in points if point.current]
    assert own.cost == count_costs(spec, filters, bias=bias, real=real)
    values = [point.value for point in points]
    assert values == sorted(values)
    assert len({point.label for point in points}) == len(points)


def test_each_point_costs_what_that_layer_costs():
    """Worked out by hand for 8x8x4, 3x3, M = 2, SAME: 64 positions, 4 channels."""
    by_kernel = {point.label: point.cost for point in curve("kernel", LAYER, 8)}
    assert by_kernel["5×5"]["depthwise"].macs == 64 * 4 * 2 * 25
    assert by_kernel["5×5"]["standard"].params == 25 * 4 * 8
    by_filters = {point.value: point.cost for point in curve("filters", LAYER, 8)}
    assert by_filters[256]["standard"].macs == 64 * 4 * 256 * 9
    assert by_filters[256]["depthwise"] == by_filters[1]["depthwise"]
    by_multiplier = {point.value: point.cost for point in curve("multiplier", LAYER, 8)}
    assert by_multiplier[8]["separable"].macs == 64 * 4 * 8 * (9 + 8)
    by_size = {point.label: point.cost for point in curve("resolution", LAYER, 8)}
    assert by_size["224×224"]["depthwise"].macs == 224 * 224 * 4 * 2 * 9
    assert by_size["224×224"]["depthwise"].params == 72


def test_each_point_says_what_size_its_output_has():
    valid = ConvSpec(8, 6, 1)
    assert [(point.label, point.output) for point in curve("kernel", valid, 3)] == [
        (f"{side}×{side}", (9 - side, 7 - side)) for side in range(1, 7)
    ]
    assert {point.output for point in curve("kernel", LAYER, 3)} == {(8, 8)}


def test_a_kernel_that_does_not_fit_is_left_out():
    labels = [point.label for point in curve("kernel", ConvSpec(4, 9, 1, kernel=(2, 1)), 3)]
    assert labels == ["1×1", "2×1", "2×2", "3×3", "4×4"]
    sizes = [point.label for point in curve("resolution", ConvSpec(9, 9, 1, kernel=7), 3)]
    assert sizes == ["7×7", "9×9", "14×14", "28×28", "56×56", "112×112", "224×224"]


@given(specs, st.booleans())
def test_separable_pays_from_the_threshold_on_and_not_before(spec, real):
    def pays(filters):
        cost = count_costs(spec, filters, real=real)
        return cost["separable"].macs < cost["standard"].macs

    least = breakeven(spec, real=real)
    if least is None:
        assert not pays(10**6)
    else:
        assert pays(least)
        assert pays(least + 1)
        assert least == 1 or not pays(least - 1)
