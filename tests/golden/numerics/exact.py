"""Scalar arithmetic of the contract: binary32 and binary64, rounded once, with exact rationals where Python has no operation."""

import ctypes
import math
import struct
from fractions import Fraction


def float32(x):
    """A double rounded once to binary32 (overflow gives infinity)."""
    return ctypes.c_float(x).value


def bits32(x):
    return struct.unpack("<I", struct.pack("<f", x))[0]


def from_bits32(bits):
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def round_to_float32(value):
    """A Fraction rounded once to binary32, ties to even."""
    if value == 0:
        return 0.0
    sign, magnitude = (-1.0, -value) if value < 0 else (1.0, value)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exponent > magnitude:
        exponent -= 1
    unit = max(exponent - 23, -149)
    scaled = magnitude / Fraction(2) ** unit
    steps = round(scaled)  # Fraction rounds half to even
    if steps * Fraction(2) ** unit >= Fraction(2) ** 128:
        return sign * math.inf
    return sign * math.ldexp(steps, unit)


def fma32(t, acc):
    """fma(t, t, acc) in binary32 for binary32 t, acc >= 0."""
    product = t * t  # exact in binary64: 48 bits
    total = product + acc
    if total == math.inf:
        return math.inf
    part = total - product
    lost = (product - (total - part)) + (acc - part)
    if lost == 0.0:
        return float32(total)
    return round_to_float32(Fraction(t) * Fraction(t) + Fraction(acc))


def fma64(t, acc):
    """fma(t, t, acc) in binary64 for finite values."""
    return float(Fraction(t) * Fraction(t) + Fraction(acc))


def rint(x):
    """Nearest integer, ties to even, as a Python integer."""
    return round(x)


def smallest_exponent(largest, floor, limit):
    """The smallest e >= floor for which rint(largest * 2^-e) < limit; largest > 0."""
    e = max(floor, math.frexp(largest)[1] - limit.bit_length() - 2)
    while rint(Fraction(largest) / Fraction(2) ** e) >= limit:
        e += 1
    return e
