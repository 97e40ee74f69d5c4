// node analyser.mjs RULES ANALYSER < words.jsonl: for each [word, language] a line [form, fold, keys, tokens of the word].
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"

const names = ["text", "ky", "kk", "uz", "ru", "en"]
const { fold, form, keys, tokens } = await import(pathToFileURL(resolve(process.argv[3])))
const rules = Object.fromEntries(names.map(name => [name, JSON.parse(readFileSync(join(process.argv[2], `${name}.json`)))]))
const answer = ([word, language]) => {
  const known = form(word, language, rules)
  return [known, fold(known, language, rules), keys(known, language, rules), tokens(word).map(token => token.text)]
}
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean)
console.log(lines.map(line => JSON.stringify(answer(JSON.parse(line)))).join("\n"))
