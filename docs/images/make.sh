#!/usr/bin/env bash
# Makes the pictures of the table anew, from the files in output/:
#
#   bash docs/images/make.sh
#
# Needs chromium, pdflatex, bibtex and pdftoppm. On Debian: apt-get install chromium poppler-utils
# texlive-latex-recommended texlive-fonts-recommended lmodern
set -euo pipefail
cd "$(dirname "$0")"
output=$(cd ../../output && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

chromium --headless --no-sandbox --hide-scrollbars --window-size=1180,760 \
    --screenshot="$PWD/table-html.png" "file://$output/table.html" 2> /dev/null

cat > "$work/table.tex" <<TEX
\documentclass[10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[paperwidth=190mm,paperheight=112mm,margin=8mm,top=4mm]{geometry}
\usepackage{booktabs,array,longtable}
\usepackage[colorlinks,allcolors=blue]{hyperref}
\pagestyle{empty}
\begin{document}
\input{list}
\newpage
\bibliographystyle{plain}
\bibliography{references}
\end{document}
TEX
cp "$output/table.tex" "$work/list.tex"
cp "$output/references.bib" "$work"
cd "$work"

pdflatex -interaction=batchmode table > /dev/null
bibtex -terse table
for _ in 1 2; do pdflatex -interaction=batchmode table > /dev/null; done
pdftoppm -r 150 -H 575 -f 1 -l 1 -singlefile -png table.pdf table
mv table.png "$OLDPWD/table-latex.png"
