/** What a survey lacks to be launched, and what might not be meant, as the server would say. */
import { useMemo } from 'preact/hooks'
import { eventNamesOf, launchFaults, launchWarnings } from '../../../../../shared/launch.ts'
import type { Survey } from '../../../../../shared/survey.ts'
import type { Issue } from '../../../api.ts'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { namedEvents } from '../data.ts'

export type Missing = { faults: readonly Issue[]; warnings: readonly Issue[] }

/** Undefined until the events are known; what was known is kept while others are asked for. */
export function useLaunchFaults(survey: Survey): Missing | undefined {
  const { id: env } = useEnvironment()
  const named = [
    survey.triggers.map(({ event }) => event),
    eventNamesOf(survey.filter).filter((name) => name !== ''),
  ] as const
  const settled = usePause(named)
  const isSettled = JSON.stringify(settled) === JSON.stringify(named)
  const read = useResource(namedEvents, [env, ...settled]).data
  const events = isSettled ? read : undefined
  return useKept(
    useMemo(() => {
      if (!events) return undefined
      const context = { events, now: Date.now() }
      return { faults: launchFaults(survey, context), warnings: launchWarnings(survey, context) }
      // Its parts keep their identity while nothing of them changes.
    }, [events, ...Object.values(survey)]),
  )
}
