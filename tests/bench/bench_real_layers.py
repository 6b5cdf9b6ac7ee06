"""A hundred random layers of any legal size on the pages that count: python -m tests.bench.bench_real_layers

Each is opened by a link and typed into the fields; the page's shapes and multiplications are compared
with a count without formulas. Printed is the processor time of a run of the page.
"""

import random
import statistics
import sys
import time

from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.table import of_layer
from tests.costs.random_large_layers import random_batch, random_values, walked, with_batch
from tests.pages.app import change, components, fields, opened, sentences, top, went_to

PADS = "pt", "pb", "pl", "pr"
COUNTING = [page.script for page in PAGES.values() if page.only_counts]


def check(app, values, shapes):
    """Compare what a page shows with the count; the largest picture that it draws."""
    line = "{} ∗ {} → {}".format(*shapes)
    assert top(app).endswith(line), (top(app), line)
    assert not sentences(app), sentences(app)
    pictures = [len(each.proto.json) + len(each.proto.bytes) for each in components(app)]
    return max(pictures, default=0)


def macs(values):
    rows, columns = walked(values)
    outputs = values["batch"] * rows.windows * columns.windows * values["c"] * values["m"]
    return outputs * values["kh"] * values["kw"]


def main(count):
    source, times = random.Random(5), {}
    cases = [with_batch(random_batch(random_values(source), source)) for _ in range(count)]
    for script in COUNTING:
        app, spent, largest = opened(script), [], 0
        for values, shapes in cases:
            unused = PADS if values["pad"] != "explicit" else ()
            named = {name: str(values[name]) for name in of_layer(values) if name not in unused}
            query = named | {"batch": str(values["batch"]), "fmt": values["fmt"]}
            begin = time.process_time()
            went_to(app, query)
            spent.append(time.process_time() - begin)
            largest = max(largest, check(app, values, shapes))
            if script.endswith("cost.py"):
                assert app.metric[0].value == f"{macs(values):,} MACs"
        times[f"{script}, by link"] = spent
        app, spent = opened(script), []
        for values, shapes in cases:
            runs, begin = 0, time.process_time()
            for _ in range(4):  # a field takes what the others allow: what was cut is typed again
                shown = fields(app)
                wanted = {
                    name: values[name]
                    for name in of_layer(values)
                    if name in shown and str(shown[name].value) != str(values[name])
                }
                if not wanted:
                    break
                change(app, **wanted)
                runs += 1
                shown = fields(app)
                if any(
                    str(shown[name].value) != str(wanted[name]) for name in wanted if name in shown
                ):
                    assert sentences(app), {
                        n: (wanted[n], shown[n].value) for n in wanted if n in shown
                    }
            app.number_input(key="batch").set_value(values["batch"])
            if any(each.key == "fmt" for each in app.segmented_control):
                app.segmented_control(key="fmt").set_value(values["fmt"])
            else:  # a page whose counts do not depend on it
                _, shapes = with_batch(values | {"fmt": "nhwc"})
            app.run()
            spent.append((time.process_time() - begin) / (runs + 1))
            largest = max(largest, check(app, values, shapes))
        times[f"{script}, typed"] = spent
        print(f"{script}: the largest picture is {largest:,} bytes")
    for name, spent in times.items():
        middle, most = statistics.median(spent), max(spent)
        print(
            f"{name}: {1000 * middle:.0f} ms of processor time in the middle, {1000 * most:.0f} ms at most"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
