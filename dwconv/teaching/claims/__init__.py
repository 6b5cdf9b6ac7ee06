"""Claims about the op: sentences that are true or false, each with the test that decides.

A claim predicts something. The same calls go to this library and to TensorFlow, the same
things are read off both answers, and the verdict is whether they are what was predicted:
a claim that is true comes out as true.

Many of them stand in tutorials and answers on the web; the sentences here are our own. The
sentences and their tests are in the files `about_...` and `appended_claims`.
"""

from dwconv.teaching.claims.catalogue import claims, find_claim
from dwconv.teaching.claims.claim import (
    Answer,
    Claim,
    CostQuestion,
    Prediction,
    Question,
    TimeQuestion,
)
from dwconv.teaching.claims.decide import (
    PredictionCheck,
    check_predictions,
    engine_answers,
    tensorflow_answers,
)
from dwconv.teaching.claims.tested_layers import tested_layers

__all__ = [
    "Answer",
    "Claim",
    "CostQuestion",
    "Prediction",
    "PredictionCheck",
    "Question",
    "TimeQuestion",
    "check_predictions",
    "claims",
    "engine_answers",
    "find_claim",
    "tensorflow_answers",
    "tested_layers",
]
