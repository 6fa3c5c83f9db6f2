/** Asklet on Bun, run from its source: `bun server/entry/bun.ts`. */
import { serve } from './serve.ts'

/** As much of Bun as is used here. */
type BunServer = {
  port: number
  requestIP(request: Request): { address: string } | null
  stop(): Promise<void>
}
declare const Bun: {
  serve(options: {
    port: number
    hostname: string
    idleTimeout: number
    maxRequestBodySize: number
    fetch: (request: Request, server: BunServer) => Response | Promise<Response>
  }): BunServer
}

await serve({
  threads: { module: new URL('./database-thread.ts', import.meta.url), lingerMilliseconds: 2_000 },
  assets: new URL('../../dist/web/', import.meta.url),
  async listen({ app }, { port, hostname }) {
    const server = Bun.serve({
      port,
      hostname,
      // Seconds; longer than a load balancer keeps an idle connection.
      idleTimeout: 65,
      maxRequestBodySize: 64 * 1024 * 1024,
      fetch: (request, server) => app.fetch(request, { address: server.requestIP(request)?.address }),
    })
    return { port: server.port, stop: () => server.stop() }
  },
})
