/** JSON that a page's prototypes cannot spoil. */

/** Old libraries give arrays, strings and objects a `toJSON` of their own. A replacer gets to what is below it. */
export const json = (value: unknown): string =>
  JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key) {
    const held = this[key]
    return held instanceof Date ? held.toISOString() : held
  })
