import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader, PdfWriter

from index.datatypes import Span
from index.manifest import read_manifest
from index.passage_index import PassageIndex
from ingest import __main__ as command_line
from ingest.build import find_publications, is_stale, read_all, save_index
from ingest.highlight import highlight_boxes
from tests.ingest.pdf_files import handmade, latex_line

TEXT = "Forord\n\n{} kommuner har lavet planerne, og nu skal de føres ud i livet i hele landet over mange år.\n"


class FakeEncoder:
    """Vectors by length: what is tested here is not what they mean."""

    name = "bundled"
    dimension = 4

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> np.ndarray:
        if progress is not None:
            progress(len(texts), len(texts))
        vectors = np.array([[len(text), 1, 2, 3] for text in texts], np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "publications"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.txt").write_text(TEXT.format(name), encoding="utf-8")
    (folder / "a.toml").write_text('title = "A"\n', encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.load_encoder", FakeEncoder)


def run(folder: Path, *arguments: str) -> int:
    return command_line.main([str(folder), "--index", str(folder.parent / "index"), *arguments])


def test_folders_give_their_publications_by_name(folder: Path) -> None:
    assert [path.name for path in find_publications([folder, folder / "a.txt"])] == ["a.txt", "b.txt"]


def test_index_is_built_and_says_what_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    output = capsys.readouterr().out
    assert "a.txt: 1 side, 1 uddrag, " in output
    assert "Bemærk: titlen er taget fra filen selv: »Forord«" in output
    index = PassageIndex.load(folder.parent / "index")
    assert set(index.documents) == {"a", "b"}
    assert [passage.id for passage in index.passages] == ["a:0", "b:0"]


def test_unreadable_files_are_named_and_the_others_go_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.pdf").write_bytes(b"ikke en PDF")
    assert run(folder) == 1
    captured = capsys.readouterr()
    assert "c.pdf: PDF'en er beskadiget" in captured.err
    assert set(PassageIndex.load(folder.parent / "index").documents) == {"a", "b"}


def test_old_index_stays_where_nothing_could_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    before = read_manifest(folder.parent / "index")
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "a.txt").write_bytes(b"\xe6\xf8\xe5")
    assert run(broken) == 1
    assert "er uændret" in capsys.readouterr().err
    assert read_manifest(folder.parent / "index") == before


def test_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tom").mkdir()
    assert run(tmp_path / "tom") == 1
    assert "ingen publikationer" in capsys.readouterr().err


def test_same_name_twice_is_refused(folder: Path) -> None:
    (folder / "A.md").write_text(TEXT.format("x"), encoding="utf-8")
    readings = read_all(find_publications([folder]))
    assert sum("samme navn" in reading.error for reading in readings) == 1


def test_staleness(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = folder.parent / "index"
    assert is_stale([folder], index)
    save_index(read_all(find_publications([folder])), index, FakeEncoder())  # type: ignore[arg-type]
    assert not is_stale([folder], index)
    (folder / "a.toml").write_text('title = "Ny titel"\n', encoding="utf-8")
    assert is_stale([folder], index)
    (folder / "a.toml").write_text('title = "A"\n', encoding="utf-8")
    assert not is_stale([folder], index)
    (folder / "ny.txt").write_text(TEXT.format("ny"), encoding="utf-8")
    assert is_stale([folder], index)
    (folder / "ny.txt").unlink()
    (folder / "b.txt").unlink()
    assert is_stale([folder], index)
    (folder / "b.txt").write_text(TEXT.format("b"), encoding="utf-8")
    monkeypatch.setattr("ingest.build.READER_VERSION", 99)
    assert is_stale([folder], index)


def test_if_stale_does_nothing_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--if-stale") == 0
    before = read_manifest(folder.parent / "index")
    capsys.readouterr()
    assert run(folder, "--if-stale") == 0
    assert "intet at gøre" in capsys.readouterr().out
    assert read_manifest(folder.parent / "index") == before


def test_changed_file_replaces_its_passages(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").write_text(TEXT.format("Ændrede"), encoding="utf-8")
    run(folder)
    index = PassageIndex.load(folder.parent / "index")
    assert [passage.text[:7] for passage in index.passages] == ["Ændrede", "b kommu"]


def test_what_is_new_changed_and_gone_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    assert "Nye: a, b. Uændrede: 0." in capsys.readouterr().out
    (folder / "b.txt").write_text(TEXT.format("andre"), encoding="utf-8")
    (folder / "c.txt").write_text(TEXT.format("c"), encoding="utf-8")
    (folder / "a.txt").unlink()
    assert run(folder) == 0
    assert "Nye: c. Ændrede: b. Fjernede: a. Uændrede: 0." in capsys.readouterr().out
    assert run(folder) == 0
    assert "\nUændrede: 2." in capsys.readouterr().out


def test_looking_for_changes_loads_no_model(folder: Path) -> None:
    run(folder)
    code = (
        "import sys; from ingest.__main__ import main; "
        f"assert main([{str(folder)!r}, '--index', {str(folder.parent / 'index')!r}, '--if-stale']) == 0; "
        "heavy = {'torch', 'sentence_transformers', 'faiss', 'simplemma', 'pypdf'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_help_and_errors_are_in_danish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command_line.main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Brug: ")
    assert "options" not in shown
    assert "positional" not in shown
    with pytest.raises(SystemExit) as stopped:
        command_line.main(["--findes-ikke"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("Fejl: ")


def test_a_locked_pdf_is_indexed_with_its_password_and_its_boxes_found_from_the_index(folder: Path) -> None:
    line = latex_line(72, 700, "Planen for kålen ﬂytter ﬁre penge til Ålborg hvert år.")
    writer = PdfWriter(clone_from=PdfReader(handmade(folder.parent / "plan.pdf", [line])))
    writer.encrypt("hemmeligt", algorithm="AES-256")
    writer.write(folder / "plan.pdf")
    assert run(folder) == 1
    assert run(folder, "--password", "hemmeligt") == 0
    document = PassageIndex.load(folder.parent / "index").documents["plan"]
    assert document.text == "Planen for kålen flytter fire penge til Ålborg hvert år."
    whole = Span(0, len(document.text))
    assert highlight_boxes(folder / "plan.pdf", document, whole, "hemmeligt")[0].page == 1


HALTED = """
import time
import bm25s
def halt(*_, **__):
    print("<saving>", flush=True)
    time.sleep(120)
bm25s.BM25.save = halt
"""


def test_an_ingest_stopped_halfway_leaves_the_old_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEncoder, "name", "fake")
    assert run(folder) == 0
    index = folder.parent / "index"
    before = read_manifest(index)
    (folder / "ny.txt").write_text(TEXT.format("ny"), encoding="utf-8")
    site = folder.parent / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(HALTED, encoding="utf-8")
    command = [sys.executable, "-m", "ingest", str(folder), "--index", str(index)]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("<saving>" in line for line in process.stdout)
        process.kill()
    assert len(folders_in(index)) == 2
    assert PassageIndex.load(index).manifest == before
    assert run(folder) == 0
    assert "ny" in PassageIndex.load(index).documents
    assert len(folders_in(index)) == 1


def folders_in(index: Path) -> list[Path]:
    return [path for path in index.iterdir() if path.is_dir()]


def test_a_second_run_encodes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(folder) == 0

    def refuse(*_: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(FakeEncoder, "encode_passages", refuse)
    assert run(folder) == 0
