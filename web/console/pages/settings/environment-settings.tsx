/** What a team sets for one environment. */
import { useState } from 'preact/hooks'
import type { EnvironmentChange } from '../../../../shared/environment.ts'
import { api, done, issueOf } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { count } from '../../parts/count.tsx'
import { Field, Input, Select } from '../../parts/field.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Section } from '../../parts/page.tsx'
import { toast } from '../../parts/toast.tsx'
import { environments, useSession } from '../../session.tsx'
import { useSubmit } from '../../use-submit.ts'
import styles from './environment-settings.module.css'
import { IdentitySecret } from './identity-secret.tsx'
import { boundsOf, LIMITS } from './limits.ts'
import { Signature } from './signature.tsx'
import { Visitors } from './visitors.tsx'

export function EnvironmentSettings() {
  const { environment, me } = useSession()
  const mayEdit = me.role !== 'viewer'
  /** What was typed and not saved yet, by the name of the setting. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const change = changeOf(typed)
  const isChanged = Object.entries(change).some(([name, value]) => value !== entryOf(environment, name))

  const save = async (wanted: EnvironmentChange) => {
    await done(api.environments[':env'].$patch({ param: { env: environment.id }, json: wanted }))
    environments.reload()
  }
  const { submit, busy, error } = useSubmit(async () => {
    const before = changeOf(
      Object.fromEntries(Object.keys(change).map((name) => [name, String(entryOf(environment, name))])),
    )
    await save(change)
    setTyped({})
    toast('Saved', {
      undo: () => save(before).catch((reason: unknown) => toast(String(reason), { tone: 'bad' })),
    })
  })
  const type = (name: string) => (text: string) => setTyped((now) => ({ ...now, [name]: text }))

  return (
    <>
      <form class={styles.form} onSubmit={submit} noValidate>
        <fieldset disabled={!mayEdit} class={styles.form}>
          <Section title="Environment">
            <Field row label="Name" error={issueOf(error, 'name')}>
              {(tied) => (
                <Input {...tied} required value={typed['name'] ?? environment.name} onInput={type('name')} />
              )}
            </Field>
            <Field
              row
              label="Time zone"
              hint="Where your days begin and end, for what is counted by day. Times in the console are in your own zone."
              error={issueOf(error, 'timeZone')}
            >
              {(tied) => (
                <Select
                  {...tied}
                  value={typed['timeZone'] ?? environment.timeZone}
                  options={zones(environment.timeZone)}
                  onInput={type('timeZone')}
                />
              )}
            </Field>
          </Section>
          {LIMITS.map(({ title, lead, limits }) => (
            <Section key={title} title={title} lead={lead}>
              {limits.map(({ name, label, unit, hint }) => {
                const { least, most, usual } = boundsOf(name)
                return (
                  <Field
                    key={name}
                    row
                    label={label}
                    hint={`${hint} ${count(least)} to ${count(most)}; usually ${count(usual)}.`}
                    error={issueOf(error, name)}
                  >
                    {(tied) => (
                      <span class={styles.number}>
                        <Input
                          {...tied}
                          type="number"
                          inputMode="numeric"
                          min={least}
                          max={most}
                          step={1}
                          required
                          value={typed[name] ?? String(environment[name])}
                          onInput={type(name)}
                        />
                        {unit}
                      </span>
                    )}
                  </Field>
                )
              })}
            </Section>
          ))}
          <FormError error={error} marked={Object.keys(typed)} />
        </fieldset>
        {mayEdit ? (
          <div class={classes(styles.save, isChanged && styles.changed)}>
            <Button kind="main" type="submit" busy={busy} disabled={!isChanged}>
              Save
            </Button>
            {isChanged && (
              <Button kind="plain" onClick={() => setTyped({})}>
                Discard
              </Button>
            )}
          </div>
        ) : (
          <p class={styles.note}>Your role is viewer: an editor or admin can change these.</p>
        )}
      </form>
      <Visitors />
      <IdentitySecret />
      <Signature />
    </>
  )
}

const TEXTS = new Set(['name', 'timeZone'])

/** A number that was left empty is sent as such, so that the server says what it should be. */
function changeOf(typed: Readonly<Record<string, string>>): EnvironmentChange {
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [
      name,
      TEXTS.has(name) ? text : text.trim() === '' ? null : Number(text),
    ]),
  )
}

const entryOf = (environment: object, name: string): unknown =>
  Object.entries(environment).find(([one]) => one === name)?.[1]

/** All that this browser knows, with the one that is set, and the reader's own first. */
function zones(set: string): readonly (readonly [string, string])[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const all = [...new Set([own, 'UTC', set, ...Intl.supportedValuesOf('timeZone')])]
  return all.map((zone) => [zone, zone === own ? `${zone} (yours)` : zone])
}
