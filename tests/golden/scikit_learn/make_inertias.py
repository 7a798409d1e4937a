"""Writes inertias.json beside itself: scikit-learn's inertia for the real shops and two made point sets.

usage: make_inertias.py RFMEANS DATA

RFMEANS is the program: it makes the feature matrices of the shops in the folder DATA. Everything else is not from it:
the starting rows come from the second implementation in ../numerics, the fits from scikit-learn in float64.
Needs scikit-learn 1.9.1 and h5py.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np
import sklearn
from sklearn.cluster import KMeans

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "numerics"))
import second_implementation as second  # noqa: E402

KS = range(2, 9)
SEED = 0
SHOPS = {
    "online_retail": (
        "online_retail",
        [f"online_retail_{part}.csv.gz" for part in ("2010-12_to_2011-04", "2011-05_to_2011-08", "2011-09_to_2011-12")],
    ),
    "cdnow": ("cdnow", ["CDNOW_master.txt"]),
    "large_head378": ("ecommerce_kaggle", ["ecommerce_customer_data_large_head378.csv"]),
    "custom_ratios_first10000_by_date": (
        "ecommerce_kaggle",
        ["ecommerce_customer_data_custom_ratios_first10000_by_date.csv"],
    ),
    "custom_ratios_head10000_7cols": ("ecommerce_kaggle", ["custom_ratios_head10000_7cols_blank_tail.csv.gz"]),
}


def shop_points(program, files):
    """The feature matrix in grid steps, and the exponent of its step."""
    with tempfile.TemporaryDirectory() as folder:
        study = str(pathlib.Path(folder) / "study.h5")
        subprocess.run([program, "ingest", *map(str, files), "-o", study, "--quiet"], check=True)
        subprocess.run([program, "sweep", study, "-k", "2", "--seeds", "1", "--device", "cpu", "--quiet"], check=True)
        with h5py.File(study) as file:
            matrix = file["features/matrix"]
            return matrix[:].astype(np.int64), int(matrix.attrs["step_exponent"])


def mix(counters):
    """SplitMix64's output function on an array of counters."""
    z = (counters + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def made_points(count, spread_bits, corners):
    """Eight groups in three dimensions; a coordinate is a group's centre plus the sum of four draws of spread_bits."""
    rows = np.arange(count, dtype=np.uint64)
    group = mix(rows * np.uint64(4)) % np.uint64(8)
    points = np.empty((count, 3), dtype=np.int64)
    for d in range(3):
        if corners:
            centre = ((group >> np.uint64(d)) & np.uint64(1)).astype(np.int64) << 22
        else:
            centre = (mix((group * np.uint64(3) + np.uint64(d)) + (np.uint64(1) << np.uint64(40))) >> np.uint64(42)).astype(np.int64)
        bits = mix(rows * np.uint64(4) + np.uint64(d + 1))
        spread = np.zeros(count, dtype=np.int64)
        for part in range(4):
            spread += ((bits >> np.uint64(16 * part)) & np.uint64((1 << spread_bits) - 1)).astype(np.int64)
        points[:, d] = centre + spread
    return points


def case(name, points, exponent, ks):
    rows = second.kmeanspp_rows([tuple(map(int, p)) for p in points], [1] * len(points), SEED, max(ks))
    features = np.ldexp(points.astype(np.float64), exponent)
    inertias = {}
    for k in ks:
        fit = KMeans(
            n_clusters=k, init=features[rows[:k]], n_init=1, tol=0, max_iter=10_000, algorithm="lloyd"
        ).fit(features)
        inertias[str(k)] = {"inertia": float(fit.inertia_), "iterations": int(fit.n_iter_)}
    return {
        "name": name,
        "points": len(points),
        "step_exponent": exponent,
        "sum": [int(s) for s in points.sum(axis=0)],
        "start_rows": rows,
        "fits": inertias,
    }


def main():
    program, data = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = []
    for name, (folder, files) in SHOPS.items():
        points, exponent = shop_points(program, [data / folder / file for file in files])
        cases.append(case(name, points, exponent, KS))
    cases.append(case("made", made_points(100_000, 16, corners=False), -10, KS))
    # Half width 2^10 at most around corners that are 2^22 apart.
    cases.append(case("tight", made_points(20_000, 9, corners=True), -10, [8, 12, 16]))
    result = {"scikit_learn": sklearn.__version__, "numpy": np.__version__, "cases": cases}
    (HERE / "inertias.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
