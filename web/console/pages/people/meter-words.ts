/** What the identity meter says in words: whom filters can match, and why not more. */
import type { InferOutput } from 'valibot'
import type { IdentityMeter } from '../../../../shared/person.ts'
import { count, counted } from '../../parts/count.tsx'

type Counts = InferOutput<typeof IdentityMeter>
/** `bad`: filters can match no one, though there is someone. */
export type Verdict = { tone: 'bad' | 'warn' | 'good'; text: string }

/** `heldDays`: how long what an unknown identity did is held. */
export function meterWords(counts: Counts, heldDays: number): Verdict {
  const { users, visitors } = counts
  if (visitors > 0) return visitorWords(counts)
  if (users === 0) return nobodyKnown(counts)
  return anonymousWords(counts, heldDays)
}

function visitorWords({ visitors, visitorsWithUserId, visitorsMatched }: Counts): Verdict {
  const all = counted(visitors, 'visitor')
  if (visitorsWithUserId === 0)
    return { tone: 'bad', text: `${all}, none with a user ID: Segment filters can match no one.` }
  const named = `${count(visitorsWithUserId)} with a user ID`
  if (visitorsMatched === 0)
    return {
      tone: 'bad',
      text: `${all}, ${named}, but Segment knows none of those: Segment filters can match no one. Check that your pages and Segment use the same IDs.`,
    }
  if (visitorsMatched < visitorsWithUserId)
    return {
      tone: 'warn',
      text: `${all}, ${named}; Segment knows ${count(visitorsMatched)} of those, and Segment filters can match only them.`,
    }
  const others = visitors - visitorsWithUserId
  const rest =
    others === 0 ? '' : ` ${count(others)} without a user ID, whom only the SDK's own events can match.`
  return { tone: 'good', text: `${all}, ${count(visitorsMatched)} matched.${rest}` }
}

function nobodyKnown({ anonymous }: Counts): Verdict {
  if (anonymous === 0) return { tone: 'warn', text: 'No one has come yet.' }
  return {
    tone: 'bad',
    text: `${counted(anonymous, 'anonymous identity', 'anonymous identities')} and no known user: filters can match no one. Send an identify call when people sign in.`,
  }
}

function anonymousWords({ users, anonymous, tied }: Counts, heldDays: number): Verdict {
  const who = users === 1 ? 'the one user' : `all ${count(users)} users`
  if (anonymous === tied) return { tone: 'good', text: `Filters can match ${who}. No one else came.` }
  const untied = anonymous - tied
  const [others, they] =
    untied === 1 ? ['One more identity is', 'it'] : [`${count(untied)} more identities are`, 'they']
  return {
    tone: tied === 0 ? 'warn' : 'good',
    text: `Filters can match ${who}. ${others} not tied to a user yet: what ${they} did is held for ${counted(heldDays, 'day')}, and counts once ${they} ${untied === 1 ? 'is' : 'are'}.`,
  }
}
