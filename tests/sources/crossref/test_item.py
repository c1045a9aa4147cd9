import json
import re
from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import strategies as st

from eyebib.matching.title import normal
from eyebib.model import csl
from eyebib.model.csl_shape import shape_problems
from eyebib.sources.crossref.item import consortium_members, item, relations, updates
from eyebib.sources.crossref.type import POSTED, TYPES
from eyebib.text.encoding import repaired
from properties import holds_for
from replay_sources import PAYLOADS
from shared import SHARED

Message = dict[str, Any]


def day(*parts: int | None) -> Message:
    return {"date-parts": [list(parts)]}


ARTICLE: Message = {
    "type": "journal-article",
    "DOI": "10.1016/J.Media.2024.103357",
    "URL": "http://dx.doi.org/10.1016/j.media.2024.103357",
    "title": ["A Foundation <i>Language-Image</i> Model"],
    "author": [{"given": "Julio", "family": "Silva-Rodríguez", "sequence": "first"}],
    "container-title": ["Medical Image Analysis"],
    "short-container-title": ["Med. Image Anal."],
    "volume": "99",
    "journal-issue": {"issue": "1"},
    "article-number": "103357",
    "issued": day(2024, 10),
    "published-online": day(2024, 10),
    "published-print": day(2025, 1),
    "ISSN": ["1361-8415", "http://id.crossref.org/issn/1361-8423"],
    "publisher": "Elsevier BV",
    "language": "en",
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We present P &lt; 1.</jats:p>",
    "license": [
        {"content-version": "tdm", "URL": "https://www.elsevier.com/tdm/userlicense/1.0/"},
        {"content-version": "vor", "URL": "http://creativecommons.org/licenses/by/4.0/"},
    ],
    "resource": {"primary": {"URL": "https://linkinghub.elsevier.com/retrieve/pii/S136184152400"}},
}


def test_an_article_whole() -> None:
    assert item(ARTICLE) == {
        "type": "article-journal",
        "DOI": "10.1016/J.Media.2024.103357",
        "URL": "https://linkinghub.elsevier.com/retrieve/pii/S136184152400",
        "title": "A Foundation Language-Image Model",
        "author": [{"family": "Silva-Rodríguez", "given": "Julio"}],
        "container-title": "Medical Image Analysis",
        "container-title-short": "Med. Image Anal.",
        "volume": "99",
        "issue": "1",
        "page": "103357",
        "number": "103357",
        "issued": {"date-parts": [[2025, 1]]},
        "available-date": {"date-parts": [[2024, 10]]},
        "ISSN": "1361-8415, 1361-8423",
        "publisher": "Elsevier BV",
        "language": "en",
        "abstract": "We present P < 1.",
        "custom": {"license": "http://creativecommons.org/licenses/by/4.0/"},
    }


@pytest.mark.parametrize(
    ("type_", "kind", "genre"),
    [
        *((type_, kind, "") for type_, kind in TYPES.items() if kind != "document"),
        ("component", "document", "component"),
        ("grant", "document", "grant"),
        ("other", "document", ""),  # with a container, it is a chapter
        ("something-new", "document", "something-new"),
        (None, "document", ""),
    ],
)
def test_types(type_: str | None, kind: str, genre: str) -> None:
    variables = item({"type": type_})
    assert variables["type"] == kind
    if type_ != "posted-content":
        assert variables.get("genre", "") == genre


def test_every_type_is_a_csl_type() -> None:
    assert {*TYPES.values(), *POSTED.values()} <= csl.TYPES


def test_a_chapter_of_proceedings_is_a_paper() -> None:
    names = ["Lecture Notes in Computer Science", "MICCAI 2024"]
    paper = item({"type": "book-chapter", "container-title": names})
    assert (paper["type"], paper["container-title"]) == ("paper-conference", names[1])
    assert item({"type": "book-chapter", "container-title": ["Soil"]})["type"] == "chapter"


def test_another_part_of_a_book_is_a_chapter() -> None:
    variables = item({"type": "other", "container-title": ["A dictionary"], "page": "5-6"})
    assert variables == {"type": "chapter", "container-title": "A dictionary", "page": "5-6"}
    paper = item({"type": "other", "container-title": ["Proceedings of the Eye Society"]})
    assert paper["type"] == "paper-conference"


ANN, BO = {"given": "Ann", "family": "Example"}, {"given": "Bo", "family": "Sample"}


@pytest.mark.parametrize(
    ("type_", "authors", "is_handling"),
    [
        ("journal-article", [ANN], True),
        ("posted-content", [ANN], True),
        ("journal-article", [], False),  # an editorial by its editors
        ("book-chapter", [ANN], False),
        ("proceedings-article", [ANN], False),
        ("peer-review", [], False),
    ],
)
def test_editors_who_handled_an_article(
    type_: str,
    authors: list[Message],
    is_handling: bool,  # noqa: FBT001 - a column
) -> None:
    variables = item({"type": type_, "author": authors, "editor": [BO]})
    assert variables.get("editor") == (None if is_handling else [BO])
    assert variables.get("custom") == ({"handling-editors": ["Bo Sample"]} if is_handling else None)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        # Posted content: the server is the publisher; a group is the server or a subject.
        (
            {"subtype": "preprint", "institution": [{"name": "Research Square"}]},
            {"type": "article", "genre": "preprint", "publisher": "Research Square"},
        ),
        (
            {"institution": {"name": "bioRxiv", "place": ["-"], "acronym": ["-"]}},
            {"type": "article", "genre": "preprint", "publisher": "bioRxiv"},
        ),
        ({"group-title": "SSRN"}, {"publisher": "SSRN"}),
        ({"group-title": "SocArXiv"}, {"publisher": "SocArXiv"}),
        ({"group-title": "Ecology"}, {"publisher": "Host", "custom": {"group-title": "Ecology"}}),
        ({"institution": [{"name": "Not Available"}]}, {"publisher": "Host"}),
        ({"subtype": "dissertation"}, {"type": "thesis", "genre": "dissertation"}),
        ({"subtype": "blog"}, {"type": "post-weblog", "genre": "blog"}),
        ({"subtype": "working_paper"}, {"type": "article", "genre": "working paper"}),
        ({"subtype": "other"}, {"type": "article", "genre": None}),
        # Other types.
        (
            {
                "type": "dissertation",
                "degree": ["PhD Thesis"],
                "institution": [{"name": "University of Iowa"}],
            },
            {"type": "thesis", "genre": "PhD Thesis", "publisher": "University of Iowa"},
        ),
        (
            {"type": "report", "institution": [{"name": "Navy"}], "publisher-location": "Bonn"},
            {
                "publisher": "Host",
                "publisher-place": "Bonn",
                "custom": {"institutions": ["Navy"]},
            },
        ),
        (
            {
                "type": "dissertation",
                "institution": [{"name": "University of Bonn", "place": ["Bonn"]}],
            },
            {"publisher": "University of Bonn", "publisher-place": "Bonn", "custom": None},
        ),
        ({"institution": [{"name": "bioRxiv", "place": ["-"]}]}, {"publisher-place": None}),
        ({"type": "book", "part-number": "3"}, {"part": "3"}),
        (
            {"type": "peer-review", "review": {"type": "referee-report"}},
            {"type": "review", "genre": "referee-report"},
        ),
        ({"type": "standard", "standards-body": {"name": "BSI"}}, {"authority": "BSI"}),
        ({"type": "book", "edition-number": "2", "ISBN": ["978-1", "9782"]}, {"edition": "2"}),
        (
            {"type": "book-chapter", "ISBN": ["http://id.crossref.org/isbn/9783031729997", "X"]},
            {"ISBN": "9783031729997, X"},
        ),
        ({"type": "dataset", "description": "Wraps <i>it</i>"}, {"abstract": "Wraps it"}),
        (
            {
                "type": "proceedings-article",
                "event": {
                    "name": "2021 IEEE (BIBM)",
                    "location": "Houston",
                    "start": day(2021, 12, 9),
                    "end": day(2021, 12, 12),
                },
                "editor": [{"family": "Wu"}],
                "translator": [{"family": "Li"}],
                "chair": [{"family": "Bo"}],
            },
            {
                "event-title": "2021 IEEE (BIBM)",
                "event-place": "Houston",
                "event-date": {"date-parts": [[2021, 12, 9], [2021, 12, 12]]},
                "editor": [{"family": "Wu"}],
                "translator": [{"family": "Li"}],
                "chair": [{"family": "Bo"}],
            },
        ),
        (
            {"license": [{"content-version": "tdm", "URL": "https://example.org/tdm"}]},
            {"custom": None},
        ),
        (
            {
                "license": [
                    {
                        "content-version": "tdm",
                        "URL": "https://creativecommons.org/licenses/by/4.0/",
                    }
                ]
            },
            {"custom": {"license": "https://creativecommons.org/licenses/by/4.0/"}},
        ),
        (
            {
                "license": [
                    {"content-version": "unspecified", "URL": "https://example.org/u"},
                    {"content-version": "vor", "URL": "javascript:alert(1)"},
                    {"content-version": "am", "URL": "https://example.org/am"},
                ]
            },
            {"custom": {"license": "https://example.org/am"}},
        ),
        ({"event": [], "institution": [], "license": {}, "resource": []}, {"event-title": None}),
    ],
)
def test_publication(message: Message, expected: Message) -> None:
    variables = item({"type": "posted-content", "publisher": "Host", **message})
    assert {variable: variables.get(variable) for variable in expected} == expected


@pytest.mark.parametrize(
    ("dates", "issued", "available"),
    [
        ({"issued": day(2024, 10, 23)}, [2024, 10, 23], None),
        ({"issued": day(None), "published-online": day(2024, 1)}, [2024, 1], None),
        (
            {"issued": day(2023, 9, 13), "published-online": day(2023, 9, 13)},
            [2023, 9, 13],
            None,
        ),
        # The year of the volume: FLAIR was online in 2024 and is in a volume of 2025.
        (
            {
                "issued": day(2024, 10),
                "published-online": day(2024, 10),
                "published-print": day(2025, 1),
            },
            [2025, 1],
            [2024, 10],
        ),
        # RET-CLIP: the print date has only a year.
        (
            {
                "issued": day(2024, 10, 6),
                "published-online": day(2024, 10, 6),
                "published-print": day(2024),
            },
            [2024, 10, 6],
            None,
        ),
        (
            {"issued": day(2015, 1, 10), "published-print": day(2015, 3)},
            [2015, 3],
            None,
        ),
        (
            {"issued": day(2018, 11, 1), "journal-issue": {"published-print": day(2019, 1, 1)}},
            [2019, 1, 1],
            None,
        ),
        (
            {"issued": day(2019, 1, 10), "journal-issue": {"published-print": day(2019, 1)}},
            [2019, 1, 10],
            None,
        ),
        ({"issued": day(None), "posted": day(2021, 11, 4)}, [2021, 11, 4], None),
        ({"issued": day(None), "approved": day(2011, 8, 25)}, [2011, 8, 25], None),
        ({"content-created": day(2014, 1)}, [2014, 1], None),
        # The day of the deposit is not used.
        ({"issued": day(None), "created": day(2002, 11, 13)}, None, None),
        # The valid leading parts of a date.
        ({"issued": day(2020, 13, 1)}, [2020], None),
        ({"issued": {"date-parts": [["2020", "6", None]]}}, [2020, 6], None),
        ({"issued": {"date-parts": [[0, 1]]}}, None, None),
        ({"issued": {"date-parts": []}}, None, None),
        ({"issued": {"date-parts": [[10**9]]}}, None, None),
        ({"issued": "2020"}, None, None),
        ({}, None, None),
    ],
)
def test_dates(dates: Message, issued: list[int] | None, available: list[int] | None) -> None:
    variables = item({"type": "journal-article", **dates})
    assert csl.date_parts(variables.get("issued")) == (issued or [])
    assert csl.date_parts(variables.get("available-date")) == (available or [])


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "https://www.nature.com/articles/x?a=1&copy=2",
            "https://www.nature.com/articles/x?a=1&copy=2",
        ),
        ("http://example.org/", "http://example.org/"),
        ("javascript:alert(1)", "https://doi.org/10.1000/a%3Cb"),
        ("ftp://example.org/x", "https://doi.org/10.1000/a%3Cb"),
        ("https://", "https://doi.org/10.1000/a%3Cb"),
        ("http://[broken", "https://doi.org/10.1000/a%3Cb"),
        ("https://example.org/a b", "https://doi.org/10.1000/a%3Cb"),
        (None, "https://doi.org/10.1000/a%3Cb"),
    ],
)
def test_url(page: str | None, expected: str) -> None:
    variables = item({"DOI": "10.1000/a<b", "resource": {"primary": {"URL": page}}})
    assert variables["URL"] == expected
    assert variables["DOI"] == "10.1000/a<b"


KEYS = """
    type subtype title subtitle original-title short-title container-title short-container-title
    author editor translator chair issued published-print published-online posted approved
    journal-issue volume issue page article-number edition-number ISBN ISSN publisher
    publisher-location institution group-title standards-body degree review event abstract
    description language license resource DOI URL relation update-to updated-by
""".split()
PARTS = """
    name given family suffix affiliation ORCID date-parts issue published-print start end location
    type primary URL content-version has-preprint id id-type DOI source updated
""".split()


def test_an_empty_message_is_an_item_without_facts() -> None:
    assert item({}) == {"type": "document"}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text("ab <i>&;:/0-", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=4)
    ),
    max_leaves=12,
)


@holds_for(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8))
def test_any_value_of_a_field_gives_a_valid_item(message: Message) -> None:
    assert list(shape_problems(item(message))) == []
    assert all(isinstance(ids, list) for ids in relations(message).values())
    assert all(isinstance(fact, str) for update in updates(message) for fact in update.values())
    assert consortium_members(message) == 0


JUNK: tuple[Any, ...] = (
    *(None, [], {}, "", 0, -1, True, 1.5, 10**30, [None], [[]], [{}], [[None]], {"a": None}),
    *("<b", "&", "\x00", "\ud800", "$", "$$x", "<sub>" * 60, "a" * 5000, "\u202e", "{}", "10.1/x"),
    *([""], ["x"], [1], [["x"]], [{"name": {}}], [{"family": ["x"]}], {"date-parts": [["x"]]}),
    *({"date-parts": [[2020, [], 3]]}, {"date-parts": {}}, {"date-parts": [{}]}),
)


@cache
def samples() -> list[Message]:
    """Messages to corrupt: the payloads, and every fifth recorded work, if available."""
    texts = [path.read_text(encoding="utf-8") for path in PAYLOADS.glob("crossref/*.json")]
    recorded = SHARED / "crossref_works.jsonl"
    if recorded.exists():
        texts += recorded.read_text(encoding="utf-8").splitlines()[::5]
    messages = [json.loads(text) for text in texts]
    return [{field: m[field] for field in sorted(m) if field != "reference"} for m in messages]


def places(value: Any, at: Any = None, key: Any = None) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON
    """Every place in a message, as its parent and the key or index."""
    own = [] if at is None else [(at, key)]
    if isinstance(value, dict):
        parts = list(value.items())
    else:
        parts = list(enumerate(value)) if isinstance(value, list) else []
    return own + [place for name, part in parts for place in places(part, value, name)]


@holds_for(st.data(), examples=150)
def test_a_corrupted_message_gives_a_valid_item(data: st.DataObject) -> None:
    """Removed keys, wrong types and empty values raise no exception."""
    message = deepcopy(data.draw(st.sampled_from(samples())))
    for _ in range(data.draw(st.integers(1, 4))):
        at, key = data.draw(st.sampled_from(places(message)))
        if data.draw(st.booleans()):
            at[key] = deepcopy(data.draw(st.sampled_from(JUNK)))
        else:
            del at[key]
        if not message:
            break
    variables = item(message)
    assert list(shape_problems(variables)) == []
    assert json.dumps(variables, ensure_ascii=False).encode()
    assert all(isinstance(ids, list) for ids in relations(message).values())
    assert all(isinstance(fact, str) for update in updates(message) for fact in update.values())
    assert consortium_members(message) >= 0
    if (validator := schema()) is not None:
        assert [error.message for error in validator.iter_errors([{"id": "x", **variables}])] == []


@cache
def schema() -> jsonschema_rs.Draft7Validator | None:
    path = SHARED / "csl-data.json"
    if not path.exists():
        return None
    return jsonschema_rs.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


GRANT: Message = {
    "type": "grant",
    "DOI": "10.46936/example",
    "publisher": "A funder",
    "award": "50733",
    "award-start": day(2019, 10, 1),
    "project": [
        {
            "project-title": [{"title": "Cells &amp; <i>soil</i>", "language": "en"}],
            "project-description": [{"description": "We ask.", "language": "en"}],
            "lead-investigator": [{"given": "Ann", "family": "Example"}],
            "investigator": [{"given": "Bo", "family": "Sample", "affiliation": [{"name": "X"}]}],
        }
    ],
}


def test_a_grant() -> None:
    assert item(GRANT) == {
        "type": "document",
        "genre": "grant",
        "title": "Cells & soil",
        "author": [
            {"family": "Example", "given": "Ann"},
            {"family": "Sample", "given": "Bo"},
        ],
        "abstract": "We ask.",
        "number": "50733",
        "issued": {"date-parts": [[2019, 10, 1]]},
        "publisher": "A funder",
        "DOI": "10.46936/example",
        "URL": "https://doi.org/10.46936/example",
    }
    assert item(GRANT | {"issued": day(2020), "title": ["Own"]})["title"] == "Own"


# The recorded messages.


@cache
def works() -> list[tuple[Message, Message]]:
    """The recorded messages, each with its item."""
    path = SHARED / "crossref_works.jsonl"
    if not path.exists():
        pytest.skip("the recorded Crossref works are missing")
    with path.open(encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines]
    return [(message, item(message)) for message in messages]


def test_every_real_message_gives_a_valid_item() -> None:
    items = [{"id": message["DOI"], **variables} for message, variables in works()]
    validator = schema()
    assert validator is not None
    assert len(items) == 958
    assert [error.message for error in validator.iter_errors(items)] == []
    assert [problem for each in items for problem in shape_problems(each)] == []
    for message, _ in works():
        relations(message)
        updates(message)


LOST = {
    "author": {
        # `&NA;` for an unknown name.
        "10.1097/00000446-194407000-00003",
        "10.1097/00005053-198705000-00006",
        "10.2165/00128415-200711580-00046",
        # Suffixes that are roles: `Author`, `Reviewer`.
        "10.1115/1.1508143",
    },
    "editor": {"10.2973/odp.proc.ir.180.2000"},  # a group called `et al.`
    "short-container-title": {  # several abbreviations of one title: the first is kept
        "10.1107/s2053229618009154",
        "10.1107/s2059798318011506",
        "10.1107/s2059798321003740",
        "10.1107/s2414314617004448",
        "10.1145/2661639",
        "10.1145/2676546",
        "10.7600/jspfsm.56.60",
    },
    "volume": {"10.17246/jkdk.2008..7.002", "10.2165/00128415-200711580-00046"},  # `null`, `&NA;`
}
"""DOIs of messages with values that are missing from the item, and the reason."""


def words(value: object) -> list[str]:
    """The texts and numbers in a value without mojibake, reduced to letters and digits."""
    if isinstance(value, dict):
        return [part for inner in value.values() for part in words(inner)]
    if isinstance(value, list):
        return [part for inner in value for part in words(inner)]
    return [normal(repaired(str(value))).replace(" ", "")] if value is not None else []


def people(message: Message, role: str) -> list[str]:
    parts = ("name", "given", "family", "suffix")
    return words([[person.get(part) for part in parts] for person in message.get(role) or []])


FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "custom"),
    "subtitle": ("title", "custom"),
    "original-title": ("title", "original-title"),
    "container-title": ("container-title", "collection-title", "custom"),
    "short-container-title": ("container-title-short", "container-title", "collection-title"),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("page",),
    "article-number": ("number",),
    "edition-number": ("edition",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "publisher-location": ("publisher-place",),
    "language": ("language",),
    "degree": ("genre",),
    "DOI": ("DOI",),
}
"""The fields of Crossref, each with the variables that may contain its value."""


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_lost(field: str) -> None:
    lost = set()
    for message, variables in works():
        text = "|".join(words([variables.get(variable) for variable in FIELDS[field]]))
        value = message.get(field)
        ends = re.split("[-–]", str(value)) if field == "page" and value else value  # `5-5` is `5`
        if not all(part in text for part in words(ends)):
            lost.add(message["DOI"])
    assert lost == LOST.get(field, set())


@pytest.mark.parametrize("role", ["author", "editor"])
def test_no_name_is_lost(role: str) -> None:
    lost = set()
    for message, variables in works():
        handlers = variables.get("custom", {}).get("handling-editors") if role == "editor" else None
        names = words(variables.get(role) or handlers)
        parts = people(message, role)
        if sorted("".join(parts)) != sorted("".join(names)) or not all(
            part in "|".join(names) or any(name in part for name in names) for part in parts
        ):
            lost.add(message["DOI"])
    assert lost == LOST.get(role, set())


def test_no_date_is_lost() -> None:
    for message, variables in works():
        dates = [csl.date_parts(variables.get(name)) for name in ("issued", "available-date")]
        for field in ("published-print", "published-online"):
            parts = csl.date_parts(message.get(field))
            assert any(date[: len(parts)] == parts for date in dates), message["DOI"]
        if csl.date_parts(message["issued"]):
            assert dates[0]


def test_undated_messages_stay_undated() -> None:
    fields = (
        "issued",
        "published-print",
        "published-online",
        "posted",
        "approved",
        "content-created",
    )
    undated = [
        variables
        for message, variables in works()
        if not any(csl.date_parts(message.get(field)) for field in fields)
    ]
    assert len(undated) == 68
    assert not any("issued" in variables for variables in undated)


def test_no_consortium_in_the_recorded_works() -> None:
    assert [message["DOI"] for message, _ in works() if consortium_members(message)] == []


def test_the_consortium_of_retfound() -> None:
    path = SHARED / "retfound_crossref_authors.json"
    if not path.exists():
        pytest.skip("the recorded authors of RETFound are missing")
    data = json.loads(path.read_text(encoding="utf-8"))
    message = {
        "type": "journal-article",
        "author": data if isinstance(data, list) else data["author"],
    }
    variables = item(message)
    assert variables["author"][11] == {"literal": "UK Biobank Eye & Vision Consortium"}
    assert len(variables["author"]) == 95
    assert variables["custom"]["consortium-members"] == "83"
