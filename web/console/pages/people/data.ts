/** What the People pages read from the server, and what they do there. */
import * as v from 'valibot'
import { SurveyChance } from '../../../../shared/survey-chance.ts'
import { answer, api, done } from '../../api.ts'
import { createPaged } from '../../paged.ts'
import { createResource } from '../../resource.ts'
import { createStore } from '../../store.ts'

const ofEnvironment = api.environments[':env']
/** User IDs are any text; the client puts parameters into addresses as they are. */
const paramOf = (env: string, userId: string) => ({ env, userId: encodeURIComponent(userId) })

export const people = createPaged((cursor, env: string, search: string) =>
  answer(
    ofEnvironment.people.$get({
      param: { env },
      query: { limit: '100', cursor, search: search === '' ? undefined : search },
    }),
  ),
)

/** Who could be meant while one types: the few that match best. */
export const candidates = createResource((env: string, search: string) =>
  answer(ofEnvironment.people.$get({ param: { env }, query: { limit: '8', search } })),
)

export const person = createResource((env: string, userId: string) =>
  answer(ofEnvironment.people[':userId'].$get({ param: paramOf(env, userId) })),
)

/** Of each web survey in progress, why they would get it, or would not. */
export const chances = createResource(async (env: string, userId: string) => {
  const param = paramOf(env, userId)
  const { items } = await answer(ofEnvironment.people[':userId'].surveys.$get({ param }))
  // The client's type of what contains itself ends somewhere.
  return v.parse(v.array(SurveyChance), items)
})

export const identityMeter = createResource((env: string) =>
  answer(ofEnvironment['identity-meter'].$get({ param: { env } })),
)

function reload(): void {
  people.reload()
  candidates.reload()
  person.reload()
  identityMeter.reload()
}

export async function merge(env: string, userId: string, into: string): Promise<void> {
  await done(ofEnvironment.people[':userId'].merge.$post({ param: paramOf(env, userId), json: { into } }))
  reload()
}

export async function part(env: string, userId: string): Promise<void> {
  await done(ofEnvironment.people[':userId'].merge.$delete({ param: paramOf(env, userId) }))
  reload()
}

export async function erase(env: string, userId: string): Promise<void> {
  await done(ofEnvironment.people[':userId'].$delete({ param: paramOf(env, userId) }))
  reload()
}

/** All that is kept of a user, as JSON text. */
export async function exportPerson(env: string, userId: string): Promise<string> {
  const all = await answer(ofEnvironment.people[':userId'].export.$get({ param: paramOf(env, userId) }))
  return JSON.stringify(all, null, 2)
}

type Named = { userId: string; createdAt: string }

/** A user made anew under the same ID is another one. */
const keyOf = (env: string, { userId, createdAt }: Named) => JSON.stringify([env, userId, createdAt])

/** Users whose erasure is under way or may still be undone: no list shows them. */
export const leaving = createStore<ReadonlySet<string>>(new Set())
export const isLeaving = (env: string, person: Named): boolean => leaving.get().has(keyOf(env, person))

export function setLeaving(env: string, person: Named, leaves: boolean): void {
  const next = new Set(leaving.get())
  if (leaves) next.add(keyOf(env, person))
  else next.delete(keyOf(env, person))
  leaving.set(next)
}
