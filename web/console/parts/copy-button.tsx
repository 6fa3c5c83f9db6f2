/** Copies a text, and says that it did. `<CopyButton text={key} label="Copy the server key" />`; with `words`, as a button with text. */
import { useEffect, useState } from 'preact/hooks'
import { announce } from './announcer.tsx'
import { Button, IconButton } from './button.tsx'

export function CopyButton({
  text,
  label,
  words,
  small,
}: {
  text: string
  label: string
  words?: string
  small?: boolean
}) {
  const [copied, setCopied] = useState<boolean>()
  useEffect(() => {
    if (copied === undefined) return
    const timer = setTimeout(() => setCopied(undefined), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    const done = await write(text)
    setCopied(done)
    announce(done ? 'Copied' : 'This browser did not allow copying: select the text instead')
  }
  const icon = copied === undefined ? 'copy' : copied ? 'check' : 'warn'
  if (words !== undefined)
    return (
      <Button icon={icon} small={small ?? false} onClick={() => void copy()} aria-label={label}>
        {words}
      </Button>
    )
  return <IconButton icon={icon} label={label} small={small ?? true} onClick={() => void copy()} />
}

/** The clipboard API is only there on https and localhost; a console on plain http in a private network has the old way. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'said'
    const focused = document.activeElement
    // Within a modal dialog everything else is inert, and cannot be selected.
    ;(document.querySelector('dialog:modal') ?? document.body).append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
    return done
  }
}
