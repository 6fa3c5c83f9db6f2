/** Ignoring attributes and keeping them again, with undo. */
import { api, done } from '../../api.ts'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { createStore } from '../../store.ts'
import { attributes } from './data.ts'

const attribute = api.environments[':env'].attributes[':key']

/** Attributes that are erased unless that is undone; they are shown as if it were done. */
export const erasing = createStore<ReadonlySet<string>>(new Set())
export const placeOf = (env: string, key: string): string => `${env} ${key}`

export function ignoreAttribute(env: string, key: string): void {
  const place = placeOf(env, key)
  const stay = () => erasing.set(new Set([...erasing.get()].filter((one) => one !== place)))
  erasing.set(new Set([...erasing.get(), place]))
  offerUndo(`“${key}” ignored and erased`, {
    commit: async () => {
      await done(attribute.$delete({ param: { env, key } }))
      attributes.reload()
    },
    undo: stay,
  })
}

export async function keepAttribute(env: string, key: string): Promise<void> {
  try {
    await done(attribute.$patch({ param: { env, key }, json: { ignored: false } }))
    erasing.set(new Set([...erasing.get()].filter((one) => one !== placeOf(env, key))))
    toast(`“${key}” is kept from now on`)
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
  }
  attributes.reload()
}
