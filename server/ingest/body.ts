/** A request's body as text: bounded in size and time, plain or compressed. */
import { Rejection } from './rejection.ts'

export const KB = 1_024

export type BodyLimits = {
  /** Of the body as sent, and again as decoded. */
  bytes: number
  /** What a larger one is answered; 413 unless said. */
  tooLarge?: 400 | 413
  /** From the headers to the last byte. */
  milliseconds?: number
}

const DEADLINE = 20_000
/** Deflate expands at most 1,032-fold, so one step makes at most some 16 MB before its size is looked at. */
const INFLATE_STEP = 16 * KB

export type HeadersRead = Pick<Headers, 'get' | 'has'>
/** Of a `Request`; `text` may have the whole body at once. */
export type Readable = Pick<Request, 'body'> & {
  readonly headers: HeadersRead
  text(): Promise<string> | string
}

/**
 * Invalid UTF-8 is replaced, not refused.
 * @throws {Rejection} `tooLarge`, 408 too slow, 415 an encoding that is not read, 400 broken off or broken.
 */
export async function readBody(request: Readable, limits: BodyLimits): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? NaN)
  if (declared > limits.bytes) throw tooLarge(limits, declared)
  const encoding = request.headers.get('content-encoding')
  // The runtime holds the sender to the length declared, and text() is its fastest way to read.
  const isPlain = encoding === null && declared >= 0
  const reading = isPlain ? request.text() : readStream(request.body, encoding, limits)
  // A timer takes as long as all else that is done here, so none is set where there is nothing to wait for.
  const text = typeof reading === 'string' ? reading : await inTime(limits, reading)
  if (text.length > limits.bytes) throw tooLarge(limits)
  return text
}

function inTime({ milliseconds = DEADLINE }: BodyLimits, reading: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(
          new Rejection(408, 'body_too_slow', `The body took longer than ${milliseconds / 1_000} s to come`),
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
        const isKnown = error instanceof Rejection
        reject(isKnown ? error : new Rejection(400, 'body_incomplete', 'The body broke off before its end'))
      },
    )
  })
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  encoding: string | null,
  limits: BodyLimits,
): Promise<string> {
  const formatOf = decompressionOf(encoding)
  if (body === null) return ''
  const sent = await collect(body, limits)
  const format = formatOf(sent)
  return new TextDecoder().decode(format === undefined ? sent : await decompress(sent, format, limits))
}

/** What to do with the bytes is known before they are read, and which format exactly once they are there. */
function decompressionOf(encoding: string | null): (sent: Uint8Array) => CompressionFormat | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return () => undefined
    case 'gzip':
    case 'x-gzip':
      return () => 'gzip'
    case 'deflate':
      // It means the zlib format, but some clients send it bare.
      return ([first = 0, second = 0]) =>
        (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0 ? 'deflate' : 'deflate-raw'
    default:
      throw new Rejection(
        415,
        'encoding_not_supported',
        `Content-Encoding "${encoding}" is not read by Asklet; send gzip, deflate, or none`,
        { 'accept-encoding': 'gzip, deflate' },
      )
  }
}

async function decompress(
  sent: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
  limits: BodyLimits,
): Promise<Uint8Array> {
  let at = 0
  const steps = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at < sent.length) controller.enqueue(sent.subarray(at, (at += INFLATE_STEP)))
      else controller.close()
    },
  })
  try {
    return await collect(steps.pipeThrough(new DecompressionStream(format)), limits)
  } catch (error) {
    if (error instanceof Rejection) throw error
    const detail = `The body is not what its Content-Encoding says: it is no valid ${format}`
    throw new Rejection(400, 'body_not_decodable', detail)
  }
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  limits: BodyLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value)
    size += step.value.length
    if (size > limits.bytes) {
      // Nobody waits for it: some streams end only with their connection.
      reader.cancel().catch(() => undefined)
      throw tooLarge(limits)
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

/** `size` where the sender declared it. */
function tooLarge({ bytes, tooLarge: status = 413 }: BodyLimits, size?: number): Rejection {
  const sent = size === undefined ? `over ${bytes / KB}` : Math.ceil(size / KB)
  return new Rejection(status, 'body_too_large', `The body is ${sent} KB; send at most ${bytes / KB} KB`)
}
