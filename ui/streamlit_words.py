"""The Danish for the English that is fixed in Streamlit's own page."""

from collections.abc import Mapping
from typing import Final

from ui.language import Text

NEEDS_JAVASCRIPT: Final = Text(
    "Kildesvar kan kun vises, når JavaScript er slået til i browseren.",
    "Kildesvar can only be shown when JavaScript is switched on in the browser.",
)

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
