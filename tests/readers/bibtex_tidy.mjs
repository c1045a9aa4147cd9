// bibtex-tidy: a .bib text in its layout. Its option `escape` would change dashes and Greek letters.
import tidy from 'bibtex-tidy'
import { answer } from './io.mjs'

answer(text => tidy.tidy(text, { escape: false }).bibtex)
