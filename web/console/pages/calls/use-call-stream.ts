/** Live calls as they come: reads what is new while the page is visible, and older lines on demand. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { append, begin, type CallWindow, hasRoom, receive, reveal } from './call-window.ts'
import { type CallFilters, readCalls } from './data.ts'

/** Milliseconds between two readings; a server that fails is asked more rarely. */
const PAUSE = 1_500
const PAUSE_AFTER_FAILURE = 5_000
const PAGE = 100
/** As many as the server gives at once: more than came in a pause, but for a flood. */
const NEXT = 200

export type CallStream = {
  window: CallWindow | undefined
  error: Error | undefined
  /** Shows what was held back. */
  show: () => Promise<void>
  /** Reads older ones. Where `full`, they take the place of those shown. */
  more: () => Promise<void>
  full: boolean
  retry: () => void
}

type Held = { key: string; window?: CallWindow; error?: Error }

/** `paused`: asks for nothing new. `hold`: asks, but moves nothing under the reader's eyes. */
export function useCallStream(
  env: string,
  filters: CallFilters,
  { paused, hold }: { paused: boolean; hold: boolean },
): CallStream {
  const key = JSON.stringify([env, filters])
  const [held, setHeld] = useState<Held>({ key })
  const state: Held = held.key === key ? held : { key }
  const latest = useRef({ state, hold, paused })
  latest.current = { state, hold, paused }

  /** An answer to filters of before is worth nothing. */
  const change = (next: (now: Held) => Held) => {
    if (latest.current.state.key !== key) return
    setHeld((now) => next(now.key === key ? now : { key }))
  }
  const changeWindow = (next: (window: CallWindow) => CallWindow) =>
    change((now) => {
      if (!now.window) return now
      const window = next(now.window)
      return window === now.window && !now.error ? now : { key, window }
    })

  const beginAgain = async () => {
    const page = await readCalls(env, filters, { limit: PAGE })
    change(() => ({ key, window: begin(page) }))
  }
  const readNew = async () => {
    const { state, hold } = latest.current
    const { window } = state
    if (!window || (window.gap && !window.back && !hold)) return beginAgain()
    const page = await readCalls(env, filters, { limit: NEXT, after: window.newest })
    changeWindow((now) => receive(now, page, { hold: latest.current.hold }))
  }
  const read = (how: () => Promise<void>) =>
    how().catch((reason: unknown) =>
      change((now) => ({ ...now, error: reason instanceof Error ? reason : new Error(String(reason)) })),
    )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let reading = false
    let over = false
    const turn = async () => {
      clearTimeout(timer)
      if (reading || over || document.visibilityState !== 'visible') return
      const { paused, state } = latest.current
      if (paused && state.window) return
      reading = true
      await read(readNew)
      reading = false
      if (!over) timer = setTimeout(turn, latest.current.state.error ? PAUSE_AFTER_FAILURE : PAUSE)
    }
    const back = () => void turn()
    back()
    document.addEventListener('visibilitychange', back)
    addEventListener('online', back)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', back)
      removeEventListener('online', back)
    }
  }, [key, paused])

  useEffect(() => {
    if (!hold && !latest.current.state.window?.gap) changeWindow(reveal)
  }, [hold])

  return {
    window: state.window,
    error: state.error,
    show: async () => {
      if (state.window?.gap) await read(beginAgain)
      else changeWindow(reveal)
    },
    more: async () => {
      const last = latest.current.state.window?.lines.at(-1)
      if (!last) return
      const page = await readCalls(env, filters, { limit: PAGE, before: last.id })
      changeWindow((now) => (now.lines.at(-1)?.id === last.id ? append(now, page) : now))
    },
    full: state.window !== undefined && !hasRoom(state.window, PAGE),
    retry: () => void read(readNew),
  }
}
