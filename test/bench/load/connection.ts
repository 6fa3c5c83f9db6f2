/** One keep-alive connection that sends one request at a time, with as little work as HTTP/1.1 allows. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Connection = {
  /** The bytes must stay as they are until `answered`. */
  send(bytes: Buffer): void
  close(): void
}

/** @param answered is called with the status of each answer. @throws where the connection breaks off before one. */
export async function openConnection(port: number, answered: (status: number) => void): Promise<Connection> {
  const first = open()
  let socket: Socket | undefined = first
  let rest: Buffer | undefined
  /** Answers are mostly all of one length: then it is whole, and its status is all there is to look at. */
  let usual = 0

  function open(): Socket {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true })
    opened.on('data', receive)
    opened.on('close', () => {
      if (opened === socket) throw new Error('the server closed a connection')
    })
    return opened
  }

  function receive(chunk: Buffer): void {
    if (rest === undefined && chunk.length === usual) return answered(statusOf(chunk))
    const answer = rest === undefined ? chunk : Buffer.concat([rest, chunk])
    const head = headOf(answer)
    if (head === undefined || answer.length < head.end) {
      rest = answer
      return
    }
    rest = undefined
    if (head.isLast) leave()
    else usual = head.end
    answered(statusOf(answer))
  }

  /** Deno ends some connections soon after their start, and says so. */
  function leave(): void {
    const left = socket
    socket = open()
    left?.destroy()
  }

  await once(first, 'connect')
  return {
    send: (bytes) => void socket?.write(bytes),
    close() {
      const left = socket
      socket = undefined
      left?.destroy()
    },
  }
}

/** "HTTP/1.1 200": the digits are at 9 to 11. */
const statusOf = (answer: Buffer): number => Number(answer.toString('latin1', 9, 12))

/** Where the whole answer ends; undefined while its head is not whole. @throws where the server streams its answer. */
function headOf(answer: Buffer): { end: number; isLast: boolean } | undefined {
  const length = answer.indexOf('\r\n\r\n')
  if (length < 0) return undefined
  const head = answer.toString('latin1', 0, length)
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (declared === undefined) throw new Error('an answer has no Content-Length')
  return { end: length + 4 + Number(declared), isLast: /\r\nconnection: *close/i.test(head) }
}
