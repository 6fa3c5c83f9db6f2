/** Counts of what happens, in Prometheus' text format. In memory, by process. */

export type Metrics = {
  /** A door answered a request. */
  answered(door: string, status: number): void
  /** One group commit is durable. */
  committed(calls: number, milliseconds: number): void
  /** So many calls wait for a commit now. */
  queued(calls: number): void
  text(): string
}

const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

export function createMetrics(): Metrics {
  const answers = new Map<string, number>()
  const buckets = COMMIT_SECONDS.map((least) => ({ least, count: 0 }))
  const commits = { count: 0, seconds: 0, calls: 0 }
  let waiting = 0

  return {
    answered(door, status) {
      const labels = `door="${door}",status="${status}"`
      answers.set(labels, (answers.get(labels) ?? 0) + 1)
    },
    committed(calls, milliseconds) {
      const seconds = milliseconds / 1000
      commits.count += 1
      commits.calls += calls
      commits.seconds += seconds
      for (const bucket of buckets) if (seconds <= bucket.least) bucket.count += 1
    },
    queued(calls) {
      waiting = calls
    },
    text: () =>
      [
        '# HELP asklet_requests_total Requests answered, by door and status.',
        '# TYPE asklet_requests_total counter',
        ...[...answers].map(([labels, count]) => `asklet_requests_total{${labels}} ${count}`),
        '# HELP asklet_calls_committed_total Calls made durable, refused ones included.',
        '# TYPE asklet_calls_committed_total counter',
        `asklet_calls_committed_total ${commits.calls}`,
        '# HELP asklet_calls_waiting Calls that wait for a commit.',
        '# TYPE asklet_calls_waiting gauge',
        `asklet_calls_waiting ${waiting}`,
        '# HELP asklet_commit_seconds How long a group commit takes.',
        '# TYPE asklet_commit_seconds histogram',
        ...buckets.map(({ least, count }) => `asklet_commit_seconds_bucket{le="${least}"} ${count}`),
        `asklet_commit_seconds_bucket{le="+Inf"} ${commits.count}`,
        `asklet_commit_seconds_sum ${commits.seconds}`,
        `asklet_commit_seconds_count ${commits.count}`,
        '',
      ].join('\n'),
  }
}
