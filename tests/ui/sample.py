"""A small publication with a hostile title, and a fake answerer over it."""

from collections.abc import Collection

from answer.datatypes import Answer, Citation, Response
from index.datatypes import Document, Metadata, Page, Passage, RetrievedPassage, Section, Span
from index.lexical import LexicalIndex
from ui.service import Library

PAGES = (
    "Indledning\n\nMan <b>skal</b> betale 6 pct. & moms.\n\nEt citat begynder her",
    "og slutter her.\n\nEfter\n\n",
    "Vedtaget i 2021.",
)
TEXT = " ".join(PAGES)
BROKEN = "Hvad går galt?"
QUOTE = "Man <b>skal</b> betale 6 pct. & moms."
EXACT = "6 pct."
ACROSS = "Et citat begynder her og slutter her."
PLACES = (QUOTE, ACROSS, PAGES[2])


def span_of(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text))


def sample_document() -> Document:
    starts = [0, len(PAGES[0]) + 1, len(PAGES[0]) + len(PAGES[1]) + 2, len(TEXT)]
    return Document(
        id="prøve",
        title="Prøve <i>af</i> noget",
        text=TEXT,
        pages=tuple(
            Page(number, label, start, end)
            for number, label, start, end in zip((1, 2, 3), ("1", "x", ""), starts, starts[1:], strict=False)
        ),
        sections=(Section("Indledning", 1, 0, starts[2]),),
        metadata=Metadata("Prøve", publisher="Center for Prøver (CP)", year=2021),
    )


def citation_of(document: Document, text: str) -> Citation:
    span = span_of(text)
    page = document.page_at(span.start)
    return Citation(document.id, document.title, page.number, page.label, "Indledning", text, span)


def answer_of(document: Document, quote: str, exact: str, probability: float = 0.9) -> Answer:
    return Answer(exact, span_of(exact), citation_of(document, quote), probability)


def found_passage(document: Document, number: int, text: str) -> RetrievedPassage:
    span = span_of(text)
    page = document.page_at(span.start).number
    passage = Passage(
        f"{document.id}:{number}", document.id, text, span.start, span.end, page, "Indledning", "text", (span,)
    )
    return RetrievedPassage(passage, 1.0, number + 1)


def library_of(document: Document) -> Library:
    passages = tuple(found_passage(document, number, text).passage for number, text in enumerate(PLACES))
    return Library({document.id: document}, passages, LexicalIndex.build([passage.text for passage in passages]))


class FakeAnswerer:
    """Answers what is known, refuses the rest, and counts."""

    def __init__(self, document: Document) -> None:
        self.asked: list[str] = []
        self.limited_to: list[frozenset[str]] = []
        self.searched: list[str] = []
        self.prepared: list[int] = []
        self._document = document

    def read_ahead(self, start: int) -> int | None:
        self.prepared.append(start)
        return start + 1 if start < 2 else None

    def _found(self) -> tuple[RetrievedPassage, ...]:
        return tuple(found_passage(self._document, number, text) for number, text in enumerate(PLACES))

    def search(self, question: str) -> tuple[RetrievedPassage, ...]:
        self.searched.append(question)
        return self._found()

    def ask(self, question: str, documents: Collection[str] = ()) -> Response:
        self.asked.append(question)
        self.limited_to.append(frozenset(documents))
        if question == BROKEN:
            raise ZeroDivisionError(BROKEN)
        sources = self._found()
        if "betale" not in question:
            return Response(question, (), refused=True, sources=sources)
        answers = (
            answer_of(self._document, QUOTE, EXACT),
            answer_of(self._document, ACROSS, "slutter", probability=0.3),
        )
        if "citat" in question:
            answers = answers[::-1]
        return Response(question, answers, refused=False, sources=sources)
