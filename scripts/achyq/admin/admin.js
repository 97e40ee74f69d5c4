// Starts Decap CMS with the archive's settings, and shows what keeps something from being saved or deleted.

window.CMS_MANUAL_INIT = true

const language = document.documentElement.lang

addEventListener("DOMContentLoaded", async () => {
    const answer = await fetch(`settings.json?lang=${language}`)
    const given = await answer.json()
    if (answer.ok) {
        start(given)
    } else {
        show(given)
    }
})

let closing = ""

function start({settings, words, base, labels}) {
    const CMS = window.CMS
    closing = labels.close
    // Nobody logs in: who sees this page has the files.
    localStorage.setItem("decap-cms-user", JSON.stringify({backendName: "proxy"}))
    CMS.registerLocale(language, merged(CMS.getLocale(base), words))
    CMS.registerMediaLibrary({name: "none", init: () => ({show() {}, hide() {}, enableStandalone: () => false})})
    const ask = (action, params) => asked(settings.backend.proxy_url, action, params)
    registerArticle(CMS, labels, ask, show)
    CMS.registerEventListener({name: "preSave", handler: ({entry}) => propose(entry, ask)})
    // Decap's name for what comes before deleting.
    CMS.registerEventListener({name: "preUnpublish", handler: ({entry}) => granted(ask("mayDelete", {path: entry.get("path")}))})
    CMS.init({config: {...settings, site_url: location.origin}})
}

/** The server's answer; throws what it said when it refused. */
async function asked(address, action, params) {
    const answer = await fetch(address, {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({action, params}),
    })
    const told = await answer.json()
    if (!answer.ok) {
        throw told
    }
    return told
}

/** Ask where a new article goes and whether it can be saved. */
async function propose(entry, ask) {
    const data = entry.get("data")
    const params = {path: entry.get("path"), new: Boolean(entry.get("newRecord")), raw: JSON.stringify(data.toJS())}
    const told = await granted(ask("propose", params))
    return params.new ? data.set("~year", told.year).set("~slug", told.slug) : data
}

/** The answer; what was refused is shown until it is not, and keeps Decap from going on. */
async function granted(answer) {
    show()
    try {
        return await answer
    } catch (told) {
        show(told)
        throw Object.assign(new Error([told.error, ...told.problems ?? []].join(" ")), {name: ""})
    }
}

/** Show what was said, with a button for what can be done about it; nothing hides what was shown. */
function show(told = {}, more = null) {
    const place = document.getElementById("achyq-problems")
    place.replaceChildren()
    place.hidden = !told.error
    if (!told.error) {
        return
    }
    place.append(Object.assign(document.createElement("p"), {textContent: told.error}))
    if (told.problems?.length) {
        const list = document.createElement("ul")
        list.append(...told.problems.map(problem => Object.assign(document.createElement("li"), {textContent: problem})))
        place.append(list)
    }
    const buttons = [...more ? [[more.label, more.run]] : [], ...closing ? [[closing, () => show()]] : []]
    for (const [textContent, onclick] of buttons) {
        place.append(Object.assign(document.createElement("button"), {type: "button", textContent, onclick}))
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
