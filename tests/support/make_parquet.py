"""Writes the Parquet files of the tests, with pyarrow: make_parquet.py FOLDER"""
import datetime
import decimal
import gzip
import pathlib
import sys
import uuid

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

FOLDER = pathlib.Path(sys.argv[1])
Decimal = decimal.Decimal
datetime_ = datetime.datetime


def write(name, table, **options):
    pq.write_table(table, FOLDER / f"{name}.parquet", **options)


def write_types():
    """Each type, with a null in the last row."""
    columns = {
        "text": pa.array(["plain", 'a "quote", a comma', None]),
        "two\nlines": pa.array(["a\nb", "ü", None], pa.large_string()),
        "view": pa.array([" blanks ", "", None], pa.string_view()),
        "bytes": pa.array([b"as text", b"", None], pa.binary()),
        "fixed": pa.array([b"\x00\xff", b"ab", None], pa.binary(2)),
        "uuid": pa.array([uuid.UUID(int=0x0123456789ABCDEF0123456789ABCDEF).bytes, b"\xff" * 16, None], pa.uuid()),
        "category": pa.array(["x,y", "z", None]).dictionary_encode(),
        "nothing": pa.nulls(3),
        "bool": pa.array([True, False, None]),
        "int8": pa.array([-128, 127, None], pa.int8()),
        "int64": pa.array([-(2**63), 2**63 - 1, None], pa.int64()),
        "uint64": pa.array([0, 2**64 - 1, None], pa.uint64()),
        "half": pa.array([0.5, -65504.0, None], pa.float16()),
        "float": pa.array([0.1, 16777216.0, None], pa.float32()),
        "double": pa.array([0.1, 17850.0, None], pa.float64()),
        "tiny": pa.array([5e-324, float("nan"), None], pa.float64()),
        "decimal": pa.array([Decimal("-0.05"), Decimal("12345.60"), None], pa.decimal128(9, 2)),
        "wide": pa.array([Decimal("12345678901234567890123456789012345678"), Decimal(0), None], pa.decimal128(38, 0)),
        "wider": pa.array([Decimal("-1e-40"), Decimal(7), None], pa.decimal256(50, 40)),
        "date32": pa.array([datetime.date(2011, 12, 9), datetime.date(1969, 12, 31), None], pa.date32()),
        "date64": pa.array([datetime.date(2012, 2, 29), datetime.date(1900, 3, 1), None], pa.date64()),
        "seconds": pa.array([datetime_(2011, 12, 9, 12, 50), datetime_(1960, 1, 1), None], pa.timestamp("s")),
        "micro": pa.array([datetime_(2011, 12, 9, 12, 50, 0, 250), datetime_(1969, 12, 31, 23, 59, 59, 500000), None],
                          pa.timestamp("us")),
        "nano": pa.array([1, 1_000_000_000, None], pa.timestamp("ns")),
        "berlin": pa.array([datetime_(2011, 12, 9, 11, 50), datetime_(2011, 7, 1), None],
                           pa.timestamp("ms", tz="Europe/Berlin")),
        "clock": pa.array([datetime.time(1, 2, 3), datetime.time(23, 59, 59, 5000), None], pa.time32("ms")),
        "finer": pa.array([datetime.time(0, 0, 0, 7), datetime.time(12), None], pa.time64("us")),
        "duration": pa.array([datetime.timedelta(seconds=5), -datetime.timedelta(seconds=1), None], pa.duration("ms")),
    }
    write("types", pa.table(columns))
    write("far_dates", pa.table({"day": pa.array([2**31 - 1, -(2**31), 2932896, 2932897], pa.date32()),
                                 "time": pa.array([2**63 - 1, -(2**63), 253402300799999, 253402300800000], pa.timestamp("ms"))}))
    times = pa.array([datetime_(2011, 12, 9, 12, 50), datetime_(1600, 1, 1), datetime_(3000, 1, 1)], pa.timestamp("us"))
    write("int96", pa.table({"time": times}), use_deprecated_int96_timestamps=True)


def shop_rows():
    """A shop worked out by plain arithmetic: customer, order, time, quantity, price in cents."""
    for order in range(900):
        start = datetime_(2011, 1, 1, 8) + datetime.timedelta(hours=7 * order + order % 5)
        for line in range(1 + order % 4):
            quantity = 1 + (order * 3 + line) % 9
            yield (10_000 + order * order % 151, f"A{order:05}", start, quantity, 50 + (order * 37 + line * 11) % 5000)


def write_shop():
    rows = list(shop_rows())
    customers, orders, times, quantities, cents = zip(*rows)
    table = pa.table({
        "Customer ID": pa.array(customers, pa.int32()),
        "Order": orders,
        "Order Date": pa.array(times, pa.timestamp("us")),
        "Quantity": pa.array(quantities, pa.int64()),
        "Unit Price": pa.array([Decimal(c).scaleb(-2) for c in cents], pa.decimal128(7, 2)),
        "Country": pa.array([["Germany", "Côte d'Ivoire", "Korea, Republic of"][c % 3] for c in customers]),
    })
    pa.csv.write_csv(table, FOLDER / "shop.csv", pa.csv.WriteOptions(quoting_style="needed"))
    (FOLDER / "shop.csv.gz").write_bytes(gzip.compress((FOLDER / "shop.csv").read_bytes()))
    write("shop", table, row_group_size=500)
    write("shop_zstd_v2", table, compression="zstd", data_page_version="2.0", use_dictionary=False, row_group_size=7)
    write("shop_gzip", table, compression="gzip", version="1.0", write_page_checksum=True, store_schema=False)
    write("shop_lz4_delta", table, compression="lz4", use_dictionary=False,
          column_encoding={"Order": "DELTA_BYTE_ARRAY", "Quantity": "DELTA_BINARY_PACKED"})
    write("shop_brotli", table, compression="brotli", data_page_size=100)


def write_others():
    write("zero_rows", pa.table({"customer": pa.array([], pa.int64()), "date": pa.array([], pa.date32())}))
    write("no_columns", pa.table({}))
    write("unnamed", pa.table([pa.array([0]), pa.array([7])], names=["", "customer"]))
    write("list", pa.table({"customer": [1, 2], "items": [["a"], ["b", "c"]]}))
    write("struct", pa.table({"customer": [1], "name": [{"first": "A", "last": "B"}]}))
    write("map", pa.table({"customer": [1], "tags": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))}))
    count = 100_000
    write("long", pa.table({"customer": pa.array([i % 977 for i in range(count)]),
                            "date": pa.array([datetime.date(2020, 1, 2)] * count),
                            "total": pa.array(range(count))}), row_group_size=30_000)
    # The third row has no date, the fourth no number.
    write("rejects", pa.table({"customer": [1, 2, 3, 4, 5],
                               "date": ["2020-01-01", "2020-01-02", "never", "2020-01-04", "2020-01-05"],
                               "total": ["1.5", "2", "3", "many", "5"]}))


write_types()
write_shop()
write_others()
