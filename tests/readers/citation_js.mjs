// citation-js: converts a text between two formats; `node citation_js.mjs @bibtex/text data`.
import { createRequire } from 'node:module'
import { answer } from './io.mjs'

const require = createRequire(import.meta.url)
const { Cite } = require('@citation-js/core')
for (const plugin of ['bibtex', 'ris', 'csl']) require(`@citation-js/plugin-${plugin}`)

// Without this, citation-js makes new citekeys when it writes a .bib file.
require('@citation-js/core').plugins.config.get('@bibtex').format.useIdAsLabel = true

const [from, to] = process.argv.slice(2)

answer(text => {
  const input = from.startsWith('@csl') ? JSON.parse(text) : text
  const cite = new Cite(input, { forceType: from, generateGraph: false })
  return to === 'data' ? cite.data : cite.format(to)
})
