"""The questions that the page itself proposes to ask; they are answered ahead."""

from collections.abc import Collection, Iterable, Iterator

from answer.follow_up import standalone
from index.datatypes import Passage
from ui import course_texts, texts

_MOST = 120


def suggested_questions(documents: Collection[str]) -> list[str]:
    """Those that an empty conversation suggests about some publications, by their ids."""
    return [question for document in documents for question in texts.SUGGESTED_QUESTIONS.get(document, ())]


def prepared_questions(documents: Collection[str], passages: Iterable[Passage] = ()) -> list[str]:
    """The suggested ones, those of the tour, each made whole, and what can be asked of the passages; at most _MOST."""
    questions = suggested_questions(documents)
    if course_texts.PUBLICATION in documents:
        for step in course_texts.STEPS:
            before = ""
            for question in step.questions:
                whole = standalone(question, before)
                before = question if whole is None else whole
                questions.append(before)
    for passage in passages:
        questions += _questions_of(passage)
    return list(dict.fromkeys(questions))[:_MOST]


def _questions_of(passage: Passage) -> Iterator[str]:
    """What a figure shows, how a person is reached, and what an interviewer asks, in the publication's language."""
    if passage.figure:
        yield texts.ASK_OF_FIGURE.format(figure=passage.figure)
    lines = passage.text.splitlines()
    if passage.kind == "contact" and len(lines) >= 3:
        yield texts.ASK_FOR_CONTACT.format(name=lines[-3].partition("(")[0].strip())  # then come title and telephone
    if passage.kind == "interview":
        said = (passage.text[s.start - passage.start : s.end - passage.start] for s in passage.sentences)
        yield from (sentence for sentence in said if sentence.endswith("?"))
