/** Pages of a list: `{items, cursor}`, asked for by `?limit=&cursor=`. */
import * as v from 'valibot'

export const PAGE_LIMIT = 200

export const PageQuery = v.object({
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, `must be a whole number from 1 to ${PAGE_LIMIT}`),
      v.transform(Number),
      v.minValue(1, `must be a whole number from 1 to ${PAGE_LIMIT}`),
      v.maxValue(PAGE_LIMIT, `must be a whole number from 1 to ${PAGE_LIMIT}`),
    ),
    '50',
  ),
  /** As the page before gave it: it may hold a name of 500 characters, each of several bytes. */
  cursor: v.optional(v.pipe(v.string(), v.maxLength(5_000))),
})

/** A page of items; the cursor is null on the last one. */
export const pageOf = <Item extends v.GenericSchema>(item: Item) =>
  v.object({ items: v.array(item), cursor: v.nullable(v.string()) })
