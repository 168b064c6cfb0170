"""Publikationer: the list for all; adding and removing for who knows the password; nothing is ever half changed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index.errors import PublicationError
from index.passage_index import PassageIndex
from ingest.build import find_publications, is_stale, read_all, save_index
from ingest.read import slug
from tests.ingest.test_build import FakeEncoder
from tests.ui.conftest import html_of, press
from ui import library_change
from ui import library_texts as texts
from ui.library_change import LibraryChange, add_publication, remove_publication

OpenPage = Callable[[], AppTest]
TEXT = "Årsrapport\n\n{} brugte 12 mio. kr. på biblioteker, og der kom flere gæster end nogensinde før.\n"
SECRET = "grøn-bænk-7"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one publication, its index beside it."""
    folder = tmp_path / "publications"
    folder.mkdir()
    (folder / "nordby.txt").write_text(TEXT.format("Nordby"), encoding="utf-8")
    save_index(read_all([folder / "nordby.txt"]), tmp_path / "index", FakeEncoder())  # type: ignore[arg-type]
    monkeypatch.setenv("KILDESVAR_PUBLICATIONS", str(folder))
    monkeypatch.setenv("KILDESVAR_INDEX", str(tmp_path / "index"))
    monkeypatch.setattr(library_change, "shared_encoder", FakeEncoder)
    return folder


def ended(change: LibraryChange) -> LibraryChange:
    change.wait(60)
    assert change.has_ended
    return change


def indexed(library: Path) -> set[str]:
    return set(PassageIndex.load(library.parent / "index").documents)


def test_a_publication_is_added_with_its_facts(library: Path) -> None:
    facts: dict[str, str | int | None] = {"title": 'Sydby i "tal"', "publisher": "Sydby Kommune", "year": 2023}
    change = ended(add_publication("Sydby Årsrapport.TXT", TEXT.format("Sydby").encode(), facts))
    assert change.error == ""
    assert indexed(library) == {"nordby", "sydby-aarsrapport"}
    document = PassageIndex.load(library.parent / "index").documents["sydby-aarsrapport"]
    assert (document.title, document.metadata.publisher, document.metadata.year) == tuple(facts.values())
    assert (library / "sydby-aarsrapport.txt").is_file()
    assert not is_stale([library], library.parent / "index")


def test_the_same_name_replaces_only_when_it_may(library: Path) -> None:
    new = b"# Nyt\n\n" + TEXT.format("Nordby i 2024").encode()
    assert "»nordby.txt«" in ended(add_publication("nordby.md", new)).error
    assert [path.name for path in library.iterdir()] == ["nordby.txt"]
    ended(add_publication("nordby.md", new, replaces=True))
    assert indexed(library) == {"nordby"}
    assert [path.name for path in library.iterdir()] == ["nordby.md"]
    assert "2024" in PassageIndex.load(library.parent / "index").documents["nordby"].text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rapport.pdf", b"Bare tekst", "indholdet er ikke en PDF"),
        ("rapport.docx", b"PK\x03\x04 ikke rigtig", "indholdet er ikke et Word-dokument"),
        ("rapport.html", b"ingen koder", "indholdet er ikke en webside"),
        ("rapport.txt", b"\xff\x00\xfe\x93", "UTF-8"),
        ("rapport.exe", b"MZ", "Filtypen ».exe« kan ikke læses"),
        ("rapport.pdf", b"%PDF-1.7\nresten mangler", "rapport.pdf"),
        ("tom.txt", b"", "Filen er tom"),
    ],
)
def test_what_cannot_be_read_changes_nothing(library: Path, name: str, content: bytes, said: str) -> None:
    change = ended(add_publication(name, content))
    assert said in change.error
    assert str(library.parent) not in change.error
    assert indexed(library) == {"nordby"}
    assert [path.name for path in library.iterdir()] == ["nordby.txt"]


@pytest.mark.parametrize("remove", [False, True])
def test_an_index_that_cannot_be_saved_leaves_the_files(
    library: Path, monkeypatch: pytest.MonkeyPatch, remove: bool
) -> None:
    ended(add_publication("sydby.txt", TEXT.format("Sydby").encode(), {"title": "Sydby"}))
    before = {path.name: path.read_bytes() for path in library.iterdir()}

    def full(_index: PassageIndex, _folder: Path) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(PassageIndex, "save", full)
        text = TEXT.format("Sydby i 2024").encode()
        facts: dict[str, str | int | None] = {"title": "Anden"}
        change = remove_publication("sydby") if remove else add_publication("sydby.md", text, facts, replaces=True)
        assert ended(change).error == texts.UNEXPECTED()
    assert {path.name: path.read_bytes() for path in library.iterdir()} == before
    assert indexed(library) == {"nordby", "sydby"}


KILLED_WHILE_SAVING = """
import os, sys
from pathlib import Path
from ui.library_change import _exchange

class Killed:
    def save(self, folder):
        os._exit(9)

gone, new = ([Path(name) for name in names.split(";") if name] for names in sys.argv[1:])
_exchange(gone, new, Killed())
"""


@pytest.mark.parametrize("remove", [False, True])
def test_a_server_that_is_killed_leaves_whole_files_and_the_next_change_sweeps(
    library: Path, tmp_path: Path, remove: bool
) -> None:
    ended(add_publication("sydby.txt", TEXT.format("Sydby").encode()))
    new = tmp_path / "sydby.txt"
    new.write_text(TEXT.format("Sydby i 2024"), encoding="utf-8")
    given = [str(library / "sydby.txt"), "" if remove else str(new)]
    assert subprocess.run([sys.executable, "-c", KILLED_WHILE_SAVING, *given], check=False).returncode == 9
    found = {path.name: path.read_text(encoding="utf-8") for path in find_publications([library])}
    assert found == {"nordby.txt": TEXT.format("Nordby")} | ({} if remove else {"sydby.txt": new.read_text("utf-8")})
    assert indexed(library) == {"nordby", "sydby"}
    ended(add_publication("vestby.txt", TEXT.format("Vestby").encode()))
    assert not list(library.glob(".*"))
    assert indexed(library) == {*(slug(name.removesuffix(".txt")) for name in found), "vestby"}


def test_a_file_that_never_could_be_read_does_not_stop_others(library: Path) -> None:
    (library / "bilag.pdf").write_bytes(b"ikke en PDF")
    assert ended(add_publication("sydby.txt", TEXT.format("Sydby").encode())).error == ""
    assert indexed(library) == {"nordby", "sydby"}


def test_nothing_is_lost_when_a_known_file_is_spoilt(library: Path) -> None:
    (library / "nordby.txt").write_bytes(b"\xff\x00\xfe\x93")
    assert "nordby.txt" in ended(add_publication("sydby.txt", TEXT.format("Sydby").encode())).error
    assert indexed(library) == {"nordby"}


def test_a_change_that_is_given_up_changes_nothing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change: list[LibraryChange] = []

    class Slow(FakeEncoder):
        def encode_passages(self, texts, progress=None):
            change[0].cancel()
            return super().encode_passages(texts, progress)

    monkeypatch.setattr(library_change, "shared_encoder", Slow)
    change.append(add_publication("sydby.txt", TEXT.format("Sydby").encode()))
    assert ended(change[0]).cancelled
    assert indexed(library) == {"nordby"}
    assert [path.name for path in library.iterdir()] == ["nordby.txt"]


def test_one_change_at_a_time(library: Path) -> None:
    first = add_publication("sydby.txt", TEXT.format("Sydby").encode())
    with pytest.raises(PublicationError, match="En anden er ved at ændre"):
        remove_publication("nordby")
    ended(first)


def test_a_publication_is_removed_but_never_the_last(library: Path) -> None:
    ended(add_publication("sydby.txt", TEXT.format("Sydby").encode(), {"title": "Sydby"}))
    assert ended(remove_publication("sydby")).error == ""
    assert indexed(library) == {"nordby"}
    assert [path.name for path in library.iterdir()] == ["nordby.txt"]
    assert "den eneste publikation" in ended(remove_publication("nordby")).error
    assert indexed(library) == {"nordby"}


def open_library(open_page: OpenPage) -> AppTest:
    return open_page().run().switch_page("library_page.py").run()


def test_the_list_is_for_all_and_changes_are_not_offered_without_a_password(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KILDESVAR_PASSWORD", raising=False)
    page = open_library(open_page)
    assert '<th scope="row">Prøve &lt;i&gt;af&lt;/i&gt; noget</th>' in html_of(page)
    assert "KILDESVAR_PASSWORD" in page.markdown[0].value
    assert not page.text_input
    assert [button.label for button in page.button] == ["English"]


def test_only_the_right_password_opens_the_changes(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_PASSWORD", SECRET)
    page = open_library(open_page)
    for wrong in ("", "forkert", SECRET + " "):
        page.text_input(key="password").set_value(wrong)
        press(page, "Lås op")
        assert "Adgangskoden er ikke rigtig" in html_of(page)
        assert "Fjern publikationen" not in [button.label for button in page.button]
    page.text_input(key="password").set_value(SECRET)
    press(page, "Lås op")
    assert "Fjern publikationen" in [button.label for button in page.button]
    monkeypatch.setenv("KILDESVAR_PASSWORD", "en-ny")
    page.run()
    assert "Fjern publikationen" not in [button.label for button in page.button]


def test_removing_wants_a_tick(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILDESVAR_PASSWORD", SECRET)
    removed: list[str] = []
    monkeypatch.setattr(library_change, "remove_publication", removed.append)
    page = open_library(open_page)
    page.text_input(key="password").set_value(SECRET)
    press(page, "Lås op")
    press(page, "Fjern publikationen")
    assert "sæt hak ved" in html_of(page)
    assert removed == []


def test_an_error_of_ours_is_never_told_as_success(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(library_change, "shared_encoder", broken)
    assert ended(add_publication("sydby.txt", TEXT.format("Sydby").encode())).error == texts.UNEXPECTED()
    assert [path.name for path in library.iterdir()] == ["nordby.txt"]


def test_a_removal_can_be_given_up(library: Path) -> None:
    ended(add_publication("sydby.txt", TEXT.format("Sydby").encode()))
    change = remove_publication("sydby")
    change.cancel()
    assert ended(change).cancelled
    assert indexed(library) == {"nordby", "sydby"}
