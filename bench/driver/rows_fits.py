"""Whole fits, sweeps and seeding against scikit-learn."""
from rows_rounds import SEED
from setting import count_text
from table import Row, digits, median, time_text

SEEDS = 10
K_LAST = 20
TOLERANCE = 1e-4
BUSY = 1.2  # wall time of one thread over its processor time from which wall times say little


def fit(setting, peer_names):
    points = setting.size(1_000_000)
    with setting.open_engine(1) as engine, setting.open_peer("sklearn", 1) as peer:
        engine.ask("points", points=points, dims=3, file=setting.points_file())
        peer.ask("load", file=setting.points_file())
        starts = engine.ask("starts", k=8, seed=SEED)["centroids"]
        ours, tree, theirs = [], [], []
        for _ in range(setting.repetitions):
            for fits, method in ((ours, "automatic"), (tree, "tree")):
                fits.append(engine.ask_warm("fit", method=method, centroids=starts, tolerance=0))
            theirs.append(peer.ask_warm("fit", centroids=starts, rounds=10_000, tolerance=0))
        seconds = {name: [one["seconds"] for one in fits]
                   for name, fits in (("ours", ours), ("ours, tree", tree), ("sklearn", theirs))}
        inertia = [engine.ask("judge", centroids=fits[-1]["centroids"])["inertia"] for fits in (ours, theirs)]
    yield Row("fit", f"whole fit with sort, tree and labels, tolerance 0, N = {count_text(points)}, k = 8",
              median(seconds["sklearn"]) / median(seconds["ours"]), target=35, ours=time_text(median(seconds["ours"])),
              peer=f"scikit-learn {time_text(median(seconds['sklearn']))}",
              note=f"iterations {ours[-1]['iterations']} / {theirs[-1]['iterations']}, inertia {inertia[0]:.2f} / "
                   f"{inertia[1]:.2f}; with the tree from the first round {time_text(median(seconds['ours, tree']))}",
              details={"seconds": seconds})


def sweep(setting, peer_names):
    points = setting.size(1_000_000)
    request = {"k_last": K_LAST, "tolerance": TOLERANCE}
    with setting.open_engine(2) as engine:
        engine.ask("points", points=points, dims=3, file=setting.points_file())
        ours = [engine.ask_warm("sweep", seeds=SEEDS, **request) for _ in range(setting.repetitions)]
    theirs = {}
    for threads in (1, 2):
        with setting.open_peer("sklearn", threads) as peer:
            peer.ask("load", file=setting.points_file())
            theirs[threads] = peer.ask("sweep", seed=SEED, **request)
    wall = median([one["wall"] for one in ours])
    processor = median([one["seconds"] for one in ours])
    # Its threads wait spinning: on a busy machine one can be faster than two, and is then what ours is compared with.
    faster = min(theirs, key=lambda threads: theirs[threads]["wall"])
    peer = theirs[faster]
    busy = theirs[1]["wall"] > BUSY * theirs[1]["seconds"]
    yield Row("sweep", f"sweep k = 2..{K_LAST} × {SEEDS} seeds, N = {count_text(points)}, tolerance {TOLERANCE}, 2 threads",
              SEEDS * peer["wall"] / wall, target=180, ours=f"{time_text(wall)} wall",
              peer=f"scikit-learn {time_text(SEEDS * peer['wall'])} wall, {SEEDS} × one seed, its faster of 1 and 2 "
                   f"threads: {faster}",
              note=f"processor time {time_text(processor)} / {time_text(SEEDS * theirs[1]['seconds'])} on one thread "
                   f"({digits(SEEDS * theirs[1]['seconds'] / processor)}×); iterations {ours[-1]['iterations']} / "
                   f"{SEEDS} × {peer['iterations']}"
                   + ("; the machine was busy with other work, take the ratio of processor times" if busy else ""),
              details={"ours": ours, "sklearn_one_seed": theirs})


def seeding(setting, peer_names):
    points = setting.size(1_000_000)
    with setting.open_engine(1) as engine, setting.open_peer("sklearn", 1) as peer:
        engine.ask("points", points=points, dims=3, file=setting.points_file())
        peer.ask("load", file=setting.points_file())
        ours, theirs = [], []
        for repetition in range(setting.repetitions):
            ours.append(sum(engine.ask("seeding", k=K_LAST, seeds=SEEDS)["seconds"]) / SEEDS)
            theirs.append(peer.ask_warm("kmeanspp", k=K_LAST, seed=repetition)["seconds"])
    yield Row("seeding", f"greedy k-means++ to k = {K_LAST}, N = {count_text(points)}, sort and tree not counted",
              median(theirs) / median(ours), target=100, ours=f"{time_text(median(ours))}, mean of {SEEDS} seeds",
              peer=f"scikit-learn {time_text(median(theirs))}", details={"ours": ours, "sklearn": theirs})
