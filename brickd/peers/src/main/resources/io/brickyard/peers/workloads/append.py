"""Two processes append to one file: nothing may be lost, and each record stays whole."""
import os

import steps

RECORD = 100


def append(path, mark, count):
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for number in range(count):
        record = f"{mark}{number:08d}".encode()
        os.write(descriptor, record + b"." * (RECORD - 1 - len(record)) + b"\n")
    os.close(descriptor)


def judge(path, count):
    data = steps.read_file(path)
    records = data.split(b"\n")[:-1]
    for mark in "AB":
        numbers = [int(r[1:9]) for r in records if r.startswith(mark.encode())]
        steps.check(f"{mark}: all there, in order", numbers == list(range(count)))
    steps.check("every record is whole", all(len(r) == RECORD - 1 for r in records) and len(data) == 2 * count * RECORD)
    os.unlink(path)


def stale_appends(given):
    """Each client appends where it believes the end to be: does the brick know better?"""
    mine, other = (os.open(m + "/shared", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644) for m in given.mount)
    for turn in range(2):
        steps.step("append from the first mount", lambda: os.write(mine, f"first{turn} ".encode()), str)
        steps.step("append from the second", lambda: os.write(other, f"2nd{turn} ".encode()), str)
    os.close(mine)
    os.close(other)


def main():
    given = steps.arguments()
    children = [steps.Child(lambda m=m: append("log", m, given.size)) for m in "AB"]
    for child in children:
        child.result()
    judge("log", given.size)
    stale_appends(given)
    descriptor = os.open("log", os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    os.write(descriptor, b"0123456789")
    steps.step("pwrite in append mode", lambda: os.pwrite(descriptor, b"abc", 2), str)
    steps.step("goes to the end", lambda: steps.read_file("log"), repr)
    steps.step("truncate in append mode", lambda: os.ftruncate(descriptor, 4))
    steps.step("write", lambda: os.write(descriptor, b"xyz"), str)
    steps.step("content", lambda: steps.read_file("log"), repr)
    os.close(descriptor)


main()
