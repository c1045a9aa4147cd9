"""Forms that many sites have: identifiers as text, and DOIs in links."""

from eyebib.model.link_rules.registered import REGISTERED
from eyebib.model.link_rules.rule import ARXIV_ID, DOI_HEAD, SITE, Rule

ARTICLE = r"link .*/[\w-]*article[\w-]*/doi/"

UNREGISTERED = (
    Rule(
        site="ACM Digital Library, other papers",
        pattern=rf"{SITE}dl\.acm\.org/doi/(?:[\w-]+/)*10\.5555/.*",
        scheme="url",
        example="https://dl.acm.org/doi/10.5555/3295222.3295349",
    ),
)
"""ACM names papers of other publishers in the form of DOIs, but registers none."""

DOIS = (
    Rule(
        site="DOI of arXiv",
        pattern=rf"{DOI_HEAD}10\.48550/arxiv\.{ARXIV_ID}(?:/.*)?",
        scheme="arxiv",
        example="https://doi.org/10.48550/arXiv.2310.04992",
    ),
    Rule(  # their DOIs have no version, most of their links do
        site="bioRxiv, medRxiv",
        pattern=rf"{DOI_HEAD}(?P<value>10\.(?:1101|64898)/[\d.]*\d)v\d.*",
        example="https://www.medrxiv.org/content/10.1101/2020.08.03.233692v2.full.pdf",
    ),
    Rule(
        site="DOI in the form of its publisher, with other text behind it",
        pattern=rf"{DOI_HEAD}(?P<value>{REGISTERED}).*",
        example="https://link.springer.com/article/10.1007/s00417-020-04829-0/email/correspondent",
    ),
    Rule(  # Oxford, AIP, MIT, Karger and others append a number of their own and a title
        site="DOI, with the site's own number behind it",
        pattern=rf"{ARTICLE}(?P<value>10\.\d{{4,9}}/[^/]+(?:/[^/]+)??)/\d{{5,9}}(?:/.*)?",
        example="https://academic.oup.com/brain/article/doi/10.1093/brain/awaa123/5567116",
    ),
    Rule(
        site="Taylor & Francis books",
        pattern=rf"{SITE}taylorfrancis\.com/.*/(?P<value>10\.\d{{4,9}}/[^/]+)(?:/.*)?",
        example="https://www.taylorfrancis.com/chapters/edit/10.1201/9781003012345-1/title-author",
    ),
    Rule(
        site="DOI, or a link of any site with a DOI in its path",
        pattern=rf"{DOI_HEAD}(?P<value>10\.\d{{4,9}}/.+)",
        example="https://onlinelibrary.wiley.com/doi/full/10.1111/aos.15231",
    ),
)
