// Moving through the rows by j and k: the focus itself moves, so Enter opens and screen readers follow.

const rowLinks = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]

/** Which row has the focus, by its link or its buttons; -1 if none. */
export function rowIndexWithFocus(): number {
  const row = document.activeElement?.closest('[data-row]')
  return row ? rowLinks().findIndex((link) => row.contains(link)) : -1
}

/** Puts the focus on a row's link; past the last it stays there. */
export function focusRow(index: number): void {
  const links = rowLinks()
  links[Math.min(index, links.length - 1)]?.focus()
}
