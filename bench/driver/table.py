"""What a row of the table holds, and the table as Markdown and JSON."""
import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    row: str  # as it is asked for on the command line
    work: str
    figure: float | None = None  # None: not measured, `note` says why
    unit: str = "x"
    target: float | None = None
    better: str = "higher"  # or "lower"
    ours: str = ""
    peer: str = ""
    note: str = ""
    details: dict = dataclasses.field(default_factory=dict)  # every repetition, for the JSON

    @property
    def reached(self):
        if self.figure is None or self.target is None:
            return None
        return self.figure >= self.target if self.better == "higher" else self.figure <= self.target


def median(values):
    return statistics.median(values)


def spread(values):
    """Half the range over the median: how far a repetition may lie off."""
    return (max(values) - min(values)) / 2 / median(values) if median(values) else 0.0


def time_text(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{digits(seconds / size)} {unit}"
    return f"{digits(seconds * 1e9)} ns"


def digits(value):
    """Three significant digits, without an exponent where the number is no tiny one."""
    if value == 0:
        return "0"
    if abs(value) < 1e-3:
        return f"{value:.1e}"
    for limit, places in ((100, 0), (10, 1), (1, 2), (0.1, 3)):
        if abs(value) >= limit:
            return f"{value:.{places}f}"
    return f"{value:.4f}"


def figure_text(value, unit):
    if value is None:
        return "not measured"
    return f"{digits(value)}×" if unit == "x" else f"{digits(value)} {unit}"


def target_text(row):
    if row.target is None:
        return ""
    bound = "≥" if row.better == "higher" else "≤"
    return f"{bound} {figure_text(row.target, row.unit)}"


def markdown(rows, quick):
    lines = ["| work | ours | peer | figure | target | reached | beside it |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        reached = {None: "", True: "yes", False: "**no**"}[row.reached]
        cells = [row.work, row.ours, row.peer, figure_text(row.figure, row.unit), target_text(row),
                 "quick" if quick and reached else reached, row.note]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


BEGIN, END = "<!-- table by scripts/bench -->\n", "<!-- end of table -->\n"


def put_into(file, table):
    """Into its place in a text that has one, else as the whole file."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    file.write_text(before + begin + table + end + after if end else table, encoding="utf-8")


def as_json(rows):
    return [dataclasses.asdict(row) | {"reached": row.reached} for row in rows]
