// bibtex-tidy: a .bib text in its layout. Its option `escape` would write a dash or a Greek letter anew.
import tidy from 'bibtex-tidy'
import { answer } from './io.mjs'

answer(text => tidy.tidy(text, { escape: false }).bibtex)
