"""The texts of the page in Danish and English; "Find kilder" and "Om" have theirs in files of their own."""

from collections.abc import Mapping
from typing import Final

from index.datatypes import Metadata
from index.errors import IndexMismatchError, IndexNotFoundError, KildesvarError, ModelError
from ui.language import Text

APP_NAME: Final = "Kildesvar"
QUESTION_LIMIT: Final = 500

# The frame round all pages
ASK_PAGE: Final = Text("Spørg", "Ask")
FIND_PAGE: Final = Text("Find kilder", "Find sources")
COURSE_PAGE: Final = Text("Kursus", "Course")
LIBRARY_PAGE: Final = Text("Publikationer", "Publications")
ABOUT_PAGE: Final = Text("Om", "About")
APP_HEADING: Final = Text(APP_NAME, APP_NAME)
ABOUT_HEADING: Final = Text("Om Kildesvar", "About Kildesvar")
PAGE_TITLE: Final = Text("{page} – Kildesvar", "{page} – Kildesvar")
IN_OTHER_LANGUAGE: Final = Text("English", "Dansk")
SWITCHED: Final = Text("Siden er nu på dansk.", "The page is now in English.")
PASSWORD: Final = Text("Adgangskode", "Password")
UNLOCK: Final = Text("Lås op", "Unlock")
WRONG_PASSWORD: Final = Text(
    "Adgangskoden er ikke rigtig. Prøv igen om et par sekunder.",
    "The password is not right. Try again in a few seconds.",
)
UNEXPECTED_ERROR: Final = Text(
    "Noget gik galt. Genindlæs siden, og prøv igen.", "Something went wrong. Reload the page and try again."
)

# For a room of people
LOCKED: Final = Text("Velkommen", "Welcome")
LOCKED_LEAD: Final = Text(
    "Skriv den adgangskode, du har fået af underviseren.", "Write the password that the trainer has given you."
)

# Ask
INTRO: Final = Text(
    "Spørg på almindeligt dansk. Svaret er altid ordret fra kilden, så du kan se, hvor det står.",
    "Ask in plain words, best in Danish. The answer is always word for word from the source, so you can see where "
    "it stands.",
)
QUESTION_PLACEHOLDER: Final = Text("Skriv dit spørgsmål", "Write your question")
QUESTION_TOO_LONG: Final = Text(
    f"Spørgsmålet er for langt. Skriv det med højst {QUESTION_LIMIT} tegn.",
    f"The question is too long. Write it in at most {QUESTION_LIMIT} characters.",
)
ASKED_PUBLICATIONS: Final = Text("Spørg kun i", "Ask only")
ALL_PUBLICATIONS: Final = Text("Alle publikationer", "All publications")
SUGGESTIONS_HEADING: Final = Text("Prøv for eksempel", "Try for example")
GETTING_READY: Final = Text("Gør klar …", "Getting ready …")
WAITING_UNTIL_READY: Final = Text(
    "Gør klar. Du får svar om et øjeblik.", "Getting ready. You will have your answer soon."
)
PLACE_IN_QUEUE: Final = Text("Du er nummer {number} i køen …", "You are number {number} in the queue …")
READING: Final = Text("Leder i kilden …", "Looking in the source …")

# An answer, or a refusal
SHOW_IN_SOURCE: Final = Text("Vis i kilden", "Show in source")
SHOW_WHOLE_ANSWER: Final = Text("Vis hele svaret", "Show the whole answer")
SHOW_NEAREST: Final = Text("Vis de nærmeste steder", "Show the nearest places")
COPY_QUOTE: Final = Text("Kopiér citat", "Copy quote")
UNDERSTOOD_AS: Final = Text("Forstået som:", "Understood as:")
TAKE_LITERALLY: Final = Text("Spørg ordret i stedet", "Ask word for word instead")
CITE: Final = Text("Henvisning", "Citation")
COPY_MARKDOWN: Final = Text("Kopiér som Markdown", "Copy as Markdown")
SAVE_BIBTEX: Final = Text("Hent BibTeX", "Download BibTeX")
SAVE_RIS: Final = Text("Hent RIS (Zotero, EndNote)", "Download RIS (Zotero, EndNote)")
CITATION_FILE: Final = Text("kildesvar-henvisning", "kildesvar-citation")
TAKEN_ON: Final = Text("Hentet {day}.{month}.{year}.", "Retrieved {year}-{month:02}-{day:02}.")
COPY_LINK: Final = Text("Kopiér link", "Copy link")
COPIED: Final = Text("Kopieret", "Copied")
COPY_FAILED: Final = Text("Kunne ikke kopiere", "Could not copy")
HELPFUL: Final = Text("Svaret hjalp mig", "The answer helped me")
UNHELPFUL: Final = Text("Svaret hjalp mig ikke", "The answer did not help me")
CHOSEN: Final = Text("valgt", "chosen")
FEEDBACK_SAVED: Final = Text("Tak for din vurdering.", "Thank you for your rating.")
FEEDBACK_WITHDRAWN: Final = Text("Din vurdering er slettet.", "Your rating is deleted.")
FEEDBACK_NOT_SAVED: Final = Text(
    "Din vurdering kunne ikke gemmes. Prøv igen om lidt.", "Your rating could not be saved. Try again in a moment."
)
SHOW_AROUND: Final = Text("Vis sætningen før og efter", "Show the sentence before and after")
SHOW_BEFORE: Final = Text("Vis sætningen før", "Show the sentence before")
SHOW_AFTER: Final = Text("Vis sætningen efter", "Show the sentence after")
ASK_ON: Final = Text("Spørg videre", "Ask on")
OTHER_PLACES: Final = Text("Andre steder i kilden", "Other places in the source")
NEAR_MISSES: Final = Text("Ikke et svar, men tæt på", "Not an answer, but close")
REFUSAL_ADVICE: Final = Text(
    "Jeg svarer kun med kildens egne ord og gætter ikke. Prøv at spørge på en anden måde.",
    "I answer in the source’s own words only and do not guess. Try to ask in another way.",
)
ANSWER_READY: Final = Text("Svaret er klar.", "The answer is ready.")
NO_ANSWER: Final = Text("Ingen svar fundet.", "No answer found.")
MORE_ANSWERS: Final = Text("Flere svar ({count})", "More answers ({count})")
VERY_SURE: Final = Text("Meget sikker på svaret", "Very sure of the answer")
SURE: Final = Text("Sikker på svaret", "Sure of the answer")
UNSURE: Final = Text("Usikker på svaret", "Unsure of the answer")

# The whole conversation
CONVERSATION: Final = Text("Samtale med Kildesvar", "Conversation with Kildesvar")
SAVED_ON: Final = Text(
    "Hentet {day}.{month}.{year}. Svarene er ordrette citater.",
    "Saved {year}-{month:02}-{day:02}. The answers are quoted word for word.",
)
LACKING_CHARACTERS: Final = Text(
    "Et tegn, som skriften ikke har, er vist med sit nummer, fx [U+2265]. Word-filen har tegnet selv.",
    "A character that the typeface lacks is shown by its number, such as [U+2265]. The Word file has it.",
)
SAVE_CONVERSATION: Final = Text("Hent samtalen", "Download conversation")
CONVERSATION_FILE: Final = Text("kildesvar-samtale", "kildesvar-conversation")
CLEAR_CONVERSATION: Final = Text("Ryd samtalen", "Clear conversation")
CLEARED: Final = Text("Samtalen er ryddet.", "The conversation is cleared.")

# The source
SOURCE: Final = Text("Kilde", "Source")
PREVIOUS_PAGE: Final = Text("Forrige side", "Previous page")
NEXT_PAGE: Final = Text("Næste side", "Next page")
CLOSE_SOURCE: Final = Text("Luk kilden", "Close source")
QUOTE_NOT_FOUND: Final = Text(
    "Citatet står ikke ordret på siden. Derfor er intet markeret.",
    "The quote does not stand word for word on the page. Therefore nothing is marked.",
)
QUOTE_GOES_ON: Final = Text("Citatet fortsætter på næste side.", "The quote goes on on the next page.")
QUOTE_BEGAN: Final = Text("Citatet begynder på forrige side.", "The quote begins on the previous page.")
NOT_FOUND_ON_PICTURE: Final = Text(
    "Citatet kunne ikke genfindes bogstav for bogstav på billedet af siden. Derfor er intet markeret.",
    "The quote could not be found letter by letter on the picture of the page. So nothing is marked.",
)
PICTURE_OF_PAGE: Final = Text("Billede af side {number}.", "Picture of page {number}.")
MARKED_ON_PAGE: Final = Text(
    "Billede af side {number}. Markeret: ”{quote}”", "Picture of page {number}. Marked: “{quote}”"
)
SHOW_PICTURE: Final = Text("Vis siden", "Show page")
SHOW_TEXT: Final = Text("Vis som tekst", "Show as text")
ZOOM_IN: Final = Text("Større", "Larger")
ZOOM_OUT: Final = Text("Mindre", "Smaller")
OPEN_PDF: Final = Text("Åbn PDF’en her", "Open the PDF here")
DOWNLOAD_ORIGINAL: Final = Text("Hent originalen", "Download the original")
EMPTY_PAGE: Final = Text("Der er ingen tekst på denne side.", "There is no text on this page.")
PAGE_POSITION: Final = Text("Side {number} af {count}", "Page {number} of {count}")
PRINTED_PAGE: Final = Text("trykt sidetal {label}", "printed page number {label}")

# How a place is named, and a quote cited
PAGE: Final = Text("s. {label}", "p. {label}")
LABELLED_PAGE_IN_FILE: Final = Text("s. {label} (PDF-side {number})", "p. {label} (PDF page {number})")
CITED_QUOTE: Final = Text("”{quote}” ({reference})", "“{quote}” ({reference})")

SUGGESTED_QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "fornyelse-fra-oven": (
        "Hvor ofte hæmmer politiske beslutninger innovation?",
        "Hvor mange af de kommunale innovationer er igangsat af politiske beslutninger?",
        "Hvordan er innovation defineret?",
        "Hvor mange millioner kroner er afsat til skolebygninger?",
        "Hvor mange brugere er der kommet, siden vejrdata blev frigivet?",
    ),
}
"""Questions that a publication surely answers, by document id, in the publication's language."""

ASK_OF_FIGURE: Final = "Hvad viser figur {figure}?"
ASK_FOR_CONTACT: Final = "Hvordan kontakter man {name}?"
"""What can be asked of a passage, likewise."""

_FROM_ONE = Text("Svar fra publikationen", "Answers from the publication")
_FROM_MANY = Text("Svar fra publikationerne", "Answers from the publications")
_REFUSED_BY_ONE = Text(
    "Det kan jeg ikke finde svar på i publikationen.", "I cannot find an answer to that in the publication."
)
_REFUSED_BY_MANY = Text(
    "Det kan jeg ikke finde svar på i publikationerne.", "I cannot find an answer to that in the publications."
)
_NO_INDEX = Text(
    "Der er ikke noget indeks endnu. Kør `make app` eller `python -m ingest`, og genindlæs siden.",
    "There is no index yet. Run `make app` or `python -m ingest`, and reload the page.",
)
_OTHER_INDEX = Text(
    "Indekset passer ikke til denne udgave af Kildesvar. "
    "Kør `python -m ingest` for at bygge det igen, og genindlæs siden.",
    "The index does not fit this version of Kildesvar. Run `python -m ingest` to build it again, and reload the page.",
)
_NO_MODEL = Text(
    "Sprogmodellen kunne ikke åbnes. Kør `make setup`, og start Kildesvar igen.",
    "The language model could not be opened. Run `make setup`, and start Kildesvar again.",
)
_OTHER_TROUBLE = Text(
    "Kildesvar kunne ikke svare. Se beskeden i terminalen, og prøv igen.",
    "Kildesvar could not answer. See the message in the terminal, and try again.",
)


def answers_from(publications: int) -> str:
    """What stands before the titles of the publications."""
    return _FROM_ONE() if publications == 1 else _FROM_MANY()


def refusal(publications: int) -> str:
    """What is said when no answer was found."""
    return _REFUSED_BY_ONE() if publications == 1 else _REFUSED_BY_MANY()


def certainty(probability: float) -> str:
    """A calibrated probability, 0 to 1, in words."""
    if probability >= 0.85:
        return VERY_SURE()
    return SURE() if probability >= 0.6 else UNSURE()


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
            return _NO_INDEX()
        case IndexMismatchError():
            return _OTHER_INDEX()
        case ModelError():
            return _NO_MODEL()
        case _:
            return _OTHER_TROUBLE()
