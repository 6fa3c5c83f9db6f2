/** Who the visitor is, and what may be known and kept of them: consent and Global Privacy Control. */
import type { DeviceAttributes } from './device.ts'
import type { Keep } from './keep.ts'
import { randomId } from './random.ts'
import type { AskletIdentity } from './types.ts'

declare global {
  interface Navigator {
    globalPrivacyControl?: boolean
  }
}

/** A visitor has one user ID at most: another one begins a new visitor, and a new object. */
export type Visitor = AskletIdentity & {
  visitorId: string
  /** The `$` attributes as they were last sent. */
  sent?: DeviceAttributes
  /** They agreed that this is kept. */
  consent?: boolean
}

const VISITOR = 'visitor'

/** `onOther`: the visitor is another one from now on. */
export function createIdentity(keep: Keep, onOther: () => void) {
  /** What the page, or an extension, put in its place would be refused with every call, on every page to come. */
  const read = (): Visitor | null => {
    const found = keep.read<Visitor>(VISITOR)
    return `${found?.visitorId}`.length > 15 ? found : null
  }
  let isRefused = !!navigator.globalPrivacyControl
  let kept = read()
  // Before the configuration is there, that something was kept says that it may be.
  let isRequired = !kept
  let visitor: Visitor = kept ?? { visitorId: randomId() }

  const save = (): void => keep.write(VISITOR, visitor)

  const decide = (): void => {
    const isAllowed = !isRefused && (visitor.consent || !isRequired)
    keep.allow(isAllowed)
    if (!isAllowed) return
    // Another tab may have come first, and it is the same person.
    if (!kept && (kept = read()) && (kept.userId ?? visitor.userId) === (visitor.userId ?? kept.userId))
      Object.assign(visitor, { ...kept, ...visitor, visitorId: kept.visitorId })
    kept = visitor
    save()
  }
  decide()

  const begin = (): void => {
    visitor = { visitorId: randomId(), consent: visitor.consent }
    save()
    onOther()
  }

  return {
    begin,
    current: (): Visitor => visitor,
    /** Only what the page itself says may be sent. */
    isQuiet: (): boolean => isRefused,
    require: (is?: boolean): void => {
      isRequired = !!is
      decide()
    },
    consent: (is: boolean): void => {
      isRefused = !is || !!navigator.globalPrivacyControl
      visitor.consent = is
      decide()
    },
    identify: ({ userId: given, signature, anonymousId }: AskletIdentity): void => {
      if (given) {
        // Pages give numbers too.
        const userId = `${given}`
        if ((visitor.userId ?? userId) !== userId) begin()
        Object.assign(visitor, { userId, signature })
      }
      if (anonymousId) visitor.anonymousId = anonymousId
      save()
    },
    /** Those of the attributes that are not yet sent as they are; from now on they are. */
    news: (attributes: DeviceAttributes): [name: string, value: string][] => {
      const { sent } = visitor
      visitor.sent = attributes
      save()
      return Object.entries(attributes).filter(([name, value]) => value !== sent?.[name])
    },
    /** Another tab may have changed it: it is one person in all of them. */
    follow: (): void => {
      const found = read()
      if (!found) keep.allow(false)
      else if (found.visitorId === visitor.visitorId) Object.assign(visitor, found)
      else {
        visitor = found
        onOther()
      }
    },
  }
}
