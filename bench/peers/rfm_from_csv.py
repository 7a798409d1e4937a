"""One peer makes RFM of one file of bench_made_rows: last date, distinct orders and sum of quantity x price a customer.
Prints seconds, processor time, peak memory and the answer as a line of JSON. The time of importing is not counted.

usage: python rfm_from_csv.py PEER FILE THREADS     (bench/driver starts it; PEER is one of PEERS below)
"""
import json
import os
import sys
import time

MODULUS = 2**31 - 1
USED = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
TIME = "%Y-%m-%d %H:%M:%S"


def duckdb(threads, given):
    """Grouped by customer and order first: of all ways to count distinct orders, its fastest. Of a table, since the
    answer is to be at hand in the process."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET preserve_insertion_order = false")
    types = ("{'InvoiceNo': 'INTEGER', 'StockCode': 'INTEGER', 'Description': 'VARCHAR', 'Quantity': 'INTEGER', 'InvoiceDate': "
             "'TIMESTAMP', 'UnitPrice': 'DECIMAL(9, 2)', 'CustomerID': 'INTEGER', 'Country': 'VARCHAR'}")
    options = f", columns = {types}, header = true, delim = ',', quote = '\"'" if given else ""

    def run(file):
        connection.execute(f"""CREATE TABLE rfm AS SELECT customer, max(last) AS last, count(*) AS orders, sum(revenue) AS revenue
            FROM (SELECT CustomerID AS customer, InvoiceNo, max(InvoiceDate) AS last, sum(Quantity * UnitPrice) AS revenue
                  FROM read_csv('{file}'{options}) GROUP BY 1, 2) GROUP BY 1""")

    def answer():
        # A sum of doubles is rounded to the cent for each customer, which makes it exact here.
        rows = connection.execute("SELECT customer::BIGINT, date_diff('day', DATE '1970-01-01', last::DATE)::BIGINT, "
                                  "orders::BIGINT, round(revenue * 100)::BIGINT FROM rfm").fetchnumpy()
        return list(rows.values())

    return duckdb.__version__, run, answer


def polars(threads, given, engine):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import numpy
    import polars

    # Text made into times behind the reader takes half the time of the reader's own conversion.
    types = {"InvoiceNo": polars.Int32, "StockCode": polars.Int32, "Description": polars.String, "Quantity": polars.Int32,
             "InvoiceDate": polars.String, "UnitPrice": polars.Float64, "CustomerID": polars.Int32, "Country": polars.String}
    table = []

    def run(file):
        if given:
            rows = polars.scan_csv(file, schema=types).with_columns(polars.col("InvoiceDate").str.to_datetime(TIME))
        else:
            rows = polars.scan_csv(file, try_parse_dates=True)
        table.append(rows.group_by("CustomerID").agg(
            last=polars.col("InvoiceDate").max(), orders=polars.col("InvoiceNo").n_unique(),
            revenue=(polars.col("Quantity") * polars.col("UnitPrice")).sum()).collect(engine=engine))

    def answer():
        rfm = table[0]
        return [rfm["CustomerID"].to_numpy(), rfm["last"].dt.date().to_numpy().astype("datetime64[D]").astype(numpy.int64),
                rfm["orders"].to_numpy(), (rfm["revenue"] * 100).round().to_numpy()]

    return polars.__version__, run, answer


def pandas(threads, engine):
    import pandas
    import pyarrow

    pyarrow.set_cpu_count(threads)
    table = []

    def run(file):
        rows = pandas.read_csv(file, engine=engine, usecols=USED, parse_dates=["InvoiceDate"])
        rows["revenue"] = rows["Quantity"] * rows["UnitPrice"]
        table.append(rows.groupby("CustomerID", sort=False).agg(
            last=("InvoiceDate", "max"), orders=("InvoiceNo", "nunique"), revenue=("revenue", "sum")))

    def answer():
        rfm = table[0]
        return [rfm.index.to_numpy(), rfm["last"].to_numpy().astype("datetime64[D]").astype("int64"),
                rfm["orders"].to_numpy(), (rfm["revenue"] * 100).round().to_numpy()]

    return pandas.__version__, run, answer


PEERS = {
    "duckdb": lambda threads: duckdb(threads, given=False),
    "duckdb-typed": lambda threads: duckdb(threads, given=True),
    "polars": lambda threads: polars(threads, False, "in-memory"),
    "polars-streaming": lambda threads: polars(threads, False, "streaming"),
    "polars-typed": lambda threads: polars(threads, True, "in-memory"),
    "polars-typed-streaming": lambda threads: polars(threads, True, "streaming"),
    "pandas-c": lambda threads: pandas(threads, "c"),
    "pandas-pyarrow": lambda threads: pandas(threads, "pyarrow"),
}


def summary(columns):
    """As bench/ingest/answer.hpp says it."""
    import numpy

    ids, days, orders, cents = (numpy.asarray(column).astype(numpy.int64) for column in columns)
    checks = [int((ids * (values % MODULUS) % MODULUS).sum() % MODULUS) for values in (days, orders, cents)]
    return {"customers": len(ids), "orders": int(orders.sum()), "cents": int(cents.sum()), "last_day": int(days.max()),
            "checks": checks}


def peak_bytes():
    for line in open("/proc/self/status", encoding="ascii"):
        if line.startswith("VmHWM:"):
            return 1024 * int(line.split()[1])
    raise OSError("no VmHWM in /proc/self/status")


def main(peer, file, threads):
    version, run, answer = PEERS[peer](threads)
    wall, processor = time.perf_counter(), time.process_time()
    run(file)
    figures = {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor, "peak": peak_bytes()}
    print(json.dumps(figures | {"version": version, "answer": summary(answer())}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
