// Makes elements. All text goes in as text: nothing here reads HTML.

/**
 * An element. Of `attributes`, true stands for an empty one; false, null and undefined are left out.
 * @param {string} tag
 * @param {Object<string, string|number|boolean|null|undefined>} [attributes]
 * @param {...(Node|string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children)
  return element
}

/** Pieces of a text, those with `mark` marked. */
export const marked = pieces => pieces.map(({ text, mark }) => mark ? make("mark", {}, text) : text)
