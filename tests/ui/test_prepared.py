"""What the page proposes to ask of any publication."""

from index.datatypes import Passage, Span
from ingest.blocks import Publication
from ingest.chunk import split_passages
from ui.prepared import prepared_questions


def passage(text: str, kind: str, figure: str = "") -> Passage:
    ends = [n + 1 for n, letter in enumerate(text) if letter in ".?"]
    starts = [0, *(end + 1 for end in ends)]
    spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=False))
    return Passage("a:0", "a", text, 0, len(text), 1, "", kind, spans, figure=figure)  # type: ignore[arg-type]


def test_figures_people_and_interviews_are_asked_about() -> None:
    passages = [
        passage("Figur 3a: Figuren viser noget.", "figure", figure="3a"),
        passage("Fortsat om figuren.", "figure", figure="3a"),
        passage("Kontakt os:\nBo Åkær (C)\nBorgmester i Sydby\nTlf. 12 34 56 78", "contact"),
        passage("Hvad er svært? Det er tiden.", "interview"),
        passage("Er det et spørgsmål? Ja.", "text"),
    ]
    assert prepared_questions(["a"], passages) == [
        "Hvad viser figur 3a?",
        "Hvordan kontakter man Bo Åkær?",
        "Hvad er svært?",
    ]


def test_those_of_the_real_publication_name_its_people(real: Publication) -> None:
    asked = prepared_questions([], split_passages(real))
    assert "Hvordan kontakter man Morten Thaarup?" in asked
    assert "Hvordan kontakter man Sofia Osmani?" in asked
    assert [f"Hvad viser figur {number}?" in asked for number in range(1, 6)] == [True] * 5
