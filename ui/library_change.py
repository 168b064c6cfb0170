"""Adding a publication to the library, or removing one: file and index change together, or neither does.

One change at a time, on a thread of its own, so that everybody else keeps asking. Others ask the old index until the
new one is whole.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread

from index.errors import KildesvarError, PublicationError
from ingest.build import Reading, find_publications, read_all, save_index
from ingest.file_type import check_type
from ingest.read import slug
from ui import library_texts as texts
from ui.service import index_folder, publications_folder, shared_encoder

_changing = Lock()


class CancelledError(Exception):
    """The visitor gave up the change."""


@dataclass(slots=True)
class Progress:
    """How far a change has come. reading: whether the file is read, or all is indexed; done of total pages or texts."""

    reading: bool = True
    done: int = 0
    total: int = 0


class LibraryChange:
    """A change that is under way or has ended.

    name: of the file. error: what went wrong, in Danish, "" where nothing did; cancelled: whether it was given up.
    """

    def __init__(self, name: str, work: Callable[["LibraryChange"], None]) -> None:
        """Starts the change. Raises PublicationError while another one is under way."""
        if not _changing.acquire(blocking=False):
            raise PublicationError(texts.BUSY())
        self.name, self.error, self.cancelled = name, "", False
        self.progress = Progress()
        self._cancel = Event()
        self._thread = Thread(target=self._run, args=(work,), name="library-change", daemon=True)
        self._thread.start()

    @property
    def has_ended(self) -> bool:
        """Whether the change has been made, failed, or been given up."""
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Returns when the change has ended, or after `seconds`."""
        self._thread.join(seconds)

    def cancel(self) -> None:
        """Gives the change up; the file and the index stay as they were."""
        self._cancel.set()

    def told(self, reading: bool) -> Callable[[int, int], None]:
        """Something to be told of progress, at which a change that was given up ends."""

        def tell(done: int, total: int) -> None:
            if self._cancel.is_set():
                raise CancelledError
            self.progress = Progress(reading, done, total)

        return tell

    def _run(self, work: Callable[["LibraryChange"], None]) -> None:
        try:
            work(self)
        except CancelledError:
            self.cancelled = True
        except KildesvarError as error:
            self.error = str(error)
        except Exception as error:
            print(f"{self.name}: {error!r}", flush=True)  # for the operator; the visitor can do nothing with it
            self.error = texts.UNEXPECTED()
        finally:
            _changing.release()


def add_publication(name: str, content: bytes, facts: Mapping[str, str | int | None] | None = None) -> LibraryChange:
    """Reads a file and adds it to the library; one of the same name is replaced.

    facts: title, publisher and year, as far as they are known; kept in a .toml beside the file.
    """
    name = f"{slug(Path(name).stem)}{Path(name).suffix.lower()}"

    def work(change: LibraryChange) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            check_type(path)
            _write_facts(path.with_suffix(".toml"), facts or {})
            (reading,) = read_all([path], progress=change.told(reading=True))
            if reading.error:
                raise PublicationError(reading.error.replace(str(path), name))
            kept = [file for file in _library() if slug(file.stem) != slug(path.stem)]
            staged = _stage(path)
            try:
                _index([*_read_others(kept, change), reading], change)
            except BaseException:
                for beside in staged:
                    beside.unlink(missing_ok=True)
                raise
            _replace(path, staged)

    return LibraryChange(name, work)


def remove_publication(document_id: str) -> LibraryChange:
    """Takes a publication out of the library. Its file, and the .toml beside it, are deleted."""
    files = [file for file in _library() if slug(file.stem) == document_id]

    def work(change: LibraryChange) -> None:
        kept = [file for file in _library() if file not in files]
        if not kept:
            raise PublicationError(texts.ONLY_ONE())
        _index(_read_others(kept, change), change)
        for file in files:
            file.unlink(missing_ok=True)
            file.with_suffix(".toml").unlink(missing_ok=True)

    return LibraryChange(document_id, work)


def _library() -> list[Path]:
    folder = publications_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return find_publications([folder])


def _read_others(files: Sequence[Path], change: LibraryChange) -> list[Reading]:
    """What was read once is read again; its passages are not encoded again."""
    tell = change.told(reading=True)
    tell(0, 0)
    readings = read_all(files, progress=tell)
    unreadable = next((reading.error for reading in readings if reading.error), "")
    if unreadable:
        raise PublicationError(unreadable)
    return readings


def _index(readings: list[Reading], change: LibraryChange) -> None:
    change.told(reading=False)(0, 0)
    in_order = sorted(readings, key=lambda reading: reading.path.name)
    save_index(in_order, index_folder(), shared_encoder(), change.told(reading=False))


def _write_facts(path: Path, facts: Mapping[str, str | int | None]) -> None:
    """The known facts as a .toml; without any, those that the library has of a publication of this name."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value]
    known = publications_folder() / path.name
    if lines:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif known.is_file():
        shutil.copyfile(known, path)


def _stage(path: Path) -> list[Path]:
    """Copies a read file and its .toml into the library's folder under names that nobody reads: a full disk shows here,
    before anything is changed.
    """
    staged = []
    for file in (path.with_suffix(".toml"), path):
        if file.is_file():
            staged.append(publications_folder() / f".{file.name}.ny")
            shutil.copyfile(file, staged[-1])
    return staged


def _replace(path: Path, staged: Sequence[Path]) -> None:
    """Gives the staged files their names, and takes away another kind of the same name."""
    for beside in staged:
        beside.replace(beside.with_name(beside.name.removeprefix(".").removesuffix(".ny")))
    for file in _library():
        if slug(file.stem) == slug(path.stem) and file.name != path.name:
            file.unlink()
