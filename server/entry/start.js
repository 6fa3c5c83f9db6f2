/** `npm start`: brings the checkout up to date, then is the server. Plain JavaScript, as nothing is built yet. */
import { build, install, ROOT } from './checkout.js'

try {
  await install(ROOT, { what: 'packages' })
  await build()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
await import(new URL('../../dist/server/node.js', import.meta.url).href)
