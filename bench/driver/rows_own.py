"""Rows without a peer: the referee's kernel, the sort, memory."""
from rows_fits import K_LAST, SEEDS, TOLERANCE
from rows_rounds import SEED
from setting import count_text
from table import Row, digits, median


def referee(setting, peer_names):
    points = setting.size(100_000)
    with setting.open_engine(1) as engine:
        engine.ask("points", points=points, dims=3)
        all_starts = engine.ask("starts", k=32, seed=SEED)["centroids"]
        for k in (8, 16, 32):
            rates = engine.ask("referee", centroids=all_starts[:k], passes=100, repetitions=2 * setting.repetitions + 1)
            kernel, registers = median(rates["kernel"]), median(rates["registers"])
            yield Row("referee", f"referee's kernel, D = 3, k = {k}, N = {count_text(points)}, of the register-only loop",
                      100 * kernel / registers, "%", target=80, ours=f"{digits(kernel / 1e9)} G operations/s",
                      peer=f"registers {digits(registers / 1e9)} G operations/s",
                      note=f"8 operations a point and centroid, {rates['target']}", details=rates)


def sort(setting, peer_names):
    for points in (setting.size(1_000_000), setting.size(10_000_000)):
        cold, warm, tree = [], [], []
        for _ in range(setting.repetitions):
            # A process of its own each: the first use in it is the cold one.
            with setting.open_engine(1) as engine:
                engine.ask("points", points=points, dims=3)
                seconds = engine.ask("sort", repetitions=4)
            first, *others = seconds["sort"]
            cold.append(first / points * 1e9)
            warm.append(median(others) / points * 1e9)
            tree.append(median(seconds["tree"]) / points * 1e9)
        yield Row("sort", f"sort into canonical order, per point, N = {count_text(points)}, warm",
                  median(warm), "ns", target=40, better="lower", note=f"with the tree {digits(median(tree))} ns",
                  details={"warm": warm, "with_tree": tree})
        yield Row("sort", f"the same, first use in the process, as multiple of warm, N = {count_text(points)}",
                  median(cold) / median(warm), target=2, better="lower", note=f"{digits(median(cold))} ns",
                  details={"cold": cold})


def memory(setting, peer_names):
    points = setting.size(10_000_000)
    with setting.open_engine(2) as engine:
        engine.ask("points", points=points, dims=3)
        used = engine.ask("memory", k_last=K_LAST, seeds=SEEDS, tolerance=TOLERANCE)
    work = f"memory beyond the input per point, N = {count_text(points)}, D = 3, sweep of {used['models']} models"
    note = f"resident with the input before: {digits(used['input'])} bytes"
    yield Row("memory", f"{work}, peak", used["peak"], "bytes", target=44, better="lower", note=note, details=used)
    yield Row("memory", f"{work}, after the sort", used["after_sort"], "bytes", target=28, better="lower",
              details=used)
