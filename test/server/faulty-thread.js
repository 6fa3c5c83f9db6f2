/** Stands in for the thread of a database, and does what its SQL says: dies, is late, tells its number, or echoes. */
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, threadId } from 'node:worker_threads'

parentPort.on('message', async ({ id, request }) => {
  if (request.sql === 'die') process.exit(1)
  if (request.sql === 'throw') throw new Error('out of order')
  if (request.sql === 'late') await wait(200)
  parentPort.postMessage({
    id,
    outcomes: [{ rows: [{ said: request.sql === 'thread' ? threadId : request.sql }], changes: 0 }],
  })
})
