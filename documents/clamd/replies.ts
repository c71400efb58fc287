// What clamd answers, read strictly: only its own words count as a verdict.

import type { Scan } from '../../domain/letters/document/scan'
import { NoVerdict } from './no-verdict'

/** Characters that are kept of the name of a find, and of the scanner's own. */
const LONGEST_NAME = 120

/** What clamd reports as a find where it could not look, with `AlertExceedsMax` and `AlertEncrypted`. */
const UNSEEN = /^Heuristics\.(Limits\.Exceeded|Encrypted)\b/

/** The verdict in an answer to INSTREAM. Throws `NoVerdict` for anything else. */
export function findingOf(answer: string): Pick<Scan, 'verdict' | 'finding'> {
  if (answer === 'stream: OK') return { verdict: 'clean', finding: '' }
  const found = /^stream: ([\x21-\x7e][\x20-\x7e]*) FOUND$/.exec(answer)?.[1]
  if (found !== undefined)
    return { verdict: UNSEEN.test(found) ? 'unscannable' : 'infected', finding: found.slice(0, LONGEST_NAME) }
  if (/^INSTREAM size limit exceeded\. ERROR$/.test(answer))
    return { verdict: 'unscannable', finding: 'size limit exceeded' }
  throw new NoVerdict(/ ERROR$/.test(answer) ? 'error' : 'garbled')
}

/** Program and signatures in an answer to VERSION, as `ClamAV 1.4.3/27500/Sun Nov 22 09:12:44 2026`. Throws `NoVerdict`. */
export function engineOf(answer: string): string {
  if (!/^ClamAV [\x20-\x7e]+$/.test(answer)) throw new NoVerdict('garbled')
  return answer.slice(0, LONGEST_NAME)
}
