"""Reads publications in a process of its own, so that no file can hang, crash or fill the one that asks for it.

A file from outside may make PDFium loop, run out of memory or fall over. The process is stopped when a file goes over
its limits, and a new one reads the next file. One that goes well is used again, since starting it takes a second.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Any

from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.pdf import Progress
from ingest.read import read_publication

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take.

    silent_s: seconds without another page being read. total_s: seconds in all. memory: bytes of address space, where
    the system can limit it.
    """

    silent_s: float = 60.0
    total_s: float = 1800.0
    memory: int = 4 << 30


class LimitedReader:
    """Reads files as `read_publication` does, within limits. A context manager: its process ends with it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = Limits() if limits is None else limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "LimitedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, password: str | None = None, progress: Progress | None = None) -> Publication:
        """The publication in a file.

        Raises:
            PublicationError: it can not be read, or not within the limits; the message says why and what to do.
        """
        process = self._running()
        watch = _Watch(process.kill, self._limits)
        try:
            with watch:
                outcome = _outcome(process, (path, password), watch, progress)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.close()
            if watch.has_ended_it:
                raise PublicationError(
                    f"{path}: Filen tog for lang tid at læse og blev sprunget over. "
                    "Gem den igen som PDF, eller del den i mindre filer."
                ) from error
            raise PublicationError(
                f"{path}: Filen fik læsningen til at bryde sammen og blev sprunget over. "
                "Den er formentlig beskadiget eller meget stor. Hent den igen, eller gem den igen som PDF."
            ) from error
        except BaseException:  # the visitor gave up; what the process still says would be taken for the next file's
            self.close()
            raise
        if isinstance(outcome, str):
            raise PublicationError(outcome)
        return outcome

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.limits", str(self._limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])},
            )
        return self._process


class _Watch:
    """Stops a file that goes over its limits: a clock that `stir` sets back."""

    def __init__(self, stop: Callable[[], None], limits: Limits) -> None:
        self._stop, self._silent_s = stop, limits.silent_s
        self._whole = Timer(limits.total_s, self._end)
        self._quiet = Timer(limits.silent_s, self._end)
        self.has_ended_it = False

    def __enter__(self) -> "_Watch":
        self._whole.start()
        self._quiet.start()
        return self

    def __exit__(self, *_ignored: object) -> None:
        self._whole.cancel()
        self._quiet.cancel()

    def stir(self) -> None:
        """Something was read."""
        self._quiet.cancel()
        self._quiet = Timer(self._silent_s, self._end)
        self._quiet.start()

    def _end(self) -> None:
        self.has_ended_it = True
        self._stop()


def _outcome(
    process: subprocess.Popen[bytes], asked: tuple[Path, str | None], watch: _Watch, progress: Progress | None
) -> Publication | str:
    """The publication, or the message of the error that it gave. Raises EOFError when the process ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    _send(process.stdin, asked)
    while True:
        told = pickle.load(process.stdout)
        watch.stir()
        if isinstance(told, Publication | str):
            return told
        if progress is not None:
            progress(*told)


def _send(stream: IO[bytes], message: Any) -> None:
    pickle.dump(message, stream)
    stream.flush()


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """The process's own part: reads each file that is asked for, until no more are."""
    while True:
        try:
            path, password = pickle.load(requests)
        except EOFError:
            return
        try:
            publication = read_publication(path, password, lambda done, total: _send(replies, (done, total)))
        except PublicationError as error:
            _send(replies, str(error))
        else:
            _send(replies, publication)


def _limit_memory(most: int) -> None:
    """Where the system has no such limit (Windows), none is set."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    _limit_memory(int(sys.argv[1]))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not be taken for an answer
        serve(sys.stdin.buffer, answers)
