"""Question sets: one JSON object a line, as `data/questions/dev.jsonl`."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionSetError


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a right answer is.

    answers: regular expressions that must all be found in the quote, letter case aside. pages: where a right answer
    stands, in the file, from 1. Both are empty where the publication does not answer.
    document: the id of the publication that is asked about, "" where there is only one.
    """

    id: str
    text: str
    language: str
    style: str
    answerable: bool
    answers: tuple[re.Pattern[str], ...]
    pages: tuple[int, ...]
    document: str = ""

    def is_about(self, document_id: str) -> bool:
        """Whether an answer out of that publication can be right."""
        return self.document in ("", document_id)

    def answered_by(self, quotes: Sequence[str]) -> bool:
        """Whether all the expressions are found in the quotes, taken together."""
        text = "\n".join(quotes)
        return all(pattern.search(text) for pattern in self.answers)


def read_question_set(path: Path) -> list[Question]:
    """Raises QuestionSetError, naming file and line, for what is not a question."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"Spørgsmålene i {path} kan ikke læses ({error}).") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError, re.error) as error:
                raise QuestionSetError(
                    f"{path}, linje {number} er ikke et spørgsmål ({error!r}). Se data/questions/dev.jsonl."
                ) from error
    if not questions:
        raise QuestionSetError(f"Der er ingen spørgsmål i {path}.")
    return questions


def _question(facts: dict[str, Any]) -> Question:
    # A set with a single "page" list and literal answers is that of shared/data/publications_qa.
    literal = "page" in facts
    answers = [re.escape(answer) if literal else answer for answer in facts.get("answers", [])]
    question = Question(
        id=str(facts["id"]),
        text=str(facts["question"]),
        language=str(facts.get("language", "da")),
        style=str(facts.get("style", "full")),
        answerable=bool(facts["answerable"]),
        answers=tuple(re.compile(re.sub(r"(?:\\)? ", r"\\s+", answer), re.IGNORECASE) for answer in answers),
        pages=tuple(int(page) for page in facts.get("page" if literal else "pages", [])),
    )
    if question.answerable != bool(question.answers):
        raise ValueError("answerable og answers passer ikke sammen")
    return question
