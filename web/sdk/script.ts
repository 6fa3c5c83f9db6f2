/** The script that pages load, as `/sdk/v1.js?id=` or `/shim.js?id=`: takes its names, and does what waited for it. */
import { createSdk } from './sdk.ts'
import type { Asklet } from './types.ts'

/** A method's name and its arguments. */
type Waiting = ArrayLike<unknown> & { done?: unknown }
/** What the snippet, or UserLeap's, put there: it keeps calls. */
type Stub = { _queue: Waiting[]; appId?: string }

declare global {
  interface Window {
    Asklet: Asklet
    UserLeap: Asklet
  }
}

type Names = { Asklet?: unknown; UserLeap?: unknown }

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'function' ? Reflect.get(value, name) : undefined
const isStub = (value: unknown): value is Stub => Array.isArray(fieldOf(value, '_queue'))
const isLoaded = (value: unknown): value is Asklet => fieldOf(value, 'loaded') === true

/** The server and the SDK ID. */
const sourceOf = (script: { nodeName: string; src?: unknown } | null) =>
  /^(.+)\/(?:sdk\/v1|shim)\.js(?:.*[?&]id=([^&#]+))?/.exec(`${script?.src}`)

function start(): void {
  const { Asklet: before, UserLeap: other }: Names = window
  const source = [document.currentScript, ...document.scripts].map(sourceOf).find((found) => found)
  if (!source) return
  const [, url = '', named] = source
  const stubs = [...new Set([before, other])].filter(isStub)
  const id = named ?? stubs[0]?.appId ?? ''
  // Segment, or UserLeap itself, may have its own there.
  const isFree = (value: unknown): boolean =>
    !value || value === before || (isStub(value) && (value.appId ?? id) === id)
  const ours = stubs.filter(isFree)
  const asklet = isLoaded(before) ? before : createSdk({ id, url }, Object.assign({}, ...ours))
  const queue = {
    push: (call: Waiting): void => {
      const result: unknown = Reflect.apply(asklet, null, call)
      // Our own stub has promised it.
      if (typeof call.done === 'function') call.done(result)
    },
  }
  const waiting = ours.flatMap(({ _queue: calls }) => calls)
  window.Asklet = asklet
  if (isFree(other)) window.UserLeap = asklet
  // Who kept a stub goes on with it.
  for (const one of [asklet, ...ours]) Object.assign(one, asklet, { _queue: queue })
  for (const call of waiting) queue.push(call)
}

try {
  start()
} catch {
  // A page is never the worse for it.
}
