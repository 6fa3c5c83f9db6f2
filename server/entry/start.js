/**
 * `npm start`: brings the checkout up to date, then is the server. Plain JavaScript, as nothing is built yet.
 * npm's shell keeps signals to itself unless this process takes its place: hence `exec` in package.json. The shell of
 * Windows has no such word, and goes on to what stands behind `||`.
 */
import { build, install, ROOT } from './checkout.js'

try {
  await install(ROOT, { what: 'packages' })
  await build()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
await import(new URL('../../dist/server/node.js', import.meta.url).href)
