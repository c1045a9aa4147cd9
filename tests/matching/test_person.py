"""Whether names are of one person, in whatever convention they are written."""

import pytest

from eyebib.matching.person import likeness, person
from eyebib.model.csl import Name


def name(text: str) -> Name:
    """`Family, Given` as a name; a text without a comma is that of a group."""
    family, comma, given = text.partition(", ")
    return Name(family=family, given=given) if comma else Name(literal=text)


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        ("Smith, Anna", "Smith, Anna", "same"),
        ("Smith, A.", "Smith, Anna", "same"),
        ("Smith, A. B.", "Smith, Anna", "same"),
        ("Smith, B.", "Smith, Anna B.", "same"),
        ("Smith, AB", "Smith, Anna B.", "same"),
        ("Smith, ", "Smith, Anna", "same"),
        ("Smith, Bob", "Smith, Robert", "same"),
        ("Smith, Alex", "Smith, Alexander", "same"),
        ("Smith, Mei Ling", "Smith, Mei-Ling", "same"),
        ("Smith, Meiling", "Smith, Mei-Ling", "same"),
        ("Smith, Alexander", "Smith, Anna", "given"),
        ("Smith, B.", "Smith, Anna", "given"),
        ("SMITH, ANNA", "Smith, Anna", "same"),
        ("Smyth, Anna", "Smith, Anna", "other"),
        ("Smith, Anna", "Smithson, Anna", "other"),
        ("Muller-Lovas, Renee", "Müller-Løvås, Renée", "same"),
        ("Mueller-Loevas, Renee", "Müller-Løvås, Renée", "same"),
        ("MüllerLøvås, Renée", "Müller\u2010Løvås, Renée", "same"),
        ("MÃ¼ller-LÃ¸vÃ¥s, RenÃ©e", "Müller-Løvås, Renée", "same"),
        ("Mller-Lvs, Rene", "Müller-Løvås, Renée", "other"),
        ("Kutyowski, Jan", "Kutyłowski, Jan", "same"),
        ("Weiss, Lea", "Weiß, Lea", "same"),
        ("Yildiz, Isik", "Yıldız, Işık", "same"),
        ("Meer, Jan van der", "van der Meer, Jan", "same"),
        ("Meer, J. v. d.", "van der Meer, Jan", "same"),
        ("Silva, Ana", "da Silva, Ana", "same"),
        ("García, José", "García Viveros, José", "same"),
        ("Viveros, José García", "García Viveros, José", "same"),
        ("Ayed, Ismail Ben", "Ben Ayed, Ismail", "same"),
        ("Wei, Chen", "Chen, Wei", "same"),
        ("Zhang 0001, Xiaoming", "Zhang, Xiaoming", "same"),
        ("0001, Xiaoming Zhang", "Zhang, Xiaoming", "same"),
        ("Zhang, Wei", "Zhang, Qi", "given"),
        ("The Retina Team", "Retina Team", "same"),
        ("PINNACLE consortium", "Pinnacle Consortium", "same"),
        ("Иванов, Пётр", "Иванов, Пётр", "same"),
        ("Иванов, Пётр", "Петров, Пётр", "other"),
    ],
)
def test_likeness(own: str, theirs: str, expected: str) -> None:
    assert likeness(person(name(own)), person(name(theirs))) == expected
