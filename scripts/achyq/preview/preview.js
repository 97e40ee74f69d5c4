/* In the preview only: loads the page again when it has changed, and has its errors read out. */
const { version } = document.currentScript.dataset
const address = new URLSearchParams({ page: location.pathname, version })
const events = new EventSource(`/~achyq/events?${address}`)
events.onmessage = () => {
  events.close()
  location.reload()
}
addEventListener("pagehide", () => events.close())

const panel = document.querySelector("#achyq-preview details")
if (panel) {
  /* Whoever has closed or opened the list finds it so until there is something else to say. */
  const key = `achyq-preview ${panel.textContent.length} ${panel.querySelector("summary").textContent}`
  const kept = sessionStorage.getItem(key)
  if (kept) panel.open = kept === "open"
  panel.addEventListener("toggle", () => sessionStorage.setItem(key, panel.open ? "open" : "closed"))
  /* Screen readers say an alert when its content comes, not when it is there from the start. */
  const alert = panel.querySelector("[role=alert]")
  if (alert) setTimeout(() => alert.append(...alert.childNodes), 300)
}
