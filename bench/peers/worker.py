"""A peer's side of the comparisons: reads commands, one line of JSON each, and answers each with a line of JSON.

usage: OMP_NUM_THREADS=N python worker.py sklearn|intelex|faiss     (bench/driver starts it)
"""
import json
import sys
import time

import numpy

from peers import as_starts, open_peer, version_of


class Clock:
    """Processor time of the whole process and wall time, from the start of the `with` to its end."""

    def __enter__(self):
        self.wall = time.perf_counter()
        self.seconds = time.process_time()
        return self

    def __exit__(self, *_):
        self.seconds = time.process_time() - self.seconds
        self.wall = time.perf_counter() - self.wall


class Worker:
    def __init__(self, name):
        self.peer = open_peer(name)
        self.points = None

    def load(self, command):
        self.points = None
        self.points = numpy.load(command["file"])
        return {"points": len(self.points)}

    def rounds(self, command):
        """Processor seconds of a round: of `last` rounds less `first`, so that what a fit costs once falls out.

        A fit may end before `last` rounds: those that it did count. An untimed fit goes first: while a process waits
        for its turn, a virtual machine may give its free memory away, and the next fit would pay for having it back.
        """
        starts = as_starts(command["centroids"])
        self.peer.fit(self.points, starts, command["first"], 0)
        spent, done = [], []
        for rounds in (command["first"], command["last"]):
            with Clock() as clock:
                done.append(self.peer.fit(self.points, starts, rounds, 0)[1])
            spent.append(clock.seconds)
        return {"seconds": (spent[1] - spent[0]) / (done[1] - done[0]), "rounds": done}

    def fit(self, command):
        starts = as_starts(command["centroids"])
        with Clock() as clock:
            centroids, rounds, inertia = self.peer.fit(self.points, starts, command["rounds"], command["tolerance"])
        return {
            "seconds": clock.seconds,
            "wall": clock.wall,
            "iterations": rounds,
            "own_inertia": inertia,
            "centroids": centroids.astype(float).tolist(),
        }

    def sweep(self, command):
        """k = 2 … k_last, one seed, seeding included."""
        rounds = 0
        with Clock() as clock:
            for k in range(2, command["k_last"] + 1):
                rounds += self.peer.rounds_from_seed(self.points, k, command["seed"], command["tolerance"])
        return {"seconds": clock.seconds, "wall": clock.wall, "iterations": rounds}

    def kmeanspp(self, command):
        with Clock() as clock:
            self.peer.kmeanspp(self.points, command["k"], command["seed"])
        return {"seconds": clock.seconds}


def main(name):
    worker = Worker(name)
    print(json.dumps({"name": name, "version": version_of(name)}), flush=True)
    commands = {"load": worker.load, "rounds": worker.rounds, "fit": worker.fit, "sweep": worker.sweep,
                "kmeanspp": worker.kmeanspp}
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = commands[command["do"]](command)
        except Exception as error:  # the driver says which row it belongs to
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
