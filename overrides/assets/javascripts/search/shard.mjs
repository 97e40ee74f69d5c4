// One file of forms, keys and postings (docs-dev/search.md, "Files"): unpacked once, read in place.
import { SearchError } from "./failure.mjs"

const utf8 = new TextDecoder()
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

// Sorted strings without one object each: most of a shard is never looked at.
class Strings {
  constructor(count, room) {
    this.ends = new Uint32Array(count + 1)
    this.bytes = new Uint8Array(room)
    this.length = 0
  }

  add(cursor) {
    const start = this.ends[this.length], before = this.length ? this.ends[this.length - 1] : 0
    const shared = cursor.number(), rest = cursor.number(), end = start + shared + rest
    if (end > this.bytes.length) {
      const larger = new Uint8Array(2 * end)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.copyWithin(start, before, before + shared)
    this.bytes.set(cursor.bytes.subarray(cursor.at, cursor.at += rest), start + shared)
    this.ends[++this.length] = end
  }

  at(index) {
    return utf8.decode(this.bytes.subarray(this.ends[index], this.ends[index + 1]))
  }
}

/** A shard's forms, sorted by fold and form, and its keys, sorted. */
export class Shard {
  /** @param {Uint8Array} bytes unpacked */
  constructor(bytes) {
    const cursor = new Cursor(bytes)
    const formCounts = [], keyCounts = []
    this.bytes = bytes
    this.forms = table(cursor, () => {
      skipKeys(cursor)
      formCounts.push(cursor.number())
    })
    this.keys = table(cursor, () => {
      const forms = cursor.number()
      for (let left = forms; left > 0; left--) cursor.number()
      keyCounts.push(forms ? 0 : cursor.number())
    })
    // Of each posting list, the forms' before the keys': where it starts among all, and where its numbers lie.
    this.starts = new Uint32Array(this.forms.length + this.keys.length + 1)
    this.lists = new Uint32Array(this.starts.length)
    let list = 0, { at } = cursor
    for (const count of [...formCounts, ...keyCounts]) {
      this.lists[list] = at
      for (let left = count; left > 0 && at < bytes.length;) if (bytes[at++] < 128) left--
      this.starts[list + 1] = this.starts[list] + count
      list++
    }
    this.impacts = at
    if (at + this.starts[list] !== bytes.length) throw new SearchError("damaged", "a shard ends too early or too late")
  }

  /** How much memory it takes. */
  get size() {
    return this.bytes.length + this.forms.size + this.keys.size + 8 * this.starts.length
  }

  /** What a query of the form looks for. */
  queryKeys(index) {
    const cursor = new Cursor(this.bytes, this.forms.places[index])
    const letters = [...this.forms.at(index)]
    return Array.from({ length: cursor.number() }, () => letters.slice(0, cursor.number()).join("") + cursor.string())
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
    for (let i = 0, at = this.lists[index], last = 0; i < count; i++) {
      let byte = bytes[at++], delta = byte & 127
      for (let shift = 7; byte > 127; shift += 7) delta |= ((byte = bytes[at++]) & 127) << shift
      documents[i] = last += delta
      values[i] = U[bytes[start + i]]
    }
    return { documents, values }
  }

  /** What a key is found under: the indexes of its forms, or merged postings. One of the two is null. */
  found(index) {
    const cursor = new Cursor(this.bytes, this.keys.places[index])
    const forms = new Uint32Array(cursor.number())
    if (!forms.length) return { forms: null, merged: this.postings(this.forms.length + index) }
    for (let i = 0, last = 0; i < forms.length; i++) forms[i] = last += cursor.number()
    return { forms, merged: null }
  }
}

// Strings in a row: {length, at(index), find(string): its index or -1, …}; `skip` passes over what follows each.
function table(cursor, skip) {
  const length = cursor.number()
  if (!(length <= cursor.bytes.length)) throw new SearchError("damaged", "a shard with more than fits")
  const strings = new Strings(length, cursor.bytes.length)
  const places = new Uint32Array(length)
  for (let index = 0; index < length; index++) {
    strings.add(cursor)
    places[index] = cursor.at
    skip()
  }
  const find = string => {
    const index = first(length, i => compare(strings.at(i), string) < 0)
    return index < length && strings.at(index) === string ? index : -1
  }
  return { length, places, find, at: index => strings.at(index), size: strings.bytes.length }
}

function skipKeys(cursor) {
  for (let left = cursor.number(); left > 0; left--) {
    cursor.number()
    const rest = cursor.number()
    cursor.at += rest
  }
}
