/**
 * The console's way to the server: a typed client, and what its answers and refusals become.
 *
 *   const list = await answer(api.environments[':env'].events.$get({ param: { env }, query: {} }))
 *   await done(api.environments[':env'].events[':id'].$delete({ param: { env, id } }))
 *
 * A refusal is thrown as `ApiError`, with the server's own sentence as its message.
 */
import { hc } from 'hono/client'
import type { Api } from '../../server/routes/console/api.ts'
import { createStore } from './store.ts'

/** Whether the server answered when it was last asked. */
export const reachable = createStore(true)
/** Whether the server said that nobody is signed in. */
export const signedOut = createStore(false)

export const api = hc<Api>('/api', { fetch: ask })

export type Issue = { path: string; message: string }

export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly issues: readonly Issue[]

  constructor(status: number, message: string, issues: readonly Issue[] = []) {
    super(message)
    this.status = status
    this.issues = issues
  }
}

/** What the server says of one field of a refused form. */
export function issueOf(error: Error | undefined, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.issues.find((issue) => issue.path === path)?.message
}

export const isMissing = (error: Error | undefined): boolean =>
  error instanceof ApiError && error.status === 404

type Answer<T> = { ok: boolean; status: number; text: () => Promise<string>; json: () => Promise<T> }

export async function answer<T>(asked: Promise<Answer<T>>): Promise<T> {
  const response = await asked
  if (!response.ok) throw await refusal(response)
  return response.json()
}

/** For calls whose answer has no body, or none that matters. */
export async function done(asked: Promise<Answer<unknown>>): Promise<void> {
  const response = await asked
  if (!response.ok) throw await refusal(response)
}

/** A change that was put off for undo must outlive its page. Not always, as such a request may have only 64 KB. */
let leaving = false
addEventListener('pagehide', () => (leaving = true), { capture: true })
addEventListener('pageshow', () => (leaving = false))

async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, { ...init, keepalive: leaving, credentials: 'same-origin' })
    reachable.set(response.status !== 502 && response.status !== 504)
    // A wrong password is a 401 too; only a missing session asks for a credential.
    if (response.status === 401 && response.headers.has('www-authenticate')) signedOut.set(true)
    return response
  } catch {
    reachable.set(false)
    throw new ApiError(0, navigator.onLine ? 'Asklet does not answer.' : 'You are offline.')
  }
}

async function refusal(response: Answer<unknown>): Promise<ApiError> {
  const text = await response.text()
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said === 'object' && said !== null) {
      const detail = 'detail' in said && typeof said.detail === 'string' ? said.detail : undefined
      const issues = 'issues' in said && Array.isArray(said.issues) ? said.issues.filter(isIssue) : []
      if (detail !== undefined) return new ApiError(response.status, detail, issues)
    }
  } catch {
    // Not Asklet's own words: a proxy in between.
  }
  return new ApiError(response.status, `The server answered ${response.status}.`)
}

function isIssue(value: unknown): value is Issue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'message' in value &&
    typeof value.path === 'string' &&
    typeof value.message === 'string'
  )
}
