"""Results that are computed once and shared by all visitors who look at the same numbers."""

from dwconv.ui.cached.beside import block_verdict, blocks, comparison
from dwconv.ui.cached.gradient_descent import descent, descent_payload, descent_verdict
from dwconv.ui.cached.gradients import SUM, gradient, gradient_payload, gradient_verdicts, shows_sum
from dwconv.ui.cached.layer import (
    confirmed,
    int8_comparison,
    int8_layer,
    names_of,
    output,
    payload,
    standard_output,
    standard_verdict,
    verdict,
)
from dwconv.ui.cached.questions import answers_to, faults_now, flops, measurement, outcome, printed

__all__ = [
    "SUM",
    "answers_to",
    "block_verdict",
    "blocks",
    "comparison",
    "confirmed",
    "descent",
    "descent_payload",
    "descent_verdict",
    "faults_now",
    "flops",
    "gradient",
    "gradient_payload",
    "gradient_verdicts",
    "int8_comparison",
    "int8_layer",
    "measurement",
    "names_of",
    "outcome",
    "output",
    "payload",
    "printed",
    "shows_sum",
    "standard_output",
    "standard_verdict",
    "verdict",
]
