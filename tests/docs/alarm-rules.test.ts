import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { DESK_STATES } from '../../domain/operations/desk/desk'
import { SCAN_ENDS } from '../../process/metrics/scans'
import { createWorkerMetrics } from '../../process/metrics/worker'
import { projectRoot } from '../../process/paths'
import { BOUNCE_ENDS } from '../../services/letters/bounce/take'
import { ATTEMPT_ENDS } from '../../workers/attempts'

interface Rule {
  alert: string
  expr: string
  for: string
  labels: { severity: string }
  annotations: { summary: string }
}

const { groups } = load(readFileSync(join(projectRoot(), 'docs', 'alarm-rules.yml'), 'utf8')) as {
  groups: { name: string; rules: Rule[] }[]
}
const rules = groups.flatMap((group) => group.rules)

/** The names that a worker exports, and an API process of the record. */
async function exported(): Promise<string[]> {
  const base = { repositories: {}, now: () => new Date() }
  const { body } = await createWorkerMetrics(base as never).pages([])['/metrics']!()
  return [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!)
}

test('every figure that an alarm rule names is exported', async () => {
  const names = await exported()
  expect(names).toContain('kcs_lane_attempts_total')
  const named = rules.flatMap(({ expr }) => expr.match(/\bkcs_\w+/g) ?? [])
  expect(named.length).toBeGreaterThanOrEqual(rules.length)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
})

test('the operators know every figure', async () => {
  const page = readFileSync(join(projectRoot(), 'docs', 'operators.md'), 'utf8')
  const own = (await exported()).filter((name) => name.startsWith('kcs_'))
  expect(own.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

test('every value of a label that an alarm rule names is one that there is', () => {
  const named = rules.flatMap(({ expr }) => [...expr.matchAll(/(\w+)="([^"]*)"/g)].map(([, ...pair]) => pair))
  const known: Record<string, readonly string[]> = {
    state: DESK_STATES,
    end: [...ATTEMPT_ENDS, ...BOUNCE_ENDS, ...SCAN_ENDS],
  }
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(([label, value]) => !known[label!]?.includes(value!))).toEqual([])
})

test('every alarm rule has a name of its own, a time, a weight, and says what to look at', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  for (const { for: time, labels, annotations } of rules) {
    expect(time).toMatch(/^\d+m$/)
    expect(['page', 'ticket']).toContain(labels.severity)
    expect(annotations.summary).toMatch(/\.$/)
  }
})
