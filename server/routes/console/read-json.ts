/** Reads a console request's JSON body: bounded, strict UTF-8, and safe to store. */
import { grouped } from '../../../shared/grouped.ts'
import { Problem } from '../../problem.ts'

/** @throws {Problem} 413 beyond `atMost` bytes, 400 where it is no JSON object. An empty body reads as `{}`. */
export async function readJson(request: Request, atMost: number): Promise<unknown> {
  const text = decode(await readBytes(request, atMost))
  if (text.trim() === '') return {}
  const value = parse(text)
  // To a schema of objects an empty list is one.
  if (Array.isArray(value)) throw malformed('it is a list, and must be an object')
  return value
}

function parse(text: string): unknown {
  try {
    // NUL and lone surrogates, which JSON can spell, break SQLite's JSON functions.
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
    )
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'it cannot be read')
  }
}

async function readBytes(request: Request, atMost: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > atMost) throw tooLarge(atMost)
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length
    if (length > atMost) {
      await reader.cancel()
      throw tooLarge(atMost)
    }
    chunks.push(step.value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed('it is not UTF-8')
  }
}

const malformed = (why: string): Problem =>
  new Problem(400, 'Invalid input', `The body must be JSON: ${why}.`, {
    issues: [{ path: '', message: `must be JSON: ${why}` }],
  })

const tooLarge = (atMost: number): Problem =>
  new Problem(413, 'Too large', `The body may have at most ${grouped(atMost)} bytes.`)
