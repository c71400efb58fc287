// Whatever clamd does that is no verdict, on its way out of a question.

/** `reason` is a code without anything of the document. */
export class NoVerdict extends Error {
  override readonly name = 'NoVerdict'

  constructor(
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`clamd gave no verdict: ${reason}`, { cause })
  }
}
