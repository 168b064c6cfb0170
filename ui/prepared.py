"""The questions that the page itself proposes to ask; they are answered ahead."""

from collections.abc import Collection

from answer.follow_up import standalone
from ui import course_texts, texts


def suggested_questions(documents: Collection[str]) -> list[str]:
    """Those that an empty conversation suggests about some publications, by their ids."""
    return [question for document in documents for question in texts.SUGGESTED_QUESTIONS.get(document, ())]


def prepared_questions(documents: Collection[str]) -> list[str]:
    """The suggested ones, and those of the tour, each made whole."""
    questions = suggested_questions(documents)
    if course_texts.PUBLICATION in documents:
        for step in course_texts.STEPS:
            before = ""
            for question in step.questions:
                whole = standalone(question, before)
                before = question if whole is None else whole
                questions.append(before)
    return list(dict.fromkeys(questions))
