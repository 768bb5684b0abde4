"""Writes golden.json: what scikit-learn's Ridge gives on standardised states. Run it with any Python that has it."""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(3)
cases = []
for samples, width, classes, ridge in [(12, 5, 3, 0.1), (6, 9, 4, 1.0)]:
    states = rng.normal(size=(samples, width)).astype(np.float32)
    states[:, 1] = 2.0  # never varies
    states = states.astype(np.float64)
    labels = rng.integers(0, classes - 1, size=samples)  # the last class has no sample
    asked = rng.normal(size=(4, width)).astype(np.float32)
    asked[:, 1] = 2.0
    scaler = StandardScaler().fit(states)
    model = Ridge(alpha=ridge * width).fit(scaler.transform(states), np.eye(classes)[labels])
    cases.append(
        {
            "states": states.tolist(),
            "labels": labels.tolist(),
            "classes": classes,
            "ridge": ridge,
            "asked": asked.tolist(),
            "scores": model.predict(scaler.transform(asked.astype(np.float64))).tolist(),
        }
    )
Path(__file__).with_name("golden.json").write_text(json.dumps(cases))
