// The text of an article with, below it, the pictures and documents of its story: added, put into the text, deleted.

/** Limits of a picture, as `achyq check` has them (attachment.py). */
const MOST_BYTES = 1_000_000
const MOST_SIDE = 2560

/**
 * Makes the widget `article`.
 * `ask(action, params)` gives the server's answer or throws what it said; `show(told, more)` shows that.
 */
function registerArticle(CMS, labels, ask, show) {
    const {h, createClass} = window
    const said = (label, path) => label.replace("{path}", path)

    CMS.registerWidget("article", createClass({
        getInitialState: () => ({files: [], about: "", busy: false}),

        componentDidMount() {
            this.look()
        },

        /** The article's path; '' as long as it has not been saved. */
        path() {
            const entry = this.props.getEntry()
            return entry.get("newRecord") ? "" : entry.get("path")
        },

        async look() {
            const path = this.path()
            this.seen = path
            const files = path ? await ask("attachments", {path}) : []
            if (this.seen === path) {
                this.setState({files})
            }
        },

        componentDidUpdate() {
            if (this.path() !== this.seen) {
                this.look()
            }
        },

        /** Do what may be refused, and show why. */
        async attempt(work, more) {
            show()
            this.setState({busy: true})
            try {
                await work()
            } catch (told) {
                show(told, told.mendable && more)
            }
            this.setState({busy: false})
        },

        choose(event) {
            event.preventDefault()
            const [file] = this.input.files
            const about = this.state.about.trim()
            if (!file || !about) {
                show({error: labels.wanting})
                return
            }
            const again = {label: labels.clean, run: () => this.attempt(async () => this.add(await copy(file, labels.failed), about))}
            this.attempt(() => this.add(file, about), again)
        },

        async add(file, about) {
            const story = this.path().replace(/\..*$/, "")
            const asset = {path: `${story}/${file.name}`, content: await base64(file), encoding: "base64"}
            this.insert(await ask("persistMedia", {asset}), about)
            this.input.value = ""
            this.setState({about: ""})
            await this.look()
        },

        /** Put a picture, or a link to a document, after the paragraph with the cursor. */
        insert({path, link}, about = "") {
            const picture = /\.(jpe?g|png|webp|gif)$/.test(path) ? "!" : ""
            const words = (about || link.replace(/^.*\//, "")).replace(/[[\]\\]/g, "\\$&")
            const text = this.props.value || ""
            const area = document.getElementById(this.props.forID)
            const end = text.indexOf("\n\n", area ? area.selectionEnd : text.length)
            const at = end < 0 ? text.length : end
            const before = text.slice(0, at).trimEnd()
            const after = text.slice(at).trimStart()
            const parts = [before, `${picture}[${words}](${link})`, after]
            this.props.onChange(parts.filter(Boolean).join("\n\n"))
        },

        remove({path}) {
            if (confirm(said(labels.sure, path))) {
                this.attempt(async () => {
                    await ask("deleteFiles", {paths: [path]})
                    await this.look()
                })
            }
        },

        render() {
            return h("div", {}, h(CMS.getWidget("text").control, this.props), this.path() ? this.files() : h("p", {className: "achyq-files"}, labels.early))
        },

        files() {
            const button = (text, label, onClick) => h("button", {type: "button", "aria-label": label, title: label, disabled: this.state.busy, onClick}, text)
            const items = this.state.files.map(file => h("li", {key: file.path},
                h("span", {}, file.link.replace(/^.*\//, "")),
                button("＋", said(labels.insert, file.path), () => this.insert(file)),
                button("×", said(labels.remove, file.path), () => this.remove(file))))
            return h("fieldset", {className: "achyq-files"},
                h("legend", {}, labels.files),
                h("ul", {}, items),
                h("label", {}, labels.choose, h("input", {type: "file", accept: ".jpg,.jpeg,.png,.webp,.gif,.pdf,.csv,.txt", ref: input => { this.input = input }})),
                h("label", {}, labels.about, h("input", {value: this.state.about, onChange: event => this.setState({about: event.target.value})})),
                h("button", {type: "button", disabled: this.state.busy, onClick: this.choose}, labels.add))
        },
    }))
}

/** A copy of a picture with nothing but its pixels, at most as large as it may be. */
async function copy(file, failed) {
    const image = await createImageBitmap(file).catch(() => { throw {error: failed} })
    const kind = file.type === "image/jpeg" ? ["image/jpeg", ".jpg"] : ["image/webp", ".webp"]
    for (let side = MOST_SIDE; side > 100; side *= 0.8) {
        const scale = Math.min(1, side / Math.max(image.width, image.height))
        const canvas = Object.assign(document.createElement("canvas"), {
            width: Math.round(image.width * scale), height: Math.round(image.height * scale),
        })
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
        const blob = await new Promise(done => { canvas.toBlob(done, kind[0], 0.85) })
        if (blob && blob.size <= MOST_BYTES) {
            return new File([blob], file.name.replace(/\.[^.]*$/, "") + kind[1], {type: kind[0]})
        }
    }
    throw {error: failed}
}

/** The content of a file in base64. */
function base64(file) {
    return new Promise((done, fail) => {
        const reader = new FileReader()
        reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1))
        reader.onerror = () => fail({error: String(reader.error)})
        reader.readAsDataURL(file)
    })
}
