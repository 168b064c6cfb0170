"""Evaluation over other publications: folders with `publication.txt` and `questions.jsonl`, alone or all together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from answer.answerer import Answerer
from evaluation.questions import Question, read_question_set
from evaluation.typeset import typeset
from index.errors import QuestionSetError
from index.passage_index import PassageIndex
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ingest.read import read_publication, slug


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


def all_together(folders: list[Path], answerer: Answerer, as_pdf: bool) -> tuple[Answerer, dict[str, list[Question]]]:
    """An answerer over all the publications at once, and the questions about each, by its name.

    as_pdf: the publications are set to PDF first, and read from that.
    """
    publications, questions = [], {}
    with TemporaryDirectory() as pdfs:
        for folder in folders:
            publication = read_publication(folder / "publication.txt")
            if as_pdf:
                publication = read_publication(typeset(publication, Path(pdfs) / f"{folder.name}.pdf"))
            name = slug(folder.name)
            publications.append(_renamed(publication, name))
            asked = read_question_set(folder / "questions.jsonl")
            questions[folder.name] = [replace(question, document=name) for question in asked]
    passages = [passage for publication in publications for passage in split_passages(publication)]
    index = PassageIndex.build([publication.document for publication in publications], passages, answerer.encoder)
    return answerer.over(index), questions


def _renamed(publication: Publication, name: str) -> Publication:
    """Every folder's file has the same name, which would be its id."""
    return replace(publication, document=replace(publication.document, id=name))
