// Other words for the same thing (synonyms-<hash>.bin): which concepts a query's words name.
import { fold, form, keys, tokens } from "./analyser.mjs"
import { Cursor } from "./shard.mjs"

const ALTERNATIVES = 4
const ANYONE = "*"                      // names whose language nobody noted: recognised, never looked for

const LANGUAGES = ["ky", "kk", "uz", "ru", "en", ANYONE]

/** The concepts that a file holds: for each its entries by language. */
export function concepts(bytes) {
  const cursor = new Cursor(bytes), letters = Array.from(cursor.string())
  let text = ""
  while (cursor.at < bytes.length) text += letters[cursor.number()]
  const lines = text.split("\n").slice(0, -1), size = lines.length / LANGUAGES.length
  return Array.from({ length: size }, (_, place) => Object.fromEntries(LANGUAGES.flatMap((language, column) => {
    const line = lines[column * size + place]
    return line ? [[language, line.split("\t")]] : []
  })))
}

const kept = new WeakMap()              // concepts → language → its entries

/**
 * The concepts that consecutive words name (as typed, "" for what is no part of a name): [{start, end, concept}].
 * The first of the languages that recognises any counts, in it the longest run, then the earlier concept.
 */
export async function recognised(store, words, languages) {
  const [concepts, text] = await Promise.all([store.synonyms(), store.rules("text")])
  await new Promise(done => setTimeout(done))     // the words' own shards are asked for before this work
  for (const language of languages) {
    const typed = words.map(word => shape(word, language, text))
    const starts = new Set(typed.map(({ bucket }) => bucket))
    const near = entries(concepts, language, text).filter(({ first }) => starts.has(first.bucket))
    if (!near.length) continue
    const rules = { text, [language]: await store.rules(language) }
    const stems = shape => shape.keys ??= keys(shape.form, language, rules)
    const same = (a, b) => a?.form && a.bucket === b.bucket && stems(a).some(key => stems(b).includes(key))
    const runs = []
    for (let start = 0; start < typed.length; start++) {
      let best = null
      for (const { concept, first, rest } of near) {
        if (best && rest.length < best.end - start) continue
        if (same(typed[start], first) && rest.every((name, i) => same(typed[start + 1 + i], shape(name, language, text)))) {
          best = { start, end: start + 1 + rest.length, concept }
        }
      }
      if (!best) continue
      runs.push(best)
      start = best.end - 1
    }
    if (runs.length) return runs
  }
  return []
}

/** Other entries of a concept in a language than the one that was typed. */
export const others = (concept, language, typed) =>
  (concept[language] ?? []).filter(entry => entry !== typed).slice(0, ALTERNATIVES)

function entries(concepts, language, text) {
  if (!kept.has(concepts)) kept.set(concepts, new Map())
  const known = kept.get(concepts)
  if (!known.has(language)) {
    // Of most entries no more is ever needed than how they begin.
    known.set(language, concepts.flatMap(concept => [...(concept[language] ?? []), ...(concept[ANYONE] ?? [])].flatMap(entry => {
      const [first, ...rest] = Array.from(tokens(entry), ({ text }) => text)
      return first ? [{ concept, first: shape(first, language, text), rest }] : []
    })))
  }
  return known.get(language)
}

// A word's form, and its first letters, which most other words have not.
function shape(word, language, text) {
  const whole = form(word, language, { text })
  return { form: whole, bucket: [...fold(whole, language, { text })].slice(0, 3).join("") }
}
