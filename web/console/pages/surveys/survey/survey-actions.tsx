/** What leads the survey from state to state. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { type SurveyStep, stepsFrom } from '../../../../../shared/survey-state.ts'
import { ApiError } from '../../../api.ts'
import { Button } from '../../../parts/button.tsx'
import { Menu, type MenuItem } from '../../../parts/menu.tsx'
import { toast } from '../../../parts/toast.tsx'
import { useEnvironment } from '../../../session.tsx'
import { useMayEdit } from '../../../use-may-edit.ts'
import { surveyHref, surveysHref } from '../address.ts'
import { archiveSurvey, deleteSurvey, duplicateSurvey, takeStep } from '../changes.ts'
import { oneSurvey, surveys } from '../data.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import type { Missing } from './launch-faults.ts'
import { LaunchDialog } from './launch-dialog.tsx'

const DONE: Readonly<Record<SurveyStep, string>> = {
  launch: 'Launched',
  pause: 'Paused: nobody is shown it',
  resume: 'Resumed',
  complete: 'Completed',
  archive: 'Archived',
}

export function SurveyActions({
  missing,
  onLaunch,
}: {
  missing: Missing | undefined
  /** Somebody asks what is missing. */
  onLaunch: () => void
}) {
  const { survey, editor } = useEditedSurvey()
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const mayEdit = useMayEdit()
  const [busy, setBusy] = useState(false)
  const [launching, setLaunching] = useState(false)
  if (!mayEdit) return null

  const take = async (step: SurveyStep): Promise<boolean> => {
    setBusy(true)
    try {
      const next = await takeStep(env, survey.id, step)
      editor.adopt(next)
      oneSurvey.change([env, survey.id], () => next)
      surveys.reload()
      const back = step === 'pause' ? 'resume' : step === 'resume' ? 'pause' : undefined
      toast(DONE[step], back && { undo: () => void take(back) })
      return true
    } catch (error) {
      // What is missing is listed where it can be mended.
      if (error instanceof ApiError && error.issues.length > 0) setLaunching(true)
      else toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
      return false
    } finally {
      setBusy(false)
    }
  }
  const leave = (go: typeof archiveSurvey) => {
    route(surveysHref(env))
    go(env, survey)
  }
  const steps = stepsFrom(survey.status)
  const ask = () => {
    onLaunch()
    setLaunching(true)
  }
  const items: MenuItem[] = [
    {
      label: 'Duplicate',
      icon: 'copy',
      run: () =>
        void editor.flush().then(async () => {
          const copy = await duplicateSurvey(env, survey)
          if (copy) route(surveyHref(env, copy.id, 'build'))
        }),
    },
    ...(steps.includes('complete')
      ? [{ label: 'Complete', icon: 'check' as const, run: () => void take('complete') }]
      : []),
    ...(steps.includes('archive')
      ? [{ label: 'Archive', icon: 'archive' as const, run: () => leave(archiveSurvey) }]
      : []),
    ...((survey.status === 'draft' || survey.status === 'archived') && survey.responses === 0
      ? [{ label: 'Delete', icon: 'erase' as const, danger: true, run: () => leave(deleteSurvey) }]
      : []),
  ]
  return (
    <>
      {steps.includes('launch') && (
        <Button kind="main" icon="play" onClick={ask}>
          {survey.status === 'completed' ? 'Launch again' : 'Launch'}
        </Button>
      )}
      {steps.includes('resume') && (
        <Button kind="main" icon="play" busy={busy} onClick={() => void take('resume')}>
          Resume
        </Button>
      )}
      {steps.includes('pause') && (
        <Button icon="pause" busy={busy} onClick={() => void take('pause')}>
          Pause
        </Button>
      )}
      <Menu label="More for this survey" icon="more" items={items} />
      {launching && (
        <LaunchDialog
          missing={missing}
          onClose={() => setLaunching(false)}
          launch={async () => {
            if (!(await editor.flush())) {
              toast('Not saved yet: see what is to mend first', { tone: 'bad' })
              setLaunching(false)
              return
            }
            if (await take(survey.status === 'paused' ? 'resume' : 'launch')) setLaunching(false)
          }}
        />
      )}
    </>
  )
}
