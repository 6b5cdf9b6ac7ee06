"""Published networks: our rows against Keras, our sums against TensorFlow's profiler, and papers.

Keras and the profiler run in a worker process of their own, once for the whole file.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from dwconv import ConvSpec, DwconvError, costs
from dwconv.networks import (
    KINDS,
    NETWORKS,
    READINGS,
    RESOLUTIONS,
    V2_WIDTHS,
    WIDTHS,
    NetworkLayer,
    beside_profiler,
    by_kind,
    depthwise_separable_pairs,
    network,
    parameters,
    profiled,
    total,
    versions,
    with_standard_layers,
)
from dwconv.networks import build as networks_table
from dwconv.networks.blocks import BLOCKS
from dwconv.networks.papers import printed_figures
from dwconv.reference import ask_tensorflow
from dwconv.reference.worker_errors import WorkerJobFailed

# Building and profiling every network takes half a minute, and more on a busy machine.
pytestmark = pytest.mark.timeout(400)

ROOT = Path(__file__).resolve().parents[2]
VARIANTS = [(width, resolution) for width in WIDTHS for resolution in RESOLUTIONS]
# In the ops that convolutions and dense layers become.
COUNTED = {"Conv2D", "DepthwiseConv2dNative", "MatMul", "BiasAdd"}


# Keras and TensorFlow, asked in a worker process


# The layers of one block with stride 1, by a part of their names, and the steps that they are.
PARTS = {
    "MobileNet": ("_dw_3", "_pw_3"),
    "Xception": ("block6_sepconv2",),
    "MobileNetV2": ("block_2_",),
}
STEPS = {
    "BatchNormalization": ["normalisation"],
    "DepthwiseConv2D": ["depthwise"],
    "Conv2D": ["pointwise"],
    "SeparableConv2D": ["depthwise", "pointwise"],
    "Activation": ["ReLU"],
    "ReLU": ["ReLU6"],
    "Add": ["sum with the input"],
}


def _measured() -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What is measured of each network, and the steps of one block of some of them."""
    steps: dict[str, list[str]] = {}
    build = networks_table.build

    def noted(name: str, *options: Any) -> Any:
        model = build(name, *options)
        if name in PARTS:
            block = [each for each in model.layers if any(p in each.name for p in PARTS[name])]
            steps[name] = [step for each in block for step in STEPS[type(each).__name__]]
            assert {each.max_value for each in block if type(each).__name__ == "ReLU"} <= {6}
        return model

    with patch.object(networks_table, "build", noted):
        return {name: networks_table.measured(name) for name in NETWORKS}, steps


def _every_kind() -> tuple[list[dict[str, Any]], dict[str, int], list[int]]:
    """A network of every kind of layer that Keras has a name for."""
    import keras

    image = keras.Input((12, 10, 4))
    x = keras.layers.Conv2D(6, (3, 2), strides=2, padding="same", groups=2)(image)
    x = keras.layers.ZeroPadding2D(((1, 2), (0, 3)))(x)
    x = keras.layers.Conv2D(8, 3, dilation_rate=2)(x)
    x = keras.layers.DepthwiseConv2D(2, depth_multiplier=3, padding="same")(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.SeparableConv2D(5, 2, padding="same", depth_multiplier=2)(x)
    x = keras.layers.Dense(7)(x)
    x = keras.layers.Dense(9, use_bias=False)(keras.layers.Flatten()(x))
    model = keras.Model(image, x)
    kernels = [layer.count_params() for layer in model.layers if layer.weights]
    return list(networks_table.layers(model)), networks_table.profile(model), kernels


def _transposed() -> list[dict[str, Any]]:
    import keras

    image = keras.Input((8, 8, 2))
    model = keras.Model(image, keras.layers.Conv2DTranspose(3, 3)(image))
    return list(networks_table.layers(model))


@pytest.fixture(scope="module")
def keras_process() -> Any:
    worker = ask_tensorflow.new_worker(limit=300.0)
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def answers(keras_process: Any) -> tuple[dict[str, Any], dict[str, list[str]]]:
    answer: tuple[dict[str, Any], dict[str, list[str]]] = keras_process.submit(_measured).result()
    return answer


@pytest.fixture(scope="module")
def found(answers: tuple[dict[str, Any], dict[str, list[str]]]) -> dict[str, Any]:
    """What Keras and the profiler say now of each network, by width and resolution."""
    return answers[0]


def layer_of(row: dict[str, Any]) -> NetworkLayer:
    return NetworkLayer(**row)


# The table


def test_the_shipped_table_is_what_keras_and_the_profiler_say_now(
    keras_process: Any, found: dict[str, Any]
) -> None:
    made = keras_process.submit(networks_table.versions).result()
    entries = {name: networks_table.entry(sizes) for name, sizes in found.items()}
    now = networks_table.text({"made_with": made, "networks": entries}) + "\n"
    assert networks_table.TABLE.read_text("utf-8") == now, "run python -m dwconv.networks.build"


@pytest.mark.parametrize(("width", "resolution"), VARIANTS)
def test_mobilenet_follows_its_multipliers_as_in_keras(
    found: dict[str, Any], width: float, resolution: int
) -> None:
    theirs = found["MobileNet"][f"{width:g}/{resolution}"]
    layers = network("MobileNet", width=width, resolution=resolution)
    assert layers == tuple(map(layer_of, theirs["layers"]))
    ours = parameters("MobileNet", width=width, resolution=resolution)
    assert (ours["trainable"], ours["all"]) == (theirs["trainable"], theirs["all"])


def _built_v2(width: float) -> tuple[list[dict[str, Any]], int, int]:
    """Layers and numbers of parameters of MobileNetV2 at a width, from Keras."""
    import keras

    keras.utils.clear_session(free_memory=False)
    model = keras.applications.MobileNetV2(weights=None, input_shape=(224, 224, 3), alpha=width)
    trainable = sum(weight.value.shape.num_elements() for weight in model.trainable_weights)
    return list(networks_table.layers(model)), int(trainable), model.count_params()


# 0.75 is the width at which a rounding to 8 would lose more than a tenth; 1.4 widens the last layer.
@pytest.mark.parametrize("width", [0.75, 1.4])
def test_mobilenet_v2_follows_its_width_as_in_keras(keras_process: Any, width: float) -> None:
    rows, trainable, everything = keras_process.submit(_built_v2, width).result()
    assert network("MobileNetV2", width=width) == tuple(map(layer_of, rows))
    ours = parameters("MobileNetV2", width=width)
    assert (ours["trainable"], ours["all"]) == (trainable, everything)


def test_mobilenet_v2_has_the_macs_and_parameters_that_its_authors_print() -> None:
    printed = {1.4: (582, 6.06), 1.3: (509, 5.34), 1.0: (300, 3.47), 0.75: (209, 2.61)}
    printed |= {0.5: (97, 1.95), 0.35: (59, 1.66)}
    assert printed.keys() == set(V2_WIDTHS)
    for width, (macs, params) in printed.items():
        counted = total(network("MobileNetV2", width=width))
        assert (counted.macs // 10**6, round(counted.params / 1e6, 2)) == (macs, params)


def test_keras_stays_out_of_the_process_that_asks_for_a_network() -> None:
    script = (
        "import sys; from dwconv.networks import *; "
        "[beside_profiler(n) and parameters(n) for n in NETWORKS]; "
        "print(sorted({'keras', 'tensorflow', 'dwconv.networks.build'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_table_names_the_version_of_keras() -> None:
    pinned = dict(
        line.split("==")
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line and ";" not in line
    )
    assert versions()["keras"] == pinned["keras"]


# The walk through a Keras model


def test_every_kind_of_layer_is_read(keras_process: Any) -> None:
    rows, profile, weights = keras_process.submit(_every_kind).result()
    grouped, dilated, depthwise, first, second, over_a_map, dense = map(layer_of, rows)

    assert [layer.kind for layer in (grouped, dilated, depthwise, first, second)] == [
        "grouped",
        "standard",
        "depthwise",
        "depthwise",
        "pointwise",
    ]
    assert (over_a_map.kind, dense.kind) == ("pointwise", "dense")

    assert (grouped.input_shape, grouped.output_shape) == ((1, 12, 10, 4), (1, 6, 5, 6))
    assert grouped.macs == 6 * 5 * 6 * (3 * 2 * 2)
    assert dilated.padding == ((1, 2), (0, 3))
    assert (dilated.input_shape, dilated.output_shape) == ((1, 6, 5, 6), (1, 5, 4, 8))
    assert dilated.macs == 5 * 4 * 8 * (3 * 3 * 6)
    assert depthwise.multiplier == 3
    assert depthwise.macs == 5 * 4 * 24 * (2 * 2)
    assert (first.macs, second.macs) == (5 * 4 * 48 * (2 * 2), 5 * 4 * 48 * 5)
    assert over_a_map.macs == 5 * 4 * 5 * 7
    assert (dense.macs, dense.params, dense.biases) == (140 * 9, 140 * 9, 0)
    del weights[3]  # the normalisation's
    ours = [layer.params + layer.biases for layer in (grouped, dilated, depthwise)]
    ours += [first.params + second.params + second.biases]
    ours += [layer.params + layer.biases for layer in (over_a_map, dense)]
    assert ours == weights

    # Of the grouped convolution the profiler counts nothing but the bias. For the dilated one Keras
    # cuts the input into blocks, which grows 5 output rows to 6, and the profiler counts those.
    grown = dilated.macs // 5 * 6
    assert profile["Conv2D"] == 2 * (grown + second.macs)
    assert profile["DepthwiseConv2dNative"] == 2 * (depthwise.macs + first.macs)
    assert profile["MatMul"] == 2 * (over_a_map.macs + dense.macs)
    # Keras adds the bias of a `Dense` over a map by another op than that of the convolutions.
    biases = sum(layer.flops - 2 * layer.macs for layer in map(layer_of, rows))
    assert profile["BiasAdd"] <= biases


def test_a_kernel_of_an_unknown_kind_is_reported(keras_process: Any) -> None:
    with pytest.raises(
        WorkerJobFailed, match=r"TypeError: .* is a Conv2DTranspose, which is not counted yet"
    ):
        keras_process.submit(_transposed).result()


# Against TensorFlow's profiler


@pytest.mark.parametrize("name", NETWORKS)
def test_our_sum_of_flops_equals_the_profilers_sum(found: dict[str, Any], name: str) -> None:
    counted = next(iter(found[name].values()))["profiler"]
    theirs = sum(flops for op, flops in counted.items() if op in COUNTED)
    layers = network(name)
    ours = sum(layer.flops for layer in layers)
    # Keras has XLA compile a convolution with groups, and there the profiler counts nothing.
    missing = 2 * by_kind(layers)["depthwise"].macs if name == "ConvNeXtTiny" else 0
    assert ours - theirs == missing


@pytest.mark.parametrize(("width", "resolution"), VARIANTS)
def test_the_sums_are_equal_at_every_width_and_resolution(
    found: dict[str, Any], width: float, resolution: int
) -> None:
    counted = found["MobileNet"][f"{width:g}/{resolution}"]["profiler"]
    theirs = sum(flops for op, flops in counted.items() if op in COUNTED)
    layers = network("MobileNet", width=width, resolution=resolution)
    assert sum(layer.flops for layer in layers) == theirs


@pytest.mark.parametrize("name", NETWORKS)
def test_the_comparison_leaves_no_op_out(name: str) -> None:
    lines = beside_profiler(name)
    assert sum(line.profiler for line in lines) == sum(profiled(name).values())
    assert sum(line.ours or 0 for line in lines) == sum(layer.flops for layer in network(name))
    unequal = [line for line in lines if line.ours not in (None, line.profiler)]
    assert bool(unequal) == (name == "ConvNeXtTiny")


# Against the rest of the library


@pytest.mark.parametrize("name", NETWORKS)
def test_geometry_and_cost_give_the_same(name: str) -> None:
    for layer in network(name):
        assert layer.kind in KINDS
        if layer.kind == "dense":
            continue
        spec: ConvSpec = layer.spec
        assert spec.output_shape[1:3] == layer.output_shape[1:3], layer.name
        cost = costs(spec, layer.output_shape[3])
        if layer.kind == "depthwise":
            assert (cost["depthwise"].macs, cost["depthwise"].params) == (layer.macs, layer.params)
        else:
            assert (cost["standard"].macs, cost["standard"].params) == (layer.macs, layer.params)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_depthwise_layer_has_its_pointwise_one(name: str) -> None:
    layers = network(name)
    both = depthwise_separable_pairs(layers)
    assert [first for first, _ in both] == [each for each in layers if each.kind == "depthwise"]
    assert len({second.name for _, second in both}) == len(both)
    standard = with_standard_layers(layers)
    assert len(standard) == len(layers) - len(both)
    assert "depthwise" not in by_kind(standard)
    for depthwise, pointwise in both:
        (one,) = with_standard_layers((depthwise, pointwise))
        spec = depthwise.spec
        cost = costs(spec, pointwise.output_shape[3])
        assert (one.macs, one.params) == (cost["standard"].macs, cost["standard"].params)
        assert depthwise.macs + pointwise.macs == cost["separable"].macs


def test_a_pair_is_found_past_what_stands_between() -> None:
    depthwise = NetworkLayer("dw", (1, 8, 8, 4), (1, 4, 4, 4), (3, 3), (2, 2), "SAME", groups=4)
    shortcut = NetworkLayer("shortcut", (1, 8, 8, 4), (1, 4, 4, 6), stride=(2, 2))
    squeeze = NetworkLayer("squeeze", (1, 1, 1, 4), (1, 1, 1, 2), bias=True)
    pointwise = NetworkLayer("pw", (1, 4, 4, 4), (1, 4, 4, 6), bias=True)
    alone = NetworkLayer("alone", (1, 4, 4, 6), (1, 4, 4, 6), (3, 3), padding="SAME", groups=6)
    layers = depthwise, shortcut, squeeze, pointwise, alone
    assert depthwise_separable_pairs(layers) == [(depthwise, pointwise)]
    merged = NetworkLayer("dw + pw", (1, 8, 8, 4), (1, 4, 4, 6), (3, 3), (2, 2), "SAME", bias=True)
    assert with_standard_layers(layers) == (merged, shortcut, squeeze, alone)
    assert (merged.macs, merged.biases) == (4 * 4 * 6 * 9 * 4, 6)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_three_ways_to_count_parameters_give_more_and_more(name: str) -> None:
    readings = parameters(name)
    assert tuple(readings) == READINGS
    assert readings["kernels"] == total(network(name)).params
    assert readings["kernels"] < readings["trainable"] <= readings["all"]


# Against the papers. The figures here are theirs, digit by digit.


def test_mobilenets_tables_are_those_of_the_paper() -> None:
    layers = network("MobileNet")
    whole = total(layers)
    shares = {
        kind: (round(100 * part.macs / whole.macs, 2), round(100 * part.params / whole.params, 2))
        for kind, part in by_kind(layers).items()
    }
    assert shares == {
        "pointwise": (94.86, 74.59),
        "depthwise": (3.06, 1.06),
        "standard": (1.91, 0.02),  # the paper has 1.19
        "dense": (0.18, 24.33),
    }
    thin = [total(network("MobileNet", width=width)) for width in WIDTHS]
    assert [round(each.macs / 1e6) for each in thin] == [569, 325, 149, 41]
    assert [round(each.params / 1e6, 1) for each in thin] == [4.2, 2.6, 1.3, 0.5]
    small = [total(network("MobileNet", resolution=side)) for side in RESOLUTIONS]
    assert [each.macs // 10**6 for each in small] == [568, 418, 290, 186]
    standard = with_standard_layers(layers)
    assert round(total(standard[:-1]).macs / 1e6) == 4866
    assert round(total(standard).params / 1e6, 1) == 29.3


@pytest.mark.parametrize(
    ("name", "macs", "reading", "params"),
    [
        ("MobileNetV2", 300.8e6, "all", 3_538_984),
        ("MobileNetV3Small", 56.5e6, "all", 2_554_968),
        ("MobileNetV3Large", 216.6e6, "all", 5_507_432),
        ("Xception", 8357.4e6, "trainable", 22_855_952),
        ("EfficientNetB0", 385.8e6, "all", 5_330_571),
        ("NASNetMobile", 563.6e6, "all", 5_326_716),
        ("ConvNeXtTiny", 4455.5e6, "all", 28_589_128),
    ],
)
def test_the_other_networks_have_the_figures_of_their_papers(
    name: str, macs: float, reading: str, params: int
) -> None:
    assert total(network(name)).macs == pytest.approx(macs, abs=0.05e6)
    assert parameters(name)[reading] == params


def test_what_differs_from_the_papers_says_why() -> None:
    verdicts = {
        (name, figure.printed): figure for name in NETWORKS for figure in printed_figures(name)
    }
    differs = {key for key, figure in verdicts.items() if figure.verdict == "differs"}
    assert differs == {
        ("MobileNet", "4866 M"),
        ("MobileNet", "1.19 %"),
        ("MobileNet", "2"),
        ("MobileNetV2", "585 M"),
        ("MobileNetV2", "6.9 M"),
        ("MobileNetV3Large", "219 M"),
        ("MobileNetV3Small", "66 M"),
        ("MobileNetV3Small", "2.9 M"),
    }
    cut = {key for key, figure in verdicts.items() if figure.verdict == "cut off"}
    assert cut == {
        ("MobileNet", "290 M"),
        ("MobileNetV2", "300 M"),
        ("MobileNetV2", "3.4 M"),
        ("MobileNetV3Large", "5.4 M"),
        ("MobileNetV3Small", "56 M"),
    }
    assert all(verdicts[key].why for key in differs | cut)
    assert all(printed_figures(name) for name in NETWORKS)
    assert verdicts["MobileNetV3Small", "2.9 M"].why.endswith("with them it has 2.93 M.")
    assert "533.8 M" in verdicts["MobileNet", "2"].why


def test_a_count_that_gives_the_219_m_of_mobilenet_v3() -> None:
    """Table 1 has an expansion of 16 to 16 at 112x112 that Keras leaves out."""
    (figure,) = (each for each in printed_figures("MobileNetV3Large") if each.printed == "219 M")
    more = 112 * 112 * 16 * 16
    whole = total(network("MobileNetV3Large"))
    assert (whole.macs + more) // 10**6 == 219
    for number in (more, whole.macs + more, whole.params + 16 * 16):
        assert f"{number:,}" in figure.why
    small = (total(network("MobileNetV3Small")).macs + more) / 10**6
    assert f"gives MobileNetV3Small {small:.1f} M, where it prints 56 M" in figure.why
    assert (more, whole.macs + more, whole.params + 256) == (3_211_264, 219_801_024, 5_451_528)


# What is refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            {"name": "mobilenet"},
            "name is 'mobilenet', but must be one of MobileNet, MobileNetV2",
        ),
        ({"name": "MobileNet", "width": 0.3}, "width is 0.3, but must be one of 1, 0.75, 0.5,"),
        ({"name": "MobileNet", "resolution": 100}, "resolution is 100, but must be one of 224,"),
        (
            {"name": "Xception", "width": 0.5},
            "width is 0.5, but must be 1 for Xception. Of these networks only MobileNet",
        ),
        (
            {"name": "Xception", "resolution": 224},
            "resolution is 224, but must be 299 for Xception.",
        ),
    ],
)
def test_a_network_that_is_not_there_is_refused(arguments: dict[str, Any], said: str) -> None:
    for function in (network, parameters, profiled, beside_profiler):
        with pytest.raises(DwconvError) as raised:
            function(**arguments)  # type: ignore[operator]
        assert str(raised.value).startswith(said)


def test_a_dense_layer_has_no_geometry() -> None:
    with pytest.raises(DwconvError, match="must have rows and columns"):
        _ = network("MobileNetV2")[-1].spec


def test_the_table_is_one_layer_a_line() -> None:
    lines = networks_table.TABLE.read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith('{"name"')]
    assert len(rows) == sum(len(network(name)) for name in NETWORKS)
    assert json.loads(networks_table.TABLE.read_text("utf-8")).keys() == {"made_with", "networks"}


def test_the_steps_of_a_block_are_those_of_keras(answers: tuple[Any, Any]) -> None:
    assert answers[1] == {name: list(steps) for name, steps in BLOCKS.items()}
