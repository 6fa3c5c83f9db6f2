/**
 * One survey as it is edited. It outlives its page, so that what is typed is saved also after one has gone elsewhere.
 *
 * A draft saves itself a moment after each change, part by part, with the revision it was made on. Of a survey that
 * people see or have answered, nothing goes out before `publish`. What no server has yet is kept in this browser.
 */
import type { Survey } from '../../../../../shared/survey.ts'
import { api, ApiError, type Issue } from '../../../api.ts'
import { createStore, type Store } from '../../../store.ts'
import { surveyIn } from '../data.ts'
import { faultsOf } from './faults.ts'
import { createHistory } from './history.ts'
import { keepChange, recallChange } from './kept-changes.ts'
import { type Change, changeOf, isUnchanged, type Parts, partsOf } from './parts.ts'
import type { SaveState } from './save-state.ts'

export type Editing = {
  /** As the server has it: its state, its numbers, its revision. */
  survey: Survey
  /** What was last saved. */
  saved: Parts
  /** As it is edited. */
  parts: Parts
  save: SaveState
  /** What keeps it from being saved. */
  issues: readonly Issue[]
  changed: boolean
  steps: { back: number; forth: number }
}

export type Editor = {
  state: Store<Editing>
  change: (change: Change, merge?: string) => void
  /** The place that changed, or undefined where no step was left. */
  undo: () => string | undefined
  redo: () => string | undefined
  /** Sends what waits now. Whether the server has all of it. */
  flush: () => Promise<boolean>
  discard: () => void
  /** After a conflict. */
  keepMine: () => Promise<void>
  takeTheirs: () => Promise<void>
  /** The server's survey was read again, or something else was done to it. */
  adopt: (survey: Survey) => void
}

/** Milliseconds after the last change. */
const PAUSE = 700
const RETRY_AT_FIRST = 2_000
const RETRY_AT_MOST = 30_000

const one = api.environments[':env'].surveys[':id']

export function createEditor(env: string, read: Survey): Editor {
  const { id } = read
  const param = { env, id }
  const history = createHistory()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<boolean> | undefined
  let retry = RETRY_AT_FIRST
  let savedAt: string | undefined
  /** Sent, and no answer came: the server may have it or not. */
  let unsure: Change | undefined

  const saved = partsOf(read)
  const state = createStore<Editing>({
    survey: read,
    saved,
    parts: saved,
    save: { kind: 'saved', at: undefined },
    issues: [],
    changed: false,
    steps: history.steps(),
  })
  const set = (next: Partial<Editing>) => {
    const merged = { ...state.get(), ...next }
    const changed = !isUnchanged(merged.saved, merged.parts)
    state.set({ ...merged, changed, steps: history.steps() })
  }

  /** Says where the parts stand now, keeps them, and sends them in a moment where that is due. */
  const settle = (parts: Parts) => {
    set({ parts })
    clearTimeout(timer)
    const { survey, saved, changed, save } = state.get()
    keepChange(env, id, changed ? { revision: survey.revision, change: changeOf(saved, parts) } : undefined)
    const issues = faultsOf(parts)
    if (save.kind === 'conflict' && changed) return set({ issues })
    if (issues.length > 0) return refuse(issues, issues[0]?.message ?? '')
    if (!changed) return set({ issues, save: { kind: 'saved', at: savedAt } })
    if (survey.status !== 'draft') return set({ issues, save: { kind: 'unpublished' } })
    set({ issues, save: { kind: 'waiting' } })
    timer = setTimeout(() => void flush(), PAUSE)
  }
  const refuse = (issues: readonly Issue[], message: string) =>
    set({ issues, save: { kind: 'refused', issues: issues.length, message } })

  const send = async (): Promise<boolean> => {
    const { survey, saved, parts } = state.get()
    set({ save: { kind: 'saving' } })
    const change = changeOf(saved, parts)
    try {
      const json = { ...change, revision: survey.revision }
      const now = await surveyIn(one.$patch({ param, json }))
      retry = RETRY_AT_FIRST
      unsure = undefined
      // What was sent is what is saved: the server trims a name, and nothing typed may jump for that.
      savedAt = new Date().toISOString()
      set({ survey: now, saved: parts, save: { kind: 'saved', at: savedAt } })
      return true
    } catch (error) {
      await fail(error instanceof Error ? error : new Error(String(error)), change)
      return false
    }
  }
  const fail = async (error: Error, sent: Change): Promise<void> => {
    const status = error instanceof ApiError ? error.status : 0
    const issues = error instanceof ApiError ? error.issues : []
    if (issues.length > 0) return refuse(issues, error.message)
    if (status === 409) return collide(error, sent)
    if (status >= 400 && status < 500 && status !== 401 && status !== 429) return refuse([], error.message)
    // To publish is asked for at a moment of one's own, not whenever the network is back.
    const again = state.get().survey.status === 'draft'
    unsure = sent
    set({ save: { kind: 'offline', message: error.message, again } })
    if (!again) return
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), retry)
    retry = Math.min(2 * retry, RETRY_AT_MOST)
  }

  /** Another change came first: somebody else's, or one's own whose answer was lost with a page that was left. */
  const collide = async (refusal: Error, sent: Change): Promise<void> => {
    const theirs = await surveyIn(one.$get({ param })).catch(() => undefined)
    const { survey, saved, parts } = state.get()
    if (theirs?.revision === survey.revision) return refuse([], refusal.message)
    const base = theirs && partsOf(theirs)
    const isOwn = (change: Change | undefined) =>
      base !== undefined && change !== undefined && isUnchanged(base, { ...base, ...change })
    if (!theirs || !base || !(isOwn(sent) || isOwn(unsure))) return set({ save: { kind: 'conflict' } })
    unsure = undefined
    set({ survey: theirs, saved: base, save: { kind: 'saved', at: savedAt } })
    settle({ ...base, ...changeOf(saved, parts) })
  }

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer)
    await sending
    const { changed, issues, save } = state.get()
    if (!changed) return true
    if (issues.length > 0 || save.kind === 'conflict') return false
    sending = send()
    const done = await sending
    sending = undefined
    // What was typed meanwhile follows.
    if (done) settle(state.get().parts)
    return done && !state.get().changed
  }

  const step = (walk: ReturnType<typeof createHistory>['undo']) => {
    const found = walk(state.get().parts)
    if (found) settle(found.parts)
    return found?.path
  }
  const start = (survey: Survey) => {
    history.clear()
    clearTimeout(timer)
    const parts = partsOf(survey)
    set({ survey, saved: parts, save: { kind: 'saved', at: undefined } })
    settle(parts)
  }

  addEventListener('online', () => {
    if (state.get().save.kind === 'offline') void flush()
  })
  addEventListener('pagehide', () => {
    if (state.get().save.kind === 'waiting') void flush()
  })
  const kept = recallChange(env, id)
  if (kept) {
    const parts = { ...saved, ...kept.change }
    // Made on what the server no longer has, unless what was kept is just that.
    if (kept.revision !== read.revision && !isUnchanged(saved, parts)) set({ save: { kind: 'conflict' } })
    set({ parts })
    settle(parts)
  }

  return {
    state,
    change: (change, merge) => {
      const { parts } = state.get()
      const next = { ...parts, ...change }
      if (isUnchanged(parts, next)) return
      history.add(parts, next, merge, Date.now())
      settle(next)
    },
    undo: () => step(history.undo),
    redo: () => step(history.redo),
    flush,
    discard: () => {
      const { parts, saved } = state.get()
      history.add(parts, saved, undefined, Date.now())
      settle(saved)
    },
    keepMine: async () => {
      const { parts, saved } = state.get()
      const mine = changeOf(saved, parts)
      const theirs = await surveyIn(one.$get({ param }))
      const base = partsOf(theirs)
      set({ survey: theirs, saved: base, save: { kind: 'waiting' } })
      settle({ ...base, ...mine })
    },
    takeTheirs: async () => start(await surveyIn(one.$get({ param }))),
    adopt: (survey) => {
      const now = state.get()
      if (sending || survey.revision < now.survey.revision) return
      if (survey.revision === now.survey.revision) return set({ survey })
      if (!now.changed) {
        if (isUnchanged(now.saved, partsOf(survey))) set({ survey })
        else start(survey)
        return
      }
      // Only its state has changed: what is edited goes on from there.
      if (isUnchanged(now.saved, partsOf(survey))) {
        set({ survey })
        settle(now.parts)
        return
      }
      clearTimeout(timer)
      set({ save: { kind: 'conflict' } })
    },
  }
}

const editors = new Map<string, Editor>()

/** The same one as long as this console is open. */
export function editorOf(env: string, read: Survey): Editor {
  const place = `${env} ${read.id}`
  const found = editors.get(place)
  if (found) return found
  const editor = createEditor(env, read)
  editors.set(place, editor)
  return editor
}

/** After something that its edits cannot follow: it was archived or deleted. */
export const forgetEditor = (env: string, id: string): void => void editors.delete(`${env} ${id}`)
