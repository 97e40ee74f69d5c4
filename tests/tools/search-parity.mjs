// node tests/tools/search-parity.mjs SITE ENGINE < queries.jsonl: for each query all that the browser's engine says of it;
// ENGINE is the path of search.mjs, as written or as published.
import { createInterface } from "node:readline"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { filed } from "../../scripts/search-cli.mjs"

const [site, path] = process.argv.slice(2)
const { SearchError, open } = await import(pathToFileURL(resolve(path)))
const engine = open(filed(site, SearchError))
for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let first = null
  const result = await engine.search(JSON.parse(text), { onFirst: partial => { first ??= partial } })
  const facets = await engine.facets(result)
  console.log(JSON.stringify({ result, facets, first: first && first.groups.map(({ language, by }) => `${language}/${by}`) }))
}
