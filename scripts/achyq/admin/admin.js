// Starts Decap CMS with the archive's settings, and shows what keeps an article from being saved.

window.CMS_MANUAL_INIT = true

const language = document.documentElement.lang

addEventListener("DOMContentLoaded", async () => {
    const answer = await fetch(`settings.json?lang=${language}`)
    const given = await answer.json()
    if (!answer.ok) {
        show(given.error, given.problems)
        return
    }
    start(given)
})

function start({settings, words, base, close}) {
    const CMS = window.CMS
    // Nobody logs in: who sees this page has the files.
    localStorage.setItem("decap-cms-user", JSON.stringify({backendName: "proxy"}))
    CMS.registerLocale(language, merged(CMS.getLocale(base), words))
    CMS.registerMediaLibrary({name: "none", init: () => ({show() {}, hide() {}, enableStandalone: () => false})})
    CMS.registerEventListener({name: "preSave", handler: ({entry}) => propose(entry, settings.backend.proxy_url, close)})
    CMS.init({config: {...settings, site_url: location.origin}})
}

/** Ask where a new article goes and whether it can be saved; what is wrong is shown until it is not. */
async function propose(entry, address, close) {
    show()
    const data = entry.get("data")
    const params = {path: entry.get("path"), new: Boolean(entry.get("newRecord")), raw: JSON.stringify(data.toJS())}
    const answer = await fetch(address, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({action: "propose", params}),
    })
    const told = await answer.json()
    if (!answer.ok) {
        show(told.error, told.problems, close)
        throw Object.assign(new Error([told.error, ...told.problems ?? []].join(" ")), {name: ""})
    }
    return params.new ? data.set("~year", told.year).set("~slug", told.slug) : data
}

function show(heading = "", problems = [], close = "") {
    const place = document.getElementById("achyq-problems")
    place.replaceChildren()
    place.hidden = !heading
    if (!heading) {
        return
    }
    const list = document.createElement("ul")
    for (const problem of problems) {
        list.append(Object.assign(document.createElement("li"), {textContent: problem}))
    }
    place.append(Object.assign(document.createElement("p"), {textContent: heading}))
    if (problems.length) {
        place.append(list)
    }
    if (close) {
        place.append(Object.assign(document.createElement("button"), {type: "button", textContent: close, onclick: () => show()}))
    }
}

/** `theirs` with `ours` in it, group by group. */
function merged(theirs, ours) {
    const made = {...theirs}
    for (const [key, value] of Object.entries(ours)) {
        made[key] = typeof value === "string" ? value : merged(made[key], value)
    }
    return made
}
