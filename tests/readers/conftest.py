"""What the tests of real readers share: a program that is absent skips a test, and fails it in CI."""

import os
import shutil
import subprocess
from functools import cache
from typing import NoReturn

import pytest

_DEBIAN = {
    "bibtex": "texlive-binaries",
    "kpsewhich": "texlive-binaries",
    "pdflatex": "texlive-latex-base",
    "lualatex": "texlive-luatex",
    "biber": "biber",
    "pdftotext": "poppler-utils",
    "booktabs.sty": "texlive-latex-recommended",
    "pdflscape.sty": "texlive-latex-recommended",
    "ptmr8t.tfm": "texlive-fonts-recommended",
    "elsarticle.cls": "texlive-publishers",
    "IEEEtran.cls": "texlive-publishers",
    "llncs.cls": "texlive-publishers",
    **dict.fromkeys(
        "plain.bst unsrt.bst alpha.bst abbrv.bst apalike.bst acm.bst".split(), "texlive-base"
    ),
    "biblatex.sty": "texlive-bibtex-extra",
    "IEEEtran.bst": "texlive-publishers",
    "elsarticle-num.bst": "texlive-publishers",
    "splncs04.bst": "texlive-publishers",
    "naturemag.bst": "texlive-publishers",
    "vancouver.bst": "texlive-publishers",
    "fontspec.sty": "texlive-latex-recommended",
    "unifont.otf": "fonts-unifont",
    "lmodern.sty": "lmodern",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
    "node": "nodejs",
    "npm": "npm",
}
"""The Debian package of a program or of a file of TeX's tree."""


def absent(what: str, install: str) -> NoReturn:
    """Skip the test, saying what to install; where the environment says `CI=true`, fail it."""
    message = f"{what} is not here: {install}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def need(*names: str) -> None:
    """Go on only if these programs, and files of TeX's tree (`splncs04.bst`), are installed."""
    missing = [name for name in names if not _found(name)]
    if missing:
        packages = sorted({_DEBIAN.get(name, name) for name in missing})
        absent(", ".join(missing), f"apt-get install {' '.join(packages)}")


@cache
def _found(name: str) -> bool:
    if "." not in name:
        return shutil.which(name) is not None
    return (
        _found("kpsewhich")
        and not subprocess.run(["kpsewhich", name], capture_output=True, check=False).returncode
    )
