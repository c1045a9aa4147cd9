"""What the text of a link says: a label such as `PDF`, a venue, a citation, or a title."""

import re

_PAPER = frozenset(
    """paper papers pdf arxiv arxive doi article preprint preprints biorxiv medrxiv
    chemrxiv techrxiv openreview pubmed pmc pmid pmcid acl anthology publication
    publications published manuscript abs abstract fulltext full html ieee springer
    elsevier acm sciencedirect wiley ssrn nature neurips nips icml iclr cvf thecvf pmlr
    aaai semantic scholar researchgate journal conference proceedings version final
    camera ready extended xplore 论文 原文 文章 論文 논문""".split()
)
_CODE = frozenset(
    """code codes github gitlab git repo repository repositories implementation source 代码
    コード 源码 코드""".split()
)
_OTHER = frozenset(
    """project page pages website web site homepage home demo demos video videos youtube
    talk slides slide poster blog blogs post blogpost news tutorial colab notebook
    notebooks model models weights checkpoint checkpoints huggingface hugging face hf
    modelscope data dataset datasets database benchmark leaderboard kaggle docs
    documentation docker api app spaces space bibtex bib cite citation twitter tweet x
    thread medium podcast license stars star contact email reddit wechat zhihu supp
    suppl supplementary supplement appendix si media press release download downloads
    visualization review reviews commentary 项目 主页 数据 数据集 视频 模型""".split()
)
_DATA = frozenset("data dataset datasets database benchmark 数据 数据集".split())
_NEUTRAL = frozenset(
    """link links url here this the a an our your its see more official unofficial free
    online access open read view web new latest initial original of on in and for at to
    via or with is from by survey main text short long v v1 v2 v3 v4 v5 v6 v7 v8 v9
    pytorch tensorflow jax keras torch matlab no title name available now click get 链接
    地址 demo-page doi.org org com www https http""".split()
)
_VENUES = frozenset(
    """arxiv biorxiv medrxiv chemrxiv techrxiv preprint preprints nature science cell
    lancet nejm jama bmj pnas plos jmir elife acs neurips nips neuripsw icml icmlw iclr
    iclrw cvpr cvprw iccv iccvw eccv eccvw wacv accv bmvc siggraph miccai midl isbi ipmi
    mlmi mlmiw mlhc chil aime ml4h aaai ijcai uai aistats colt acl emnlp naacl eacl aacl
    coling conll tacl tmlr jmlr pmlr kdd www sigir cikm wsdm recsys sigmod vldb icde
    icra iros rss corl ral interspeech icassp mm acmmm tpami pami tmi tip tnnls tmm
    tcsvt tvcg media mia medima jbhi ijcv tkde bioinformatics biomedical bionlp acm ieee
    spie springer elsevier wiley mdpi frontiers cureus patterns npj digital medicine
    methods communications biotechnology machine intelligence scientific reports data
    transactions journal conference proceedings international workshop workshops
    findings main track datasets benchmarks poster oral spotlight highlight best award
    under review accepted reviews engineering health ai advances oncology jan feb mar
    apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december of on in and the for at to med th st nd
    rd ed vol""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-]?[\w]+)*|v\d")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_CITATION = re.compile(
    r"(?i)[\w .,&'’-]*\bet al\b[\w .,&'’()-]*|[\w-]+(?: (?:and|&) [\w-]+)? ?\(?(?:19|20)\d\d\w?\)?"
)
_ID = re.compile(r"(?i)(?:arxiv|doi)?[:\s]*(?:\d{4}\.\d{4,5}(?:v\d+)?|10\.\d{4,9}/\S+)(?:\.pdf)?")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without numbers and signs."""
    return [word.casefold() for word in _WORD.findall(text)]


def is_label(text: str) -> bool:
    """Whether the text names a kind of link or an identifier and is not a title."""
    if _ID.fullmatch(text.strip(" []()")) or "://" in text:
        return True
    known = _PAPER | _CODE | _OTHER | _NEUTRAL
    parts = [part for word in words(text) for part in re.split(r"[-'’.]", word) if part]
    return all(part in known for part in parts)


def is_venue(text: str) -> bool:
    """Whether the text is a venue, a date or a citation such as `Wu et al., 2024`."""
    if re.fullmatch(r"[\W\d_]*", text) or _CITATION.fullmatch(text.strip(" []()")):
        return True
    parts = [part for word in words(text) for part in re.split(r"[-'’.]", word) if part]
    has_year = re.search(r"(?<!\d)(?:(?:19|20)\d\d|['’]\d\d)(?!\d)", text)
    is_named = all(part in _VENUES or part[0].isupper() for part in _PLAIN_WORD.findall(text))
    return all(part in _VENUES for part in parts) or bool(has_year and len(parts) <= 6 and is_named)


def is_title(text: str) -> bool:
    """Whether the text of a link to a paper can be its title: `supp` and `Nature, 2024` cannot."""
    is_word = re.fullmatch(r"[a-z]+", text) is not None
    return not (is_word or is_label(text) or is_venue(text))


def says_paper(text: str) -> bool:
    """Whether a label says that the link leads to a paper."""
    return is_label(text) and any(word in _PAPER for word in _parts(text)) and not says_code(text)


def says_code(text: str) -> bool:
    """Whether a label says that the link leads to code."""
    return is_label(text) and any(word in _CODE for word in _parts(text))


def says_data(text: str) -> bool:
    """Whether a label says that the link leads to a data set."""
    return is_label(text) and any(word in _DATA for word in _parts(text))


def says_other(text: str) -> bool:
    """Whether a label says that the link leads to neither, such as a project page or a data set."""
    return is_label(text) and any(word in _OTHER for word in _parts(text)) and not says_paper(text)


def _parts(text: str) -> list[str]:
    return [part for word in words(text) for part in re.split(r"[-'’.&]", word)]
