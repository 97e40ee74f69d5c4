// One search: from a query to its result.
import { fold, form, keys, tokens } from "./analyser.mjs"
import { read } from "./article.mjs"
import { count, masks, together } from "./filter.mjs"
import { lookup } from "./lookup.mjs"
import { EMPTY, every, greatest, holds, kept, place, ranked, ranks, rounded, scored, some, sum } from "./postings.mjs"
import { parse } from "./query.mjs"
import { correction } from "./suggestion.mjs"
import { others, recognised } from "./synonyms.mjs"

const LANGUAGES = ["ky", "kk", "uz", "ru", "en"]
const LIMIT = 10
const OTHERS = 3                        // hits of a group that is not the first
const READ = 200                        // candidates of a phrase
const FEW = 3                           // documents that call for a suggestion
const FORMS = 50                        // of a word, that are told
const START = 2                         // letters that all forms of a word share, nearly

/** The language in which a locale's words are analysed, "" for none. */
export const analysed = locale => LANGUAGES.find(language => language === String(locale).split("-")[0]) ?? ""

export class Run {
  #store
  #lists = new Map()                    // what was looked up: a Promise by language, words and how
  #masks                                // a Promise of what the filters let pass
  #seen = new Map()                     // part of the query → language → what was found
  #groups = []

  constructor(store, query) {
    this.#store = store
    this.query = query
    this.own = analysed(query.locale) || "en"
    this.languages = [this.own, ...LANGUAGES.filter(language => language !== this.own)]
    this.parts = parse(String(query.q))
    this.asked = this.parts.filter(({ kind }) => kind === "word" || kind === "phrase")
  }

  /** The result; `onFirst` gets what the reader's own language has, and may give false: then that is all. */
  async result(onFirst) {
    const { asked } = this
    // All that will be needed is asked for at once.
    this.#masks = masks(this.#store, this.query)
    const runs = this.#concepts(asked)
    for (const early of [this.#masks, runs, this.#store.members()]) early.catch(() => {})
    if (!asked.length) return this.#told({ groups: await this.#everything() })
    const own = await this.#answer(this.own, asked, runs)
    const first = await this.#told({ groups: own })
    if (onFirst(first) === false) return first
    const suggestion = await this.#suggestion(asked, own)
    const groups = own.concat(await this.#elsewhere(asked, runs))
    if (groups.some(found)) return this.#told({ groups, suggestion })
    const unread = notRead(groups)
    const { groups: some, dropped } = await this.#relaxed(asked)
    return this.#told({ groups: some, dropped, relaxed: some.some(found), suggestion, unread })
  }

  /** How many of its documents there are by kind and id. */
  async facets() {
    const { documents } = some(this.#groups.map(({ all }) => all), Math.max)
    return count(this.#store, documents, await this.#masks, this.query.locale)
  }

  /** A function that says which of the query's words (by index, or -1) a word of a hit's text is. */
  async matcher(hit) {
    const language = analysed(hit.language)
    const rules = { text: await this.#store.rules("text") }
    const founds = this.#groups.filter(group => group.language === language).flatMap(({ founds }) => founds)
    if (founds.some(({ merged }) => merged.length)) rules[language] = await this.#store.rules(language)
    const start = form => [...fold(form, language, rules)].slice(0, START).join("")
    const words = founds.map(({ typed, forms, merged }) =>
      ({ forms: new Set(forms.map(({ form }) => form)), merged, start: start(typed) }))
    const known = new Map()
    const word = form => words.findIndex(({ forms, merged, start: begins }) => forms.has(form)
      || merged.length && begins === start(form) && keys(form, language, rules).some(key => merged.includes(key)))
    return text => {
      const whole = form(text, language, rules)
      if (!known.has(whole)) known.set(whole, word(whole))
      return known.get(whole)
    }
  }

  async #elsewhere(asked, runs) {
    const named = this.query.language?.map(analysed)
    const languages = this.languages.slice(1).filter(language => !named?.length || named.includes(language))
    const { languages: written } = await this.#store.directory()
    // Most words are new to most languages: their rules come together with their shards, not after them.
    for (const language of languages) if (written[language]) this.#store.rules(language).catch(() => {})
    return (await Promise.all(languages.map(language => this.#answer(language, asked, runs)))).flat()
  }

  // The groups of a language.
  async #answer(language, asked, concepts) {
    const named = async run => {
      const entries = others(run.concept, language, asked.slice(run.start, run.end).map(({ typed }) => typed).join(" "))
      return { ...run, entries, found: await Promise.all(entries.map(entry => this.#words(language, entry))) }
    }
    const [runs, ...typed] = await Promise.all([
      concepts.then(runs => Promise.all(runs.map(named))),
      ...asked.map(part => this.#part(part, language)),
    ])
    const plain = every(typed.map(({ list }) => list), sum)
    const slots = [], said = [], other = []
    for (let i = 0; i < typed.length; i++) {
      const { end = i + 1, entries = [], found = [] } = runs.find(({ start }) => start === i) ?? {}
      const own = every(typed.slice(i, end).map(({ list }) => list), sum)
      slots.push(found.length ? some([own, ...found.map(({ list }) => list)], Math.max) : own)
      said.push(...entries.filter((_, j) => found[j].list.documents.some(document => !holds(own.documents, document))))
      other.push(...found)
      i = end - 1
    }
    const wide = other.length ? every(slots, sum) : plain
    const founds = typed.concat(other).flatMap(({ founds }) => founds)
    if (language !== this.own) return this.#group({ language, by: said.length ? "synonyms" : "words", synonyms: said, list: wide, founds }, asked)
    const rest = other.length ? kept(wide, document => !holds(plain.documents, document)) : EMPTY
    return [
      ...await this.#group({ language, by: "words", synonyms: [], list: plain, founds }, asked),
      ...await this.#group({ language, by: "synonyms", synonyms: said, list: rest, founds }, asked),
    ]
  }

  // A list as a group, maybe an empty one: without excluded words, filtered, with its phrases read.
  async #group(group, asked) {
    const out = this.asked.length ? this.parts.filter(({ kind }) => kind === "excluded") : []
    const excluded = await Promise.all(out.map(({ words }) => lookup(this.#store, words[0], group.language)))
    let all = group.list
    for (const { list } of excluded) all = kept(all, document => !holds(list.documents, document))
    const passes = together(await this.#masks)
    let list = passes ? kept(all, document => passes[document]) : all
    const phrases = asked.filter(({ kind, words }) => kind === "phrase" && words.length > 1)
    const unread = phrases.length ? Math.max(0, list.documents.length - READ) : 0
    if (phrases.length) all = list = await this.#read(list, phrases, group.language)
    return [{ ...group, list, all, unread }]
  }

  async #read(list, phrases, language) {
    const rules = { text: await this.#store.rules("text") }
    const forms = text => ["", ...Array.from(tokens(text), token => form(token.text, language, rules)), ""].join(" ")
    const wanted = phrases.map(({ words }) => forms(words.join(" ")))
    const documents = Array.from(greatest(ranks(list), READ), ranked)
    const rows = await this.#store.rows(documents)
    const right = new Set()
    await Promise.all(documents.map(async document => {
      const [story, locale] = rows.get(document)
      const page = await this.#store.page(`${locale}/${story}/`).catch(gone)
      const texts = Object.values(read(page)).map(forms)
      if (wanted.every(phrase => texts.some(text => text.includes(phrase)))) right.add(document)
    }))
    return kept(list, document => right.has(document))
  }

  // What there is when nothing has all the words.
  async #relaxed(asked) {
    const own = await Promise.all(asked.map(part => this.#part(part, this.own)))
    const dropped = asked.filter((_, i) => !own[i].list.documents.length)
    const left = asked.filter(part => !dropped.includes(part))
    if (dropped.length && left.length) {
      const runs = this.#concepts(left)
      const groups = [...await this.#answer(this.own, left, runs), ...await this.#elsewhere(left, runs)]
      if (groups.some(found)) return { groups, dropped }
    }
    const groups = await Promise.all(this.languages.map(async language => {
      const typed = await Promise.all(asked.map(part => this.#part(part, language)))
      const list = some(typed.map(({ list }) => list), sum, true)
      return this.#group({ language, by: "words", synonyms: [], list, founds: typed.flatMap(({ founds }) => founds) }, [])
    }))
    return { groups: groups.flat(), dropped }
  }

  async #concepts(asked) {
    if (this.query.exact) return []
    return recognised(this.#store, asked.map(({ kind, typed }) => kind === "word" ? typed : ""), this.languages)
  }

  async #suggestion(asked, own) {
    const few = own.filter(({ by }) => by === "words").every(({ list }) => list.documents.length < FEW)
    if (!few) return null
    const words = asked.filter(({ kind }) => kind === "word")
    const looked = await Promise.all(words.map(part => this.#part(part, this.own)))
    return correction(this.#store, this.query.q, words.map((part, i) => ({ ...part, found: looked[i].founds[0] })), this.own)
  }

  // What filters alone find.
  async #everything() {
    const passes = together(await this.#masks)
    if (!passes) return []
    const written = await this.#store.languages()
    const groups = await Promise.all(this.languages.map(async language => {
      const { start, end } = written.find(own => own.language === language) ?? { start: 0, end: 0 }
      const list = { documents: Uint32Array.from({ length: end - start }, (_, i) => start + i), values: new Float64Array(end - start) }
      return this.#group({ language, by: "words", synonyms: [], list, founds: [] }, [])
    }))
    return groups.flat()
  }

  async #part(part, language) {
    const prefix = this.query.prefix && part === this.parts.at(-1) && part.kind === "word"
    const looked = await this.#look(language, part.words, { exact: this.query.exact || part.kind === "phrase", prefix })
    this.#seen.set(part, { ...this.#seen.get(part), [language]: looked.founds })
    return looked
  }

  #words(language, entry) {
    return this.#look(language, Array.from(tokens(entry), ({ text }) => text), {})
  }

  // Some words in a language, all of which a document must have: {list, founds}.
  #look(language, words, how) {
    const name = JSON.stringify([language, words, how])
    if (!this.#lists.has(name)) this.#lists.set(name, this.#looked(language, words, how))
    return this.#lists.get(name)
  }

  async #looked(language, words, how) {
    const population = (await this.#store.directory()).languages[language]?.documents ?? 0
    const founds = await Promise.all(words.map(word => lookup(this.#store, word, language, how)))
    const lists = founds.map(({ list, exact }) => scored(list, exact, population))
    return { list: lists.length ? every(lists, sum) : EMPTY, founds }
  }

  // A result as it is told, without empty groups; these count in facets, whose kind's own filter may have emptied them.
  async #told({ groups: all, relaxed = false, dropped = [], suggestion = null, unread = 0 }) {
    this.#groups = all
    const groups = all.filter(found)
    const { offset = 0 } = this.query
    const limit = this.query.limit === null ? Infinity : this.query.limit ?? LIMIT
    const named = (this.query.language ?? []).map(analysed)
    const languages = await this.#store.languages()
    // The first document of a language that has a date.
    const dated = ({ start, years }) => start + (years[0]?.[1] ?? 0)
    const chosen = groups.map((group, i) => {
      const whole = i === 0 || named.includes(group.language)
      return this.#order(group, dated(languages.find(({ language }) => language === group.language)), whole ? offset : 0, whole || limit === Infinity ? limit : OTHERS)
    })
    const rows = await this.#store.rows([...new Set(chosen.flat())])
    return {
      total: groups.reduce((sum, { list }) => sum + list.documents.length, 0),
      words: this.parts.map(part => this.#word(part, dropped)),
      groups: groups.map((group, i) => ({
        language: group.language,
        by: group.by,
        total: group.list.documents.length,
        synonyms: group.synonyms,
        hits: chosen[i].map(document => hit(group, document, rows.get(document))),
      })),
      relaxed,
      unread: unread + notRead(all),
      suggestion,
      facets: null,
    }
  }

  // The documents of a group that are shown.
  #order(group, dated, offset, limit) {
    const { list: { documents } } = group
    const sort = this.query.sort ?? "relevance"
    if (sort === "relevance") {
      group.ranks ??= ranks(group.list)
      return Array.from(greatest(group.ranks, offset + limit).subarray(offset), ranked)
    }
    const start = place(documents, dated)
    const order = sort === "newest" ? documents.slice().reverse() : [...documents.subarray(start), ...documents.subarray(0, start)]
    return Array.from(order.slice(offset, offset + limit))
  }

  #word(part, dropped) {
    const found = this.languages.flatMap(language => this.#seen.get(part)?.[language] ?? [])
    const forms = new Set(found.flatMap(({ forms }) => forms.map(({ form }) => form)))
    return { typed: part.typed, state: this.#state(part, dropped), forms: [...forms].slice(0, FORMS) }
  }

  #state(part, dropped) {
    if (part.kind === "ignored" || dropped.includes(part)) return "relaxed"
    if (part.kind === "word") return this.query.exact ? "exact" : "found"
    return part.kind
  }
}

// Whether a group has documents.
const found = ({ list }) => list.documents.length > 0

// How many documents were not read for phrases.
const notRead = groups => groups.reduce((sum, { unread }) => sum + unread, 0)

// The text of a page that is not there.
function gone(error) {
  if (error.code !== "missing") throw error
  return ""
}

function hit({ list, founds }, document, [story, language, title, date, status]) {
  const forms = founds.flatMap(({ forms }) => forms.filter(({ documents }) => holds(documents, document)).map(({ form }) => form))
  const score = rounded(list.values[place(list.documents, document)])
  return { document, story, language, url: `${language}/${story}/`, title, date, status, score, matched: [...new Set(forms)] }
}
