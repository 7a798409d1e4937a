"""Deterministic points and raw columns: lattices, duplicates, groups, weights, extremes."""

import itertools

MASK = (1 << 64) - 1
EDGE = (1 << 23) - 1  # the largest coordinate of the grid


class SplitMix:
    """SplitMix64 (Steele, Lea, Flood 2014)."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def between(self, low, high):
        return low + self.next() % (high - low + 1)


def uniform(seed, n, dims, reach):
    g = SplitMix(seed)
    return [tuple(g.between(-reach, reach) for _ in range(dims)) for _ in range(n)]


def lattice(dims, side, spacing, duplicates=0, seed=1):
    points = list(itertools.product(range(0, side * spacing, spacing), repeat=dims))
    g = SplitMix(seed)
    points += [points[g.between(0, len(points) - 1)] for _ in range(duplicates)]
    for i in range(len(points) - 1, 0, -1):  # row order must not look like the lattice
        j = g.between(0, i)
        points[i], points[j] = points[j], points[i]
    return points


def groups(seed, n, dims, count, spread, reach):
    g = SplitMix(seed)
    centres = [[g.between(-reach, reach) for _ in range(dims)] for _ in range(count)]
    made = []
    for i in range(n):
        centre = centres[i % count]
        made.append(tuple(min(EDGE, max(-EDGE, c + g.between(-spread, spread))) for c in centre))
    return made


def weights(seed, n, low, high):
    g = SplitMix(seed)
    return [g.between(low, high) for _ in range(n)]


def point_sets():
    """name: (points, weights or None, step exponent)."""
    sets = {}
    sets["one_point"] = ([(5, -7)], None, -3)
    sets["two_points_one_weightless"] = ([(9,), (-4,)], [0, 3], 0)
    sets["line_lattice"] = (lattice(1, 15, 3, 9), None, -20)
    for dims, side, extra in ((2, 7, 20), (3, 4, 16), (5, 2, 13), (6, 2, 11), (8, 2, 0)):
        sets[f"lattice_{dims}d"] = (lattice(dims, side, 4, extra, dims)[:130], None, -20 + dims)
    for dims, n in ((1, 300), (2, 220), (3, 160), (4, 90), (5, 90), (6, 80), (7, 40), (8, 60)):
        sets[f"uniform_{dims}d"] = (uniform(100 + dims, n, dims, 900_000 if dims % 2 else EDGE), None, -19)
    for dims in (1, 2, 3, 5, 8):
        sets[f"groups_{dims}d"] = (groups(200 + dims, 60, dims, 6, 40, EDGE - 100), None, -20)
    for dims in (2, 3, 6):
        points = uniform(300 + dims, 70, dims, 5_000)
        sets[f"weighted_{dims}d"] = (points, weights(dims, 70, 0, 4), -12)
    # Points of weight 0 far outside the box of the others.
    sets["weightless_far_out"] = (
        [(EDGE, -EDGE)] + uniform(41, 30, 2, 300) + [(-EDGE, EDGE)],
        [0] + weights(42, 30, 1, 9) + [0],
        -20,
    )
    # Nearly all weight on one spot: random starts run out of attempts.
    sets["one_heavy_spot"] = ([(0, 0), (7, 1), (-3, 5), (0, 0), (2, 2), (7, 1)], [1 << 36, 1, 1, 1 << 35, 2, 1], -20)
    # A large shift of the seeding weights: near points have seeding weight 0.
    near = [tuple(c + v for c in (EDGE - 9, 4 - EDGE, EDGE - 9, 0)) for v in (0, 1, 3, 5)]
    far = [tuple(-c for c in p) for p in near]
    sets["shifted_to_nothing"] = (near + far + near[:2], [1 << 34, 1 << 33, 5, 1, 1 << 34, 7, 1, 1, 3, 1], -20)
    sets["extremes_8d"] = (
        [tuple(EDGE if (i >> d) & 1 else -EDGE for d in range(8)) for i in range(0, 256, 5)],
        weights(9, 52, 1, 1 << 31),
        -20,
    )
    sets["heavy_line"] = (uniform(77, 25, 1, EDGE), weights(78, 25, 1, 1 << 33), -21)
    # Steps whose square is 0, subnormal or infinite as a double.
    for name, e in (("underflows", -700), ("subnormal", -520), ("overflows", 971)):
        sets[f"squared_step_{name}"] = (uniform(55, 20, 2, 3_000), None, e)
    return sets


def raw_columns():
    """name: (columns of doubles, transform log1p or not, scaling, winsorise percent or None)."""
    g = SplitMix(2024)
    n = 60
    recency = [float(g.between(1, 720)) for _ in range(n)]
    frequency = [float(1 + g.between(0, 3) * g.between(0, 12)) for _ in range(n)]
    money = [g.between(0, 1 << g.between(4, 24)) / 100.0 for _ in range(n)]
    signed = [(g.next() - (1 << 63)) / 3.0e17 for _ in range(n)]
    rfm = [recency, frequency, money]
    constant = [[4.5] * n, money]
    huge = [[(g.next() - (1 << 63)) * 1e280 for _ in range(20)], [float(g.between(-9, 9)) for _ in range(20)]]
    tiny = [[g.between(-1000, 1000) * 1e-200 for _ in range(20)]]
    below_floor = [[g.between(-1000, 1000) * 1e-312 for _ in range(8)]]
    cases = {}
    for scaling in ("z", "robust", "minmax", "none"):
        cases[f"rfm_log1p_{scaling}"] = (rfm, True, scaling, None)
        cases[f"rfm_{scaling}"] = (rfm, False, scaling, None)
        cases[f"signed_{scaling}_winsorised"] = ([signed, money], False, scaling, 2.5)
        cases[f"constant_{scaling}"] = (constant, False, scaling, None)
        cases[f"huge_{scaling}"] = (huge, False, scaling, None)
        cases[f"tiny_{scaling}"] = (tiny, False, scaling, None)
    cases["rfm_log1p_z_winsorised"] = (rfm, True, "z", 1.0)
    cases["rfm_log1p_z_winsorised_hard"] = (rfm, True, "z", 49.0)
    cases["one_row_log1p_z"] = ([[3.0], [1e9]], True, "z", None)
    cases["one_row_none"] = ([[-7.25]], False, "none", None)
    cases["two_rows_z"] = ([[0.1, 0.2], [-1.0, 1e-9]], False, "z", None)
    cases["near_minus_one_log1p_z"] = ([[-0.9999999999, -0.5, -0.0, 1e-300, 1e-17, 3.0]], True, "z", None)
    cases["mostly_one_value_robust"] = ([[2.0] * 19 + [9.0]], False, "robust", None)
    cases["below_the_floor_none"] = (below_floor, False, "none", None)
    # The largest feature rounds up to 2^23 steps at the exponent of its own power of two.
    cases["carry_none"] = ([[16777215.0, -16777215.0, 0.0, 3.0, -3.0]], False, "none", None)
    cases["integers_none"] = ([[float(g.between(-5, 5)) for _ in range(33)] for _ in range(4)], False, "none", None)
    return cases
