/** OpenAPI's paths, read from the router's own table: a route cannot be there and not be described. */
import {
  type ConversionConfig,
  type JsonSchema,
  toJsonSchema,
  toJsonSchemaDefs,
} from '@valibot/to-json-schema'
import type { RouterRoute } from 'hono/types'
import { type Operation, type Part, partOf, type Schema } from '../routes/console/operation.ts'
import { NAMED_SCHEMAS } from './named-schemas.ts'

export type { JsonSchema }
export type Parameter = {
  name: string
  in: 'query' | 'path'
  required: boolean
  description?: string
  schema: JsonSchema
}
export type Described = {
  summary: string
  description?: string
  operationId: string
  tags: readonly string[]
  security?: readonly Record<string, readonly string[]>[]
  parameters?: readonly Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
}
export type Paths = Record<string, Record<string, Described>>

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

export function describeRoutes(routes: readonly RouterRoute[]): Paths {
  const byRoute = new Map<string, { route: RouterRoute; parts: Part[] }>()
  for (const route of routes) {
    const part = partOf(route.handler)
    if (!part) continue
    const key = `${route.method} ${route.path}`
    const known = byRoute.get(key) ?? { route, parts: [] }
    known.parts.push(part)
    byRoute.set(key, known)
  }
  const paths: Paths = {}
  for (const { route, parts } of byRoute.values()) {
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    const described = describe(route.method.toLowerCase(), path, parts)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: described }
  }
  return paths
}

function describe(method: string, path: string, parts: readonly Part[]): Described {
  const head = parts.find((part) => part.kind === 'operation')
  if (!head) throw new Error(`${method} ${path} has no operation()`)
  const { operation } = head
  const body = parts.find((part) => part.kind === 'json')
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Parameter => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  for (const part of parts) if (part.kind === 'query') parameters.push(...queryParameters(part.schema))
  return {
    summary: operation.summary,
    ...(operation.description !== undefined && { description: operation.description }),
    operationId: operationId(method, path),
    tags: [tagOf(path)],
    ...(operation.role === 'anyone' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBody(body.schema) }),
    responses: responsesOf(operation, path, parts),
  }
}

function requestBody(described: Schema): Described['requestBody'] {
  const schema = schemaOf(described, 'input')
  return {
    required: (schema.required ?? []).length > 0,
    content: { 'application/json': { schema } },
  }
}

function queryParameters(described: Schema): Parameter[] {
  const { properties = {}, required = [] } = schemaOf(described, 'input')
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: typeof schema === 'object' ? schema : {},
  }))
}

function responsesOf(operation: Operation, path: string, parts: readonly Part[]): Described['responses'] {
  const refusals: Record<number, string | undefined> = {
    ...(parts.some((part) => part.kind !== 'operation') && {
      400: 'The input is not as described; `issues` says where',
    }),
    ...(operation.role !== 'anyone' && {
      401: 'Nobody is signed in',
      403: `Who is signed in has not the role ${operation.role}`,
    }),
    ...(path.includes('{') && { 404: 'What the path names does not exist' }),
    ...operation.refusals,
  }
  const responses: Described['responses'] = {}
  for (const [status, answer] of Object.entries(operation.answers))
    responses[status] =
      typeof answer === 'string'
        ? { description: answer }
        : { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } }
  for (const [status, description] of Object.entries(refusals))
    if (description) responses[status] = { description, content: PROBLEM }
  return responses
}

/** What JSON Schema cannot say (checks in code) is left out: the schema shown may allow more than is accepted. */
const CONVERSION = {
  errorMode: 'ignore',
  target: 'draft-2020-12',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
} as const satisfies ConversionConfig

function schemaOf(schema: Schema, typeMode: 'input' | 'output'): JsonSchema {
  const converted = toJsonSchema(schema, { ...CONVERSION, typeMode, definitions: NAMED_SCHEMAS })
  const { $schema: _, $defs: __, ...rest } = converted
  return rest
}

export const describeNamedSchemas = (): Record<string, JsonSchema> =>
  toJsonSchemaDefs(NAMED_SCHEMAS, { ...CONVERSION, typeMode: 'output' })

const operationId = (method: string, path: string): string =>
  method +
  path
    .split('/')
    .slice(2)
    .map((part) => part.replace(/[{}]/g, ''))
    .flatMap((part) => part.split('-'))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** Where a reader looks for what has a path of its own. */
const TAGS: Readonly<Record<string, string>> = {
  keys: 'environments',
  'webhook-secret': 'environments',
  'review-count': 'requests',
  names: 'events',
  'recent-urls': 'events',
  'segment-filter': 'events',
  audience: 'people',
  'identity-meter': 'people',
  notices: 'calls',
  strangers: 'calls',
  'test-call': 'calls',
}

/** The noun that the path is about: what stands after the environment, if it has one. */
function tagOf(path: string): string {
  const [first, , noun = 'environments'] = path.split('/').slice(2)
  return first === 'environments' ? (TAGS[noun] ?? noun) : 'accounts'
}
