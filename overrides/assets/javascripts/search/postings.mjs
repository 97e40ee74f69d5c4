// Arithmetic on documents and their values: typed arrays in, typed arrays out, nothing made for a single document.
// A list is {documents: Uint32Array in order, values: Float64Array}; where `held` counts something, more of it comes first.
import { first } from "./shard.mjs"

const DOCUMENTS = 2 ** 24               // more than any archive has, and more than any score's thousandths:
const SCORES = 2 ** 21                  // so that a rank is held, score and document in one number

export const EMPTY = { documents: new Uint32Array(0), values: new Float64Array(0) }
export const sum = (a, b) => a + b

let totals = new Float64Array(0), times = new Uint16Array(0)       // by document, all 0 between calls

/** The documents of any of some lists, with their values taken together by `join`; `counting` in how many each is held. */
export function some(lists, join, counting = false) {
  const end = Math.max(0, ...lists.map(({ documents }) => (documents.at(-1) ?? -1) + 1))
  if (totals.length < end) {
    totals = new Float64Array(end)
    times = new Uint16Array(end)
  }
  const documents = new Uint32Array(lists.reduce((length, { documents }) => length + documents.length, 0))
  let count = 0
  for (const list of lists) {
    for (let i = 0; i < list.documents.length; i++) {
      const document = list.documents[i]
      if (times[document]++) totals[document] = join(totals[document], list.values[i])
      else {
        totals[document] = list.values[i]
        documents[count++] = document
      }
    }
  }
  const found = documents.subarray(0, count)
  if (lists.length > 1) sort(found, end)
  const values = new Float64Array(count), held = counting ? new Uint16Array(count) : undefined
  for (let i = 0; i < count; i++) {
    values[i] = totals[found[i]]
    if (counting) held[i] = times[found[i]]
    times[found[i]] = 0
  }
  return { documents: found, values, held }
}

// Many documents are sorted sooner by walking through all there are.
function sort(found, end) {
  if (found.length * 16 < end) return found.sort()
  let count = 0
  for (let document = 0; document < end; document++) if (times[document]) found[count++] = document
}

/** The documents of all of some lists, with their values taken together by `join`. */
export function every([first, ...others], join) {
  if (!others.length) return first
  const documents = first.documents.slice(), values = first.values.slice()
  const at = others.map(() => 0)
  let count = 0
  next: for (let i = 0; i < first.documents.length; i++) {
    const document = first.documents[i]
    let value = first.values[i]
    for (let j = 0; j < others.length; j++) {
      const other = others[j]
      while (other.documents[at[j]] < document) at[j]++
      if (other.documents[at[j]] !== document) continue next
      value = join(value, other.values[at[j]])
    }
    documents[count] = document
    values[count++] = value
  }
  return { documents: documents.subarray(0, count), values: values.subarray(0, count) }
}

/** What of a list `keep(document)` keeps. */
export function kept({ documents, values, held }, keep) {
  const places = new Uint32Array(documents.length)
  let count = 0
  for (let i = 0; i < documents.length; i++) if (keep(documents[i])) places[count++] = i
  const chosen = places.subarray(0, count)
  const take = (from, into) => {
    for (let i = 0; i < count; i++) into[i] = from[chosen[i]]
    return into
  }
  return {
    documents: take(documents, new Uint32Array(count)),
    values: take(values, new Float64Array(count)),
    held: held && take(held, new Uint16Array(count)),
  }
}

/** Whether a document stands in sorted documents. */
export const holds = (documents, document) => documents[place(documents, document)] === document

/** Where a document stands in sorted documents, or would. */
export const place = (documents, document) => first(documents.length, i => documents[i] < document)

/** A list of u as one of scores, for a language of so many documents; `exact` are those with the very form. */
export function scored({ documents, values }, exact, population) {
  const idf = Math.log(1 + (population - documents.length + 0.5) / (documents.length + 0.5))
  const scores = new Float64Array(documents.length)
  for (let i = 0, j = 0; i < scores.length; i++) {
    scores[i] = idf * values[i] * 2.2 / (values[i] + 1.2)
    while (exact[j] < documents[i]) j++
    if (exact[j] === documents[i]) scores[i] += 0.5 * idf
  }
  return { documents, values: scores }
}

const thousandths = score => Math.floor(score * 1000 + 0.5)

/** A score as results say it. */
export const rounded = score => thousandths(score) / 1000

/** Ranks of a list's documents, the greater the better: by what is held, by score, and then the newer. */
export function ranks({ documents, values, held }) {
  const made = new Float64Array(documents.length)
  for (let i = 0; i < made.length; i++) made[i] = ((held ? held[i] * SCORES : 0) + thousandths(values[i])) * DOCUMENTS + documents[i]
  return made
}

/** The document of a rank. */
export const ranked = rank => rank % DOCUMENTS

/** The `count` greatest of some numbers, the greatest first. Sorts no more than it must. */
export function greatest(numbers, count) {
  if (count * 4 >= numbers.length || count < 1) return numbers.slice().sort().reverse().subarray(0, Math.max(0, count))
  const room = new Float64Array(4 * count)
  let used = 0, least = -Infinity
  const shrink = () => {
    const best = room.subarray(0, used).sort().slice(-count)
    room.set(best)
    used = best.length
    if (used === count) least = best[0]
  }
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] <= least) continue
    if (used === room.length) shrink()
    room[used++] = numbers[i]
  }
  shrink()
  return room.slice(0, used).reverse()
}
