interface Props {
  label: string
  checked: boolean
  set: (checked: boolean) => void
}

/** A box to tick. */
export function Check({ label, checked, set }: Props) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => set(event.target.checked)} />
      {label}
    </label>
  )
}
