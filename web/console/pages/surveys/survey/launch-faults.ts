/** What a survey lacks to be launched, and what might not be meant, as the server would say. */
import { useMemo } from 'preact/hooks'
import { launchFaults, launchWarnings } from '../../../../../shared/launch.ts'
import type { Survey } from '../../../../../shared/survey.ts'
import type { Issue } from '../../../api.ts'
import { useResource } from '../../../resource.ts'
import { useEnvironment } from '../../../session.tsx'
import { acceptedEvents } from '../data.ts'

export type Missing = { faults: readonly Issue[]; warnings: readonly Issue[] }

/** Undefined until the events are known. */
export function useLaunchFaults(survey: Survey): Missing | undefined {
  const { id: env } = useEnvironment()
  const events = useResource(acceptedEvents, [env]).data
  return useMemo(() => {
    if (!events) return undefined
    const context = { events, now: Date.now() }
    return { faults: launchFaults(survey, context), warnings: launchWarnings(survey, context) }
    // Its parts keep their identity while nothing of them changes.
  }, [events, ...Object.values(survey)])
}
