// One word of a query in one language: which forms and keys it stands for, and where they are.
import { fold, form, keys } from "./analyser.mjs"
import { EMPTY, every, some, sum } from "./postings.mjs"
import { compare, first } from "./shard.mjs"

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
  const very = near.find(index => shard.forms.at(index) === typed)
  const own = very === undefined ? null : shard.postings(very)
  if (exact) return own ? { ...nothing, list: own, exact: own.documents, forms: [{ form: typed, documents: own.documents }] } : nothing

  const parts = typed.split("-").filter(Boolean)
  if (!near.length && parts.length > 1 && !prefix) {
    const found = await Promise.all(parts.map(part => lookup(store, part, language)))
    return {
      ...nothing, list: every(found.map(({ list }) => list), Math.min),
      forms: found.flatMap(({ forms }) => forms), keys: found.flatMap(({ keys }) => keys),
      merged: found.flatMap(({ merged }) => merged),
    }
  }

  const lists = [], forms = new Map(), merged = []
  const add = (shard, index) => {
    const list = shard.postings(index), name = shard.forms.at(index)
    lists.push(list)
    forms.set(name, list.documents)
  }
  const wanted = [...new Set(near.length
    ? (own ? [very] : near).flatMap(index => shard.queryKeys(index))
    : keys(typed, language, { ...rules, [language]: await store.rules(language) }))]
  const shards = await Promise.all(wanted.map(key => store.shard(language, fold(key, language, rules))))
  for (const [i, key] of wanted.entries()) {
    const index = shards[i].keys.find(key)
    if (index < 0) continue
    const under = shards[i].found(index)
    if (under.merged) {
      lists.push(under.merged)
      merged.push(key)
    } else for (const form of under.forms) add(shards[i], form)
  }
  if (prefix && [...folded].length >= 2) for (const index of alike(shard, folded, language, rules, true)) {
    if (!forms.has(shard.forms.at(index))) add(shard, index)
  }
  if (own) forms.set(typed, own.documents)
  return {
    typed, list: some(lists, sum), exact: own ? own.documents : EMPTY.documents, keys: wanted, merged,
    forms: Array.from(forms, ([form, documents]) => ({ form, documents })),
  }
}

// The indexes of the forms that are folded to the same, or to what starts so.
function alike(shard, folded, language, rules, start = false) {
  const { forms } = shard
  const found = []
  for (let i = first(forms.length, i => compare(fold(forms.at(i), language, rules), folded) < 0); i < forms.length; i++) {
    const other = fold(forms.at(i), language, rules)
    if (start ? !other.startsWith(folded) : other !== folded) break
    found.push(i)
  }
  return found
}
