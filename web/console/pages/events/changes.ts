/** What can be done to events and requests from more than one place, each with its message and its undo. */
import type { Denial } from '../../../../shared/request.ts'
import { answer, api, done } from '../../api.ts'
import { counted } from '../../parts/count.tsx'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { createStore } from '../../store.ts'
import { type Event, oneEvent, reloadEvents } from './data.ts'

const environment = api.environments[':env']

/** IDs of events that are deleted unless that is undone: no list shows them meanwhile. */
export const leaving = createStore<ReadonlySet<string>>(new Set())

function leave(event: Event, text: string, commit: () => Promise<void>): void {
  leaving.set(new Set([...leaving.get(), event.id]))
  offerUndo(text, {
    commit: async () => {
      await commit()
      reloadEvents()
    },
    undo: () => leaving.set(new Set([...leaving.get()].filter((id) => id !== event.id))),
  })
}

/** `force`: also where surveys use it. */
export const deleteEvent = (env: string, event: Event, force = false): void =>
  leave(event, `“${event.name}” deleted`, () => remove(env, event, force))

const remove = (env: string, { id }: Event, force: boolean): Promise<void> =>
  done(environment.events[':id'].$delete({ param: { env, id }, query: force ? { force: 'true' } : {} }))

/** For a name that should never have become an event: the event goes, and its name is kept out. */
export const denyEvent = (env: string, event: Event): void =>
  leave(event, `“${event.name}” denied`, async () => {
    await remove(env, event, false)
    await done(environment.requests.deny.$post({ param: { env }, json: { names: [event.name] } }))
  })

export async function markReviewed(env: string, ids: readonly string[]): Promise<void> {
  await attempt(async () => {
    for (const id of ids)
      await done(environment.events[':id'].$patch({ param: { env, id }, json: { reviewed: true } }))
    if (ids.length > 1) toast(`${counted(ids.length, 'event')} marked as reviewed`)
  })
}

export type Approved = { names: string[] | 'all'; into?: { id: string; name: string }; backfill: boolean }

/** Whether it was done. */
export const approve = (env: string, { names, into, backfill }: Approved): Promise<boolean> =>
  attempt(async () => {
    const { approved } = await answer(
      environment.requests.approve.$post({
        param: { env },
        json: { names, backfill, ...(into && { event: into.id }) },
      }),
    )
    const what = Array.isArray(names) && names.length === 1 ? `“${names[0]}”` : counted(approved, 'name')
    if (into) return toast(`${what} now counts as “${into.name}”`)
    const left = names === 'all' ? await countWaiting(env) : 0
    toast(
      left === 0
        ? `${what} approved`
        : `${what} approved. ${counted(left, 'name waits', 'names wait')} on, as an event is called so already`,
    )
  })

const countWaiting = async (env: string): Promise<number> =>
  (await answer(environment['review-count'].$get({ param: { env } }))).requests

export const deny = (env: string, denial: Denial): Promise<boolean> =>
  attempt(async () => {
    const { denied, ids } = await answer(environment.requests.deny.$post({ param: { env }, json: denial }))
    const { names, pattern } = denial
    const what = Array.isArray(names) && names.length === 1 ? `“${names[0]}”` : counted(denied, 'name')
    toast(pattern === undefined ? `${what} denied` : `“${pattern}” denied, with ${what} that waited`, {
      undo: () => lift(env, ids),
    })
  })

export const lift = (env: string, ids: string[], said?: string): Promise<boolean> =>
  attempt(async () => {
    await answer(environment.requests.lift.$post({ param: { env }, json: { ids } }))
    if (said) toast(said)
  })

/** A denied name becomes an event at once, without waiting for review. */
export const acceptDenied = (env: string, event: Event): Promise<boolean> =>
  attempt(async () => {
    await answer(
      environment.events[':id'].$patch({ param: { env, id: event.id }, json: { status: 'accepted' } }),
    )
    toast(`“${event.name}” counts from now on`)
  })

/** Shows what went wrong, and reads anew what is shown in either case. */
async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    return false
  } finally {
    reloadEvents()
  }
}

/** An event as the server answered a change of it is shown before the lists are read again. */
export function showChanged(env: string, event: Event): void {
  oneEvent.change([env, event.id], () => event)
  reloadEvents()
}
