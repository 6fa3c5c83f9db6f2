/** What is being written of an event: kept while its panel is closed, so that nothing typed is lost. */
import type { Click, EventChange, Mapping, PropertyCondition } from '../../../../shared/event.ts'
import type { UrlMatch } from '../../../../shared/url-match.ts'
import { createStore } from '../../store.ts'
import type { Event } from './data.ts'

export type Draft = {
  description: string
  mappings: Mapping[]
  url: UrlMatch | null
  click: Click | null
  countsFrom: Event['countsFrom']
}

/** By event ID. */
export const drafts = createStore<ReadonlyMap<string, Draft>>(new Map())

export function keepDraft(id: string, draft: Draft | undefined): void {
  const next = new Map(drafts.get())
  if (draft) next.set(id, draft)
  else next.delete(id)
  drafts.set(next)
}

export const draftOf = ({ description, mappings, url, click, countsFrom }: Event): Draft => ({
  description,
  mappings,
  url,
  click,
  countsFrom,
})

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Only what differs, in the form that is sent. */
export function changeOf(event: Event, draft: Draft): EventChange {
  const mappings = draft.mappings.map(settledMapping)
  const { url, click } = draft
  return {
    ...(draft.description !== event.description && { description: draft.description }),
    ...(!isSame(mappings, event.mappings) && { mappings }),
    ...(url && !isSame(url, event.url) && { url }),
    ...(click && !isSame(click, event.click) && { click: settledClick(click) }),
    ...(draft.countsFrom !== event.countsFrom && { countsFrom: draft.countsFrom }),
  }
}

export const settledMapping = ({ name, conditions }: Mapping): Mapping => ({
  name,
  conditions: conditions.map(settledCondition),
})

function settledCondition({ key, op, value }: PropertyCondition): PropertyCondition {
  if (value === undefined) return { key: key.trim(), op }
  return {
    key: key.trim(),
    op,
    value: Array.isArray(value) ? value.map(settledValue).filter((one) => one !== '') : settledValue(value),
  }
}

/** What spells a number is one, where nothing of its spelling would be lost. */
function settledValue(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string') return value
  const text = value.trim()
  return text !== '' && String(Number(text)) === text ? Number(text) : text
}

/** Fields left empty are none. */
export const settledClick = ({ selector, text, url }: Click): Click => ({
  ...(selector?.trim() && { selector: selector.trim() }),
  ...(text?.trim() && { text: text.trim() }),
  ...(url && { url }),
})
