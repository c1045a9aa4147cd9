"""The forms of DOIs that publishers register, to tell a DOI from the text that follows it."""

_ISBN = r"97[89]-\d{1,5}-\d{2,7}-\d{1,6}-[\dX]"

FORMS = (
    r"10\.\d{4}/[sd]\d{5}-\d{3}-\d{4,5}-[\da-z]",  # Springer Nature
    rf"10\.1007/{_ISBN}(?:_\d{{1,3}})?",
    r"10\.1016/j\.[a-z]+\.\d{4}\.(?:\d\d\.\d{3}|\d{6})",
    r"10\.1016/S?\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX]",
    r"10\.1001/jama[a-z]*\.\d{4}\.\d{4,5}",
    r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.\d{6,8}|\d{6})",
    r"10\.1109/[a-z][a-z\d-]*\.\d{4}\.\d{5,8}",
    r"10\.1117/(?:12\.\d{6,7}|1\.[a-z]+\.\d+\.\d+\.\d{6})",
    r"10\.1126/[a-z]+\.[a-z]{3}\d{4}",
    r"10\.1136/[a-z]+-\d{4}-\d{5,6}",
    r"10\.1145/\d{6,8}(?:\.\d{6,8})?",
    r"10\.1155/\d{4}/\d{5,7}",
    r"10\.1167/[a-z]+\.\d+\.\d+\.\d+",
    r"10\.1371/journal\.p[a-z]{3}\.\d{7}",
    r"10\.18653/v1/(?:\d{4}\.[a-z\d]+-[a-z\d]+\.\d+|[a-z]\d\d-\d{4})",
    r"10\.2139/ssrn\.\d+",
    r"10\.21203/rs\.\d\.(?:rs-)?\d+(?:/v\d+)?",
    r"10\.3389/f[a-z]+\.\d{4}\.\d{5,7}",
    r"10\.3390/[a-z]+\d{6,12}",
    r"10\.5281/zenodo\.\d+",
    r"10\.6084/m9\.figshare\.\d+(?:\.v\d+)?",
    r"10\.7554/elife\.\d{5,6}(?:\.\d)?",
    r"10\.7717/peerj(?:-[a-z]+)?\.\d+",
)

REGISTERED = rf"(?:{'|'.join(FORMS)})(?![\w-]|\.\w)"
"""A whole DOI of a known form; whatever follows is not part of it.

The parts of a paper that PLOS registers (`.g001`) are other DOIs.
"""
