// Words of a text, and the forms and folds under which they are known: the same as achyq/search/text.py.

const LONGEST = 40
const CYRILLIC = /[\u0400-\u052f]/g
const LATIN = /[a-zäñöüəɵ]/g
const ORDINARY = /^(?:[\u0400-\u045f\u0490-\u04ff0-9-]*|[a-zʻ0-9-]*)$/
const ROUNDS = 4
const LATIN_WITH_ENDING = /^[a-z\u00e0-\u024f]{2,}[\u0400-\u052f]{2,}$/

const pairs = list => Object.fromEntries(list.map(pair => [pair[0], pair.slice(1)]))
const translate = (word, table) => Array.from(word, letter => table[letter] ?? letter).join("")
const count = (word, pattern) => word.match(pattern) ?? []

const compiled = new WeakMap()

function tables({ text }) {
  if (!compiled.has(text)) {
    const { apostrophes, hyphens, dropped, variants, lookalikes, fold, merged, pivot } = text
    const own = (object, make) => Object.fromEntries(Object.entries(object).map(([language, value]) => [language, make(value)]))
    compiled.set(text, {
      plain: pairs([...apostrophes].map(mark => mark + "ʻ")
        .concat([...hyphens].map(hyphen => hyphen + "-"), [...dropped], variants)),
      fold: own(fold, pairs),
      merged,
      toCyrillic: own(lookalikes, pairs),
      toLatin: own(lookalikes, list => pairs(list.map(([latin, cyrillic]) => cyrillic + latin).reverse())),
      pivot: own(pivot, ({ letters, at, words = [], old: [signs, ...old] = [""] }) => ({ letters: pairs(letters), at, words, signs, old: pairs(old) })),
    })
  }
  return compiled.get(text)
}

const APOSTROPHES = "ʻʼ‘’‛'`´ʹ′ʽ＇"
const DROPPED = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\u0300\\u0301\\u0307"
const LETTER = `(?:[oOgG][${APOSTROPHES}]?|[\\p{L}\\p{N}])`
const TOKEN = new RegExp(`${LETTER}(?:${LETTER}|[\\u0300-\\u036f${DROPPED}]|[-‐‑${APOSTROPHES}](?=[\\p{L}\\p{N}]))*`, "gu")

/** The words of a text: letters and digits with the apostrophes and hyphens inside them. */
export const tokens = text =>
  Array.from(text.matchAll(TOKEN), ({ 0: word, index }) => ({ start: index, end: index + word.length, text: word }))

/** A word normalised, in the script in which its language is searched: "" if nothing of it is left in a fold. */
export function form(word, language, rules) {
  let known = normalised(Array.from(word.slice(0, 8 * LONGEST)).slice(0, 4 * LONGEST).join(""), language, tables(rules))
  // What was repaired or dropped may let more be seen.
  for (let round = 0; round < ROUNDS && !ORDINARY.test(known); round++) known = normalised(known, language, tables(rules))
  return fold(known, language, rules) && known
}

function normalised(word, language, table) {
  const plain = translate(word.normalize("NFC").toLowerCase(), table.plain)
    .normalize("NFC").replace(/[^\p{L}\p{N}\u0300-\u036fʻ-]/gu, "")
  const parts = plain.split("-").map(part => spelled(part, language, table)).filter(Boolean)
  return trimmed(Array.from(parts.join("-")).slice(0, LONGEST).join(""))
}

function spelled(part, language, table) {
  const word = pivoted(repaired(part, language, table), table.pivot[language])
  if (language === "uz") return trimmed(word.replace(/^[ʻ\u0300-\u036f]+/, ""))
  const bare = language === "en" ? word.replace(/ʻs$/, "") : word
  return bare.replaceAll("ʻ", "").replace(/^[\u0300-\u036f]+/, "")
}

const trimmed = word => word.replace(/-+$/, "").replace(/([og]ʻ|)ʻ*$/, "$1")

function repaired(word, language, table) {
  const cyrillic = count(word, CYRILLIC)
  const latin = count(word, LATIN)
  if (!cyrillic.length || !latin.length || LATIN_WITH_ENDING.test(word)) return word
  const [letters, strange] = latin.length <= cyrillic.length
    ? [table.toCyrillic[language], latin]
    : [table.toLatin[language], cyrillic]
  return strange.every(letter => letter in letters) ? translate(word, letters) : word
}

function pivoted(word, pivot) {
  if (!pivot || !Array.from(word).some(letter => letter in pivot.letters)) return word
  for (const [whole, spelling] of pivot.words) word = word.replaceAll(whole, spelling)
  if (Array.from(word).some(letter => pivot.signs.includes(letter))) word = translate(word, pivot.old)
  const letters = Array.from(word)
  return letters.map((letter, i) => {
    const before = i ? letters[i - 1] : "^"
    const after = letters[i + 1]
    const rule = pivot.at.find(([own, befores, afters]) => own === letter
      && (!befores || befores.includes(before)) && (!afters || (after && afters.includes(after))))
    return rule ? rule[3] : pivot.letters[letter] ?? letter
  }).join("")
}

/** A form as a keyboard without the language's own letters spells it, and so that its scripts agree. */
export function fold(form, language, rules) {
  const known = tables(rules)
  const plain = language === "uz" || language === "en" ? form.normalize("NFD").replace(/[\u0300-\u036f]+/g, "") : form
  const merged = (known.merged[language] ?? []).reduce((word, [pair, letter]) => word.replaceAll(pair, letter), plain)
  return translate(merged, known.fold[language])
}
