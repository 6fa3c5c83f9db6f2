/** The live list: filters, the lines as they come, and the call that is open beside them. */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../api.ts'
import { announce } from '../../parts/announcer.tsx'
import { Button } from '../../parts/button.tsx'
import { count } from '../../parts/count.tsx'
import { FormError } from '../../parts/form-error.tsx'
import { Page } from '../../parts/page.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNote } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { useEnvironment } from '../../session.tsx'
import { useShortcuts } from '../../shortcuts.ts'
import { useSubmit } from '../../use-submit.ts'
import { callsHref, filtersOf } from './address.ts'
import { ArrivalBox } from './arrival-box.tsx'
import { CALL_COLUMNS } from './call-columns.tsx'
import { CallFilterBar } from './call-filter-bar.tsx'
import { CallPanel } from './call-panel.tsx'
import styles from './live-calls.module.css'
import { NewCallsPill } from './new-calls-pill.tsx'
import { Notices } from './notices.tsx'
import { type CallStream, useCallStream } from './use-call-stream.ts'

/** Pixels from the top of the page; further down, someone is reading. */
const READING = 80

export function LiveCalls({ tabs }: { tabs: ComponentChildren }) {
  const { id: env, firstCallAt } = useEnvironment()
  const { query, route } = useLocation()
  const [paused, setPaused] = useState(false)
  const scrolled = useScrolledDown()
  const open = query['call']
  const stream = useCallStream(env, filtersOf(query), { paused, hold: scrolled || open !== undefined })
  const firstRun =
    firstCallAt === null && stream.window?.lines.length === 0 && Object.keys(query).length === 0
  // The strip on top says that already.
  const unreached = stream.error instanceof ApiError && stream.error.status === 0

  const show = async () => {
    await stream.show()
    scrollTo({ top: 0 })
  }
  const turn = () => {
    setPaused(!paused)
    announce(paused ? 'Live again' : 'Paused')
  }
  useShortcuts('This page', {
    p: [paused ? 'Go on' : 'Pause', turn],
    n: ['Show the new calls', () => void show()],
  })

  return (
    <Page
      title="Live calls"
      lead="Every call that came, what became of it, and why."
      actions={<LiveSwitch paused={paused} failing={stream.error !== undefined} onTurn={turn} />}
      tabs={tabs}
    >
      {!firstRun && <ArrivalBox />}
      <Notices kinds={['sampled', 'held']} />
      <section class={styles.list} aria-label="Calls">
        {!firstRun && <CallFilterBar />}
        {stream.window && !unreached && <StaleNote error={stream.error} retry={stream.retry} />}
        <NewCallsPill window={stream.window} onShow={() => void show()} />
        <Lines stream={stream} paused={paused} />
      </section>
      {open !== undefined && (
        <CallPanel
          env={env}
          id={Number(open)}
          lines={stream.window?.lines}
          onClose={() => route(callsHref(env, { ...query, call: undefined }))}
        />
      )}
    </Page>
  )
}

function Lines({ stream, paused }: { stream: CallStream; paused: boolean }) {
  const { id: env } = useEnvironment()
  const { query } = useLocation()
  const { window, error } = stream
  if (!window)
    return error ? <ErrorState error={error} retry={stream.retry} /> : <Skeleton rows={12} label="calls" />
  if (window.lines.length === 0) return <NoLines paused={paused} />
  return (
    <>
      <Table
        label="Calls"
        columns={CALL_COLUMNS}
        rows={window.lines}
        rowKey={({ id }) => String(id)}
        href={({ id }) => callsHref(env, { ...query, call: String(id) })}
        open={query['call']}
        more={window.older && !stream.full ? stream.more : undefined}
      />
      {window.older && stream.full && <Further stream={stream} shown={window.lines.length} />}
    </>
  )
}

/** Below as many lines as a page holds well. */
function Further({ stream, shown }: { stream: CallStream; shown: number }) {
  const { submit, busy, error } = useSubmit(async () => {
    await stream.more()
    scrollTo({ top: 0 })
  })
  return (
    <div class={styles.further}>
      <p>{count(shown)} calls are shown. Filters find older ones sooner.</p>
      <Button busy={busy} onClick={submit}>
        Show those before them instead
      </Button>
      <FormError error={error} />
    </div>
  )
}

function NoLines({ paused }: { paused: boolean }) {
  const { id: env, firstCallAt, callDays } = useEnvironment()
  const { query } = useLocation()
  if (Object.keys(filtersOf(query)).length > 0)
    return (
      <EmptyState
        icon="search"
        title="No call meets these filters"
        action={<Button href={callsHref(env, { find: query['find'] })}>Clear the filters</Button>}
      >
        {paused ? 'The list is paused.' : 'New ones that do appear here by themselves.'}
      </EmptyState>
    )
  if (firstCallAt)
    return (
      <EmptyState icon="calls" title="No calls of late">
        Lines are kept for {callDays} days. New ones appear here by themselves.
      </EmptyState>
    )
  return (
    <EmptyState
      icon="calls"
      title="Waiting for the first call…"
      action={
        <Button kind="main" href={`/${env}/connect`}>
          Connect Segment
        </Button>
      }
    >
      What Segment, an SDK or your own server sends appears here at once, with what became of it and why. Sent
      already? It may have come <a href={`/${env}/calls/keyless`}>without a right key</a>.
    </EmptyState>
  )
}

function LiveSwitch({ paused, failing, onTurn }: { paused: boolean; failing: boolean; onTurn: () => void }) {
  const state = paused ? 'paused' : failing ? 'failing' : 'live'
  const words = { paused: 'Paused', failing: 'Not reached', live: 'Live' }[state]
  return (
    <>
      <span class={styles.state} data-state={state}>
        {words}
      </span>
      <Button icon={paused ? 'play' : 'pause'} onClick={onTurn}>
        {paused ? 'Go on' : 'Pause'}
      </Button>
    </>
  )
}

function useScrolledDown(): boolean {
  const [down, setDown] = useState(false)
  useEffect(() => {
    const look = () => setDown(scrollY > READING)
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [])
  return down
}
