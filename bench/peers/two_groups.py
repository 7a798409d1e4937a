"""Writes N x 3 float32 points, half around 0.3 and half around 10.3 (normal, deviation 0.05), and prints the exact
means of both halves, summed in float64, as JSON.

usage: python two_groups.py N FILE.npy
"""
import json
import sys

import numpy

CHUNK = 1_000_000
CENTRES = (0.3, 10.3)


def main(points, file):
    values = numpy.lib.format.open_memmap(file, mode="w+", dtype=numpy.float32, shape=(points, 3))
    random = numpy.random.default_rng(0)
    half = points // 2
    means = []
    for centre, first, last in ((CENTRES[0], 0, half), (CENTRES[1], half, points)):
        total = numpy.zeros(3)
        for begin in range(first, last, CHUNK):
            end = min(begin + CHUNK, last)
            part = (centre + 0.05 * random.standard_normal((end - begin, 3))).astype(numpy.float32)
            values[begin:end] = part
            total += part.sum(axis=0, dtype=numpy.float64)
        means.append((total / (last - first)).tolist())
    values.flush()
    print(json.dumps({"means": means}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
