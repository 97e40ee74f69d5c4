// Filters: which documents a query lets pass, and how many there are under each term.
import { FACETS } from "./store.mjs"

const KINDS = ["region", "strategy", "organiser", "tag", "language", "status"]
const STATUSES = ["published", "withdrawn"]

// 1 for each document that stands under any of the ids.
async function under(store, kind, ids) {
  const passes = new Uint8Array((await store.directory()).documents)
  await Promise.all(ids.map(async id => {
    const name = `${kind}:${id}`
    const shard = await store.shard("_", name)
    const index = shard ? shard.forms.find(name) : -1
    if (index >= 0) for (const document of shard.postings(index).documents) passes[document] = 1
  }))
  return passes
}

/** For each kind that a query filters by, 1 for each document that passes: [[kind, passes], …]. */
export async function masks(store, query) {
  const directory = await store.directory()
  const kinds = KINDS.filter(kind => query[kind]?.length)
  const made = await Promise.all(kinds.map(async kind => [kind, await under(store, kind, query[kind])]))
  const { from, to } = query
  if (from != null || to != null) {
    const { years, documents } = directory
    const [start, behind] = [year => year >= (from ?? -Infinity), year => year > (to ?? Infinity)]
      .map(reached => years.find(([year]) => reached(year))?.[1] ?? documents)
    made.push(["year", new Uint8Array(documents).fill(1, start, behind)])         // undated ones do not pass
  }
  return made
}

/** All masks as one, or null for none. */
export function together(masks) {
  if (!masks.length) return null
  const all = masks[0][1].slice()
  for (const [, passes] of masks.slice(1)) for (let i = 0; i < all.length; i++) all[i] &= passes[i]
  return all
}

/** Counts of documents by kind and id; each kind's as if it were not filtered by. */
export async function count(store, documents, masks, locale) {
  const [{ locales, years }, terms] = await Promise.all([store.directory(), store.terms(locale)])
  const numbers = new Set(documents.map(document => document / FACETS))
  const blocks = await Promise.all(Array.from(numbers, async number => [number, await store.facets(number)]))
  const ids = { ...terms, language: locales.map(code => [code]), status: STATUSES.map(status => [status]) }
  const counts = Object.fromEntries(KINDS.map(kind => {
    const under = new Uint32Array(ids[kind].length), last = new Int32Array(under.length).fill(-1)
    const above = Int32Array.from(ids[kind], ([, , parent]) => kind === "region" ? parent : -1)
    const list = left(documents, masks, kind)
    let at = 0
    for (const [number, block] of blocks) {
      const { ends, terms } = block[kind]
      for (const start = number * FACETS; list[at] < start + FACETS; at++) {
        const document = list[at]
        for (let i = ends[document - start]; i < ends[document - start + 1]; i++) {
          for (let term = terms[i]; term >= 0 && last[term] !== document; term = above[term]) {
            last[term] = document
            under[term]++
          }
        }
      }
    }
    return [kind, counted(ids[kind], under)]
  }))
  const dated = new Uint32Array(years.length)
  let year = -1
  for (const document of left(documents, masks, "year")) {
    while (document >= years[year + 1]?.[1]) year++
    if (year >= 0) dated[year]++
  }
  return { ...counts, year: counted(years, dated) }
}

// The documents that all filters let pass but those of a kind.
function left(documents, masks, kind) {
  const others = together(masks.filter(([other]) => other !== kind))
  return others ? documents.filter(document => others[document]) : documents
}

const counted = (ids, under) => Object.fromEntries(ids.map(([id], i) => [id, under[i]]).filter(([, count]) => count))
