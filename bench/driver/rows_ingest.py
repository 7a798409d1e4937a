"""RFM from one file of 5e6 rows: rfmeans beside DuckDB, Polars and pandas, every run a process of its own."""
import json
import os
import pathlib
import subprocess
import time

from program import ProgramError
from setting import count_text
from table import Row, median, time_text

ROWS = 5_000_000
PEERS = {
    "duckdb": "DuckDB, types found by itself",
    "duckdb-typed": "DuckDB, types given",
    "polars": "Polars, types found by itself",
    "polars-streaming": "Polars, types found by itself, streaming",
    "polars-typed": "Polars, types given",
    "polars-typed-streaming": "Polars, types given, streaming",
    "pandas-c": "pandas, C reader",
    "pandas-pyarrow": "pandas, pyarrow reader",
}
ONE_THREAD_ONLY = ["pandas-c"]
OURS = {
    "rfm": "**rfmeans**, everything found by itself",
    "rfm-attributes": "the same with attributes",
    "rfm-sha256": "the same with the fingerprint (SHA-256)",
    "profile": "profile alone",
    "command": "the whole `rfmeans ingest`, with start and study file",
    "command-no-profile": "the whole `rfmeans ingest --no-profile`",
}
LIMITS = {"read": "limit: read", "scan": "limit: read and find separators"}
# Of wall time, ours against the peer's, at equal threads; and of peak memory.
TARGETS = {"grouped": {"duckdb": 6.0, "fastest": 4.5}, "shuffled": {"duckdb": None, "fastest": 4.0}}
MEMORY_TARGET = 0.5

LARGE_ROWS, LARGE_MEMORY = 100_000_000, "1GiB"
LARGE_BYTES = 1 << 30  # of --memory, which holds for rows on their way
PROGRAM_BYTES = 64 << 20  # beside it: the program, pieces of the input,
CUSTOMER_BYTES = 128  # and the table of the customers with what its making, scoring and writing take


def run_tool(command, threads=None, source=None):
    """Runs it to its end. Its output, and what the machine says of it: wall and processor seconds, peak memory."""
    limits = {f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "OPENBLAS", "MKL")} if threads else {}
    began = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdin=source, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, env=os.environ | limits)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ProgramError(f"'{' '.join(map(str, command))}' ended with exit code {process.returncode}: {out.strip()}")
    return out, {"wall": time.monotonic() - began, "processor": usage.ru_utime + usage.ru_stime,
                 "peak": usage.ru_maxrss * 1024}


def run_job(command, threads):
    """Its figures: those that it prints as a line of JSON stand before what the machine says."""
    out, figures = run_tool(command, threads)
    lines = [line for line in out.splitlines() if line.startswith("{")]
    return figures | (json.loads(lines[-1]) if lines else {})


class Contest:
    """One file, one number of threads: all tools in turn, several times."""

    def __init__(self, setting, file, threads):
        self.setting, self.file, self.threads = setting, file, threads
        self.runs = {}

    def command(self, name):
        if name in PEERS:
            return [self.setting.python, pathlib.Path(__file__).parent.parent / "peers" / "rfm_from_csv.py", name, self.file,
                    self.threads]
        if name.startswith("command"):
            return [self.setting.rfmeans, "ingest", self.file, "-o", self.setting.folder / "study.h5", "--force", "--quiet",
                    "--threads", self.threads, *(["--no-profile"] if name == "command-no-profile" else [])]
        return [self.setting.engine.parent / "bench_ingest", name, self.file, self.threads]

    def run(self):
        peers = [name for name in PEERS if self.threads == 1 or name not in ONE_THREAD_ONLY]
        tools = [*OURS, *LIMITS, *(peers if self.setting.python else [])]
        run_job(self.command("read"), self.threads)  # into the page cache
        for _ in range(self.setting.repetitions):
            for name in tools:
                run = run_job(self.command(name), self.threads)
                if name in PEERS:
                    self.setting.versions[PEERS[name].partition(",")[0]] = run["version"]
                self.runs.setdefault(name, []).append(run)
        self.check_answers()

    def check_answers(self):
        """Of all runs of all tools that make RFM: none may differ before their times count."""
        expected = self.runs["rfm"][0]["answer"]
        for name, runs in self.runs.items():
            for run in runs:
                answer = run.get("answer", expected)
                if "customers" in answer and answer != expected:
                    raise ProgramError(f"{name} finds {answer}, rfmeans {expected}")

    def wall(self, name):
        return min(run["wall"] for run in self.runs[name])

    def peak(self, name):
        return min(run["peak"] for run in self.runs[name])

    def peers(self):
        return [name for name in self.runs if name in PEERS]


def rate_text(contest, name):
    return f"{time_text(contest.wall(name))}, {contest.peak(name) / 1e6:.0f} MB"


def target_rows(contest, kind, rows):
    threads = f"{contest.threads} thread" + ("s" if contest.threads > 1 else "")
    work = f"RFM of {count_text(rows)} rows, {kind}, {threads}"
    ours = rate_text(contest, "rfm")
    fastest = min(contest.peers(), key=contest.wall)
    for name, target, note in (("duckdb", TARGETS[kind]["duckdb"], ""),
                               (fastest, TARGETS[kind]["fastest"], "the fastest peer of all")):
        yield Row("ingest", work, contest.wall(name) / contest.wall("rfm"), target=target, ours=ours,
                  peer=f"{PEERS[name]} {rate_text(contest, name)}", note=note, details=contest.runs)
    least = min(("duckdb", "duckdb-typed"), key=contest.peak)
    yield Row("ingest", "the same, peak memory", contest.peak("rfm") / contest.peak(least), target=MEMORY_TARGET,
              better="lower", ours=ours, peer=f"{PEERS[least]} {rate_text(contest, least)}",
              note="of DuckDB's lower figure")


def cell(contest, name):
    if name not in contest.runs:
        return "–"
    runs = contest.runs[name]
    processor = min(run["processor"] for run in runs)
    return (f"{contest.wall(name):.3f} ({median([run['wall'] for run in runs]):.3f}) / {processor:.3f} / "
            f"{contest.peak(name) / 1e6:.0f}")


def figures_table(contests):
    head = [f"{kind}, {contest.threads} thread{'s' if contest.threads > 1 else ''}" for kind, contest in contests]
    lines = ["| wall s, min (median) / processor s / peak MB | " + " | ".join(head) + " |", "| --- " * (len(head) + 1) + "|"]
    for name, label in (OURS | PEERS | LIMITS).items():
        lines.append(f"| {label} | " + " | ".join(cell(contest, name) for _, contest in contests) + " |")
    return "\n".join(lines)


def ingest(setting, peer_names):
    rows = setting.points or setting.size(ROWS)
    contests = []
    for kind in TARGETS:
        file = setting.folder / f"{kind}.csv"
        with open(file, "wb") as out:
            subprocess.run([setting.engine.parent / "bench_made_rows", str(rows), kind], stdout=out, check=True)
        for threads in (1, 2):
            contest = Contest(setting, file, threads)
            contest.run()
            contests.append((kind, contest))
            if contest.peers():
                yield from target_rows(contest, kind, rows)
            else:
                yield Row("ingest", f"RFM, {kind}", note="the peers could not be installed")
        file.unlink()
    setting.tables.append(figures_table(contests))


def ingest_large(setting, peer_names):
    """Many rows through a pipe, in bounded memory."""
    rows = setting.points or setting.size(LARGE_ROWS)
    make = [setting.engine.parent / "bench_made_rows", str(rows), "shuffled"]
    with subprocess.Popen(make, stdout=subprocess.PIPE) as made:
        out, figures = run_tool([setting.rfmeans, "ingest", "-", "--memory", LARGE_MEMORY, "-o", setting.folder / "large.h5",
                                 "--json"], source=made.stdout)
        made.stdout.close()
    report = json.loads(out[out.index("\n{\n") + 1 if not out.startswith("{") else 0:])
    counts = {count["name"]: count["count"] for count in report["counts"]}
    if report["provenance"]["inputs"][0]["rows"] != rows or counts["rows used"] != rows:
        raise ProgramError(f"not all of the {rows} rows were used: {counts}")
    customers = report["rfm"]["customers"]
    bound = LARGE_BYTES + PROGRAM_BYTES + CUSTOMER_BYTES * customers
    yield Row("ingest-1e8", f"`rfmeans ingest - --memory {LARGE_MEMORY}`, {count_text(rows)} rows shuffled, from a pipe: peak",
              figures["peak"] / 2**20, "MiB", target=bound / 2**20, better="lower",
              ours=f"{time_text(figures['wall'])}, {rows / figures['wall'] / 1e6:.2f} million rows a second",
              note=f"bound: {LARGE_MEMORY}, {PROGRAM_BYTES >> 20} MiB, and {CUSTOMER_BYTES} bytes a customer, of whom there are "
                   f"{customers:,}", details=figures)
