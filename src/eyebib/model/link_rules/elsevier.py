"""Elsevier's publisher item identifiers (PII), in links of ScienceDirect and of journals."""

from eyebib.model.link_rules.rule import Rule

# The check character of old identifiers may be any letter: 0040-6090(92)90068-M.
_SERIAL = r"S\d{7}[\dX]\d{7}[\dX]"
_OLD = r"\d{7}[\dX]\d{7}[\dA-Z]"
_BOOK = r"B(?:97[89])?\d{9}[\dX]\d{5}[\dX]"

_PII = rf"(?P<value>{_SERIAL}|{_OLD}|{_BOOK})"

_PRINTED = (
    r"(?P<value>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX]"
    r"|\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dA-Z]"
    r"|B(?:97[89]-)?(?=[\dX-]{13}[./])(?:\d+-){3}[\dX][./]\d{5}-[\dX])"
)

_REST = r"(?:[/.?].*)?"

PIIS = (
    Rule(
        site="ScienceDirect",
        pattern=rf"(?:bare pii:|query [^?]*\?_?pii(?:key)?=|link .*/pii/){_PII}{_REST}",
        scheme="pii",
        example="https://www.sciencedirect.com/science/article/abs/pii/S1361841524002822",
    ),
    Rule(
        site="The Lancet, Cell and other journals of Elsevier",
        pattern=rf"(?:bare pii:|query [^?]*\?pii=|link .*/(?:PII)?){_PRINTED}{_REST}",
        scheme="pii",
        example="https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31645-3/fulltext",
    ),
    Rule(
        site="Journals of Elsevier, identifier without punctuation",
        pattern=rf"link .*/(?:PII|(?:article|abstract|fulltext|pdf)/)(?P<value>{_SERIAL}){_REST}",
        scheme="pii",
        example="https://www.ajo.com/article/S000293940900012X/abstract",
    ),
    Rule(
        site="Files of ScienceDirect, ClinicalKey",
        pattern=rf"(?:link .*/|query [^?]*\?pid=)1-s2\.0-{_PII}(?:[-/.].*)?",
        scheme="pii",
        example="https://www.clinicalkey.com/#!/content/playContent/1-s2.0-S0161642017326982",
    ),
)
