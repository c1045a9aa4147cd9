import pytest

from eyebib.importers.date import certain, date
from eyebib.model import csl


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        (" 2024-5-7 ", "2024-05-07"),
        ("June 1977", "1977-06"),
        ("1977 June", "1977-06"),
        ("12th of June, 1977", "1977-06-12"),
        ("June 12, 1977", "1977-06-12"),
        ("Sept. 2020", "2020-09"),
        ("1977/06/12/", "1977-06-12"),
        ("2013///", "2013"),
        ("06/1977", "1977-06"),
        ("2018 Nov-Dec", "2018-11/2018-12"),
        ("3-7 June 2019", "2019-06-03/2019-06-07"),
        ("30 May--2 June 2019", "2019-05-30/2019-06-02"),
        ("Dec 1999-Jan 2000", "1999-12/2000-01"),
        ("1998-99", "1998/1999"),
        ("1998–1999", "1998/1999"),
        ("Spring 2001", "2001-21"),
        ("2001 Fall", "2001-23"),
        ("2004-24", "2004-24"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert csl.iso_date(date(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KR",
        "12/13/2020",
        "1977 1978 1979",
        "2024-13",
        "13 2024",
        "Vendémiaire 2024",
        "2²",
        "9999999",
    ],
)
def test_other_text_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="not a valid date"):
        date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c. 1977", ("1977", "c.")),
        ("Circa 1977", ("1977", "Circa")),
        ("2013a", ("2013", "a")),
        ("[1977?]", ("1977?", "[ ]")),
        ("2004~", ("2004", "~")),
        ("2004/..", ("2004", "/..")),
        ("1977", ("1977", "")),
    ],
)
def test_what_qualifies_a_date(text: str, expected: tuple[str, str]) -> None:
    assert certain(text) == expected
