/** One keep-alive connection that sends one request at a time, with as little work as HTTP/1.1 allows. */
import { connect, type Socket } from 'node:net'

export type Connection = {
  /** The bytes must stay as they are until `answered`. */
  send(bytes: Buffer): void
  close(): void
}

const broken = (): never => {
  throw new Error('the server closed a connection')
}

/** @param answered is called with the status of each answer. A connection that breaks ends the process: nothing was measured. */
export function openConnection(port: number, answered: (status: number) => void): Promise<Connection> {
  return new Promise((resolve, reject) => {
    let rest: Buffer | undefined
    /** Answers are mostly all of one length: then it is whole, and its status is all there is to look at. */
    let usual = 0

    function receive(chunk: Buffer): void {
      if (rest === undefined && chunk.length === usual) return answered(statusOf(chunk))
      const answer = rest === undefined ? chunk : Buffer.concat([rest, chunk])
      const length = lengthOf(answer)
      if (length === undefined || answer.length < length) {
        rest = answer
        return
      }
      rest = undefined
      usual = length
      answered(statusOf(answer))
    }

    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.on('data', receive)
      socket.on('close', broken)
      resolve({
        send: (bytes) => void socket.write(bytes),
        close() {
          socket.off('close', broken)
          socket.destroy()
        },
      })
    })
  })
}

/** "HTTP/1.1 200": the digits are at 9 to 11. */
const statusOf = (answer: Buffer): number => Number(answer.toString('latin1', 9, 12))

/** Of the whole answer; undefined while its head is not whole. @throws where the server streams its answer. */
function lengthOf(answer: Buffer): number | undefined {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const declared = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, head))?.[1]
  if (declared === undefined) throw new Error('an answer has no Content-Length')
  return head + 4 + Number(declared)
}
