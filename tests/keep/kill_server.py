"""Starts builds quickly and kills them: a process that has imported everything once and forks a child for each.

Reads lines ``CASE <tab> REPORTS <tab> SECONDS`` and writes what the child reports, then ``end STATUS``. A child that
still runs after SECONDS (empty: never) gets SIGKILL. Run with the argument ``real`` the built-in verbs do the work.
"""

from __future__ import annotations

import os
import signal
import sys
import time

import light

from reckoning.case import Case
from reckoning.run.verbs import BUILT_IN, resolve
from reckoning.types import Source


def build(folder, reports, verbs):
    """What ``reckon build`` does, less the pages; says what was done after each step."""
    case = Case.create(folder, verbs=verbs)
    case.add([reports], on_progress=lambda p: say("add", p.digest))
    case.extract(workers=1, on_progress=lambda p: say("extract", p.digest))
    case.weigh()
    say("weigh", case.head())
    checkpoint = case.checkpoint()
    say("checkpoint", f"{checkpoint.size} {checkpoint.root} {checkpoint.head}")
    case.views()
    say("views", "")


def say(verb, what):
    os.write(1, f"{verb} {what}\n".encode())


def child(folder, reports, verbs):
    try:
        build(folder, reports, verbs)
    except BaseException as error:  # noqa: BLE001 whatever it is, the test is to see it
        say("failed", repr(error))
        os._exit(1)
    os._exit(0)


def main():
    real = sys.argv[1:] == ["real"]
    verbs = BUILT_IN if real else light.VERBS
    for reference in (verbs.gather, verbs.read, verbs.extract, verbs.weigh):
        resolve(reference)
    if real:
        warm()
    say("ready", "")
    for line in sys.stdin:
        folder, reports, seconds = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            child(folder, reports, verbs)
        if seconds:
            time.sleep(float(seconds))
            os.kill(pid, signal.SIGKILL)
        say("end", os.waitpid(pid, 0)[1])


def warm():
    """Load the parser before the first fork."""
    data = light.report(31).encode()
    reading = resolve(BUILT_IN.read)(
        Source(digest="0" * 64, name="w.txt", media_type="text/plain", size=len(data)), data
    )
    resolve(BUILT_IN.extract)(reading.text)


if __name__ == "__main__":
    main()
