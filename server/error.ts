/** The one answer to whatever a route throws. */
import type { ErrorHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from './log.ts'
import { conflict, Problem, unavailable } from './problem.ts'
import { Conflict, Unavailable } from './store/database.ts'

/** What was not expected is logged with its cause, and shown only by the ID that finds it there. */
export const answerError =
  (log: Log): ErrorHandler =>
  (error, c) => {
    if (error instanceof Problem) return error.toResponse()
    // The route's pattern and not the path: a path can hold a key.
    const route = `${c.req.method} ${routePath(c)}`
    if (error instanceof Unavailable) {
      log.warn('the database is unavailable', { route, cause: error.message })
      return unavailable().toResponse()
    }
    if (error instanceof Conflict) {
      log.warn('a change stood against another', { route, cause: error.message })
      return conflict(
        'Somebody else has changed the same just now. Look at it anew, and try again.',
      ).toResponse()
    }
    const requestId = crypto.randomUUID()
    log.error('a request failed', { requestId, route, cause: error.stack ?? String(error) })
    return new Problem(
      500,
      'Internal error',
      `Asklet failed at this request. Its log says why, under the request ID ${requestId}.`,
    ).toResponse()
  }
