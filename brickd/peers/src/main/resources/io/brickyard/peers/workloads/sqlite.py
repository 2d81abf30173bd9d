"""A database with full synchronisation: transactions, rollbacks, a writer killed in the middle, integrity."""
import hashlib
import os
import random
import sqlite3

import steps


def connect(journal):
    database = sqlite3.connect("db", isolation_level=None, timeout=30)
    database.execute(f"pragma journal_mode={journal}")
    database.execute("pragma synchronous=full")
    return database


def content(database):
    rows = database.execute("select k, v from t order by k").fetchall()
    return f"{len(rows)} rows {hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}"


def transactions(given):
    rng = random.Random(given.seed)
    database = connect("delete")
    database.execute("create table t(k integer primary key, v text)")
    for number in range(given.size):
        database.execute("begin immediate")
        for _ in range(20):
            database.execute("insert or replace into t values(?, ?)", (rng.randrange(500), f"{rng.getrandbits(256):x}"))
        database.execute("rollback" if number % 4 == 3 else "commit")
    steps.say(f"after transactions: {content(database)}")
    database.close()


def killed_writer(given):
    """Commits pairs and tells each; is killed while a transaction is open. Every told commit must be there."""
    reader, writer = os.pipe()

    def write():
        database = connect("delete")
        database.execute("create table p(k integer primary key, v text)")
        for number in range(10_000):
            database.execute("begin immediate")
            database.execute("insert into p values(?, ?)", (2 * number, "x" * 5000))
            database.execute("insert into p values(?, ?)", (2 * number + 1, "y" * 5000))
            database.execute("commit")
            os.write(writer, b".")

    child = steps.Child(write)
    os.close(writer)
    told = 0
    while told < given.size:
        told += len(os.read(reader, 1))
    child.kill()
    steps.say(f"killed writer: {child.answer()}")
    while more := os.read(reader, 4096):
        told += len(more)
    database = connect("delete")
    rows, last = database.execute("select count(*), max(k) from p").fetchone()
    steps.check("every told transaction is there", rows >= 2 * told)
    steps.check("no transaction is there in part", rows == last + 1 and rows % 2 == 0)
    steps.say(f"integrity: {database.execute('pragma integrity_check').fetchone()[0]}")
    database.execute("drop table p")
    database.execute("vacuum")
    steps.say(f"after vacuum: {content(database)}")
    database.close()


def main():
    given = steps.arguments()
    transactions(given)
    killed_writer(given)
    database = connect("delete")

    def locked():
        other = sqlite3.connect("db", isolation_level=None, timeout=0)
        try:
            other.execute("begin immediate")
        except sqlite3.OperationalError as e:
            return str(e)
        return "not locked"

    database.execute("begin immediate")
    steps.say(f"second writer: {steps.Child(locked).result()}")
    database.execute("rollback")
    steps.say(f"second writer after the rollback: {steps.Child(locked).result()}")
    database.close()
    # How often the file was changed is in its header, and the killed writer's changes differ from run to run.
    dump = sqlite3.connect("db")
    steps.write_file("dump", "\n".join(dump.iterdump()).encode())
    dump.close()
    os.unlink("db")


main()
