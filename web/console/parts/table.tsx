/**
 * A dense list. Every row is a link to its own address; j and k walk, Enter opens, x selects (with shift: a range).
 *
 *   const columns: Column<Event>[] = [
 *     { key: 'name', head: 'Name', cell: (event) => event.name },                  // the first one is the row's link
 *     { key: 'count', head: 'Calls', cell: (event) => <Count of={event.count} />, number: true },
 *     { key: 'daily', head: '30 days', cell: (event) => <Sparkline … />, wide: true },   // left out on narrow screens
 *   ]
 *   <Table label="Events" columns={columns} rows={items} rowKey={(event) => event.id}
 *          href={(event) => `/development/events?event=${event.id}`} open={query.event}
 *          selected={selected} onSelect={setSelected} more={list.more} />
 *
 * `open` is the key of the row whose panel shows: j and k then open the next one. Selection is a Set of row keys.
 * `onCurrent` is told which row has the focus; when that row goes away, the one in its place gets it. More rows are
 * read before the end of the list comes into view.
 */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useShortcuts } from '../shortcuts.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import styles from './table.module.css'
import { toast } from './toast.tsx'

export type Column<T> = {
  key: string
  head: ComponentChildren
  cell: (row: T) => ComponentChildren
  /** Aligned at the end, in figures of one width. */
  number?: boolean
  /** Only where there is room. */
  wide?: boolean
  /** Takes what room is left, and is cut off rather than wrapped. */
  grow?: boolean
}

type Props<T> = {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  href: (row: T) => string
  /** What the row's box selects, read out: "Order Completed". The key where missing. */
  rowName?: (row: T) => string
  open?: string | undefined
  selected?: ReadonlySet<string>
  onSelect?: (selected: ReadonlySet<string>) => void
  onCurrent?: (key: string | undefined) => void
  /** There is more on the server: reads the next page. */
  more?: (() => Promise<void>) | undefined
}

/** How far below the window the end of the list may be when more of it is read. */
const AHEAD = '600px'

export function Table<T>({
  label,
  columns,
  rows,
  rowKey,
  href,
  rowName = rowKey,
  open,
  selected,
  onSelect,
  onCurrent,
  more,
}: Props<T>) {
  const { route } = useLocation()
  const body = useRef<HTMLTableSectionElement>(null)
  const current = useRef<string>(undefined)
  /** The rows drawn before, for when the current one goes away. */
  const before = useRef<readonly string[]>([])
  const anchor = useRef<string>(undefined)
  const end = useRef<HTMLDivElement>(null)
  const [reading, setReading] = useState<'no' | 'yes' | 'failed'>('no')

  const indexOf = (key: string | undefined) => rows.findIndex((row) => rowKey(row) === key)
  const readMore = async () => {
    if (!more || reading === 'yes') return
    setReading('yes')
    try {
      await more()
      setReading('no')
    } catch (error) {
      setReading('failed')
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
  }
  const walk = (step: 1 | -1) => {
    const at = indexOf(open ?? current.current) + step
    const row = rows[Math.max(0, at)]
    if (!row) return void readMore()
    focusRow(Math.max(0, at))
    if (open !== undefined) route(href(row), true)
  }
  const focusRow = (at: number) => {
    const link = body.current?.rows[at]?.querySelector<HTMLElement>('[data-row-link]')
    link?.focus({ preventScroll: true })
    link?.scrollIntoView({ block: 'nearest' })
  }
  const select = (key: string, range: boolean) => {
    if (!onSelect) return
    const next = new Set(selected)
    const [from, to] = [indexOf(range ? anchor.current : key), indexOf(key)]
    const on = range && from >= 0 ? true : !next.has(key)
    for (const row of rows.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)) {
      if (on) next.add(rowKey(row))
      else next.delete(rowKey(row))
    }
    anchor.current = key
    onSelect(next)
  }
  const selectCurrent = (range: boolean) => {
    if (current.current !== undefined && indexOf(current.current) >= 0) select(current.current, range)
  }

  const setCurrent = (key: string | undefined) => {
    current.current = key
    onCurrent?.(key)
  }
  useLayoutEffect(() => {
    const was = before.current
    before.current = rows.map(rowKey)
    if (current.current === undefined || indexOf(current.current) >= 0) return
    const left = new Set(before.current)
    const place = was.indexOf(current.current)
    const next = [...was.slice(place + 1), ...was.slice(0, Math.max(0, place)).toReversed()].find((key) =>
      left.has(key),
    )
    setCurrent(next)
    if (next !== undefined && document.activeElement === document.body) focusRow(indexOf(next))
  }, [rows])

  useEffect(() => {
    // After a failure it is asked for by hand, not over and over.
    if (!more || !end.current || reading !== 'no') return
    // A busy page hands over several at once, the latest last.
    const watch = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && void readMore(), {
      rootMargin: AHEAD,
    })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [more !== undefined, rows.length, reading])

  useShortcuts('Lists', {
    j: ['Next row', () => walk(1)],
    k: ['Previous row', () => walk(-1)],
    ...(onSelect && {
      x: ['Select the row', () => selectCurrent(false)],
      'shift+x': ['Select the rows up to here', () => selectCurrent(true)],
    }),
  })

  const allSelected =
    selected !== undefined && rows.length > 0 && rows.every((row) => selected.has(rowKey(row)))
  return (
    <div class={styles.frame}>
      <table class={styles.table} aria-label={label}>
        <thead>
          <tr>
            {onSelect && (
              <th class={styles.box} scope="col">
                <label>
                  <input
                    type="checkbox"
                    aria-label="Select all rows shown"
                    checked={allSelected}
                    indeterminate={!allSelected && (selected?.size ?? 0) > 0}
                    onChange={() => onSelect(new Set(allSelected ? [] : rows.map(rowKey)))}
                  />
                </label>
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" class={lookOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
            event.preventDefault()
            walk(event.key === 'ArrowDown' ? 1 : -1)
          }}
        >
          {rows.map((row) => {
            const key = rowKey(row)
            return (
              <tr
                key={key}
                class={classes(open === key && styles.open, selected?.has(key) && styles.selected)}
                onFocusIn={() => setCurrent(key)}
                onClick={(event) => {
                  // The link covers its own clicks, with modifier keys; a drawn selection is for copying.
                  const target = event.target instanceof Element ? event.target : undefined
                  if (target?.closest('a, button, input, label') || String(getSelection())) return
                  setCurrent(key)
                  route(href(row))
                }}
              >
                {onSelect && (
                  <td class={styles.box}>
                    <label>
                      <input
                        type="checkbox"
                        aria-label={`Select ${rowName(row)}`}
                        checked={selected?.has(key) ?? false}
                        onClick={(event) => select(key, event.shiftKey)}
                      />
                    </label>
                  </td>
                )}
                {columns.map((column, at) => (
                  <td key={column.key} class={lookOf(column)}>
                    {at === 0 ? (
                      <a
                        class={styles.link}
                        href={href(row)}
                        data-row-link
                        aria-current={open === key || undefined}
                      >
                        {column.cell(row)}
                      </a>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {more && (
        <div class={styles.more} ref={end}>
          <Button busy={reading === 'yes'} onClick={() => void readMore()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  )
}

const lookOf = <T,>({ number, wide, grow }: Column<T>) =>
  classes(number && styles.number, wide && styles.wide, grow && styles.grow)
