import { useSession } from '../../access/session/session'

/** Whether the account may make groups; the service looks again, at the offices it is for. */
export function useKeepsGroups(): boolean {
  const roles = useSession().data?.account.roles ?? []
  return roles.includes('admin') || roles.includes('department-admin')
}
