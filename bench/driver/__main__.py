"""Runs the rows of the table and writes it. scripts/bench builds what this needs and starts it."""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import rows_fits
import rows_ingest
import rows_own
import rows_rounds
from program import ProgramError
from setting import PEER_NAMES, Setting
from table import Row, as_json, figure_text, markdown, put_into
from wrong_sums import wrong_sums

# Name: function, peers that it cannot do without, whether it runs when no row is named.
ROWS = {
    "rounds": (rows_rounds.rounds, ["sklearn", "intelex", "faiss"], True),
    "fit": (rows_fits.fit, ["sklearn"], True),
    "sweep": (rows_fits.sweep, ["sklearn"], True),
    "seeding": (rows_fits.seeding, ["sklearn"], True),
    "brute": (rows_rounds.brute, ["sklearn"], True),
    "referee": (rows_own.referee, [], True),
    "sort": (rows_own.sort, [], True),
    "memory": (rows_own.memory, [], True),
    "growth": (rows_rounds.growth, [], True),
    "ingest": (rows_ingest.ingest, [], False),
    "ingest-1e8": (rows_ingest.ingest_large, [], False),
    "growth-1e8": (rows_rounds.growth_1e8, [], False),
    "wrong-sums": (wrong_sums, ["sklearn", "intelex", "faiss"], False),
}


def machine():
    name = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            name = line.partition(":")[2].strip()
            break
    return f"{len(os.sched_getaffinity(0))} cores of {name}"


def commit():
    """Of the sources, with "+" where they were changed since."""
    command = ["git", "-C", str(pathlib.Path(__file__).parent), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown commit"


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Times rfmeans and its peers.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)} (default: all but ingest, ingest-1e8, "
                                                               "growth-1e8 and wrong-sums, which are large)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the points, once: shows that all works")
    parser.add_argument("--repetitions", type=int, default=None, metavar="N", help="default 3")
    parser.add_argument("--points", type=int, metavar="N", help="of the row wrong-sums, default "
                        "80000000; rows of ingest and ingest-1e8, default 5000000, 100000000")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="default build/bench.json")
    parser.add_argument("--markdown", type=pathlib.Path, metavar="FILE", help="the table also here; between its "
                        "marks where the file has them, as bench/README.md")
    parser.add_argument("--programs", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peers", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = [row for row in options.rows if row not in ROWS]
    if unknown:
        parser.error(f"no row '{unknown[0]}' (rows are {', '.join(ROWS)})")
    return options


def run_row(name, setting):
    """Its rows as they come; one that says why where it cannot be measured."""
    function, needed, _ = ROWS[name]
    peers = list(PEER_NAMES) if setting.python else []
    if any(peer not in peers for peer in needed):
        yield Row(name, f"row '{name}'", note="skipped: the peers could not be installed")
        return
    try:
        yield from function(setting, peers)
    except (ProgramError, OSError) as error:
        yield Row(name, f"row '{name}'", note=f"stopped: {error}")


def main():
    options = parse()
    names = options.rows or [name for name, (_, _, by_default) in ROWS.items() if by_default]
    rows = []
    built_from = commit()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rfmeans-bench-") as folder:
        setting = Setting(engine=options.programs / "bench_engine", rfmeans=options.programs / "rfmeans",
                          python=options.peers, folder=pathlib.Path(folder), quick=options.quick, points=options.points,
                          repetitions=options.repetitions or (1 if options.quick else 3))
        for name in names:
            for row in run_row(name, setting):
                rows.append(row)
                print(f"[{time.monotonic() - started:4.0f} s] {row.work}: {figure_text(row.figure, row.unit)}; "
                      f"{row.peer} {row.note}",
                      file=sys.stderr, flush=True)
    date = datetime.date.today().isoformat()
    versions = "".join(f", {name} {version}" for name, version in setting.versions.items())
    head = (f"{date}, {machine()}; rfmeans {built_from}{versions}; {setting.repetitions} repetitions, medians (ingest: the least)"
            + ("; --quick: a tenth of the points named by the targets" if options.quick else ""))
    table = "\n\n".join([head, markdown(rows, options.quick), *setting.tables]) + "\n"
    print(table)
    if options.markdown:
        put_into(options.markdown, table)
    options.json.write_text(json.dumps({"date": date, "commit": built_from, "machine": machine(), "versions": setting.versions,
                                        "quick": options.quick, "repetitions": setting.repetitions,
                                        "rows": as_json(rows)}, indent=1), encoding="utf-8")
    return 1 if any(row.figure is None for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
