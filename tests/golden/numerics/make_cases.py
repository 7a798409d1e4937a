"""Writes cases.json beside itself: the second implementation's results for the points and columns of point_sets.py."""

import json
import math
import pathlib

import second_implementation as second
from exact import bits32, float32
from point_sets import EDGE, SplitMix, point_sets, raw_columns

LIMIT = 10_000


def hex_double(x):
    return "nan" if math.isnan(x) else "inf" if x == math.inf else "-inf" if x == -math.inf else x.hex()


def hex_floats(rows):
    return "".join(f"{bits32(v):08x}" for row in rows for v in row)


def digits(labels):
    """One hexadecimal digit a label: no case has more than 16 clusters."""
    return "".join(f"{label:x}" for label in labels)


def weights_of(data):
    return data[1] if data[1] is not None else [1] * len(data[0])


def distinct(data):
    return len({p for p, w in zip(data[0], weights_of(data)) if w > 0})


def fit_case(name, set_name, data, rule, k, seed=0, tolerance=0.0, max_iterations=LIMIT, start=None):
    points, weights, e = data[0], weights_of(data), data[2]
    rows = []
    if rule == "kmeanspp":
        rows = second.kmeanspp_rows(points, weights, seed, k)
    elif rule == "random":
        rows = second.random_rows(points, weights, seed, k)
    if start is None:
        start = [[float(q) for q in points[r]] for r in rows]
    result = second.fit(points, weights, start, tolerance, max_iterations)
    metrics = second.metrics_of(points, weights, result, e)
    return {
        "name": name,
        "points": set_name,
        "rule": rule,
        "k": k,
        "seed": seed,
        "tolerance": hex_double(tolerance),
        "max_iterations": max_iterations,
        "start": hex_floats(start),
        "expected": {
            "start_rows": rows,
            "labels": digits(result["labels"]),
            **{field: result[field] for field in ("weights", "iterations", "end", "relocations", "empty_clusters")},
            "centroids": hex_floats(result["centroids"]),
            "metrics": {metric: hex_double(value) for metric, value in metrics.items()},
        },
    }


def seeded_fits(sets):
    """Every point set from both kinds of start, with several k, seeds and stops."""
    seeds = [0, 1, 7, (1 << 32) + 5, (1 << 64) - 1]
    for number, (name, data) in enumerate(sets.items()):
        most = min(12, distinct(data))
        for j, k in enumerate(sorted({1, 2, 3, 5, most})):
            if k > most:
                continue
            seed = seeds[(number + j) % len(seeds)]
            yield fit_case(f"{name}_k{k}", name, data, "kmeanspp", k, seed)
        yield fit_case(f"{name}_random", name, data, "random", min(4, most), seeds[number % len(seeds)])
        if most >= 3:
            tolerance = (1e-4, 0.01, 0.3)[number % 3]
            yield fit_case(f"{name}_tolerance", name, data, "kmeanspp", most, 3, tolerance=tolerance)
            yield fit_case(f"{name}_limit", name, data, "random", most, 4, max_iterations=1 + number % 3)
            # A tolerance and a limit in the same fit: the order of the two checks.
            yield fit_case(f"{name}_both", name, data, "kmeanspp", 3, 5, tolerance=1e6, max_iterations=1)


def explicit_fits(sets):
    """Starts of the user's own: duplicate centroids, centroids far away, not integers, -0."""
    for name in ("line_lattice", "lattice_2d", "lattice_5d", "uniform_3d", "groups_8d", "weighted_6d", "weighted_2d"):
        data = sets[name]
        dims = len(data[0][0])
        first = [float(q) for q in data[0][0]]
        g = SplitMix(dims)
        odd = [[float32(g.between(-99, 99) / 7.0) for _ in range(dims)] for _ in range(5)]
        starts = {
            "duplicates": [first] * 4,
            "duplicates_between": [first, odd[0], first, odd[1], odd[0], first],
            "fractions": odd,
            "minus_zero": [[-0.0] * dims, [0.0] * dims, odd[2]],
            "far_away": [[3.0e38] * dims, [-3.0e38] * dims, [1.0e30] * dims],
            "one_far_away": [odd[3], [float(4 * EDGE)] * dims, [2.0e19] * dims],
            "subnormal": [[1e-45] * dims, [float32(1e-39)] * dims, [float32(-2e-41)] * dims],
        }
        for kind, start in starts.items():
            for limit in (LIMIT, 1, 2):
                case = f"{name}_{kind}_{limit}"
                yield fit_case(case, name, data, "file", len(start), max_iterations=limit, start=start)


def partition_case(name, set_name, data, labels, centroids):
    result = {"labels": labels, "centroids": centroids}
    metrics = second.metrics_of(data[0], weights_of(data), result, data[2])
    return {
        "name": name,
        "points": set_name,
        "k": len(centroids),
        "labels": digits(labels),
        "centroids": hex_floats(centroids),
        "expected": {metric: hex_double(value) for metric, value in metrics.items()},
    }


def partitions(sets):
    """Labels that no fit would end with."""
    for number, (name, data) in enumerate(sets.items()):
        n, dims = len(data[0]), len(data[0][0])
        g = SplitMix(900 + number)
        k = 2 + number % 5
        centroids = [[float32(g.between(-(1 << 22), 1 << 22) / 9.0) for _ in range(dims)] for _ in range(k)]
        yield partition_case(f"{name}_any", name, data, [g.between(0, k - 1) for _ in range(n)], centroids)
        same = [centroids[0]] * k
        yield partition_case(f"{name}_same", name, data, [g.between(0, k - 1) for _ in range(n)], same)
        gaps = centroids + [[0.0] * dims] + [centroids[0]]  # clusters k and 0 empty, the last one twice there
        yield partition_case(f"{name}_gaps", name, data, [1 + g.between(0, 1) * k for _ in range(n)], gaps)
        yield partition_case(f"{name}_one", name, data, [k - 1] * n, centroids)


def feature_case(name, columns, log1p, scaling, winsorise):
    made = second.features_of(columns, log1p, scaling, winsorise)
    return {
        "name": name,
        "columns": [[x.hex() for x in column] for column in columns],
        "log1p": log1p,
        "scaling": scaling,
        "winsorise": winsorise or 0.0,
        "expected": {
            "step_exponent": made["step_exponent"],
            "centre": [x.hex() for x in made["centre"]],
            "scale": [x.hex() for x in made["scale"]],
            "points": made["points"],
        },
    }


def main():
    sets = point_sets()
    cases = {
        "point_sets": {
            name: {"points": points, "weights": weights or [], "step_exponent": e}
            for name, (points, weights, e) in sets.items()
        },
        "fits": list(seeded_fits(sets)) + list(explicit_fits(sets)),
        "partitions": list(partitions(sets)),
        "features": [feature_case(name, *case) for name, case in raw_columns().items()],
    }
    lists = ",\n".join(
        f'"{kind}":[\n' + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases[kind]) + "\n]"
        for kind in ("fits", "partitions", "features")
    )
    sets_text = ",\n".join(
        f'"{name}":' + json.dumps(data, separators=(",", ":")) for name, data in cases["point_sets"].items()
    )
    path = pathlib.Path(__file__).resolve().parent / "cases.json"
    path.write_text('{"point_sets":{\n' + sets_text + "\n},\n" + lists + "\n}\n")
    ends = sorted({case["expected"]["end"] for case in cases["fits"]})
    print(f"{len(cases['fits'])} fits (ends: {', '.join(ends)}), {len(cases['partitions'])} partitions, ", end="")
    print(f"{len(cases['features'])} feature matrices: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
