/** What stands between the edits and the survey that people see: at the foot of the window, so that nothing moves. */
import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { counted } from '../../../parts/count.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { toast } from '../../../parts/toast.tsx'
import { useEnvironment } from '../../../session.tsx'
import { useStore } from '../../../store.ts'
import { fieldHref, type Tab } from '../address.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { useSelected } from '../build/use-selected.ts'
import { differencesOf } from '../editing/differences.ts'
import { PublishDialog } from './publish-dialog.tsx'
import styles from './save-bar.module.css'
import { sayIssue } from './say-issue.ts'

export function SaveBar({ tab }: { tab: Tab }) {
  const { editor, survey, readOnly } = useEditedSurvey()
  const { save, issues, saved, parts, changed } = useStore(editor.state)
  const { id: env } = useEnvironment()
  const { route } = useLocation()
  const { selected } = useSelected()
  const [publishing, setPublishing] = useState(false)
  if (readOnly) return null

  const attempt = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    )
  const [first] = issues
  // The open question says it itself.
  const open = `questions.${survey.questions.findIndex(({ id }) => id === selected)}`
  const isAtHand = tab === 'build' && (first?.path === open || first?.path.startsWith(`${open}.`))
  const isLive = editor.state.get().survey.status !== 'draft'
  return (
    <div role="region" aria-label="State of your changes" class={styles.place}>
      {save.kind === 'conflict' ? (
        <div class={styles.bar}>
          <Icon name="warn" class={styles.warn} />
          <p class={styles.words}>
            Someone else changed this survey meanwhile. Yours replaces only the parts that you changed.
          </p>
          <Button small onClick={attempt(editor.takeTheirs)}>
            Take theirs
          </Button>
          <Button small kind="main" onClick={attempt(editor.keepMine)}>
            Keep mine
          </Button>
        </div>
      ) : save.kind === 'refused' ? (
        <div class={styles.bar}>
          <Icon name="warn" class={styles.bad} />
          <p class={styles.words}>
            <strong>Not saved{isAtHand ? ' until this question is mended.' : '.'}</strong>{' '}
            {first ? !isAtHand && wordsFor(tab, sayIssue(first, survey.questions)) : save.message}
            {issues.length > 1 && ` And ${counted(issues.length - 1, 'more thing')} to mend.`}
          </p>
          {first && first.path !== '' && (
            <Button small onClick={() => route(fieldHref(env, survey.id, first.path, survey.questions))}>
              Show
            </Button>
          )}
          {isLive && (
            <Button small kind="plain" onClick={editor.discard}>
              Discard changes
            </Button>
          )}
        </div>
      ) : isLive && changed ? (
        <div class={styles.bar}>
          <Icon name="info" class={styles.warn} />
          <p class={styles.words}>
            {counted(differencesOf(saved, parts).length, 'change')} not published. People see the survey as it
            was.
          </p>
          <Button small kind="plain" onClick={editor.discard}>
            Discard
          </Button>
          <Button small kind="main" busy={save.kind === 'saving'} onClick={() => setPublishing(true)}>
            Publish changes
          </Button>
        </div>
      ) : null}
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </div>
  )
}

/** On another tab it is enough to know what; why is said where it is mended. */
const wordsFor = (tab: Tab, words: string): string => (tab === 'build' ? words : words.replace(/:.*/s, '.'))
