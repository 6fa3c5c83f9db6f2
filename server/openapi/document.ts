/** The whole OpenAPI document: the console's API, and the doors for Segment. */
import type { RouterRoute } from 'hono/types'
import { DOOR_PATHS } from './door-paths.ts'
import { describeNamedSchemas, describeRoutes, type JsonSchema, type Paths } from './describe-routes.ts'

export type Document = {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  paths: Paths
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, SecurityScheme> }
}

type SecurityScheme = { type: string; scheme?: string; in?: string; name?: string; description: string }

/** RFC 9457 problem details. */
const Problem: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What was wrong, in a sentence.' },
    issues: {
      type: 'array',
      description: 'For bad input: what was wrong where.',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail'],
}

export function createDocument(routes: readonly RouterRoute[]): Document {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Asklet',
      version: '1',
      description:
        'Times are ISO-8601 in UTC. Lists are `{items, cursor}`: pass `cursor` back for the next page, up to `limit=200` at a time. Errors are `application/problem+json`.',
    },
    servers: [{ url: '/' }],
    security: [{ adminToken: [] }, { session: [] }],
    paths: { ...DOOR_PATHS, ...describeRoutes(routes) },
    components: {
      schemas: {
        ...describeNamedSchemas(),
        Problem,
      },
      securitySchemes: {
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The ADMIN_TOKEN: an admin who may see keys.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'asklet',
          description: 'Set by signing in; `__Host-asklet` under https.',
        },
        segmentKey: {
          type: 'http',
          scheme: 'basic',
          description: 'A key of an environment as the user name, without a password.',
        },
        webhookKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'A server key.' },
        webhookSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Signature',
          description: 'Lowercase hex HMAC-SHA1 of the body by the webhook secret.',
        },
      },
    },
  }
}
