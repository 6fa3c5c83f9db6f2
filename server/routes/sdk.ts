/** The web SDK's addresses below `/sdk/:sdkId`: what a page must know, what happened in it, and what was answered. */
import { type Context, type Handler, Hono } from 'hono'
import * as v from 'valibot'
import { SdkBatch, ShowingChange, type SdkReply } from '../../shared/sdk.ts'
import { createDecide } from '../decision/decide.ts'
import { recordAnswers } from '../decision/record-answers.ts'
import type { Deps } from '../deps.ts'
import { KB, readBody } from '../ingest/body.ts'
import { maskKey } from '../ingest/credential.ts'
import type { Environment } from '../ingest/definitions.ts'
import { isSignedIdentity } from '../ingest/identity-signature.ts'
import { Rejection } from '../ingest/rejection.ts'
import { hasUnsafeEscape, isObject, makeSafe } from '../ingest/safe-json.ts'
import { readSdkCall, type SdkSender } from '../ingest/sdk-call.ts'
import { schemaIssues } from '../schema-issues.ts'
import {
  answerJson,
  guarded,
  isRefusal,
  JSON_TYPE,
  NOT_BY_POST,
  refuseWhole,
  toResponse,
  type Visit,
} from './door.ts'
import { sdkConfig } from './sdk-config.ts'

const BODY = { bytes: 500 * KB, tooLarge: 413 } as const
/** Whoever debugs a page needs no more of them. */
const ISSUES_SAID = 10
/** A page asks once, and what it was told holds for half a minute; an older answer serves while a newer is fetched. */
const CONFIG_CACHE = 'public, max-age=30, stale-while-revalidate=600'

/** Any page may ask: there are no cookies, and an SDK ID is public. */
const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const
const PREFLIGHT = {
  ...ANY_ORIGIN,
  'access-control-allow-methods': 'GET, POST',
  // Others' scripts in a page may add their own to every request.
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
}
const HEADERS = { ...JSON_TYPE, ...ANY_ORIGIN } as const

/** No browser and no proxy keeps it. */
const answerOnce = (body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  toResponse(answerJson(body, status, { ...HEADERS, 'cache-control': 'no-store', ...headers }))

const refuse = ({ status, code, message, headers }: Rejection): Response =>
  answerOnce({ success: false, code, message }, status, headers)

const onlyBy = (allow: string, message: string): Rejection =>
  new Rejection(405, 'method_not_allowed', message, { allow })
const NOT_BY_GET = onlyBy('GET, HEAD', 'This address is read by GET only')
const NO_ANSWER = onlyBy('POST', 'This address takes answers by POST only')

const serving =
  (deps: Deps, serve: (visit: Visit, c: Context) => Promise<Response>): Handler =>
  (c) =>
    guarded(deps, 'sdk', refuse, (visit) => serve(visit, c))(c.req.raw)

export function sdkRoutes(deps: Deps) {
  const decide = createDecide(deps)
  return new Hono()
    .on('OPTIONS', '/sdk/*', () => new Response(null, { status: 204, headers: PREFLIGHT }))
    .get(
      '/sdk/:sdkId/config',
      serving(deps, async (visit, c) => {
        const body = JSON.stringify(await sdkConfig(deps, environmentOf(visit, c)))
        const etag = `"${deps.keyedHash(body)}"`
        const headers = { ...HEADERS, etag, 'cache-control': CONFIG_CACHE }
        return c.req.header('if-none-match') === etag
          ? new Response(null, { status: 304, headers })
          : new Response(body, { headers })
      }),
    )
    .post(
      '/sdk/:sdkId/calls',
      serving(deps, async (visit, c) => {
        const { receivedAt } = visit
        const environment = environmentOf(visit, c)
        const { value: batch, bytes, unsafe } = await readBatch(visit, environment.number, c)
        const { sender, verified } = admit(batch, environment)
        const reading = { receivedAt, direct: true, sentAt: batch.sentAt, mayErase: false, unsafe }
        const read = batch.calls.map((call) => readSdkCall(call, sender, reading))
        const calls = read.flatMap((one) => (isRefusal(one) ? [] : [one]))
        await deps.ingest.submit({
          environment: environment.number,
          door: 'sdk',
          source: verified ? 'signed' : 'sdk',
          receivedAt,
          bytes,
          status: 200,
          calls,
          refusals: read.filter(isRefusal),
        })
        const reply: SdkReply = await decide({
          environment: environment.number,
          visitorId: batch.visitorId,
          verified,
          languages: batch.languages,
          ask: batch.ask,
          calls,
        })
        return answerOnce(reply)
      }),
    )
    .post(
      '/sdk/:sdkId/showings/:showing',
      serving(deps, async (visit, c) => {
        const { number } = environmentOf(visit, c)
        const { value } = parseAs(ShowingChange, await readBody(c.req.raw, BODY))
        await recordAnswers(deps, number, c.req.param('showing') ?? '', value)
        return answerOnce({ success: true })
      }),
    )
    .all('/sdk/:sdkId/config', () => refuse(NOT_BY_GET))
    .all('/sdk/:sdkId/calls', () => refuse(NOT_BY_POST))
    .all('/sdk/:sdkId/showings/:showing', () => refuse(NO_ANSWER))
    .all('/sdk/*', () => refuse(new Rejection(404, 'not_found', 'The web SDK has no such address')))
}

/** @throws {Rejection} 404, which leaves a line among the strangers. */
function environmentOf({ deps, door, receivedAt }: Visit, c: Context): Environment {
  const sdkId = c.req.param('sdkId') ?? ''
  const environment = deps.definitions.environmentBySdkId(sdkId)
  if (environment) return environment
  const hint = maskKey(sdkId)
  const reason = `No environment has the SDK ID ${hint}; copy it from the Connect page`
  deps.ingest.stranger({ door, reason, hint, at: receivedAt })
  throw new Rejection(
    404,
    'unknown_sdk_id',
    `No environment has the SDK ID "${sdkId.slice(0, 100)}"; copy it from the Connect page`,
  )
}

/** @throws {Rejection} after leaving a line in Live calls. */
async function readBatch(visit: Visit, environment: number, c: Context): Promise<Parsed<SdkBatch>> {
  try {
    const text = await readBody(c.req.raw, BODY)
    visit.deps.ingest.requireRoom(text.length)
    return parseAs(SdkBatch, text)
  } catch (error) {
    throw error instanceof Rejection ? await refuseWhole(visit, { environment, source: 'sdk' }, error) : error
  }
}

type Parsed<T> = { value: T; bytes: number; unsafe: boolean }

/** As text/plain too, so that a browser asks no leave first. @throws {Rejection} saying what, where and what would be right */
function parseAs<T>(schema: v.GenericSchema<unknown, T>, text: string): Parsed<T> {
  const unsafe = hasUnsafeEscape(text)
  const result = v.safeParse(schema, parse(text, unsafe))
  if (result.success) return { value: result.output, bytes: text.length, unsafe }
  const said = schemaIssues(result.issues.slice(0, ISSUES_SAID)).map(
    ({ path, message }) => `"${path || 'body'}" ${message}`,
  )
  throw new Rejection(400, 'invalid_body', said.join('; '))
}

function parse(text: string, unsafe: boolean): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return unsafe && isObject(value) ? makeSafe(value) : value
  } catch {
    throw new Rejection(
      400,
      'invalid_json',
      text === '' ? 'The body is empty; send JSON' : 'The body is not valid JSON',
    )
  }
}

/** With an identity secret set, a user ID counts only with its signature; without one, what the page says is believed. */
function admit(
  { visitorId, anonymousId, userId, signature }: SdkBatch,
  { identitySecret }: Environment,
): { sender: SdkSender; verified: boolean } {
  if (userId === undefined) return { sender: { visitorId, anonymousId }, verified: false }
  if (identitySecret === undefined) return { sender: { visitorId, anonymousId, userId }, verified: false }
  const verified = isSignedIdentity(userId, signature, identitySecret)
  return {
    sender: verified ? { visitorId, anonymousId, userId } : { visitorId, unsigned: userId },
    verified,
  }
}
