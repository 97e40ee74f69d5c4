// One word of a query in one language: which forms and keys it stands for, and where they are.
import { fold, form, keys } from "./analyser.mjs"
import { EMPTY, every, some, sum } from "./postings.mjs"
import { compare, first } from "./shard.mjs"

const LETTERS = 4                       // of a word, that are read in two ways

/**
 * Looks a word up as it was typed: {typed: its form, list: documents with their u, exact: documents with the very form,
 * forms: [{form, documents}] as far as known, keys: what was looked for, merged: those whose forms are not known}.
 */
export async function lookup(store, word, language, { exact = false, prefix = false } = {}) {
  const rules = { text: await store.rules("text") }
  const typed = form(word, language, rules)
  const nothing = { typed, list: EMPTY, exact: EMPTY.documents, forms: [], keys: [], merged: [] }
  const folded = typed && fold(typed, language, rules)
  const shard = typed && await store.shard(language, folded)
  if (!shard) return nothing

  const near = alike(shard, folded, language, rules)
  const very = near.find(index => shard.forms[index] === typed)
  const own = very === undefined ? null : shard.postings(very)
  if (exact) return own ? { ...nothing, list: own, exact: own.documents, forms: [{ form: typed, documents: own.documents }] } : nothing

  const read = near.length ? [] : await reread(store, word, language, rules)
  if (read.length) return {
    ...nothing, list: some(read.map(({ list }) => list), Math.max), ...together(read),
  }

  const parts = typed.split("-").filter(Boolean)
  if (!near.length && parts.length > 1 && !prefix) {
    const found = await Promise.all(parts.map(part => lookup(store, part, language)))
    return {
      ...nothing, list: every(found.map(({ list }) => list), Math.min), ...together(found),
    }
  }

  const lists = [], forms = new Map(), merged = []
  const add = (shard, index) => {
    const list = shard.postings(index), name = shard.forms[index]
    lists.push(list)
    forms.set(name, list.documents)
  }
  const wanted = [...new Set(near.length
    ? (own ? [very] : near).flatMap(index => shard.queries[index])
    : keys(typed, language, { ...rules, [language]: await store.rules(language) }))]
  const shards = await Promise.all(wanted.map(key => store.shard(language, fold(key, language, rules))))
  for (const [i, key] of wanted.entries()) {
    const under = shards[i].found(key)
    if (under.merged) {
      lists.push(under.merged)
      merged.push(key)
    } else for (const form of under.forms) add(shards[i], form)
  }
  if (prefix && [...folded].length >= 2) for (const index of alike(shard, folded, language, rules, true)) {
    if (!forms.has(shard.forms[index])) add(shard, index)
  }
  if (own) forms.set(typed, own.documents)
  return {
    typed, list: some(lists, sum), exact: own ? own.documents : EMPTY.documents, keys: wanted, merged,
    forms: Array.from(forms, ([form, documents]) => ({ form, documents })),
  }
}

const together = found => ({
  forms: found.flatMap(({ forms }) => forms), keys: found.flatMap(({ keys }) => keys), merged: found.flatMap(({ merged }) => merged),
})

// What a word finds that was typed on a keyboard without some letters, read with them; only forms that the archive has count.
async function reread(store, word, language, rules) {
  const pairs = new Map(rules.text.other[language])
  const typed = [...word.toLowerCase()]
  const places = [...typed.keys()].filter(at => pairs.has(typed[at])).slice(0, LETTERS)
  const spelled = Array.from({ length: (1 << places.length) - 1 }, (_, choice) =>
    typed.map((letter, at) => choice + 1 >> places.indexOf(at) & 1 && places.includes(at) ? pairs.get(letter) : letter).join(""))
  const found = await Promise.all(spelled.map(async word => {
    const folded = fold(form(word, language, rules), language, rules)
    const shard = await store.shard(language, folded)
    return shard && alike(shard, folded, language, rules).length ? lookup(store, word, language) : null
  }))
  return found.filter(Boolean)
}

// The indexes of the forms that are folded to the same, or to what starts so.
function alike(shard, folded, language, rules, start = false) {
  const { forms } = shard
  const found = []
  for (let i = first(forms.length, i => compare(fold(forms[i], language, rules), folded) < 0); i < forms.length; i++) {
    const other = fold(forms[i], language, rules)
    if (start ? !other.startsWith(folded) : other !== folded) break
    found.push(i)
  }
  return found
}
