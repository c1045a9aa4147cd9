"""How Sphinx builds the documentation: `sphinx-build -q -n -W --keep-going docs docs/_build`.

Building asks the network for nothing.
"""

from importlib import metadata

from click import Context
from sphinx.application import Sphinx

project = "eyebib"
author = "The eyebib developers"
release = metadata.version("eyebib")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click"]
exclude_patterns = ["_build"]
smartquotes = False  # `--format` is no dash

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "code"  # docstrings write `name` as Markdown does
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
nitpick_ignore_regex = [
    ("py:class", r"(pathlib|collections\.abc)\..+"),  # the standard library's
    ("py:class", r"eyebib\.model\.csl\..+"),  # CSL's own shapes
    ("py:exc", "UsageError"),  # an EyebibError
]

man_pages = [  # sphinx-build -b man docs docs/_build/man
    (
        "reference/commands",
        "eyebib",
        "curated lists of papers as bibliographies and tables",
        author,
        1,
    )
]

html_theme = "furo"
html_title = "eyebib"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_extra_path = ["../output"]  # the list's own files, so that pages can show them
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False


def examples(_app: Sphinx, _context: Context, lines: list[str]) -> None:
    """Set the examples of a command as code; click keeps them apart by a mark."""
    marked = [line.removeprefix("| ") for line in lines if line.startswith("| ")]
    if marked:
        heading, *commands = marked
        prose = [line for line in lines if not line.startswith("| ")]
        code = [f"   {command.strip()}" for command in commands]
        lines[:] = [*prose, "", heading, "", ".. code-block:: text", "", *code, ""]


def literal(_app: Sphinx, _context: Context, lines: list[str]) -> None:
    r"""Keep backslashes in the help of options, such as `\u00e9`."""
    lines[:] = [line.replace("\\", "\\\\") for line in lines]


def signature(
    _app: Sphinx, _what: str, _name: str, _obj: object, _options: object, args: str, returns: str
) -> tuple[str, str] | None:
    """Write defaults so that they can be read, and are the same on every system."""
    if not args:
        return None
    return args.replace("<factory>", "...").replace("PosixPath('.')", "Path()"), returns


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("sphinx-click-process-description", examples)
    app.connect("sphinx-click-process-options", literal)
    app.connect("autodoc-process-signature", signature)
