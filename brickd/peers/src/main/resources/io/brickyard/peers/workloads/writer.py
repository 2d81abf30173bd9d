"""Writes numbered records with fsync, telling each one that is safe, while the brick is killed and comes back.

Until the client has found its brick again, calls fail or wait; the writer tries again from where it knows it stood.
Size counts records. Progress goes to the file "told" in the scratch directory.
"""
import os
import time

import steps

RECORD = 4096
# A client notices its brick again within seconds; a writer that got nowhere for so long never will.
PATIENCE_SECONDS = 60


def record(number):
    return f"{number:08d}".encode() * (RECORD // 8)


def write(number):
    """One try, with a descriptor of its own: a brick that was killed has forgotten the old ones."""
    descriptor = os.open("records", os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        if os.pwrite(descriptor, record(number), number * RECORD) != RECORD:
            raise OSError(5, "short write")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def main():
    given = steps.arguments()
    told = os.open(given.scratch + "/told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    progress = time.monotonic()
    number = 0
    while number < given.size:
        try:
            write(number)
            os.write(told, b".")
            number += 1
            progress = time.monotonic()
        except OSError as e:
            if time.monotonic() - progress > PATIENCE_SECONDS:
                raise SystemExit(f"record {number}: still {steps.errno_name(e)} after {PATIENCE_SECONDS} s") from e
            time.sleep(0.02)
    data = steps.read_file("records")
    steps.say(f"records: {len(data) // RECORD}")
    wrong = [n for n in range(given.size) if data[n * RECORD:(n + 1) * RECORD] != record(n)]
    steps.say(f"wrong: {wrong}")


main()
