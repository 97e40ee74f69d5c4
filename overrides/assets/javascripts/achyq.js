// What a page gains where scripts run: reading settings, the search box, the reader's language. Nothing here is needed to read.
(() => {
  "use strict"
  const BUNDLE = "bundle.a5f9d56c.min.js"                       // Material's; its name changes with its version
  const here = document.currentScript
  const root = new URL("../../", here.src)
  const page = document.documentElement
  const one = (selector, from = document) => from.querySelector(selector)

  // Storage may be forbidden (private windows, strict settings): then a choice lasts as long as its page.
  const recall = key => { try { return localStorage.getItem("achyq." + key) } catch { return null } }
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem("achyq." + key)
      else localStorage.setItem("achyq." + key, value)
    } catch {}
  }

  // What readers may set, and which choices there are: "" is what the device or the browser asks for.
  const CHOICES = { size: ["small", "", "large", "largest"], theme: ["", "light", "dark"], contrast: ["", "more"] }
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const strong = matchMedia("(prefers-contrast: more)")
  const chosen = {}
  for (const name in CHOICES) chosen[name] = CHOICES[name].find(choice => choice && choice === recall(name)) || ""

  function dress() {
    page.dataset.size = chosen.size
    page.dataset.theme = chosen.theme || (dark.matches ? "dark" : "light")
    page.dataset.contrast = chosen.contrast || (strong.matches ? "more" : "")
  }

  // This script stands in the head without `defer`: settings must be known before the first paint.
  page.className = "js"
  dress()
  for (const query of [dark, strong]) if (query.addEventListener) query.addEventListener("change", dress)

  // The search page must not show first what an answer replaces, nor wait for an answer where its module can't run.
  if (location.search) page.classList.add("asked")
  addEventListener("load", () => {
    if (one(".finder") && page.dataset.search !== "ready") page.classList.add("no-search")
  })

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }

  // What unfolds over the page folds when a reader turns to something else, or by Escape.
  function unfolds(menu) {
    document.addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false })
    menu.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return
      menu.open = false
      one("summary", menu).focus()
    })
  }

  // The words stand in the page: for each setting its name and its choices.
  function look(menu) {
    const words = menu.dataset.words.split("|")
    const panel = make("div", {})
    for (const name in CHOICES) {
      const set = make("fieldset", {}, make("legend", { textContent: words.shift() }))
      for (const choice of CHOICES[name]) {
        const input = make("input", { type: "radio", name: "look-" + name, value: choice, checked: chosen[name] === choice })
        input.addEventListener("change", () => {
          chosen[name] = choice
          keep(name, choice || null)
          dress()
        })
        set.append(make("label", {}, input, make("span", { textContent: words.shift() })))
      }
      panel.append(set)
    }
    menu.append(panel)
    unfolds(menu)
  }

  // The page's own address, by what the device offers or as text to paste: nothing is told to anyone else.
  function share(line) {
    const [give, copy] = line.querySelectorAll("button")
    const url = one("link[rel=canonical]").href
    give.hidden = !navigator.share
    give.addEventListener("click", () => navigator.share({ title: one("h1").textContent, url }).catch(() => {}))
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(url)
        one("[role=status]", line).textContent = copy.dataset.done
      } catch {                                                  // not allowed, or no secure address: to be copied by hand
        getSelection().selectAllChildren(one(".cite .url"))
      }
    })
  }

  function sections(nav) {
    const folder = place => place.pathname.replace(/index\.html$/, "")     // which addresses of files name
    for (const link of nav.querySelectorAll("a")) {
      if (!folder(location).startsWith(folder(link))) continue
      link.setAttribute("aria-current", folder(location) === folder(link) ? "page" : "true")
      const list = link.closest("ul")
      list.scrollLeft = link.offsetLeft - list.offsetLeft - 16
    }
  }

  function languages(menu) {
    menu.addEventListener("click", event => {
      const link = event.target.closest("a[lang]")
      if (link) keep("language", link.lang)
    })
    unfolds(menu)
  }

  function chooser(list) {
    list.addEventListener("click", event => {
      const link = event.target.closest("a[lang]")
      if (link) keep("language", link.lang)
    })
    const chosen = [...list.querySelectorAll("a[lang]")].find(link => link.lang === recall("language"))
    if (!chosen) return
    chosen.parentElement.classList.add("chosen")
    list.prepend(chosen.parentElement)
  }

  function missing(texts) {
    const first = location.pathname.slice(root.pathname.length).split("/")[0]
    const locale = [first, recall("language")].find(code => texts.some(text => text.dataset.locale === code))
    if (!locale) return
    page.lang = locale
    for (const text of texts) if (text.dataset.locale !== locale) text.remove()
  }

  // A text in another script has the same paragraphs: the address says which one was at the top, for that page's eyes only.
  const PLACE = /^#-(\d+)$/

  function scripts(line) {
    const parts = () => [...document.querySelectorAll(".prose > *")]
    line.addEventListener("click", event => {
      const link = event.target.closest("a[lang]")
      const at = parts().findIndex(part => part.getBoundingClientRect().bottom > 0)
      if (link) link.hash = at > 0 && scrollY > 0 ? "-" + at : ""
    })
    const found = PLACE.exec(location.hash)
    if (!found) return
    history.replaceState(null, "", location.pathname + location.search)
    const part = parts()[found[1]]
    if (part) part.scrollIntoView({ behavior: "instant" })
  }

  // A table wider than the screen scrolls; the keyboard must be able to reach it.
  function tables(text) {
    for (const table of text.querySelectorAll("table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0
  }

  // Material's bundle drives the search box. It is over 100 KB, so it comes when a reader first reaches for the box.
  function search(box) {
    if (location.protocol === "file:") return box.remove()      // browsers give local files no workers
    const input = one("input[type=search]", box)
    const toggle = one("[data-md-toggle=search]", box)
    let asked = false
    toggle.checked = false                                      // Firefox keeps it through a reload

    const prepare = words => {
      const meta = make("p", { className: "md-search-result__meta", textContent: words["search.result.placeholder"] })
      meta.setAttribute("role", "status")
      const list = make("ol", { className: "md-search-result__list" })
      list.setAttribute("role", "presentation")
      const result = make("div", { className: "md-search-result" }, meta, list)
      result.dataset.mdComponent = "search-result"
      // The answers of the other languages put a new list in the place of the first: the reader stays at her line.
      let line = -1
      const lines = () => [...list.querySelectorAll("a")]
      list.addEventListener("focusin", event => { line = lines().indexOf(event.target) })
      input.addEventListener("focus", () => { line = -1 })
      new MutationObserver(() => {
        const again = document.activeElement === document.body && lines()[line]
        if (again) again.focus()
      }).observe(list, { childList: true })
      box.append(
        make("label", { className: "md-search__overlay", htmlFor: toggle.id }),
        make("div", { className: "md-search__output" }, result)
      )
      const worker = new URL(`assets/javascripts/search-worker.js?locale=${page.lang}`, root).href
      const config = { base: root.href, features: [], search: worker, translations: words }
      const drawer = make("input", { type: "checkbox", hidden: true })            // the bundle insists on this toggle
      drawer.dataset.mdToggle = "drawer"
      document.body.append(
        make("script", { id: "__config", type: "application/json", textContent: JSON.stringify(config) }),
        drawer,
        make("script", { src: new URL("assets/javascripts/" + BUNDLE, root).href })
      )
    }
    const load = () => {
      if (asked) return
      asked = true
      fetch(new URL(`search/${page.lang}.json`, root)).then(answer => answer.json()).then(prepare, () => { asked = false })
    }
    input.addEventListener("focus", () => {
      if (!toggle.checked) toggle.click()
      load()
    })
    // The bundle listens to keyup only; pasting, dictating and swiping make none.
    input.addEventListener("input", () => input.dispatchEvent(new Event("keyup")))
    // It also takes single letters typed anywhere as commands, which speech control and a cat on the keyboard type too.
    // Enter in the box, which it would give to the best result, asks the search page.
    addEventListener("keydown", event => {
      if (!toggle.checked && event.key.length === 1) event.stopImmediatePropagation()
      if (event.key === "Enter" && event.target === input) event.stopImmediatePropagation()
      if (event.key === "Escape" && toggle.checked) requestAnimationFrame(() => input.form.focus())
    }, true)
  }

  // The key / leads to the search, unless the reader has switched that off on the search page (WCAG 2.1.4).
  addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || recall("slash") === "off") return
    if (event.target.closest("input, select, textarea, [contenteditable]")) return
    const field = one("#q") || one(".md-search__input")
    if (!field) return
    event.preventDefault()
    field.focus()
  }, true)

  const start = (selector, feature) => { const found = one(selector); if (found) feature(found) }
  document.addEventListener("DOMContentLoaded", () => {
    start(".look", look)
    start(".share", share)
    start(".sections", sections)
    start(".lang", languages)
    start(".chooser", chooser)
    start(".scripts", scripts)
    start(".prose", tables)
    start(".md-search", search)
    const texts = [...document.querySelectorAll(".missing")]
    if (texts.length) missing(texts)
  })
})()
