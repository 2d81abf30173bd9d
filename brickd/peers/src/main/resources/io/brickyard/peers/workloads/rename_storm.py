"""Several processes rename the same files about between directories: nothing may get lost or appear twice."""
import errno
import os
import random

import steps

PROCESSES, DIRECTORIES, FILES = 4, 4, 24


def storm(seed, rounds):
    """Moves random files to random places; the target never exists, since each file keeps its own name."""
    rng = random.Random(seed)
    moved = 0
    for _ in range(rounds):
        name = f"f{rng.randrange(FILES)}"
        old, new = rng.sample(range(DIRECTORIES), 2)
        try:
            os.rename(f"d{old}/{name}", f"d{new}/{name}")
            moved += 1
        except FileNotFoundError:
            pass
    return moved


def read_whole(path):
    """Reads again when the file was replaced between its lookup and its opening, which a client reports as ESTALE."""
    while True:
        try:
            return steps.read_file(path)
        except OSError as e:
            if e.errno != errno.ESTALE:
                raise


def replacing(number, rounds):
    """The editor's way of saving: write aside, rename over. Readers must always see one whole version."""
    torn = 0
    for turn in range(rounds):
        aside = f"aside{number}"
        steps.write_file(aside, f"{number} {turn} ".encode() * 500)
        os.rename(aside, "shared")
        seen = read_whole("shared")
        first = seen.split(b" ")[:2]
        if seen != b" ".join([*first, b""]) * 500:
            torn += 1
    return torn


def main():
    given = steps.arguments()
    for directory in range(DIRECTORIES):
        os.mkdir(f"d{directory}")
    for number in range(FILES):
        steps.write_file(f"d{number % DIRECTORIES}/f{number}", f"{number}".encode())
    children = [steps.Child(lambda n=n: storm(given.seed + n, given.size)) for n in range(PROCESSES)]
    moved = sum(child.result() for child in children)
    steps.check("something moved", moved > 0)
    found = sorted(name for d in range(DIRECTORIES) for name in os.listdir(f"d{d}"))
    steps.check("every file is there once", found == sorted(f"f{n}" for n in range(FILES)))
    wrong = []
    for directory in range(DIRECTORIES):
        for name in os.listdir(f"d{directory}"):
            if steps.read_file(f"d{directory}/{name}") != name[1:].encode():
                wrong.append(name)
            os.rename(f"d{directory}/{name}", name)
        os.rmdir(f"d{directory}")
    steps.say(f"files with wrong content: {sorted(wrong)}")
    steps.write_file("shared", b"0 0 " * 500)
    savers = [steps.Child(lambda n=n: replacing(n, given.size // 4)) for n in range(PROCESSES)]
    steps.say(f"torn versions seen: {sum(saver.result() for saver in savers)}")
    os.unlink("shared")


main()
