/**
 * How Node hands requests to the app. Calls go straight to their door: the `Request` and `Response` that all else goes
 * by take longer than all that is done for a call here.
 */
import { getRequestListener } from '@hono/node-server'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import type { Answer, DoorRequest, Serve } from '../routes/door.ts'
import type { Doors } from '../routes/doors.ts'
import type { Wired } from './wire.ts'

/** Larger bodies go the general way. */
const MOST_BYTES = 1_024 * 1_024
/** So long may go on sending who was answered before their body came to its end. */
const LINGER_MILLISECONDS = 500

/** @param options for tests, which keep the runtime's own `Request` */
export function createListener(
  { app, doors }: Pick<Wired, 'app' | 'doors'>,
  options: { overrideGlobalObjects?: boolean } = {},
): RequestListener {
  const handle = getRequestListener(
    (request, { incoming }) => app.fetch(request, { address: incoming.socket.remoteAddress }),
    // Who speaks HTTP/1.0, as some load balancers do to see whether it lives, may name no host.
    { hostname: 'localhost', ...options },
  )
  return (incoming, outgoing) => {
    const serve = findDoor(doors, incoming)
    void (serve ? serveAtDoor(serve, incoming, outgoing) : handle(incoming, outgoing))
  }
}

/** What serves this request, where it takes nothing but headers and a body that is sent as it is, with its length. */
function findDoor(doors: Doors, { method, url = '', headers }: IncomingMessage): Serve | undefined {
  const isPlain = headers['content-encoding'] === undefined && Number(headers['content-length']) <= MOST_BYTES
  return isPlain && method === 'POST' ? doors.find(url) : undefined
}

async function serveAtDoor(serve: Serve, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // Node parses what came in one piece with the headers once its listener has returned: mostly that is the whole body.
  await undefined
  const answer = await serve(requestOf(incoming))
  outgoing.writeHead(answer.status, headOf(answer))
  outgoing.end(answer.body)
  if (!incoming.complete)
    setTimeout(() => {
      if (!incoming.complete) incoming.destroy()
    }, LINGER_MILLISECONDS)
}

/** Mostly it is one and the same answer, so that this is known. */
const heads = new WeakMap<Answer, OutgoingHttpHeaders>()
function headOf(answer: Answer): OutgoingHttpHeaders {
  const known = heads.get(answer)
  if (known) return known
  const head = { 'content-length': Buffer.byteLength(answer.body), ...answer.headers }
  heads.set(answer, head)
  return head
}

function requestOf(incoming: IncomingMessage): DoorRequest {
  const read = (name: string): string | null => {
    const value = incoming.headers[name]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }
  return {
    url: `http://localhost${incoming.url}`,
    headers: { get: read, has: (name) => read(name) !== null },
    body: null,
    text: () => (incoming.complete ? textOf(incoming.read()) : readText(incoming)),
  }
}

/**
 * Rejects where the body breaks off. It takes its listeners back: what they hold, the body as bytes and as text, would
 * else stay until the request is answered, which is after its commit.
 */
function readText(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const gather = (chunk: Buffer): void => void chunks.push(chunk)
    incoming.on('data', gather)
    incoming.once('end', () => {
      incoming.off('data', gather).off('error', reject).on('error', ignore)
      const [first] = chunks
      resolve(textOf(chunks.length === 1 && first ? first : Buffer.concat(chunks)))
    })
    incoming.once('error', reject)
  })
}

/** The body was read: whatever happens to the connection now, its calls are stored. */
const ignore = (): void => undefined

/** @param body null where it is empty */
function textOf(body: Buffer | null): string {
  const text = body?.toString() ?? ''
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
