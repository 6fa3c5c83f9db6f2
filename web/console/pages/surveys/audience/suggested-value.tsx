/** A text field that suggests frequent values of an attribute. */
import type { AttributeKind } from '../../../../../shared/attribute.ts'
import { Combobox } from '../../../parts/combobox.tsx'
import { count } from '../../../parts/count.tsx'
import { useResource } from '../../../resource.ts'
import { useKept } from '../../../use-kept.ts'
import { usePause } from '../../../use-pause.ts'
import { attributeValues } from './data.ts'

export function SuggestedValue({
  env,
  attribute,
  label,
  text,
  kinds,
  placeholder = 'value',
  onInput,
  onChoose = onInput,
}: {
  env: string
  attribute: string
  label: string
  text: string
  kinds: readonly AttributeKind[]
  placeholder?: string
  onInput: (text: string) => void
  onChoose?: (text: string) => void
}) {
  const settled = usePause({ attribute, text })
  const { data } = useResource(
    attributeValues,
    settled.attribute === '' ? undefined : [env, settled.attribute, settled.text],
  )
  const items = useKept(data)?.items ?? []
  return (
    <Combobox
      free
      label={label}
      hideLabel
      placeholder={placeholder}
      {...(kinds.length === 1 && kinds[0] === 'number' && { inputMode: 'decimal' as const })}
      text={text}
      choices={items
        .map(({ value, count: times }) => ({ label: String(value), times }))
        .filter((one) => one.label.toLowerCase().includes(text.toLowerCase()))
        .map(({ label: words, times }) => ({ key: words, label: words, detail: count(times) }))}
      onInput={onInput}
      onChoose={onChoose}
    />
  )
}
