"""The command line: `python -m answer "spørgsmål"`, or `--batch FILE` with one question a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from answer.command_line import add_reader
from answer.datatypes import PASSAGES_FOUND, Answer, Response
from answer.place import place_name
from index.command_line import DanishParser
from index.errors import KildesvarError, QuestionSetError


def response_json(response: Response) -> dict[str, Any]:
    """The response as the JSON object that others depend on; start and end are the quote's, in the document's text."""
    return {
        "question": response.question,
        "refused": response.refused,
        "answers": [_answer_json(answer) for answer in response.answers],
        "sources": [
            {
                "text": hit.passage.text,
                "document": hit.passage.document_id,
                "page": hit.passage.page,
                "section": hit.passage.section,
                "score": round(hit.score, 4),
            }
            for hit in response.sources
        ],
        "timings_ms": {step: round(milliseconds, 1) for step, milliseconds in response.timings.items()},
    }


def _answer_json(answer: Answer) -> dict[str, Any]:
    citation = answer.citation
    return {
        "quote": citation.quote,
        "span": answer.text,
        "spans": list(answer.texts),
        "document": citation.document_id,
        "title": citation.title,
        "page": citation.page,
        "page_label": citation.page_label,
        "section": citation.section,
        "start": citation.span.start,
        "end": citation.span.end,
        "probability": round(answer.probability, 4),
    }


def response_text(response: Response) -> str:
    """The response for reading in a terminal."""
    if response.refused:
        nearest = [
            f"  s. {hit.passage.page} · {hit.passage.section or hit.passage.document_id}\n  {hit.passage.text[:160]}…"
            for hit in response.sources[:3]
        ]
        return "\n".join(["Publikationen svarer ikke på det.", "", "Ikke et svar, men tæt på:", *nearest])
    lines = []
    for answer in response.answers:
        citation = answer.citation
        place = place_name(citation.page, citation.page_label, citation.section)
        lines += [f"”{citation.quote}”", f"  Svaret: {' · '.join(answer.texts)}"]
        probability = f"{answer.probability:.2f}".replace(".", ",")
        lines += [f"  {citation.title}{', ' if place else ''}{place} (sandsynlighed {probability})", ""]
    return "\n".join(lines).rstrip()


def read_questions(name: str) -> Iterator[str]:
    """One question a line, from a file or, for "-", from standard input. Empty lines are passed over."""
    try:
        if name == "-":
            lines = sys.stdin.read().splitlines()
        else:
            lines = Path(name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"Spørgsmålene i {name} kan ikke læses ({error}). Brug en tekstfil i UTF-8.") from error
    return (line.strip() for line in lines if line.strip())


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status: 0 also for a refusal, 1 for an error."""
    parser = DanishParser(
        prog="python -m answer",
        usage="[SPØRGSMÅL] [--index MAPPE] [--json] [--top-k N] [--batch FIL] [--reader NAVN --calibration FIL]",
        description="Stil et spørgsmål til publikationerne.",
    )
    given = parser.given
    given.add_argument("question", nargs="?", metavar="SPØRGSMÅL")
    parser.add_index()
    given.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    parser.add_top_k(PASSAGES_FOUND, f"hvor mange steder der findes, før de bedste læses ({PASSAGES_FOUND})")
    given.add_argument("--batch", metavar="FIL", help="et spørgsmål pr. linje fra FIL (eller -); JSON pr. linje")
    add_reader(parser)
    options = parser.parse_args(arguments)
    if (options.question is None) == (options.batch is None):
        parser.refuse("Angiv enten et spørgsmål eller --batch FIL.")
    try:
        questions = [options.question] if options.batch is None else list(read_questions(options.batch))
        from answer.answerer import Answerer  # imports torch, so only when there is a question
        from answer.calibration import Calibration

        answerer = Answerer.load(options.index, Calibration.load(options.calibration), options.reader)
        for question in questions:
            response = answerer.ask(question, options.top_k)
            if options.json or options.batch is not None:
                print(json.dumps(response_json(response), ensure_ascii=False), flush=True)
            else:
                print(response_text(response))
    except KildesvarError as error:
        print(f"Fejl: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
