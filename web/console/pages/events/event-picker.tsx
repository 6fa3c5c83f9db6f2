/** Finds one of the accepted Code events, by part of its name. */
import { useState } from 'preact/hooks'
import { Combobox, isFound } from '../../parts/combobox.tsx'
import { counted } from '../../parts/count.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useKept } from '../../use-kept.ts'
import { usePause } from '../../use-pause.ts'
import { codeEvents, type Event } from './data.ts'

export function EventPicker({
  label,
  chosen,
  error,
  onChoose,
}: {
  label: string
  chosen: Event | undefined
  error?: string | undefined
  onChoose: (event: Event | undefined) => void
}) {
  const { id: env } = useEnvironment()
  const [text, setText] = useState('')
  const search = usePause(text.trim())
  const events = useKept(useResource(codeEvents, [env, search]).data)?.items
  return (
    <Combobox
      label={label}
      error={error}
      placeholder="Search accepted events"
      text={chosen?.name ?? text}
      choices={events
        ?.filter(({ name, trackNames }) => [name, ...trackNames].some((one) => isFound(one, text)))
        .map((event) => ({ key: event.id, label: event.name, detail: counted(event.count, 'call') }))}
      none="No Code event is called like that"
      onInput={(typed) => {
        onChoose(undefined)
        setText(typed)
      }}
      onChoose={(id) => onChoose(events?.find((event) => event.id === id))}
    />
  )
}
