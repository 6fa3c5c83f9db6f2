/** What must be clicked for a Click event: an element, its text, or both, and where. */
import type { Click } from '../../../../shared/event.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Input } from '../../parts/field.tsx'
import styles from './click-editor.module.css'
import { UrlEditor } from './url-editor.tsx'

export function ClickEditor({
  click,
  event,
  errorOf,
  onChange,
}: {
  click: Click
  event: string | undefined
  errorOf: (path: string) => string | undefined
  onChange: (click: Click) => void
}) {
  const { selector = '', text = '', url } = click
  return (
    <div class={styles.editor}>
      <Field
        label="CSS selector"
        hint="A click on the element, or on anything in it, counts."
        error={selectorError(selector) ?? errorOf('click.selector') ?? errorOf('click')}
      >
        {(tied) => (
          <Input
            {...tied}
            value={selector}
            maxLength={1_000}
            placeholder="#checkout button[type=submit]"
            autocomplete="off"
            spellcheck={false}
            onInput={(typed) => onChange({ ...click, selector: typed })}
          />
        )}
      </Field>
      <Field
        label="Inner text"
        hint="As the element shows it. With a selector, both must be met."
        error={errorOf('click.text')}
      >
        {(tied) => (
          <Input
            {...tied}
            value={text}
            maxLength={250}
            placeholder="Buy now"
            autocomplete="off"
            onInput={(typed) => onChange({ ...click, text: typed })}
          />
        )}
      </Field>
      {url ? (
        <div class={styles.where}>
          <UrlEditor
            url={url}
            event={event}
            error={errorOf('click.url.pattern')}
            onChange={(changed) => onChange({ ...click, url: changed })}
          />
          <Button
            small
            kind="plain"
            icon="close"
            onClick={() => {
              const { url: _, ...everywhere } = click
              onChange(everywhere)
            }}
          >
            Count it on every page
          </Button>
        </div>
      ) : (
        <Button
          small
          kind="plain"
          icon="plus"
          class={styles.start}
          onClick={() => onChange({ ...click, url: { match: 'contains', pattern: '' } })}
        >
          Only on some pages…
        </Button>
      )}
    </div>
  )
}

function selectorError(selector: string): string | undefined {
  if (selector.trim() === '') return undefined
  try {
    document.createDocumentFragment().querySelector(selector)
    return undefined
  } catch {
    return 'This is not a CSS selector.'
  }
}
