#!/usr/bin/env python3
"""Writes the first inputs of the fuzzer: small made files of every dialect, encoding and packing, and hostile ones.

usage: tests/fuzz/make_corpus.py [FOLDER]     (default tests/fuzz/corpus; needs the program zstd)
"""
import gzip
import pathlib
import struct
import subprocess
import sys

ROWS = [("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country"),
        ("536365", "85123A", "LANTERN, WHITE", "6", "2011-12-01 08:26:00", "2.55", "17850", "France"),
        ("C536379", "D", 'Discount "big"', "-1", "2011-12-01 09:41:00", "27.50", "14527", "Germany"),
        ("536380", "22961", "JAM\nJARS", "24", "2011-12-13 09:41:00", "0.00", "", "France"),
        ("536381", "22962", "", "x", "2011-12-14 09:41:00", "1.5", "14527", "EIRE")]
DATES = {"iso-t": ("2011-12-01T08:26:00Z", "2011-12-13T09:41:00+01:00"), "dmy": ("1/12/2011 8:26", "13/12/2011 9:41"),
         "mdy-short": ("12/1/11", "12/13/11"), "named": ("01-Dec-11", "December 13, 2011"), "yymd": ("98-12-01", "98-12-13"),
         "epoch": ("1322727960", "1323769260"), "epoch-ms": ("1322727960000", "1323769260000"), "digits": ("20111201", "20111213"),
         "pm": ("12/01/2011 8:26 PM", "12/13/2011 9:41 AM"), "doubtful": ("01/02/2011", "02/03/2011")}
AMOUNTS = {"comma": "1.234,50", "point": "1,234.50", "currency": "EUR 12.30", "signs": "$12.30", "negative": "(12.30)",
           "behind": "12.30-", "rupees": "₹1,23,456.00", "exponent": "1.2e3", "long": "99999999999999999999.99"}


def field(text, delimiter):
    quoted = any(sign in text for sign in (delimiter, '"', "\n"))
    return '"' + text.replace('"', '""') + '"' if quoted else text


def table(rows, delimiter=",", end="\n"):
    return "".join(delimiter.join(field(text, delimiter) for text in row) + end for row in rows)


def sales(values, amount_column="total", delimiter=";"):
    return table([("customer", "date", amount_column), *values], delimiter)


def plain_files():
    yield "comma.csv", table(ROWS).encode()
    yield "semicolon.csv", table(ROWS, ";").encode()
    yield "tab.tsv", table(ROWS, "\t").encode()
    yield "bar.txt", table(ROWS, "|").encode()
    yield "crlf.csv", table(ROWS, end="\r\n").encode()
    yield "cr.csv", table(ROWS, end="\r").encode()
    yield "no-last-line-end.csv", table(ROWS).rstrip().encode()
    yield "blanks.txt", b" customer date units dollars\n 00001 19970101  1   11.77\n00002\t19970112 1 12.00 \n"
    yield "headerless-blanks.txt", b" 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n"
    yield "headerless.csv", table(ROWS[1:]).encode()
    yield "title-lines.csv", b"Sales report;;\nJanuary to March;;\n;;\n" + sales([("7", "2011-12-01", "1.50")]).encode()
    yield "excel-tail.csv", table(ROWS).encode() + b",,,,,,,\n" * 3 + b"Total,,,29,,,,\n"
    yield "blank-rows.csv", b"\n\ncustomer,date,total\n\n1,2011-12-01,2\n,,\n  \n2,2011-12-02,3\n"
    yield "spaces.csv", b' customer , date , total \n 1 , "2011-12-01" , 2.0 \n"  2",2011-12-02, " 3"\n'
    yield "uneven.csv", b"customer,date,total\n1,2011-12-01\n2,2011-12-02,3,,\n3,2011-12-03,4,extra\n4,2011-12-04,5\n"
    yield "same-names.csv", b"customer,,price,price,date\n1,a,2,3,2011-12-01\n2,b,3,4,2011-12-02\n"
    yield "rfm.csv", b"customer,recency,frequency,monetary\n1,10,2,30.5\n2,20,1,12\n"
    yield "no-amount.csv", b"customer_id,order_date\n1,2011-12-01\n2,2011-12-02\n"
    yield "currencies.csv", b"customer,date,total,currency\n1,2011-12-01,2,EUR\n2,2011-12-02,3,USD\n"
    yield "two-currencies.csv", b"customer,date,total\n1,2011-12-01,$2\n2,2011-12-02,\xe2\x82\xac3\n"
    yield "numbers.csv", b"x,y,z\n1,2.5,3e4\n-4,5,6\n"
    yield "numbers.npy", b"\x93NUMPY\x01\x00\x46\x00" + b"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }".ljust(69) \
        + b"\n" + struct.pack("<2f", 1.5, 2.5)
    for name, (first, second) in DATES.items():
        yield f"dates-{name}.csv", sales([("1", first, "2.00"), ("2", second, "3.00"), ("2", "soon", "4.00")]).encode()
    for name, amount in AMOUNTS.items():
        yield f"amounts-{name}.csv", sales([("1", "2011-12-01", amount), ("2", "2011-12-02", "3")]).encode()


def encoded_files():
    accents = [("Kunde", "Datum", "Betrag", "Ort"), ("1", "01.12.2011", "2,50", "Köln"), ("2", "13.12.2011", "3,00", "Málaga")]
    text = table(accents, ";")
    yield "utf8-bom.csv", b"\xef\xbb\xbf" + text.encode()
    yield "windows-1252.csv", (text + "3;14.12.2011;5 €;“Ulm”\n").encode("cp1252")
    yield "cp437.csv", text.replace("á", "é").encode("cp437")
    yield "utf16-le.csv", b"\xff\xfe" + text.encode("utf-16-le")
    yield "utf16-be.csv", b"\xfe\xff" + text.encode("utf-16-be")
    yield "utf16-broken.csv", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8\n\x00\x31"
    yield "broken-utf8.csv", b"customer,date,total,place\n1,2011-12-01,2,ok \xe2\x82 then text that is long enough\n"


def packed_files():
    text = table(ROWS).encode()
    packed = gzip.compress(text, mtime=0)
    yield "comma.csv.gz", packed
    yield "two-members.csv.gz", packed + gzip.compress(text.partition(b"\n")[2], mtime=0)
    yield "cut.csv.gz", packed[:-9]
    frame = subprocess.run(["zstd", "-q", "-c"], input=text, capture_output=True, check=True).stdout
    yield "comma.csv.zst", frame
    yield "skippable.csv.zst", b"\x50\x2a\x4d\x18\x04\x00\x00\x00rfm1" + frame
    yield "cut.csv.zst", frame[:-5]


def hostile_files():
    yield "empty", b""
    yield "only-bom", b"\xef\xbb\xbf"
    yield "only-header.csv", b"customer,date,total\n"
    yield "unclosed-quote.csv", b'customer,date,total,note\n1,2011-12-01,2,"open\n2,2011-12-02,3,b\n3,2011-12-03,4,c\n'
    yield "stray-quotes.csv", b'customer,date,total,note\n1,2011-12-01,2,15" screen\n2,2011-12-02,3,"a"b"c"\n3,2011-12-03,4,""""\n'
    yield "quoted-line-ends.csv", b'customer,date,total,note\r\n"1","2011-12-01","2","a\r\nb\rc\n"\r\n"2","2011-12-02","3","\n"\r\n'
    yield "quote-at-end.csv", b'customer,date,total\n1,2011-12-01,"'
    yield "only-quotes.csv", b'"' * 31
    yield "only-delimiters.csv", b",;\t| " * 20
    yield "line-ends.csv", b"\r\n\n\r\r\n\n\ncustomer,date,total\r1,2011-12-01,2\n\r2,2011-12-02,3\r\r\n"
    yield "nul.csv", b"customer,date,total\n1,2011-12-01,2\x00\n"
    yield "form-feed.csv", b'customer,date,total\n1,2011-12-01,"2"\f\n\f\n2,2011-12-02,\f3\n'
    yield "zip.csv", b"PK\x03\x04" + b"\x00" * 40
    yield "many-columns.csv", b",".join(b"c%d" % i for i in range(300)) + b"\n" + b",".join(b"1" for _ in range(300)) + b"\n"
    yield "overflow.csv", b"customer,date,quantity,price\n1,2011-12-01,9223372036854775807,9223372036854775807\n2,2011-12-02,1e400,1\n"
    yield "years.csv", b"customer,date,total\n1,0000-00-00,1\n2,9999-12-31,1\n3,2011-02-29,1\n4,1969-12-31,1\n5,2012-02-29,1\n"
    yield "long-ids.csv", b"customer,date,total\n" + b"9" * 40 + b",2011-12-01,1\n-5,2011-12-01,1\n007,2011-12-01,1\n"


def main(folder):
    for maker in (plain_files, encoded_files, packed_files, hostile_files):
        for name, content in maker():
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "corpus")
