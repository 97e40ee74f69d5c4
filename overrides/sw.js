// Keeps pages for reading without a connection. It is registered only by a reader who asks for it on the page
// <locale>/offline/, and keeps nothing once that page has deleted the cache.
const CACHE = "achyq"
const SCOPE = new URL(registration.scope)
// Pages, and what they are read with. Not kept: parts of the search index, which would tell what was looked for, and data.
const PAGE = /(^|\/)$/
const PART = /^(assets|files)\//
const NAMED_BY_CONTENT = /\.[0-9a-f]{8}\.(min\.)?js$/
const LOCALE = /^([a-z]{2}(-[A-Z][a-z]{3})?)\//
const PATIENCE = 4000

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))

addEventListener("fetch", event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || !url.href.startsWith(SCOPE.href)) return
  const path = url.pathname.slice(SCOPE.pathname.length)
  if (PAGE.test(path) ? request.mode === "navigate" : PART.test(path)) event.respondWith(answer(event, path))
})

// From the net, and what came is kept; from what is kept, if the net gives nothing or keeps the reader waiting.
async function answer(event, path) {
  const { request } = event
  const cache = await caches.has(CACHE) ? await caches.open(CACHE) : null
  if (!cache) return fetch(request)
  const old = await cache.match(SCOPE.href + path)
  if (old && NAMED_BY_CONTENT.test(path)) return old
  const fresh = fetch(request)
  event.waitUntil(fresh.then(response => keep(cache, path, response.clone())).catch(() => {}))
  if (old) return Promise.race([fresh.catch(() => old), new Promise(done => setTimeout(done, PATIENCE, old))])
  return request.mode === "navigate" ? fresh.catch(() => instead(cache, path)) : fresh
}

async function keep(cache, path, response) {
  if (response.status !== 200 || response.redirected) return
  await cache.put(SCOPE.href + path, response)
  const locale = PAGE.test(path) && LOCALE.exec(path)
  const list = locale && SCOPE.href + locale[1] + "/offline/"
  if (list && !await cache.match(list)) await cache.add(list)
}

// The page that lists what is kept, in the reader's language if that was ever read.
async function instead(cache, path) {
  const lists = (await cache.keys()).map(request => request.url).filter(url => url.endsWith("/offline/"))
  const locale = LOCALE.exec(path)
  const list = lists.find(url => locale && url === SCOPE.href + locale[1] + "/offline/") || lists[0]
  return list ? Response.redirect(list + "?missing") : Response.error()
}
