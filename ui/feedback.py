"""Thumbs up and down, kept in a SQLite file on this machine and sent nowhere."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.errors import KildesvarError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    turn TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER NOT NULL,
    page INTEGER NOT NULL,
    question TEXT NOT NULL,
    quote TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (-1, 1)),
    given_at TEXT NOT NULL,
    PRIMARY KEY (turn, document, start)
)
"""
_UPSERT = """
INSERT INTO feedback (turn, document, start, page, question, quote, value, given_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (turn, document, start) DO UPDATE SET value = excluded.value, given_at = excluded.given_at
"""
_WAIT_FOR_LOCK_S = 2.0


class FeedbackError(KildesvarError):
    """A thumb could not be stored."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a thumb is about: one quote in one answering.

    turn: names the answering, so that a change of mind replaces the earlier thumb.
    start: where the quote begins in the document's text; page: in the file, from 1.
    """

    turn: str
    document: str
    start: int
    page: int
    question: str
    quote: str


class FeedbackStore:
    """The file is made when the first thumb is given."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, judged: Judged, value: int) -> None:
        """Stores 1 (it helped) or -1 (it did not) in place of an earlier thumb. Raises FeedbackError."""
        given_at = datetime.now(UTC).isoformat(timespec="seconds")
        row = (judged.turn, judged.document, judged.start, judged.page, judged.question, judged.quote)
        self._execute(_UPSERT, (*row, value, given_at))

    def withdraw(self, judged: Judged) -> None:
        """Forgets the thumb. Raises FeedbackError."""
        self._execute(
            "DELETE FROM feedback WHERE turn = ? AND document = ? AND start = ?",
            (judged.turn, judged.document, judged.start),
        )

    def _execute(self, statement: str, values: tuple[str | int, ...]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT_FOR_LOCK_S)) as connection, connection:
                connection.execute(_SCHEMA)
                connection.execute(statement, values)
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError(
                f"{self._path}: the thumb was not stored ({error}). Is the folder writable, and the file not locked?"
            ) from error
