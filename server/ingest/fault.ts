/** Why one message is refused. */
import type { Refusal } from './envelope.ts'

/** Thrown while a message is read, and caught by `decode`: it never leaves the message's neighbours unread. */
export class Fault extends Error {
  override name = 'Fault'
  readonly outcome: Refusal['outcome']
  /** As Segment names it, where Segment does. */
  readonly code: string

  constructor(code: string, detail: string, outcome: Refusal['outcome'] = 'invalid') {
    super(detail)
    this.code = code
    this.outcome = outcome
  }
}
