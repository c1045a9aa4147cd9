// citeproc: the references of CSL items in a style, as HTML; `node citeproc.mjs apa`.
import { createRequire } from 'node:module'
import { answer } from './io.mjs'

const require = createRequire(import.meta.url)
const CSL = require('citeproc')
const styles = require('@citation-js/plugin-csl/lib-mjs/styles.json')
const locales = require('@citation-js/plugin-csl/lib-mjs/locales.json')

const style = styles[process.argv[2]]

answer(text => {
  const items = Object.fromEntries(JSON.parse(text).map(item => [item.id, item]))
  const system = { retrieveLocale: () => locales['en-US'], retrieveItem: id => items[id] }
  const engine = new CSL.Engine(system, style)
  engine.updateItems(Object.keys(items))
  const [about, references] = engine.makeBibliography()
  return about.entry_ids.map(([id], at) => [id, references[at]])
})
