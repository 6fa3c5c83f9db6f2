/** Whether a page's word for who its visitor is must be signed, the secret for that, and how to sign. */
import { useState } from 'preact/hooks'
import { api, done } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Code } from '../../parts/code.tsx'
import { Section } from '../../parts/page.tsx'
import { Secret } from '../../parts/secret.tsx'
import { offerUndo, toast } from '../../parts/toast.tsx'
import { environments, useSession } from '../../session.tsx'
import { useSubmit } from '../../use-submit.ts'
import styles from './identity-secret.module.css'
import { SIGNED_LINE, SIGNING, type SigningLanguage } from './signing.ts'

const secretOf = api.environments[':env']['identity-secret']

export function IdentitySecret() {
  const { environment, me } = useSession()
  const { id, identitySigned, identitySecret } = environment
  const param = { env: id }
  const isAdmin = me.role === 'admin'
  const { submit: turnOn, busy } = useSubmit(async () => {
    try {
      await done(secretOf.$post({ param }))
      toast('User IDs must be signed from now on')
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' })
    }
    environments.reload()
  })
  /** Not done before one could think better of it: a secret that is gone does not come back. */
  const later = (text: string, said: string, change: () => Promise<void>) =>
    offerUndo(text, {
      commit: async () => {
        await change()
        environments.reload()
        toast(said)
      },
      undo: () => {},
    })
  return (
    <Section
      title="Signed identity"
      lead="Whoever opens your page can tell the web SDK that they are any of your users. With a signature that only your server can make, they cannot."
    >
      {!identitySigned ? (
        <div class={styles.off}>
          <p>
            Off: any user ID is believed, and its answers are marked as not verified. Turned on, a visitor
            whose user ID is not signed stays anonymous, so let your server sign first.
          </p>
          {isAdmin ? (
            <Button onClick={turnOn} busy={busy}>
              Ask for signatures
            </Button>
          ) : (
            <p class={styles.note}>An admin can turn it on.</p>
          )}
        </div>
      ) : (
        <>
          <div class={styles.secret}>
            {identitySecret ? (
              <Secret value={identitySecret} name="identity secret" />
            ) : (
              <span class={styles.note}>On. The secret is shown to who may see keys.</span>
            )}
            {isAdmin && (
              <>
                <Button
                  small
                  kind="plain"
                  onClick={() =>
                    later(
                      'A new identity secret is about to replace this one',
                      'The new identity secret holds. Put it on your server.',
                      () => done(secretOf.$post({ param })),
                    )
                  }
                >
                  Make a new secret
                </Button>
                <Button
                  small
                  kind="plain"
                  onClick={() =>
                    later('User IDs will need no signature', 'Any user ID is believed again', () =>
                      done(secretOf.$delete({ param })),
                    )
                  }
                >
                  Ask for no signatures
                </Button>
              </>
            )}
          </div>
          <HowToSign />
        </>
      )}
    </Section>
  )
}

function HowToSign() {
  const [language, setLanguage] = useState<SigningLanguage>('node')
  const { label, code } = SIGNING[language]
  return (
    <div class={styles.how}>
      <Choices
        legend="On your server, for who is signed in"
        chosen={language}
        choices={[
          ['node', SIGNING.node.label],
          ['python', SIGNING.python.label],
          ['ruby', SIGNING.ruby.label],
          ['php', SIGNING.php.label],
        ]}
        onChoose={setLanguage}
      />
      <Code label={`Signing in ${label}`} text={code} />
      <p>Then in the page, with what your server made of the very same user ID:</p>
      <Code label="The signed user ID" text={SIGNED_LINE} />
    </div>
  )
}
