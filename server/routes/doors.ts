/** The three doors, by path: as routes of the app, and for a runtime that can do without a `Request` where calls come in. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { NOT_BY_POST, type Serve, toResponse } from './door.ts'
import { segmentDoor } from './segment.ts'
import { trackingDoor } from './tracking.ts'
import { webhookDoor } from './webhook.ts'

export type Doors = {
  /** What serves a POST to this path, which has no query. */
  find(path: string): Serve | undefined
  routes: Hono
}

/** Without them, the console's page would answer a GET with 200. */
const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE']

export function createDoors(deps: Deps): Doors {
  const byPath = new Map<string, Serve>()
  const routes = new Hono()
  for (const { paths, refuse } of [segmentDoor(deps), webhookDoor(deps), trackingDoor(deps)])
    for (const [path, serve] of paths) {
      byPath.set(path, serve)
      routes
        .post(path, async (c) => toResponse(await serve(c.req.raw)))
        .on(OTHER_METHODS, path, () => toResponse(refuse(NOT_BY_POST)))
    }
  return { find: (path) => byPath.get(path), routes }
}
