"""What all workload scripts share: steps that tell their outcome in one line each, child processes, tools.

A transcript must come out the same on every run against the same kind of brick: no times, no ids that change, no order
that chance decides. Where chance decides, a script states what must hold in every case.
"""
import argparse
import ctypes
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64]
KEEP_SIZE, PUNCH_HOLE, ZERO_RANGE = 1, 2, 16
PR_SET_PDEATHSIG = 1

TOOL_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C",
    "TZ": "UTC",
    "HOME": "/nonexistent",
}


def arguments():
    """Parses the command line and makes the first mount the current directory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mount", action="append", required=True)
    parser.add_argument("--scratch", required=True, help="a directory of this run on a local file system")
    parser.add_argument("--size", type=int, required=True, help="how much to do; what it counts is the script's affair")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--gfapi", help="HOST:VOLUME that serves the same brick to gfapi")
    parsed = parser.parse_args()
    os.umask(0o022)
    os.chdir(parsed.mount[0])
    sys.stdout.reconfigure(line_buffering=True)
    return parsed


def say(line):
    print(line)


def check(what, holds):
    """States something that must hold whatever chance decides."""
    say(f"{what}: {'yes' if holds else 'NO'}")


def errno_name(error):
    return errno.errorcode.get(error.errno, str(error.errno))


def step(what, call, show=None):
    """Calls, tells how it ended, and gives the result; None after an error of the system."""
    result, outcome = None, "ok"
    try:
        result = call()
        if show is not None:
            outcome = f"ok {show(result)}"
    except OSError as e:
        outcome = errno_name(e)
    say(f"{what}: {outcome}")
    return result


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Child:
    """A forked process that runs one call, as another user if asked, and hands its result back as JSON."""

    def __init__(self, call, uid=0, gid=0, groups=()):
        sys.stdout.flush()
        reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reader)
            os._exit(self._run(call, uid, gid, groups, writer))
        os.close(writer)
        self.reader = reader

    @staticmethod
    def _run(call, uid, gid, groups, writer):
        try:
            if uid or gid or groups:
                os.setgroups(list(groups))
                os.setresgid(gid, gid, gid)
                os.setresuid(uid, uid, uid)
            die_with_parent()
            try:
                answer = {"result": call()}
            except OSError as e:
                answer = {"errno": errno_name(e)}
            sys.stdout.flush()
            os.write(writer, json.dumps(answer).encode())
            return 0
        except BaseException as e:  # said here: nothing may run on in the child
            sys.stderr.write(f"child failed: {e!r}\n")
            return 1

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def answer(self):
        """Waits for its end: {"result": ...}, {"errno": ...} or {"signal": ...}."""
        with os.fdopen(self.reader, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status):
            return {"signal": signal.Signals(os.WTERMSIG(status)).name}
        if os.WEXITSTATUS(status):
            raise SystemExit("a child process failed")
        return json.loads(data)

    def result(self):
        """Waits for its end and gives the result; any other end fails the script."""
        answer = self.answer()
        if "result" not in answer:
            raise SystemExit(f"a child process ended with {answer}")
        return answer["result"]


def step_as(what, user, call, show=None):
    """A step in a process of another user, given as (uid, gid, supplementary groups)."""
    uid, gid, groups = user
    answer = Child(call, uid, gid, groups).answer()
    if "errno" in answer:
        outcome = answer["errno"]
    elif "signal" in answer:
        outcome = answer["signal"]
    else:
        outcome = "ok" if show is None else f"ok {show(answer['result'])}"
    say(f"{what}: {outcome}")


def tool(what, command, mounts=(), keep=lambda line: True, environment=None):
    """Runs a program; its exit code and output become part of the transcript, mounts named M0, M1 and so on."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**TOOL_ENVIRONMENT, **(environment or {})}, preexec_fn=die_with_parent, check=False)
    say(f"{what}: exit {done.returncode}")
    text = done.stdout.decode("utf-8", "backslashreplace")
    for number, mount in enumerate(mounts):
        text = text.replace(mount, f"M{number}")
    for line in text.splitlines():
        if keep(line):
            say(f"  {line}")
    return done.returncode


def fallocate(descriptor, mode, offset, length):
    if LIBC.fallocate(descriptor, mode, offset, length) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def write_file(path, data, flags=0):
    """Makes or empties a file and writes it whole."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | flags, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view):]
    finally:
        os.close(descriptor)


def read_file(path):
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]
