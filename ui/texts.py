"""Every text that the page shows, in Danish, and the Danish for Streamlit's own fixed English."""

from collections.abc import Mapping
from typing import Final

from index.datatypes import Metadata
from index.errors import IndexMismatchError, IndexNotFoundError, KildesvarError, ModelError

APP_NAME: Final = "Kildesvar"
INTRO: Final = "Spørg på almindeligt dansk. Svaret er altid ordret fra kilden, så du kan se, hvor det står."
QUESTION_PLACEHOLDER: Final = "Skriv dit spørgsmål"
QUESTION_LIMIT: Final = 500
QUESTION_TOO_LONG: Final = f"Spørgsmålet er for langt. Skriv det med højst {QUESTION_LIMIT} tegn."
SUGGESTIONS_HEADING: Final = "Prøv for eksempel"

GETTING_READY: Final = "Gør klar …"
WAITING_UNTIL_READY: Final = "Gør klar. Du får svar om et øjeblik."
READING: Final = "Leder i kilden …"

SHOW_IN_SOURCE: Final = "Vis i kilden"
COPY_QUOTE: Final = "Kopiér citat"
COPY_LINK: Final = "Kopiér link"
COPIED: Final = "Kopieret"
COPY_FAILED: Final = "Kunne ikke kopiere"
HELPFUL: Final = "Svaret hjalp mig"
UNHELPFUL: Final = "Svaret hjalp mig ikke"
CHOSEN: Final = "valgt"
FEEDBACK_SAVED: Final = "Tak for din vurdering."
FEEDBACK_WITHDRAWN: Final = "Din vurdering er slettet."
FEEDBACK_NOT_SAVED: Final = "Din vurdering kunne ikke gemmes. Prøv igen om lidt."

OTHER_PLACES: Final = "Andre steder i kilden"
NEAR_MISSES: Final = "Ikke et svar, men tæt på"
REFUSAL_ADVICE: Final = "Jeg svarer kun med kildens egne ord og gætter ikke. Prøv at spørge på en anden måde."

ANSWER_READY: Final = "Svaret er klar."
NO_ANSWER: Final = "Ingen svar fundet."

SOURCE: Final = "Kilde"
PREVIOUS_PAGE: Final = "Forrige side"
NEXT_PAGE: Final = "Næste side"
CLOSE_SOURCE: Final = "Luk kilden"
QUOTE_NOT_FOUND: Final = "Citatet står ikke ordret på siden. Derfor er intet markeret."
QUOTE_GOES_ON: Final = "Citatet fortsætter på næste side."
QUOTE_BEGAN: Final = "Citatet begynder på forrige side."
EMPTY_PAGE: Final = "Der er ingen tekst på denne side."

UNEXPECTED_ERROR: Final = "Noget gik galt. Genindlæs siden, og prøv igen."

SUGGESTED_QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "fornyelse-fra-oven": (
        "Hvor ofte hæmmer politiske beslutninger innovation?",
        "Hvor stor en andel af innovationerne er igangsat af politiske beslutninger?",
        "Hvordan er innovation defineret?",
        "Hvor mange penge har Odense afsat til skolebygninger?",
        "Hvor mange brugere har DMI’s frie vejrdata?",
    ),
}
"""Questions that a publication surely answers, by document id."""


def answers_from(publications: int) -> str:
    """What stands before the titles of the publications."""
    return "Svar fra publikationen" if publications == 1 else "Svar fra publikationerne"


def refusal(publications: int) -> str:
    """What is said when no answer was found."""
    where = "publikationen" if publications == 1 else "publikationerne"
    return f"Det kan jeg ikke finde svar på i {where}."


def more_answers(count: int) -> str:
    """What the further answers are folded under."""
    return f"Flere svar ({count})"


def certainty(probability: float) -> str:
    """A calibrated probability, 0 to 1, in words."""
    if probability >= 0.85:
        return "Meget sikker på svaret"
    return "Sikker på svaret" if probability >= 0.6 else "Usikker på svaret"


def page_position(number: int, count: int) -> str:
    """Where one is in the file, pages counted from 1."""
    return f"Side {number} af {count}"


def printed_page(label: str) -> str:
    """The number printed on the page, where it is another than its place in the file."""
    return f"trykt sidetal {label}"


def publication_facts(metadata: Metadata) -> str:
    """Who published it and when; "" when neither is known."""
    return ", ".join(fact for fact in (metadata.publisher, str(metadata.year or "")) if fact)


def named(label: str, subject: str) -> str:
    """A button's name with what it acts on, for those who hear it out of its context."""
    return f"{label}: {subject}"


def trouble(error: KildesvarError) -> str:
    """What went wrong and what to do about it."""
    match error:
        case IndexNotFoundError():
            return "Der er ikke noget indeks endnu. Kør `make app` eller `python -m ingest`, og genindlæs siden."
        case IndexMismatchError():
            return (
                "Indekset passer ikke til denne udgave af Kildesvar. "
                "Kør `python -m ingest` for at bygge det igen, og genindlæs siden."
            )
        case ModelError():
            return "Sprogmodellen kunne ikke åbnes. Kør `make setup`, og start Kildesvar igen."
        case _:
            return "Kildesvar kunne ikke svare. Se beskeden i terminalen, og prøv igen."


STREAMLIT_WORDS: Final[Mapping[str, str]] = {
    "Add a description": "Tilføj en beskrivelse",
    "App": "Kildesvar",
    "Cancel": "Annullér",
    "Character limit reached": "Du har nået det højeste antal tegn",
    "Clear": "Ryd",
    "Clear cache": "Ryd mellemlager",
    "Clear caches": "Ryd mellemlager",
    "Close": "Luk",
    "Collapse": "Fold sammen",
    "Connecting": "Forbinder …",
    "Connecting to Streamlit server": "Forbinder til Kildesvar",
    "Connecting...": "Forbinder …",
    "Connection error": "Ingen forbindelse",
    "Connection lost. Please wait for the app to reconnect, then try again.": (
        "Forbindelsen er afbrudt. Vent, til der er forbindelse igen, og prøv så igen."
    ),
    "Connection timed out.": "Forbindelsen svarede ikke i tide.",
    "Copied": "Kopieret",
    "Copy": "Kopiér",
    "Copy to clipboard": "Kopiér",
    "Dismiss": "Luk",
    "Error": "Fejl",
    "Expand": "Fold ud",
    "Fullscreen": "Fuld skærm",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "Kører Kildesvar stadig? Hvis det er stoppet, kan du starte det igen i terminalen:"
    ),
    "Loading": "Henter …",
    "Loading...": "Henter …",
    "Main": "Indhold",
    "Main menu": "Menu",
    "Network error": "Fejl på netværket",
    "No response received from server": "Kildesvar svarede ikke",
    "Notifications": "Beskeder",
    "Please wait...": "Vent …",
    "Print": "Udskriv",
    "Reconnected to server.": "Der er forbindelse igen.",
    "Record a screencast": "Optag skærmen",
    "Rerun": "Kør igen",
    "Retry": "Prøv igen",
    "Running": "Arbejder",
    "Running...": "Arbejder …",
    "Send message": "Send spørgsmål",
    "Settings": "Indstillinger",
    "Skip to main content": "Gå til indholdet",
    "Stop": "Stop",
    "Stop script": "Stop",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "Kildesvar svarer ikke. Er programmet stadig startet?"
    ),
    "Try again": "Prøv igen",
    "Unable to connect to Streamlit server": "Ingen forbindelse til Kildesvar",
    "Unknown error": "Ukendt fejl",
    "Warning": "Advarsel",
    "Your app is having trouble loading the component.": "Denne del af siden kunne ikke hentes.",
    "streamlit run yourscript.py": "make app",
}
"""Texts that are fixed in Streamlit's own page; they are exchanged wherever one stands alone."""

NEEDS_JAVASCRIPT: Final = "Kildesvar kan kun vises, når JavaScript er slået til i browseren."
