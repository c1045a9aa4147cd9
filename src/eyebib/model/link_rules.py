"""Which links hold an identifier, and how it is read out of them."""

from typing import Literal, get_args

Scheme = Literal["doi", "arxiv", "pii", "url"]

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
"""Best first: of several identifiers of a paper, the first one is the paper's own."""

# What the rules read: `bare` and a text, `link` and host/path, or `query` and name=value; decoded,
# trimmed, without a space of their own. A host in a rule stands for its subdomains too.
UP_TO_DOI = r"(?:(?!10\.\d{4,9}/).)*(?<![\w.])"  # the first in a link is meant

DOI_HEAD = (
    r"(?:bare (?:(?:info:)?doi[:/])?"
    rf"|link [^/]+/{UP_TO_DOI}|query (?:id|doi|doid|persistentid)={UP_TO_DOI})"
)

SITE = r"link (?:[^/]*\.)?"

ARTICLE = r"link .*/[\w-]*article[\w-]*/doi/"

# https://info.arxiv.org/help/arxiv_identifier.html: the year and month are checked since arXiv
# refuses a whole batch for one malformed id.
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

# Nature's links leave out the points of a society journal's DOI (eye2015120 is eye.2015.120), and
# of older ones the letters (6700123 is sj.eye.6700123). Three journals number up to nature20123.
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
    # bioRxiv and medRxiv: their DOIs never have a version, their links mostly do.
    (rf"{DOI_HEAD}(?P<value>10\.(?:1101|64898)/[\d.]*\d)v\d.*", "doi", "{value}"),
    # Oxford, AIP, MIT, Karger and others put a number of their own behind the DOI, and a title.
    (rf"{ARTICLE}(?P<value>10\.\d{{4,9}}/[^/]+(?:/[^/]+)??)/\d{{5,9}}(?:/.*)?", "doi", "{value}"),
    (rf"{SITE}taylorfrancis\.com/.*/(?P<value>10\.\d{{4,9}}/[^/]+)(?:/.*)?", "doi", "{value}"),
    (rf"{DOI_HEAD}(?P<value>10\.\d{{4,9}}/.+)", "doi", "{value}"),
    (rf"(?:bare pii:|query pii=|link .*/pii/){PII}(?:/.*)?", "pii", "{value}"),
    (rf"(?:bare pii:|query pii=|link .*/(?:PII)?){PRINTED_PII}(?:/.*)?", "pii", "{value}"),
)
"""A pattern over a whole candidate, the scheme, and what to make of the pattern's named groups; the
first that fits wins."""
