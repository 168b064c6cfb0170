"""Evaluation over other publications: folders with `publication.txt` and `questions.jsonl`, each ingested alone."""

from collections.abc import Iterator
from pathlib import Path

from answer.answerer import Answerer
from evaluation.questions import Question, read_question_set
from index.errors import QuestionSetError
from index.passage_index import PassageIndex
from ingest.chunk import split_passages
from ingest.read import read_publication


def publication_folders(folder: Path) -> list[Path]:
    """The folders below `folder` that hold a publication with questions. Raises QuestionSetError where none does."""
    found = sorted(path.parent for path in folder.glob("*/questions.jsonl"))
    if not found:
        raise QuestionSetError(f"Der er ingen mapper med publication.txt og questions.jsonl i {folder}.")
    return found


def each_alone(folders: list[Path], answerer: Answerer) -> Iterator[tuple[str, Answerer, list[Question]]]:
    """Name, an answerer over that publication only, with the models of `answerer`, and its questions."""
    for folder in folders:
        publication = read_publication(folder / "publication.txt")
        index = PassageIndex.build([publication.document], list(split_passages(publication)), answerer.encoder)
        yield folder.name, answerer.over(index), read_question_set(folder / "questions.jsonl")
