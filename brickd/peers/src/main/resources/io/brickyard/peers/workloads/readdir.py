"""Listing of large directories, also while another process deletes, and seeking in them."""
import os

import steps


def main():
    given = steps.arguments()
    os.mkdir("many")
    for number in range(given.size):
        steps.write_file(f"many/{number:06d}" + "x" * (number % 50), b"")
    everything = set(os.listdir("many"))
    steps.say(f"entries: {len(everything)}")
    steps.check("with types", all(e.is_file(follow_symlinks=False) for e in os.scandir("many")))
    steps.check("the same from the other mount", set(os.listdir(given.mount[1] + "/many")) == everything)

    doomed = sorted(name for name in everything if int(name[:6]) % 2)

    def delete():
        for name in doomed:
            os.unlink(f"many/{name}")

    deleter = steps.Child(delete)
    kept = everything - set(doomed)
    lost = repeated = strange = rounds = 0
    gone = False
    while not gone:
        # Asked first, so that the last round sees the end.
        gone = os.waitid(os.P_PID, deleter.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        seen = os.listdir("many" if rounds % 2 else given.mount[1] + "/many")
        lost += len(kept - set(seen))
        repeated += len(seen) - len(set(seen))
        strange += len(set(seen) - everything)
        rounds += 1
    deleter.result()
    steps.say(f"kept entries lost: {lost}, repeated: {repeated}, unknown: {strange}")
    steps.check("what is left is what was kept", set(os.listdir("many")) == kept)

    scan = os.scandir("many")
    first = next(scan).name
    os.mkdir("many/later")
    rest = [entry.name for entry in scan]
    steps.check("an open listing goes on after a new entry",
                {first, *rest} >= kept and len(rest) == len(set(rest)) and first not in rest)
    steps.step("remove a directory with entries", lambda: os.rmdir("many"))
    for name in os.listdir("many"):
        if name != "later" and int(name[:6]) > 20:
            os.unlink(f"many/{name}")

    held = os.open("many/later", os.O_RDONLY | os.O_DIRECTORY)
    steps.step("remove an open directory", lambda: os.rmdir("many/later"))
    steps.step("list it", lambda: os.listdir(held), str)
    steps.step("make a file in it", lambda: os.open("f", os.O_CREAT | os.O_WRONLY, dir_fd=held))
    os.close(held)


main()
