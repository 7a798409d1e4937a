"""A second implementation of the numerics contract, written from include/rfmeans/numerics/README.md alone.

Points are tuples of integers (grid steps), weights integers >= 0, centroids lists of binary32 values held in Python
floats. Nothing here is fast; everything is meant to be held against the page line by line.
"""

import functools
import math

from exact import bits32, float32, fma32, fma64, rint, smallest_exponent

KMEANSPP, RANDOM = 1, 2


# --- Rule 5: Philox, canonical order, starts -------------------------------------------------------------------------


def philox4x32_10(key, counter):
    k0, k1 = key
    c0, c1, c2, c3 = counter
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c3 ^ k1, p0 & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


def draw(seed, purpose, step, trial, total):
    words = philox4x32_10((seed & 0xFFFFFFFF, seed >> 32), (purpose, step, trial, 0))
    return ((words[0] + (words[1] << 32)) * total) >> 64


def hilbert_key(x, b):
    x = list(x)
    dims = len(x)
    q = 1 << (b - 1)
    while q >= 2:
        for d in range(dims):
            if x[d] & q:
                x[0] ^= q - 1
            else:
                t = (x[0] ^ x[d]) & (q - 1)
                x[0] ^= t
                x[d] ^= t
        q >>= 1
    for d in range(1, dims):
        x[d] ^= x[d - 1]
    t = 0
    q = 1 << (b - 1)
    while q >= 2:
        if x[dims - 1] & q:
            t ^= q - 1
        q >>= 1
    x = [v ^ t for v in x]
    key = 0
    for bit in range(b - 1, -1, -1):
        for d in range(dims):
            key = (key << 1) | ((x[d] >> bit) & 1)
    return key


def box_of(points, rows):
    dims = range(len(points[0]))
    return [min(points[r][d] for r in rows) for d in dims], [max(points[r][d] for r in rows) for d in dims]


def canonical_order(points, weights):
    """Rows of weight > 0 in canonical order."""
    rows = [r for r in range(len(points)) if weights[r] > 0]
    dims = len(points[0])
    if dims >= 6:
        return rows
    low, high = box_of(points, rows)
    b = 24 if dims == 1 else 32 // dims
    scale = [1.0 if dims == 1 else float32(float(1 << b) / (float(high[d]) - float(low[d]) + 1.0)) for d in range(dims)]

    def key(row):
        cells = [
            min((1 << b) - 1, math.trunc(float32(float32(points[row][d] - low[d]) * scale[d]))) for d in range(dims)
        ]
        return hilbert_key(cells, b), row

    return sorted(rows, key=key)


def squared_distance(p, q):
    return sum((a - b) * (a - b) for a, b in zip(p, q))


def first_beyond(order, amounts, r):
    """The first row of the order whose inclusive prefix sum exceeds r."""
    prefix = 0
    for row in order:
        prefix += amounts[row]
        if prefix > r:
            return row
    raise AssertionError("a draw lies beyond the total")


def kmeanspp_rows(points, weights, seed, k):
    order = canonical_order(points, weights)
    low, high = box_of(points, order)
    total_weight = sum(weights)
    diagonal = sum((h - l) ** 2 for l, h in zip(low, high))
    shift = 0
    while total_weight * diagonal >= 1 << (63 + shift):
        shift += 1
    chosen = [first_beyond(order, weights, draw(seed, KMEANSPP, 0, 0, total_weight))]
    nearest = [squared_distance(p, points[chosen[0]]) for p in points]
    for i in range(1, k):
        amounts = [w * (d >> shift) for w, d in zip(weights, nearest)]
        total = sum(amounts)
        if total == 0:
            best = next(row for row in order if nearest[row] > 0)
        else:
            best, lowest = None, None
            for t in range(2 + math.floor(math.log(i))):
                row = first_beyond(order, amounts, draw(seed, KMEANSPP, i, t, total))
                potential = sum(
                    w * (min(d, squared_distance(p, points[row])) >> shift)
                    for p, w, d in zip(points, weights, nearest)
                )
                if lowest is None or potential < lowest:
                    best, lowest = row, potential
        chosen.append(best)
        nearest = [min(d, squared_distance(p, points[best])) for p, d in zip(points, nearest)]
    return chosen


def random_rows(points, weights, seed, k):
    order = canonical_order(points, weights)
    total_weight = sum(weights)
    chosen, taken = [], set()
    for i in range(k):
        for attempt in range(1000):
            row = first_beyond(order, weights, draw(seed, RANDOM, i, attempt, total_weight))
            if points[row] not in taken:
                break
        else:
            row = next(r for r in order if points[r] not in taken)
        chosen.append(row)
        taken.add(points[row])
    return chosen


# --- Rule 3: the referee ---------------------------------------------------------------------------------------------


def referee(x, centroids):
    """(label, d^2 in binary32) of one point."""
    label, lowest = 0, None
    for j, c in enumerate(centroids):
        acc = 0.0
        for a, b in zip(x, c):
            acc = fma32(float32(a - b), acc)
        if lowest is None or acc < lowest:
            label, lowest = j, acc
    return label, lowest


# --- Rules 2 and 4: sums, centroids, a round, the end of a fit -------------------------------------------------------


def sums_of(points, weights, labels, k):
    """Per cluster: weight, sum of w*q per dimension, sum of w*q^2 per dimension."""
    dims = len(points[0])
    weight, first, second = [0] * k, [[0] * dims for _ in range(k)], [[0] * dims for _ in range(k)]
    for p, w, j in zip(points, weights, labels):
        if w == 0:
            continue
        weight[j] += w
        for d, q in enumerate(p):
            first[j][d] += w * q
            second[j][d] += w * q * q
    return weight, first, second


def fill_empty(points, weights, labels, distances, k):
    """Moves points into empty clusters (labels change in place); the number of points moved."""
    count = [0] * k
    for j, w in zip(labels, weights):
        count[j] += 1 if w > 0 else 0
    moved = 0
    for empty in [j for j in range(k) if count[j] == 0]:
        able = [
            r for r in range(len(points)) if weights[r] > 0 and distances[r] > 0 and count[labels[r]] >= 2
        ]
        if not able:
            break
        row = min(able, key=lambda r: (-distances[r], points[r], r))
        count[labels[row]] -= 1
        labels[row] = empty
        count[empty] = 1
        moved += 1
    return moved


def next_centroids(points, weights, labels, old):
    weight, first, _ = sums_of(points, weights, labels, len(old))
    return [
        [float32(float(s) / float(weight[j])) for s in first[j]] if weight[j] > 0 else list(old[j])
        for j in range(len(old))
    ]


def same_bits(a, b):
    return [[bits32(v) for v in row] for row in a] == [[bits32(v) for v in row] for row in b]


def mean_variance(points, weights):
    weight, first, second = sums_of(points, weights, [0] * len(points), 1)
    w = weight[0]
    total = 0.0
    for s1, s2 in zip(first[0], second[0]):
        total += (float(w * s2 - s1 * s1) / float(w)) / float(w)
    return total / float(len(points[0]))


def fit(points, weights, start, tolerance, max_iterations):
    centroids = [list(c) for c in start]
    k = len(centroids)
    kept, relocations, r = None, 0, 0
    allowed = tolerance * mean_variance(points, weights) if tolerance > 0 else None
    while True:
        r += 1
        referred = [referee(p, centroids) for p in points]
        labels = [label for label, _ in referred]
        relocations += fill_empty(points, weights, labels, [d for _, d in referred], k)
        new = next_centroids(points, weights, labels, centroids)
        moved = 0.0
        for old_row, new_row in zip(centroids, new):
            for old, value in zip(old_row, new_row):
                moved = fma64(value - old, moved)
        if same_bits(new, centroids):
            end = "converged"
        elif kept is not None and same_bits(new, kept):
            end = "cycled"
        elif allowed is not None and moved <= allowed:
            end = "tolerance"
        elif r == max_iterations:
            end = "limit"
        else:
            end = None
        centroids = new
        if end is not None:
            break
        if r & (r - 1) == 0:
            kept = new
    labels = [referee(p, centroids)[0] for p in points]
    weight, _, _ = sums_of(points, weights, labels, k)
    return {
        "centroids": centroids,
        "labels": labels,
        "weights": weight,
        "iterations": r,
        "end": end,
        "relocations": relocations,
        "empty_clusters": sum(1 for w in weight if w == 0),
    }


# --- Rules 4 and 6: metrics ------------------------------------------------------------------------------------------


def inertia_of(points, weights, labels, k, e):
    step = math.ldexp(1.0, e)
    weight, first, second = sums_of(points, weights, labels, k)
    total = 0.0
    for j in range(k):
        n = weight[j]
        for s1, s2 in zip(first[j], second[j]):
            total += float(n * s2 - s1 * s1) / float(n) * step * step if n > 0 else 0.0
    return total


def calinski_harabasz(points, weights, labels, k, e):
    inertia = inertia_of(points, weights, labels, k, e)
    whole = inertia_of(points, weights, [0] * len(points), 1, e)
    w = sum(weights)
    if k == 1 or k >= w or inertia == 0:
        return math.nan
    return ((whole - inertia) / float(k - 1)) / (inertia / float(w - k))


def bic(points, weights, labels, k, e):
    inertia = inertia_of(points, weights, labels, k, e)
    if inertia == 0:
        return math.nan
    w, dims = float(sum(weights)), float(len(points[0]))
    return w * dims * math.log(inertia / (w * dims)) + float(k) * dims * math.log(w)


def distance_units(x, c):
    acc = 0.0
    for a, b in zip(x, c):
        acc = fma64(float(a) - float(b), acc)
    return rint(math.sqrt(acc) * 65536.0)


def davies_bouldin(points, weights, labels, centroids):
    k = len(centroids)
    weight, spread = [0] * k, [0] * k
    for p, w, j in zip(points, weights, labels):
        if w > 0:
            weight[j] += w
            spread[j] += w * distance_units(p, centroids[j])
    members = [j for j in range(k) if weight[j] > 0]
    if len(members) < 2:
        return math.nan
    s = {j: float(spread[j]) / float(weight[j]) for j in members}
    total = 0.0
    for i in members:
        worst = 0.0
        for j in members:
            between = distance_units(centroids[i], centroids[j]) if j != i else 0
            if between != 0:
                worst = max(worst, (s[i] + s[j]) / float(between))
        total += worst
    return total / float(len(members))


def silhouette_units(own, other):
    largest = max(own, other)
    return rint((other - own) / largest * 16777216.0) if largest != 0 else 0


def silhouette(points, weights, labels, k):
    weight, first, second = sums_of(points, weights, labels, k)
    members = [j for j in range(k) if weight[j] > 0]
    if len(members) < 2:
        return math.nan
    squares = [sum(row) for row in second]
    total = 0
    for p, w, a in zip(points, weights, labels):
        if w == 0 or weight[a] == 1:
            continue
        norm = sum(q * q for q in p)
        sums = {j: weight[j] * norm - 2 * sum(q * s for q, s in zip(p, first[j])) + squares[j] for j in members}
        own = float(sums[a]) / float(weight[a] - 1)
        other = min(float(sums[j]) / float(weight[j]) for j in members if j != a)
        total += w * silhouette_units(own, other)
    return float(total) / float(sum(weights)) / 16777216.0


def simplified_silhouette(points, weights, labels, centroids):
    weight = [0] * len(centroids)
    for w, j in zip(weights, labels):
        weight[j] += w
    members = [j for j in range(len(centroids)) if weight[j] > 0]
    if len(members) < 2:
        return math.nan
    total = 0
    for p, w, a in zip(points, weights, labels):
        if w == 0 or weight[a] == 1:
            continue
        own = float(distance_units(p, centroids[a]))
        other = float(min(distance_units(p, centroids[j]) for j in members if j != a))
        total += w * silhouette_units(own, other)
    return float(total) / float(sum(weights)) / 16777216.0


@functools.cache
def pair_units(points):
    """U of every pair. The double root rounded once more is the float32 root: 53 bits are more than twice 24 and 2."""
    units = [[0] * len(points) for _ in points]
    for i, x in enumerate(points):
        for j in range(i):
            acc = 0.0
            for p, q in zip(x, points[j]):
                acc = fma32(float32(p - q), acc)
            units[i][j] = units[j][i] = rint(float32(math.sqrt(acc)) * 65536.0)
    return units


def euclidean_silhouette(points, weights, labels, k):
    weight = [0] * k
    for w, j in zip(weights, labels):
        weight[j] += w
    members = [j for j in range(k) if weight[j] > 0]
    if len(members) < 2:
        return math.nan
    total = 0
    for row, w, a in zip(pair_units(tuple(map(tuple, points))), weights, labels):
        if w == 0 or weight[a] == 1:
            continue
        sums = [0] * k
        for u, v, j in zip(row, weights, labels):
            sums[j] += v * u
        own = float(sums[a]) / float(weight[a] - 1)
        other = min(float(sums[j]) / float(weight[j]) for j in members if j != a)
        total += w * silhouette_units(own, other)
    return float(total) / float(sum(weights)) / 16777216.0


def metrics_of(points, weights, result, e):
    labels, k = result["labels"], len(result["centroids"])
    return {
        "inertia": inertia_of(points, weights, labels, k, e),
        "calinski_harabasz": calinski_harabasz(points, weights, labels, k, e),
        "bic": bic(points, weights, labels, k, e),
        "davies_bouldin": davies_bouldin(points, weights, labels, result["centroids"]),
        "silhouette": silhouette(points, weights, labels, k),
        "simplified_silhouette": simplified_silhouette(points, weights, labels, result["centroids"]),
        "euclidean_silhouette": euclidean_silhouette(points, weights, labels, k),
    }


# --- Rules 1 and 7: features -----------------------------------------------------------------------------------------


def column_steps(column):
    largest = max(abs(t) for t in column)
    e = -1000 if largest == 0 else smallest_exponent(largest, -1000, 1 << 40)
    return e, [rint(math.ldexp(t, -e)) for t in column]


def quantile(e, ascending, p):
    n = len(ascending)
    h = float(n - 1) * p
    lo = math.floor(h)
    low, high = float(ascending[lo]), float(ascending[min(lo + 1, n - 1)])
    return math.ldexp(low + (h - float(lo)) * (high - low), e)


def scaled_column(raw, log1p, scaling, winsorise=None, lowest=-math.inf):
    """(features, centre, scale) of one raw column."""
    highest = math.inf
    if winsorise is not None:
        e, steps = column_steps(raw)
        steps.sort()
        a, b = quantile(e, steps, winsorise / 100.0), quantile(e, steps, (100.0 - winsorise) / 100.0)
        lowest, highest = max(lowest, a), max(lowest, b)
    t = [min(max(x, lowest), highest) for x in raw]
    if log1p:
        t = [math.log1p(x) for x in t]
    e, v = column_steps(t)
    n = len(v)
    m = (2 * sum(v) + n) // (2 * n)
    mean = math.ldexp(float(m), e)
    s = sum((x - m) * (x - m) for x in v)
    deviation = math.ldexp(math.sqrt(float(s) / float(n)), e)
    if s == 0:
        return [0.0] * n, mean, 1.0
    ascending = sorted(v)
    if scaling == "z":
        centre, scale = mean, deviation
    elif scaling == "robust":
        centre = quantile(e, ascending, 0.5)
        scale = quantile(e, ascending, 0.75) - quantile(e, ascending, 0.25)
        scale = deviation if scale == 0 else scale
    elif scaling == "minmax":
        centre = math.ldexp(float(ascending[0]), e)
        scale = math.ldexp(float(ascending[-1] - ascending[0]), e)
    else:
        centre, scale = mean, 1.0
    return [(x - centre) / scale for x in t], centre, scale


def features_of(columns, log1p, scaling, winsorise=None, lowest=None):
    """Rule 7 for each column (lowest: its own lower clamp, or none), then rule 1 for the matrix."""
    lowest = lowest or [-math.inf] * len(columns)
    made = [scaled_column(c, log1p, scaling, winsorise, low) for c, low in zip(columns, lowest)]
    largest = max(abs(f) for column, _, _ in made for f in column)
    floor = -1000 if scaling == "none" else -20
    e = -20 if largest == 0 else smallest_exponent(largest, floor, 1 << 23)
    grid = [[rint(math.ldexp(f, -e)) for f in column] for column, _, _ in made]
    return {
        "step_exponent": e,
        "centre": [centre for _, centre, _ in made],
        "scale": [scale for _, _, scale in made],
        "points": [list(row) for row in zip(*grid)],
    }
