// Filters: which documents a query lets pass, and how many there are under each term.
import { place } from "./postings.mjs"
import { FACETS } from "./store.mjs"

const KINDS = ["region", "strategy", "organiser", "tag", "language", "status"]
const STATUSES = ["published", "withdrawn"]

// 1 for each document that stands under any of the ids.
async function under(store, kind, ids) {
  const languages = await store.languages()
  const passes = new Uint8Array(languages.at(-1)?.end ?? 0)
  await Promise.all(ids.flatMap(id => languages.map(async ({ language, start }) => {
    const name = `${kind}:${id}/${language}`
    const shard = await store.shard("_", name)
    const index = shard ? shard.forms.indexOf(name) : -1
    if (index >= 0) for (const document of shard.postings(index).documents) passes[start + document] = 1
  })))
  return passes
}

// 1 for each document of the years; undated ones do not pass.
async function within(store, from, to) {
  const languages = await store.languages()
  const passes = new Uint8Array(languages.at(-1)?.end ?? 0)
  for (const { start, end, years } of languages) {
    const [first, behind] = [year => year >= from, year => year > to]
      .map(reached => years.find(([year]) => reached(year))?.[1] ?? end - start)
    passes.fill(1, start + first, start + behind)
  }
  return passes
}

/** For each kind that a query filters by, 1 for each document that passes: [[kind, passes], …]. */
export async function masks(store, query) {
  const kinds = KINDS.filter(kind => query[kind]?.length)
  const made = await Promise.all(kinds.map(async kind => [kind, await under(store, kind, query[kind])]))
  const { from, to } = query
  if (from != null || to != null) made.push(["year", await within(store, from ?? -Infinity, to ?? Infinity)])
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
  const [{ locales }, languages, terms] = await Promise.all([store.directory(), store.languages(), store.terms(locale)])
  const files = languages.flatMap(({ start, end, facets }) => facets.map((hash, i) =>
    ({ hash, start: start + i * FACETS, end: Math.min(end, start + (i + 1) * FACETS) })))
  const blocks = await Promise.all(files.filter(({ start, end }) => place(documents, start) < place(documents, end))
    .map(async file => ({ ...file, facets: await store.facets(file.hash) })))
  const ids = { ...terms, language: locales.map(code => [code]), status: STATUSES.map(status => [status]) }
  const counts = Object.fromEntries(KINDS.map(kind => {
    const under = new Uint32Array(ids[kind].length), last = new Int32Array(under.length).fill(-1)
    const above = Int32Array.from(ids[kind], ([, , parent]) => kind === "region" ? parent : -1)
    const list = left(documents, masks, kind)
    let at = 0
    for (const { start, end, facets } of blocks) {
      const { ends, terms } = facets[kind]
      for (; list[at] < end; at++) {
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
  const dated = {}, list = left(documents, masks, "year")
  let at = 0
  for (const { start, end, years } of languages) {
    for (let i = -1; list[at] < end; at++) {
      while (list[at] - start >= years[i + 1]?.[1]) i++
      if (i >= 0) dated[years[i][0]] = (dated[years[i][0]] ?? 0) + 1
    }
  }
  return { ...counts, year: dated }
}

// The documents that all filters let pass but those of a kind.
function left(documents, masks, kind) {
  const others = together(masks.filter(([other]) => other !== kind))
  return others ? documents.filter(document => others[document]) : documents
}

const counted = (ids, under) => Object.fromEntries(ids.map(([id], i) => [id, under[i]]).filter(([, count]) => count))
