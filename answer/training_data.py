"""Training examples for the reader: question sets -> passages with the answer's place in them.

Reads the folder that holds `reader/` (SQuAD-like lines) and `publications_qa/` (publications with questions). Nothing
of the project's own publication is in it.
"""

import json
import random
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.datatypes import Span
from index.encoder import Vectors
from ingest.sentences import split_sentences

Encode = Callable[[list[str], str], Vectors]
Asked = tuple["Example", ...]
"""A question over several passages: its own first, then those that a search would find too and that do not answer."""

WRITTEN = Path("data/training")
MAX_PASSAGE_CHARACTERS = 750
NEAR = 6
HELD_OUT_PUBLICATIONS = ("borgersamling", "hjemmepleje", "ungdomsuddannelse")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage. span: the answer's characters in `passage`, None where it does not answer.

    sentences: those of the passage, in its characters. group: what is held out together.
    """

    question: str
    passage: str
    sentences: tuple[Span, ...]
    span: Span | None
    group: str
    source: str

    @property
    def evidence(self) -> list[int]:
        """Which of the sentences hold the answer."""
        return [n for n, s in enumerate(self.sentences) if self.span is not None and s.overlaps(self.span)]

    @property
    def held_out(self) -> bool:
        """Whether the example is kept for development, as a fifth of the groups are, by their name."""
        return zlib.crc32(self.group.encode()) % 5 == 0


def read_lines(path: Path) -> list[dict]:
    """The JSON objects of a .jsonl file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def reading_examples(path: Path, longest: int = MAX_PASSAGE_CHARACTERS) -> list[Example]:
    """A SQuAD-like file: each question with its context, cut to a window of `longest` characters around the answer."""
    examples = []
    for number, row in enumerate(read_lines(path)):
        context, source = row["context"], path.stem
        spans = [Span(a["start"], a["start"] + len(a["text"])) for a in row["answers"] if a["text"] and a["start"] >= 0]
        if row["answers"] and not spans:
            continue
        span = min(spans, key=len) if spans else None
        window = _window(context, span, longest, random.Random(number))
        if span is not None:
            span = Span(span.start - window.start, span.end - window.start)
        passage = context[window.start : window.end]
        sentences = tuple(split_sentences(passage))
        examples.append(Example(row["question"], passage, sentences, span, f"{source}/{row['title']}", source))
    return examples


def _window(context: str, span: Span | None, longest: int, chance: random.Random) -> Span:
    """Whole sentences, at most `longest` characters, around the span, which falls anywhere in the window."""
    if len(context) <= longest:
        return Span(0, len(context))
    sentences = split_sentences(context)
    inside = [n for n, s in enumerate(sentences) if span is not None and s.overlaps(span)]
    first = inside[0] if inside else chance.randrange(len(sentences))
    last = inside[-1] if inside else first
    while True:
        sides = [side for side in (first - 1, last + 1) if 0 <= side < len(sentences)]
        sides = [
            side for side in sides if sentences[max(last, side)].end - sentences[min(first, side)].start <= longest
        ]
        if not sides:
            return Span(sentences[first].start, sentences[last].end)
        side = chance.choice(sides)
        first, last = min(first, side), max(last, side)


def written_examples(path: Path) -> list[Example]:
    """The project's own training questions, over the passages of invented publications; see data/training/README.md."""
    examples = []
    for row in read_lines(path):
        group = f"written/{row['publication']}"
        heading, context = row["heading"] + "\n", row["context"]
        passage = heading + context
        places = split_sentences(context)
        sentences = tuple(Span(len(heading) + s.start, len(heading) + s.end) for s in places)
        for asked in row["questions"]:
            span = None
            if asked["a"] is not None:
                start = len(heading) + context.index(asked["a"])
                span = Span(start, start + len(asked["a"]))
            examples.append(Example(asked["q"], passage, sentences, span, group, "written"))
    return examples


def alone(examples: Sequence[Example]) -> list[Asked]:
    """Each question over its own passage only."""
    return [(example,) for example in examples]


def among_others(examples: Sequence[Example], encode: Encode, same_group: bool) -> list[Asked]:
    """Each question over its own passage and the `NEAR` nearest others of the same source, which do not answer it.

    encode: texts and their kind ("query" or "passage") -> unit vectors, [texts, dimension].
    same_group: others of the same publication, as a search in it finds them; else only of other groups, and only for
    questions with an answer, since those without one may have it elsewhere.
    """
    passages = sorted({(e.passage, e.group, e.sentences) for e in examples}, key=lambda passage: passage[:2])
    vectors = encode([passage[0] for passage in passages], "passage")
    questions = encode([e.question for e in examples], "query")
    found: list[Asked] = []
    for example, row in zip(examples, questions @ vectors.T, strict=True):
        near = [
            n
            for n in (-row).argsort().tolist()
            if (passages[n][1] == example.group) == same_group and passages[n][0] != example.passage
        ][: NEAR if same_group or example.span is not None else 0]
        others = [replace(example, passage=passages[n][0], sentences=passages[n][2], span=None) for n in near]
        found.append((example, *others))
    return found


def publication_examples(folder: Path, encode: Encode) -> list[Asked]:
    """The questions about one publication, over the passages that the project's own ingest makes of it.

    Each with a passage that holds all the words of its answer, and with the best found passages that hold none.
    """
    from ingest.chunk import split_passages
    from ingest.read import read_publication

    publication = read_publication(folder / "publication.txt")
    passages = list(split_passages(publication))
    texts = [passage.search_text for passage in passages]
    shifts = [len(passage.search_text) - len(passage.text) - passage.start for passage in passages]
    sentences = [
        tuple(Span(s.start + shift, s.end + shift) for s in passage.sentences)
        for passage, shift in zip(passages, shifts, strict=True)
    ]
    rows = read_lines(folder / "questions.jsonl")
    scores = encode([row["question"] for row in rows], "query") @ encode(texts, "passage").T
    asked: list[Asked] = []

    def example(question: str, n: int, span: Span | None) -> Example:
        group = f"publications_qa/{folder.name}"
        return Example(question, texts[n], sentences[n], span, group, "publications_qa")

    for row, row_scores in zip(rows, scores, strict=True):
        spans = {
            n: _span_of(row["answers"], texts[n], len(texts[n]) - len(passage.text))
            for n, passage in enumerate(passages)
            if row["answerable"] and passage.page in row["page"]
        }
        holding = [example(row["question"], n, span) for n, span in spans.items() if span is not None]
        if row["answerable"] and not holding:
            continue  # the answer is spread over several passages: neither a yes nor a no can be taught
        near = [n for n in (-row_scores).argsort().tolist() if spans.get(n) is None]
        near = [n for n in near if not any(answer in texts[n] for answer in row.get("answers", []))][:NEAR]
        others = [example(row["question"], n, None) for n in near]
        asked += [(own, *others) for own in holding] if holding else [tuple(others)]
    return asked


def _span_of(answers: Iterable[str], text: str, start: int) -> Span | None:
    places = [re.search(re.escape(answer), text[start:]) for answer in answers]
    if not places or any(place is None for place in places):
        return None
    found = [place for place in places if place is not None]
    return Span(start + min(p.start() for p in found), start + max(p.end() for p in found))
