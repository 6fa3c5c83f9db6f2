/** The Look tab: colour, logo, where it stands, light and dark, with the survey beside it. */
import { POSITIONS, type Look } from '../../../../../shared/survey.ts'
import { Choices } from '../../../parts/choices.tsx'
import { useEditedSurvey } from '../editing/context.tsx'
import { Preview } from '../preview/preview.tsx'
import { ColorField } from './color-field.tsx'
import { LogoField } from './logo-field.tsx'
import styles from './look-tab.module.css'

export function LookTab() {
  const { survey, change, readOnly } = useEditedSurvey()
  const { look } = survey
  const write = (part: Partial<Look>) => change({ look: { ...look, ...part } })
  const onPage = survey.platform === 'web' || survey.platform === 'mobile'
  return (
    <div class={styles.look}>
      <fieldset class={styles.fields} disabled={readOnly}>
        <ColorField color={look.color} onChange={(color) => write({ color })} />
        <LogoField logo={look.logo} onChange={(logo) => write({ logo })} />
        {onPage && <PositionField position={look.position} onChange={(position) => write({ position })} />}
        {onPage && look.position === 'center' && (
          <Choices
            legend="Behind it"
            hint="With a veil the page rests until the survey is answered or closed."
            chosen={look.overlay}
            choices={[
              ['none', 'Nothing'],
              ['light', 'Light veil'],
              ['dark', 'Dark veil'],
            ]}
            onChoose={(overlay) => write({ overlay })}
          />
        )}
        <Choices
          legend="Light or dark"
          chosen={look.scheme}
          choices={[
            ['auto', 'As their system'],
            ['light', 'Light'],
            ['dark', 'Dark'],
          ]}
          onChoose={(scheme) => write({ scheme })}
        />
      </fieldset>
      <Preview survey={survey} />
    </div>
  )
}

const NAMES = {
  'top-left': 'Top left',
  'top-right': 'Top right',
  center: 'Centre',
  'bottom-left': 'Bottom left',
  'bottom-right': 'Bottom right',
} as const

/** A page in small, with the five places on it. */
function PositionField({
  position,
  onChange,
}: {
  position: Look['position']
  onChange: (position: Look['position']) => void
}) {
  return (
    <fieldset class={styles.position} data-field="look.position">
      <legend class={styles.legend}>Where it stands</legend>
      <div class={styles.page}>
        {POSITIONS.map((one) => (
          <label key={one} class={styles.place} data-place={one} title={NAMES[one]}>
            <input
              type="radio"
              name="position"
              aria-label={NAMES[one]}
              checked={one === position}
              onChange={() => onChange(one)}
            />
          </label>
        ))}
      </div>
      <p class={styles.hint}>{NAMES[position]}. On a phone it stands at the foot of the screen.</p>
    </fieldset>
  )
}
