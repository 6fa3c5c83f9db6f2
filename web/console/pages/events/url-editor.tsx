/** A URL pattern, tried as it is typed on URLs that came of late. */
import { useMemo } from 'preact/hooks'
import { regexRefusal } from '../../../../shared/regex-safety.ts'
import { URL_PATTERN_LENGTH, type UrlMatch } from '../../../../shared/url-match.ts'
import { Field, Input, Select } from '../../parts/field.tsx'
import { MATCHES, URL_MATCHES } from './event-words.ts'
import styles from './url-editor.module.css'
import { UrlTester } from './url-tester.tsx'

export function UrlEditor({
  url,
  event,
  error,
  onChange,
}: {
  url: UrlMatch
  /** The ID of the event that it belongs to, which is none of those it overlaps with. */
  event: string | undefined
  error: string | undefined
  onChange: (url: UrlMatch) => void
}) {
  const refusal = useRefusal(url)
  const hint =
    url.match === 'regex'
      ? 'Matches anywhere in the URL unless it begins with ^ or ends with $. Look-ahead works.'
      : url.match === 'exactly' || url.match === 'notExactly'
        ? 'The whole URL, with https:// and what follows ?.'
        : 'As it stands in the URL, capitals and all.'
  return (
    <div class={styles.editor}>
      <div class={styles.fields}>
        <Field label="The URL">
          {(tied) => (
            <Select
              {...tied}
              value={url.match}
              options={URL_MATCHES.map((match) => [match, MATCHES[match]])}
              onInput={(chosen) => {
                const match = URL_MATCHES.find((one) => one === chosen)
                if (match) onChange({ ...url, match })
              }}
            />
          )}
        </Field>
        <Field
          label={url.match === 'regex' ? 'Regular expression' : 'Text'}
          hint={hint}
          error={refusal ? `This expression ${refusal}.` : error}
        >
          {(tied) => (
            <Input
              {...tied}
              value={url.pattern}
              maxLength={URL_PATTERN_LENGTH}
              placeholder={url.match === 'regex' ? '/(pricing|plans)$' : '/pricing'}
              autocomplete="off"
              spellcheck={false}
              onInput={(pattern) => onChange({ ...url, pattern })}
            />
          )}
        </Field>
      </div>
      {refusal === undefined && url.pattern !== '' && <UrlTester url={url} event={event} />}
    </div>
  )
}

/** Why an expression would be refused; looked at before it is tried on a URL, which could take for ever. */
function useRefusal({ match, pattern }: UrlMatch): string | undefined {
  return useMemo(
    () => (match === 'regex' && pattern !== '' ? regexRefusal(pattern) : undefined),
    [match, pattern],
  )
}
