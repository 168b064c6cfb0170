"""The conversation as a file: all quotes with their references, and no Markdown but ours."""

from datetime import date

from index.datatypes import Document
from tests.ui.sample import ACROSS, FakeAnswerer
from ui import texts
from ui.conversation import Turn
from ui.conversation_file import markdown_file


def test_all_quotes_with_references(document: Document, answerer: FakeAnswerer) -> None:
    asked = ("Hvad skal *man* betale?", "Hvem vandt?")
    turns = [Turn(question, question, answerer.ask(question)) for question in asked]
    written = markdown_file([*turns, Turn("3", "Ventes")], {document.id: document}, date(2026, 11, 24)).decode()
    reference = r"Center for Prøver (CP) (2021): Prøve \<i\>af\</i\> noget, s. 1 · Indledning"
    assert written == "\n\n".join(
        (
            "# Samtale med Kildesvar",
            "Hentet 24.11.2026. Svarene er ordrette citater.",
            r"## Hvad skal \*man\* betale?",
            r"> Man \<b\>skal\</b\> betale 6 pct. & moms.",
            f"{reference}. *{texts.VERY_SURE()}.*",
            f"> {ACROSS}",
            f"{reference}. *{texts.UNSURE()}.*",
            "## Hvem vandt?",
            f"{texts.refusal(1)}\n",
        )
    )
