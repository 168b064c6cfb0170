"""The texts of "Publikationer" in Danish and English."""

from typing import Final

from ui.language import Text

LEAD: Final = Text("De publikationer, som Kildesvar svarer ud fra.", "The publications that Kildesvar answers from.")
LIST: Final = Text("Publikationerne", "The publications")
COLUMNS: Final = (
    Text("Titel", "Title"),
    Text("Udgiver", "Publisher"),
    Text("År", "Year"),
    Text("Sider", "Pages"),
    Text("Uddrag", "Passages"),
)

CHANGE: Final = Text("Tilføj eller fjern", "Add or remove")
NO_PASSWORD_SET: Final = Text(
    "Her kan man tilføje og fjerne publikationer, når den, der driver Kildesvar, har valgt en adgangskode: Start med "
    "miljøvariablen `KILDESVAR_PASSWORD` sat til koden. Uden den kan filer lægges i mappen `data/publications`.",
    "Publications can be added and removed here when whoever runs Kildesvar has chosen a password: start with the "
    "environment variable `KILDESVAR_PASSWORD` set to it. Without it, files can be put into `data/publications`.",
)
UNLOCKED: Final = Text("Du kan nu ændre publikationerne.", "You can now change the publications.")

CHOOSE_FILE: Final = Text(
    "Vælg en fil: PDF, Word (.docx), webside (.html) eller tekst (.txt, .md)",
    "Choose a file: PDF, Word (.docx), web page (.html) or text (.txt, .md)",
)
NEW: Final = Text("Tilføj en publikation", "Add a publication")
TITLE: Final = Text("Titel, hvis den ikke står i filen", "Title, if it is not in the file")
PUBLISHER: Final = Text("Udgiver", "Publisher")
YEAR: Final = Text("Udgivelsesår", "Year of publication")
REPLACES: Final = Text(
    "Erstat den publikation, der har samme filnavn", "Replace the publication that has the same file name"
)
ALREADY_THERE: Final = Text(
    "Der er allerede en publikation med filnavnet »{name}«. Giv filen et andet navn, eller sæt hak ved, at den må "
    "erstattes.",
    "There is already a publication with the file name »{name}«. Give the file another name, or tick that it may be "
    "replaced.",
)
NO_FILE: Final = Text("Vælg en fil først.", "Choose a file first.")
OLD: Final = Text("Fjern en publikation", "Remove a publication")
NOT_CONFIRMED: Final = Text(
    "Vælg en publikation, og sæt hak ved, at filen må slettes.",
    "Choose a publication, and tick that it may be deleted.",
)
ADD: Final = Text("Tilføj publikationen", "Add the publication")
CHOOSE_TO_REMOVE: Final = Text("Den, der skal fjernes", "The one to remove")
CONFIRM_REMOVAL: Final = Text(
    "Ja, slet filen fra mappen med publikationer", "Yes, delete the file from the folder of publications"
)
REMOVE: Final = Text("Fjern publikationen", "Remove the publication")

READING: Final = Text("Læser {name}: {done} af {total} sider", "Reading {name}: {done} of {total} pages")
READING_STARTS: Final = Text("Læser {name} …", "Reading {name} …")
INDEXING: Final = Text(
    "Gør klar til søgning: {done} af {total} tekster", "Preparing for search: {done} of {total} texts"
)
CANCEL: Final = Text("Stop", "Stop")
CANCELLED: Final = Text("Stoppet. Intet er ændret.", "Stopped. Nothing has changed.")
DONE: Final = Text("Færdig. Publikationerne er opdateret.", "Done. The publications are up to date.")
FAILED: Final = Text("{why} Intet er ændret.", "{why} Nothing has changed.")
BUSY: Final = Text(
    "En anden er ved at ændre publikationerne. Vent et øjeblik, og prøv igen.",
    "Somebody else is changing the publications. Wait a moment and try again.",
)
ONLY_ONE: Final = Text(
    "Det er den eneste publikation. Tilføj en anden, før du fjerner den.",
    "This is the only publication. Add another before you remove it.",
)
UNEXPECTED: Final = Text("Noget gik galt. Prøv igen.", "Something went wrong. Try again.")
