/** Errors that a caller is told about, as RFC 9457 problem details. */
import type { Issue } from '../shared/issue.ts'

/** Thrown for whatever is expected to go wrong; anything else thrown is a bug and answers 500 with only a request ID. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly title: string
  readonly issues?: readonly Issue[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    title: string,
    detail: string,
    more: { issues?: readonly Issue[]; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.title = title
    this.issues = more.issues
    this.headers = more.headers ?? {}
  }

  toResponse(): Response {
    const { status, title, message: detail, issues } = this
    return Response.json(
      { type: 'about:blank', title, status, detail, ...(issues && { issues }) },
      { status, headers: { ...this.headers, 'content-type': 'application/problem+json' } },
    )
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'Not found', `${what} does not exist.`)
export const conflict = (detail: string, issues?: readonly Issue[]): Problem =>
  new Problem(409, 'Conflict', detail, { issues })
export const invalid = (issues: readonly Issue[]): Problem =>
  new Problem(
    400,
    'Invalid input',
    issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
    {
      issues,
    },
  )
export const unavailable = (): Problem =>
  new Problem(503, 'Unavailable', 'Asklet cannot reach its database just now. Try again shortly.', {
    headers: { 'retry-after': '2' },
  })
