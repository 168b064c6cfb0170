"""The texts of "Find kilder" in Danish and English."""

from collections.abc import Mapping
from typing import Final

from index.datatypes import PassageKind
from ui.language import Text

INTRO: Final = Text(
    "Søg i alle publikationerne på én gang. Du får de steder, der passer bedst, i stedet for et svar.",
    "Search all publications at once. You get the places that fit best instead of an answer.",
)
SEARCH_FIELD: Final = Text("Hvad leder du efter?", "What are you looking for?")
SEARCH: Final = Text("Søg", "Search")

FILTERS: Final = Text("Afgræns og sortér", "Narrow and sort")
PUBLICATION: Final = Text("Publikation", "Publication")
YEAR: Final = Text("År", "Year")
SECTION: Final = Text("Afsnit", "Section")
KIND: Final = Text("Slags", "Kind")
ALL: Final = Text("Alle", "All")
ALL_WORDS: Final = Text("Kun steder med alle ordene", "Only places with all the words")
ORDER: Final = Text("Rækkefølge", "Order")
BY_RELEVANCE: Final = Text("Det mest relevante først", "Most relevant first")
BY_PAGE: Final = Text("Som i publikationen", "As in the publication")

KINDS: Final[Mapping[PassageKind, Text]] = {
    "text": Text("Brødtekst", "Running text"),
    "figure": Text("Figur", "Figure"),
    "case": Text("Eksempel fra praksis", "Case"),
    "interview": Text("Interview", "Interview"),
    "contact": Text("Kontakt", "Contact"),
    "footnote": Text("Fodnote", "Footnote"),
}

COPY_REFERENCE: Final = Text("Kopiér henvisning", "Copy reference")
SHOW_MORE: Final = Text("Vis flere steder", "Show more places")
SAVE_CSV: Final = Text("Hent som regneark (CSV)", "Download as spreadsheet (CSV)")
SAVE_RIS: Final = Text("Hent henvisninger (RIS)", "Download references (RIS)")
FILE_NAME: Final = Text("kildesvar-steder", "kildesvar-places")
NONE_KNOWN: Final = Text(
    "Ingen af ordene står i publikationerne. Prøv med andre ord.",
    "None of the words stands in the publications. Try other words.",
)
NONE_LEFT: Final = Text(
    "Ingen steder passer til det, du har valgt. Vælg mindre snævert.",
    "No place fits what you have chosen. Choose less narrowly.",
)

COLUMNS: Final = (
    Text("Publikation", "Publication"),
    Text("Udgiver", "Publisher"),
    Text("År", "Year"),
    Text("Trykt side", "Printed page"),
    Text("Side i filen", "Page of the file"),
    Text("Afsnit", "Section"),
    Text("Slags", "Kind"),
    Text("Tekst", "Text"),
    Text("Henvisning", "Reference"),
)

_ONE_WITH_ALL = Text("Ét sted har alle ordene", "One place has all the words")
_MANY_WITH_ALL = Text("{count} steder har alle ordene", "{count} places have all the words")
_ONE = Text("Det nærmeste sted", "The nearest place")
_MANY = Text("De {count} nærmeste steder", "The {count} nearest places")


def found(count: int, all_words: bool) -> str:
    """How many places are listed."""
    if count == 0:
        return NONE_LEFT()
    if count == 1:
        return _ONE_WITH_ALL() if all_words else _ONE()
    return (_MANY_WITH_ALL if all_words else _MANY)(count=count)
