/** Slows down guessing of passwords: how often one may try, by account and by address. */
import { Problem } from '../problem.ts'
import { networkOf } from './address.ts'

type Limit = { readonly burst: number; readonly secondsEach: number }

/** An account's own limit is wide, so that a stranger cannot easily keep its owner out. */
const LIMITS = {
  'account and address': { burst: 10, secondsEach: 60 },
  account: { burst: 100, secondsEach: 20 },
  address: { burst: 50, secondsEach: 10 },
} as const satisfies Record<string, Limit>

/** Remembered at most; the ones not seen for longest are forgotten first. */
const MOST = 10_000

export type Attempts = {
  /** Counts an attempt. @throws {Problem} 429 with Retry-After where there were too many. */
  count(email: string, address: string): void
  /** It was the right password: what this address used up on the account is given back. */
  succeeded(email: string, address: string): void
}

/** In memory, by process: a restart forgets, and several nodes each allow as much. */
export function createAttempts(now: () => number): Attempts {
  const buckets = new Map<string, { left: number; at: number }>()

  function take(key: string, { burst, secondsEach }: Limit): number {
    const at = now()
    const known = buckets.get(key) ?? { left: burst, at }
    const left = Math.min(burst, known.left + (at - known.at) / (secondsEach * 1000))
    buckets.delete(key)
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at })
    for (const oldest of buckets.keys()) {
      if (buckets.size <= MOST) break
      buckets.delete(oldest)
    }
    return left >= 1 ? 0 : Math.ceil((1 - left) * secondsEach)
  }
  const both = (email: string, address: string) => `both ${email.toLowerCase()} ${networkOf(address)}`

  return {
    count(email, address) {
      // In this order: who is refused for the address uses up nothing of the account.
      const wait =
        take(`address ${networkOf(address)}`, LIMITS.address) ||
        take(both(email, address), LIMITS['account and address']) ||
        take(`account ${email.toLowerCase()}`, LIMITS.account)
      if (wait > 0)
        throw new Problem(429, 'Too many attempts', `Try again in ${wait} seconds.`, {
          headers: { 'retry-after': String(wait) },
        })
    },
    succeeded: (email, address) => void buckets.delete(both(email, address)),
  }
}
