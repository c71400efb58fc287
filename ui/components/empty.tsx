import { Icon, type IconName } from './icon'

/** A list with nothing in it, and why. */
export function Empty({ icon, text, hint }: { icon: IconName; text: string; hint?: string }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p>{text}</p>
      {hint && <p className="soft">{hint}</p>}
    </div>
  )
}
