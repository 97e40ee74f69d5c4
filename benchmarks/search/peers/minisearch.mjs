// node minisearch.mjs < {documents, queries} > [[document, …], …]
// MiniSearch with the options that its documentation gives for forgiving searches: prefixes, and a fifth of a
// word's letters wrong; all words must match.
import MiniSearch from "minisearch"
import { text } from "node:stream/consumers"

const { documents, queries } = JSON.parse(await text(process.stdin))
const index = new MiniSearch({ fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND" } })
index.addAll(documents.map((text, id) => ({ id, text })))
process.stdout.write(JSON.stringify(queries.map(query => index.search(query).map(({ id }) => id))))
