/** The brand colour, and whether what is written on it can be read. */
import { useState } from 'preact/hooks'
import { contrastOf } from '../../../../survey/colors.ts'
import { Field, Input } from '../../../parts/field.tsx'
import { useIssueAt } from '../editing/context.tsx'
import styles from './color-field.module.css'

const COLOR = /^#[0-9a-f]{6}$/i

export function ColorField({ color, onChange }: { color: string; onChange: (color: string) => void }) {
  const [typed, setTyped] = useState<string>()
  const issue = useIssueAt()('look.color')
  const text = typed ?? color
  const isWrong = !COLOR.test(text)
  const type = (next: string) => {
    const full = spelledOut(next)
    setTyped(COLOR.test(full) ? undefined : next)
    if (COLOR.test(full)) onChange(full.toLowerCase())
  }
  return (
    <div data-field="look.color">
      <Field
        label="Brand colour"
        hint={isWrong ? undefined : contrastNote(color)}
        error={isWrong ? 'Six digits, such as #2a6df4' : issue}
      >
        {(tied) => (
          <span class={styles.color}>
            <input
              type="color"
              class={styles.swatch}
              aria-label="Choose the brand colour"
              value={color}
              onInput={(event) => {
                setTyped(undefined)
                onChange(event.currentTarget.value)
              }}
            />
            <Input
              {...tied}
              class={styles.text}
              value={text}
              maxLength={7}
              spellcheck={false}
              autocomplete="off"
              onInput={type}
              onBlur={() => setTyped(undefined)}
            />
          </span>
        )}
      </Field>
    </div>
  )
}

/** `#abc` and `abcdef` are meant as they are read. */
function spelledOut(text: string): string {
  const digits = text.trim().replace(/^#/, '')
  return `#${digits.length === 3 && text.startsWith('#') ? [...digits].map((digit) => digit + digit).join('') : digits}`
}

/** Buttons can always be read: what is written on them is black or white. On the card the colour itself may be too close. */
function contrastNote(color: string): string {
  const { light, dark } = contrastOf(color)
  const notes = [
    ...(light < 4.5
      ? [`on the light card text and lines take a darker shade of it (it has ${ratio(light)})`]
      : []),
    ...(dark < 4.5
      ? [`on the dark card text and lines take a lighter shade of it (it has ${ratio(dark)})`]
      : []),
  ]
  if (notes.length === 0) return 'Can be read well in light and in dark.'
  const words = notes.join('; ')
  return `So that they can be read, ${words}, where 4.5 : 1 are needed. Buttons keep it as it is.`
}

const ratio = (contrast: number): string => `${contrast.toFixed(1)} : 1`
