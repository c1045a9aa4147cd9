"""Publishers whose links hold a part of the DOI, without its prefix."""

from eyebib.model.link_rules.rule import END, QUERY, SITE, Rule, any_of

# Nature's links omit the dots of a society journal's DOI (eye2015120 is eye.2015.120); older links
# omit its letters too (6700123 is sj.eye.6700123). Three journals have ids such as nature20123.
_YEAR = r"(?P<value>(?!nature|ncomms|srep)[a-z]+)(?P<year>20(?:0[89]|1[0-8]))(?P<rest>\d{1,4})"

_ID = (
    r"(?P<value>[sd]\d{5}-\d{3}-\d{4,5}-[\da-z]"
    r"|(?=.{5})(?!\d{7}(?:/|\Z))[a-z.]*\d[\da-z]*(?:\.[\da-z]+)*)"
)

_ISSUE = (  # /nbt/journal/v34/n6/full/nbt.3569, /srep/2013/130101/srep01234/full/srep01234
    r"link (?:[^/]*\.)?nature\.com/[a-z]+/"
    r"(?:journal/[^/]+/[^/]+|\d{4}/\d+/[a-z\d.]+)/(?:full|abs|pdf|fig_tab|extref|suppinfo)/"
)

NATURE = (
    Rule(
        site="Nature, journals of societies",
        pattern=rf"{SITE}nature\.com/articles/{_YEAR}(?:/.*)?",
        value="10.1038/{value}.{year}.{rest}",
        example="https://www.nature.com/articles/eye2015120",
    ),
    Rule(
        site="Nature",
        pattern=rf"{SITE}nature\.com/articles/{_ID}(?:/.*)?",
        value="10.1038/{value}",
        example="https://www.nature.com/articles/s41586-023-06555-x",
    ),
    Rule(
        site="Nature, journals of societies, links by issue",
        pattern=_ISSUE + _YEAR + r"[a-z]?",
        value="10.1038/{value}.{year}.{rest}",
        example="http://www.nature.com/eye/journal/v29/n9/full/eye2015120a.html",
    ),
    Rule(
        site="Nature, links by issue",
        pattern=_ISSUE + r"(?P<value>[a-z]+\.?\d[\d.]*\d)(?:_.*)?",
        value="10.1038/{value}",
        example="http://www.nature.com/nbt/journal/v34/n6/full/nbt.3569.html",
    ),
)

# https://www.aclweb.org/anthology: Crossref's prefix of the ACL was 10.3115 until 2015.
_ANTHOLOGY = (
    r"link (?:[^/]*\.)?(?:(?:aclanthology\.(?:org|info)|aclanthology\.coli\.uni-saarland\.de)/"
    r"|aclweb\.org/anthology/)(?:.*/)?"
)

_EVENTS = (
    r"(?:(?:acl|emnlp|naacl|eacl|aacl|ijcnlp)-(?:main|long|short|demos?|srw|industry|tutorials?)"
    r"|findings-(?:acl|emnlp|naacl|eacl|aacl|ijcnlp)|(?:conll|semeval|bionlp|clinicalnlp)-1)"
)

ACL = (
    Rule(  # LREC, TACL and others have other DOIs or none
        site="ACL Anthology, main conferences since 2020",
        pattern=rf"{_ANTHOLOGY}(?P<value>(?:20[2-9]\d\.{_EVENTS}|2020\.coling-main)\.\d+)"
        r"(?:v\d+|[/.].*)?",
        value="10.18653/v1/{value}",
        example="https://aclanthology.org/2023.acl-long.451/",
    ),
    Rule(
        site="ACL Anthology, main conferences of 2015 to 2019",
        pattern=rf"{_ANTHOLOGY}(?P<value>[a-z]\d\d-\d{{4}})(?<=[pndkse]1[6-9]-\d{{4}}|[dks]15-\d{{4}})"
        r"(?:v\d+|[/.].*)?",
        value="10.18653/v1/{value}",
        example="https://www.aclweb.org/anthology/P19-1215/",
    ),
    Rule(
        site="ACL Anthology, main conferences of 2014 and 2015",
        pattern=rf"{_ANTHOLOGY}(?P<value>[a-z]\d\d-\d{{4}})(?<=[pdes]14-\d{{4}}|[pn]15-\d{{4}})"
        r"(?:v\d+|[/.].*)?",
        value="10.3115/v1/{value}",
        example="https://aclanthology.org/D14-1181.pdf",
    ),
)

_JMIR = r"(?:jmir\.org|researchprotocols\.org|i-jmr\.org)"

# Oxford's article numbers begin with two letters for the journal; these journals are named alike in
# links and DOIs. Other links have numbers of pages, or name the journal otherwise.
_OXFORD = (
    r"(?P<journal>bioinformatics(?=.*/bt)|bib(?=.*/bb)|gigascience(?=.*/gi)|database(?=.*/ba)"
    r"|nargab(?=.*/lq)|jamiaopen(?=.*/oo)|pnasnexus(?=.*/pg)|braincomms(?=.*/fc)|g3journal(?=.*/jk))"
)

_SCIENCE = {
    "advances": "sciadv",
    "immunology": "sciimmunol",
    "robotics": "scirobotics",
    "science": "science",
    "stke": "scisignal",
    "stm": "scitranslmed",
}

JOURNALS = (
    Rule(
        site="Science, articles published early",
        pattern=rf"{SITE}sciencemag\.org/content/(?:.*/)?early/(?:.*/)?"
        r"(?P<value>[a-z]+\.[a-z]{3}\d{4})" + END,
        value="10.1126/{value}",
        example="https://science.sciencemag.org/content/early/2020/03/13/science.abb3221",
    ),
    Rule(
        site="Science and its journals, articles with a number",
        pattern=rf"link (?:www\.)?{any_of(_SCIENCE)}\.sciencemag\.org/content/\d+/\d+/"
        r"e(?P<value>[a-z]{3}\d{4}|\d{7})(?:[/.].*)?",
        value="10.1126/{word}.{value}",
        words=_SCIENCE,
        example="https://advances.sciencemag.org/content/6/12/eaay1234",
    ),
    Rule(
        site="PNAS, articles with a number",
        pattern=rf"{SITE}pnas\.org/content/(?:.*/)?e?(?P<value>\d{{10}})(?:[/.].*)?",
        value="10.1073/pnas.{value}",
        example="https://www.pnas.org/content/118/15/e2001234118",
    ),
    Rule(
        site="BMJ",
        pattern=rf"{SITE}bmj\.com/content/(?:.*/)?(?P<value>bmj\.[a-z]\d+)(?:[/.].*)?",
        value="10.1136/{value}",
        example="https://www.bmj.com/content/368/bmj.m689",
    ),
    Rule(
        site="Journals of BMJ, articles published early",
        pattern=rf"{SITE}bmj\.com/content/(?:.*/)?early/(?:.*/)?(?P<value>[a-z]+-20\d\d-\d{{5,6}})"
        r"(?:[/.].*)?",
        value="10.1136/{value}",
        example="https://bmjopen.bmj.com/content/early/2021/06/01/bmjopen-2020-047709",
    ),
    Rule(
        site="eLife",
        pattern=rf"{SITE}elifesciences\.org/(?:articles|reviewed-preprints|content/\d+)/"
        r"e?(?P<value>\d{5,6})(?:v\d+)?" + END,
        value="10.7554/eLife.{value}",
        example="https://elifesciences.org/articles/48571",
    ),
    Rule(
        site="Hindawi",
        pattern=rf"{SITE}hindawi\.com/journals/[a-z]+/(?P<year>\d{{4}})/(?P<value>\d{{5,7}}){END}",
        value="10.1155/{year}/{value}",
        example="https://www.hindawi.com/journals/joph/2020/1234567/",
    ),
    Rule(  # before 2018 the number of the article is not that of the DOI
        site="JMIR, since 2018",
        pattern=rf"{SITE}{_JMIR}/20(?:1[89]|[2-9]\d)/\d+/e(?P<value>\d{{5,6}}){END}",
        value="10.2196/{value}",
        example="https://mededu.jmir.org/2023/1/e48163",
    ),
    Rule(
        site="JMIR Preprints",
        pattern=rf"link preprints\.jmir\.org/preprint/(?P<value>\d{{4,6}}){END}",
        value="10.2196/preprints.{value}",
        example="https://preprints.jmir.org/preprint/48163",
    ),
    Rule(
        site="JCI Insight",
        pattern=rf"link insight\.jci\.org/articles/view/(?P<value>\d{{5,6}}){END}",
        value="10.1172/jci.insight.{value}",
        example="https://insight.jci.org/articles/view/123456",
    ),
    Rule(
        site="Journal of Clinical Investigation",
        pattern=rf"link (?:www\.)?jci\.org/articles/view/(?P<value>\d{{4,6}}){END}",
        value="10.1172/JCI{value}",
        example="https://www.jci.org/articles/view/123456",
    ),
    Rule(
        site="JSTOR",
        pattern=rf"{SITE}jstor\.org/(?:stable|pss|discover)/(?:pdf/|info/)?(?P<value>\d{{5,8}}){END}",
        value="10.2307/{value}",
        example="https://www.jstor.org/stable/2346178",
    ),
    Rule(
        site="Oxford University Press, journals whose links hold the DOI's number",
        pattern=rf"{SITE}academic\.oup\.com/{_OXFORD}/[\w-]+/\d+/[^/]+/"
        r"(?P<value>[a-z]{4}\d{3,4})" + END,
        value="10.1093/{journal}/{value}",
        example="https://academic.oup.com/bioinformatics/article/39/9/btad557/7264174",
    ),
    Rule(
        site="PeerJ",
        pattern=rf"{SITE}peerj\.com/articles/(?P<value>\d+){END}",
        value="10.7717/peerj.{value}",
        example="https://peerj.com/articles/4375/",
    ),
    Rule(
        site="PeerJ Computer Science and its siblings",
        pattern=rf"{SITE}peerj\.com/articles/(?P<word>cs|[aiop]chem|matsci)-(?P<value>\d+){END}",
        value="10.7717/peerj-{word}.{value}",
        example="https://peerj.com/articles/cs-103/",
    ),
    Rule(
        site="Royal Society of Chemistry",
        pattern=rf"(?:{SITE}pubs\.rsc\.org/(?:[a-z]{{2}}(?:-[a-z]{{2}})?/)?content/\w+/(?:html/)?"
        rf"\d{{4}}/[a-z\d]{{2}}/|{QUERY}xlink\.rsc\.org\?doi=)"
        r"(?P<value>[a-d]\d[a-z]{2}\d{5}[a-z\d]|[ab]\d{6}[a-z\d])" + END,
        value="10.1039/{value}",
        example="https://pubs.rsc.org/en/content/articlelanding/2020/sc/d0sc01234a",
    ),
    Rule(
        site="Copernicus",
        pattern=r"link (?P<journal>[a-z-]+)\.copernicus\.org/articles/(?P<volume>[\da-z-]+)/"
        r"(?P<value>\d+)/(?P<year>\d{4})" + END,
        value="10.5194/{journal}-{volume}-{value}-{year}",
        example="https://hess.copernicus.org/articles/24/1015/2020/",
    ),
    Rule(
        site="Karger",
        pattern=rf"{SITE}karger\.com/Article/(?:Abstract|FullText|PDF)/(?P<value>\d{{6}}){END}",
        value="10.1159/000{value}",
        example="https://www.karger.com/Article/FullText/512345",
    ),
    Rule(
        site="IJCAI, since 2017",
        pattern=rf"{SITE}ijcai\.org/proceedings/(?P<year>20(?:1[7-9]|[2-9]\d))/0*(?P<value>[1-9]\d*)",
        value="10.24963/ijcai.{year}/{value}",
        example="https://www.ijcai.org/proceedings/2020/0123.pdf",
    ),
)
