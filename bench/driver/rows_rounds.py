"""Lloyd rounds against the peers: the same rounds, 4 to 13, of the same fit, on one thread."""
import contextlib

from setting import PEER_NAMES, count_text
from table import Row, digits, median, spread, time_text

FIRST, LAST = 3, 13
BLOCKS = 5  # of ten rounds of ours for one repetition: ten alone are short for a clock
SEED = 0

ROUND_TARGETS = {"sklearn": {1_000_000: 150, 10_000_000: 250}, "faiss": dict.fromkeys((1_000_000, 10_000_000), 300),
                 "intelex": dict.fromkeys((1_000_000, 10_000_000), 200)}
BRUTE_TARGETS = {3: 10, 8: 5, 16: 3, 32: 2}


def compare(engine, peers, method, starts, setting):
    """Seconds of a round, ours and each peer's, every repetition, turn by turn."""
    seconds = {name: [] for name in ("ours", *peers)}
    for _ in range(setting.repetitions):
        blocks = engine.ask("rounds", method=method, centroids=starts, first=FIRST, last=LAST, repetitions=BLOCKS)
        seconds["ours"].append(median(blocks["seconds"]))
        for name, peer in peers.items():
            seconds[name].append(peer.ask("rounds", centroids=starts, first=FIRST, last=LAST)["seconds"])
    return seconds


def open_all(setting, stack, names, points, dims):
    """Ours and the peers, all with the same points."""
    engine = stack.enter_context(setting.open_engine(1))
    peers = {name: stack.enter_context(setting.open_peer(name, 1)) for name in names}
    engine.ask("points", points=points, dims=dims, **({"file": setting.points_file()} if names else {}))
    for peer in peers.values():
        peer.ask("load", file=setting.points_file())
    return engine, peers


def whole_fits(engine, peers, starts):
    """Iterations and float64 inertia of fits to the end; FAISS has no end."""
    found = {}
    for name, peer in peers.items():
        if name != "faiss":
            fit = peer.ask("fit", centroids=starts, rounds=10_000, tolerance=0)
            inertia = engine.ask("judge", centroids=fit["centroids"])["inertia"]
            found[name] = {"iterations": fit["iterations"], "inertia": inertia,
                           "seconds": fit["seconds"] / fit["iterations"]}
    return found


def note_of(name, ours, theirs, seconds):
    """Iterations, inertia, and the ratio with ours taken over the whole fit, which other tables give."""
    over_whole = digits(median(seconds[name]) / ours["seconds"])
    note = f"mean of our whole fit {time_text(ours['seconds'])} ({over_whole}×); iterations {ours['iterations']}"
    if name in theirs:
        note += f" / {theirs[name]['iterations']}, inertia {ours['inertia']:.2f} / {theirs[name]['inertia']:.2f}"
    elif name == "faiss":
        note += f" / fixed {LAST}"
    else:
        note += " / not run to the end"
    return note


def rounds(setting, peer_names):
    for points in (setting.size(1_000_000), setting.size(10_000_000)):
        with contextlib.ExitStack() as stack:
            engine, peers = open_all(setting, stack, peer_names, points, 3)
            all_starts = engine.ask("starts", k=32, seed=SEED)["centroids"]
            for k in (4, 8, 16, 32):
                starts = all_starts[:k]
                seconds = compare(engine, peers, "tree", starts, setting)
                ours = engine.ask("whole", method="tree", centroids=starts)
                ours["inertia"] = engine.ask("judge", centroids=ours.pop("centroids"))["inertia"]
                theirs = whole_fits(engine, peers, starts) if points <= 1_000_000 else {}
                work = f"round through the tree, N = {count_text(points)}, k = {k}"
                details = {"seconds": seconds, "whole": ours, "peers_whole": theirs}
                for name in peers:
                    yield Row("rounds", work, median(seconds[name]) / median(seconds["ours"]),
                              target=ROUND_TARGETS[name][points * 10 if setting.quick else points],
                              ours=time_text(median(seconds["ours"])),
                              peer=f"{PEER_NAMES[name]} {time_text(median(seconds[name]))}",
                              note=note_of(name, ours, theirs, seconds),
                              details=details | {"spread": {n: spread(s) for n, s in seconds.items()}})


def brute(setting, peer_names):
    for dims, target in BRUTE_TARGETS.items():
        with contextlib.ExitStack() as stack:
            points = setting.size(1_000_000)
            engine, peers = open_all(setting, stack, [n for n in peer_names if n == "sklearn"], points, dims)
            starts = engine.ask("starts", k=8, seed=SEED)["centroids"]
            seconds = compare(engine, peers, "brute", starts, setting)
            ours = engine.ask("whole", method="brute", centroids=starts)
            for name in peers:
                yield Row("brute", f"brute round, D = {dims}, k = 8, N = {count_text(points)}",
                          median(seconds[name]) / median(seconds["ours"]), target=target,
                          ours=time_text(median(seconds["ours"])),
                          peer=f"{PEER_NAMES[name]} {time_text(median(seconds[name]))}",
                          note=f"mean of our whole fit {time_text(ours['seconds'])} "
                               f"({digits(median(seconds[name]) / ours['seconds'])}×), {ours['iterations']} rounds",
                          details={"seconds": seconds, "spread": {n: spread(s) for n, s in seconds.items()}})


def growth(setting, peer_names, sizes=(100_000, 1_000_000, 10_000_000)):
    """Nanoseconds of a round a point fall as the points grow."""
    before = None
    for points in map(setting.size, sizes):
        with setting.open_engine(1) as engine:
            engine.ask("points", points=points, dims=3)
            starts = engine.ask("starts", k=8, seed=SEED)["centroids"]
            seconds = compare(engine, {}, "tree", starts, setting)["ours"]
            whole = engine.ask("whole", method="tree", centroids=starts)
        per_point = median(seconds) / points * 1e9
        # The target of a size is the figure of the size before.
        yield Row("growth", f"tree round per point, N = {count_text(points)}, k = 8", per_point, "ns", target=before,
                  better="lower", ours=time_text(median(seconds)),
                  note=f"mean of the whole fit {digits(whole['seconds'] / points * 1e9)} ns, {whole['iterations']} rounds",
                  details={"seconds": seconds, "whole": whole["seconds"]})
        before = per_point


def growth_1e8(setting, peer_names):
    yield from growth(setting, peer_names, sizes=(10_000_000, 100_000_000))
