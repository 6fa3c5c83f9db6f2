/** Which track names feed an event: those it has, those that look alike, and what a change would add. */
import { useState } from 'preact/hooks'
import { type Mapping, nearName, type PropertyCondition } from '../../../../shared/event.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Combobox, isFound } from '../../parts/combobox.tsx'
import { counted } from '../../parts/count.tsx'
import { useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { useKept } from '../../use-kept.ts'
import { usePause } from '../../use-pause.ts'
import { ConditionsEditor } from './conditions-editor.tsx'
import { trackNames, type TrackName } from './data.ts'
import styles from './mapping-editor.module.css'
import { MappingPreview } from './mapping-preview.tsx'

export function MappingEditor({
  name,
  event,
  saved,
  mappings,
  onChange,
  errorOf,
}: {
  /** The event's name, or what it is to be called. */
  name: string
  /** Its ID; undefined while it is made. */
  event: string | undefined
  saved: readonly Mapping[]
  mappings: readonly Mapping[]
  onChange: (mappings: Mapping[]) => void
  /** What the server says of a field of the mappings, by its path. */
  errorOf: (path: string) => string | undefined
}) {
  const { id: env } = useEnvironment()
  const [text, setText] = useState('')
  const search = usePause(text.trim())
  const found = useKept(useResource(trackNames, [env, search]).data)?.items
  const lately = useResource(trackNames, [env, '']).data?.items ?? []
  const alike = useAlike(name).filter((one) => !mappings.some((mapping) => mapping.name === one.name))
  const seen = new Map([...lately, ...(found ?? []), ...alike].map((one) => [one.name, one]))

  const add = (added: string) => {
    setText('')
    if (!mappings.some((mapping) => mapping.name === added))
      onChange([...mappings, { name: added, conditions: [] }])
  }
  const setConditions = (of: string, conditions: PropertyCondition[]) =>
    onChange(mappings.map((mapping) => (mapping.name === of ? { ...mapping, conditions } : mapping)))

  return (
    <section class={styles.editor} aria-label="Track names">
      <h3>Counts calls named</h3>
      {mappings.length === 0 ? (
        <p class={styles.none}>No track name feeds it, so it counts nothing.</p>
      ) : (
        <ul role="list" class={styles.names}>
          {mappings.map((mapping, at) => (
            <li key={mapping.name} class={styles.mapping}>
              <div class={styles.row}>
                <span class={styles.name}>{mapping.name}</span>
                <span class={styles.count}>{callsOf(seen.get(mapping.name))}</span>
                {mapping.conditions.length === 0 && (
                  <Button
                    small
                    kind="plain"
                    onClick={() => setConditions(mapping.name, [{ key: '', op: 'is', value: '' }])}
                  >
                    Only if…<span class="said"> for {mapping.name}</span>
                  </Button>
                )}
                <IconButton
                  small
                  icon="close"
                  label={`Remove ${mapping.name}`}
                  onClick={() => onChange(mappings.filter((other) => other !== mapping))}
                />
              </div>
              {mapping.conditions.length > 0 && (
                <ConditionsEditor
                  name={mapping.name}
                  properties={seen.get(mapping.name)?.properties ?? {}}
                  conditions={mapping.conditions}
                  onChange={(conditions) => setConditions(mapping.name, conditions)}
                  errorOf={(path) => errorOf(`mappings.${at}.conditions.${path}`)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {alike.length > 0 && (
        <div class={styles.alike}>
          <span>Spelled much the same:</span>
          {alike.map((one) => (
            <Button key={one.name} small icon="plus" onClick={() => add(one.name)}>
              {one.name} <span class={styles.count}>{callsOf(one)}</span>
            </Button>
          ))}
        </div>
      )}
      <Combobox
        label="Add a track name"
        placeholder="Type, or choose one that came"
        text={text}
        onInput={setText}
        choices={found
          ?.filter((one) => isFound(one.name, text) && !mappings.some((mapping) => mapping.name === one.name))
          .slice(0, 50)
          .map((one) => ({ key: one.name, label: one.name, detail: detailOf(one) }))}
        none="No other name has come yet"
        textWords={(typed) => `Add “${typed}”, which has not come yet`}
        onChoose={add}
        onText={add}
        error={errorOf('mappings') ?? errorOf('trackNames')}
      />
      <MappingPreview event={event} saved={saved} mappings={mappings} />
    </section>
  )
}

/** Names that came, equal to this one but for case, spaces and punctuation. */
function useAlike(name: string): TrackName[] {
  const { id: env } = useEnvironment()
  const near = nearName(name)
  const [word = ''] = name.match(/[\p{L}\p{N}]+/u) ?? []
  // The server looks for a part of the name; its first word is in nearly all spellings of it.
  const search = usePause(word.replace(/(?<=\p{Ll})\p{Lu}.*/u, '').slice(0, 20))
  const found = useResource(trackNames, near === '' ? undefined : [env, search]).data
  return (found?.items ?? []).filter((one) => one.name !== name && nearName(one.name) === near)
}

const callsOf = (name: TrackName | undefined): string =>
  name === undefined ? 'not come yet' : counted(name.count, 'call')

function detailOf(name: TrackName): string {
  const state = name.denied
    ? 'denied'
    : name.events.length === 0
      ? 'waits for review'
      : `in ${name.events.slice(0, 2).join(', ')}`
  return `${counted(name.count, 'call')}, ${state}`
}
