/** The live preview: the survey on a page or a phone, in light or dark, in one of its languages. */
import { useState } from 'preact/hooks'
import type { SurveyDefinition } from '../../../../../shared/survey.ts'
import { surveyIn } from '../../../../../shared/shown-survey.ts'
import { IconButton } from '../../../parts/button.tsx'
import { classes } from '../../../parts/classes.ts'
import { ErrorState } from '../../../parts/states.tsx'
import { later } from '../../../parts/later.tsx'
import { createKeptStore, oneOf, useStore } from '../../../store.ts'
import styles from './preview.module.css'

const device = createKeptStore('asklet.preview.device', oneOf('desktop', 'phone'))

/** The renderer is fetched with the first preview. */
const SurveyView = later(
  () => import('./survey-view.tsx').then((m) => m.SurveyView),
  (_, error) => (error ? <ErrorState error={error} retry={() => location.reload()} /> : null),
)

type Props = {
  survey: Pick<SurveyDefinition, 'questions' | 'thankYou' | 'look' | 'language' | 'translations'>
  /** The question that shows, or `end`. */
  at?: string | undefined
  language?: string
}

export function Preview({ survey, at, language = survey.language }: Props) {
  const on = useStore(device)
  const [scheme, setScheme] = useState<'light' | 'dark'>()
  const dark = (scheme ?? schemeOf(survey.look.scheme)) === 'dark'
  const shown = {
    ...surveyIn(survey, language),
    look: {
      ...survey.look,
      scheme: dark ? ('dark' as const) : ('light' as const),
      logo: survey.look.logo?.startsWith('https:') ? SOME_LOGO : survey.look.logo,
    },
    showing: 'preview',
    survey: 'preview',
  }
  const { position, overlay } = survey.look
  return (
    <section class={styles.preview} aria-label="Preview">
      <header class={styles.head}>
        <h2 class={styles.title}>Preview</h2>
        <IconButton
          small
          icon={dark ? 'moon' : 'sun'}
          label={dark ? 'Show it in light' : 'Show it in dark'}
          onClick={() => setScheme(dark ? 'light' : 'dark')}
        />
        <div role="group" aria-label="Shown on" class={styles.devices}>
          {(['desktop', 'phone'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class={styles.device}
              aria-pressed={on === one}
              onClick={() => device.set(one)}
            >
              {one === 'desktop' ? 'Desktop' : 'Phone'}
            </button>
          ))}
        </div>
      </header>
      <div
        class={classes(
          styles.stage,
          styles[on],
          dark && styles.dark,
          position === 'center' && overlay !== 'none' && styles[`veil-${overlay}`],
        )}
        data-position={position}
      >
        <Wires />
        <div class={styles.place}>
          <div class={styles.card}>
            <SurveyView shown={shown} at={at} />
          </div>
        </div>
      </div>
    </section>
  )
}

/** In place of one at an address: the console's policy lets it load nothing from other hosts. */
const SOME_LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="78" height="26"%3E%3Crect width="78" height="26" rx="5" fill="%23808a8c"/%3E%3Ctext x="39" y="17" font-family="sans-serif" font-size="12" fill="white" text-anchor="middle"%3ELogo%3C/text%3E%3C/svg%3E'

const schemeOf = (scheme: 'auto' | 'light' | 'dark'): 'light' | 'dark' =>
  scheme === 'auto' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : scheme

/** The page that it stands over. */
const Wires = () => (
  <div class={styles.wires} aria-hidden="true">
    <span />
    <span />
    <span />
    <span />
    <span />
  </div>
)
