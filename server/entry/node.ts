/** Asklet on Node. */
import { createServer, type Server } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { createListener } from './node-door.ts'
import { serve } from './serve.ts'
import { limitYoungGeneration } from './young-generation.ts'

// Calls that wait for their commit outlive V8's young generation; it would let such garbage grow to three times what
// lives before it collects it.
setFlagsFromString('--heap-growing-percent=20')

await serve({
  threads: {
    module: new URL('./database-thread.js', import.meta.url),
    lingerMilliseconds: 2_000,
    whileStarting: limitYoungGeneration(),
  },
  assets: new URL('../web/', import.meta.url),
  async listen(wired, { port, hostname }) {
    const server = createServer(
      {
        // Longer than a load balancer keeps an idle connection (60 s), so that it never sends into a closing one.
        keepAliveTimeout: 65_000,
        // Who dawdles over headers or a body is cut off.
        headersTimeout: 20_000,
        requestTimeout: 60_000,
        connectionsCheckingInterval: 5_000,
        maxHeaderSize: 16 * 1024,
      },
      createListener(wired),
    )
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, hostname, resolve)
    })
    const address = server.address()
    return { port: typeof address === 'object' && address ? address.port : port, stop: () => stop(server) }
  },
})

/** Connections that senders keep open are closed as soon as they are idle, or after their next answer. */
function stop(server: Server): Promise<void> {
  server.prependListener('request', (_, outgoing) => outgoing.setHeader('connection', 'close'))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle)
      resolve()
    })
  })
}
