// One file of forms, keys and postings (docs-dev/search.md, "Files"): unpacked once, read in place.
import { SearchError } from "./failure.mjs"

const utf8 = new TextDecoder()
const STRING = 4, KEY = 3               // bits that say how many letters come anew: of a string after another, of a key after a form
// What an impact means.
const U = Float64Array.from({ length: 256 }, (_, impact) => 2 ** Math.floor(impact / 4 - 4) * 2 ** (impact % 4 / 4))

/** Which of two strings comes first, by code points as Python compares them: below 0, 0 or above. */
export function compare(a, b) {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i)
    if (x !== y) return (surrogate(x) - surrogate(y)) || x - y
  }
  return a.length - b.length
}
const surrogate = unit => unit >= 0xd800 && unit <= 0xdfff

/** The first of 0…length-1 that is not `before`, as all from it on; or length. */
export function first(length, before) {
  let low = 0, high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Reads whole numbers and strings one after the other. */
export class Cursor {
  constructor(bytes, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  number() {
    let value = 0, scale = 1, byte
    do {
      byte = this.bytes[this.at++]
      value += (byte & 127) * scale
      scale *= 128
    } while (byte > 127)
    return value
  }

  string() {
    const length = this.number()
    return utf8.decode(this.bytes.subarray(this.at, this.at += length))
  }
}

/** The table of a pack: the first string of each shard, and its length. */
export function members(table) {
  const cursor = new Cursor(table), found = []
  let before = new Uint8Array()
  while (cursor.at < table.length) {
    const shared = cursor.number(), own = new Uint8Array(shared + cursor.number())
    own.set(before.subarray(0, shared))
    own.set(table.subarray(cursor.at, cursor.at += own.length - shared), shared)
    before = own
    found.push({ first: utf8.decode(own), length: cursor.number() })
  }
  return found
}

// The letters of a shard's strings, each of which is said as what is left of another and how many letters follow.
class Letters {
  constructor(cursor) {
    this.cursor = cursor
    const text = cursor.string()
    this.text = /[\ud800-\udfff]/.test(text) ? [...text] : text      // a string does for letters of one unit each
    this.at = 0
  }

  after(before, number, room) {
    const most = 2 ** room - 1
    let rest = number & most
    if (rest === most) rest += this.cursor.number()
    return before.slice(0, before.length - (number >> room)).concat(this.text.slice(this.at, this.at += rest))
  }

  // Strings in a row, as strings or arrays of letters: what `joined` and `after` take.
  strings(count) {
    let letters = this.text.slice(0, 0)
    return Array.from({ length: count }, () => letters = this.after(letters, this.cursor.number(), STRING))
  }
}

const joined = letters => typeof letters === "string" ? letters : letters.join("")

/** A shard: its `forms`, sorted by fold and form, and the postings of them and of its keys. */
export class Shard {
  #under = new Map()                    // key → indexes of its forms, or of its merged postings

  /** @param {Uint8Array} bytes unpacked @param {number} base the first document of the language */
  constructor(bytes, base = 0) {
    const cursor = new Cursor(bytes), letters = new Letters(cursor)
    const forms = cursor.number(), merged = cursor.number()
    if (!(forms + merged <= bytes.length)) throw new SearchError("damaged", "a shard with more than fits")
    const names = letters.strings(forms)
    this.bytes = bytes
    this.base = base
    this.forms = names.map(joined)
    this.queries = []
    let query = [], found = []
    names.forEach((name, index) => {
      const count = cursor.number()
      if (count) {
        query = []
        found = []
        for (let left = count - 1; left > 0; left--) {
          const number = cursor.number()
          found.push(joined(letters.after(name, number >> 1, KEY)))
          if (!(number & 1)) query.push(found.at(-1))
        }
      }
      this.queries.push(query)
      for (const key of found) {
        if (this.#under.has(key)) this.#under.get(key).push(index)
        else this.#under.set(key, [index])
      }
    })
    const counts = Array.from({ length: forms }, () => cursor.number())
    this.merged = new Map(letters.strings(merged).map((name, i) => [joined(name), forms + i]))
    for (let i = 0; i < merged; i++) counts.push(cursor.number())
    // Of each posting list: where it starts among all, and where its numbers lie.
    this.starts = new Uint32Array(counts.length + 1)
    this.lists = new Uint32Array(counts.length)
    let { at } = cursor
    counts.forEach((count, list) => {
      this.lists[list] = at
      for (let left = count; left > 0 && at < bytes.length;) if (bytes[at++] < 128) left--
      this.starts[list + 1] = this.starts[list] + count
    })
    this.impacts = at
    if (at + this.starts[counts.length] !== bytes.length) throw new SearchError("damaged", "a shard ends too early or too late")
  }

  /** How much memory it takes. */
  get size() {
    return this.bytes.length + 200 * this.lists.length
  }

  /** In how many documents a form stands. */
  count(index) {
    return this.starts[index + 1] - this.starts[index]
  }

  /** The documents of a form as a list (postings.mjs) with their u. */
  postings(index) {
    const { bytes } = this
    const count = this.count(index), start = this.impacts + this.starts[index]
    const documents = new Uint32Array(count), values = new Float64Array(count)
    for (let i = 0, at = this.lists[index], last = this.base; i < count; i++) {
      let byte = bytes[at++], delta = byte & 127
      for (let shift = 7; byte > 127; shift += 7) delta |= ((byte = bytes[at++]) & 127) << shift
      documents[i] = last += delta
      values[i] = U[bytes[start + i]]
    }
    return { documents, values }
  }

  /** What a key that is at home here is found under: the indexes of its forms, or else merged postings. */
  found(key) {
    const index = this.merged.get(key)
    return index === undefined ? { forms: this.#under.get(key) ?? [] } : { forms: [], merged: this.postings(index) }
  }
}
