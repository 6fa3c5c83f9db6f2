/** What the address of Live calls says: the filters, the call that is open, and the ID that someone looks for. */
import { OUTCOMES } from '../../../../shared/segment.ts'
import type { CallFilters } from './data.ts'

export type CallsQuery = {
  outcome?: string | undefined
  type?: string | undefined
  /** A user ID or an anonymous ID. */
  user?: string | undefined
  /** The ID of the line whose panel shows. */
  call?: string | undefined
  /** The message ID or user ID of which it is asked whether it arrived. */
  find?: string | undefined
}

export function callsHref(env: string, query: CallsQuery): string {
  const said = Object.entries(query).filter((one): one is [string, string] => Boolean(one[1]))
  const search = new URLSearchParams(said).toString()
  return `/${env}/calls${search && `?${search}`}`
}

/** What an address says that is no filter is left out. */
export function filtersOf({ outcome, type, user }: CallsQuery): CallFilters {
  const known = OUTCOMES.find((one) => one === outcome)
  return {
    ...(known && { outcome: known }),
    ...(type && { type }),
    ...(user && { userId: user }),
  }
}
