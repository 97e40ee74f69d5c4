// node material.mjs FOLDER < {language, documents, queries} > [[document, …], …]
// Runs the search worker that Material for MkDocs ships (FOLDER: its assets/javascripts), with lunr inside, by
// the worker's own messages: SETUP 0, READY 1, QUERY 2, RESULT 3.
import { readFileSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { text } from "node:stream/consumers"
import { runInThisContext } from "node:vm"

const workers = join(process.argv[2], "workers")
const { language, documents, queries } = JSON.parse(await text(process.stdin))
// What Material's translations set: Uzbek has the Turkish stop words; Kyrgyz and Kazakh have none of their own
// and fall back to English. None of them has a stemmer or trimmer. The separator is the one that the
// documentation recommends, and quotation marks and other punctuation that it does not know.
const config = {
  lang: [language === "uz" ? "tr" : "en"],
  pipeline: ["stopWordFilter"],
  separator: "[\\s\\-,:!=\\[\\]()\"/«»“”„?;…–—]+|\\.(?!\\d)",
  fields: { title: { boost: 1e3 }, text: { boost: 1 }, tags: { boost: 1e6 } },
}
const docs = documents.map((text, number) => ({ location: `${number}/`, title: `${number}`, text }))

let receive, answered
globalThis.self = globalThis
globalThis.addEventListener = (_, listener) => receive = listener
globalThis.postMessage = message => answered(message)
globalThis.importScripts = (...names) => names.forEach(run)
const run = name => runInThisContext(readFileSync(join(workers, name), "utf8"), { filename: name })
const ask = (type, data) => new Promise(resolve => {
  answered = resolve
  receive({ data: { type, data } })
})

console.warn = () => {}
run(readdirSync(workers).find(name => /^search\..*\.js$/.test(name)))
await ask(0, { config, docs, options: { suggest: false } })
const answers = []
for (const query of queries) {
  const { data } = await ask(2, query)
  answers.push(data.items.map(([{ location }]) => Number.parseInt(location, 10)))
}
process.stdout.write(JSON.stringify(answers))
