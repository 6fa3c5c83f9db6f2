/** The doors for Segment in OpenAPI. They read by hand what senders spell in many ways, so they are described by hand. */
import type { Described, JsonSchema, Paths } from './describe-routes.ts'

const KEY = [{ segmentKey: [] }]

const Message: JsonSchema = {
  type: 'object',
  description:
    'A message of the Segment Spec. Field names are taken in any casing (`userId`, `user_id`); unknown fields are let be.',
  properties: {
    type: { type: 'string', enum: ['identify', 'alias', 'track', 'page', 'delete'] },
    userId: { type: 'string' },
    anonymousId: { type: 'string' },
    previousId: { type: 'string', description: 'On alias: the identity that userId was known by.' },
    messageId: { type: 'string', maxLength: 100, description: 'The same one counts once.' },
    timestamp: { type: 'string', format: 'date-time' },
    event: { type: 'string', description: 'On track.' },
    name: { type: 'string', description: 'On page.' },
    properties: { type: 'object' },
    traits: { type: 'object' },
    context: { type: ['object', 'array'] },
    integrations: { type: ['object', 'array'] },
  },
}
const Batch: JsonSchema = {
  type: 'object',
  properties: {
    batch: { type: 'array', maxItems: 2_500, items: Message },
    context: { type: 'object' },
    integrations: { type: 'object' },
    sentAt: { type: 'string', format: 'date-time' },
    writeKey: { type: 'string', description: 'The key, where it is not in Authorization.' },
  },
  required: ['batch'],
}

const body = (schema: JsonSchema): Described['requestBody'] => ({
  required: true,
  content: { 'application/json': { schema } },
})

const json = (
  description: string,
  properties: Record<string, JsonSchema>,
): Described['responses'][string] => ({
  description,
  content: {
    'application/json': { schema: { type: 'object', properties, required: Object.keys(properties) } },
  },
})
const TEXT: JsonSchema = { type: 'string' }
const YES: JsonSchema = { type: 'boolean', const: true }
const refusal = (description: string) => json(description, { message: TEXT })
const RETRY = refusal('It cannot be stored just now. Retry-After says when to try again')

const tracking = (summary: string, operationId: string, schema: JsonSchema): Described => {
  const refused = (description: string) =>
    json(description, { success: { type: 'boolean' }, code: TEXT, message: TEXT, error: TEXT })
  return {
    summary,
    description:
      'The key is a server or browser key: in Authorization (Basic or Bearer), or as `writeKey` in the body. Answered once it is durable.',
    operationId,
    tags: ['segment'],
    security: KEY,
    requestBody: body(schema),
    responses: {
      200: json('Stored', { success: YES }),
      400: refused('Not a message of the Spec, over 500 KB, or over 2,500 messages'),
      401: refused('No right key'),
      503: refused('It cannot be stored just now. Retry-After says when to try again'),
    },
  }
}

export const DOOR_PATHS: Paths = {
  '/segment': {
    post: {
      summary: 'Take one message from a Segment destination',
      description: 'Server keys only. Answered once it is durable.',
      operationId: 'postSegment',
      tags: ['segment'],
      security: KEY,
      requestBody: body(Message),
      responses: {
        200: json('Stored', { success: YES }),
        400: refusal('Not a message of the Spec'),
        401: refusal('No right key'),
        413: refusal('Over 1 MB, or a message over 32 KB'),
        501: refusal('A type of call that is not supported: group, screen'),
        503: RETRY,
      },
    },
  },
  '/webhook/segment': {
    post: {
      summary: 'Take messages from a Webhooks destination',
      description:
        'One message, a list of up to 4,000, or `{"batch": […]}`. A server key in Authorization or X-Api-Key, or for a single message X-Signature with `?environment=<SDK ID>`. Unsupported and invalid messages of a list are counted in the answer and do not fail their neighbours.',
      operationId: 'postWebhook',
      tags: ['segment'],
      security: [...KEY, { webhookKey: [] }, { webhookSignature: [] }],
      parameters: [
        {
          name: 'environment',
          in: 'query',
          required: false,
          description: 'The SDK ID, where only a signature is sent.',
          schema: TEXT,
        },
      ],
      requestBody: body({ anyOf: [Message, { type: 'array', maxItems: 4_000, items: Message }, Batch] }),
      responses: {
        200: json('Stored', { success: YES }),
        400: refusal('A single message that is not of the Spec, or no JSON'),
        401: refusal('No right key or signature'),
        413: refusal('Over 8 MB'),
        503: RETRY,
      },
    },
  },
  '/v1/batch': { post: tracking('Take messages from a Segment SDK', 'postBatch', Batch) },
  '/v1/import': {
    post: tracking('Take messages from a Segment SDK (the same as batch)', 'postImport', Batch),
  },
  ...Object.fromEntries(
    ['identify', 'alias', 'track', 'page', 'group', 'screen'].map((type) => [
      `/v1/${type}`,
      {
        post: tracking(
          type === 'group' || type === 'screen' ? `Refuse a ${type} call` : `Take a call of type ${type}`,
          `post${type.charAt(0).toUpperCase()}${type.slice(1)}`,
          Message,
        ),
      },
    ]),
  ),
  '/v1/projects/{key}/settings': {
    get: {
      summary: 'What analytics.js and the mobile SDKs ask before they send',
      operationId: 'getProjectSettings',
      tags: ['segment'],
      security: [],
      parameters: [{ name: 'key', in: 'path', required: true, description: 'A browser key.', schema: TEXT }],
      responses: { 200: json('The settings', { integrations: { type: 'object' } }) },
    },
  },
}
