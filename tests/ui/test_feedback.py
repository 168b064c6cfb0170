"""Thumbs are kept, changed, taken back, and fail in words."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from ui import feedback
from ui.feedback import FeedbackError, FeedbackStore, Judged

JUDGED = Judged("tur", "fornyelse-fra-oven", 120, 4, "Hvor ofte?", "Seks ud af ti.")


def rows(path: Path) -> list[tuple[str, str, int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT question, quote, page, value FROM feedback ORDER BY turn").fetchall()


def test_nothing_is_made_before_the_first_thumb(tmp_path: Path) -> None:
    FeedbackStore(tmp_path / "new" / "feedback.sqlite")
    assert not (tmp_path / "new").exists()


def test_a_change_of_mind_replaces_the_thumb(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feedback.sqlite"
    store = FeedbackStore(path)
    store.save(JUDGED, 1)
    assert rows(path) == [("Hvor ofte?", "Seks ud af ti.", 4, 1)]
    store.save(JUDGED, -1)
    assert rows(path) == [("Hvor ofte?", "Seks ud af ti.", 4, -1)]
    store.withdraw(JUDGED)
    assert rows(path) == []


def test_a_locked_file_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "_WAIT_FOR_LOCK_S", 0.05)
    path = tmp_path / "feedback.sqlite"
    FeedbackStore(path).save(JUDGED, 1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FeedbackError, match=r"feedback\.sqlite"):
            FeedbackStore(path).save(JUDGED, -1)
    assert rows(path)[0][3] == 1


def test_an_unwritable_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackError):
        FeedbackStore(tmp_path / "file" / "feedback.sqlite").save(JUDGED, 1)


def test_many_at_once(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    judged = [Judged(f"{number:02}", "d", 0, 1, "?", "!") for number in range(20)]
    threads = [Thread(target=FeedbackStore(path).save, args=(each, 1)) for each in judged]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(path)) == 20
