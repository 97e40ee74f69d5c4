// Reads a site's files over the network.
import { SearchError } from "./failure.mjs"

/**
 * A reader for `open`: reader(name, [start, end]?) → the file's bytes, or those of the range.
 * @param {string|URL} root the site's root, which names are relative to
 */
export const fetched = root => async (name, range) => {
  const options = name === "search/directory.json" ? { cache: "no-cache" } : {}
  if (range) options.headers = { Range: `bytes=${range[0]}-${range[1] - 1}` }
  let answer, bytes
  try {
    answer = await fetch(new URL(name, root), options)
    bytes = new Uint8Array(await answer.arrayBuffer())
  } catch (cause) {
    throw new SearchError("offline", `${name} did not come`, cause)
  }
  if (answer.status === 404) throw new SearchError("missing", `${name} is not there`)
  if (!answer.ok) throw new SearchError("offline", `${name}: ${answer.status}`)
  return range && answer.status !== 206 ? bytes.subarray(...range) : bytes
}
