// What is kept on the reader's device: the one cache that sw.js reads and fills, and its registration.

export const CACHE = "achyq"

/** Whether this browser, at this address, can keep pages. */
export const possible = () => "serviceWorker" in navigator && "caches" in window

/** Whether the reader has asked for it. */
export async function isOn(root) {
  return possible() && await caches.has(CACHE) && Boolean(await navigator.serviceWorker.getRegistration(root))
}

/** Begin: the addresses `first` are kept at once, and from now on what is read. */
export async function begin(root, first) {
  const cache = await caches.open(CACHE)
  await cache.addAll(first.map(url => new Request(url, { cache: "no-cache" })))
  await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root })
  await navigator.serviceWorker.ready
}

/** Delete all copies and the registration. A page may still have the worker until it is left: without the cache it keeps nothing. */
export async function forget(root) {
  const registration = await navigator.serviceWorker.getRegistration(root)
  if (registration) await registration.unregister()
  while (await caches.has(CACHE)) await caches.delete(CACHE)
}

/** The pages that are kept, by address: `{ url, path, title, size }`, size in bytes, and of all else only the size. */
export async function list(root) {
  const cache = await caches.open(CACHE)
  const pages = []
  let size = 0
  for (const request of await cache.keys()) {
    const response = await cache.match(request)
    const blob = await response.blob()
    size += blob.size
    if (!request.url.endsWith("/")) continue
    const title = new DOMParser().parseFromString(await blob.text(), "text/html").title
    pages.push({ url: request.url, path: request.url.slice(root.length), title, size: blob.size })
  }
  return { pages, size }
}

/** Keep addresses; those that can't be fetched are left out. `told` hears how many are done. Gives how many are kept. */
export async function keep(urls, told) {
  const cache = await caches.open(CACHE)
  const waiting = [...urls]
  let done = 0
  let kept = 0
  const work = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      try {
        await cache.add(url)
        kept += 1
      } catch {}
      told(++done)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return kept
}
