// Keys of forms that the archive has never seen: the same as in achyq/search/{analyser,stems,grammar}.py, by the same rules.
import { fold } from "./text.mjs"

export { fold, form, tokens } from "./text.mjs"

const VERBAL = new Set(["V", "VOICE", "NEG", "FIN", "CONV", "PART", "FUSED", "AOR"])
const [BARE, NOMINAL, VERBAL_ENDING] = [0, 1, 2]
const [SHORT, LONG, MANY, MOST] = [5, 9, 4, 2]
const UNSEEN = "~"

const compiled = new WeakMap()

function grammar(rules) {
  if (!compiled.has(rules)) compiled.set(rules, compile(rules))
  return compiled.get(rules)
}

function compile(rules) {
  const natives = Array.from(rules.native)
  const letters = Object.fromEntries(Array.from(rules.plain, (plain, i) => [natives[i], plain]))
  const g = {
    letters,
    vowels: new Set(rules.vowels),
    weight: feature => rules.weights[feature] ?? 0,
    dropped: new Set(rules.dropped),
    fleeting: new Set(rules.fleeting),
    final: Object.fromEntries(rules.final.map(pair => Array.from(pair))),
    spell: rules.spell.map(pair => pair.split(":")),
    next: Object.fromEntries(Object.entries(rules.next).map(([slot, after]) => [slot, new Set(after.split(" "))])),
    margin: rules.margin,
  }
  g.suffixes = spellings(rules, g)
  g.longest = Math.max(...Array.from(g.suffixes.keys(), spelling => spelling.length))
  g.irregular = new Map(Object.entries(rules.irregular).flatMap(([stem, forms]) => forms.split(" ")
    .map(form => [spelled(g, form), canonical(g, Array.from(spelled(g, stem || form)))])))
  return g
}

const plain = (g, text) => Array.from(text, letter => g.letters[letter] ?? letter).join("")

/** Every suffix in all its spellings, folded; two that a fold makes one are merged. */
function spellings(rules, g) {
  const alternants = Object.fromEntries(Object.entries(rules.alternants)
    .map(([name, options]) => [name, contexts(options, rules.letters)]))
  const folded = after => after && new Set(plain(g, after))
  const union = (a, b) => a && b && new Set([...a, ...b])
  const found = new Map()
  for (const [slot, patterns] of Object.entries(rules.slots)) {
    patterns.split(" ").forEach((pattern, number) => {
      for (const [spelling, restored, vowels, consonants] of ways(pattern, alternants, g.vowels)) {
        const suffix = { slot, number, restored: plain(g, restored), vowels: folded(vowels), consonants: folded(consonants) }
        const key = plain(g, spelling)
        const same = found.get(key) ?? found.set(key, []).get(key)
        const other = same.find(other => other.slot === slot && other.number === number)
        if (other) {
          other.vowels = union(other.vowels, suffix.vowels)
          other.consonants = union(other.consonants, suffix.consonants)
        } else same.push(suffix)
      }
    })
  }
  return found
}

/** Which letters an alternant may be after which others; * is all the rest. */
function contexts(options, letters) {
  const split = options.map(option => option.split(":"))
  const named = split.map(([, after]) => after === "*" ? "" : after).join("")
  const rest = Array.from(letters).filter(letter => !named.includes(letter)).join("")
  return split.flatMap(([spelled, after]) => Array.from(spelled, letter => [letter, after === "*" ? rest : after]))
}

/** A pattern in all spellings whose own letters agree; а>оо is оо for а and something else. */
function* ways(pattern, alternants, vowels) {
  const [spelling, restored = ""] = pattern.split(">").reverse()
  if (restored) yield [spelling, restored, alternants.A.find(([letter]) => letter === restored)[1], null]
  else yield* agreeing(Array.from(spelling), alternants, vowels, "", "", null, null)
}

function* agreeing(signs, alternants, vowels, done, vowel, byVowel, byConsonant) {
  if (!signs.length) {
    yield [done, "", byVowel, byConsonant]
    return
  }
  const [sign, ...rest] = signs
  for (const [letter, after] of alternants[sign] ?? [[sign, null]]) {
    const isVowel = vowels.has(letter)
    let [first, second] = [byVowel, byConsonant]
    if (after !== null) {
      const before = isVowel ? vowel : done.at(-1)
      if (before ? !after.includes(before) : false) continue
      if (!before && isVowel) first = after
      else if (!before) second = after
    }
    yield* agreeing(rest, alternants, vowels, done + letter, isVowel ? letter : vowel, first, second)
  }
}

/** What follows each letter from `start` on, as its best chain of suffixes; nothing where it is no ending. */
function endings(g, letters, vowels, start) {
  const whole = letters.length
  const chains = Array.from({ length: whole + 1 }, () => new Map())
  const found = []
  const ends = [whole]
  for (let cut = whole - 1; cut >= start; cut--) {
    chains[cut] = begun(g, letters, vowels[cut - 1], cut, ends, chains)
    if (!chains[cut].size) continue
    found[cut] = rest(g, "", chains[cut])
    ends.unshift(cut)
  }
  return found
}

/** The best chain from `start` to the end of the word that begins in each slot. */
function begun(g, letters, vowel, start, ends, chains) {
  const best = new Map()
  const before = letters[start - 1]
  for (const stop of ends) {
    if (stop - start > g.longest) break
    for (const { slot, number, restored, vowels, consonants } of g.suffixes.get(letters.slice(start, stop).join("")) ?? []) {
      const after = stop === letters.length ? { score: g.weight(`t:${slot}:`) } : rest(g, slot, chains[stop])
      if (!after) continue
      let score = after.score + g.weight(`m:${slot}:${number}:${g.vowels.has(before) ? "v" : "c"}`)
      if (vowels && vowel && !vowels.has(vowel)) score += g.weight("h")
      if (consonants && !consonants.has(before)) score += g.weight("k")
      if (!(best.get(slot)?.score >= score)) best.set(slot, { score, slot, restored })
    }
  }
  return best
}

/** The best of what may follow a slot. */
function rest(g, slot, chains) {
  let best = null
  for (const [after, chain] of chains) {
    if (!g.next[slot]?.has(after)) continue
    const score = chain.score + g.weight(`t:${slot}:${after}`)
    if (!best || score > best.score) best = { ...chain, score }
  }
  return best
}

/** A form as it is spelled for analysis: ю я ё as й and a vowel; и after a vowel can only be й. */
function spelled(g, form) {
  for (const [letters, others] of g.spell) form = form.replaceAll(letters, others)
  let out = ""
  for (const letter of plain(g, form)) out += letter === "и" && out && "аеиоуыэ".includes(out.at(-1)) ? "й" : letter
  return out
}

/** All stems that a spelling may have, as [score, canonical stem]; the whole first, then from the longest on. */
function stems(g, spelling) {
  if (g.irregular.has(spelling)) return [[0, g.irregular.get(spelling)]]
  const letters = Array.from(spelling)
  const whole = letters.length
  const first = letters.lastIndexOf("-") + 1
  let start = first
  while (start < whole && /\p{Nd}/u.test(letters[start])) start++
  const before = []
  let [vowel, count, shape] = ["", 0, 1]
  letters.forEach((letter, i) => {
    if (i === first) shape = 1
    shape *= 2
    if (g.vowels.has(letter)) [vowel, count, shape] = [letter, Math.min(count + 1, MANY), shape + 1]
    const length = i >= first ? i + 1 - first : i + 1
    before.push({ vowel, count, shape: length < SHORT ? shape : 27 + Math.min(length, LONG) })
  })
  const cuts = []
  for (let cut = whole; cut >= Math.min(start > first ? start : first + 2, whole); cut--) cuts.push(cut)
  if (first > 1 && start === first) cuts.push(first)
  const found = endings(g, letters, before.map(({ vowel }) => vowel), cuts.at(-1))
  return cuts.flatMap(cut => {
    const ending = cut < whole ? found[cut] : { score: 0, slot: "", restored: "" }
    if (!ending) return []
    const stop = cut === first ? cut - 1 : cut
    const { count, shape } = before[stop - 1]
    const last = letters[stop - 1]
    const kind = VERBAL.has(ending.slot) ? VERBAL_ENDING : ending.slot ? NOMINAL : BARE
    const score = [`l:${shape}`, `w:${count}`, `b:${kind}`, `z:${kind}:${last}`]
      .reduce((sum, feature) => sum + g.weight(feature), ending.score)
    return [[score, canonical(g, [...letters.slice(0, stop), ...ending.restored])]]
  })
}

/** A stem reduced to what all its forms share: no last ы, no fleeting vowel, п for б and so on. */
function canonical(g, stem) {
  const vowel = letter => g.vowels.has(letter)
  if (stem.length > 2 && g.dropped.has(stem.at(-1)) && stem.slice(0, -1).some(vowel)) stem.pop()
  stem.push(g.final[stem.at(-1)] ?? stem.at(-1))
  stem.splice(-2, 1)
  if (stem.length > 3 && !vowel(stem.at(-1)) && g.fleeting.has(stem.at(-2)) && !vowel(stem.at(-3))) stem.splice(-2, 1)
  return stem.join("")
}

/** A Russian or English form without what inflection adds: achyq/search/inflection.py. */
function stripped(form, { vowels, irregular, steps }) {
  const at = form.lastIndexOf("-") + 1
  let word = form.slice(at)
  if (Object.hasOwn(irregular, word)) word = irregular[word]
  if (word.startsWith("=")) return form.slice(0, at) + word.slice(1)
  for (const step of steps) {
    const fits = cuts(step).find(({ suffix, replacement, after }) => {
      if (!word.endsWith(suffix)) return false
      const rest = word.slice(0, -suffix.length)
      const left = rest + replacement
      return rest && (!after || after.includes(rest.at(-1))) && left.length >= 2
        && Array.from(left).some(letter => vowels.includes(letter))
    })
    if (fits) word = word.slice(0, -fits.suffix.length) + fits.replacement
  }
  return form.slice(0, at) + word
}

const read = new Map()

/** What `ies>y ed s/abc` says, the longest suffix first. */
function cuts(step) {
  if (!read.has(step)) {
    read.set(step, step.split(" ").map(rule => {
      const [cut, after = ""] = rule.split("/")
      const [suffix, replacement = ""] = cut.split(">")
      return { suffix, replacement, after }
    }).sort((a, b) => b.suffix.length - a.suffix.length))
  }
  return read.get(step)
}

/** The keys of a form that the archive has never seen, best first; folded or not is the same. Without the language's rules: its fold. */
export function keys(form, language, rules) {
  const folded = fold(form, language, rules)
  if (!folded) return []
  if (!rules[language]) return [folded]
  if (rules[language].steps) return [stripped(folded, rules[language]) + UNSEEN]
  const g = grammar(rules[language])
  const found = stems(g, spelled(g, folded)).sort(([a], [b]) => b - a)
  const near = found.filter(([score]) => score >= found[0][0] - g.margin)
  return [...new Set(near.map(([, stem]) => stem))].slice(0, MOST).flatMap(stem => [stem, stem + UNSEEN])
}
