"""Reads and draws publications in a process of its own, so that no file can hang, crash or fill the one that asks.

A file from outside may make PDFium loop, run out of memory or fall over. The process is stopped when a file goes over
its limits, and a new one takes the next file. One that goes well is used again, since starting it takes a second.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import IO, Any, Final, Self

from index.datatypes import Document, Span
from index.errors import PublicationError
from ingest.blocks import Publication
from ingest.highlight import PageBoxes, highlight_boxes
from ingest.pdf import Progress
from ingest.pdfium import open_pdf, render_page
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


class _Limited:
    """Does one thing at a time with a file, within limits. A context manager: its process ends with it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Starts the process, so that the first file needs not wait for it."""
        with self._busy:
            self._running()

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _do(self, task: str, path: Path, *given: object, progress: Progress | None = None) -> Any:
        """What one of _TASKS gives.

        Raises:
            PublicationError: it can not be done, or not within the limits; the message says why and what to do.
        """
        with self._busy:
            process = self._running()
            watch = _Watch(process.kill, self._limits)
            outcome = self._watched(process, (task, path, *given), watch, progress)
            if watch.has_ended_it:  # in the moment in which it was done
                self.close()
        if isinstance(outcome, PublicationError):
            raise outcome
        return outcome

    def _watched(
        self,
        process: subprocess.Popen[bytes],
        asked: tuple[object, ...],
        watch: "_Watch",
        progress: Progress | None,
    ) -> Any:
        path = asked[1]
        try:
            with watch:
                return _outcome(process, asked, watch, progress)
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


class LimitedReader(_Limited):
    """Reads files as `read_publication` does."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(Limits() if limits is None else limits)

    def read(self, path: Path, password: str | None = None, progress: Progress | None = None) -> Publication:
        """The publication in a file. Raises PublicationError."""
        publication: Publication = self._do("read", path, password, progress=progress)
        return publication


class LimitedViewer(_Limited):
    """Shows pages of PDFs; may be asked by several threads."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(Limits(silent_s=20.0, total_s=20.0, memory=2 << 30) if limits is None else limits)

    def opens(self, path: Path) -> bool:
        """Whether a PDF can be opened without a password."""
        try:
            self._do("open", path)
        except PublicationError:
            return False
        return True

    def render(self, path: Path, page: int, scale: float) -> bytes:
        """As `render_page`. Raises PublicationError."""
        picture: bytes = self._do("render", path, page, scale)
        return picture

    def boxes(self, path: Path, document: Document, span: Span) -> tuple[PageBoxes, ...]:
        """As `highlight_boxes`. Raises PublicationError."""
        found: tuple[PageBoxes, ...] = self._do("highlight", path, document, span)
        return found


class _Watch:
    """Stops a file that goes over its limits: a clock that `stir` sets back."""

    def __init__(self, stop: Callable[[], None], limits: Limits) -> None:
        self._stop, self._silent_s = stop, limits.silent_s
        self._whole = Timer(limits.total_s, self._end)
        self._quiet = Timer(limits.silent_s, self._end)
        self._lock = Lock()
        self._is_over = False
        self.has_ended_it = False

    def __enter__(self) -> "_Watch":
        self._whole.start()
        self._quiet.start()
        return self

    def __exit__(self, *_ignored: object) -> None:
        self._whole.cancel()
        self._quiet.cancel()
        with self._lock:
            self._is_over = True

    def stir(self) -> None:
        """Something was read."""
        self._quiet.cancel()
        self._quiet = Timer(self._silent_s, self._end)
        self._quiet.start()

    def _end(self) -> None:
        with self._lock:
            if not self._is_over:
                self.has_ended_it = True
                self._stop()


def _outcome(
    process: subprocess.Popen[bytes], asked: tuple[object, ...], watch: _Watch, progress: Progress | None
) -> Any:
    """What came of it, or the PublicationError that it gave. Raises EOFError when the process ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    _send(process.stdin, asked)
    while True:
        kind, told = pickle.load(process.stdout)
        if kind == _DONE:
            return told
        watch.stir()
        if progress is not None:
            progress(*told)


def _send(stream: IO[bytes], message: Any) -> None:
    pickle.dump(message, stream)
    stream.flush()


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """The process's own part: does with each file what is asked, until no more is."""

    def tell(done: int, total: int) -> None:
        _send(replies, (_PROGRESS, (done, total)))

    while True:
        try:
            task, path, *given = pickle.load(requests)
        except EOFError:
            return
        try:
            outcome = _TASKS[task](tell, path, *given)
        except PublicationError as error:
            outcome = PublicationError(str(error))
        _send(replies, (_DONE, outcome))


def _open(path: Path) -> None:
    with open_pdf(path):
        pass


# Each is given what is told of progress, the file, and the rest.
_TASKS: Final[Mapping[str, Callable[..., Any]]] = {
    "read": lambda tell, path, password: read_publication(path, password, tell),
    "open": lambda _tell, path: _open(path),
    "render": lambda _tell, path, page, scale: render_page(path, page, scale),
    "highlight": lambda _tell, path, document, span: highlight_boxes(path, document, span),
}
_PROGRESS, _DONE = "progress", "done"


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
