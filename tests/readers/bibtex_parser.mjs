// Better BibTeX's parser: of a .bib text the entries, and what it could not parse.
import { parse } from '@retorquere/bibtex-parser'
import { answer } from './io.mjs'

answer(text => {
  const { entries, errors } = parse(text, { english: false, caseProtection: false })
  return { entries, errors: errors.map(error => error.error) }
})
