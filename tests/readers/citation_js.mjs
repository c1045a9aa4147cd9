// citation-js: a text in the first format in the second; `node citation_js.mjs @bibtex/text data`.
import { createRequire } from 'node:module'
import { answer } from './io.mjs'

const require = createRequire(import.meta.url)
const { Cite } = require('@citation-js/core')
for (const plugin of ['bibtex', 'ris', 'csl']) require(`@citation-js/plugin-${plugin}`)

// A .bib file keeps the citekeys that it is given.
require('@citation-js/core').plugins.config.get('@bibtex').format.useIdAsLabel = true

const [from, to] = process.argv.slice(2)

answer(text => {
  const input = from.startsWith('@csl') ? JSON.parse(text) : text
  const cite = new Cite(input, { forceType: from, generateGraph: false })
  return to === 'data' ? cite.data : cite.format(to)
})
