"""Requirements of the tests with readers: a missing program skips a test, or fails it in CI."""

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
    "ACM-Reference-Format.bst": "texlive-publishers",
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
"""The Debian package of a program or of a file in the TeX tree."""


def absent(what: str, install: str) -> NoReturn:
    """Skip the test with a message that says what to install; fail it if `CI=true` is set."""
    message = f"{what} is not installed: {install}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def need(*names: str) -> None:
    """Require programs and files of the TeX tree such as `splncs04.bst`; see `absent`."""
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        packages = sorted({_DEBIAN.get(name, name) for name in missing})
        absent(", ".join(missing), f"apt-get install {' '.join(packages)}")


@cache
def _is_installed(name: str) -> bool:
    if "." not in name:
        return shutil.which(name) is not None
    return (
        _is_installed("kpsewhich")
        and not subprocess.run(["kpsewhich", name], capture_output=True, check=False).returncode
    )
