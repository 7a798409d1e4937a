"""What all rows are measured with: sizes, repetitions, where the programs are."""
import dataclasses
import pathlib

from program import Program

PEER_NAMES = {"sklearn": "scikit-learn", "intelex": "scikit-learn-intelex", "faiss": "FAISS"}


@dataclasses.dataclass
class Setting:
    engine: pathlib.Path
    rfmeans: pathlib.Path
    python: pathlib.Path | None  # of the peers' virtual environment
    folder: pathlib.Path  # for points that peers read
    quick: bool = False
    repetitions: int = 3
    points: int | None = None  # of wrong-sums and ingest, where asked for
    versions: dict = dataclasses.field(default_factory=dict)
    tables: list = dataclasses.field(default_factory=list)  # below the table of rows, in Markdown

    def size(self, points):
        """--quick is a tenth of everything."""
        return points // 10 if self.quick else points

    def open_engine(self, threads):
        program = Program("rfmeans", [self.engine, str(threads)], {})
        self.versions["SIMD target"] = program.about["version"].split(", ")[-1]
        return program

    def open_peer(self, name, threads):
        worker = pathlib.Path(__file__).parent.parent / "peers" / "worker.py"
        limits = {f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "OPENBLAS", "MKL")}
        program = Program(PEER_NAMES[name], [self.python, worker, name], limits)
        self.versions[PEER_NAMES[name]] = program.about["version"]
        return program

    def points_file(self):
        return str(self.folder / "points.npy")


def count_text(points):
    mantissa, exponent = f"{points:.0e}".split("e")
    return f"{mantissa}e{int(exponent)}" if float(f"{points:.0e}") == points else str(points)
