"""What a follow-up is understood as, and what must be left alone."""

import pytest

from answer.follow_up import standalone

SHARE = "Hvor stor en andel af innovationerne i kommunerne er igangsat af politiske beslutninger?"
OFTEN = "Hvor ofte hæmmer politiske beslutninger innovation?"
USERS = "Hvor mange brugere har DMI’s frie vejrdata?"
IN_TOWN = "Hvor mange skoler bliver renoveret i Odense?"
YEAR = "Hvor mange cykelstier blev bygget i 2021?"


@pytest.mark.parametrize(
    ("previous", "question", "understood"),
    [
        (SHARE, "Og i regionerne?", SHARE.replace("kommunerne", "regionerne")),
        (SHARE, "og i staten", SHARE.replace("kommunerne", "staten")),
        (SHARE, "Hvad med staten?", SHARE.replace("kommunerne", "staten")),
        (SHARE, "Hvad så med regionerne?", SHARE.replace("kommunerne", "regionerne")),
        (SHARE, "Men hvad med regionerne?", SHARE.replace("kommunerne", "regionerne")),
        ("Hvor mange kommunale ledere svarede?", "Og de regionale?", "Hvor mange regionale ledere svarede?"),
        ("Hvor mange kommunale ledere svarede?", "Og regionale?", "Hvor mange regionale ledere svarede?"),
        ("Hvor mange kommunale ledere svarede?", "Hvad med statslige?", "Hvor mange statslige ledere svarede?"),
        ("Hvor mange kommunale ledere svarede?", "Og i regionerne?", "Hvor mange regionale ledere svarede?"),
        ("Er kvinder mere tilfredse?", "Hvad med mænd?", "Er mænd mere tilfredse?"),
        ("Hvad mener de unge?", "Og de ældre?", "Hvad mener de ældre?"),
        ("Hvor tit spørger man borgerne?", "Og medarbejderne?", "Hvor tit spørger man medarbejderne?"),
        (YEAR, "Og i 2022?", YEAR.replace("2021", "2022")),
        (YEAR, "Hvad med 2019?", YEAR.replace("2021", "2019")),
        (OFTEN, "Og i regionerne?", "Hvor ofte hæmmer politiske beslutninger innovation i regionerne?"),
        (OFTEN, "Hvad med borgerne?", "Hvor ofte hæmmer politiske beslutninger innovation, borgerne?"),
        (OFTEN, "Hvorfor?", "Hvorfor hæmmer politiske beslutninger innovation?"),
        (OFTEN, "hvorfor det", "Hvorfor hæmmer politiske beslutninger innovation?"),
        (OFTEN, "Og hvorfor?", "Hvorfor hæmmer politiske beslutninger innovation?"),
        (OFTEN, "Hvem?", "Hvem: hæmmer politiske beslutninger innovation?"),
        ("How many answered the survey?", "Who?", "Who: answered survey?"),
        (IN_TOWN, "Og i Aarhus?", IN_TOWN.replace("Odense", "Aarhus")),
        (IN_TOWN, "Hvad med Lyngby-Taarbæk Kommune?", IN_TOWN.replace("Odense", "Lyngby-Taarbæk Kommune")),
        ("Hvem er Sofia Osmani?", "Og Morten Thaarup?", "Hvem er Morten Thaarup?"),
        ("Hvad gør Odense i København?", "Og i Aarhus?", "Hvad gør Odense i Aarhus?"),
        ("Hvad gør Odense i København?", "Hvad med Aarhus?", "Hvad gør Odense i København, Aarhus?"),
        ("Hvor mange skoler er der?", "Og i Aarhus?", "Hvor mange skoler er der i Aarhus?"),
        ("Hvad skete fra 2020 til 2021?", "Og i 2022?", "Hvad skete fra 2020 til 2021 i 2022?"),
        (OFTEN, "Hvordan?", "Hvordan hæmmer politiske beslutninger innovation?"),
        ("Er innovation vigtig?", "Hvorfor?", "Hvorfor er innovation vigtig?"),
        ("Kan politikere hæmme innovation?", "Hvor ofte?", "Hvor ofte kan politikere hæmme innovation?"),
        ("Kan politikere hæmme innovation?", "Hvornår?", "Hvornår kan politikere hæmme innovation?"),
        (USERS, "Hvorfor?", "Hvorfor: brugere DMI’s frie vejrdata?"),
        (USERS, "Hvem står bag?", "Hvem står bag: brugere DMI’s frie vejrdata?"),
        (USERS, "Hvornår skete det?", "Hvornår skete det: brugere DMI’s frie vejrdata?"),
        (USERS, "Og hvad koster det?", "Hvad koster det: brugere DMI’s frie vejrdata?"),
        (
            "Hvem er kontaktperson i Odense?",
            "Hvad er hans telefonnummer?",
            "Hvad er hans telefonnummer: kontaktperson Odense?",
        ),
        (
            "How often do political decisions hinder innovation?",
            "Why?",
            "Why do political decisions hinder innovation?",
        ),
        ("How many of the municipalities answered?", "And in the regions?", "How many of the regions answered?"),
        ("How many of the municipalities answered?", "What about the state?", "How many of the state answered?"),
        ("Hur ofta hindrar politiker innovation?", "Varför?", "Varför hindrar politiker innovation?"),
    ],
)
def test_a_follow_up_is_made_whole(previous: str, question: str, understood: str) -> None:
    assert standalone(question, previous) == understood


@pytest.mark.parametrize(
    "question",
    [
        "Hvorfor er Danmark rigt?",
        "Hvor mange svarede på spørgeskemaet?",
        "Hvem er borgmester i Lyngby?",
        "Hvordan er innovation defineret?",
        "Hvad koster skolebygningerne i Odense?",
        "Hvilken rolle spiller Region Midtjylland?",
        "Hvad er telefonnummeret til Odense?",
        "svarprocent spørgeskema",
        "politikere",
        "Hvor mange regioner er der med i undersøgelsen af innovation?",
        "Og hvor mange af de regionale innovationer er igangsat af politiske beslutninger?",
        "What is public innovation?",
        "Who answered the survey?",
        "Hvor er det bedst at bo?",
        "Hvorfor ikke?",
        "Og hvem er Sofie Nielsen?",
        "Og hvad viser figur 2?",
        "Hvad er det offentlige?",
        "Men er det rigtigt?",
        "Kan det betale sig at kopiere?",
        "Varför samarbetar kommuner?",
        "Hva er offentlig innovasjon?",
        "",
        "?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert standalone(question, OFTEN) is None


@pytest.mark.parametrize("question", ["Hvorfor?", "Og i regionerne?", "Hvem står bag?"])
def test_nothing_was_asked_before(question: str) -> None:
    assert standalone(question, "") is None


def test_an_understood_question_can_be_followed_up_again() -> None:
    regions = standalone("Og i regionerne?", SHARE)
    assert regions is not None
    assert standalone("Og i staten?", regions) == SHARE.replace("kommunerne", "staten")
