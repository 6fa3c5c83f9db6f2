/** The console's built files, read from disk once and kept: a few hundred KB, compressed copies included. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Asset } from '../deps.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const COMPRESSED = /\.(br|gz)$/

/** Only names found in the directory are ever read, so that no path leads out of it. */
export function readAssets(directory: URL): (path: string) => Promise<Asset | undefined> {
  // Not built: the doors work all the same.
  const names = readdir(directory, { recursive: true }).then(
    (found) => new Set(found),
    () => new Set<string>(),
  )
  const assets = new Map<string, Promise<Asset>>()
  return async (path) => {
    if (extname(path) === '' || COMPRESSED.test(path) || !(await names).has(path)) return undefined
    const asset = assets.get(path) ?? readAsset(directory, path, await names)
    assets.set(path, asset)
    return asset
  }
}

async function readAsset(directory: URL, path: string, names: ReadonlySet<string>): Promise<Asset> {
  const read = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readFile(new URL(name, directory)))
  const optional = (name: string) => (names.has(name) ? read(name) : undefined)
  const body = await read(path)
  return {
    body,
    br: await optional(`${path}.br`),
    gzip: await optional(`${path}.gz`),
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    // The build names these by a hash of their content.
    immutable: path.startsWith('assets/'),
  }
}
