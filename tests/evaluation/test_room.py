"""A room of people over raw sockets, against the real server."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evaluation import room
from index.errors import QuestionSetError


def test_a_small_room_is_answered(index_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAUSE_S", 1.0)
    monkeypatch.setattr(room, "READY_S", 0.0)
    questions = ["Hvor ofte hæmmer politiske beslutninger innovation?", "Hvem vandt?", "Hvad er innovation?"]
    with ThreadPoolExecutor() as elsewhere:  # the browser tests leave a loop running on this thread
        result = elsewhere.submit(room.run, index_dir, questions, sessions=3, minutes=0.05).result()
    assert result.errors == 0
    assert result.answers >= 6
    assert 0 < result.p50_s <= result.p95_s <= result.most_s


def test_a_room_needs_a_new_question_each_time(index_dir: Path) -> None:
    with pytest.raises(QuestionSetError, match="spørgsmål"):
        room.run(index_dir, ["Hvem?"], sessions=30, minutes=5)
