"""Two groups far apart and many points: float32 sums of the peers end far from the means, integer sums do not."""
import json
import pathlib
import re
import subprocess
import time

from setting import PEER_NAMES, count_text
from table import Row, time_text

POINTS = 80_000_000
STARTS = [[0.0] * 3, [10.0] * 3]
ROUNDS = 20
HARMLESS = 1e-6


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"'{pathlib.Path(command[0]).name}' ended with exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def fit_ours(setting):
    """By the program itself, from the same file."""
    starts = setting.folder / "starts.csv"
    starts.write_text("x0,x1,x2\n" + "\n".join(",".join(map(str, start)) for start in STARTS) + "\n", encoding="utf-8")
    result = setting.folder / "result"
    run(setting.rfmeans, "sweep", "--points", setting.points_file(), "-k", "2", "--init", f"file:{starts}",
        "--max-iterations", ROUNDS, "-o", result)
    return read_npy(result / "k2.centroids.npy")


def read_npy(file):
    """A little-endian float32 or float64 matrix, without NumPy: the driver needs the standard library only."""
    import array

    content = file.read_bytes()
    size = int.from_bytes(content[8:10], "little")
    header = content[10 : 10 + size].decode("latin1")
    rows, columns = map(int, re.search(r"'shape': \((\d+), (\d+)\)", header).groups())
    values = array.array("d" if "<f8" in header else "f", content[10 + size :])
    return [list(values[r * columns : (r + 1) * columns]) for r in range(rows)]


def centroid_text(centroids):
    return " and ".join("(" + ", ".join(f"{value:.7f}" for value in centroid) + ")" for centroid in centroids)


def error_of(centroids, means):
    return max(abs(value - mean) for centroid, exact in zip(sorted(centroids), means) for value, mean in
               zip(centroid, exact))


def wrong_sums(setting, peer_names):
    points = setting.points or setting.size(POINTS)
    means = json.loads(run(setting.python, pathlib.Path(__file__).parent.parent / "peers" / "two_groups.py", points,
                           setting.points_file()))["means"]
    work = f"two groups far apart, N = {count_text(points)}, k = 2: largest error of a centroid"
    began = time.monotonic()
    ours = fit_ours(setting)
    yield Row("wrong-sums", work, error_of(ours, means), "units", target=HARMLESS, better="lower", ours="rfmeans",
              note=f"{centroid_text(ours)}; exact {centroid_text(means)}; {time_text(time.monotonic() - began)} with "
                   "reading and writing", details={"centroids": ours, "exact": means})
    for name, threads in (("sklearn", 1), ("sklearn", 2), ("intelex", 1), ("faiss", 1)):
        # One at a time, each in a process of its own: the points are large.
        with setting.open_peer(name, threads) as peer:
            peer.ask("load", file=setting.points_file())
            fit = peer.ask("fit", centroids=STARTS, rounds=ROUNDS, tolerance=0)
        plural = "" if threads == 1 else "s"
        yield Row("wrong-sums", work, error_of(fit["centroids"], means), "units",
                  peer=f"{PEER_NAMES[name]}, {threads} thread{plural}",
                  note=f"{centroid_text(fit['centroids'])}; its inertia {fit['own_inertia']:.6g}, {fit['iterations']} "
                       "rounds", details=fit)
