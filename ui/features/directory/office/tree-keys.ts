// Arrow keys in the tree: up and down from office to office, right opens, left closes or goes to the office above.

const link = '[data-tree-link]'

/** Does what the key means in the tree; false when it means nothing there. */
export function moveInTree(tree: HTMLElement, key: string): boolean {
  const links = [...tree.querySelectorAll<HTMLElement>(link)]
  const row = document.activeElement?.closest('li')
  const at = links.findIndex((each) => each.closest('li') === row)
  if (!row || at < 0) return false
  const toggle = row.querySelector<HTMLElement>(':scope > .tree-row > button')
  const isOpen = toggle?.getAttribute('aria-expanded') === 'true'
  switch (key) {
    case 'ArrowDown':
      links[at + 1]?.focus()
      return true
    case 'ArrowUp':
      links[at - 1]?.focus()
      return true
    case 'ArrowRight':
      if (isOpen) links[at + 1]?.focus()
      else toggle?.click()
      return true
    case 'ArrowLeft':
      if (isOpen) toggle?.click()
      else row.parentElement?.closest('li')?.querySelector<HTMLElement>(link)?.focus()
      return true
    default:
      return false
  }
}
