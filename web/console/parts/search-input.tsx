/**
 * A search box that waits until one stops typing. `/` goes to it, Esc empties it.
 * `<SearchInput label="Search events" value={search} onSearch={setSearch} />`
 */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useShortcuts } from '../shortcuts.ts'
import { Icon } from './icon.tsx'
import styles from './search-input.module.css'

/** Milliseconds. */
const PAUSE = 180

export function SearchInput({
  label,
  value,
  onSearch,
  placeholder = label,
}: {
  label: string
  value: string
  onSearch: (text: string) => void
  placeholder?: string
}) {
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  useShortcuts('This page', { '/': [label, () => input.current?.focus()] })
  // What was given or told last: only another value from outside may replace what someone is typing.
  const known = useRef(value)
  useEffect(() => {
    if (value.trim() === known.current.trim()) return
    known.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === known.current) return
    const timer = setTimeout(() => {
      known.current = text
      onSearch(text)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div class={styles.box} role="search">
      <Icon name="search" class={styles.icon} />
      <input
        ref={input}
        class={styles.input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          known.current = ''
          setText('')
          onSearch('')
          event.currentTarget.blur()
        }}
      />
    </div>
  )
}
