// The search engine's parts by themselves: `node --test tests/tools/search.test.mjs`; pytest runs it too, and with MODULES,
// the address of a folder, on the same modules bundled.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { deflateSync } from "node:zlib"

const modules = new URL(process.env.MODULES ?? "../../overrides/assets/javascripts/search/", import.meta.url)
const load = name => import(new URL(name + ".mjs", modules))
const { read } = await load("article")
const { passage } = await load("excerpt")
const { SearchError } = await load("failure")
const { fetched } = await load("fetched")
const { every, greatest, kept, ranked, ranks, some, sum } = await load("postings")
const { parse } = await load("query")
const { Shard, compare } = await load("shard")
const { Store } = await load("store")
const { distance } = await load("suggestion")

// A small generator of the same numbers each time (mulberry32).
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const list = (pairs) => ({ documents: Uint32Array.from(pairs, ([d]) => d), values: Float64Array.from(pairs, ([, v]) => v) })
const drawn = (next, most) => {
  const documents = [...new Set(Array.from({ length: Math.floor(next() * most) }, () => Math.floor(next() * 60)))]
  return documents.sort((a, b) => a - b).map(document => [document, 1 + Math.floor(next() * 9)])
}
const pairs = ({ documents, values }) => Array.from(documents, (document, i) => [document, values[i]])

test("lists of documents are joined, met and thinned out as maps are", () => {
  const next = random(1)
  for (let round = 0; round < 300; round++) {
    const lists = Array.from({ length: 1 + Math.floor(next() * 4) }, () => drawn(next, 40))
    const maps = lists.map(list => new Map(list))
    const all = [...new Set(lists.flat().map(([document]) => document))].sort((a, b) => a - b)
    const total = document => maps.reduce((sum, map) => sum + (map.get(document) ?? 0), 0)
    assert.deepEqual(pairs(some(lists.map(list), sum)), all.map(document => [document, total(document)]))
    const common = all.filter(document => maps.every(map => map.has(document)))
    assert.deepEqual(pairs(every(lists.map(list), sum)), common.map(document => [document, total(document)]))
    assert.deepEqual(pairs(kept(list(lists[0]), document => document % 2)), lists[0].filter(([document]) => document % 2))
  }
})

test("the greatest are those that sorting all would give", () => {
  const next = random(2)
  for (const length of [0, 1, 7, 500]) {
    const all = list(Array.from({ length }, (_, document) => [document, Math.floor(next() * 50) / 10]))
    const sorted = pairs(all).sort(([d, v], [e, w]) => w - v || e - d).map(([document]) => document)
    for (const count of [0, 1, 10, 100, Infinity]) {
      assert.deepEqual(Array.from(greatest(ranks(all), count), ranked), sorted.slice(0, count))
    }
  }
})

test("strings are compared by code points", () => {
  const words = ["", "a", "ab", "b", "ӏ", "\ue000", "\uffff", "\u{1f600}", "\u{1f600}a", "\u{10ffff}"]
  for (const [i, a] of words.entries()) {
    for (const [j, b] of words.entries()) assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} ${b}`)
  }
})

test("distances are those of the textbook", () => {
  for (const [a, b, far] of [["", "", 0], ["аб", "ба", 1], ["коррупция", "корупция", 1], ["абв", "вба", 2], ["ca", "abc", 3]]) {
    assert.equal(distance([...a], [...b], 9), far)
    assert.equal(distance([...b], [...a], 9), far)
  }
})

const kinds = q => parse(q).map(({ kind, words }) => [kind, ...words])

test("a query is taken apart", () => {
  assert.deepEqual(kinds('тоң "эки сөз" -жок бар-жок'), [["word", "тоң"], ["phrase", "эки", "сөз"], ["excluded", "жок"], ["word", "бар-жок"]])
  assert.deepEqual(kinds("«эки сөз»"), [["phrase", "эки", "сөз"]])
  assert.deepEqual(kinds('бир "эки'), [["word", "бир"], ["word", "эки"]])
  for (const nothing of ["", " ", '"', '""', "-", "- -", '" - "', "!?", "\ud800"]) assert.deepEqual(kinds(nothing), [])
  const many = parse("сөз ".repeat(2500))
  assert.equal(many.filter(({ kind }) => kind === "word").length, 32)
  const q = 'бир "эки үч" -төрт'
  assert.deepEqual(parse(q).map(({ start, end }) => q.slice(start, end)), ["бир", '"эки үч"', "төрт"])
})

test("an article's page is read without its markup", () => {
  const page = `<title>No</title><article><header><h1 lang="ky">A &amp; <em>B</em>c</h1><p class="summary">Short</p></header>
<div class="prose"><h2 id="s-x">One</h2><p>t<strong>w</strong>o<sup class="footnote-ref"><a href="#fn-1">1</a></sup> &lt;b&gt; &#39;3&#x41;&nbsp;</p>
<ul><li>four</li><li>five</li></ul><pre><code>none</code></pre><img src="x.png" alt="a &gt; b">six https://no.example/x</div><aside>No</aside>`
  assert.deepEqual(read(page), { title: "A & Bc", summary: "Short", body: "One two <b> '3A four five six" })
  assert.deepEqual(read(""), { title: "", summary: "", body: "" })
})

test("a passage has the words, whole ones, and no more than it should", () => {
  const next = random(3)
  for (let round = 0; round < 200; round++) {
    const words = Array.from({ length: Math.floor(next() * 120) }, () => ["мына", "бул", "тоң", "айылда.", "иш", "жүргөн"][Math.floor(next() * 6)])
    const text = words.join(" ")
    const made = passage(text, word => ["тоң", "иш"].indexOf(word))
    const shown = made.map(({ text }) => text).join("").replace(/^… | …$/g, "")
    assert.ok(text.includes(shown))
    assert.ok(shown.length <= 220, `${shown.length}`)
    assert.ok(shown.split(" ").every(word => words.includes(word) || !word))
    for (const mark of ["тоң", "иш"]) if (words.includes(mark)) assert.ok(made.some(({ mark }) => mark), shown)
    assert.ok(made.every(({ text, mark }) => !mark || ["тоң", "иш"].includes(text)))
  }
})

// A shard with some forms, each under one key of its own, which is the form's first three letters; and merged keys.
function shard(forms, merged = []) {
  const bytes = []
  const number = n => { for (; n > 127; n = Math.floor(n / 128)) bytes.push(n % 128 + 128); bytes.push(n) }
  const text = new TextEncoder().encode([...forms, ...merged].map(([name]) => name).join(""))
  // Nothing is kept of the string before.
  const strings = list => list.forEach(([name], i) => {
    number((i ? [...list[i - 1][0]].length : 0) * 16 + Math.min([...name].length, 15))
    if ([...name].length > 14) number([...name].length - 15)
  })
  number(text.length)
  for (const byte of text) bytes.push(byte)
  number(forms.length)
  number(merged.length)
  strings(forms)
  for (const [form] of forms) {
    number(2)
    number(Math.max(0, [...form].length - 3) * 16)
  }
  for (const [, documents] of forms) number(documents.length)
  strings(merged)
  for (const [, documents] of merged) number(documents.length)
  const lists = [...forms, ...merged].map(([, documents]) => documents)
  for (const documents of lists) documents.forEach((document, i) => number(i ? document - documents[i - 1] : document))
  for (const documents of lists) for (const _ of documents) bytes.push(16)
  return Uint8Array.from(bytes)
}

test("a shard is read", () => {
  const forms = [["иш", [3]], ["тоң", [0, 5, 70000]], ["тоңдо", [5]], ["тоңдошторубуздан", [8]]]
  const bytes = shard(forms, [["то", [5, 6]]])
  const made = new Shard(bytes, 10)
  assert.deepEqual(forms.map((_, i) => [made.forms[i], Array.from(made.postings(i).documents, document => document - 10)]), forms)
  assert.deepEqual(made.queries, [["иш"], ["тоң"], ["тоң"], ["тоң"]])
  assert.deepEqual(made.found("тоң"), { forms: [1, 2, 3] })
  assert.deepEqual(Array.from(made.found("то").merged.documents), [15, 16])
  assert.deepEqual(made.found("жок"), { forms: [] })
  const rare = new Shard(shard([["иш", [3]], ["𝐀б", [4]]]))
  assert.deepEqual([rare.forms, rare.queries], [["иш", "𝐀б"], [["иш"], ["𝐀б"]]])
  for (let cut = 0; cut < bytes.length; cut++) assert.throws(() => new Shard(bytes.subarray(0, cut)), { code: "damaged" })
})

const code = text => new TextEncoder().encode(text)
const directory = hash => code(JSON.stringify({
  version: 2, documents: 9, languages: { ky: { documents: 9, shards: [["", hash]], years: [], docs: [], facets: [] } }, rules: {},
}))
const reader = files => async name => {
  if (!(name in files)) throw new SearchError("missing", name)
  return files[name]
}

test("files are asked for once, and again when they did not come", async () => {
  const files = { "search/directory.json": directory("a"), "search/ky-a.bin": deflateSync(shard([["тоң", [1]]])) }
  let asked = 0, down = true
  const store = new Store(name => {
    asked++
    if (down) throw new SearchError("offline", name)
    return reader(files)(name)
  })
  await assert.rejects(async () => store.shard("ky", "тоң"), { code: "offline" })
  down = false
  const [one, two] = await Promise.all([store.shard("ky", "тоң"), store.shard("ky", "а")])
  assert.equal(one, two)
  assert.equal(asked, 3)
  assert.equal(await store.shard("kk", "тоң"), null)
})

test("files of another version are not read", async () => {
  const store = new Store(reader({ "search/directory.json": code('{"version":1,"languages":{}}') }))
  await assert.rejects(async () => store.shard("ky", "тоң"), { code: "damaged" })
})

test("a damaged file is said to be", async () => {
  const whole = deflateSync(shard([["тоң", [1]]]))
  for (const bytes of [whole.subarray(0, 20), Uint8Array.from([1, 2, 3]), deflateSync(Uint8Array.from([9, 9]))]) {
    const store = new Store(reader({ "search/directory.json": directory("a"), "search/ky-a.bin": bytes }))
    await assert.rejects(store.shard("ky", "т"), { code: "damaged" })
  }
  await assert.rejects(new Store(reader({ "search/directory.json": code("{") })).directory(), { code: "damaged" })
})

test("a browser that cannot unpack is told", async () => {
  const store = new Store(reader({ "search/directory.json": directory("a"), "search/ky-a.bin": deflateSync(shard([])) }))
  const had = globalThis.DecompressionStream
  globalThis.DecompressionStream = undefined
  try {
    await assert.rejects(store.shard("ky", "т"), { code: "unsupported" })
  } finally {
    globalThis.DecompressionStream = had
  }
})

test("what was not used for long makes room", async () => {
  const many = Array.from({ length: 3000 }, (_, i) => [`${i}`.padStart(600, "0"), [i]])
  const big = deflateSync(shard(many))
  const names = [..."abcdefghi"]
  const files = Object.fromEntries(names.map(name => [`search/ky-${name}.bin`, big]))
  files["search/directory.json"] = code(JSON.stringify({ version: 2, documents: 9, languages: { ky: { shards: names.map((name, i) => [i ? name : "", name]) } } }))
  const asked = []
  const store = new Store(name => {
    asked.push(name)
    return reader(files)(name)
  })
  for (const name of names) await store.shard("ky", name)
  await store.shard("ky", "i")
  assert.equal(asked.length, 1 + names.length)
  await store.shard("ky", "a")
  assert.equal(asked.length, 2 + names.length)
})

test("the network's answers are told apart", async () => {
  const answers = {
    "/search/directory.json": new Response("{}"),
    "/whole": new Response("0123456789"),
    "/part": new Response("234", { status: 206 }),
    "/down": new Response("", { status: 503 }),
  }
  const had = globalThis.fetch
  const options = {}
  globalThis.fetch = async (url, said) => {
    if (url.pathname === "/off") throw new TypeError("no network")
    options[url.pathname] = said
    return answers[url.pathname] ?? new Response("", { status: 404 })
  }
  try {
    const get = fetched("http://site/")
    const text = async (...asked) => new TextDecoder().decode(await get(...asked))
    assert.equal(await text("search/directory.json"), "{}")
    assert.equal(options["/search/directory.json"].cache, "no-cache")
    assert.equal(await text("whole", [2, 5]), "234")
    assert.equal(await text("part", [2, 5]), "234")
    assert.equal(options["/part"].headers.Range, "bytes=2-4")
    await assert.rejects(get("off"), { code: "offline" })
    await assert.rejects(get("down"), { code: "offline" })
    await assert.rejects(get("gone"), { code: "missing" })
  } finally {
    globalThis.fetch = had
  }
})

const rules = new URL("../../scripts/achyq/search/rules/", import.meta.url)

// The files of an archive whose document d has the title `titles[d]` and these words; `build` is part of their names.
function archive(build, titles) {
  const words = [...new Set(titles.flatMap(title => title.split(" ")))].sort()
  const forms = words.map(word => [word, titles.flatMap((title, d) => title.split(" ").includes(word) ? [d] : [])])
  const rows = titles.map((title, d) => [`2025/${d}`, "ky", title, "2025", "published"])
  const members = Array.from({ length: Math.ceil(rows.length / 8) }, (_, i) => deflateSync(JSON.stringify(rows.slice(8 * i, 8 * i + 8))))
  const directory = {
    version: 2, documents: titles.length, locales: ["ky"],
    languages: { ky: { documents: titles.length, shards: [["", build]], years: [[2025, 0]], docs: [build], facets: [build] } },
    docs_index: build, terms: { ky: build }, rules: { text: JSON.parse(readFileSync(new URL("text.json", rules))) }, synonyms: "0",
  }
  const facets = { region: [], strategy: [], organiser: [], tag: [], language: [], status: [] }
  for (const kind of Object.keys(facets)) facets[kind] = titles.map(() => kind === "language" || kind === "status" ? 0 : [])
  return Object.fromEntries(Object.entries({
    "directory.json": code(JSON.stringify(directory)),
    "synonyms-0.bin": deflateSync(Uint8Array.of(0)),
    [`ky-${build}.bin`]: deflateSync(shard(forms)),
    [`docs-${build}.bin`]: Buffer.concat(members),
    [`docs_index-${build}.bin`]: deflateSync(Uint8Array.from(members.flatMap(({ length }) => [length % 128 + 128, Math.floor(length / 128)]))),
    [`facets-${build}.bin`]: deflateSync(JSON.stringify(facets)),
    [`terms-ky-${build}.json`]: code(JSON.stringify({ region: [], strategy: [], organiser: [], tag: [] })),
  }).map(([name, bytes]) => [`search/${name}`, bytes]))
}

test("phrases say how many articles were not read for them", async () => {
  const { open } = await load("engine")
  const titles = Array.from({ length: 300 }, (_, d) => d === 250 ? "эл айыл иши" : "иши айыл")
  const files = archive("a", titles)
  titles.forEach((title, d) => { files[`ky/2025/${d}/`] = code(`<h1>${title}</h1>`) })
  const engine = open(reader(files))
  const ask = async q => {
    const { total, unread, relaxed } = await engine.search({ q, locale: "ky" })
    return { total, unread, relaxed }
  }
  assert.deepEqual(await ask('"айыл иши"'), { total: 1, unread: 100, relaxed: false })
  assert.deepEqual(await ask('"айыл эл"'), { total: 1, unread: 0, relaxed: true })
  assert.deepEqual(await ask('"айыл айыл"'), { total: 300, unread: 100, relaxed: true })
  assert.deepEqual(await ask("айыл иши"), { total: 300, unread: 0, relaxed: false })
})

test("a site that was built anew meanwhile is read anew", async () => {
  const { open } = await load("engine")
  let files = archive("a", ["айыл иши"])
  const engine = open(name => reader(files)(name))
  const titles = ({ groups }) => groups.flatMap(({ hits }) => hits.map(({ title }) => title))
  const query = { q: "иши", locale: "ky" }
  const old = await engine.search(query)
  assert.deepEqual(titles(old), ["айыл иши"])
  files = archive("b", ["шаар иши", "эл иши"])
  assert.deepEqual((await engine.facets(old)).year, { 2025: 2 })
  assert.deepEqual(titles(await engine.search(query)), ["эл иши", "шаар иши"])
  delete files["search/ky-b.bin"]
  await assert.rejects(open(name => reader(files)(name)).search(query), { code: "damaged" })
})

test("a reader's own language may be enough", async () => {
  const { open } = await load("engine")
  const engine = open(reader(archive("a", ["айыл иши"])))
  const query = { q: "айыл жок", locale: "ky" }
  assert.equal((await engine.search(query, { onFirst: () => false })).total, 0)
  assert.equal((await engine.search(query, { onFirst: () => true })).total, 1)
})

test("titles are marked, and long hostile queries answered", async () => {
  const { open } = await load("engine")
  const { markedTitle } = await load("excerpt")
  const files = archive("a", ["айыл иши", "айылдын күнү"])
  const engine = open(reader(files))
  const result = await engine.search({ q: "Айыл", locale: "ky" })
  assert.deepEqual(await markedTitle(engine, result, result.groups[0].hits[0]), [{ text: "айыл", mark: true }, { text: " иши", mark: false }])
  assert.equal((await engine.search({ q: "айыл ".repeat(2000), locale: "ky" })).words.length, 2000)
})
