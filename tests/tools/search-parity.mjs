// node tests/tools/search-parity.mjs SITE < queries.jsonl: for each query all that the browser's engine says of it.
import { createInterface } from "node:readline"
import { open } from "../../overrides/assets/javascripts/search/engine.mjs"
import { filed } from "../../scripts/search-cli.mjs"

const engine = open(filed(process.argv[2]))
for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let first = null
  const result = await engine.search(JSON.parse(text), { onFirst: partial => { first ??= partial } })
  const facets = await engine.facets(result)
  console.log(JSON.stringify({ result, facets, first: first && first.groups.map(({ language, by }) => `${language}/${by}`) }))
}
