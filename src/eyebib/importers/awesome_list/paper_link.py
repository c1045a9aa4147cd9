"""Which links lead to papers, which to code."""

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from eyebib.importers.awesome_list import label as labels
from eyebib.model.identifier import Identifier, identify
from eyebib.text.link import is_web_link

LinkKind = Literal["paper", "code", "other"]

PUBLISHERS = frozenset(
    """aaai.org aclanthology.org aclweb.org acm.org acs.org ahajournals.org aimspress.com aip.org
    ajnr.org alphaxiv.org amegroups.org annualreviews.org aps.org arxiv.org ascopubs.org
    asmedigitalcollection.asme.org biomedcentral.com biorxiv.org bioscientifica.com bmj.com
    bmva-archive.org.uk bmva.org cambridge.org cell.com ceur-ws.org chemrxiv.org computer.org
    cureus.com cv-foundation.org degruyter.com dergipark.org.tr direct.mit.edu dovepress.com
    ebooks.iospress.nl ecva.net elifesciences.org embopress.org emerald.com eurekaselect.com
    europepmc.org f1000research.com frontiersin.org hal.archives-ouvertes.fr hal.science
    healthaffairs.org hindawi.com huggingface.co/papers ieeexplore.ieee.org ijcai.org
    informs.org iop.org iovs.arvojournals.org isca-archive.org isca-speech.org jamanetwork.com
    jci.org jmir.org jmlr.org jneurosci.org jstor.org karger.com liebertpub.com
    link.springer.com lww.com mdpi.com medrxiv.org melba-journal.org mitpressjournals.org
    mlr.press mlsys.org mrs.org nature.com ncbi.nlm.nih.gov/pmc ncbi.nlm.nih.gov/pubmed
    nejm.org neurips.cc nips.cc nowpublishers.com openaccess.thecvf.com openreview.net
    optica.org osapublishing.org osf.io/preprints oup.com papers.ssrn.com
    paperswithcode.com/paper peerj.com physiology.org plos.org pmc.ncbi.nlm.nih.gov pnas.org
    preprints.org projecteuclid.org psyarxiv.com psycnet.apa.org pubmed.ncbi.nlm.nih.gov
    pubs.rsna.org researchgate.net/publication researchsquare.com roboticsproceedings.org
    royalsocietypublishing.org rsc.org rupress.org sagepub.com science.org sciencedirect.com
    sciencemag.org scirp.org scitepress.org semanticscholar.org siam.org
    spiedigitallibrary.org spiedl.org springer.com/article springeropen.com ssrn.com
    tandfonline.com techrxiv.org thelancet.com thieme-connect.com thieme-connect.de
    ui.adsabs.harvard.edu usenix.org vldb.org wiley.com worldscientific.com""".split()
)
"""Hosts whose pages are papers, with their subdomains; some only below a path."""

CODE_HOSTS = frozenset(
    """bitbucket.org code.google.com codeberg.org git.sr.ht gitcode.com gitee.com github.com
    gitlab.com sourceforge.net sr.ht""".split()
)

_NO_PAGE = frozenset("awesome.re badgen.net contrib.rocks shields.io star-history.com".split())
"""Hosts of badges and counters."""

_DATA_DOI = re.compile(r"10\.(?:5281|5061|6084|7910|13026|17632|57967|7937|25452|21227|34740)/")
"""DOIs of data and software: Zenodo, Dryad, figshare, Dataverse, PhysioNet, Mendeley, TCIA."""


@lru_cache(maxsize=1 << 14)  # a list is asked about each link for several reasons
def identifier_of(url: str) -> Identifier | None:
    """The identifier in a link; None if it is neither an identifier nor an http(s) link."""
    try:
        return identify(url)
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def kind_of(url: str, label: str) -> LinkKind:
    """What a link leads to, by its identifier, its host, and its label, which is empty if unknown.

    A label that says `Code` or `Paper` outweighs the rest: there are papers on GitHub.
    """
    identifier = identifier_of(url)
    if identifier is None or _is_on(url, _NO_PAGE):
        return "other"
    return _by_label(url, label) or _by_identifier(identifier) or _by_host(url, label)


def _by_label(url: str, label: str) -> LinkKind | None:
    if labels.says_code(label) and is_web_link(url):
        return "code"
    return "paper" if labels.says_paper(label) else None


def _by_identifier(identifier: Identifier) -> LinkKind | None:
    if identifier.scheme == "url":
        return None
    return "other" if _DATA_DOI.match(identifier.value) else "paper"


def _by_host(url: str, label: str) -> LinkKind:
    if _is_on(url, CODE_HOSTS) and not labels.says_data(label):
        return "code"
    is_paper = _is_on(url, PUBLISHERS) or _is_document(url)
    return "paper" if is_paper and _path(url) and not labels.says_other(label) else "other"


def _is_on(url: str, hosts: frozenset[str]) -> bool:
    """Whether the host of a link or a domain above it is one of these, alone or with a path."""
    parts = _host(url).split(".")
    first = _path(url).split("/")[0]
    domains = {".".join(parts[index:]) for index in range(len(parts))}
    return any(host in hosts or f"{host}/{first}" in hosts for host in domains)


def _host(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""


def _path(url: str) -> str:
    """The path and the query of a link without the leading slash; empty for a home page."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}".strip("/?")


def _is_document(url: str) -> bool:
    return _path(url).partition("?")[0].lower().endswith(".pdf")
