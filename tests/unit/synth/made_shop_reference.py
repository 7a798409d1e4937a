"""The made shop once more, in plain Python: the check of src/synth. Prints the CSV of the first N customers (default 1).

    python3 made_shop_reference.py 200
"""

import datetime
import math
import sys

GROUPS = [  # name, share, recency low and high, shape, mean, log spend, its deviation, age
    ("champions", 0.06, 0.00, 0.04, 4, 24.0, 3.9, 0.5, 44),
    ("loyal", 0.12, 0.01, 0.13, 3, 8.0, 3.6, 0.5, 48),
    ("big spenders", 0.04, 0.03, 0.27, 2, 2.0, 6.0, 0.6, 52),
    ("new", 0.12, 0.00, 0.06, 1, 0.1, 3.4, 0.7, 29),
    ("promising", 0.12, 0.04, 0.21, 2, 0.9, 3.5, 0.6, 35),
    ("at risk", 0.12, 0.25, 0.55, 3, 5.0, 3.8, 0.5, 50),
    ("bargain hunters", 0.22, 0.08, 0.68, 1, 0.15, 2.3, 0.6, 32),
    ("lost", 0.20, 0.55, 1.00, 1, 0.35, 3.2, 0.8, 41),
]
COUNTRIES = ["United Kingdom", "Germany", "France", "Ireland", "Spain", "Poland", "Japan", '"Korea, Republic of"']
QUANTITIES = [1, 1, 1, 2, 3, 6]
FIRST_DAY, LAST_DAY = 14579, 15309
DAYS = LAST_DAY - FIRST_DAY + 1
MASK = 0xFFFFFFFF


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & MASK, (p0 >> 32) ^ c[3] ^ k[1], p0 & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


class Draws:
    def __init__(self, customer):
        self.customer, self.trial = customer, 0

    def words(self):
        self.trial += 1
        return philox((3, self.customer, self.trial - 1, 0), (0, 0))  # purpose 3: made shop; seed 0

    def bits(self):
        w = self.words()
        return w[0] | w[1] << 32

    def uniform(self):
        return (self.bits() >> 11) * 2.0**-53

    def below(self, total):
        return self.bits() * total >> 64

    def normal(self):
        halves = sum((w >> 16) + (w & 0xFFFF) for w in self.words())
        return (halves - 8 * 32767.5) / (65536 * 0.81649658092772603)


def count_orders(shape, mean, u):
    p = shape / (shape + mean)
    probability = 1.0
    for _ in range(shape):
        probability *= p
    at_most, m = probability, 0
    while u >= at_most and at_most < 1 - 1e-9:
        probability *= (m + shape) / (m + 1.0) * (1 - p)
        at_most, m = at_most + probability, m + 1
    return 1 + m + (1 if u >= at_most else 0)


def row(customer, order, when, product, quantity, cents, about):
    day = datetime.date(1970, 1, 1) + datetime.timedelta(days=FIRST_DAY + when[0])
    time = f"{when[1] // 3600:02}:{when[1] // 60 % 60:02}:{when[1] % 60:02}"
    print(f"{customer},{order},{day} {time},P{product:03},{quantity},{cents // 100}.{cents % 100:02},{about}")


def print_customer(number):
    d, customer = Draws(number), 10001 + number
    left, group = d.uniform(), GROUPS[-1]
    for candidate in GROUPS[:-1]:
        left -= candidate[1]
        if left < 0:
            group = candidate
            break
    _, _, low, high, shape, mean, log_spend, deviation, mean_age = group
    last = DAYS - 1 - int((low + (high - low) * d.uniform()) * (DAYS - 1))
    age = math.floor(mean_age + 9 * d.normal())
    age = str(min(max(age, 18), 95)) if d.uniform() >= 0.03 else ""
    place = d.uniform()
    about = f"{COUNTRIES[int(place * place * len(COUNTRIES))]},{age}"
    count = count_orders(shape, mean, d.uniform())
    orders = []
    for i in range(count):
        day = last if i == 0 else d.below(last + 1)
        orders.append((day, int((8 + 12 * d.uniform()) * 3600)))
    orders.sort()
    for i, when in enumerate(orders):
        u = d.uniform()
        for _ in range(1 if u < 0.75 else 2 if u < 0.95 else 3):
            quantity = QUANTITIES[d.below(6)]
            value = math.exp(log_spend + deviation * d.normal())
            cents = max(math.floor(value * 100 / quantity + 0.5), 1)
            product = d.below(500)
            row(customer, f"{customer}-{i + 1}", when, product, quantity, cents, about)
    if d.uniform() < 0.04:
        back = (when[0] + d.below(min(DAYS - when[0], 30)), 20 * 3600 + 1)
        row(customer, f"C{customer}", back, product, -quantity, cents, about)
    if d.uniform() < 0.02:
        row("", f"G{customer}", when, product, quantity, cents, about)
    if d.uniform() < 0.01:
        row(customer, f"F{customer}", when, product, 1, 0, about)


print("customer_id,order_id,order_date,product,quantity,unit_price,country,age")
for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
    print_customer(number)
