/** The survey's name, where its title stands; its state and where it is shown beside it. */
import { defaultDelivery } from '../../../../../shared/survey-input.ts'
import { type Platform, PLATFORMS, type Survey } from '../../../../../shared/survey.ts'
import { Badge } from '../../../parts/badge.tsx'
import { Select } from '../../../parts/field.tsx'
import { useEditedSurvey, useIssueAt } from '../editing/context.tsx'
import { PLATFORM, STATUS } from '../words.ts'
import type { Change } from '../editing/parts.ts'
import styles from './name-field.module.css'

export function NameField() {
  const { survey, change, readOnly } = useEditedSurvey()
  const issue = useIssueAt()('name')
  const [words, tone] = STATUS[survey.status]
  return (
    <div class={styles.title}>
      <div class={styles.name} data-field="name">
        {/* As wide as its text, also where the browser cannot do that for an input. */}
        <span class={styles.size} aria-hidden="true">
          {survey.name || 'Name'}
        </span>
        <input
          class={styles.input}
          aria-label="Name"
          aria-invalid={issue !== undefined || undefined}
          value={survey.name}
          readOnly={readOnly}
          maxLength={120}
          placeholder="Name"
          size={1}
          autocomplete="off"
          onInput={(event) => change({ name: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      </div>
      <Badge tone={tone}>{words}</Badge>
      <span data-field="platform">
        {survey.status === 'draft' && !readOnly ? (
          <Select
            aria-label="Where it is shown"
            class={styles.platform}
            value={survey.platform}
            options={PLATFORMS.map((platform) => [platform, PLATFORM[platform][0]])}
            onInput={(chosen) => {
              const platform = PLATFORMS.find((one) => one === chosen)
              if (platform) change(movedTo(survey, platform))
            }}
          />
        ) : (
          <span class={styles.where}>{PLATFORM[survey.platform][0]}</span>
        )}
      </span>
    </div>
  )
}

/** What another platform cannot have goes with the move, in one step that can be undone. */
const movedTo = ({ triggers, filter }: Survey, platform: Platform): Change => ({
  platform,
  delivery: defaultDelivery(platform),
  triggers: platform === 'web' || platform === 'mobile' ? triggers : [],
  filter: platform === 'link' ? null : filter,
})
