/** What a mapping would add, before it is saved: `1,204 more calls, since 3 Mar`. */
import type { Mapping } from '../../../../shared/event.ts'
import { answer, api } from '../../api.ts'
import { counted } from '../../parts/count.tsx'
import { Icon } from '../../parts/icon.tsx'
import { createResource, useResource } from '../../resource.ts'
import { useEnvironment } from '../../session.tsx'
import { Ago } from '../../time.tsx'
import { useKept } from '../../use-kept.ts'
import { usePause } from '../../use-pause.ts'
import { trackNames } from './data.ts'
import styles from './mapping-editor.module.css'

const preview = createResource((env: string, event: string | undefined, mappings: readonly Mapping[]) =>
  answer(
    api.environments[':env'].events.preview.$post({
      param: { env },
      json: { mappings: [...mappings], ...(event !== undefined && { event }) },
    }),
  ),
)

export function MappingPreview({
  event,
  saved,
  mappings,
}: {
  event: string | undefined
  saved: readonly Mapping[]
  mappings: readonly Mapping[]
}) {
  const { id: env } = useEnvironment()
  const names = useResource(trackNames, [env, '']).data?.items
  // Conditions that are being written are no mapping yet; they bring no history in any case.
  const whole = usePause(mappings.filter(({ conditions }) => conditions.length === 0))
  const changed = JSON.stringify(mappings) !== JSON.stringify(saved)
  const read = useResource(preview, changed ? [env, event, whole] : undefined)
  const effect = useKept(read.data)
  const gone = saved
    .filter((old) => old.conditions.length === 0 && !whole.some(({ name }) => name === old.name))
    .map(({ name }) => names?.find((one) => one.name === name)?.count ?? 0)
    .reduce((sum, count) => sum + count, 0)
  const conditional = mappings.some(
    (mapping) =>
      mapping.conditions.length > 0 && !saved.some((old) => JSON.stringify(old) === JSON.stringify(mapping)),
  )
  return (
    <div role="status" class={styles.effect}>
      {changed && effect && (
        <p class={styles.preview}>
          <Icon name="info" />
          <span>
            {effect.added > 0 ? (
              <>
                <strong>{counted(effect.added, 'more call')}</strong>
                {effect.since && (
                  <>
                    , since <Ago at={effect.since} />
                  </>
                )}
              </>
            ) : gone > 0 ? (
              <strong>{counted(gone, 'call')} less</strong>
            ) : (
              'No call of these is kept yet: it counts from the next one.'
            )}
            {effect.added > 0 && gone > 0 && `, ${counted(gone, 'call')} less`}
            {conditional && ' Names with conditions count from when this is saved.'}
          </span>
        </p>
      )}
    </div>
  )
}
