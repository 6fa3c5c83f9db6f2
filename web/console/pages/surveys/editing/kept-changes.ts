/** Changes that no server has yet, kept in this browser: they outlive a reload, a crash and a day without network. */
import * as v from 'valibot'
import { PLATFORMS, SurveyDefinition } from '../../../../../shared/survey.ts'
import type { Change } from './parts.ts'

export type KeptChange = {
  /** What they were made on. */
  revision: number
  change: Change
}

const Kept = v.object({
  revision: v.number(),
  change: v.partial(
    v.object({ name: v.string(), platform: v.picklist(PLATFORMS), ...SurveyDefinition.entries }),
  ),
})

const placeOf = (env: string, id: string): string => `asklet.survey.${env}.${id}`

export function recallChange(env: string, id: string): KeptChange | undefined {
  try {
    const text = localStorage.getItem(placeOf(env, id))
    return text === null ? undefined : v.parse(Kept, JSON.parse(text))
  } catch {
    // Storage that is refused, or of an older version.
    return undefined
  }
}

export function keepChange(env: string, id: string, kept: KeptChange | undefined): void {
  try {
    if (kept) localStorage.setItem(placeOf(env, id), JSON.stringify(kept))
    else localStorage.removeItem(placeOf(env, id))
  } catch {
    // Private windows may refuse; it is still in memory.
  }
}
