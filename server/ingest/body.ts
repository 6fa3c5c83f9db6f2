/** A request's body as text: bounded in size and time, plain or compressed. */
import { Rejection } from './rejection.ts'

export const KB = 1_024

export type BodyLimits = {
  /** Of the body as sent, and again as decoded. */
  bytes: number
  /** The status that a larger one is answered; 413 unless said. */
  tooLarge?: 400 | 413
  /** From the headers to the last byte. */
  milliseconds?: number
}

const DEADLINE = 20_000
/** Deflate expands at most 1,032-fold, so one step makes at most some 16 MB before its size is looked at. */
const INFLATE_STEP = 16 * KB

/**
 * Invalid UTF-8 is replaced, not refused.
 * @throws {Rejection} `tooLarge`, 408 too slow, 415 an encoding that is not read, 400 broken off or broken.
 */
export async function readBody(
  request: Request,
  { bytes, milliseconds = DEADLINE }: BodyLimits,
): Promise<string> {
  const header = request.headers.get('content-length')
  const declared = header === null ? undefined : Number(header)
  if (declared !== undefined && declared > bytes) throw tooLarge(bytes, declared)
  const encoding = request.headers.get('content-encoding')
  // A declared length is one that the runtime holds the sender to, and text() is its fastest way to read.
  const text = await within(
    milliseconds,
    encoding === null && declared !== undefined ? request.text() : readStream(request.body, encoding, bytes),
  )
  if (text.length > bytes) throw tooLarge(bytes)
  return text
}

function within(milliseconds: number, reading: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(
          new Rejection(408, 'body_too_slow', `The body did not arrive within ${milliseconds / 1_000} s.`),
        ),
      milliseconds,
    )
    reading.then(
      (text) => {
        clearTimeout(late)
        resolve(text)
      },
      (error: unknown) => {
        clearTimeout(late)
        reject(
          error instanceof Rejection
            ? error
            : new Rejection(400, 'body_incomplete', 'The body broke off before its end.'),
        )
      },
    )
  })
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  encoding: string | null,
  limit: number,
): Promise<string> {
  const inflate = inflaterOf(encoding)
  if (body === null) return ''
  const sent = await collect(body, limit)
  return new TextDecoder().decode(inflate === undefined ? sent : await inflate(sent, limit))
}

type Inflate = (sent: Uint8Array<ArrayBuffer>, limit: number) => Promise<Uint8Array>

function inflaterOf(encoding: string | null): Inflate | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return undefined
    case 'gzip':
    case 'x-gzip':
      return (sent, limit) => decompress(sent, 'gzip', limit)
    case 'deflate':
      return (sent, limit) => decompress(sent, isZlib(sent) ? 'deflate' : 'deflate-raw', limit)
    default:
      throw new Rejection(
        415,
        'encoding_not_supported',
        `Content-Encoding "${encoding}" is not read by Asklet; send gzip, deflate, or none.`,
        { 'accept-encoding': 'gzip, deflate' },
      )
  }
}

/** "deflate" means the zlib format, but some clients send it bare. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}

async function decompress(
  sent: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
  limit: number,
): Promise<Uint8Array> {
  let at = 0
  const steps = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= sent.length) return controller.close()
      controller.enqueue(sent.subarray(at, (at += INFLATE_STEP)))
    },
  })
  try {
    return await collect(steps.pipeThrough(new DecompressionStream(format)), limit)
  } catch (error) {
    if (error instanceof Rejection) throw error
    throw new Rejection(
      400,
      'body_not_decodable',
      `The body is not what its Content-Encoding says: no valid ${format}.`,
    )
  }
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value)
    size += step.value.length
    if (size > limit) {
      reader.cancel().catch(() => undefined)
      throw tooLarge(limit)
    }
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

function tooLarge(limit: number, size?: number): Rejection {
  const most = `at most ${limit / KB} KB`
  return new Rejection(
    413,
    'body_too_large',
    size === undefined
      ? `The body is over ${limit / KB} KB decoded; send ${most}.`
      : `The body is ${Math.ceil(size / KB)} KB; send ${most}.`,
  )
}
