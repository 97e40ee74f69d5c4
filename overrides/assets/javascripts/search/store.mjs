// The files under search/, each fetched once and kept while there is room.
import { SearchError } from "./failure.mjs"
import { Cursor, Shard, compare, first, members } from "./shard.mjs"
import { concepts } from "./synonyms.mjs"

const ROOM = 8_000_000                  // bytes of unpacked files
const VERSION = 2                       // of the files (docs-dev/search.md)
const MEMBER = 8                        // documents
const MEMBERS = 64                      // of a file
const MANY = 16                         // members that are worth a whole file
const FACETS = 4096                     // documents of a file

const utf8 = new TextDecoder()
const parsed = bytes => JSON.parse(utf8.decode(bytes))

async function unpacked(bytes) {
  if (typeof DecompressionStream !== "function") throw new SearchError("unsupported", "no DecompressionStream")
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

// A script that a browser kept may be older than the files.
function current(directory) {
  if (directory.version !== VERSION) throw new SearchError("damaged", `version ${directory.version} of the files`)
  return directory
}

// Whatever a damaged file makes go wrong is that file's fault, and said so.
async function sound(name, making) {
  try {
    return await making()
  } catch (error) {
    throw error instanceof SearchError ? error : new SearchError("damaged", `${name}: ${error.message}`, error)
  }
}

function ranges(table) {
  let end = table.length
  return members(table).map(({ first, length }) => ({ first, range: [end, end += length] }))
}

const within = (table, string) => table.findLast(({ first }) => compare(first, string) <= 0).range

export class Store {
  #reader
  #directory = null
  #kept = new Map()                     // name → {value: Promise, size}, the latest used last
  #size = 0

  /** Over a reader: reader(path in the site, [start, end]?) → bytes. */
  constructor(reader) {
    this.#reader = reader
  }

  /** The directory; `renew` forgets it. */
  directory() {
    this.#directory ??= this.#read("directory.json").then(bytes => sound("directory.json", () => current(parsed(bytes))))
      .catch(error => {
        this.#directory = null
        throw error
      })
    return this.#directory
  }

  renew() {
    this.#directory = null
  }

  /**
   * The languages that have documents: [{language, start, end, years, docs, facets}, …]. A document's number is its number
   * in its language, after all documents of the languages before.
   */
  async languages() {
    const { languages } = await this.directory()
    let end = 0
    return Object.entries(languages).filter(([language]) => language !== "_")
      .map(([language, { documents, ...own }]) => ({ ...own, language, start: end, end: end += documents }))
  }

  #read(name, range) {
    return this.#reader("search/" + name, range)
  }

  // What `make` makes, once; `size` is what it takes in memory.
  #keep(name, make, size) {
    const had = this.#kept.get(name)
    if (had) {
      this.#kept.delete(name)
      this.#kept.set(name, had)
      return had.value
    }
    const entry = { value: sound(name, make), size: 0 }
    this.#kept.set(name, entry)
    entry.value.then(value => {
      if (this.#kept.get(name) !== entry) return
      entry.size = size(value)
      this.#size += entry.size
      for (const [old, { size }] of this.#kept) {
        if (this.#size <= ROOM || old === name) break
        this.#kept.delete(old)
        this.#size -= size
      }
    }, () => this.#kept.delete(name))
    return entry.value
  }

  async #json(name, hash) {
    return this.#keep(`${name}-${hash}.json`, async () => parsed(await this.#read(`${name}-${hash}.json`)), () => 20_000)
  }

  /** The shard in which a fold or key of a language would be; null for a language without documents. */
  async shard(language, string) {
    const shards = (await this.directory()).languages[language]?.shards
    if (!shards?.length) return null
    const [, hash, table] = shards[Math.max(0, first(shards.length, i => compare(shards[i][0], string) <= 0) - 1)]
    const name = `${language}-${hash}.bin`
    const start = (await this.languages()).find(own => own.language === language)?.start
    const range = table && within(await this.#table(name, table), string)
    return this.#keep(`${name}#${range?.[0] ?? 0}`, async () => new Shard(await unpacked(await this.#read(name, range)), start), shard => shard.size)
  }

  // The shards of a pack, which begins with a table of `length` bytes: the first string of each and its range.
  #table(name, length) {
    return this.#keep(name, async () => ranges(await this.#read(name, [0, length])), table => 100 * table.length)
  }

  /** The analyser's rules: "text", or a language's own; null where there are none. */
  async rules(name) {
    const { rules } = await this.directory()
    if (name === "text") return rules.text
    return rules[name] ? this.#json(name, rules[name]) : null
  }

  /** All terms in a locale's words. */
  async terms(locale) {
    return this.#json(`terms-${locale}`, (await this.directory()).terms[locale])
  }

  async synonyms() {
    const name = `synonyms-${(await this.directory()).synonyms}.bin`
    return this.#keep(name, async () => concepts(await unpacked(await this.#read(name))), () => 200_000)
  }

  // By language, from where to where each member lies in its file.
  async members() {
    const name = `docs_index-${(await this.directory()).docs_index}.bin`
    return this.#keep(name, async () => {
      const cursor = new Cursor(await unpacked(await this.#read(name)))
      const ranges = new Map()
      for (const { language, start, end } of await this.languages()) {
        let at = 0
        ranges.set(language, Array.from({ length: Math.ceil((end - start) / MEMBER) }, (_, i) => {
          if (i % MEMBERS === 0) at = 0
          return [at, at += cursor.number()]
        }))
      }
      return ranges
    }, () => 500_000)
  }

  /** The rows of some documents: a Map of number → [story, language, title, date, status]. */
  async rows(documents) {
    const ranges = await this.members(), languages = await this.languages()
    const places = new Map(documents.map(document => {
      const { language, start, docs } = languages.find(({ end }) => document < end)
      const member = Math.floor((document - start) / MEMBER)
      const name = `docs-${docs[Math.floor(member / MEMBERS)]}.bin`
      return [document, { name, range: ranges.get(language)[member], index: (document - start) % MEMBER }]
    }))
    const wanted = new Map()
    for (const { name, range } of places.values()) wanted.set(name, (wanted.get(name) ?? new Set()).add(range))
    const read = new Map()
    await Promise.all(Array.from(wanted, async ([name, members]) => {
      const whole = members.size > MANY ? await this.#keep(name, () => this.#read(name), bytes => bytes.length) : null
      await Promise.all(Array.from(members, async range => {
        const make = async () => parsed(await unpacked(whole ? whole.subarray(...range) : await this.#read(name, range)))
        read.set(range, await this.#keep(`${name}#${range[0]}`, make, () => 6_000))
      }))
    }))
    return new Map(Array.from(places, ([document, { range, index }]) => [document, read.get(range)[index]]))
  }

  /** Facets of the documents in a file, by its hash, and by kind: the terms of the i-th are terms[ends[i]…ends[i + 1]]. */
  async facets(hash) {
    const name = `facets-${hash}.bin`
    const flat = lists => {
      const ends = new Uint32Array(lists.length + 1)
      lists.forEach((own, i) => { ends[i + 1] = ends[i] + (own.length ?? 1) })
      return { ends, terms: Uint32Array.from(lists.flat()) }
    }
    return this.#keep(name, async () => {
      const kinds = Object.entries(parsed(await unpacked(await this.#read(name))))
      return Object.fromEntries(kinds.map(([kind, lists]) => [kind, flat(lists)]))
    }, () => 250_000)
  }

  /** The text of a page of the site. */
  async page(url) {
    return utf8.decode(await this.#reader(url))
  }
}

export { FACETS }
