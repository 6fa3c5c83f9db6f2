/** What a benchmark is given. */
import type { Runtime } from './line.ts'

export type Setting = {
  runtime: Runtime
  /** To be kept, after a warm-up. */
  rounds: number
  /** Of one side of a round. */
  seconds: number
  /** Gone when all is done. */
  directory: string
  /** The address of a database file that is not there yet. */
  fresh(): string
  /** For people: to stderr. */
  note(text: string): void
}
