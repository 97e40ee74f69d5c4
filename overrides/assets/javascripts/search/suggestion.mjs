// "Did you mean": the forms nearest to words that were found seldom or never.
import { fold, form } from "./analyser.mjs"
import { compare } from "./shard.mjs"

/** A query with those of its words ({start, end, found}) replaced for which something else may have been meant, or null. */
export async function correction(store, q, words, language) {
  const better = await Promise.all(words.map(({ found }) => nearest(store, found, language)))
  if (!better.some(Boolean)) return null
  let made = "", at = 0
  words.forEach(({ start, end }, i) => {
    if (!better[i]) return
    made += q.slice(at, start) + better[i]
    at = end
  })
  return made + q.slice(at)
}

const known = new WeakMap()

// The folds of a shard's forms, each as its letters.
function folds(shard, language, rules) {
  if (!known.has(shard)) {
    known.set(shard, shard.forms.map(form => [...fold(form, language, rules)]))
  }
  return known.get(shard)
}

// The form that is nearest to a word, shares no key with it and stands in more documents; or null.
async function nearest(store, { typed, keys, list }, language) {
  const rules = { text: await store.rules("text") }
  const folded = fold(typed, language, rules)
  const shard = typed && await store.shard(language, folded)
  if (!shard) return null
  const letters = [...folded]
  const others = folds(shard, language, rules)
  const reach = letters.length <= 5 ? 1 : 2
  let best = null
  for (let index = 0; index < shard.forms.length; index++) {
    const documents = shard.count(index)
    if (documents <= list.documents.length) continue
    const most = best ? best.far : reach
    const far = distance(letters, others[index], most)
    if (!far || far > most) continue
    const name = shard.forms[index]
    if (best && far === best.far && (documents - best.documents || compare(best.name, name)) < 0) continue
    if (shard.queries[index].some(key => keys.includes(key))) continue
    best = { name, far, documents }
  }
  return best && best.name
}

/** How many letters must be put in, left out, replaced or change places with the next; more than `reach` if they are. */
export function distance(a, b, reach) {
  if (Math.abs(a.length - b.length) > reach) return reach + 1
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > reach && Math.min(...last) > reach) return reach + 1
    before = last
    last = row
  }
  return last[b.length]
}
