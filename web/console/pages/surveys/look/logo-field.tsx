/** The logo: an address, or a file that is kept in the survey itself and so loads from nowhere else. */
import { useRef, useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Field, Input } from '../../../parts/field.tsx'
import { useIssueAt } from '../editing/context.tsx'
import styles from './logo-field.module.css'
import { readLogo } from './read-logo.ts'

export function LogoField({
  logo,
  onChange,
}: {
  logo: string | null
  onChange: (logo: string | null) => void
}) {
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const issue = useIssueAt()('look.logo')
  const isFile = logo?.startsWith('data:') ?? false
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    setProblem(undefined)
    try {
      onChange(await readLogo(chosen))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <div data-field="look.logo">
      <Field
        label="Logo"
        hint={
          logo && !isFile
            ? 'Not shown here, as the console loads nothing from other hosts; your pages do.'
            : 'On top of the card. A file is made small and kept in the survey, so that it loads from nowhere else.'
        }
        error={problem ?? issue}
      >
        {(tied) => (
          <span class={styles.logo}>
            {logo && isFile && <img class={styles.picture} src={logo} alt="" />}
            {isFile ? (
              <span class={styles.kept}>Kept in the survey, {size(logo)}</span>
            ) : (
              <Input
                {...tied}
                type="url"
                class={styles.address}
                placeholder="https://…"
                value={logo ?? ''}
                onInput={(text) => {
                  setProblem(undefined)
                  onChange(text.trim() || null)
                }}
              />
            )}
            <input
              ref={file}
              type="file"
              hidden
              aria-label="A file for the logo"
              accept="image/png,image/jpeg,image/gif,image/webp,image/svg+xml"
              onChange={(event) => {
                void choose(event.currentTarget.files?.[0])
                event.currentTarget.value = ''
              }}
            />
            <Button {...(isFile && tied)} onClick={() => file.current?.click()}>
              {isFile ? 'Another file' : 'Choose a file'}
            </Button>
            {logo && (
              <Button
                kind="plain"
                onClick={() => {
                  setProblem(undefined)
                  onChange(null)
                }}
              >
                Remove
              </Button>
            )}
          </span>
        )}
      </Field>
    </div>
  )
}

const size = (logo: string | null): string => `${Math.ceil(((logo?.length ?? 0) * 0.75) / 1_024)} KB`
