// What the page says, in its own language. The words stand in the page (search_page.py); here they are put together.

const data = JSON.parse(document.querySelector(".finder").dataset.words)

/** The page's language, all its words by name, and the years in which there are articles, newest first. */
const { locale, words, years } = data
export { locale, words, years }

/** A message with its {fields} filled in by texts and elements, in pieces for `append`. */
export function said(name, fields = {}) {
  return words[name].split(/(\{\w+\})/).filter(Boolean)
    .map(piece => /^\{\w+\}$/.test(piece) ? fields[piece.slice(1, -1)] : piece)
}

/** A message with its {fields} filled in by texts. */
export const text = (name, fields) => said(name, fields).join("")

/** A number with its thousands grouped, as locale.py does. */
export const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, locale === "en" ? "," : "\u00a0")

/** A word in the quotation marks of the language. */
export const quoted = word => locale === "en" || locale === "uz" ? `“${word}”` : `«${word}»`

/** "12 articles found". */
export function found(n) {
  const forms = words.found
  return forms[Math.min(pluralForm(n), forms.length - 1)].replace("{n}", number(n))
}

// As locale.py: the forms stand in this order.
function pluralForm(n) {
  if (locale !== "ru") return Number(n !== 1)
  if (n % 10 === 1 && n % 100 !== 11) return 0
  return n % 10 > 1 && n % 10 < 5 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2
}

/** The locales of articles. */
export const languages = Object.keys(data.languages)

/** The name of a language; of one in which words are analysed ("uz" for both scripts) as well. */
export const languageName = code => data.languages[code]?.[0] ?? code
export const badge = code => data.languages[code]?.[1] ?? code

/** The locales of articles in a language of analysis. */
export const localesOf = language => languages.filter(code => code.split("-")[0] === language)

/** An EDTF date in words: whole days, months and years exactly, what is rarer at least by its year. */
export function date(edtf) {
  if (!edtf) return ""
  const [, plain, qualifier] = /^(.*?)([?~%]?)$/.exec(edtf)
  const phrase = plain.includes("/") ? range(...plain.split("/")) : one(plain)
  const pattern = { "?": "uncertain", "~": "approximate", "%": "both" }[qualifier]
  return pattern ? data.dates[pattern].replace("{}", phrase) : phrase
}

const POINT = /^(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?$/

function one(edtf, days) {
  const { dates } = data
  const [, year, month, day] = POINT.exec(edtf) ?? []
  if (!year) return edtf.replace(/[?~%]/g, "")
  const index = month > 12 ? month - 9 : month - 1
  const unknown = year === "XXXX" ? "undated_" : ""
  if (day && month <= 12) return dates[unknown + "day"][index].replace("{y}", year).replace("{d}", days ?? Number(day))
  if (month && dates[unknown + "month"][index]) return dates[unknown + "month"][index].replace("{y}", year)
  if (unknown) return dates.unknown
  if (year.endsWith("XX")) return dates.years.replace("{y}", `${year.slice(0, 2)}00–${year.slice(0, 2)}99`)
  return year.endsWith("X") ? dates.decade.replace("{y}", year.slice(0, 3) + "0") : dates.year.replace("{y}", year)
}

function range(start, end) {
  const known = point => point && point !== ".."
  if (!known(start) || !known(end)) return [start, end].map(point => known(point) ? one(point) : "…").join(" – ")
  if (start.length === 10 && start.slice(0, 7) === end.slice(0, 7)) return one(start, `${Number(start.slice(8))}–${Number(end.slice(8))}`)
  if (start.length === 4 && end.length === 4) return data.dates.years.replace("{y}", `${start}–${end}`)
  return `${one(start)} – ${one(end)}`
}
