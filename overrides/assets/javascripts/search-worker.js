// Answers the theme's search box, which speaks four messages: SETUP 0, READY 1, QUERY 2, RESULT 3.
// The titles of all stories are one small file, fetched at the first query.
"use strict"
const [READY, QUERY, RESULT] = [1, 2, 3]
const locale = new URL(self.location).searchParams.get("locale")
const source = new URL("../../search/titles.json", self.location)
const names = { ky: "Кыргызча", kk: "Қазақша", uz: "Oʻzbekcha", "uz-Cyrl": "Ўзбекча", ru: "Русский", en: "English" }

const fold = text => text.normalize("NFC").toLowerCase().replace(/[ʻʼ‘’`´']/g, "'")
const escape = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

// A story's titles: first the one in the reader's language, then the original's.
const row = ([story, titles]) => Object.entries(titles)
  .sort(([a], [b]) => (b === locale) - (a === locale))
  .map(([language, title]) => ({ story, language, title, folded: fold(title) }))

let rows = null
function load() {
  rows ??= fetch(source)
    .then(answer => {
      if (!answer.ok) throw new Error(`${source.pathname}: ${answer.status}`)
      return answer.json()
    })
    .then(stories => stories.map(row))
    .catch(error => { rows = null; throw error })
  return rows
}

function item({ story, language, title }, words) {
  const year = story.split("/")[0]
  const about = []
  if (year !== "undated") about.push(escape(year))
  if (language !== locale) about.push(`<span lang="${escape(language)}">${escape(names[language] || language)}</span>`)
  return [{
    location: `${language}/${story}/`,
    title: `<span lang="${escape(language)}">${escape(title)}</span>`,
    text: about.length ? `<p>${about.join(" · ")}</p>` : "",
    score: 1,
    terms: Object.fromEntries(words.map(word => [word, true]))
  }]
}

// Each story once, under the first of its titles that has all the words: readers type the language they know it in.
let latest = 0
async function answer(query) {
  const mine = ++latest
  const words = fold(query).split(/\s+/).filter(Boolean)
  const matches = ({ folded }) => words.every(word => folded.includes(word))
  const found = words.length ? (await load()).map(titles => titles.find(matches)).filter(Boolean) : []
  if (mine === latest) postMessage({ type: RESULT, data: { items: found.map(title => item(title, words)) } })
}

onmessage = ({ data: { type, data } }) => { if (type === QUERY) answer(data) }
postMessage({ type: READY })
