/**
 * Keys that do things, and the list of them that `?` shows.
 *
 *   useShortcuts('Events', { 'a': ['Approve', approve], 'g e': ['Go to Events', go] })
 *
 * A key is what `KeyboardEvent.key` says (`j`, `?`, `Enter`, `shift+x`, `alt+ArrowUp`); two with a space are pressed one
 * after the other. They rest while one types, while a modal dialog is open, and when turned off (WCAG 2.1.4).
 * `mod+z` is with Ctrl or ⌘: it also works while one types, and cannot be turned off.
 */
import { useEffect, useRef } from 'preact/hooks'
import { createKeptStore, oneOf } from './store.ts'

type Action = (event: KeyboardEvent) => void
/** What it does, in words for the sheet, and the doing. */
export type Shortcuts = Readonly<Record<string, readonly [label: string, run: Action]>>

type Group = { title: string; current: Shortcuts }
const groups: Group[] = []

export const shortcutsOn = createKeptStore<'on' | 'off'>('asklet.shortcuts', oneOf('on', 'off'))

/** Milliseconds in which the second key of a sequence must follow. */
const SEQUENCE = 1_200

export function useShortcuts(title: string, shortcuts: Shortcuts): void {
  const group = useRef<Group>({ title, current: shortcuts })
  group.current.current = shortcuts
  useEffect(() => {
    const mine = group.current
    groups.push(mine)
    return () => void groups.splice(groups.indexOf(mine), 1)
  }, [])
}

/** Groups as the sheet lists them, those of one title together. */
export function listShortcuts(): { title: string; shortcuts: { keys: string; label: string }[] }[] {
  const listed = new Map<string, Map<string, string>>()
  for (const { title, current } of groups) {
    const rows = listed.get(title) ?? new Map<string, string>()
    for (const [keys, [label]] of Object.entries(current)) rows.set(keys, label)
    listed.set(title, rows)
  }
  return [...listed].map(([title, rows]) => ({
    title,
    shortcuts: [...rows].map(([keys, label]) => ({ keys, label })),
  }))
}

/** Call once, at the root. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let before: { key: string; at: number } | undefined
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog:modal')) return
      const modified = event.ctrlKey || event.metaKey
      if (!modified && (shortcutsOn.get() === 'off' || isTyping(event.target))) return
      // On some keyboards letters with Alt are other characters.
      if (event.altKey && (modified || !event.key.startsWith('Arrow'))) return
      const letter = event.key.length === 1 && !modified
      const key = nameOf(event)
      const sequence = before && Date.now() - before.at < SEQUENCE ? `${before.key} ${key}` : undefined
      before = letter ? { key, at: Date.now() } : undefined
      const run = (sequence && find(sequence)) || find(key)
      if (!run) return
      before = undefined
      event.preventDefault()
      run(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function nameOf({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): string {
  const shifted = shiftKey && /^[a-z]$/i.test(key) ? `shift+${key.toLowerCase()}` : key
  if (ctrlKey || metaKey) return `mod+${shifted}`
  return altKey ? `alt+${shifted}` : shifted
}

/** The latest to be registered wins: a panel over its page. */
function find(keys: string): Action | undefined {
  for (const group of groups.toReversed()) {
    const found = group.current[keys]
    if (found) return found[1]
  }
  return undefined
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  )
}
