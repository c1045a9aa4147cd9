"""The rules that find an identifier in a link."""

from typing import Literal, get_args

Scheme = Literal["doi", "arxiv", "pii", "url"]

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
"""In order of preference: of several identifiers of a paper, the first is cited."""

# Rules match a candidate: `bare` and a text, `link` and host/path, or `query` and name=value, all
# decoded, trimmed and without spaces. A host in a rule also matches its subdomains.
UP_TO_DOI = r"(?:(?!10\.\d{4,9}/).)*(?<![\w.])"  # the first DOI in a link counts

DOI_HEAD = (
    r"(?:bare (?:(?:info:)?doi[:/])?"
    rf"|link [^/]+/{UP_TO_DOI}|query (?:id|doi|doid|persistentid)={UP_TO_DOI})"
)

SITE = r"link (?:[^/]*\.)?"

ARTICLE = r"link .*/[\w-]*article[\w-]*/doi/"

# https://info.arxiv.org/help/arxiv_identifier.html: the year and month are checked because arXiv
# rejects a whole batch for one malformed id.
ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex
    nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con
""".split()

MONTH = r"(?:0[1-9]|1[0-2])"

ARXIV_ID = (
    rf"(?P<value>(?:0[7-9]|1[0-4]){MONTH}\.\d{{4}}|(?:1[5-9]|[2-9]\d){MONTH}\.\d{{5}}"
    rf"|(?:{'|'.join(ARCHIVES)})(?:\.[a-z]{{2}})?/(?:9[1-9]|0[0-7]){MONTH}\d{{3}})(?P<version>v[1-9]\d*)?"
)

# Nature's links omit the dots of a society journal's DOI (eye2015120 is eye.2015.120); older links
# omit its letters too (6700123 is sj.eye.6700123). Three journals have ids such as nature20123.
NATURE_YEAR = (
    r"(?P<value>(?!nature|ncomms|srep)[a-z]+)(?P<year>20(?:0[89]|1[0-8]))(?P<rest>\d{1,4})"
)

NATURE_ID = (
    r"(?P<value>[sd]\d{5}-\d{3}-\d{4,5}-[\da-z]"
    r"|(?=.{5})(?!\d{7}(?:/|\Z))[a-z.]*\d[\da-z]*(?:\.[\da-z]+)*)"
)

RS_ID = r"(?P<value>rs-\d+(?:/v\d+)?)"

PII = r"(?P<value>S?\d{7}[\dX]\d{7}[\dX]|B(?:97[89])?\d{9}[\dX]\d{5}[\dX])"

PRINTED_PII = r"(?P<value>S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])"

RULES: tuple[tuple[str, Scheme, str], ...] = (
    (rf"bare (?:arxiv:)?{ARXIV_ID}", "arxiv", "{value}"),
    (
        rf"{SITE}arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print)/(?:arxiv:)?{ARXIV_ID}",
        "arxiv",
        "{value}",
    ),
    (rf"{DOI_HEAD}10\.48550/arxiv\.{ARXIV_ID}", "arxiv", "{value}"),
    (rf"{SITE}nature\.com/articles/{NATURE_YEAR}(?:/.*)?", "doi", "10.1038/{value}.{year}.{rest}"),
    (rf"{SITE}nature\.com/articles/{NATURE_ID}(?:/.*)?", "doi", "10.1038/{value}"),
    (
        rf"{SITE}researchsquare\.com/(?:article|files)/{RS_ID}(?:[/_].*)?",
        "doi",
        "10.21203/rs.3.{value}",
    ),
    # bioRxiv and medRxiv: their DOIs have no version, most of their links do.
    (rf"{DOI_HEAD}(?P<value>10\.(?:1101|64898)/[\d.]*\d)v\d.*", "doi", "{value}"),
    # Oxford, AIP, MIT, Karger and others append a number of their own and a title to the DOI.
    (rf"{ARTICLE}(?P<value>10\.\d{{4,9}}/[^/]+(?:/[^/]+)??)/\d{{5,9}}(?:/.*)?", "doi", "{value}"),
    (rf"{SITE}taylorfrancis\.com/.*/(?P<value>10\.\d{{4,9}}/[^/]+)(?:/.*)?", "doi", "{value}"),
    (rf"{DOI_HEAD}(?P<value>10\.\d{{4,9}}/.+)", "doi", "{value}"),
    (rf"(?:bare pii:|query pii=|link .*/pii/){PII}(?:/.*)?", "pii", "{value}"),
    (rf"(?:bare pii:|query pii=|link .*/(?:PII)?){PRINTED_PII}(?:/.*)?", "pii", "{value}"),
)
"""A pattern for a whole candidate, the scheme, and the value as a template of the named groups; the
first match wins."""
