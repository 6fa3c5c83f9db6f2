/** One of a few, side by side. `<Choices legend="Kind" chosen={kind} onChoose={setKind} choices={[['code', 'Code']]} />` */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import styles from './choices.module.css'

export function Choices<T extends string>({
  legend,
  hideLegend,
  hint,
  chosen,
  choices,
  onChoose,
}: {
  legend: string
  /** Still read out. */
  hideLegend?: boolean
  hint?: ComponentChildren
  chosen: T
  choices: readonly (readonly [value: T, words: ComponentChildren])[]
  onChoose: (value: T) => void
}) {
  const id = useId()
  return (
    <fieldset class={styles.choices} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend class={hideLegend ? 'said' : styles.legend}>{legend}</legend>
      <div class={styles.row}>
        {choices.map(([value, words]) => (
          <label key={value} class={styles.choice}>
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {words}
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${id}-hint`} class={styles.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}
