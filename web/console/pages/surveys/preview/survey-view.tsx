/** The survey as its view draws it for people, in place of a screenshot: the very same code. */
import { useEffect, useRef } from 'preact/hooks'
import type { ShownSurvey } from '../../../../../shared/sdk.ts'
import { type Mounted, mountSurvey } from '../../../../survey/mount.ts'

/** `at`: the question to show, or `end`. It can be answered and walked through; nothing is sent. */
export function SurveyView({ shown, at }: { shown: ShownSurvey; at: string | undefined }) {
  const container = useRef<HTMLDivElement>(null)
  const mounted = useRef<Mounted>(undefined)
  const latest = useRef({ shown, at })
  latest.current = { shown, at }

  useEffect(() => {
    if (!container.current) return
    const view = mountSurvey({
      shown: latest.current.shown,
      container: container.current,
      preview: true,
      onAnswers: () => undefined,
      // It stays, and begins again where one looks.
      onClose: () => view.update(latest.current.shown, latest.current.at),
    })
    mounted.current = view
    view.update(latest.current.shown, latest.current.at)
    return () => view.close()
  }, [])

  const drawn = JSON.stringify(shown)
  useEffect(() => mounted.current?.update(latest.current.shown, latest.current.at), [at])
  // Where one has walked to is kept while the words change.
  useEffect(() => mounted.current?.update(latest.current.shown), [drawn])
  return <div ref={container} />
}
