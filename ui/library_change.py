"""Adding a publication to the library, or removing one: file and index change together, or neither does.

One change at a time, on a thread of its own, so that everybody else keeps asking. Others ask the old index until the
new one is whole.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread

from index.errors import KildesvarError, PublicationError
from index.folders import index_folder, publications_folder
from index.passage_index import PassageIndex
from ingest.build import Reading, build_index, find_publications, indexed_sources, read_all
from ingest.file_type import check_type
from ingest.read import slug
from ui import library_texts as texts
from ui.service import shared_encoder

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


def add_publication(
    name: str, content: bytes, facts: Mapping[str, str | int | None] | None = None, replaces: bool = False
) -> LibraryChange:
    """Reads a file and adds it to the library.

    facts: title, publisher and year, as far as they are known; kept in a .toml beside the file. replaces: whether one
    of the same name may be replaced.
    """
    name = f"{slug(Path(name).stem)}{Path(name).suffix.lower()}"

    def work(change: LibraryChange) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            check_type(path)
            same = _named(slug(path.stem))
            if same and not replaces:
                raise PublicationError(texts.ALREADY_THERE(name=same[0].name))
            _write_facts(path.with_suffix(".toml"), facts or {})
            (reading,) = read_all([path], progress=change.told(reading=True))
            if reading.error:
                raise PublicationError(reading.error.replace(str(path), name))
            index = _indexed([*_read_all_but(same, change), reading], change)
            _exchange(same, [path, path.with_suffix(".toml")], index)

    return LibraryChange(name, work)


def remove_publication(document_id: str) -> LibraryChange:
    """Takes a publication out of the library. Its file, and the .toml beside it, are deleted."""

    def work(change: LibraryChange) -> None:
        gone = _named(document_id)
        kept = _read_all_but(gone, change)
        if not kept:
            raise PublicationError(texts.ONLY_ONE())
        _exchange(gone, [], _indexed(kept, change))

    return LibraryChange(document_id, work)


def _library() -> list[Path]:
    folder = publications_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return find_publications([folder])


def _named(document_id: str) -> list[Path]:
    """The library's files of one id, as a rule one."""
    return [file for file in _library() if slug(file.stem) == document_id]


def _read_all_but(files: Sequence[Path], change: LibraryChange) -> list[Reading]:
    """What was read once is read again; its passages are not encoded again.

    A file that never could be read is left out, as it was. One that could be and now can not ends the change.
    """
    tell = change.told(reading=True)
    tell(0, 0)
    readings = read_all([file for file in _library() if file not in files], progress=tell)
    known = indexed_sources(index_folder())
    for reading in readings:
        if reading.error and slug(reading.path.stem) in known:
            raise PublicationError(reading.error)
    return [reading for reading in readings if not reading.error]


def _indexed(readings: list[Reading], change: LibraryChange) -> PassageIndex:
    tell = change.told(reading=False)
    tell(0, 0)
    in_order = sorted(readings, key=lambda reading: reading.path.name)
    return build_index(in_order, index_folder(), shared_encoder(), tell)


def _write_facts(path: Path, facts: Mapping[str, str | int | None]) -> None:
    """The known facts as a .toml; without any, those that the library has of a publication of this name."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value]
    known = publications_folder() / path.name
    if lines:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif known.is_file():
        shutil.copyfile(known, path)


def _exchange(gone: Sequence[Path], new: Sequence[Path], index: PassageIndex) -> None:
    """Takes files, each with its .toml, out of the library's folder, puts new ones there, and saves the index.

    Whatever fails leaves folder and index as they were; a server that is killed on the way leaves whole files, which
    the next ingest takes as they are. The new ones are first copied under names that nobody reads: a full disk, or a
    folder that can not be written to, shows before anything is changed.
    """
    folder = publications_folder()
    _sweep(folder)
    coming = {folder / file.name: file for file in new if file.is_file()}
    old = {file for file in (*coming, *gone, *(file.with_suffix(".toml") for file in gone)) if file.is_file()}
    with ExitStack() as undo:
        for file, source in coming.items():
            undo.callback(_staged(file).unlink, missing_ok=True)
            shutil.copyfile(source, _staged(file))
        for file in old:
            shutil.copy2(file, _kept(file))
            undo.callback(_kept(file).replace, file)
        for file in coming:
            undo.callback(_staged(file).replace(file).unlink)
        for file in old - coming.keys():
            file.unlink()
        index.save(index_folder())
        undo.pop_all()
    _sweep(folder)


def _sweep(folder: Path) -> None:
    """Removes what this change, or one that was killed, has left under names that nobody reads."""
    for file in (*folder.glob(".*.kildesvar-ny"), *folder.glob(".*.kildesvar-gammel")):
        with suppress(OSError):
            file.unlink()


def _kept(file: Path) -> Path:
    return file.with_name(f".{file.name}.kildesvar-gammel")


def _staged(file: Path) -> Path:
    return file.with_name(f".{file.name}.kildesvar-ny")
