r"""Journal macros of the American Astronomical Society, which ADS writes: `journal = {\aap}`."""

import re

_TABLE = """
aap Astronomy and Astrophysics
aapr Astronomy and Astrophysics Reviews
aaps Astronomy and Astrophysics, Supplement
actaa Acta Astronomica
aj The Astronomical Journal
ao Applied Optics
apj The Astrophysical Journal
apjl The Astrophysical Journal Letters
apjlett The Astrophysical Journal Letters
apjs The Astrophysical Journal Supplement Series
apjsupp The Astrophysical Journal Supplement Series
aplett Astrophysical Letters
applopt Applied Optics
apspr Astrophysics Space Physics Research
apss Astrophysics and Space Science
araa Annual Review of Astronomy and Astrophysics
azh Astronomicheskii Zhurnal
baas Bulletin of the American Astronomical Society
bain Bulletin Astronomical Institute of the Netherlands
caa Chinese Astronomy and Astrophysics
cjaa Chinese Journal of Astronomy and Astrophysics
fcp Fundamental Cosmic Physics
gca Geochimica et Cosmochimica Acta
grl Geophysical Research Letters
iaucirc IAU Circulars
icarus Icarus
jaavso The Journal of the American Association of Variable Star Observers
jcap Journal of Cosmology and Astroparticle Physics
jcp The Journal of Chemical Physics
jgr Journal of Geophysical Research
jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
jrasc Journal of the Royal Astronomical Society of Canada
memras Memoirs of the Royal Astronomical Society
memsai Memorie della Società Astronomica Italiana
mnras Monthly Notices of the Royal Astronomical Society
na New Astronomy
nar New Astronomy Reviews
nat Nature
nphysa Nuclear Physics A
pasa Publications of the Astronomical Society of Australia
pasj Publications of the Astronomical Society of Japan
pasp Publications of the Astronomical Society of the Pacific
physrep Physics Reports
physscr Physica Scripta
planss Planetary and Space Science
pra Physical Review A
prb Physical Review B
prc Physical Review C
prd Physical Review D
pre Physical Review E
prl Physical Review Letters
procspie Proceedings of the SPIE
psj The Planetary Science Journal
qjras Quarterly Journal of the Royal Astronomical Society
rmxaa Revista Mexicana de Astronomía y Astrofísica
skytel Sky and Telescope
solphys Solar Physics
sovast Soviet Astronomy
ssr Space Science Reviews
zap Zeitschrift für Astrophysik
"""
_TITLES = dict(line.split(" ", 1) for line in _TABLE.strip().splitlines())


def title(raw: str) -> str:
    r"""The title of the journal whose macro the value is (`{\\aap}`); empty if it is none."""
    macro = re.fullmatch(r"\{?\s*\\([a-z]+)\s*(?:\{\})?\s*\}?", raw.strip())
    return _TITLES.get(macro[1], "") if macro else ""
