"""The Danish for the English that is fixed in Streamlit's own page."""

from collections.abc import Mapping
from typing import Final

from ui.language import Text

NEEDS_JAVASCRIPT: Final = Text(
    "Kildesvar kan kun vises, når JavaScript er slået til i browseren.",
    "Kildesvar can only be shown when JavaScript is switched on in the browser.",
)

STREAMLIT_WORDS: Final[Mapping[str, str]] = {
    "50MB per file": "Højst 50 MB",
    "Add a description": "Tilføj en beskrivelse",
    "Add files": "Tilføj filer",
    "App": "Kildesvar",
    "Cancel": "Annullér",
    "Cancel upload of": "Stop overførslen af",
    "Character limit reached": "Du har nået det højeste antal tegn",
    "Choose an option": "Vælg",
    "Clear cache": "Ryd mellemlager",
    "Clear caches": "Ryd mellemlager",
    "Clear value": "Ryd",
    "Clear": "Ryd",
    "Close": "Luk",
    "Collapse": "Fold sammen",
    "Connecting to Streamlit server": "Forbinder til Kildesvar",
    "Connecting": "Forbinder …",
    "Connecting...": "Forbinder …",
    "Connection error": "Ingen forbindelse",
    "Connection lost. Please wait for the app to reconnect, then try again.": (
        "Forbindelsen er afbrudt. Vent, til der er forbindelse igen, og prøv så igen."
    ),
    "Connection timed out.": "Forbindelsen svarede ikke i tide.",
    "Copied": "Kopieret",
    "Copy to clipboard": "Kopiér",
    "Copy": "Kopiér",
    "Dismiss": "Luk",
    "Drag and drop a file here": "Slip filen her",
    "Drag and drop files here": "Slip filerne her",
    "Error": "Fejl",
    "Error:": "Fejl:",
    "Expand": "Fold ud",
    "File must be 50.0MB or smaller.": "Filen må højst fylde 50 MB.",
    "file upload": "Valgte filer",
    "files are not allowed.": "Den slags filer kan ikke læses.",
    "Fullscreen": "Fuld skærm",
    "Hide password": "Skjul adgangskoden",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "Kører Kildesvar stadig? Hvis det er stoppet, kan du starte det igen i terminalen:"
    ),
    "Loading": "Henter …",
    "Loading...": "Henter …",
    "Main menu": "Menu",
    "Main": "Indhold",
    "Network error": "Fejl på netværket",
    "No response received from server": "Kildesvar svarede ikke",
    "No results": "Intet fundet",
    "Notifications": "Beskeder",
    "Open": "Åbn",
    "Please wait...": "Vent …",
    "Press Enter to submit form": "Tryk Enter for at sende",
    "Print": "Udskriv",
    "Reconnected to server.": "Der er forbindelse igen.",
    "Record a screencast": "Optag skærmen",
    "Remove": "Fjern",
    "Remove file": "Fjern filen",
    "Rerun": "Kør igen",
    "Retry": "Prøv igen",
    "Running": "Arbejder",
    "Running...": "Arbejder …",
    "Select an option": "Vælg",
    "Send message": "Send spørgsmål",
    "Settings": "Indstillinger",
    "Show password": "Vis adgangskoden",
    "Show value": "Vis værdien",
    "Skip to main content": "Gå til indholdet",
    "Stop script": "Stop",
    "Stop": "Stop",
    "streamlit run yourscript.py": "make app",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "Kildesvar svarer ikke. Er programmet stadig startet?"
    ),
    "Try again": "Prøv igen",
    "Unable to connect to Streamlit server": "Ingen forbindelse til Kildesvar",
    "Unknown error": "Ukendt fejl",
    "Upload": "Vælg fil",
    "Warning": "Advarsel",
    "Your app is having trouble loading the component.": "Denne del af siden kunne ikke hentes.",
}
"""Texts that are fixed in Streamlit's own page; they are exchanged wherever one stands alone."""
