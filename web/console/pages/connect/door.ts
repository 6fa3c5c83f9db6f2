/** What every way in needs to be told: where the doors are, and the key to write into a snippet. */
import type { SegmentKey } from '../../../../shared/environment.ts'
import { useSession } from '../../session.tsx'

export type Door = {
  /** `https://asklet.example.com` */
  url: string
  /** `asklet.example.com` */
  host: string
  https: boolean
  /** The key to copy, or words that stand for it. */
  key: string
  /** The same as shown: masked. */
  shown: string
}

export function useDoor(kind: SegmentKey['kind']): Door {
  const { environment, publicUrl } = useSession()
  const { host, protocol } = new URL(publicUrl)
  // The newest: with two of a kind the older one is on its way out.
  const key = environment.keys.filter((one) => one.kind === kind).toSorted(byAge)[0]
  const missing = kind === 'server' ? 'YOUR_SERVER_KEY' : 'YOUR_BROWSER_KEY'
  return {
    url: publicUrl,
    host,
    https: protocol === 'https:',
    key: key?.key ?? missing,
    shown: key?.key === undefined ? missing : key.hint,
  }
}

const byAge = (one: SegmentKey, other: SegmentKey) => other.createdAt.localeCompare(one.createdAt)
