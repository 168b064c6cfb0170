"""The texts of "Kursus", the guided tour for trainers, in Danish and English, and the questions prepared for it."""

from dataclasses import dataclass
from typing import Final

from ui.language import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tour. questions: asked one after the other when the trainer wants it, in the tour's words."""

    title: Text
    told: Text
    questions: tuple[str, ...] = ()


LEAD: Final = Text(
    "En rundtur til undervisning: Vis ét trin ad gangen, og stil spørgsmålet sammen med holdet.",
    "A guided tour for teaching: show one step at a time, and ask the question together with the group.",
)
POSITION: Final = Text("Trin {number} af {count}", "Step {number} of {count}")
NEXT: Final = Text("Næste", "Next")
PREVIOUS: Final = Text("Forrige", "Previous")
KEYS: Final = Text(
    "Du kan også skifte trin med pil til højre og venstre.", "You can also change steps with the arrow keys."
)
ASK: Final = Text("Stil spørgsmålet", "Ask the question")
RESET: Final = Text("Begynd forfra til et nyt hold", "Start over for a new group")
WAS_RESET: Final = Text("Turen begynder forfra.", "The tour starts over.")
OTHER_PUBLICATION: Final = Text(
    "Spørgsmålene på turen hører til »Fornyelse fra oven«, som ikke er blandt publikationerne. "
    "Stil et spørgsmål om jeres egen i stedet.",
    "The questions of the tour belong to “Fornyelse fra oven”, which is not among the publications. "
    "Ask one about your own instead.",
)

JOIN: Final = Text("Vær med på din egen skærm", "Join on your own screen")
JOIN_HOW: Final = Text(
    "Læs koden med kameraet, eller skriv adressen i browseren. Du skal være på samme net.",
    "Read the code with your camera, or type the address into your browser. You must be on the same network.",
)
JOIN_PASSWORD: Final = Text("Adgangskode:", "Password:")
CODE_OF: Final = Text("QR-kode med adressen {address}", "QR code of the address {address}")

CHECK: Final = Text("Er alt klar?", "Is everything ready?")
CHECK_LEAD: Final = Text(
    "Prøv det, før holdet kommer. Det tager et øjeblik.", "Try it before the group arrives. It takes a moment."
)
RUN_CHECK: Final = Text("Tjek nu", "Check now")
READY: Final = Text("Klar til brug uden internet.", "Ready for use without the internet.")
NOT_READY: Final = Text("Noget mangler. Se nedenfor.", "Something is missing. See below.")
CHECKS: Final = {
    "index": Text("Publikationerne er læst: {found}", "The publications are read: {found}"),
    "models": Text("Sprogmodellen er hentet ind", "The language model is loaded"),
    "answer": Text("Et prøvespørgsmål blev besvaret på {found}", "A trial question was answered in {found}"),
    "offline": Text("Intet af det brugte internettet", "None of it used the internet"),
}
FAILED: Final = Text("mislykkedes", "failed")
PASSED: Final = Text("i orden", "in order")
MILLISECONDS: Final = Text("{number} ms", "{number} ms")

PUBLICATION: Final = "fornyelse-fra-oven"
STEPS: Final = (
    Step(
        Text("Kilden svarer selv", "The source itself answers"),
        Text(
            "Kildesvar finder ikke selv på noget. Det leder i publikationen og viser de sætninger, der svarer, "
            "ord for ord. Alt foregår på denne computer.",
            "Kildesvar makes nothing up. It looks in the publication and shows the sentences that "
            "answer, word for word. Everything happens on this computer.",
        ),
    ),
    Step(
        Text("Spørg om et tal", "Ask for a number"),
        Text(
            "Læs citatet højt. De præcise ord er markeret, og siden står nedenunder.",
            "Read the quote aloud. The exact words are marked, and the page is below it.",
        ),
        ("Hvor ofte hæmmer politiske beslutninger innovation?",),
    ),
    Step(
        Text("Se beviset", "See the proof"),
        Text(
            "Tryk på »Vis i kilden«. Citatet er markeret på sin plads, og I kan bladre i publikationen.",
            "Press “Show in source”. The quote is marked in its place, and you can turn the pages.",
        ),
        ("Hvor mange brugere er der kommet, siden vejrdata blev frigivet?",),
    ),
    Step(
        Text("Hvor sikkert er svaret?", "How sure is the answer?"),
        Text(
            "»Meget sikker«, »sikker« eller »usikker« fortæller, hvor tit svar som det er rigtige. Er det usikkert, så "
            "se også »Flere svar«.",
            "“Very sure”, “sure” or “unsure” tells how often answers like it are right. If it is unsure, look at "
            "“More answers”, too.",
        ),
        ("Hvordan er innovation defineret?",),
    ),
    Step(
        Text("Find en figur", "Find a figure"),
        Text(
            "Teksten ved en figur kan citeres. Tallene i selve tegningen læser Kildesvar ikke.",
            "The text beside a figure can be quoted. The numbers in the drawing itself are not read.",
        ),
        ("Hvad viser figur 3?",),
    ),
    Step(
        Text("Når kilden ikke svarer", "When the source does not answer"),
        Text(
            "Et ærligt nej er også et svar. Kildesvar gætter ikke, men viser de steder, der er tættest på.",
            "An honest no is an answer, too. Kildesvar does not guess, but shows the nearest places.",
        ),
        ("Hvem vandt Tour de France i 2022?",),
    ),
    Step(
        Text("Spørg videre", "Ask on"),
        Text(
            "Et kort spørgsmål kan følge efter et andet. Læg mærke til linjen »Forstået som«.",
            "A short question can follow another. Note the line “Understood as”.",
        ),
        (
            "Hvor stor en andel af de kommunale innovationer er igangsat af politiske beslutninger?",
            "Og de regionale?",
        ),
    ),
    Step(
        Text("Spørg på et andet sprog", "Ask in another language"),
        Text(
            "Spørgsmålet må gerne være på engelsk, svensk, norsk eller tysk. Citatet er altid på dansk.",
            "The question may be in English, Swedish, Norwegian or German. The quote is always in Danish.",
        ),
        ("How is innovation defined?",),
    ),
    Step(
        Text("Tag citatet med", "Take the quote along"),
        Text(
            "»Kopiér citat« giver citatet med fuld henvisning. Under »Henvisning« er der BibTeX og RIS, og hele "
            "samtalen kan hentes som Word eller PDF under »Spørg«.",
            "“Copy quote” gives the quote with its full reference. “Citation” has BibTeX and RIS, and the whole "
            "conversation can be downloaded as Word or PDF under “Ask”.",
        ),
        ("Hvor mange millioner kroner er afsat til skolebygninger?",),
    ),
    Step(
        Text("Nu er det jeres tur", "Now it is your turn"),
        Text(
            "Gå til »Spørg«, og stil jeres egne spørgsmål. Prøv både hverdagsord og nøgleord, og find ét spørgsmål, "
            "som publikationen ikke svarer på.",
            "Go to “Ask” and ask your own questions. Try both everyday words and keywords, and find one question that "
            "the publication does not answer.",
        ),
    ),
)
