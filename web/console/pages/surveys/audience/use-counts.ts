/** How many people a filter matches, in all and condition by condition, as it is edited. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Filter } from '../../../../../shared/filter.ts'
import { answer, api } from '../../../api.ts'
import { usePause } from '../../../use-pause.ts'
import type { Settled } from './tree.ts'

export type Counts = {
  count: number
  known: number
  /** By the ID of a condition's node: those who meet it as it stands there, negated or not. */
  conditions: ReadonlyMap<string, number>
}

export type Counting = {
  /** The last that came: shown on while newer ones are counted. */
  counts: Counts | undefined
  /** What is shown is not of what is edited now. */
  waiting: boolean
  error: Error | undefined
}

type Asked = { env: string; within: Filter | undefined } & Pick<Settled, 'filter' | 'conditions'>
/** Milliseconds after a count that failed. */
const AGAIN = 5_000
const EVERYONE: Filter = { kind: 'and', of: [] }

/** `within`: what must hold beside the filter. */
export function useCounts(env: string, { filter, conditions }: Settled, within?: Filter): Counting {
  const now: Asked = { env, within, filter, conditions }
  const asked = usePause(now)
  const key = JSON.stringify(asked)
  const [known, setKnown] = useState<{ of?: string; counts?: Counts; error?: Error }>({})
  const latest = useRef({ key, asked })
  latest.current = { key, asked }
  const under = useRef(false)
  const gone = useRef(false)

  /** One question at a time: a slow count is not made slower by those that came before it. */
  const ask = async (): Promise<void> => {
    if (under.current) return
    const { key, asked } = latest.current
    under.current = true
    const result = await count(asked).then(
      (counts) => ({ counts }),
      (reason: unknown) => ({ error: reason instanceof Error ? reason : new Error(String(reason)) }),
    )
    under.current = false
    if (gone.current) return
    setKnown(({ counts }) => ({ of: key, ...(counts && { counts }), ...result }))
    if (latest.current.key !== key) void ask()
  }
  useEffect(() => void ask(), [key])
  useEffect(() => {
    if (!known.error) return
    const again = setTimeout(() => void ask(), AGAIN)
    return () => clearTimeout(again)
  }, [known])
  useEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])

  return { counts: known.counts, waiting: known.of !== JSON.stringify(now), error: known.error }
}

async function count({ env, within, filter, conditions }: Asked): Promise<Counts> {
  const own = filter ?? EVERYONE
  const counted = await answer(
    api.environments[':env'].audience.conditions.$post({
      param: { env },
      json: { filter: within ? { kind: 'and', of: [own, within] } : own },
    }),
  )
  const met = new Map(counted.conditions.map((one) => [one.path, one.count]))
  const metAt = (path: string) => met.get([...(within ? ['of.0'] : []), path].filter(Boolean).join('.')) ?? 0
  return {
    count: counted.count,
    known: counted.known,
    conditions: new Map(
      conditions.map(({ id, path, negated }) => [id, negated ? counted.known - metAt(path) : metAt(path)]),
    ),
  }
}
