/** What can be done to a survey from the list. */
import { useLocation } from 'preact-iso'
import type { Survey } from '../../../../../shared/survey.ts'
import { STEPS } from '../../../../../shared/survey-state.ts'
import { Menu } from '../../../parts/menu.tsx'
import { useEnvironment } from '../../../session.tsx'
import { surveyHref } from '../address.ts'
import { archiveSurvey, deleteSurvey, duplicateSurvey } from '../changes.ts'

export function RowMenu({ survey }: { survey: Survey }) {
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const { status, responses } = survey
  return (
    <Menu
      label={`More for ${survey.name}`}
      icon="more"
      items={[
        {
          label: 'Duplicate',
          icon: 'copy',
          run: () =>
            void duplicateSurvey(env, survey).then(
              (copy) => copy && route(surveyHref(env, copy.id, 'build')),
            ),
        },
        ...(STEPS.archive.from.includes(status)
          ? [{ label: 'Archive', icon: 'archive' as const, run: () => archiveSurvey(env, survey) }]
          : []),
        ...((status === 'draft' || status === 'archived') && responses === 0
          ? [
              {
                label: 'Delete',
                icon: 'erase' as const,
                danger: true,
                run: () => deleteSurvey(env, survey),
              },
            ]
          : []),
      ]}
    />
  )
}
