// Zotero's import translators: converts a text in any format to items with notes and attachments.
// The package has the code of 2019. The item types are those of Zotero's schema of today, and so are
// these rules of its BibTeX import, which were measured with the real client of today:
// - `@misc` is a document, no book;
// - the dollar signs of a formula are removed;
// - a superscript in braces ends at its brace.
// The CSL types of preprints, data sets, standards, hearings and documents are those of its schema.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { answer } from './io.mjs'

const require = createRequire(import.meta.url)
const path = require.resolve('zotero-translators')

// For each type: name, creators, fields, and the base fields of its own fields; numbers are those of
// the tables in the bundle.
const all = '110, 90, 14, 1, 27, 87, 116, 22, 2, 123, 19, 62, 18'
const types = `
  "90": ["preprint", "Preprint", [1, 2, 3, 4, 27], [${all}, 26, 7, 3, 30, 191, 192, 122], { "191": 8, "192": 60, "122": 108 }, ""],
  "91": ["dataset", "Dataset", [1, 2], [${all}, 26, 191, 108, 81, 193], { "191": 8, "193": 60 }, ""],
  "92": ["standard", "Standard", [1, 2], [${all}, 26, 194, 60, 108, 81, 195, 8, 7, 118], {}, ""],
`
const fields = `
  "191": ["repository", "repository", false],
  "192": ["archiveID", "archiveID", true],
  "193": ["identifier", "identifier", false],
  "194": ["organization", "organization", true],
  "195": ["status", "status", true],
`
const cslTypes = `classic collection document event hearing performance periodical regulation standard`

const source = readFileSync(path, 'utf8')
  .replace('"itemTypes": {', `"itemTypes": {${types}`)
  .replace('"fields": {', `"fields": {${fields}`)
  .replace('\\"webpage\\":true};', '\\"webpage\\":true, ' + cslTypes.split(' ').map(t => `${t}: true`).join(', ') + '};')
  .replace('\\"misc\\":\\"book\\"', '\\"misc\\":\\"document\\"')
  .replace('([^\\\\}]+\\\\}\\\\$)/g, \\"<sup>', '([^\\\\}]+)\\\\}\\\\$/g, \\"<sup>')
  .replace(`'document': "article",`, `'preprint': "article", 'dataset': "dataset", 'standard': "standard", 'document': "document",`)
  .replace(`'hearing': "bill"`, `'hearing': "hearing"`)
  .replace('// kill braces', 'value = value.replace(/\\\\$([^$]+)\\\\$/g, \\"$$1\\");\\n\\t// kill braces')

const Module = require('node:module')
const bundle = new Module(path)
bundle.filename = path
bundle.paths = Module._nodeModulePaths(path)
bundle._compile(source, path)

// The returned items lack the id, which is the citekey of an entry in a .bib file.
const { Utilities } = global.Zotero
const itemToAPIJSON = Utilities.itemToAPIJSON
Utilities.itemToAPIJSON = item => {
  const [own, ...notes] = itemToAPIJSON.call(Utilities, item)
  return [{ ...own, id: item.itemID ?? null }, ...notes]
}

answer(bundle.exports.referenceImport)
