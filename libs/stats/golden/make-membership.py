"""Writes the golden values of the true-positive rate at a fixed false-positive rate. Run by hand in a throw-away
environment, a second:

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install scipy==1.17.1 scikit-learn==1.9.1 numpy==2.4.6
    /tmp/golden/bin/python libs/stats/golden/make-membership.py

The curve comes from scikit-learn with all its points, the interval from scipy's exact binomial test. Inputs are stored
beside the expected values, so the tests need Node only.
"""
import json
import pathlib

import numpy as np
from scipy import stats
from sklearn import metrics

random = np.random.default_rng(20261129)
rows = []
for members, strangers, shift, digits in [(48, 100, 2, 3), (48, 250, 1, 1), (20, 1000, 3, 2), (12, 199, 6, 3), (12, 100, -4, 3)]:
    positives = random.normal(shift, 1, members).round(digits)
    negatives = random.normal(0, 1, strangers).round(digits)
    labels, scores = np.r_[np.ones(members), np.zeros(strangers)], np.r_[positives, negatives]
    fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False)
    at = []
    for rate in [0.001, 0.01, 0.1]:
        if strangers * rate < 1:
            continue
        best = float(tpr[fpr <= rate + 1e-12].max())
        exact = stats.binomtest(round(best * members), members).proportion_ci(0.95, "exact")
        at.append(dict(rate=rate, best=best, interval=[float(exact.low), float(exact.high)]))
    rows.append(dict(positives=positives.tolist(), negatives=negatives.tolist(), at=at))

(pathlib.Path(__file__).parent / "membership.json").write_text(json.dumps(rows, separators=(",", ":")) + "\n")
print(len(rows))
