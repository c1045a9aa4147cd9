"""PubMed, PubMed Central and their mirrors."""

from eyebib.model.link_rules.rule import END, QUERY, SITE, Rule

_PMID = r"(?P<value>[1-9]\d{0,7})"
_PMCID = r"PMC(?P<value>[1-9]\d{0,8})(?:\.\d+)?"

NCBI = (
    Rule(
        site="PubMed identifier",
        pattern=rf"bare (?:pmid|pubmed):{_PMID}",
        scheme="pmid",
        example="PMID: 19910308",
    ),
    Rule(
        site="PubMed",
        pattern=rf"(?:{SITE}(?:pubmed\.ncbi\.nlm\.nih\.gov|pubmed\.gov"
        rf"|ncbi\.nlm\.nih\.gov/(?:m/|labs/)?pubmed|identifiers\.org/pubmed)[/:]"
        rf"|{SITE}ncbi\.nlm\.nih\.gov/(?:labs/)?(?:pmc/)?articles/pmid/){_PMID}{END}",
        scheme="pmid",
        example="https://pubmed.ncbi.nlm.nih.gov/19910308/",
    ),
    Rule(
        site="PubMed, search for an identifier",
        pattern=rf"{QUERY}ncbi\.nlm\.nih\.gov\?term={_PMID}(?<=\d{{6}})(?:\[(?:uid|pmid)\])?",
        scheme="pmid",
        example="https://pubmed.ncbi.nlm.nih.gov/?term=19910308",
    ),
    Rule(
        site="Europe PMC, papers of PubMed",
        pattern=rf"{SITE}europepmc\.org/(?:article|abstract)s?/med/{_PMID}{END}",
        scheme="pmid",
        example="https://europepmc.org/article/MED/19910308",
    ),
    Rule(
        site="PubMed Central identifier",
        pattern=rf"bare (?:(?:pmcid|pmc):)?{_PMCID}",
        scheme="pmcid",
        value="PMC{value}",
        example="PMC3531190",
    ),
    Rule(
        site="PubMed Central identifier without its letters",
        pattern=r"bare (?:pmcid|pmc):(?P<value>[1-9]\d{0,8})",
        scheme="pmcid",
        value="PMC{value}",
        example="PMCID: 3531190",
    ),
    Rule(
        site="PubMed Central, Europe PMC",
        pattern=rf"{SITE}(?:ncbi\.nlm\.nih\.gov|europepmc\.org|ukpmc\.ac\.uk|identifiers\.org)/"
        rf"(?:labs/)?(?:pmc/)?(?:(?:articles?|abstract|instance)/)?(?:pmc[/:])?{_PMCID}{END}",
        scheme="pmcid",
        value="PMC{value}",
        example="https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/",
    ),
    Rule(
        site="PubMed Central, without its letters",
        pattern=rf"{SITE}(?:ncbi\.nlm\.nih\.gov/pmc/articles|europepmc\.org/(?:article|abstract)/pmc)/"
        r"(?P<value>[1-9]\d{0,8})" + END,
        scheme="pmcid",
        value="PMC{value}",
        example="https://www.ncbi.nlm.nih.gov/pmc/articles/3531190/",
    ),
    Rule(
        site="PubMed Central, links to files",
        pattern=rf"(?:{QUERY}europepmc\.org\?accid={_PMCID}"
        r"|query (?:[^?]*\.)?(?:pubmedcentral(?:\.nih)?\.gov|ncbi\.nlm\.nih\.gov)\?artid="
        r"(?:PMC)?(?P<number>[1-9]\d{0,8}))",
        scheme="pmcid",
        value="PMC{value}{number}",
        example="https://europepmc.org/backend/ptpmcrender.fcgi?accid=PMC3531190&blobtype=pdf",
    ),
)
