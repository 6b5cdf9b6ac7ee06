"""TensorFlow makes the same updates as ours, and a changed run is noticed."""

from dwconv.reference.gradient_descent import check_descent
from dwconv.teaching.gradient_descent import SPEC, descend, make_task


def asked(task, rate, filters):
    return check_descent(SPEC, task.input, task.wanted, rate, filters).result()


def test_tensorflow_makes_the_same_updates_with_any_rate():
    for rate in (0.05, 0.4):
        task = make_task("known", 1)
        run = descend(task, rate, 60)
        verdict = asked(task, rate, run.filters)
        assert verdict.kind == "agrees", verdict.sentence
        assert f"{run.filters.size:,} values" in verdict.sentence


def test_one_wrong_weight_in_one_update_and_another_rate_are_found():
    task = make_task("integers", 0)
    run = descend(task, 0.1, 12)
    wrong = run.filters.copy()
    wrong[5, 1, 2, 0, 0] += 1e-6
    verdict = asked(task, 0.1, wrong)
    assert verdict.kind == "differs"
    assert verdict.largest.where == (5, 1, 2, 0, 0)
    assert asked(task, 0.1001, run.filters).kind == "differs"
