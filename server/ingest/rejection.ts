/** Why a door turns a whole request away. */

/** Thrown on a call's way in. Each door words its answer from it; the message is read by people, in Segment's pages too. */
export class Rejection extends Error {
  override name = 'Rejection'
  readonly status: number
  /** What a program may compare: named as Segment names it, where Segment does. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}
