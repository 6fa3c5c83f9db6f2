/** Which of the URLs that came of late a pattern meets, and which other events they meet as well. */
import { useMemo, useState } from 'preact/hooks'
import { compileUrlMatch, type UrlMatch } from '../../../../shared/url-match.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { counted } from '../../parts/count.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { recentUrls, urlEvents } from './data.ts'
import styles from './url-tester.module.css'

/** How many URLs are shown before one asks for more. */
const SHOWN = 8

export function UrlTester({ url, event }: { url: UrlMatch; event: string | undefined }) {
  const { id: env } = useEnvironment()
  const recent = useResource(recentUrls, [env])
  const others = useResource(urlEvents, [env]).data?.items
  const [all, setAll] = useState(false)
  const urls = recent.data?.items

  const overlapping = useMemo(
    () =>
      (others ?? []).flatMap((other) => {
        const matches = other.id !== event && other.url ? tester(other.url) : undefined
        return matches ? [{ name: other.name, matches }] : []
      }),
    [others, event],
  )
  const matches = tester(url)
  if (recent.loading) return <Skeleton rows={4} label="URLs of late" />
  if (!urls) return <ErrorState error={recent.error} retry={recent.reload} />
  if (urls.length === 0)
    return (
      <p class={styles.none}>
        No page call has brought a URL yet, so there is nothing to try it on. It is tried here as soon as one
        comes.
      </p>
    )
  if (!matches) return null
  const tried = urls.map((one) => ({
    ...one,
    met: matches(one.url),
    also: overlapping.filter((other) => other.matches(one.url)).map(({ name }) => name),
  }))
  // What meets it first; both stay in the order they came.
  const sorted = [...tried.filter(({ met }) => met), ...tried.filter(({ met }) => !met)]
  const met = tried.filter((one) => one.met).length
  const shown = all ? sorted : sorted.slice(0, SHOWN)
  return (
    <div class={styles.tester}>
      <p role="status" class={styles.sum}>
        Meets <strong>{met}</strong> of {counted(urls.length, 'URL')} that came of late
      </p>
      <ul role="list" class={styles.list}>
        {shown.map((one) => (
          <li key={one.url} class={one.met ? styles.met : styles.missed}>
            <Icon name={one.met ? 'check' : 'minus'} />
            <span class="said">{one.met ? 'Meets it: ' : 'Does not meet it: '}</span>
            <span class={styles.url} title={one.url}>
              {one.url}
            </span>
            {one.also.map((name) => (
              <Badge key={name} title={`Also meets “${name}”`}>
                also {name}
              </Badge>
            ))}
            <span class={styles.at}>
              <Ago at={one.at} />
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN && (
        <Button small kind="plain" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${sorted.length}`}
        </Button>
      )}
    </div>
  )
}

/** Undefined where the pattern cannot be compiled. */
function tester(url: UrlMatch): ((url: string) => boolean) | undefined {
  try {
    return compileUrlMatch(url)
  } catch {
    return undefined
  }
}
