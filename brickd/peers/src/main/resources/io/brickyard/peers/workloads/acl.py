"""POSIX ACLs: set and shown by the tools, inherited, masked by chmod, and obeyed."""
import os

import steps

ANN, BOB, EVE = (1001, 1001, ()), (1002, 1002, (2000,)), (1003, 1003, ())


def main():
    given = steps.arguments()
    os.chmod(".", 0o755)

    def setfacl(*words):
        steps.tool("setfacl " + " ".join(words), ["setfacl", *words], given.mount)

    def getfacl(path):
        steps.tool(f"getfacl {path}", ["getfacl", "-n", "--omit-header", path], given.mount, keep=bool)

    def everyone(what, call):
        for name, user in (("ann", ANN), ("bob", BOB), ("eve", EVE)):
            steps.step_as(f"{name}: {what}", user, call)

    steps.write_file("f", b"text")
    os.chmod("f", 0o640)
    everyone("read f", lambda: steps.read_file("f") and None)
    setfacl("-m", "u:1001:r,g:2000:rw", "f")
    getfacl("f")
    everyone("read f", lambda: steps.read_file("f") and None)
    everyone("write f", lambda: os.close(os.open("f", os.O_WRONLY)))
    steps.step("chmod lowers the mask", lambda: os.chmod("f", 0o600))
    getfacl("f")
    everyone("read f", lambda: steps.read_file("f") and None)
    steps.step("chmod raises it", lambda: os.chmod("f", 0o660))
    everyone("write f", lambda: os.close(os.open("f", os.O_WRONLY)))
    setfacl("-x", "u:1001", "f")
    getfacl("f")
    everyone("read f", lambda: steps.read_file("f") and None)
    setfacl("-b", "f")
    getfacl("f")

    os.mkdir("d", 0o750)
    setfacl("-m", "u:1001:rwx,d:u:1001:rwx,d:g:2000:rx,d:o::-", "d")
    getfacl("d")
    steps.step_as("ann makes a file", ANN, lambda: steps.write_file("d/by-ann", b""))
    steps.step_as("ann makes a directory", ANN, lambda: os.mkdir("d/sub", 0o777))
    steps.step("root makes a file of mode 0600", lambda: os.close(os.open("d/by-root", os.O_CREAT | os.O_WRONLY, 0o600)))
    steps.step("root makes a fifo", lambda: os.mkfifo("d/fifo", 0o666))
    steps.step("root makes a symlink", lambda: os.symlink("by-ann", "d/link"))
    for path in ("d/by-ann", "d/sub", "d/by-root", "d/fifo"):
        getfacl(path)
    steps.step_as("bob goes in", BOB, lambda: os.listdir("d/sub"))
    setfacl("-m", "g:2000:x", "d")
    steps.step_as("bob goes in by his group", BOB, lambda: os.listdir("d/sub"))
    steps.step_as("bob writes in it", BOB, lambda: os.mkdir("d/sub/x"))
    steps.step_as("eve goes in", EVE, lambda: os.listdir("d/sub"))
    steps.step_as("bob changes an ACL that is not his", BOB, lambda: os.removexattr("d/sub", "system.posix_acl_default"))
    setfacl("-k", "d")
    getfacl("d")
    setfacl("-R", "-m", "u:1003:rX", "d")
    getfacl("d/sub")
    getfacl("d/by-ann")

    steps.step("a broken ACL", lambda: os.setxattr("f", "system.posix_acl_access", b"\x02\0\0\0broken!!"))
    steps.step("a default ACL on a file", lambda: os.setxattr(
        "f", "system.posix_acl_default", os.getxattr("d/sub", "system.posix_acl_default")))
    steps.tool("copy with ACLs", ["cp", "-a", "d", "copy"])
    getfacl("copy/sub")


main()
