"""Preprint servers and repositories, and sites that show their papers."""

from eyebib.model.link_rules.rule import ARXIV_ID, END, QUERY, SITE, Rule, any_of

_MIRROR = r"(?:arxiv\.org|ar5iv\.org|xxx\.lanl\.gov|alphaxiv\.org)"
_PAGE = r"(?:abs|pdf|html|ps|format|src|e-print|overview|resources|tb|show-email|versions)"

_READERS = (
    r"(?:arxiv-vanity\.com/papers|(?:huggingface|hf)\.co/papers|scirate\.com/arxiv|papers\.cool/arxiv"
    r"|emergentmind\.com/papers|bytez\.com/docs/arxiv|semanticscholar\.org/arxiv"
    r"|inspirehep\.net/api/arxiv)"
)

ARXIV = (
    Rule(
        site="arXiv identifier",
        pattern=rf"bare (?:arxiv[:./]|abs/)?{ARXIV_ID}",
        scheme="arxiv",
        example="arXiv:2310.04992v2",
    ),
    Rule(
        site="arXiv, ar5iv, alphaXiv",
        pattern=rf"{SITE}{_MIRROR}/{_PAGE}/(?:arxiv:)?{ARXIV_ID}{END}",
        scheme="arxiv",
        example="https://arxiv.org/pdf/2310.04992v2.pdf",
    ),
    Rule(
        site="arXiv, old links to files",
        pattern=rf"{SITE}arxiv\.org/(?:ftp|ps_cache)/arxiv/(?:papers|pdf)/\d{{4}}/{ARXIV_ID}",
        scheme="arxiv",
        example="https://arxiv.org/ftp/arxiv/papers/1405/1405.1234.pdf",
    ),
    Rule(
        site="Hugging Face papers, arXiv Vanity, SciRate and others",
        pattern=rf"{SITE}{_READERS}/{ARXIV_ID}{END}",
        scheme="arxiv",
        example="https://huggingface.co/papers/2310.04992",
    ),
    Rule(
        site="arXiv identifier with its label in the path",
        pattern=rf"link [^/]+/(?:.*/)?arxiv:{ARXIV_ID}{END}",
        scheme="arxiv",
        example="https://www.catalyzex.com/paper/arxiv:2310.04992",
    ),
    Rule(
        site="NASA ADS, bibcode of an arXiv paper",
        pattern=r"link [^/]*adsabs\.harvard\.edu/(?:abs|full|link_gateway)/(?:19|20)\d\d"
        r"arXiv(?P<year>\d{4})\.?(?P<number>\d{4,5})[A-Z]" + END,
        scheme="arxiv",
        value="{year}.{number}",
        example="https://ui.adsabs.harvard.edu/abs/2023arXiv231004992Q/abstract",
    ),
    Rule(
        site="dblp, arXiv papers",
        pattern=rf"{SITE}(?:dblp\.org|dblp\.uni-trier\.de|dblp\.dagstuhl\.de)/.*journals/corr/"
        r"abs-(?P<year>\d{4})-(?P<number>\d{4,5})" + END,
        scheme="arxiv",
        value="{year}.{number}",
        example="https://dblp.org/rec/journals/corr/abs-2310-04992",
    ),
)

# https://help.osf.io: each server of the Open Science Framework has a prefix of its own.
_OSF = {
    "africarxiv": "10.31730",
    "agrixiv": "10.31220",
    "arabixiv": "10.31221",
    "biohackrxiv": "10.37044",
    "eartharxiv": "10.31223",
    "ecoevorxiv": "10.32942",
    "edarxiv": "10.35542",
    "engrxiv": "10.31224",
    "inarxiv": "10.31227",
    "lawarxiv": "10.31228",
    "lissa": "10.31229",
    "marxiv": "10.31230",
    "mediarxiv": "10.33767",
    "metaarxiv": "10.31222",
    "mindrxiv": "10.31231",
    "nutrixiv": "10.31232",
    "osf": "10.31219",
    "paleorxiv": "10.31233",
    "psyarxiv": "10.31234",
    "socarxiv": "10.31235",
    "sportrxiv": "10.31236",
    "thesiscommons": "10.31237",
}

_OSF_ID = r"(?P<value>[a-z\d]{5}(?:_v\d+)?)"

_RS_ID = r"(?P<value>rs-\d+(?:/v\d+)?)"

SERVERS = (
    Rule(
        site="bioRxiv, medRxiv, links by date",
        pattern=rf"{SITE}(?:bio|med)rxiv\.org/(?:content/(?:\w+/)?early/\d{{4}}/\d\d/\d\d"
        r"|cgi/(?:content|reprint)(?:/\w+)?)/(?P<value>(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d.*|[./].*)?",
        value="10.1101/{value}",
        example="https://www.biorxiv.org/content/early/2017/05/31/105841",
    ),
    Rule(
        site="Research Square",
        pattern=rf"{SITE}researchsquare\.com/(?:article|files)/{_RS_ID}(?:[/_].*)?",
        value="10.21203/rs.3.{value}",
        example="https://www.researchsquare.com/article/rs-3766549/v1",
    ),
    Rule(
        site="SSRN",
        pattern=rf"(?:{QUERY}ssrn\.com\?abstract_?id="
        rf"|{SITE}ssrn\.com/abstract=)(?P<value>\d{{3,9}})",
        value="10.2139/ssrn.{value}",
        example="https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4729284",
    ),
    Rule(  # without the version there is no DOI
        site="Preprints.org, with the version",
        pattern=rf"{SITE}preprints\.org/manuscript/(?P<value>\d{{6}}\.\d{{4}})/(?P<number>v\d+){END}",
        value="10.20944/preprints{value}.{number}",
        example="https://www.preprints.org/manuscript/202404.0428/v1",
    ),
    Rule(
        site="PsyArXiv, SocArXiv and other servers of OSF",
        pattern=rf"{SITE}osf\.io/preprints/{any_of(_OSF)}/{_OSF_ID}{END}",
        value="{word}/osf.io/{value}",
        words=_OSF,
        example="https://osf.io/preprints/psyarxiv/89kps",
    ),
    Rule(
        site="PsyArXiv",
        pattern=rf"{SITE}psyarxiv\.com/{_OSF_ID}{END}",
        value="10.31234/osf.io/{value}",
        example="https://psyarxiv.com/89kps/",
    ),
    Rule(
        site="Zenodo",
        pattern=rf"link (?:www\.)?zenodo\.org/(?:api/)?records?/(?P<value>\d+){END}",
        value="10.5281/zenodo.{value}",
        example="https://zenodo.org/records/3778723",
    ),
    Rule(  # the portals of other publishers have other prefixes
        site="figshare, with the version",
        pattern=r"link (?:(?:www|springernature|tandf)\.)?figshare\.com/articles/(?:[^/]+/){1,2}"
        r"(?P<value>\d{5,9})/(?P<number>\d{1,3})" + END,
        value="10.6084/m9.figshare.{value}.v{number}",
        example="https://figshare.com/articles/dataset/A_title/12345678/2",
    ),
    Rule(
        site="figshare",
        pattern=r"link (?:(?:www|springernature|tandf)\.)?figshare\.com/articles/(?:[^/]+/){1,2}"
        r"(?P<value>\d{5,9})",
        value="10.6084/m9.figshare.{value}",
        example="https://figshare.com/articles/dataset/A_title/12345678",
    ),
    Rule(
        site="PeerJ Preprints",
        pattern=rf"{SITE}peerj\.com/preprints/(?P<value>\d+(?:v\d+)?){END}",
        value="10.7287/peerj.preprints.{value}",
        example="https://peerj.com/preprints/27885/",
    ),
)
