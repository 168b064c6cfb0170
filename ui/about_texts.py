"""The texts of "Om" in Danish and English. The accessibility statement is in `data/about/`, for operators to adapt."""

from typing import Final

from ui.language import Text

LEAD: Final = Text(
    "Kildesvar svarer på spørgsmål med publikationernes egne ord og viser altid, hvor de står.",
    "Kildesvar answers questions in the publications’ own words and always shows where they stand.",
)

SECTIONS: Final = (
    (
        Text("Sådan bliver svaret fundet", "How the answer is found"),
        (
            Text(
                "Publikationerne er delt i korte uddrag. Når du spørger, finder Kildesvar de uddrag, der ligner dit "
                "spørgsmål mest, både i ordene og i betydningen.",
                "The publications are divided into short passages. When you ask, Kildesvar finds the passages that "
                "are most like your question, both in words and in meaning.",
            ),
            Text(
                "En sprogmodel læser derefter hver sætning og vurderer, hvilken der svarer bedst. Du får hele "
                "sætningen, tegn for tegn. Intet bliver skrevet om, og intet bliver fundet på.",
                "A language model then reads each sentence and judges which answers best. You get the whole sentence,"
                " letter by letter. Nothing is rewritten, and nothing is made up.",
            ),
            Text(
                "Er ingen sætning god nok, siger Kildesvar, at den ikke kan finde et svar. Ordene »meget sikker«, "
                "»sikker« og »usikker« fortæller, hvor ofte svar som det er rigtige.",
                "If no sentence is good enough, Kildesvar says that it cannot find an answer. The words “very sure”, "
                "“sure” and “unsure” tell how often answers like it are right.",
            ),
        ),
    ),
    (
        Text("Det kan Kildesvar ikke", "What Kildesvar cannot do"),
        (
            Text(
                "Kildesvar kan tage fejl: Det kan vælge en forkert sætning, og det kan overse et svar, der står i "
                "teksten. Læs derfor citatet i kilden, før du bruger det.",
                "Kildesvar can be wrong: it can choose a wrong sentence, and it can miss an answer that is in the "
                "text. So read the quote in the source before you use it.",
            ),
            Text(
                "Det kan ikke regne, sammenfatte eller vurdere, og det kender kun publikationerne nedenfor. Det læser"
                " ikke billeder og tegnede figurer, kun teksten ved dem.",
                "It cannot calculate, summarise or judge, and it knows only the publications below. It does not read "
                "pictures and drawn figures, only the text beside them.",
            ),
            Text(
                "Korte opfølgende spørgsmål som »Og i regionerne?« bliver forstået ud fra det forrige spørgsmål, men "
                "kun efter faste regler. Under spørgsmålet står, hvordan det blev forstået. Er det forkert, så skriv "
                "hele spørgsmålet.",
                "Short follow-up questions such as “What about the regions?” are understood from the question before, "
                "but only by fixed rules. Below the question you see how. If it is wrong, write the whole question.",
            ),
        ),
    ),
    (
        Text("Det bliver gemt", "What is stored"),
        (
            Text(
                "Alt sker på den maskine, som Kildesvar kører på. Intet bliver sendt ud på internettet, og siden "
                "bruger hverken cookies til statistik eller tjenester fra andre.",
                "Everything happens on the machine that Kildesvar runs on. Nothing is sent out on the internet, and "
                "the page uses neither cookies for statistics nor services of others.",
            ),
            Text(
                "Dine spørgsmål bliver ikke gemt i en log. De seneste svar bliver husket, så længe Kildesvar kører, "
                "så det samme spørgsmål kan besvares hurtigere. Spørgsmålet står i sidens adresse og dermed i din "
                "browsers historik.",
                "Your questions are not kept in a log. The latest answers are remembered for as long as Kildesvar "
                "runs, so that the same question can be answered faster. The question is in the address of the page "
                "and so in your browser’s history.",
            ),
            Text(
                "Når du vurderer et svar med en tommelfinger, bliver spørgsmålet, citatet, din vurdering og "
                "tidspunktet gemt på maskinen. Det sker kun, når du trykker, og du kan fortryde ved at trykke igen.",
                "When you rate an answer with a thumb, the question, the quote, your rating and the time are stored "
                "on the machine. This happens only when you press, and you can take it back by pressing again.",
            ),
        ),
    ),
)

ACCESSIBILITY: Final = Text("Tilgængelighed", "Accessibility")
VERSION_AND_LICENCE: Final = Text("Version og licens", "Version and licence")
VERSION: Final = Text("Kildesvar {version}.", "Kildesvar {version}.")
LICENCE: Final = Text(
    "Programmet er frit under MIT-licensen. Skriften Source Serif 4 er fri under SIL Open Font License. "
    "Publikationerne tilhører deres udgivere.",
    "The program is free under the MIT licence. The typeface Source Serif 4 is free under the SIL Open Font License. "
    "The publications belong to their publishers.",
)
