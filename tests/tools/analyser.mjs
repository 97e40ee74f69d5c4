// node analyser.mjs RULES < words.jsonl: for each [word, language] a line [form, fold, keys, tokens of the word].
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fold, form, keys, tokens } from "../../overrides/assets/javascripts/search/analyser.mjs"

const names = ["text", "ky", "kk", "uz", "ru", "en"]
const rules = Object.fromEntries(names.map(name => [name, JSON.parse(readFileSync(join(process.argv[2], `${name}.json`)))]))
const answer = ([word, language]) => {
  const known = form(word, language, rules)
  return [known, fold(known, language, rules), keys(known, language, rules), tokens(word).map(token => token.text)]
}
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean)
console.log(lines.map(line => JSON.stringify(answer(JSON.parse(line)))).join("\n"))
