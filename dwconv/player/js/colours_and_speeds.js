// Colours, units and speeds, for JavaScript and Python. What stands behind `export default` is
// JSON, so that dwconv/player/colours_and_speeds.py can read it too: write it with double quotes and
// without a comma at the end of a list.
//
// hues: of lane 0, 1, ..., Okabe-Ito's, then two of Paul Tol's: distinct to colour-blind eyes too.
// right: a right answer, behind white words. probe: the marks on pictures, their casing and their line.
// grey: negative values. sums: positive sums across channels, which belong to no lane: Okabe-Ito's yellow.
// ms_per_step: how long a step of each unit takes at speed 1, in milliseconds.
export default {
  "hues": ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#332288", "#999933"],
  "grey": "#6b7280",
  "right": "#007a59",
  "probe": ["#000000", "#ffb000"],
  "sums": "#f0e442",
  "units": ["tap", "window", "pixel"],
  "speeds": [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64],
  "ms_per_step": { "tap": 700, "window": 800, "pixel": 1000 }
}
