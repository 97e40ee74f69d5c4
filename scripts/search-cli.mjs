// node scripts/search-cli.mjs SITE < queries.jsonl
// Searches a built site as a reader's browser does; for each query a line of JSON, as `achyq search --batch` writes.
import { open as openFile, readFile } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"
import { SearchError, open } from "../overrides/assets/javascripts/search.mjs"

/** A reader of files, as fetched() is one of addresses; `SearchError` is that of the engine. */
export const filed = (site, SearchError) => async (name, range) => {
  const path = join(site, name.endsWith("/") ? name + "index.html" : name)
  try {
    if (!range) return new Uint8Array(await readFile(path))
    const file = await openFile(path)
    try {
      const bytes = new Uint8Array(range[1] - range[0])
      await file.read(bytes, 0, bytes.length, range[0])
      return bytes
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw new SearchError(cause.code === "ENOENT" ? "missing" : "offline", `${path}: ${cause.message}`, cause)
  }
}

const line = (query, { total, groups, relaxed, suggestion }) => JSON.stringify({
  q: query.q,
  total,
  results: groups.flatMap(({ language: of, by, hits }) => hits.map(({ story, language, url, title, score, matched }) =>
    ({ story, language, url, title, score, matched, group: `${of}/${by}` }))),
  relaxed,
  suggestion,
})

/** Answers the queries on standard input, one a line. */
async function main(site) {
  if (!site) {
    console.error("usage: node scripts/search-cli.mjs SITE < queries.jsonl")
    process.exit(2)
  }
  const engine = open(filed(site, SearchError))
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!text.trim()) continue
    const query = { limit: null, ...JSON.parse(text) }
    process.stdout.write(line(query, await engine.search(query)) + "\n")
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv[2])
