/**
 * A long list, read a page at a time.
 *
 *   const people = createPaged((cursor, env: string, search: string) => answer(api…$get({ query: { cursor, search } })))
 *   const list = usePaged(people, [env, search])   // { items, error, loading, reload, more }
 *   <Table rows={list.items} more={list.more} … />
 *
 * Reading again reads as many pages as are shown, so that nothing on screen goes away.
 */
import { createResource, type Read, type Resource, useResource } from './resource.ts'

type Page<T> = { items: T[]; cursor?: string | null | undefined }
export type Paged<A extends readonly unknown[], T> = Resource<A, Page<T>> & {
  more: (args: A) => Promise<void>
}

export function createPaged<A extends readonly unknown[], T>(
  load: (cursor: string | undefined, ...args: A) => Promise<Page<T>>,
): Paged<A, T> {
  const depths = new Map<string, number>()
  const depthOf = (args: A) => depths.get(JSON.stringify(args)) ?? 1

  const resource = createResource(async (...args: A): Promise<Page<T>> => {
    let read: Page<T> = { items: [] }
    for (let left = depthOf(args); left > 0; left--) {
      const page = await load(read.cursor ?? undefined, ...args)
      read = { items: [...read.items, ...page.items], cursor: page.cursor }
      if (!page.cursor) break
    }
    return read
  })
  return {
    ...resource,
    more: async (args) => {
      const cursor = resource.entry(args).data?.cursor
      if (!cursor) return
      const page = await load(cursor, ...args)
      // A reading in between has moved the end: this page may no longer follow it.
      if (resource.entry(args).data?.cursor !== cursor) return
      depths.set(JSON.stringify(args), depthOf(args) + 1)
      resource.change(args, (now) => ({ items: [...now.items, ...page.items], cursor: page.cursor }))
    },
  }
}

export function usePaged<A extends readonly unknown[], T>(
  paged: Paged<A, T>,
  args: A | undefined,
  options: { every?: number } = {},
): Omit<Read<unknown>, 'data'> & { items: T[] | undefined; more: (() => Promise<void>) | undefined } {
  const { data, ...read } = useResource(paged, args, options)
  const more = args !== undefined && data?.cursor ? () => paged.more(args) : undefined
  return { ...read, items: data?.items, more }
}
