/** Asklet on Deno, run from its source: `deno task start`. */
import { serve } from './serve.ts'

/** As much of Deno as is used here. */
declare const Deno: {
  serve(
    options: { port: number; hostname: string; onListen: () => void },
    handler: (request: Request, info: { remoteAddr: { hostname?: string } }) => Response | Promise<Response>,
  ): { addr: { port: number }; shutdown(): Promise<void> }
}

await serve({
  // An ended thread's connection is not closed here, so that none ends.
  threads: { module: new URL('./database-thread.ts', import.meta.url) },
  assets: new URL('../../dist/web/', import.meta.url),
  async listen({ app }, { port, hostname }) {
    const server = Deno.serve({ port, hostname, onListen: () => undefined }, (request, { remoteAddr }) =>
      app.fetch(request, { address: remoteAddr.hostname }),
    )
    return { port: server.addr.port, stop: () => server.shutdown() }
  },
})
