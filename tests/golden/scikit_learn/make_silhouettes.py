"""Writes silhouettes.json beside itself: scikit-learn's silhouette_score for made points and given labels.

usage: make_silhouettes.py

Needs scikit-learn 1.9.1. Points are those of made_points() in make_inertias.py and in the C++ test.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.metrics import silhouette_score

from make_inertias import made_points, mix

HERE = pathlib.Path(__file__).resolve().parent


def labels_of(rule, count):
    rows = np.arange(count)
    if rule == "groups":
        return (mix(rows.astype(np.uint64) * np.uint64(4)) % np.uint64(8)).astype(np.int64)
    labels = rows % 5
    if rule == "first alone":
        labels[0] = 5
    return labels


def main():
    sets = {"made": made_points(1_500, 16, corners=False), "tight": made_points(1_000, 9, corners=True)}
    sets["twice"] = np.repeat(sets["made"][:400], 2, axis=0)  # row i is row i // 2
    cases = []
    for name, points in sets.items():
        for rule in ("groups", "by row", "first alone"):
            labels = labels_of(rule, len(points))
            score = silhouette_score(points.astype(np.float64), labels)
            cases.append({"points": name, "count": len(points), "labels": rule, "silhouette": float(score)})
    result = {"scikit_learn": sklearn.__version__, "numpy": np.__version__, "cases": cases}
    (HERE / "silhouettes.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
