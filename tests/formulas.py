"""What formulas are made of, known to `tex_formula` and not."""

from eyebib.text import tex_formula

LEXEMES = [
    *(f"\\{name}" for name in (*tex_formula.NAMES[::9], *tex_formula.AMS[::4])),
    *(*tex_formula.ARGUMENTS, *tex_formula.WORDS, *tex_formula.SWITCHES, *tex_formula.SIZES),
    *(r"\left", r"\right", r"\{", r"\}", r"\|", r"\ ", "~", " ", *"abN12+-()[]|.,:'=", *"{}{}{}{}^^^___"),
    *(r"\input", r"\def", r"\\", "$", "%", "#", "&", '"', "`", "@", "\n", "α", "−"),
]  # fmt: skip
