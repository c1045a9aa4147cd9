// Reads a JSON array of texts on stdin and writes one answer per text, in the same order, to stdout.
import { readFileSync, writeSync } from 'node:fs'

// Messages of libraries must not mix with the answers.
for (const level of ['log', 'info', 'debug', 'warn']) console[level] = () => {}

export async function answer(read) {
  const answers = []
  for (const text of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await read(text))
  const bytes = Buffer.from(JSON.stringify(answers))
  for (let at = 0; at < bytes.length;) at += written(bytes, at)
  process.exit(0)
}

// Writing to a full pipe fails with EAGAIN; the caller tries again.
function written(bytes, at) {
  try {
    return writeSync(1, bytes, at)
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error
    return 0
  }
}
