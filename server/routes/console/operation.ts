/** How a console route is described, guarded and validated: what checks a request is also what OpenAPI shows. */
import type { MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import type { Role } from '../../../shared/account.ts'
import { mayDo, type Who } from '../../account/who.ts'
import { invalid, Problem } from '../../problem.ts'
import { schemaIssues } from '../../schema-issues.ts'
import type { ConsoleEnv } from './console-env.ts'
import { readJson } from './read-json.ts'

export type Schema = v.GenericSchema

export type Operation = {
  summary: string
  description?: string
  /** The least role that may call it; `anyone` needs no credential. */
  role: Role | 'anyone'
  /** By status: the schema of a JSON answer, or in words what is no JSON ("Revoked", "text/csv: one line a response"). */
  answers: Readonly<Record<number, Schema | string>>
  /** Refusals beyond those that every operation shares (400, 401, 403, 404), by status, in words. */
  refusals?: Readonly<Record<number, string>>
}

export type Part =
  | { kind: 'operation'; operation: Operation }
  | { kind: 'json'; schema: Schema }
  | { kind: 'query'; schema: Schema }

/** What each middleware made here says of its route; `describeRoutes` reads it from the router's table. */
const parts = new WeakMap<object, Part>()
export const partOf = (handler: object): Part | undefined => parts.get(handler)

function described<H extends object>(handler: H, part: Part): H {
  parts.set(handler, part)
  return handler
}

/** First among a route's handlers: a caller without the right learns nothing of what else was wrong. */
export function operation(operation: Operation): MiddlewareHandler<ConsoleEnv> {
  const { role } = operation
  return described<MiddlewareHandler<ConsoleEnv>>(
    async (c, next) => {
      if (role !== 'anyone') demand(c.get('who'), role)
      await next()
    },
    { kind: 'operation', operation },
  )
}

/** @throws {Problem} 401 where nobody is signed in, 403 where their role is too small. */
export function demand(who: Who | undefined, role: Role): void {
  if (!who)
    throw new Problem(
      401,
      'Not signed in',
      'Sign in, or send "Authorization: Bearer" with the ADMIN_TOKEN.',
      {
        headers: { 'www-authenticate': 'Bearer' },
      },
    )
  if (!mayDo(who, role))
    throw new Problem(403, 'Not allowed', `This needs the role ${role}. An admin can give it to you.`)
}

type Validated<T extends 'json' | 'query', S extends Schema> = MiddlewareHandler<
  ConsoleEnv,
  string,
  { in: { [K in T]: v.InferInput<S> }; out: { [K in T]: v.InferOutput<S> } }
>

/** The body, as `c.req.valid('json')`. No body counts as `{}`. `atMost` is in bytes. */
export function json<S extends Schema>(schema: S, { atMost = 1_000_000 } = {}): Validated<'json', S> {
  return described<Validated<'json', S>>(
    async (c, next) => {
      c.req.addValidatedData('json', checked(schema, await readJson(c.req.raw, atMost)))
      await next()
    },
    { kind: 'json', schema },
  )
}

/** The query, as `c.req.valid('query')`: texts, of a repeated parameter the first. */
export function query<S extends Schema>(schema: S): Validated<'query', S> {
  return described<Validated<'query', S>>(
    async (c, next) => {
      c.req.addValidatedData('query', checked(schema, c.req.query()))
      await next()
    },
    { kind: 'query', schema },
  )
}

function checked(schema: Schema, input: unknown): object {
  const result = v.safeParse(schema, input)
  if (!result.success) throw invalid(schemaIssues(result.issues))
  if (typeof result.output !== 'object' || result.output === null)
    throw new TypeError('an input schema must give an object or a list')
  return result.output
}
