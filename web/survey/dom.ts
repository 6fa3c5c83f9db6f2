/** Makes elements. By the oldest of the DOM's calls, as host pages overwrite the newer ones, and never from HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>
type Child = Node | string | false | null | undefined

/** `true` is an attribute without a value; `false`, null and undefined are none. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, children)
}

/** A drawing in a square of 24, of one or more paths. The text beside it, or around it, names it. */
export function drawing(...paths: readonly string[]): SVGSVGElement {
  const make = <Name extends 'svg' | 'path'>(name: Name) =>
    document.createElementNS('http://www.w3.org/2000/svg', name)
  return filled(
    make('svg'),
    { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    paths.map((d) => filled(make('path'), { d }, [])),
  )
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name]
    if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value === true ? '' : `${value}`)
  }
  for (const child of children) {
    if (typeof child === 'string') made.appendChild(document.createTextNode(child))
    else if (child) made.appendChild(child)
  }
  return made
}

export function emptied<Held extends Element>(held: Held): Held {
  while (held.firstChild) held.removeChild(held.firstChild)
  return held
}
