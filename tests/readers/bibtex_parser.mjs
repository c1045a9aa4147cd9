// Better BibTeX's parser: the entries of a .bib text, and its errors.
import { parse } from '@retorquere/bibtex-parser'
import { answer } from './io.mjs'

answer(text => {
  const { entries, errors } = parse(text, { english: false, caseProtection: false })
  return { entries, errors: errors.map(error => error.error) }
})
