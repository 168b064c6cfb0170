import pytest

from answer.question_kind import asked_kind, gives_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvor ofte hæmmer politiske beslutninger innovation?", "number"),
        ("hvor mange svarede", "number"),
        ("How many users are there?", "number"),
        ("Hvornår blev data frikøbt?", "date"),
        ("Hvilket år?", "date"),
        ("Hvem er regionsdirektør?", "person"),
        ("Hvem skal jeg ringe til om vejrdata?", "contact"),
        ("mail på borgmesteren", "contact"),
        ("Hvorfor falder børnetallet?", "reason"),
        ("Varför behövs det?", "reason"),
        ("Hvad er innovation?", "other"),
    ],
)
def test_asked_kind(question, kind):
    assert asked_kind(question) == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "gives"),
    [
        ("12 pct. vurderer det.", "number", True),
        ("Kun halvdelen forsøges delt.", "number", True),
        ("Politikere er afgørende.", "number", False),
        ("Klar i november 2020.", "date", True),
        ("Klar snart.", "date", False),
        ("Tlf. 23 99 75 57", "contact", True),
        ("Fordi det er svært.", "reason", True),
        ("Kåre Nygård Pedersen svarede.", "person", True),
        ("politikerne svarede.", "person", False),
        ("Hvad som helst.", "other", True),
    ],
)
def test_gives_kind(sentence, kind, gives):
    assert gives_kind(sentence, kind) is gives
